"""A sheet of captions: one line a file, a column for each thing and language. Pure: bytes in, lines out.

As people make them: by Excel in Vietnamese Windows (semicolons, windows-1258 or UTF-16), by LibreOffice, by scripts. A
line that cannot be used is told with its number and does not stop the others.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from locales.canonical import fold
from media_library.ingest.embedded.wording import read

LARGEST = 10 * 1024 * 1024
LONGEST_FIELD = 20_000
MOST_LINES = 50_000
# what columns are called, in folded words; a language follows in brackets, after a colon, a space or an underscore
COLUMNS = {
    "file": ("file", "filename", "file name", "tep", "ten tep", "anh", "name"),
    "title": ("title", "tieu de", "ten anh", "headline"),
    "caption": ("caption", "chu thich", "description", "mo ta"),
    "alt": ("alt", "alt text", "van ban thay the", "mo ta hinh"),
    "keywords": ("keywords", "tu khoa", "tags"),
    "creator": ("creator", "author", "photographer", "tac gia", "nguoi chup"),
    "credit": ("credit", "credit line", "dong ghi nguon", "ghi nguon"),
    "source": ("source", "nguon"),
    "event": ("event", "su kien"),
    "place": ("place", "places", "dia diem"),
    "licence": ("licence", "license", "giay phep"),
    "taken": ("taken", "taken at", "date", "ngay chup", "thoi diem chup"),
    "people": ("people", "persons", "nguoi trong anh", "nhan vat"),
}
PER_LANGUAGE = frozenset({"title", "caption", "alt", "keywords"})


class CaptionsRefused(Exception):  # noqa: N818 - named for the caller's decision
    """The sheet cannot be used at all; the message says why."""


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """`words`: by column, and by language for what has one. `fault`: why the line cannot be used."""

    number: int
    file: str
    words: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    fault: str = ""


def read_captions(content: bytes, *, languages: Sequence[str]) -> list[CaptionLine]:
    """
    Raises:
        CaptionsRefused: no sheet, or no column that names the file.
    """
    if len(content) > LARGEST:
        raise CaptionsRefused(_("The sheet of captions is too large."))
    text = decoded(content)
    rows = _rows(text)
    header = next(rows, None)
    if header is None:
        raise CaptionsRefused(_("The sheet of captions is empty."))
    columns = [_column(cell, languages) for cell in header[1]]
    if ("file", "") not in columns:
        raise CaptionsRefused(
            _("The sheet of captions has no column “file”. Its columns are: %(columns)s.")
            % {"columns": ", ".join(header[1])[:300]}
        )
    return list(_lines(rows, columns))


def decoded(content: bytes) -> str:
    """UTF-8 and UTF-16 by their marks or their look; else as Windows wrote Vietnamese."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", errors="replace")
    return "\n".join(read(line).text for line in content.splitlines())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, []
            continue
        if any(cell.strip() for cell in row):
            yield reader.line_num, [cell.strip() for cell in row]
        if reader.line_num > MOST_LINES:
            return


def _column(cell: str, languages: Sequence[str]) -> tuple[str, str]:
    """`chú thích (en)` → caption in English; an unknown column has no name."""
    name = cell.strip().strip("\ufeff")
    for tag in sorted(languages, key=len, reverse=True):
        for pattern in (f"({tag})", f"[{tag}]", f":{tag}", f"_{tag}", f"-{tag}", f" {tag}"):
            if name.lower().endswith(pattern.lower()):
                column = _known(name[: -len(pattern)])
                if column in PER_LANGUAGE:
                    return column, tag
    column = _known(name)
    return column, languages[0] if column in PER_LANGUAGE else ""


def _known(name: str) -> str:
    folded = " ".join(fold(name.replace("_", " ")).split())
    return next((column for column, names in COLUMNS.items() if folded in names), "")


def _lines(rows: Iterator[tuple[int, list[str]]], columns: list[tuple[str, str]]) -> Iterator[CaptionLine]:
    seen: dict[str, int] = {}
    for number, row in rows:
        if not row:
            yield CaptionLine(number, "", fault=_("The line cannot be read: a cell is too long or a quotation mark is missing."))  # fmt: skip
            continue
        words: dict[str, str] = {}
        texts: dict[str, dict[str, str]] = {}
        for (column, tag), cell in zip(columns, row, strict=False):
            if column and cell:
                (texts.setdefault(tag, {}) if tag else words)[column] = cell
        file = words.pop("file", "")
        fault = ""
        if not file:
            fault = _("It names no file.")
        elif len(row) > len(columns) and any(row[len(columns) :]):
            fault = _("It has more cells than there are columns: is a quotation mark missing?")
        elif file in seen:
            fault = _("Line %(line)d names the same file.") % {"line": seen[file]}
        seen.setdefault(file, number)
        yield CaptionLine(number, file, words, texts, fault)
