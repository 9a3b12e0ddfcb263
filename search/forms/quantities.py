"""A number with its unit, and the other ways to write the same: 34.5 ha and 34.5-hectare, 62 per cent and 62%, 15kg and 15 кг,
$2.94bn and 2.94 billion dollars, 9,90 euros and 9,90 €. Signs are no words, so what they stand for may be missing; and so may
what says that a number follows (số, No., №). Pure; the tables are data.
"""

from collections.abc import Iterator, Sequence

from locales.canonical import fold
from search.forms import numbers
from search.forms.same_words import groups_in
from search.words import Word, folded, spelled

LONGEST_UNIT = 6  # words
MOST = 16
_UNITS = """
    ha = hecta = héc ta = hectare = hectares = га = гектар = гектара = гектаров = ヘクタール = 헥타르 = 公顷 = เฮกตาร์ = ເຮັກຕາ
    km = kilometre = kilometres = kilometer = kilometers = км = километр = километра = километров = キロ = 킬로미터 = 公里 = กิโลเมตร = กม = ກິໂລແມັດ
    kg = kilogram = kilograms = kilo = kilos = кг = килограмм = килограмма = килограммов = キロ = 킬로그램 = 公斤 = กิโลกรัม = กก = ກິໂລກຣາມ
    km/h = kph = kmh = kilometres per hour = kilometers per hour = км/ч = กม./ชม.
    m3 = mét khối = cubic metres = cubic meters = mètres cubes = м3 = кубометров = 立方米 = 立方メートル = ลูกบาศก์เมตร = ແມັດກ້ອນ
    m3/s = cubic metres per second = cubic meters per second = м3/с
    m = mét = metre = metres = meter = meters = mètres = м = метр = метра = метров = 米 = メートル = 미터 = เมตร = ແມັດ
    độ = độ C = C = degrees = degrees C = degrés = градусов = градуса = 度 = 摄氏度 = 도 = องศา = ອົງສາ
    a.m. = am
    p.m. = pm
"""
_SCALES = """
    million = millions = mn = mln = m = triệu = tr = млн = миллион = миллиона = миллионов = ล้าน = ລ້ານ
    billion = billions = bn = tỷ = milliard = milliards = md = млрд = миллиард = миллиарда = миллиардов = พันล้าน = ຕື້
    thousand = k = nghìn = ngàn = тыс = тысяч = тысячи = тысяча
"""
# written as a sign as often, or left out
_SIGNS = """
    per cent = percent = pour cent = phần trăm = процент = процента = процентов = パーセント = 퍼센트 = เปอร์เซ็นต์ = ເປີເຊັນ
    = euro = euros = евро = ユーロ = 유로 = 欧元 = ยูโร = ເອີໂຣ
    = dollar = dollars = US dollars = USD = đô la = đô = доллар = доллара = долларов = ドル = 달러 = 美元 = ดอลลาร์ = ໂດລາ
    = dong = dongs = đồng = VND = донгов = ドン = 동 = 越盾 = ด่ง = ດົ່ງ
"""
_FOLLOWS = frozenset(map(fold, ("số", "no", "nr", "n", "номер", "第")))  # a number

Name = tuple[Word, ...]


def _groups(table: str) -> dict[tuple[str, ...], list[Name]]:
    """Each spelling → all of its group."""
    found: dict[tuple[str, ...], list[Name]] = {}
    for texts in groups_in(table):
        group = list(dict.fromkeys(name for text in texts if (name := spelled(text))))
        for name in group:
            found.setdefault(folded(name), []).extend(group)
    return found


_UNIT, _SCALE, _SIGN = _groups(_UNITS), _groups(_SCALES), _groups(_SIGNS)


def others(typed: Sequence[Word]) -> list[Name]:
    """The same quantity otherwise; empty where these words are none."""
    size = 0
    while size < len(typed) and typed[size].folded.isdigit():
        size += 1
    number, said = tuple(typed[:size]), tuple(typed[size:])
    if not number:
        return _numbered(typed)
    found = list(_written(number, said))
    own = folded(typed)
    return [name for name in dict.fromkeys(found) if folded(name) != own][:MOST] if said else []


def _numbered(typed: Sequence[Word]) -> list[Name]:
    """A document's number without what says that one follows."""
    rest = tuple(typed[1:])
    follows = len(rest) > 1 and typed[0].folded in _FOLLOWS and rest[0].folded.isdigit()
    return [rest] if follows else []


def _written(number: Name, said: Name) -> Iterator[Name]:
    values = [number, *numbers.others(number)]
    if folded(said) in _UNIT:
        yield from (value + unit for unit in _UNIT[folded(said)] for value in values)
    for size in range(min(len(said), LONGEST_UNIT), 0, -1):
        scale, rest = said[:size], said[size:]
        if folded(scale) in _SCALE and (not rest or folded(rest) in _SIGN):
            yield from (value + other for other in _SCALE[folded(scale)] for value in values)
            return
    if folded(said) in _SIGN and _tells(number):
        yield from values


def _tells(number: Name) -> bool:
    """5 stands for too much without what it is of."""
    return len(number) > 1 or len(number[0].folded) > 1
