"""The same words in the other script of their language: うなぎ and ウナギ, 颱風 and 台风. Asked for when
nothing has it as it was typed; nothing of it is indexed. Pure.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product

from search.query import Clause, Phrase, Query
from search.words import words

MOST_SPELLINGS = 4  # one simplified sign may be several traditional ones: 台 is 臺 and 颱

_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_TO_HIRAGANA = {other: code for code, other in _TO_KATAKANA.items()}

# traditional and simplified, two and two
_PAIRS = """
萬万與与醜丑專专業业叢丛東东絲丝兩两嚴严喪丧個个豐丰臨临為为麗丽舉举義义烏乌樂乐喬乔習习鄉乡書书買买亂乱爭争於于虧亏雲云亞亚產产畝亩親亲億亿僅仅從从侖仑倉仓儀仪們们價价眾众優优夥伙會会傘伞偉伟傳传傷伤倫伦偽伪體体餘余傭佣僉佥俠侠侶侣僥侥偵侦側侧僑侨儈侩儉俭債债
傾倾僂偻償偿儲储兒儿黨党蘭兰關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯沖冲決决況况凍冻淨净涼凉減减湊凑幾几鳳凤憑凭凱凯擊击鑿凿劃划劉刘則则剛刚創创刪删別别劑剂劍剑劇剧勸劝辦办務务動动勵励勁劲勞劳勢势勳勋勝胜區区醫医華华協协單单賣卖盧卢衛卫卻却廠厂廳厅歷历曆历
厲厉壓压厭厌廁厕廈厦廚厨縣县參参雙双發发變变敘叙疊叠葉叶號号嘆叹嚇吓嗎吗啟启吳吴嘯啸員员聽听嘔呕響响啞哑喚唤嗚呜詠咏噸吨問问啓启團团園园圍围國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛壩坝墳坟墜坠壟垄壘垒墾垦墊垫塵尘牆墙壯壮聲声殼壳壺壶處处備备複复復复夠够頭头誇夸夾夹
奪夺奮奋獎奖奧奥妝妆婦妇媽妈嫵妩孫孙學学寧宁寶宝實实寵宠審审憲宪宮宫寬宽賓宾寢寝對对尋寻導导壽寿將将爾尔嘗尝層层屆届屬属屢屡嶼屿歲岁豈岂嶺岭島岛峽峡嶽岳巋岿鞏巩幣币帥帅師师帳帐簾帘幟帜帶带幫帮廣广莊庄慶庆廬庐庫库應应廟庙龐庞廢废開开異异棄弃張张彌弥彎弯彈弹強强
歸归當当錄录徹彻徑径憶忆懺忏憂忧懷怀態态憐怜總总戀恋恆恒惡恶惱恼悅悦懸悬驚惊懼惧慘惨懲惩憤愤願愿戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担擬拟攏拢揀拣擁拥攔拦擰拧撥拨擇择掛挂摯挚擋挡擠挤揮挥撈捞損损撿捡換换據据擄掳擲掷攜携攝摄擺摆搖摇攤摊撐撑
敵敌數数齋斋鬥斗斬斩斷断無无舊旧時时曠旷曇昙顯显晉晋曬晒曉晓暈晕暫暂術术樸朴機机殺杀雜杂權权條条來来楊杨極极構构樞枢棗枣槍枪楓枫櫃柜檸柠標标棧栈棟栋欄栏樹树樣样橋桥檔档夢梦檢检樓楼歐欧歡欢歟欤殘残殤殇毀毁畢毕氈毡氣气漢汉湯汤溝沟沒没滬沪淚泪瀉泻澤泽潔洁灑洒淺浅
漿浆濁浊測测濟济瀏浏渾浑濃浓濤涛漣涟澇涝漲涨淵渊漁渔滲渗溫温灣湾濕湿潰溃濺溅滾滚滯滞滿满濾滤濫滥濱滨灘滩瀾澜瀕濒滅灭燈灯靈灵災灾燦灿爐炉點点煉炼爍烁爛烂燭烛煙烟煩烦燒烧熱热煥焕愛爱爺爷牽牵犧牺犢犊狀状猶犹獨独獅狮獄狱獲获獵猎豬猪貓猫獻献瑪玛環环現现瓊琼電电畫画
暢畅療疗瘧疟瘡疮瘋疯癢痒癱瘫癮瘾皺皱盤盘盜盗監监蓋盖盞盏鹽盐睏困矚瞩礦矿碼码磚砖確确礎础禮礼禍祸禪禅離离種种積积稱称穩稳窮穷竊窃竅窍窩窝競竞筆笔筍笋築筑籌筹簽签籤签簡简籃篮籬篱類类糧粮糞粪緊紧紅红紀纪級级約约純纯紗纱紙纸紛纷紋纹紡纺紐纽線线練练組组細细織织終终
紹绍經经結结繞绕繪绘給给絡络絕绝統统絹绢繼继績绩續续維维綿绵綜综綠绿網网緣缘編编緝缉縮缩繳缴縱纵縫缝纏缠纖纤罰罚羅罗罷罢羈羁聯联職职肅肃腸肠膚肤腎肾腫肿脹胀膽胆腦脑膠胶脈脉臟脏臘腊臉脸騰腾艦舰艙舱艷艳藝艺節节蘆芦蒼苍蘇苏蘋苹莖茎薦荐藥药萊莱蓮莲營营薩萨蕭萧蔥葱
藍蓝蔭荫蘊蕴虜虏慮虑蟲虫雖虽蝦虾蝕蚀螞蚂蠶蚕蠻蛮蠟蜡補补襯衬襲袭裝装見见觀观規规視视覺觉覽览觸触計计訂订認认議议討讨讓让訓训託托記记講讲諱讳許许論论設设訪访證证評评識识詐诈訴诉詞词譯译試试詩诗誠诚話话誕诞詢询該该詳详語语誤误說说請请諸诸諾诺讀读課课誰谁調调談谈
謀谋諮谘諒谅謊谎謎谜謝谢謠谣謙谦謹谨譜谱譽誉讚赞貝贝負负財财責责賢贤敗败賬账貨货質质販贩貧贫購购貯贮貴贵貸贷貿贸費费賀贺賊贼資资賽赛贊赞贈赠贏赢趙赵趕赶趨趋躍跃蹟迹跡迹踐践車车軌轨軒轩轉转輪轮軟软輕轻載载輔辅輛辆輝辉輸输轄辖辭辞邊边遼辽達达遷迁過过邁迈運运還还
這这進进遠远違违連连遲迟適适選选遜逊遞递邏逻遺遗遙遥鄧邓鄭郑鄰邻郵邮醬酱釀酿釋释裡里裏里鑒鉴針针釣钓鈣钙鋼钢鑰钥錢钱鐘钟鍾钟鐵铁鈴铃銀银銅铜鋁铝銘铭銷销鎖锁鍋锅錯错鏡镜鑽钻鎮镇長长門门閃闪閉闭閱阅闊阔闆板陽阳陰阴階阶際际陸陆陳陈險险隨随隱隐隊队難难雞鸡靜静韓韩
頁页頂顶項项順顺須须預预領领頸颈頻频題题額额顏颜風风颱台飄飘飛飞飯饭飲饮飾饰館馆餅饼餵喂馬马駐驻駕驾騎骑驗验驛驿騷骚驅驱驟骤髮发鬆松魚鱼鮮鲜鯨鲸鱷鳄鰻鳗鱔鳝鳥鸟鴨鸭鴻鸿鵝鹅鷹鹰麥麦黃黄齊齐齒齿齡龄龍龙龜龟臺台後后徵征鑑鉴祿禄蔣蒋衝冲製制贛赣邨村釐厘閩闽隸隶霧雾
韻韵頗颇饑饥騙骗鬧闹鯉鲤齲龋檳槟榮荣瑤瑶璽玺繡绣綉绣誌志週周嚮向迴回佈布佔占係系傑杰僱雇兇凶喫吃囪囱塗涂墻墙姦奸嬰婴嬸婶嶄崭嶇岖幀帧弒弑彙汇匯汇慾欲懇恳懶懒掙挣捨舍捲卷採采搗捣摺折撓挠擱搁攙搀攪搅攬揽斃毙曏向朧胧棲栖楨桢榦干幹干槳桨檻槛櫻樱欖榄殲歼殯殡氫氢汙污
洩泄渦涡滌涤漸渐潛潜澱淀澆浇瀝沥瀟潇牴抵犖荦獷犷琺珐瑣琐甕瓮痠酸癟瘪皚皑盃杯眞真睜睁矯矫硃朱碩硕礪砺祕秘穌稣穡穑窪洼竄窜粵粤糰团絃弦綁绑緞缎緩缓緯纬縛缚繭茧繹绎纜缆罈坛聳耸聶聂脅胁膩腻臥卧艱艰茲兹荊荆莢荚薑姜蘿萝虛虚蠅蝇衊蔑訊讯訣诀詫诧誼谊諧谐謂谓譏讥豎竖賜赐
賠赔賦赋賭赌賴赖贖赎踴踊蹤踪軀躯轎轿轟轰辯辩辮辫遊游醞酝鈍钝鉛铅銳锐鋪铺錦锦鎳镍鏈链鐮镰闖闯闡阐陝陕隴陇雋隽鞦秋頌颂頑顽頒颁頓顿顆颗飢饥餃饺餓饿饋馈駛驶騫骞驕骄髒脏鬚须鬱郁魯鲁鯽鲫鰓鳃鴿鸽鵑鹃鶯莺鷗鸥麵面黴霉鼴鼹齣出龔龚
""".replace("\n", "")
_SIMPLIFIED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_TRADITIONAL: dict[str, list[str]] = {}
for _traditional, _simplified in _SIMPLIFIED.items():
    _TRADITIONAL.setdefault(_simplified, []).append(_traditional)


def in_other_scripts(query: Query) -> Query:
    """The query in which each run may also stand as another writer of its language spells it."""
    return replace(query, clauses=tuple(map(_clause, query.clauses)))


def _clause(clause: Clause) -> Clause:
    found = [tuple((other,) for other in _phrases(phrase)) for phrase in clause.typed]
    if not any(found):
        return clause
    return replace(clause, forms=tuple((*way[1:], *more) for way, more in zip(clause.ways(), found, strict=True)))


def _phrases(phrase: Phrase) -> Iterator[Phrase]:
    text = "".join(phrase.exact)
    if text.isascii() or len(text) > 2 * len(phrase.words):
        return
    for spelling in dict.fromkeys(_spellings(text)):
        if spelling != text:
            run = tuple(word for word in words(spelling) if word is not None)
            yield replace(phrase, words=run)


def _spellings(text: str) -> Iterator[str]:
    yield text.translate(_TO_KATAKANA)
    yield text.translate(_TO_HIRAGANA)
    yield "".join(_SIMPLIFIED.get(sign, sign) for sign in text)
    choices = [_TRADITIONAL.get(sign, [sign]) for sign in text]
    yield from map("".join, islice(product(*choices), MOST_SPELLINGS))
