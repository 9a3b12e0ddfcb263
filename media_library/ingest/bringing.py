"""Bringing a folder or a ZIP into the library, with its sheet of captions: what a person would have reviewed is in the
sheet, and what the files say of themselves counts only where whoever runs it asks for that.

May be stopped or killed at any moment and started again: a file that is in the library is known by its checksum, and is
passed over.
"""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection

from hub.registry.models import Place
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from locales.canonical import fold
from media_library.desk.texts_field import longest
from media_library.files.checksums import measure
from media_library.ingest.bundles import Bundle, Folder, Member, opened
from media_library.ingest.captions import CaptionLine, CaptionsRefused, read_captions
from media_library.ingest.examining import Examiner, Seen
from media_library.ingest.filing import Description, file_asset, same_file
from media_library.ingest.proposing import Offers, Proposer, moment
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sentences import say
from media_library.ingest.virus_scan import scan
from media_library.rights.licences import Licence

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
    name: str
    outcome: str
    reason: str = ""
    line: int | None = None
    carrier: Any = None


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
    """Single files of a folder, without a sheet. Raises ScannerAway."""
    bundle = Folder(folder)
    with Examiner() as examiner, _desk() as desk:
        taker = Taker(bundle, wishes, examiner, Path(desk))
        for path in paths:
            name = normalize("NFC", path.relative_to(folder).as_posix())
            yield path, taker.take(Member(name, path.stat().st_size, str(path)), None)


def _desk() -> Any:
    """A folder in the store of arrivals, on the same file system as the library: from there a file is taken by name."""
    incoming = settings.VAR / "incoming"
    incoming.mkdir(mode=0o750, parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="bringing-", dir=incoming)


def _results(
    bundle: Bundle, wishes: Wishes, captions: Path | None, examiner: Examiner, desk: str, stopping: Callable[[], bool]
) -> Iterator[Result]:
    members = bundle.members()
    lines = _sheet(bundle, members, captions, Path(desk))
    named = {member.name for member in members}
    known = {**{PurePosixPath(member.name).name: member.name for member in members}, **{name: name for name in named}}
    by_file: dict[str, CaptionLine] = {}
    for line in lines:
        target = known.get(line.file.replace("\\", "/"))
        if line.fault or target is None:
            reason = line.fault or _("There is no file “%(file)s”.") % {"file": line.file}
            yield Result(line.file, REFUSED, reason, line.number)
        else:
            by_file[target] = line
    taker = Taker(bundle, wishes, examiner, Path(desk))
    for member in members:
        if member.is_sheet:
            continue
        if stopping():
            return
        yield taker.take(member, by_file.get(member.name))


def _sheet(bundle: Bundle, members: list[Member], captions: Path | None, desk: Path) -> list[CaptionLine]:
    languages = [tag for tag, _name in language_choices()]
    if captions is not None:
        return read_captions(captions.read_bytes(), languages=languages)
    inside = [member for member in members if member.is_sheet and not member.fault]
    if len(inside) != 1:
        if len(inside) > 1:
            raise CaptionsRefused(_("There are several sheets of captions: name one."))
        return []
    copy = desk / "sheet"
    bundle.copy(inside[0], copy)
    return read_captions(copy.read_bytes(), languages=languages)


class Taker:
    """Takes file after file; a file that fails leaves nothing behind."""

    def __init__(self, bundle: Bundle, wishes: Wishes, examiner: Examiner, desk: Path) -> None:
        self.bundle, self.wishes, self.examiner, self.desk = bundle, wishes, examiner, desk
        self.proposer = Proposer()
        self.places = {
            fold(name.name): place for place in Place.objects.prefetch_related("names") for name in place.names.all()
        }

    def take(self, member: Member, line: CaptionLine | None) -> Result:
        number = line.number if line is not None else None
        if member.fault:
            return Result(member.name, REFUSED, say(member.fault, {"bytes": member.size, "most_bytes": 0}), number)
        copy = self.desk / "file"
        try:
            self.bundle.copy(member, copy)
            with copy.open("rb") as file:
                sha256, _size = measure(file)
            if same_file(sha256) is not None:
                return Result(member.name, KNOWN, line=number)
            scan(copy)
            seen = self.examiner.examine(copy, member.name)
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
        return Result(member.name, ADDED, line=number, carrier=carrier)

    def _file(self, copy: Path, seen: Seen, member: Member, line: CaptionLine | None, sha256: str) -> Any:
        offers = self.proposer.offers(seen.proposals) if self.wishes.embedded else Offers()
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
        at = moment(_iso(taken)) if taken else None
        if words.get("taken") and at is None:
            raise ValidationError(_("“%(value)s” is no day: write 2026-05-16 or 16/05/2026."), params={"value": taken})
        licence = words.get("licence") or self.wishes.licence
        if licence not in Licence.values:
            known = ", ".join(Licence.values)
            raise ValidationError(_("“%(value)s” is no licence: %(known)s."), params={"value": licence, "known": known})
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
            places=self._places(words.get("place", "")),
            people=tuple(part.strip() for part in words.get("people", "").split(",") if part.strip()),
        )

    def _places(self, value: str) -> tuple[Any, ...]:
        found = []
        for part in filter(None, (part.strip() for part in value.replace(";", ",").split(","))):
            place = self.places.get(fold(part))
            if place is None:
                raise ValidationError(_("The registry has no place “%(name)s”."), params={"name": part})
            found.append(place)
        return tuple(dict.fromkeys(found))


def _refuse_too_long(texts: dict[str, dict[str, str]], words: dict[str, str]) -> None:
    names = dict(language_choices())
    for tag, parts in texts.items():
        for part, value in parts.items():
            if len(value) > longest(part):
                message = _("%(language)s, %(part)s: %(length)s characters, at most %(limit)s fit.")
                shown = {"language": names[tag], "part": part, "length": len(value), "limit": longest(part)}
                raise ValidationError(message, params=shown)
    for name in ("creator", "credit", "source"):
        if len(words.get(name, "")) > 160:
            raise ValidationError(_("“%(name)s” is longer than 160 characters."), params={"name": name})


def _iso(value: str) -> str:
    """`16/05/2026 08:30` → `2026-05-16 08:30`"""
    day, _space, time = value.strip().partition(" ")
    parts = day.split("/")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        day = f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    return f"{day} {time}" if time else day
