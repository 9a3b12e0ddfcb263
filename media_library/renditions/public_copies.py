"""The public copy of a brand asset that is a picture: made by a job after the file has come, and anew when the file, or the words or
rights inside, are other ones. Nothing is encoded: a mark has its very pixels (`media_library.renditions.cleaning`), and a designer
gets what the designer before drew.

What cannot be made says why on the asset's form, and is tried again every day, and whenever the asset is saved. A worker that is
killed leaves a file without a row, which the next one writes again under the same name.
"""

import logging
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.translation import gettext as _

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.files.naming import extension
from media_library.files.stored import keep
from media_library.leash import GIGABYTE, Limits, OverLimitError
from media_library.models import BrandAsset, BrandCopy
from media_library.renditions.cleaning import KINDS
from media_library.renditions.drawing import fulfilled, on_disk
from media_library.renditions.embedding import stamp_of
from media_library.renditions.numbered_colours import COLOUR_SPACE, EXIF
from media_library.renditions.rendering import ORIENTATION, UnreadableError
from media_library.renditions.stamping import NoPlaceError, Stamp, stamp
from media_library.rights.statements import statement_of

MADE_LIKE = b"1"  # changes when copies are made otherwise: `cms set_up` then orders them anew
LIMITS = Limits(seconds=60, cpu_seconds=60, memory=3 * GIGABYTE, largest=GIGABYTE // 4)
COPYIST = [sys.executable, "-I", "-m", "media_library.renditions.copyist"]
X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT, INCH = 0x011A, 0x011B, 0x0128, 2
ADOBE_RGB = 2  # as a colour space
logger = logging.getLogger("hub.media_library")


def told_copy(brand: BrandAsset) -> BrandCopy | None:
    """What is given out of it today: with what is said now inside, or, until a job has seen to that, what was said before. None
    while there is none. From `copies` and what a statement asks for, which lists fetch with it."""
    there = [row for row in brand.copies.all() if row.file and row.source_sha256 == brand.sha256]
    if len(there) < 2:
        return next(iter(there), None)
    said = _said(brand)
    return max(there, key=lambda row: (row.said == said, row.pk), default=None)


def fault_of(brand: BrandAsset) -> str:
    """Why there is none of its file; empty: one is there, or on its way."""
    rows = [row for row in brand.copies.all() if row.source_sha256 == brand.sha256]
    return "" if any(row.file for row in rows) else max((row.fault for row in rows), default="")


def is_copied(brand: BrandAsset) -> bool:
    """With what is said now inside; and nothing where there is nothing to copy."""
    rows = BrandCopy.objects.filter(brand=brand)
    if not brand.wants_copy:
        return not rows.exists()
    return rows.filter(source_sha256=brand.sha256, said=_said(brand)).exclude(file="").exists()


def make_copy(brand: BrandAsset) -> None:
    """Make what is missing; what was made of a file that is no longer there goes. Safe to run twice.

    Raises:
        StoreAwayError, NoRoomError: not at the moment.
    """
    if not is_copied(brand) and brand.wants_copy:
        key: dict[str, Any] = {"brand": brand, "source_sha256": brand.sha256, "said": _said(brand)}
        with translation.override(SOURCE_LANGUAGE):  # whoever looks, as of clips
            try:
                made = _made(brand)
            except _NotMadeError as why:
                logger.warning("brand_not_copied asset=%s reason=%s", brand.uid, why.__cause__ or why)
                made = {"fault": str(why)}
        BrandCopy.objects.update_or_create(**key, defaults={"fault": "", **made})
    others = BrandCopy.objects.filter(brand=brand)
    (others.exclude(source_sha256=brand.sha256) if brand.wants_copy else others).delete()


class _NotMadeError(Exception):
    """Why not, in a sentence."""


def _made(brand: BrandAsset) -> dict[str, Any]:
    """Fields of a row.

    Raises:
        _NotMadeError
    """
    try:
        with on_disk(brand.file) as original:
            content = _copied(brand, original)
    except FileNotFoundError as gone:
        raise _NotMadeError(_("The file is not in the store. Upload it again.")) from gone
    digest = sha256(content).hexdigest()
    name = f"brand/{str(brand.uid)[:8]}-{digest[:24]}.{extension(brand.file.name)}"
    return {"file": keep(default_storage, name, content), "sha256": digest, "size": len(content)}


def _copied(brand: BrandAsset, original: Path) -> bytes:
    kind = KINDS[extension(brand.file.name)]
    with tempfile.TemporaryDirectory() as room:
        into = Path(room) / "copy"
        order = {"original": str(original), "kind": kind, "into": str(into)}
        try:
            told = fulfilled(COPYIST, order, limits=LIMITS)
            return stamp(into.read_bytes(), kind, stamp_of(statement_of(brand.asset), _shown(told)))
        except OverLimitError as slow:
            raise _NotMadeError(_("The copy that leaves the house could not be made: it took too long.")) from slow
        except (UnreadableError, NoPlaceError) as damaged:
            raise _NotMadeError(
                _(
                    "No copy of the file can be made that leaves the house: it is damaged. Export it anew and upload it again."
                )
            ) from damaged


def _shown(told: dict[str, Any]) -> dict[int, Any]:
    """What only the original's EXIF, which goes, said of how it is seen."""
    tags: dict[int, Any] = {ORIENTATION: told["turned"]} if told["turned"] in range(2, 9) else {}
    if told["inch"]:
        tags |= dict(zip((X_RESOLUTION, Y_RESOLUTION), told["inch"], strict=True)) | {RESOLUTION_UNIT: INCH}
    return tags | ({EXIF: {COLOUR_SPACE: ADOBE_RGB}} if told["adobe_rgb"] else {})


def _said(brand: BrandAsset) -> str:
    inside: Stamp = stamp_of(statement_of(brand.asset))
    return sha256(b"|".join((MADE_LIKE, inside.xmp, inside.exif, inside.iptc))).hexdigest()
