"""Words that are written in two ways which no rule tells: what Vietnamese offices shorten, Japanese words with and without their
rarer signs. Who types one finds the other, below it in rank. Data.
"""

import re
from collections.abc import Sequence

from locales.canonical import fold

_WORDS = """
    UBND = Ủy ban nhân dân
    HĐND = Hội đồng nhân dân
    MTTQ = Mặt trận Tổ quốc
    UBMTTQ = Ủy ban Mặt trận Tổ quốc
    TP = thành phố
    TX = thị xã
    ĐH = đại học
    CĐ = cao đẳng
    BV = bệnh viện
    KKT = khu kinh tế
    KCN = khu công nghiệp
    CCN = cụm công nghiệp
    VQG = vườn quốc gia
    NĐ = nghị định
    QĐ = quyết định
    NQ = nghị quyết
    TTg = Thủ tướng
    THPT = trung học phổ thông
    THCS = trung học cơ sở
    PTDTNT = phổ thông dân tộc nội trú
    PTDTBT = phổ thông dân tộc bán trú
    DN = doanh nghiệp
    HTX = hợp tác xã
    NTM = nông thôn mới
    CSGT = cảnh sát giao thông
    ATGT = an toàn giao thông
    TNGT = tai nạn giao thông
    BĐBP = bộ đội biên phòng
    LHPN = Liên hiệp Phụ nữ
    CNTT = công nghệ thông tin
    KHCN = khoa học công nghệ
    ĐSQ = đại sứ quán
    LSQ = lãnh sự quán
    BCH = ban chấp hành
    TTXVN = Thông tấn xã Việt Nam
    LHQ = Liên hợp quốc
    GS = giáo sư
    PGS = phó giáo sư
    BS = bác sĩ
    NSND = nghệ sĩ nhân dân
    NSƯT = nghệ sĩ ưu tú
    DTTS = dân tộc thiểu số
    XKLĐ = xuất khẩu lao động
    BHXH = bảo hiểm xã hội
    BHYT = bảo hiểm y tế
    GPMB = giải phóng mặt bằng
    PCCC = phòng cháy chữa cháy
    XHCN = xã hội chủ nghĩa
    TAND = tòa án nhân dân
    VKSND = viện kiểm sát nhân dân
    TNXP = thanh niên xung phong
    CCB = cựu chiến binh
    LĐLĐ = liên đoàn lao động
    NHCSXH = ngân hàng chính sách xã hội
    QLTT = quản lý thị trường
    GTVT = giao thông vận tải
    ANTT = an ninh trật tự
    ATTP = an toàn thực phẩm
    VSATTP = vệ sinh an toàn thực phẩm
    CCHC = cải cách hành chính
    TTHC = thủ tục hành chính
    CĐS = chuyển đổi số
    TDTT = thể dục thể thao
    HLV = huấn luyện viên
    VĐV = vận động viên
    HCV = huy chương vàng
    HCB = huy chương bạc
    HCĐ = huy chương đồng
    CLB = câu lạc bộ
    BQL = ban quản lý
    BTC = ban tổ chức
    HSSV = học sinh sinh viên
    KTXH = kinh tế xã hội
    กทม = กรุงเทพ = กรุงเทพมหานคร
    子ども = 子供 = こども
    刺しゅう = 刺繍
    友だち = 友達
    手づくり = 手作り
    障がい = 障害
    はがき = 葉書
    たばこ = 煙草
    りんご = 林檎
    みかん = 蜜柑
    ぶどう = 葡萄
    ばら = 薔薇
    うなぎ = 鰻
    えび = 海老
    いか = 烏賊
    すし = 寿司 = 鮨
    そば = 蕎麦
    うどん = 饂飩
    ろうそく = 蝋燭
"""


def groups_in(table: str) -> list[list[str]]:
    """A line for each group of what says the same."""
    return [[text.strip() for text in line.split("=")] for line in table.strip().splitlines()]


GROUPS = groups_in(_WORDS)
_SHORT = {whole[0].lower(): short for short, *whole in GROUPS if short.isupper()}
_WHOLE = re.compile(
    "|".join(rf"\b{re.escape(whole)}\b" for whole in sorted(_SHORT, key=len, reverse=True)), re.IGNORECASE
)


def with_shortened(names: Sequence[str]) -> list[str]:
    """The names, and those with what offices shorten: UBND tỉnh, VQG Pù Mát."""
    both = [(name, _WHOLE.sub(lambda found: _SHORT[found[0].lower()], name)) for name in names]
    return list(dict.fromkeys(name for pair in both for name in pair))


SHORTENED = frozenset(fold(short) for short, *_whole in GROUPS if short.isupper())
