"""Faces: what stands for a document in lists, and its first pages to leaf through. Drawn by a job after the file has come, as
pictures' renditions are, and drawn anew when the file, the rights inside or the words over them are other ones.

Whoever may have the document may see them: each is delivered as a file of its asset, under the same rules.
"""

import logging
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q

from media_library.files.addresses import asset_path
from media_library.files.naming import extension, plain_name
from media_library.files.stored import keep
from media_library.models import Asset, BrandAsset, Face, LibraryDocument, PagePicture
from media_library.renditions.embedding import stamp_of
from media_library.renditions.page_drawing import KILLED, TOO_LONG, DrawnPages, draw_pages
from media_library.renditions.rendering import CONTENT_TYPES, Drawn
from media_library.renditions.stamping import Stamp, stamp
from media_library.renditions.standard import RenditionInfo, words_over
from media_library.rights.statements import statement_of

DRAWN_LIKE = (
    "2"  # changes when pages are drawn otherwise, or say otherwise what they say: `cms set_up` then orders them anew
)
WITH_PAGES = ("pdf", "ai", "eps")  # the ends of their names
FOLDER = "pages"
A_FEW = 20  # a day: each takes a minute and a half at most
logger = logging.getLogger("hub.media_library")


def has_pages(carrier: Any) -> bool:
    """Is it of a kind that is drawn here?"""
    return isinstance(carrier, LibraryDocument | BrandAsset) and extension(carrier.file.name) in WITH_PAGES


def is_drawn(carrier: Any) -> bool:
    """As it now is; and nothing where there is nothing to draw."""
    face = Face.objects.filter(asset=carrier.asset_id).first()
    if not has_pages(carrier):
        return face is None
    return face is not None and face.drawn_as == _drawn_as(carrier)


def face_of(asset: Asset) -> RenditionInfo | None:
    """What lists show. From the asset's own row and its face's, which lists fetch with it; of a file that was replaced, nothing."""
    face = current(asset)
    return _info("face", asset, face) if face is not None and face.file else None


def pages_of(asset: Asset) -> list[RenditionInfo]:
    """The pages that can be leafed through, in their order."""
    face = current(asset)
    return [_info(str(page.number), asset, page) for page in face.page_pictures.all()] if face is not None else []


def current(asset: Asset) -> Face | None:
    try:
        face: Face = asset.face
        carrier: Any = asset.carrier
    except ObjectDoesNotExist:
        return None
    return face if face.source_sha256 == carrier.sha256 else None


def draw_face(asset: Asset) -> None:
    """Draw what is missing; forget what was drawn of a file that is no longer there. Safe to run twice.

    Raises:
        StoreAwayError, NoRoomError: not at the moment.
    """
    if not asset.is_carried:
        return
    carrier: Any = asset.carrier
    if not has_pages(carrier):
        Face.objects.filter(asset=asset).delete()
        return
    if is_drawn(carrier):
        return
    drawn_as, inside = _drawn_as(carrier), _inside(asset)
    try:
        drawn = draw_pages(carrier.file, words_over(asset))
    except FileNotFoundError:
        return  # it may come back
    if drawn.fault:
        logger.info("pages_not_drawn asset=%s drawn=%d reason=%s", asset.pk, len(drawn.pages), drawn.fault)
    face = Face(
        asset=asset,
        source_sha256=carrier.sha256,
        drawn_as=drawn_as,
        pages=drawn.count,
        page_width=drawn.width,
        page_height=drawn.height,
        fault=drawn.fault[:255],
        **(_kept(carrier, drawn.face, inside) if drawn.face is not None else {}),
    )
    pages = _pages(carrier, drawn, inside)
    with transaction.atomic():
        Asset.objects.select_for_update().filter(pk=asset.pk).first()  # one drawer after the other
        Face.objects.filter(asset=asset).delete()
        face.save()
        for page in pages:
            page.face = face
        PagePicture.objects.bulk_create(pages)


def undrawn() -> Iterator[UUID]:
    """Assets whose file has pages and was never drawn, or otherwise than today."""
    endings = Q()
    for ending in WITH_PAGES:
        endings |= Q(file__iendswith=f".{ending}")
    for model in (LibraryDocument, BrandAsset):
        rows: Any = model._default_manager.filter(endings).select_related("asset__face").order_by("pk")
        there = rows.filter(asset__face__source_sha256=F("sha256")).values("pk")
        yield from rows.exclude(pk__in=there).values_list("asset_id", flat=True)
    old = Face.objects.exclude(drawn_as__startswith=f"{DRAWN_LIKE}.")
    yield from old.order_by("pk").values_list("asset_id", flat=True)


def worth_another_try() -> list[UUID]:
    """A few assets whose program was ended from outside, perhaps because the machine was busy: forgotten, so that a job draws
    them anew. What is wrong with the file itself stays as it is."""
    ended = Q(fault=TOO_LONG) | Q(fault__startswith=KILLED)
    rows = list(Face.objects.filter(ended, file="").order_by("?")[:A_FEW])
    Face.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return [row.asset_id for row in rows]


def _drawn_as(carrier: Any) -> str:
    inside = _inside(carrier.asset)
    varying = (carrier.sha256.encode(), words_over(carrier.asset).encode(), inside.xmp, inside.exif, inside.iptc)
    return f"{DRAWN_LIKE}.{sha256(b'|'.join(varying)).hexdigest()}"[:16]


def _inside(asset: Asset) -> Stamp:
    return stamp_of(statement_of(asset))


def _pages(carrier: Any, drawn: DrawnPages, inside: Stamp) -> list[PagePicture]:
    return [PagePicture(number=number, **_kept(carrier, page, inside)) for number, page in drawn.pages.items()]


def _kept(carrier: Any, drawn: Drawn, inside: Stamp) -> dict[str, Any]:
    """Fields of a row for it, once it is in the store."""
    content = stamp(drawn.content, drawn.kind, inside)
    digest = sha256(content).hexdigest()
    named = f"{FOLDER}/{str(carrier.uid)[:2]}/{str(carrier.uid)[:8]}-{digest[:24]}.{drawn.extension}"
    return {
        "file": keep(default_storage, named, content),
        "sha256": digest,
        "size": len(content),
        "width": drawn.size[0],
        "height": drawn.size[1],
    }


def _info(name: str, asset: Asset, row: Face | PagePicture) -> RenditionInfo:
    kind = extension(row.file.name)
    address = asset_path(asset.pk, f"{plain_name(asset.title, otherwise='page')}.{kind}", row.sha256)
    return RenditionInfo(name, address, CONTENT_TYPES[kind], row.width or 0, row.height or 0, row.size or 0, row.sha256)
