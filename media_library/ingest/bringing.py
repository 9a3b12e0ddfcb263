"""Bringing a folder or a ZIP into the library, with its sheet of captions: what a person would have reviewed is in the
sheet, and what the files say of themselves counts only where whoever runs it asks for that.

May be stopped or killed at any moment and started again: a file that is in the library is known by its checksum, and is
passed over.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection

from hub.registry.models import Place
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from locales.canonical import fold
from media_library.files.checksums import measure
from media_library.files.store import told_apart
from media_library.ingest.alike import Likenesses, pictures
from media_library.ingest.bundles import Bundle, Folder, Member, opened
from media_library.ingest.captions import LARGEST as LARGEST_SHEET
from media_library.ingest.captions import CaptionLine, CaptionsRefused, iso_day, matched, read_captions
from media_library.ingest.embedded.xmp import LARGEST as LARGEST_PACKET
from media_library.ingest.examining import Examiner, Seen
from media_library.ingest.filing import Description, file_asset, same_file
from media_library.ingest.proposing import (
    Offers,
    Proposer,
    moment,
    names_in,
    no_day,
    no_licence,
    no_place,
    no_source_type,
)
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sentences import note, say
from media_library.ingest.sidecars import BROKEN, UNSAFE, beside
from media_library.ingest.virus_scan import scan
from media_library.models import Asset, Picture
from media_library.models.assets import longest
from media_library.rights.licences import Licence
from media_library.source_types import MADE_BY_AI, ORIGIN, DigitalSourceType

Beside = tuple[tuple[dict[str, str], ...], tuple[str, ...]]  # proposals and notes
ADDED, KNOWN, REFUSED = "added", "known", "refused"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What holds for all files. `embedded`: what a file says of itself, without a doubt, fills what the sheet leaves open."""

    collection: Collection
    by: Any = None
    owner: Any = None
    licence: str = Licence.PRESS
    credit: str = ""
    event: str = ""
    embedded: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """`reason`: why it was refused, or which asset is this very file. `notes`: what a person should know of one that was taken."""

    name: str
    outcome: str
    reason: str = ""
    line: int | None = None
    carrier: Any = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Summary:
    counts: Counter[str] = field(default_factory=Counter)
    refused: list[Result] = field(default_factory=list)
    stopped: bool = False


def bring(
    path: Path,
    wishes: Wishes,
    *,
    captions: Path | None = None,
    tell: Callable[[Result], None] = lambda result: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Summary:
    """
    Raises:
        FileRefused: the ZIP as a whole cannot be used.
        CaptionsRefused: the sheet cannot.
        ScannerAway: the virus scanner does not answer; nothing more is taken.
        StoreAwayError, NoRoomError: nor does the store take anything.
    """
    summary = Summary()
    with opened(path) as bundle, Examiner() as examiner, _desk() as desk:
        for result in _results(bundle, wishes, captions, examiner, desk, stopping):
            summary.counts[result.outcome] += 1
            if result.outcome == REFUSED:
                summary.refused.append(result)
            tell(result)
    summary.stopped = stopping()
    return summary


def bring_files(paths: Sequence[Path], folder: Path, wishes: Wishes) -> Iterator[tuple[Path, Result]]:
    """Single files of a folder, without a sheet; a sidecar comes with what it lies beside. Raises ScannerAway."""
    bundle = Folder(folder)
    files, sidecars = beside([_member(path, folder) for path in paths])
    with Examiner() as examiner, _desk() as desk:
        taker = Taker(bundle, wishes, examiner, Path(desk))
        needed = Counter(sidecar.name for sidecar in sidecars.values())
        for member in files:
            sidecar = sidecars.get(member.name)
            result = taker.take(member, None, sidecar)
            yield Path(member.where), result
            if sidecar is not None:
                needed[sidecar.name] -= 1
                if not needed[sidecar.name]:
                    yield Path(sidecar.where), replace(result, name=sidecar.name)


def _member(path: Path, folder: Path) -> Member:
    return Member(normalize("NFC", path.relative_to(folder).as_posix()), path.stat().st_size, str(path))


def _desk() -> Any:
    return tempfile.TemporaryDirectory(prefix="bringing-")


def _results(
    bundle: Bundle, wishes: Wishes, captions: Path | None, examiner: Examiner, desk: str, stopping: Callable[[], bool]
) -> Iterator[Result]:
    members = bundle.members()
    given = read_captions(captions.read_bytes(), languages=tags()) if captions is not None else None
    lines = given if given is not None else lines_inside(bundle, members, Path(desk))
    by_file, faults = matched(lines, [member.name for member in members])
    for line, fault in faults:
        yield Result(line.file, REFUSED, say(fault.code, fault.about), line.number)
    taker = Taker(bundle, wishes, examiner, Path(desk))
    files, sidecars = beside([member for member in members if not member.is_sheet])
    for member in files:
        if stopping():
            return
        yield taker.take(member, by_file.get(member.name), sidecars.get(member.name))


def tags() -> list[str]:
    return [tag for tag, _name in language_choices()]


def sheet_inside(members: Sequence[Member]) -> Member | None:
    """The one sheet; a text beside tables is none.

    Raises:
        CaptionsRefused: there are several.
    """
    sheets = [member for member in members if member.is_sheet and not member.fault]
    sheets = [member for member in sheets if not member.name.lower().endswith(".txt")] or sheets
    if len(sheets) > 1:
        raise CaptionsRefused("sheets")
    return sheets[0] if sheets else None


def lines_inside(bundle: Bundle, members: Sequence[Member], desk: Path) -> list[CaptionLine]:
    """
    Raises:
        CaptionsRefused: the sheet cannot be used.
        FileRefused: it cannot be unpacked.
    """
    sheet = sheet_inside(members)
    if sheet is None:
        return []
    if sheet.size > LARGEST_SHEET:
        raise CaptionsRefused("sheet_too_large")
    copy = desk / "sheet"
    bundle.copy(sheet, copy)
    return read_captions(copy.read_bytes(), languages=tags())


def said_beside(bundle: Bundle, sidecar: Member, copy: Path, examiner: Examiner) -> Beside:
    """What a sidecar proposes, and notes of what is wrong with it: the file that it lies beside is taken all the same."""
    if sidecar.fault or sidecar.size > LARGEST_PACKET:
        return (), (UNSAFE,)
    try:
        with told_apart():
            bundle.copy(sidecar, copy)
    except FileRefused:
        return (), (BROKEN,)
    return examiner.read_sidecar(copy)


class Taker:
    """Takes file after file; a file that fails leaves nothing behind."""

    def __init__(self, bundle: Bundle, wishes: Wishes, examiner: Examiner, desk: Path) -> None:
        self.bundle, self.wishes, self.examiner, self.desk = bundle, wishes, examiner, desk
        self.proposer, self.library = Proposer(), Likenesses(wishes.by)
        self.places = {
            fold(name.name): place for place in Place.objects.prefetch_related("names") for name in place.names.all()
        }

    def take(self, member: Member, line: CaptionLine | None, sidecar: Member | None = None) -> Result:
        number = line.number if line is not None else None
        if member.fault:
            refusal = member.refusal
            return Result(member.name, REFUSED, say(refusal.code, refusal.about), number)
        copy = self.desk / "file"
        try:
            with told_apart():
                self.bundle.copy(member, copy)
            with copy.open("rb") as file:
                sha256, _size = measure(file)
            known = same_file(sha256)
            if known is not None:
                return Result(member.name, KNOWN, say("duplicate", {"title": f"{known.title} ({known.pk})"}), number)
            scanned = scan(copy)
            seen = self.examiner.examine(copy, member.name).noting(scanned)
            if sidecar is not None:
                seen = seen.told_beside(*said_beside(self.bundle, sidecar, self.desk / "file.xmp", self.examiner))
            notes = self._notes(seen)
            carrier = self._file(copy, seen, member, line, sha256)
        except FileRefused as refused:
            return Result(member.name, REFUSED, say(refused.refusal.code, refused.refusal.about), number)
        except ValidationError as refused:
            return Result(member.name, REFUSED, " ".join(refused.messages), number)
        except PermissionDenied:
            return Result(member.name, REFUSED, _("You may not add files of this kind to this collection."), number)
        finally:
            for left in self.desk.glob("file*"):
                left.unlink()
        if isinstance(carrier, Picture) and carrier.likeness:
            self.library.add(carrier)
        return Result(member.name, ADDED, line=number, carrier=carrier, notes=notes)

    def _notes(self, seen: Seen) -> tuple[str, ...]:
        """In words. What looks like another is kept: nobody is there to be asked, and both may be looked at in the library."""
        near = pictures(self.library.near(seen.likeness)).values()
        alike = [
            _("It looks like “%(title)s” (%(asset)s).") % {"title": each.title, "asset": each.asset_id} for each in near
        ]
        return (*filter(None, map(note, seen.notes)), *alike)

    def _file(self, copy: Path, seen: Seen, member: Member, line: CaptionLine | None, sha256: str) -> Any:
        offers = self.proposer.offers(seen.proposals)
        if not self.wishes.embedded:  # but what a machine has made is never taken for a photograph
            offers = Offers({name: offered for name, offered in offers.fields.items() if name in ORIGIN})
        said = self._describe(member, line, offers)
        name = PurePosixPath(member.name).name
        kept = {"collection": self.wishes.collection, "by": self.wishes.by}
        carrier = file_asset(copy, seen, said, name=name, sha256=sha256, **kept)
        log(instance=carrier, action="media_library.ingest", user=self.wishes.by, data={"file": member.name, "sha256": sha256})  # fmt: skip
        return carrier

    def _describe(self, member: Member, line: CaptionLine | None, offers: Offers) -> Description:
        """The sheet first, then what holds for all, then what the file says of itself without a doubt."""
        certain = {name: offered[0].value for name, offered in offers.fields.items() if offered and offered[0].certain}
        words = line.words if line is not None else {}
        texts: dict[str, dict[str, str]] = {}
        for name, value in certain.items():
            part, _underscore, tag = name.partition("_")
            if part in ("title", "caption", "alt", "keywords"):
                texts.setdefault(tag, {})[part] = value
        for tag, parts in (line.texts if line is not None else {}).items():
            texts.setdefault(tag, {}).update(parts)
        _refuse_too_long(texts, words)
        taken = words.get("taken") or certain.get("taken_at", "")
        at = moment(iso_day(taken)) if taken else None
        if words.get("taken") and at is None:
            raise ValidationError(no_day(taken))
        licence = words.get("licence") or self.wishes.licence
        if licence not in Licence.values:
            raise ValidationError(no_licence(licence))
        title = texts.get(SOURCE_LANGUAGE, {}).get("title") or PurePosixPath(member.name).stem
        return Description(
            title=title,
            texts=texts,
            creator=words.get("creator") or certain.get("creator", "")[:160],
            credit=words.get("credit") or self.wishes.credit or certain.get("credit", "")[:160],
            source=words.get("source") or certain.get("source", "")[:160],
            event=words.get("event") or self.wishes.event or certain.get("event", "")[:255],
            owner=self.wishes.owner,
            licence=licence,
            taken_at=at,
            places=self._places(words["place"]) if words.get("place") else tuple(offers.places),
            subjects=tuple(offers.subjects),
            people=_people(words.get("people", ""), offers),
            **_origin(words, certain),
        )

    def _places(self, value: str) -> tuple[Any, ...]:
        found = []
        for part in names_in(value.replace(";", ",")):
            place = self.places.get(fold(part))
            if place is None:
                raise ValidationError(no_place(part))
            found.append(place)
        return tuple(dict.fromkeys(found))


def _people(sheet: str, offers: Offers) -> tuple[str, ...]:
    """Whom the sheet names or else the file, and in any case a child that the file tells of: each is asked for a consent before
    anybody gets the picture."""
    if not sheet:
        return tuple(offer.value for offer in offers.fields.get("people", ()) if offer.certain)
    return tuple(dict.fromkeys((*names_in(sheet), *offers.children)))


def _origin(words: dict[str, str], certain: dict[str, str]) -> dict[str, Any]:
    """How it came into being, as the sheet says or else the file.

    Raises:
        ValidationError: there is no such way; or AI made it, and nobody says how (Law 134/2025/QH15, Art. 11).
    """
    origin = {
        name: words.get(name) or certain[name][: _room(name)] for name in ORIGIN if name in words or name in certain
    }
    source_type = origin.get("digital_source_type", DigitalSourceType.DIGITAL_CAPTURE)
    if source_type not in DigitalSourceType.values:
        raise ValidationError(no_source_type(source_type))
    missing = [name for name in ORIGIN if not origin.get(name)]
    if source_type in MADE_BY_AI and missing:
        message = _(
            "AI has made it, or a part of it (%(type)s): the sheet of captions has to say how. What is missing: %(columns)s."
        )
        shown = {"type": DigitalSourceType(source_type).label, "columns": ", ".join(missing)}
        raise ValidationError(message, params=shown)
    return origin


def _room(name: str) -> int:
    return Asset._meta.get_field(name).max_length or 2000  # a prompt


def _refuse_too_long(texts: dict[str, dict[str, str]], words: dict[str, str]) -> None:
    names = dict(language_choices())
    for tag, parts in texts.items():
        for part, value in parts.items():
            if len(value) > longest(part):
                message = _("%(language)s, %(part)s: %(length)s characters, at most %(limit)s fit.")
                shown = {"language": names[tag], "part": part, "length": len(value), "limit": longest(part)}
                raise ValidationError(message, params=shown)
    for name in ("creator", "credit", "source", "event", *ORIGIN):
        if len(words.get(name, "")) > _room(name):
            shown = {"name": name, "limit": _room(name)}
            raise ValidationError(_("“%(name)s” is longer than %(limit)s characters."), params=shown)
