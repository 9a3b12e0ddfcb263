"""The shorter forms of names: “Lao New Year (Bunpimay)” is said without the bracket, and a place without the word for what it is
(Ulyanovsk for tỉnh Ulyanovsk, Пумат for национальный парк Пумат). Pure.
"""

import re
from collections.abc import Sequence

FEWEST_TOLD = 2  # names of a group that have such a word; one alone may be part of the name
_BRACKET = re.compile(r"\s*[(（][^)）]*[)）]\s*")
_KINDS_BEFORE = re.compile(
    r"(?:tỉnh|thành phố|thủ đô|vườn quốc gia|thị xã|huyện|cửa khẩu(?: quốc tế)?|province d[eu]|ville d[eu]|r[ée]gion d(?:[eu]|['’])"
    r"|parc national d[eu]|porte frontali[èe]re(?: internationale)? d[eu]|провинция|город|национальный парк|(?:международный )?КПП"
    r"|จังหวัด|เมือง|ແຂວງ|ນະຄອນຫຼວງ|ນະຄອນ|ດ່ານ(?:ສາກົນ)?)\s*(?=\S)(?!\s*(?:và|et)\b)",
    re.IGNORECASE,
)
_KINDS_BEHIND = re.compile(
    r"\s*(?:\b(?:province|city|capital|region|national park|capitale|область|(?:international )?border gate)"
    r"|国家公园|国立公園|首都|(?:国际)?口岸|(?:国際)?国境ゲート|[省市县県州]|국립공원|(?:국제)?국경관문|[성시주])$",
    re.IGNORECASE,
)
# of one name that is asked for; the names of the house keep theirs, so that a Chairman is no city
_CALLED_BEFORE = re.compile(
    r"(?:tp\.?|nước|thị trấn|phố cổ|khu di tích|khu lưu niệm|tượng đài|chiến dịch|chiến thắng|trận"
    r"|cụ|ông|bà|bác|vua|nữ sĩ|nhà thơ|đại thi hào|thi hào|danh nhân|chí sĩ|nhà yêu nước|đại tướng|tướng|tổng bí thư|đồng chí|hoàng thân"
    r"|battle of|statue of|general|prince|poet|bataille d[eu]|site d[eu]|r[ée]publique d[eu]|g[ée]n[ée]ral|po[èe]te|po[ée]tesse"
    r"|битва (?:при|под)|памятник|провинци[июе]|провинцией|город[аеу]|городом|генерал|поэт|принц"
    r"|แขวง|นคร|ประเทศ|ປະເທດ|ທ່ານ|ເມືອງ)\s*(?=\S)",
    re.IGNORECASE,
)
_CALLED_BEHIND = re.compile(
    r"\s*(?:\b(?:district|ward|commune|town|bay|relic site|historical site|campaign)"
    r"|[區区郡町村]|遗迹区|遺跡|战役|の戦い|大将|将军|将軍|诗人|女诗人|同志|광역시|유적지|전투|장군|시인|현)$",
    re.IGNORECASE,
)
# of a name that nobody has told the hub; a bridge or school of a name that it knows is another thing than the place or person
_BUILT_BEFORE = re.compile(
    r"(?:cầu|chùa|đền|đình|trường(?: thpt| thcs| tiểu học| chuyên)?|núi|đập|hồ|bản|xã|phường|làng"
    r"|pont d[eu]|pagode(?: d[eu])?|temple(?: d[eu])?|lyc[ée]e|[ée]cole|mont|lac(?: d[eu])?|village(?: d[eu])?|commune d[eu]"
    r"|мост|пагода|храм|школа|лицей|гора|озеро|деревня|община|император"
    r"|สะพาน|วัด|โรงเรียน|ภูเขา|หมู่บ้าน|บ้าน|ຂົວ|ວັດ|ໂຮງຮຽນ|ພູ|ບ້ານ)\s*(?=\S)",
    re.IGNORECASE,
)
_BUILT_BEHIND = re.compile(
    r"\s*(?:\b(?:bridge|pagoda|temple|(?:high |secondary |primary )?school|mountain|lake|village)"
    r"|[橋桥寺山村社湖]|祠|高校|学校|中学|皇帝|帝|大橋|대교|교|사원|사당|(?:고등)?학교|마을|산|호수|다리|황제)$",
    re.IGNORECASE,
)
_LEVELS_BEFORE = re.compile(r"provincial\s+(?=\S)|省(?=\S)|성\s+(?=\S)", re.IGNORECASE)
_LEVELS_BEHIND = re.compile(r"\s+(?:tỉnh|de la province|provinciale?|провинции)$|(?<=\S)ແຂວງ$", re.IGNORECASE)
_FEWEST_SIGNS = (
    (re.compile("[A-Za-zÀ-ỿĐđа-яёА-ЯЁ]"), 4),
    (re.compile("[ぁ-ヿ\u0e00-\u0eff]"), 3),
    (re.compile("."), 2),
)


def with_plain(group: Sequence[str]) -> list[str]:
    """The names, and what they are without their brackets."""
    return list(dict.fromkeys([*group, *(plain for name in group if (plain := _BRACKET.sub(" ", name).strip()))]))


def without_kind(names: Sequence[str]) -> dict[str, str]:
    """Of a place: name → the same without the word for what it is."""
    return _without(names, _KINDS_BEFORE, _KINDS_BEHIND)


def without_kind_of_place(name: str) -> str:
    """One name of a place without the word for what it is; empty where it has none."""
    rest = _rest(name, _KINDS_BEFORE, _KINDS_BEHIND)
    return rest if rest != name else ""


def called_without_kind(name: str) -> str:
    """One name without the word for what or who it is; empty where it has none."""
    rest = without_kind_of_place(name) or _rest(name, _CALLED_BEFORE, _CALLED_BEHIND)
    return rest if rest != name else ""


def without_what_is_built(name: str) -> str:
    """One name without the word for the bridge, school or village that it is; empty where it has none."""
    rest = called_without_kind(name) or _rest(name, _BUILT_BEFORE, _BUILT_BEHIND)
    return rest if rest != name else ""


def without_level(names: Sequence[str]) -> dict[str, str]:
    """Of an office: name → the same without its level (a People's Committee, of the province or not), which is a wider name."""
    return _without(names, _LEVELS_BEFORE, _LEVELS_BEHIND)


def _without(names: Sequence[str], before: re.Pattern[str], behind: re.Pattern[str]) -> dict[str, str]:
    shorter: dict[str, str] = {}
    for name in names:
        if _BRACKET.search(name):
            continue
        rest = _rest(name, before, behind)
        if rest != name and _tells(rest):
            shorter[name] = rest
    return shorter if len(shorter) >= FEWEST_TOLD else {}


def _rest(name: str, before: re.Pattern[str], behind: re.Pattern[str]) -> str:
    start = before.match(name)
    return behind.sub("", name[start.end() if start else 0 :]).strip(" -–'’")


def _tells(name: str) -> bool:
    fewest = next((least for script, least in _FEWEST_SIGNS if script.match(name)), 0)
    return bool(name) and sum(sign.isalnum() for sign in name) >= fewest
