"""A sheet of captions: one line a file, a column for each thing and language. Pure: bytes in, lines out.

As people make them: by Excel in Vietnamese Windows (semicolons, windows-1258 or UTF-16), by LibreOffice, by scripts. A
line that cannot be used is told with its number and does not stop the others.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from locales.canonical import fold
from media_library.ingest.embedded.wording import encoding_of, read
from media_library.ingest.refusals import FileRefused, Refusal

ORIGIN = "sheet"  # of what a sheet says, among what files say of themselves
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
    "digital_source_type": ("digital source type", "source type", "loai nguon so", "nguon goc so"),
    "ai_system": ("ai system", "he thong ai"),
    "ai_version": ("ai version", "phien ban ai"),
    "ai_prompt": ("ai prompt", "prompt", "cau lenh ai"),
    "ai_prompt_writer": ("ai prompt writer", "nguoi viet cau lenh ai"),
}
PER_LANGUAGE = frozenset({"title", "caption", "alt", "keywords"})


class CaptionsRefused(FileRefused):
    """The sheet cannot be used at all."""


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """`words`: by column, and by language for what has one. `fault`: why the line cannot be used."""

    number: int
    file: str
    words: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    fault: Refusal | None = None


def read_captions(content: bytes, *, languages: Sequence[str]) -> list[CaptionLine]:
    """
    Raises:
        CaptionsRefused: no sheet, or no column that names the file.
    """
    if len(content) > LARGEST:
        raise CaptionsRefused("sheet_too_large")
    text = decoded(content)
    rows = _rows(text)
    header = next(rows, None)
    if header is None:
        raise CaptionsRefused("sheet_empty")
    columns = [_column(cell, languages) for cell in header[1]]
    if ("file", "") not in columns:
        raise CaptionsRefused("sheet_without_files", columns=", ".join(header[1])[:300])
    return list(_lines(rows, columns))


def decoded(content: bytes) -> str:
    """UTF-8 and UTF-16 by their marks or their look; else as Windows wrote it in the language of whoever made it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", errors="replace")
    beside = encoding_of([content])
    return "\n".join(read(line, beside=beside).text for line in content.splitlines())


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
            yield CaptionLine(number, "", fault=Refusal("line_unreadable"))
            continue
        words: dict[str, str] = {}
        texts: dict[str, dict[str, str]] = {}
        for (column, tag), cell in zip(columns, row, strict=False):
            if column and cell:
                (texts.setdefault(tag, {}) if tag else words)[column] = cell
        file = words.pop("file", "")
        fault = None
        if not file:
            fault = Refusal("line_names_nothing")
        elif len(row) > len(columns) and any(row[len(columns) :]):
            fault = Refusal("line_too_long")
        elif file in seen:
            fault = Refusal("line_twice", {"line": seen[file]})
        seen.setdefault(file, number)
        yield CaptionLine(number, file, words, texts, fault)


def matched(
    lines: Iterable[CaptionLine], names: Sequence[str]
) -> tuple[dict[str, CaptionLine], list[tuple[CaptionLine, Refusal]]]:
    """Which line tells of which file, by the files' names; and the lines that tell of none. A name without its folders is
    enough where one file has it; large and small letters are the same."""
    whole = {_alike(name): name for name in names}
    last: dict[str, list[str]] = {}
    for name in names:
        last.setdefault(_alike(name).rpartition("/")[2], []).append(name)
    told: dict[str, CaptionLine] = {}
    faults: list[tuple[CaptionLine, Refusal]] = []
    for line in lines:
        asked = _alike(line.file)
        found = [whole[asked]] if asked in whole else last.get(asked, [])
        if line.fault is not None:
            faults.append((line, line.fault))
        elif len(found) != 1:
            faults.append((line, Refusal("line_unclear" if found else "line_without_file", {"file": line.file})))
        elif found[0] in told:
            faults.append((line, Refusal("line_twice", {"line": told[found[0]].number})))
        else:
            told[found[0]] = line
    return told, faults


def _alike(name: str) -> str:
    return normalize("NFC", name.replace("\\", "/")).casefold().removeprefix("./")


def iso_day(value: str) -> str:
    """`16/05/2026 08:30` → `2026-05-16 08:30`"""
    day, _space, time = value.strip().partition(" ")
    parts = day.split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        day = f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    return f"{day} {time}" if time else day


def proposals_of(line: CaptionLine) -> list[dict[str, str]]:
    """What the line says, in the form in which a file says something of itself."""
    said = [
        {"field": "keyword" if part == "keywords" else part, "value": value, "language": tag}
        for tag, parts in line.texts.items()
        for part, value in parts.items()
    ]
    renamed = {"people": "person", "taken": "taken_at"}
    for column, value in line.words.items():
        value = {"taken": iso_day(value), "place": value.replace(";", ",")}.get(column, value)
        said.append({"field": renamed.get(column, column), "value": value})
    return [{**each, "origin": ORIGIN} for each in said]
