"""Queries that nobody means well by: made of a seed, so that what broke something once can be asked again."""

from collections.abc import Iterator
from random import Random

WORDS = """
    Nghệ An lễ hội làng sen cua lo fdi 义安省 莲村 ゲアン省 セン 응에안성은 ແຂວງເງ້ອານ เหงะอาน Нгеан Ульяновск
    l'ouest 123/QĐ-UBND 19/5/2025
"""
OPERATORS = """
    AND OR NOT NEAR NEAR( NEAR/3 strong: {strong} : ^ * ** ? ~2 ^3 [1 TO *]
    /.*/ title:(a _exists_:x \\ \\\\ \\" & | ! && || <-> <2> :* :A ( ) (( )) " "" “ ” « »
    ' '' ''; -- /* */ ; DROP UNION SELECT %s %(x)s {} {{x}} ${x} $1 \\0 \\u0000 _ % + - -- − − –x -" -( <b> </mark> &lt; &#0;
"""
STRANGE = [
    "\x00", "\x01\x02", "\x1b[31m", "\x7f", "\x85", "\u00ad", "\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u2028",
    "\ufeff", "\ufffd", "\ufffe",
    "\ud800", "\udfff", "\ud83d", "\ue000", "\ue001lang=vi", "\ue002sen", "\x03a b", "\U000e0001", "\U000e0061\U000e007f", "\U000f0000", "\U0010ffff",
    "👩‍👩‍👧‍👦", "🏴\U000e0067\U000e0062\U000e007f", "🇻🇳", "☺️", "ᄒ", "ᅡ", "ᆫ", "한", "ﷺ", "ﬃ", "İ", "ı", "ß", "ſ", "K", "Ǆ", "𝔑𝔤𝔥ệ", "Ⅷ", "½", "²",
    "٣", "၃", "𒐖", "〇", "㍿", "ໆ", "ຳ", "ໍາ", "ำ", "ๆ", "กำ", "्", "ক্ষ", "ܐ", "ࠀ", "𐤀", "𠮷", "𪛟", "〱", "々", "ー", "ｶﾞ", "がぎ", "\u3164", "\u115f",
]  # fmt: skip
LONG = [
    "a",
    "z9",
    "義",
    "ກ",
    "응",
    "ệ",
    "e\u0301",
    "\u0301",
    "\u0323\u0302",
    "(",
    '"',
    "'",
    "-",
    "- ",
    '"-',
    "*",
    "/",
    "1",
    "0.",
    "9,",
    "́ ",
    "x-",
    "x'",
    "-x ",
    '"x" ',
    "ё",
    "\u200d",
    "🪷",
]


def hostile(seed: int, longest: int = 500) -> str:
    """One query; sometimes longer than a query may be."""
    random = Random(seed)  # noqa: S311 - no secret, but the same every time
    text = ""
    for _piece in range(random.randint(1, 9)):
        text += _piece_of(random) + random.choice(["", "", " ", "  ", "\t", "\n", "\u3000", "\u00a0", "-", "'"])
    return text[: random.choice([5, 30, 399, longest])]


def _piece_of(random: Random) -> str:
    match random.randint(0, 7):
        case 0 | 1:
            return random.choice(WORDS.split())
        case 2:
            return random.choice(OPERATORS.split())
        case 3:
            return random.choice(STRANGE)
        case 4:
            return random.choice(LONG) * random.choice([2, 31, 65, 300])
        case 5:
            return chr(random.randrange(0x110000))
        case 6:
            start = random.choice(
                [0x300, 0xE80, 0xE00, 0x1100, 0x3040, 0xAC00, 0x2000, 0x400, 0x1E00, 0x1F300, 0x20000]
            )
            return "".join(chr(start + random.randrange(256)) for _sign in range(random.randint(1, 40)))
    return "".join(random.choice("abđệ -\"'*()12.,/:") for _sign in range(random.randint(1, 60)))


def raw(seed: int) -> str:
    """A query as it stands in an address, byte by byte; now and then no UTF-8."""
    random = Random(seed)  # noqa: S311 - no secret, but the same every time
    said = hostile(seed).encode("utf-8", "surrogatepass")
    if not random.randrange(4):
        at = random.randrange(len(said) + 1)
        said = said[:at] + random.randbytes(3) + said[at:]
    return "".join(f"%{byte:02x}" for byte in said)


PARAMETERS = """
    q lang type column dossier agency place person subject task external_id year licence freshness published_since
    published_until sort facets limit cursor
"""


def addresses(seeds: range) -> Iterator[str]:
    """What follows the question mark: parameters known and unknown, repeated, contradictory, empty."""
    usual = {
        "lang": ["vi", "en", "VI", "xx", "zh-CN"], "type": ["article", "clip", "x"], "year": ["2026", "-1", "9" * 30, "٢٠٢٦"],
        "limit": ["1", "200", "0", "-1", "1e3", "9" * 400], "sort": ["relevance", "-published_at", "x"], "freshness": ["stale", "x"],
        "facets": ["type,lang,year", "type,type", "type,,", "x", "reach"],
        "published_since": ["2026-05-19", "0000-00-00", "9999-12-31T23:59:59-23:59"],
        "cursor": ["0-1", "AAAA", "A" * 2000], "column": ["00000000-0000-0000-0000-000000000000", "x"],
    }  # fmt: skip
    for seed in seeds:
        random = Random(seed)  # noqa: S311 - no secret, but the same every time
        parts = [f"q={raw(seed)}"] if random.randrange(5) else []
        for _one in range(random.choice([0, 0, 1, 3])):
            name = random.choice(
                [*PARAMETERS.split(), "Q", "q[]", "q%00", "", "reach", "shown", "page", raw(seed + 7)[:60]]
            )
            value = random.choice([*usual.get(name, ["x"]), raw(seed + 13)[:90]])
            parts.append(f"{name}={value}")
        yield "&".join(parts)
