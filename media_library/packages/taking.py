"""Taking a package: may it still be had, and its ZIP, whole or in part.

Rights are asked anew at each taking. A package of which one asset may not be used any more is not given out at all: a bag
without one of its files is no bag, and a download that is resumed must be of the same bytes. Its page says which asset
and why; the next version leaves it out (`ordering.make_next`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from media_library.files.delivery import Answered, respond_with, stored_and_tail
from media_library.files.naming import plain_name
from media_library.models import Asset, Package, PackageFile, PackageItem, PackageState
from media_library.models.assets import CARRIER_NAMES
from media_library.models.consents import rights_prefetch
from media_library.packages.purpose import HANDED_OUT, Purpose, fetch_brand_files, verdict_on
from media_library.packages.zipping import Entry, Layout
from media_library.rights.blurring import version_may_leave
from media_library.rights.clearance import Reason

ZIP = "application/zip"
PARTS_OF_ONE = timedelta(days=1)
FIRST = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")


@dataclass(frozen=True, slots=True)
class Refused:
    """One asset of a package that may not be used any more, and why."""

    uid: str
    title: str
    reasons: Sequence[Reason]

    @property
    def words(self) -> str:
        return " ".join(reason.words for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class PackageLayout:
    """The ZIP of a package. `sha256`: another one where a single byte of it is another."""

    files: Sequence[PackageFile]
    zip: Layout
    folder: str

    @property
    def size(self) -> int:
        return self.zip.size

    @property
    def sha256(self) -> str:
        told = [(self.folder, self.size), *((file.path, file.size, file.sha256) for file in self.files)]
        return sha256(repr(told).encode()).hexdigest()

    def offset_of(self, path: str) -> int:
        """Where the file's own bytes begin in the ZIP."""
        return self.zip.data_at[f"{self.folder}/{path}"]


def refusals(
    package: Package, *, naming: bool = False, licences: frozenset[str] = HANDED_OUT, territory: str | None = None
) -> list[Refused]:
    """What in it may not be used any more, for its purpose, today. A fixed number of queries.

    naming: people by their names, for the house alone. territory: instead of the package's.
    """
    where = package.territory if territory is None else territory
    purpose = Purpose(package.use, where, package.day, tuple(package.languages))
    items = list(PackageItem.objects.filter(package=package, reasons=[]).order_by("place"))
    rows = Asset.objects.filter(pk__in=[item.asset_uid for item in items]).select_related("rights", *CARRIER_NAMES)
    assets = {asset.pk: asset for asset in rows.prefetch_related(*rights_prefetch())}
    prefetch_related_objects([asset for asset in assets.values() if asset.file_version > 1], "versions")
    fetch_brand_files(assets.values())
    return [refused for item in items if (refused := _refused(item, assets, purpose, licences, naming=naming))]


def _refused(
    item: PackageItem, assets: dict[Any, Asset], purpose: Purpose, licences: frozenset[str], *, naming: bool
) -> Refused | None:
    asset = assets.get(item.asset_uid)
    if asset is None:
        return Refused(str(item.asset_uid), item.title, [Reason("gone", _("It is no longer in the library."))])
    reasons = [*verdict_on(asset, purpose, naming=naming, licences=licences).reasons, *_of_its_version(item, asset)]
    return Refused(str(item.asset_uid), item.title, reasons) if reasons else None


def _of_its_version(item: PackageItem, asset: Asset) -> Iterator[Reason]:
    version = item.told.get("file_version") if item.told else None
    if item.settled and not version_may_leave(asset, version):
        yield Reason(
            "face_blurred",
            _("A face is seen in it that is blurred by now: only the newest version of the file may be used."),
        )


def is_there(package: Package) -> bool:
    """Made, and not recalled."""
    return package.state == PackageState.READY and package.revoked_at is None


def folder_of(package: Package) -> str:
    return f"{plain_name(package.title, otherwise='package')}-{package.number}"


def zip_name(package: Package) -> str:
    return f"{folder_of(package)}.zip"


def layout_of(package: Package) -> PackageLayout:
    """
    Raises:
        ValueError: a file of it was never read through.
    """
    rows = PackageFile.objects.filter(package=package).defer("content")
    files = sorted(rows, key=lambda file: (FIRST.index(file.path) if file.path in FIRST else len(FIRST), file.path))
    folder = folder_of(package)
    entries = [Entry(f"{folder}/{file.path}", file.size, _crc(file)) for file in files]
    if package.made_at is None:
        raise ValueError("a package is laid out when it is made")
    return PackageLayout(files, Layout(entries, package.made_at), folder)


def _crc(file: PackageFile) -> int:
    if file.crc32 is None:
        raise ValueError(f"{file.path} was not read through")
    return file.crc32


def respond(request: HttpRequest, package: Package) -> HttpResponseBase:
    """GET and HEAD, whole or in part. Whether the asker may have it is decided by the caller, before.

    Raises:
        Http404: a file is not in the store.
        StoreAwayError: the store does not answer.
    """
    layout = layout_of(package)
    by_name = {f"{layout.folder}/{file.path}": file for file in layout.files}
    behind = PackageFile.objects.filter(package=package, content__isnull=False).exclude(storage_name="")
    tails = {pk: bytes(content or b"") for pk, content in behind.values_list("pk", "content")}

    def opening(entry: Entry, start: int, stop: int) -> Iterator[bytes]:
        file = by_name[entry.name]
        if file.storage_name:
            return stored_and_tail(file.storage_name, tails.get(file.pk, b""), file.size, start, stop)
        content = PackageFile.objects.values_list("content", flat=True).get(pk=file.pk)
        return iter([bytes(content or b"")[start:stop]])

    headers = {
        "Content-Type": ZIP,
        "Content-Disposition": f'attachment; filename="{zip_name(package)}"',
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Robots-Tag": "noindex",
    }
    answered = Answered(
        etag=f'"{package.sha256}"',
        size=layout.size,
        headers=headers,
        pieces=lambda start, stop: layout.zip.pieces(opening, start, stop),
    )
    return respond_with(request, answered)


@transaction.atomic
def note_taken(package: Package, *, by: Any = None, **data: Any) -> None:
    """Counted, and in the audit log: who has it must be known when it is recalled."""
    Package.objects.filter(pk=package.pk).update(downloads=F("downloads") + 1)
    log(instance=package, action="media_library.package_taken", user=by, data=data)


def begins(request: HttpRequest, taken: Package | Asset, by: str) -> bool:
    """Does somebody (`by`, a key of theirs) begin a download, and not go on with one, or look at its head? Who takes nothing but
    parts, as of one file in the ZIP, begins with the first of a day: they have it too."""
    if request.META["REQUEST_METHOD"] != "GET":  # the API's door answers HEAD by way of GET
        return False
    first = cache.add(f"taken:{taken.pk}:{by}", 1, PARTS_OF_ONE.total_seconds())
    return first or request.headers.get("Range", "").replace(" ", "") in ("", "bytes=0-")
