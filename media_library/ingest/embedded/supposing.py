"""Which encoding of East Asia or Russia bytes are in that are no UTF-8 and say nothing: supposed from what they would read as.
Pure.

A reading counts only if all bytes decode, if the letters are the common ones of their language, and if they stand as
they do in sentences: never in the midst of a Latin word, as a French accent would come out. The frequent letters below
are what newspapers print, in both writings of Chinese; the common areas are those in which each standard gathered them
(GB 2312 level 1, Big5 level 1, JIS X 0208 level 1 and kana, KS X 1001 Hangul).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

FREQUENT_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此"
    "已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代"
    "内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安"
    "少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光"
    "放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔"
    "亚洲欧美非拉阿尔巴尼斯罗克兰岛港伊麦朗冰刚果佛哥加坡泰柬埔寨老挝缅甸菲律宾印俄英德法意澳韩朝鲜币盟联邦"
    "亞歐羅爾蘭島麥剛聯盟幣緬賓韓鮮葡萄牙西班荷比盧挪威瑞典芬丹波捷匈牙利奧希臘土耳其以色列埃及肯南摩洛"
    "省县府村镇乡越胡志主席总理部长外交访问友好合作会议节日莲花河内义安荣摄影记者摄图片照片游客旅游文化遗产传统民间艺术表演"
    "这個們來為國說時會對學過發後裡動現當沒還進樣開從實軍無與長機關點業將兩間問並應戰體見產話給門員論處義條氣題爾別變總電"
    "數報結務場計資許統區隊決馬書則聽達強難權設記類據張該規萬覺術領確傳師觀讓識帶導爭運筆縣鎮鄉節蓮榮攝圖遊藝"
    "日本語東京都新聞社撮影写真県市町村会議開催首相大臣外務省訪問式典祭伝統文化観光客関係者発表国際交流協力"
)
FREQUENT_HANGUL = frozenset(
    "이다는의에을를가한하고로은지기도사서자대인시해리어일나정있그제수부스아전장주라소보상오원유중구과동신공조면모비위국성치방선"
    "세생경거들만우여마니안히연적물화발당내양민분드음미회관간계무실체단및등월년남북베트응호외교통령총관광문화축전통현행사진촬"
    "영촌마을꽃강산바람사람기자뉴스서울열린린식에서했습니다았었였된되"
)
FREQUENT_CYRILLIC = frozenset("оеаинтсрвлкі")
VOWELS = frozenset("аеёиоуыэюяіїєАЕЁИОУЫЭЮЯІЇЄ")
PUNCTUATION = frozenset("–、。，；：？！（）「」『』《》〈〉【】“”‘’…—·・ー　－～〜％")
OF_RUSSIAN = frozenset("«»—–„“”‘’…№\u00a0§°•©®™")
BEFORE_NO_LETTER = re.compile(r"[§°•©®™]\w|\w[§°•©®™]")
ENOUGH = 0.5  # of a scale on which frequent letters weigh 2, and common ones 1
RARE, IN_A_LATIN_WORD = -2, -2.5
A_WORD = 3
Weighing = Callable[[str, int], float]  # a text, and how many letters are enough if not the usual
FEWEST = 2  # letters of two bytes: one alone is as well two of Latin
A_FEW = 4  # of which one has to be frequent


@dataclass(frozen=True, slots=True)
class Supposed:
    """`encoding`: by its name in the registry of IANA, in small letters."""

    encoding: str
    text: str


def supposed(content: bytes, *, beside: str = "") -> Supposed | None:
    """What these bytes are most probably; None where Latin letters are as probable.

    beside: what the other fields of the same file are in. One letter is enough then, if it may stand where it stands.
    """
    if beside:
        text = _strictly(content, beside)
        return Supposed(beside, text) if text and READINGS[beside](text, 1) >= ENOUGH else supposed(content)
    best, found = 0.0, None
    for encoding, weighed in READINGS.items():
        text = _strictly(content, encoding)
        weight = weighed(text, 0) if text else 0.0
        if weight >= ENOUGH and weight > best:
            best, found = weight, Supposed(encoding, text)
    return found


def _strictly(content: bytes, encoding: str) -> str:
    """Without the half letter at the end of a field that had no more room; nothing where it does not decode."""
    try:
        return content.decode(CODECS[encoding])
    except UnicodeDecodeError as wrong:
        if wrong.start < len(content) - 1 or wrong.reason != "incomplete multibyte sequence":
            return ""
    return content[:-1].decode(CODECS[encoding])


# --- letters of two bytes ---------------------------------------------------------------------------------------------


def _in_gb(letter: str) -> bool:
    lead, trail = _bytes(letter, "gb2312")
    return 0xB0 <= lead <= 0xD7 and trail >= 0xA1


def _in_big5(letter: str) -> bool:
    lead, _trail = _bytes(letter, "big5")
    return 0xA4 <= lead <= 0xC6


def _in_jis(letter: str) -> bool:
    lead, _trail = _bytes(letter, "shift_jis")
    return 0x88 <= lead <= 0x98 or "ぁ" <= letter <= "ヶ"


def _in_ks(letter: str) -> bool:
    lead, trail = _bytes(letter, "euc_kr")
    return 0xB0 <= lead <= 0xC8 and trail >= 0xA1


def _bytes(letter: str, codec: str) -> tuple[int, int]:
    try:
        code = letter.encode(codec)
    except UnicodeEncodeError:
        return 0, 0
    return (code[0], code[1]) if len(code) == 2 else (0, 0)


def _of_two_bytes(common: Callable[[str], bool], frequent: Callable[[str], bool], worth: float = 1) -> Weighing:
    def weighed(text: str, enough: int) -> float:
        """The mean of its letters."""
        letters: list[str] = []
        weight = 0.0
        for at, letter in enumerate(text):
            if letter.isascii() or letter in PUNCTUATION:
                continue
            letters.append(letter)
            weight += 2 if frequent(letter) else worth if common(letter) else RARE
            beside = (text[at - 1 : at], text[at + 1 : at + 2])
            weight += IN_A_LATIN_WORD * sum(each.isascii() and each.isalpha() for each in beside)
        if len(set(letters)) < (enough or FEWEST):
            return 0.0
        if not enough and len(letters) < A_FEW and not any(map(frequent, letters)):
            return 0.0
        return weight / len(letters)

    return weighed


def _is_frequent_japanese(letter: str) -> bool:
    return "ぁ" <= letter <= "ん" or "ァ" <= letter <= "ヶ" or letter in FREQUENT_HAN


# --- Cyrillic ---------------------------------------------------------------------------------------------------------

WORDS = re.compile(r"[^\W\d_]+")


def _cyrillic(text: str, enough: int) -> float:
    """Whole words in it, large and small as words are, of frequent letters."""
    words = [word for word in WORDS.findall(text) if not word.isascii()]
    letters = "".join(words)
    if max(map(len, words), default=0) < (enough or A_WORD) or not all(map(_is_russian, words)):
        return 0.0
    strange = [sign for sign in text if not (sign.isascii() or sign.isalpha() or sign in OF_RUSSIAN)]
    if strange or BEFORE_NO_LETTER.search(text):
        return 0.0
    return 1 + sum(letter in FREQUENT_CYRILLIC for letter in letters.lower()) / len(letters)


def _is_russian(word: str) -> bool:
    if not all("Ѐ" <= letter <= "ґ" for letter in word):
        return False
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    return word.isupper() or len(word) < A_WORD or any(letter in VOWELS for letter in word)


READINGS: dict[str, Weighing] = {
    "gb18030": _of_two_bytes(_in_gb, FREQUENT_HAN.__contains__),
    "big5": _of_two_bytes(_in_big5, FREQUENT_HAN.__contains__),
    "shift_jis": _of_two_bytes(_in_jis, _is_frequent_japanese),
    "euc-kr": _of_two_bytes(_in_ks, FREQUENT_HANGUL.__contains__, 1.5),
    "windows-1251": _cyrillic,
}
CODECS = {
    "gb18030": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "windows-1251": "cp1251",
}
