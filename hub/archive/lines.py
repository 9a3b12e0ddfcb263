"""The lines of an archive's file, each as a JSON object or as the reason why it is none.

Reads line by line, so the size of the file does not matter; a line that cannot be used never stops the next one.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from django.utils.translation import gettext as _

LONGEST = 4 * 1024 * 1024  # bytes of one line: no article is that long
PIECE = 1024 * 1024
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Refused(ValueError):  # noqa: N818 - named for the caller's decision
    """This line is not taken; the message says why, for the person who can mend it."""


class UnreadableFile(ValueError):  # noqa: N818 - named for what is wrong
    """Nothing of the file can be taken."""


@dataclass(frozen=True, slots=True)
class Line:
    """`raw` is the text as it stood, empty where it is no text; `fields` is None where `refusal` says why. `start`: bytes
    of the file before it."""

    number: int
    raw: str
    fields: dict[str, Any] | None
    refusal: str = ""
    start: int = 0


def read_lines(path: Path) -> Iterator[Line]:
    """Every line that is not empty.

    Raises:
        UnreadableFile: it is written in UTF-16.
    """
    with path.open("rb") as file:
        number = start = 0
        while content := file.readline(LONGEST + 1):
            number += 1
            following = start + len(content)
            if number == 1 and content.startswith(UTF_16):
                raise UnreadableFile(_("The file is written in UTF-16. Save it in UTF-8."))
            content = content.removeprefix(BYTE_ORDER_MARK)  # also where several files were joined
            if len(content) > LONGEST:
                while content and not content.endswith(b"\n"):
                    content = file.readline(PIECE)
                following = file.tell()
                yield Line(number, "", None, _("The line is longer than 4 MB: no article is."), start)
            elif content.strip():
                yield read_line(number, content, start)
            start = following


def read_lines_at(path: Path, places: Iterable[tuple[int, int]]) -> Iterator[Line]:
    """Lines that were read before, by their `number` and `start`, in this order."""
    with path.open("rb") as file:
        for number, start in places:
            file.seek(start)
            yield read_line(number, file.readline(LONGEST + 1).removeprefix(BYTE_ORDER_MARK), start)


def count_lines(path: Path) -> int:
    with path.open("rb") as file:
        count, last = 0, b"\n"
        while piece := file.read(PIECE):
            count, last = count + piece.count(b"\n"), piece
        return count + (not last.endswith(b"\n"))


def read_line(number: int, content: bytes, start: int = 0) -> Line:
    try:
        raw = content.decode("utf-8").strip("\r\n \t")
    except UnicodeDecodeError as wrong:
        told = _("This is not UTF-8 (byte %(place)d of the line). Save the file in UTF-8.") % {"place": wrong.start + 1}
        return Line(number, "", None, told, start)
    try:
        return Line(number, raw, _fields(raw), start=start)
    except Refused as refused:
        return Line(number, raw, None, str(refused), start)


def _fields(raw: str) -> dict[str, Any]:
    """
    Raises:
        Refused
    """
    try:
        fields = json.loads(raw, parse_constant=_no_number, object_pairs_hook=_each_key_once)
    except Refused:
        raise
    except json.JSONDecodeError as wrong:
        raise Refused(_("This is not JSON: look at character %(place)d.") % {"place": wrong.pos + 1}) from wrong
    except (ValueError, RecursionError) as wrong:  # a number of thousands of digits; thousands of brackets
        raise Refused(_("This is JSON that no program can use.")) from wrong
    if not isinstance(fields, dict):
        raise Refused(_("The line is no JSON object: it begins with { and ends with }."))
    return fields


def _no_number(name: str) -> NoReturn:
    raise Refused(_("%(name)s is no number that JSON knows.") % {"name": name})


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        twice = next(key for at, (key, _value) in enumerate(pairs) if key in dict(pairs[:at]))
        raise Refused(_("“%(key)s” is there twice.") % {"key": twice[:80]})
    return fields
