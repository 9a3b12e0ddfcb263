"""The term base as a table that people open: written as CSV, and taken in again whole or not at all.

A term is known by its concept, language, readers and text. The file adds and changes; it deletes nothing and approves
nothing: `status` is written for readers and not read. What was written and is taken in unchanged changes nothing.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from unicodedata import normalize

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.staff.models import User
from locales.terms.acts import propose
from locales.terms.models import Audience, Concept, Term, language_tag

OF_THE_TERM = ("usage", "reason", "source", "note", "valid_from", "valid_to")
OF_THE_CONCEPT = ("domain", "critical", "definition_vi", "definition_en", "note_vi", "note_en")
COLUMNS = ("concept", "language", "text", "usage", "status", "audience", *OF_THE_TERM[1:], *OF_THE_CONCEPT)
NEEDED = ("concept", "language", "text")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute what begins so
YES, NO = {"1", "true", "yes", "x", "có", "đúng"}, {"", "0", "false", "no", "không", "sai"}
SHOWN_FAULTS = 50


@dataclass(slots=True)
class TakenIn:
    """How many terms of the file were new, differed, or were there; how many now wait for approval."""

    added: int = 0
    changed: int = 0
    kept: int = 0
    waiting: int = 0


def written(terms: Iterable[Term]) -> bytes:
    """UTF-8 with a byte order mark: without it Excel shows Vietnamese as rubbish."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for term in terms:
        writer.writerow([_cell(value) for value in _values(term)])
    return out.getvalue().encode("utf-8-sig")


def _values(term: Term) -> Iterator[Any]:
    about = term.concept
    yield from (about.code, term.language, term.text, term.usage, term.status, term.audience)
    yield from (getattr(term, name) for name in OF_THE_TERM[1:])
    yield about.domain
    yield int(about.critical)
    yield from (getattr(about, name) for name in OF_THE_CONCEPT[2:])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


# --- taking in -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One term of the file; `cells` by the names of the columns the file has."""

    number: int
    cells: Mapping[str, str]


@dataclass(slots=True)
class _Reading:
    """What is made of the file until it is stored."""

    by: User
    faults: list[str] = field(default_factory=list)
    done: TakenIn = field(default_factory=TakenIn)

    def fault(self, line: Line, refused: ValidationError | str) -> None:
        words = refused if isinstance(refused, str) else _in_words(refused)
        self.faults.append(_("Line %(number)d: %(fault)s") % {"number": line.number, "fault": words})


@transaction.atomic
def take_in(content: bytes, *, by: User) -> TakenIn:
    """Add and change terms as the file says; each becomes a proposal of `by`.

    Raises:
        PermissionDenied: `by` may not add and change concepts.
        ValidationError: nothing was taken in; one sentence for each fault, with its line.
    """
    if not (by.has_perm("terms.add_concept") and by.has_perm("terms.change_concept")):
        raise PermissionDenied
    lines = read(content)
    reading = _Reading(by)
    by_concept: dict[str, list[Line]] = {}
    for line in lines:
        by_concept.setdefault(line.cells["concept"], []).append(line)
    stored = {
        concept.code: concept for concept in Concept.objects.filter(code__in=by_concept).prefetch_related("terms")
    }
    for code, of_concept in by_concept.items():
        _take_concept(reading, stored.get(code) or Concept(code=code), of_concept)
    if reading.faults:
        rest = len(reading.faults) - SHOWN_FAULTS
        more = [_("… and %(count)d more.") % {"count": rest}] if rest > 0 else []
        raise ValidationError(reading.faults[:SHOWN_FAULTS] + more)
    return reading.done


def read(content: bytes) -> list[Line]:
    """The lines of a CSV file parted by commas, semicolons or tabs, in UTF-8 or UTF-16. Touches no database.

    Raises:
        ValidationError: it is no such file, or lacks a column.
    """
    text = _text(content)
    first = text.partition("\n")[0]
    parted_by = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=parted_by)
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        _refuse_head(head)
        lines = []
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > len(head) and any(cell.strip() for cell in row[len(head) :]):
                raise ValidationError(_("Line %(number)d has more cells than columns.") % {"number": reader.line_num})
            padded = row + [""] * (len(head) - len(row))
            cells = {name: _plain(cell) for name, cell in zip(head, padded, strict=False)}
            lines.append(Line(reader.line_num, cells))
    except csv.Error as wrong:
        raise ValidationError(_("The file cannot be read as CSV: %(fault)s") % {"fault": wrong}) from wrong
    return lines


def _text(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise ValidationError(_("The file is not UTF-8 text. Save it as “CSV UTF-8”.")) from wrong


def _refuse_head(head: list[str]) -> None:
    missing = [name for name in NEEDED if name not in head]
    if missing:
        raise ValidationError(_("The first line lacks these columns: %(names)s.") % {"names": ", ".join(missing)})
    unknown = [name for name in head if name not in COLUMNS]
    if unknown:
        raise ValidationError(
            _("The first line has unknown columns: %(names)s. Known are %(known)s.")
            % {"names": ", ".join(unknown), "known": ", ".join(COLUMNS)}
        )
    if len(set(head)) < len(head):
        raise ValidationError(_("A column stands twice in the first line."))


def _plain(cell: str) -> str:
    cell = normalize("NFC", cell).strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _take_concept(reading: _Reading, concept: Concept, lines: list[Line]) -> None:
    """The concept as the first of its lines describes it, then its terms."""
    is_new = concept.pk is None
    before = {name: getattr(concept, name) for name in OF_THE_CONCEPT}
    try:
        _fill(concept, lines[0], OF_THE_CONCEPT)
        concept.full_clean()
    except ValidationError as refused:
        reading.fault(lines[0], refused)
        return
    for line in lines[1:]:
        if any(line.cells.get(name) != lines[0].cells.get(name) for name in OF_THE_CONCEPT):
            reading.fault(line, _("It describes the concept “%(code)s” otherwise than line %(first)d.")
                          % {"code": concept.code, "first": lines[0].number})  # fmt: skip
    terms = list(concept.terms.all())
    seen: dict[int, int] = {}
    touched = [term for line in lines if (term := _take_term(reading, terms, line, seen)) is not None]
    about_changed = is_new or any(before[name] != getattr(concept, name) for name in OF_THE_CONCEPT)
    if reading.faults or not (touched or about_changed):
        return
    concept.terms = terms
    concept.save()
    log(
        instance=concept,
        action="wagtail.create" if is_new else "wagtail.edit",
        user=reading.by,
        content_changed=True,
    )


def _take_term(reading: _Reading, terms: list[Term], line: Line, seen: dict[int, int]) -> Term | None:
    """The term of a line, if it is new or differs; it joins `terms`. `seen`: which line each of them was met in."""
    try:
        lang = language_tag(line.cells["language"])
        audience = line.cells.get("audience") or Audience.GENERAL
        text = " ".join(line.cells["text"].split())
        same = [term for term in terms if (term.language, term.audience, term.text) == (lang, audience, text)]
        term = same[0] if same else Term(language=lang, audience=audience, text=text)
        _refuse_second(seen.get(id(term)))
        before = [getattr(term, name) for name in OF_THE_TERM]
        _fill(term, line, OF_THE_TERM)
        term.full_clean(exclude=["concept"], validate_constraints=False)
    except ValidationError as refused:
        reading.fault(line, refused)
        return None
    seen[id(term)] = line.number
    if same and before == [getattr(term, name) for name in OF_THE_TERM]:
        reading.done.kept += 1
        return None
    if not same:
        terms.append(term)
        reading.done.added += 1
    else:
        reading.done.changed += 1
    if not same or _substance_changed(before, term):
        propose(term, by=reading.by)
        reading.done.waiting += 1
    return term


def _refuse_second(first: int | None) -> None:
    if first is not None:
        raise ValidationError(_("This term stands in line %(first)d as well.") % {"first": first})


def _substance_changed(before: list[Any], term: Term) -> bool:
    was = dict(zip(OF_THE_TERM, before, strict=True))
    return any(was[name] != getattr(term, name) for name in ("usage", "reason", "valid_from", "valid_to"))


def _fill(row: Concept | Term, line: Line, names: Iterable[str]) -> None:
    for name in names:
        if name in line.cells:
            value = READ.get(name, str)(line.cells[name])
            if value != "" or name not in ("usage", "domain"):
                setattr(row, name, value)


def _day(cell: str) -> date | None:
    """2025-06-30, or as a Vietnamese spreadsheet rewrites it: 30/06/2025."""
    if not cell:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(cell, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValidationError(_("“%(cell)s” is no day. Write it as 2025-06-30 or 30/06/2025.") % {"cell": cell})


def _yes_or_no(cell: str) -> bool:
    if cell.lower() in YES:
        return True
    if cell.lower() in NO:
        return False
    raise ValidationError(_("“%(cell)s” is neither yes (1) nor no (0).") % {"cell": cell})


READ: dict[str, Callable[[str], Any]] = {"valid_from": _day, "valid_to": _day, "critical": _yes_or_no}


def _in_words(refused: ValidationError) -> str:
    if not hasattr(refused, "error_dict"):
        return " ".join(refused.messages)
    return " ".join(
        " ".join(said) if name in ("__all__", "text", "reason", "language") else f"{name}: {' '.join(said)}"
        for name, said in refused.message_dict.items()
    )
