"""One run over an archive's file, in whatever order its lines are: the source language first, so that a translation finds
what it was made from; then the other languages work by work, so that the relay tells a work's editions of one another once.

There is no note of how far a run has come: a line is done when its provenance says so, and the next run passes over what
is done. So a run may be stopped or killed at any moment and simply be started again.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.archive.agencies import Agencies
from hub.archive.filing import Filing, Outcome, digest_of, file_line, work_of
from hub.archive.giving_way import GivingWay
from hub.archive.indexes import index_pages, indexes_later
from hub.archive.lines import Line, Refused, read_lines, read_lines_at
from hub.archive.pictures import PictureRefused, bring, picture_file, refuse_unready
from hub.archive.records import KEYS, Record, read_record
from hub.archive.reports import Report
from hub.archive.shelves import Shelf, Shelves
from hub.content.models import Provenance
from hub.registry.models import Agency
from hub.staff.models import User
from locales.languages import SOURCE
from locales.set_up import ensure_locales
from media_library.ingest.examining import Examiner
from media_library.models import Picture
from media_library.rights.licences import Licence

HOLD = 0.25  # seconds for which one transaction may keep the newsroom waiting
PIECE = 100  # lines looked up at once
TRIES = 5  # an editor may take the same place in the page tree at the same moment


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the operator says about the whole file. `source` names the archive: its ids are its own."""

    source: str = "archive"
    licence: str = Licence.PRESS
    agency: str = ""
    column: str = ""
    create_columns: bool = False
    overwrite: bool = False
    by: User | None = None


@dataclass(slots=True)
class Summary:
    """How a run ended. `notes`: a sentence and how many lines it concerns."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    stopped: bool = False

    @property
    def done(self) -> int:
        return self.counts.total() + self.refused


@dataclass(frozen=True, slots=True)
class Found:
    """A line, and what it names. `files`: the pictures that are there, None for one that is not."""

    line: Line
    record: Record
    shelf: Shelf
    agency: Agency
    licence: str
    files: tuple[Path | None, ...]
    digest: str


class Import:
    """`tell` hears of each refusal and note as it happens, `progress` how many lines are done."""

    def __init__(
        self,
        path: Path,
        wishes: Wishes,
        *,
        refusals: Report,
        notes: Report,
        stopping: Callable[[], bool] = lambda: False,
        progress: Callable[[int], None] = lambda done: None,
    ) -> None:
        ensure_locales()
        self.path, self.wishes = path, wishes
        self.refusals, self.notes = refusals, notes
        self.stopping, self.progress = stopping, progress
        self.now = timezone.now()
        self.agencies = Agencies()
        self.agency = self.agencies.find(wishes.agency, timezone.localdate()) if wishes.agency else None
        self.shelves = Shelves(by=wishes.by, default=wishes.column, create=wishes.create_columns)
        self.summary = Summary()
        self.giving_way = GivingWay()
        self.seen: dict[str, int] = {}
        self.others: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def run(self) -> Summary:
        with indexes_later(), Examiner() as self.examiner:
            for lines in (self._sources(), self._translations()):
                piece: list[Found] = []
                for found in lines:
                    piece.append(found)
                    if len(piece) == PIECE:
                        self._file(piece)
                        piece = []
                self._file(piece)
        self.summary.stopped = self.stopping()
        return self.summary

    # --- reading -----------------------------------------------------------------------------------------------------

    def _sources(self) -> Iterator[Found]:
        """The lines in the language of the house. Of the others it notes where they stand."""
        for line, record in self._records(read_lines(self.path)):
            self.summary.passed_over.update(
                key for key in line.fields or () if key not in KEYS and not key.startswith("_")
            )
            if record.lang == SOURCE:
                yield from self._look(line, record)
            else:
                self.others[record.work].append((line.number, line.start))

    def _translations(self) -> Iterator[Found]:
        """The other lines, work by work: its editions are then told of one another at once, not each time that one comes."""
        for line, record in self._records(read_lines_at(self.path, chain.from_iterable(self.others.values()))):
            yield from self._look(line, record)

    def _records(self, lines: Iterable[Line]) -> Iterator[tuple[Line, Record]]:
        for line in lines:
            if self.stopping():
                return
            try:
                yield line, self._record(line)
            except Refused as refused:
                self._refuse(line, str(refused))

    def _record(self, line: Line) -> Record:
        if line.fields is None:
            raise Refused(line.refusal)
        record = read_record(line.fields, languages=settings.HUB_LANGUAGES, now=self.now)
        first = self.seen.setdefault(record.external_id, line.number)
        if first != line.number:
            raise Refused(_("Line %(line)d has the same “id”.") % {"line": first})
        return record

    def _look(self, line: Line, record: Record) -> Iterator[Found]:
        """Nothing, where what it names is refused."""
        try:
            yield self._find(line, record)
        except Refused as refused:
            self._refuse(line, str(refused))

    def _find(self, line: Line, record: Record) -> Found:
        notes = list(record.notes)
        shelf, note = self.shelves.shelf(record)
        agency = self._agency(record, shelf, notes)
        files, sizes = self._files(record, notes)
        for each in [*notes, note] if note else notes:
            self._note(line, record, each)
        licence = record.licence or self.wishes.licence
        digest = digest_of(
            record, agency=agency.code, licence=licence, shelf=shelf.page_id, sizes=sizes,
            work=str(work_of(self.wishes.source, record.work)),
        )  # fmt: skip
        return Found(line, record, shelf, agency, licence, tuple(files), digest)

    def _agency(self, record: Record, shelf: Shelf, notes: list[str]) -> Agency:
        """As for a page filed at the desk: the one that is named, that of the account, that of the page above.

        Raises:
            Refused: nobody answers for it.
        """
        if record.agency:
            return self.agencies.find(record.agency, timezone.localdate(record.published))
        own = self.wishes.by.agency if self.wishes.by is not None else None
        if given := self.agency or own:
            return given
        above = self.agencies.by_id.get(shelf.agency_id or 0)
        if above is None:
            raise Refused(_("No agency answers for it: name one in “agency”, or for the whole file with --agency."))
        notes.append(_("No agency is named: “%(agency)s” answers for it, as for its column.") % {"agency": above})
        return above

    def _files(self, record: Record, notes: list[str]) -> tuple[list[Path | None], list[int]]:
        """Size stands for the picture's content: to read every file again would make a second run as slow as the first."""
        files: list[Path | None] = []
        for said in record.pictures:
            try:
                files.append(picture_file(self.path.parent, said))
            except PictureRefused as refused:
                files.append(None)
                notes.append(str(refused))
        return files, [file.stat().st_size if file else -1 for file in files]

    # --- writing -----------------------------------------------------------------------------------------------------

    def _file(self, piece: Sequence[Found]) -> None:
        known = dict(
            Provenance.objects.filter(
                source=self.wishes.source, external_id__in=[found.record.external_id for found in piece]
            ).values_list("external_id", "digest")
        )
        waiting = [found for found in piece if known.get(found.record.external_id) != found.digest]
        self.summary.counts[Outcome.UNCHANGED] += len(piece) - len(waiting)
        filings = [(found.line, self._with_pictures(found)) for found in waiting]
        while filings and not self.stopping():
            filings = filings[self._transaction(filings) :]
            self.progress(self.summary.done)
            self.giving_way.between_transactions(self.stopping)
        self.progress(self.summary.done)

    def _transaction(self, filings: Sequence[tuple[Line, Filing]]) -> int:
        """As many lines as fit into the time one may hold the database. What was done counts once it is committed."""
        done: list[tuple[Line, Outcome | str]] = []
        pages: list[int] = []
        began = time.monotonic()
        with transaction.atomic():
            for line, filing in filings:
                try:
                    outcome, page_id = self._line(filing)
                    done.append((line, outcome))
                    pages.append(page_id)
                except Refused as refused:
                    done.append((line, str(refused)))
                except ValidationError as invalid:
                    done.append((line, _in_words(invalid)))
                if time.monotonic() - began > HOLD:
                    break
            if pages:
                index_pages.enqueue(pages)
        for line, outcome_or_reason in done:
            if isinstance(outcome_or_reason, Outcome):
                self.summary.counts[outcome_or_reason] += 1
            else:
                self._refuse(line, outcome_or_reason)
        return len(done)

    def _line(self, filing: Filing) -> tuple[Outcome, int]:
        for tried in range(1, TRIES + 1):
            try:
                with transaction.atomic():
                    return file_line(
                        filing, source=self.wishes.source, by=self.wishes.by, overwrite=self.wishes.overwrite
                    )
            except IntegrityError:
                if tried == TRIES:
                    raise
        raise AssertionError

    def _with_pictures(self, found: Found) -> Filing:
        """Outside the transaction: a file cannot be rolled back, and one that is there already is found again."""
        shown: list[tuple[Picture, str]] = []
        for said, path in zip(found.record.pictures, found.files, strict=True):
            if path is None:
                continue
            try:
                picture = bring(
                    path,
                    said,
                    lang=found.record.lang,
                    licence=found.licence,
                    owner=found.agency,
                    day=timezone.localdate(found.record.published),
                    examiner=self.examiner,
                )
                refuse_unready(picture, said, lang=found.record.lang)
                shown.append((picture, said.caption))
            except PictureRefused as refused:
                self._note(found.line, found.record, str(refused))
        return Filing(
            record=found.record,
            work=work_of(self.wishes.source, found.record.work),
            shelf=found.shelf,
            agency=found.agency,
            licence=found.licence,
            digest=found.digest,
            shown=tuple(shown),
        )

    # --- telling -----------------------------------------------------------------------------------------------------

    def _refuse(self, line: Line, reason: str) -> None:
        self.summary.refused += 1
        self.refusals.refuse(line, reason)

    def _note(self, line: Line, record: Record, sentence: str) -> None:
        self.summary.notes[sentence] += 1
        self.notes.write({"_line": line.number, "id": record.external_id, "_note": sentence})


def _in_words(invalid: ValidationError) -> str:
    if not hasattr(invalid, "error_dict"):
        return " ".join(invalid.messages)
    return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in invalid.message_dict.items())


def licences() -> list[str]:
    """What an archive may be given away under."""
    return [str(licence) for licence in Licence.values if licence != Licence.INTERNAL]
