"""From bytes of an unknown encoding to words: never silently where there is a doubt. Pure.

Photo desks of twenty-five years wrote IPTC in whatever their machines had: UTF-8 with and without saying so, Windows
Vietnamese, Latin-1, the encodings of China, Taiwan, Japan, Korea and Russia (`supposing`), and Vietnamese typed for old
fonts (TCVN3, VNI), which are Latin-1 letters that only a font made Vietnamese.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from unicodedata import category, normalize

from locales.legacy_fonts import read_as_meant
from media_library.ingest.embedded.supposing import READINGS, supposed

# bytes that only the Vietnamese code page has as marks of their own: grave, hook, tilde, acute, dot below
VIETNAMESE_MARKS = frozenset(b"\xcc\xd2\xde\xec\xf2")

ENCODINGS = frozenset({"windows-1258", *READINGS})  # what a doubt is called that supposes one


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in NFC. `doubt`: empty where they are certain, otherwise how they were read; `literal`: the other reading."""

    text: str
    doubt: str = ""
    literal: str = ""


def read(content: bytes, *, declared: str = "", beside: str = "") -> Wording:
    """`declared`: the encoding that the file names itself, if it does; `beside`: that of the words beside these."""
    content = content.split(b"\0", 1)[0]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as wrong:
        return _no_utf_8(content, wrong, declared, beside)
    return of_text(text)


def of_text(text: str) -> Wording:
    """Text whose letters are certain, but perhaps typed for an old font, or read wrongly by a program before us."""
    once = _encoded_once(text)
    if once:
        return Wording(_plain(once), doubt="encoded_twice", literal=_plain(text))
    meant = read_as_meant(text)
    return Wording(_plain(meant), doubt="old_font", literal=_plain(text)) if meant else Wording(_plain(text))


def of_envelope(content: bytes) -> Wording:
    """Of a clip or a recording. What an old program wrote into ID3 as Latin-1 comes as the letters of Latin-1."""
    wording = read(content)
    try:
        western = content.decode().encode("latin-1")
    except UnicodeError:
        return wording
    found = _eight_bit(western) if not western.isascii() else wording
    return found if found.doubt in ENCODINGS and not wording.doubt else wording


def encoding_of(contents: Iterable[bytes]) -> str:
    """Of all words of a file together: a caption tells what a city of one letter is in. Nothing where they tell nothing."""
    foreign = [content for content in contents if not content.isascii() and not _is_utf_8(content)]
    found = supposed(b"\n".join(foreign)) if foreign else None
    return found.encoding if found is not None else ""


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _no_utf_8(content: bytes, wrong: UnicodeDecodeError, declared: str, beside: str) -> Wording:
    """Cut off in the midst of a letter, as fields of so many bytes are; damaged; or never what it was declared to be."""
    whole, rest = content[: wrong.start], content[wrong.start :]
    if wrong.reason == "unexpected end of data" and (not whole.isascii() or len(rest) > 1):
        return Wording(_plain(whole.decode()), doubt="cut_short")
    if not declared:
        return _eight_bit(content, beside)
    replaced = content.decode(errors="replace")
    if not replaced.replace("\ufffd", "").isascii():
        return Wording(_plain(replaced), doubt="damaged")
    found = _eight_bit(content, beside)
    return replace(found, doubt="not_as_declared") if found.doubt == "latin-1" else found


def _encoded_once(text: str) -> str:
    """What some program took for Western European when it was UTF-8 (“Nghá»‡ An”); nothing where none did."""
    if text.isascii():
        return ""
    try:
        meant = b"".join(map(_western_byte, text)).decode()
    except UnicodeError:
        return ""
    return "" if meant.isascii() else meant


def _western_byte(letter: str) -> bytes:
    """Windows leaves five of its places empty; programs let them through."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _eight_bit(content: bytes, beside: str = "") -> Wording:
    western = _plain(content.decode("cp1252", errors="replace"))
    read_as = supposed(content, beside=beside) if beside else None
    if read_as is not None:
        return Wording(_plain(read_as.text), doubt=read_as.encoding, literal=western)
    meant = read_as_meant(content.decode("latin-1"))
    if meant is not None:
        return Wording(_plain(meant), doubt="old_font", literal=western)
    read_as = supposed(content)
    if read_as is not None:
        return Wording(_plain(read_as.text), doubt=read_as.encoding, literal=western)
    present = frozenset(content)
    if present & VIETNAMESE_MARKS and _marks_follow_vowels(content):
        return Wording(_plain(content.decode("cp1258", errors="replace")), doubt="windows-1258", literal=western)
    return Wording(western, doubt="latin-1")


def _marks_follow_vowels(content: bytes) -> bool:
    """In the Vietnamese code page a tone is a byte of its own after its vowel: elsewhere these are letters of words."""
    vowels = frozenset(b"aeiouyAEIOUY\xe2\xea\xf4\xe3\xf5\xfd\xc2\xca\xd4\xc3\xd5\xdd")
    marks = [at for at, byte in enumerate(content) if byte in VIETNAMESE_MARKS]
    return all(at and content[at - 1] in vowels for at in marks)


def _plain(text: str) -> str:
    kept = "".join(
        letter
        for letter in text
        if letter in "\n\t" or letter.isprintable() or letter in "\u200b\u200c\u200d" or category(letter) == "Zs"
    )
    return normalize("NFC", kept.replace("\r\n", "\n").replace("\r", "\n")).strip()
