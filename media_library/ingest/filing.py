"""From an examined file to an asset: both rows and the file, or nothing at all.

The name under which a file is stored is made from its checksum. So what a killed process left behind without a row is
known as such when the same file comes again, and is replaced.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.files.checksums import MeasuredFile, measure
from media_library.files.naming import plain_name
from media_library.files.store import putting_ahead
from media_library.ingest.deleted import refuse_deleted
from media_library.ingest.examining import Seen
from media_library.ingest.refusals import FileRefused
from media_library.ingest.releases import who_is_the_child
from media_library.ingest.shelving import CARRIERS, may_add
from media_library.ingest.sniffing import DRAWING
from media_library.ingest.svg import sanitise
from media_library.models import Asset, FileVersion, Kind, LibraryDocument, PersonShown, Picture
from media_library.models.versions import Change
from media_library.rights.licences import Licence
from media_library.source_types import ORIGIN, DigitalSourceType
from media_library.translating.acts import given_out_by, put_forward
from media_library.translating.texts import Texts, put_texts


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody says of a file. Rows, not names: who calls has looked them up."""

    title: str
    texts: Texts = field(default_factory=dict)
    creator: str = ""
    credit: str = ""
    source: str = ""
    event: str = ""
    owner: Any = None
    licence: str = Licence.PRESS
    usable_from: date | None = None
    usable_until: date | None = None
    digital_source_type: str = DigitalSourceType.DIGITAL_CAPTURE
    ai_system: str = ""
    ai_version: str = ""
    ai_prompt: str = ""
    ai_prompt_writer: str = ""
    taken_at: datetime | None = None
    places: tuple[Any, ...] = ()
    subjects: tuple[Any, ...] = ()
    people: tuple[str, ...] = ()

    OF_THE_ASSET = (
        *("creator", "credit", "source", "event", "owner", "licence", "usable_from", "usable_until", "taken_at"),
        *ORIGIN,
    )


def same_file(sha256: str, *, kind: Kind | None = None, beside: Asset | None = None) -> Asset | None:
    """The asset that has, or once had, a file with these bytes.

    A brand asset and the picture that shows how it looks may be the same file: each is looked for among its own.
    """
    versions = FileVersion.objects.filter(sha256=sha256).select_related("asset").order_by("pk")
    brand = Q(asset__kind=Kind.BRAND)
    versions = versions.filter(brand if kind == Kind.BRAND else ~brand)
    if beside is not None:
        versions = versions.exclude(asset=beside)
    version = versions.first()
    return version.asset if version is not None else None


def refuse_duplicate(sha256: str, *, kind: Kind | None = None, of: Asset | None = None, by: Any = None) -> None:
    """
    by: who brings it; None where nobody is asked whether they may take in again what was deleted.
    of: the asset whose file is replaced; an older file of its own is welcome.

    Raises:
        FileRefused: the library has it, or had it and may not have it again.
    """
    known = same_file(sha256, kind=kind, beside=of)
    if known is not None:
        raise FileRefused("duplicate", title=known.title, asset=str(known.pk))
    if of is not None and of.versions.filter(sha256=sha256, number=of.file_version).exists():
        raise FileRefused("same_file")
    refuse_deleted(sha256, by=by)


def file_asset(
    path: Path, seen: Seen, said: Description, *, name: str, sha256: str, collection: Collection, by: Any
) -> Any:
    """Make the asset; returns its carrier. `path` is a copy of the house's own, and stays where it is. Words that came with the
    file were written by somebody else: in other languages than the source's they are the asset's at once where `by` may approve
    them, and are handed in otherwise.

    Raises:
        PermissionDenied: `by` may not add that kind on that shelf.
        FileRefused: the library has the file.
        ValidationError: the asset's own rules refuse what is said.
        StoreAwayError, NoRoomError: the store does not take it; nothing is there, and nothing lost.
    """
    if by is not None and not may_add(by, seen.format.kind, collection):
        raise PermissionDenied
    refuse_duplicate(sha256, by=by)
    carrier = CARRIERS[seen.format.kind](title=said.title[:255], collection=collection)
    theirs = given_out_by(by) if said.texts.keys() - {SOURCE_LANGUAGE} else {SOURCE_LANGUAGE}
    waiting = {tag: words for tag, words in said.texts.items() if tag not in theirs}
    _describe(carrier, said, {tag: words for tag, words in said.texts.items() if tag in theirs})
    ages = who_is_the_child(seen.proposals)
    carrier.spine.people = [PersonShown(name=name[:160], age=ages.get(name)) for name in said.people]
    carrier.spine.clean()
    carrier.change = Change(by=by)
    if isinstance(carrier, Picture | LibraryDocument):
        carrier.uploaded_by_user = by
    with house_file(path, seen, name=name, sha256=sha256) as file:
        if file.sha256 != sha256:
            refuse_duplicate(file.sha256, by=by)
        _forget_leftover(carrier, str(file.name))
        carrier.file = file
        with putting_ahead(carrier), transaction.atomic():
            carrier.save()
            _add_relations(carrier.spine, said)
            put_forward(carrier.asset, waiting, by=by)
    return carrier


def house_file(path: Path, seen: Seen, *, name: str, sha256: str) -> MeasuredFile:
    """The file as it is kept, under a name that ends as its content is; of a drawing that could act, a copy that cannot,
    for the original must never be delivered; of one that is packed, what browsers show."""
    if seen.format.kind == DRAWING and not {"sanitised", "unpacked"}.isdisjoint(seen.notes):
        clean = path.with_name(f"{path.name}.clean")
        clean.write_bytes(sanitise(path.read_bytes()).content)
        with clean.open("rb") as file:
            path, (sha256, _size) = clean, measure(file)
    stored = f"{plain_name(PurePosixPath(name).stem)[:48]}-{sha256[:12]}.{seen.format.extension}"
    return MeasuredFile(path, name=stored, sha256=sha256, original_name=name, seen=seen)


def _describe(carrier: Any, said: Description, texts: Texts) -> None:
    spine = carrier.spine
    for each in Description.OF_THE_ASSET:
        setattr(spine, each, getattr(said, each))
    put_texts(spine, texts)


def _add_relations(asset: Asset, said: Description) -> None:
    asset.places.set(said.places)
    asset.subjects.set(said.subjects)
    asset.save()


def _forget_leftover(carrier: Any, stored: str) -> None:
    """A file by that name without a row was left by a process that was killed between file and row."""
    named = carrier._meta.get_field("file").generate_filename(carrier, stored)
    storage = carrier.file.storage
    if storage.exists(named) and not FileVersion.objects.filter(storage_name=named).exists():
        storage.delete(named)
