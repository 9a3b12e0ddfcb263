"""Words that say how a sentence is built or that something is asked, not what of: they weigh little when a query has to be
loosened, however rare they are. Data.
"""

from locales.canonical import fold

_WORDS = """
    a about an and any are as at be been between by can could did do does for from had has have how in into is it its
    many may more most much of off on or our should some such than that the their them there these they this those to
    under until was we were what when where which who whom whose why will with would you your

    ai anh bằng bao bị bởi các cái cần có của cùng cũng đã đang đâu đây để đến được gì giờ hay hơn khi không là lại làm
    lên lúc mà mấy mỗi một nào này nếu nên ngoài nhiều như nhưng những ở qua ra rất rồi sao sau sẽ tại thế theo thì tới
    trên trong trước từ và vẫn về vào vì vừa với xin

    au aux avec ce cela ces cette combien comment coûte dans de depuis des du elle elles en entre est et était être il ils
    la le les leur leurs lui mais ne nos notre nous ou où par pas peut plus pour pourquoi qu quand que quel quelle quelles
    quels qui quoi sa sans se ses si sont son sur trouve un une vers vos votre vous

    без был была были было быть в во вы где для до его ее если есть еще же за из или их к как какая какие какой когда кто
    ли мы на над не о об он она они от по под при с сколько со так там то у уже чем что эта эти это
"""
_SIGNS = """
    什么 怎么 哪里 哪些 多少 如何 何时 几点 为什 吗 的 了 是 在 有
    いつ どこ なに です ます した から か の は が を に で と も
    언제 어디 무엇 얼마 어떻 떻게 인가 나요 까요 는 은 이 가 을 를
"""
# as they are written, so that của is one and cửa is not; and as whoever leaves out accents types them
WORDS = frozenset(_WORDS.split()) | frozenset(map(fold, _WORDS.split()))
# of scripts without spaces
SIGNS = frozenset(_SIGNS.split())
