"""Tells the library which released editions show an asset, and compiles them again when its rights turn."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.dispatch import receiver

from hub.publishing.asset_source import SHOWN_AS
from hub.publishing.models import Edition, Reference, State
from hub.publishing.used_data import refresh_showing
from media_library.files.addresses import SHA_LENGTH
from media_library.models import Asset, Audio, BrandAsset, Picture, Video
from media_library.renditions.pruning import names_renditions
from media_library.rights.expiry import rights_turned
from media_library.where_used import UsedBy, tells_uses


@tells_uses
def released_editions(assets: Sequence[Asset]) -> Iterator[tuple[UUID, UsedBy]]:
    by_key = {(asset.told_as, str(asset.pk)): asset.pk for asset in assets}
    keys = [key for _kind, key in by_key]
    rows = Reference.objects.filter(kind__in=SHOWN_AS, key__in=keys, edition__state=State.LIVE).select_related(
        "edition"
    )
    for row in rows.order_by("edition__title", "edition__lang"):
        uid, edition = by_key.get((row.kind, row.key)), row.edition
        if uid is not None:
            yield uid, UsedBy(title=edition.title, address=edition.url_path, language=edition.lang, released=True)


@names_renditions
def named_in_documents(carrier: Picture | Video | Audio | BrandAsset) -> set[str]:
    """Checksums in addresses of it that stand in released documents: in those that show it, and of a picture in
    those of clips whose poster it is."""
    keys = [str(uid) for uid in (carrier.uid, *(_stood_for(carrier) if isinstance(carrier, Picture) else ()))]
    showing = Reference.objects.filter(kind__in=SHOWN_AS, key__in=keys, edition__state=State.LIVE)
    documents = Edition.objects.filter(pk__in=showing.values("edition")).values_list("document", flat=True)
    address = re.compile(f"/{carrier.uid}/([0-9a-f]{{{SHA_LENGTH}}})/")
    return {found for document in documents for found in address.findall(document)}


def _stood_for(picture: Picture) -> Iterator[UUID]:
    yield from Video.objects.filter(poster=picture).values_list("asset_id", flat=True)
    yield from BrandAsset.objects.filter(picture=picture).values_list("asset_id", flat=True)


@receiver(rights_turned)
def on_rights_turned(assets: QuerySet[Asset], **_kwargs: Any) -> None:
    refresh_showing(assets)
