"""Tells the library which released editions show an asset, and compiles them again when its rights turn."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.dispatch import receiver

from hub.publishing.models import Reference, State
from hub.publishing.used_data import refresh_showing
from media_library.models import Asset
from media_library.rights.expiry import rights_turned
from media_library.where_used import UsedBy, tells_uses


@tells_uses
def released_editions(asset: Asset) -> Iterator[UsedBy]:
    rows = Reference.objects.filter(kind=asset.told_as, key=str(asset.pk), edition__state=State.LIVE)
    for row in rows.select_related("edition").order_by("edition__title", "edition__lang"):
        yield UsedBy(title=row.edition.title, address=row.edition.url_path, language=row.edition.lang, released=True)


@receiver(rights_turned)
def on_rights_turned(assets: QuerySet[Asset], **_kwargs: Any) -> None:
    refresh_showing(assets)
