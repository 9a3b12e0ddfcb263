"""Japanese verbs and adjectives: 並ぶ, 並んだ and 並び are one word, and so are 受け入れ and 受入. Pure.

The signs of the stem stay; the first kana behind them moves along a row of the table of sounds.
"""

import re
from collections.abc import Iterator

_SAID = re.compile("([一-龯々]+(?:[ぁ-ゖ]{1,2}[一-龯々]+)?)([ぁ-ゖ]{1,8})")
_SIGNS = re.compile("[一-龯々]+")
_COMPOUND = re.compile("([一-龯々])[ぁ-ゖ]([一-龯々])(?:[ぁ-ゖ]{0,4})")
_ROWS = (
    "わいうえおっ",
    "かきくけこい",
    "がぎぐげごい",
    "さしすせそ",
    "たちつてとっ",
    "なにぬねのん",
    "ばびぶべぼん",
    "まみむめもん",
    "らりるれろっ",
)
_LIKELIEST = "うくぐすつぬぶむるいきぎしちにびみりっんえけげせてねべめれわかがさたなばまら"
_PARTICLES = frozenset("のとはがをにでへもや")
# what follows the stem, the longest first
_ENDINGS = [
    "ていました",
    "でいました",
    "ませんでした",
    "ています",
    "でいます",
    "なかった",
    "ている",
    "でいる",
    "ていた",
    "でいた",
    "ません",
    "ました",
    "ない",
    "たい",
    "ます",
    "た",
    "て",
    "だ",
    "で",
]
# 歌った is of 歌う, 咲いた of 咲く, 並んだ of 並ぶ
_BEFORE_THE_PAST = {"っ": "うるいりわら", "ん": "ぶむびみ", "い": "くきかけ"}
_SURELY_SAME_STEM = frozenset("えけげせてねべめれぜ")
_SAME_STEM = frozenset("いえきけぎげしせちてにねびべみめりれじぜ")  # 育てる, 起きる: the kana stays
_SHORTEST_COMPOUND = 2
MOST = 8


def forms(said: str) -> list[str]:
    """Beginnings that other forms of the word have."""
    found: dict[str, None] = {}
    compound = _COMPOUND.fullmatch(said)
    if compound is not None and compound[0][1] not in _PARTICLES:
        found[compound[1] + compound[2]] = None
    parts = _SAID.fullmatch(said)
    if parts is not None:
        stem, tail = parts.groups()
        if len(stem) >= _SHORTEST_COMPOUND and _SIGNS.fullmatch(stem):
            found[stem] = None  # 申込む, 受入れ
        if not (len(tail) == 1 and tail in _PARTICLES):
            found.update(dict.fromkeys(f"{stem}{kana}" for kana in _tails(tail)))
    return [form for form in found if form != said][:MOST]


def _tails(tail: str) -> Iterator[str]:
    ending = next((one for one in _ENDINGS if tail.endswith(one) and len(tail) > len(one)), "")
    kept, last = tail[: len(tail) - len(ending)][:-1], tail[len(tail) - len(ending) - 1]
    if ending:
        yield kept + last
        if last in _BEFORE_THE_PAST and ending[0] in "ただてで":
            yield from (kept + other for other in _BEFORE_THE_PAST[last])
            return
    elif last == "る" and kept and kept[-1] in _SAME_STEM:
        yield kept
        if kept[-1] in _SURELY_SAME_STEM:
            return
    if not ending and last == "い":  # 高い, 高く; 歌い, 歌う
        yield from (kept + other for other in "くうかさ")
        return
    moved = {other for row in _ROWS if last in row[:5] for other in row} - {last}
    yield from (kept + other for other in _LIKELIEST if other in moved)
