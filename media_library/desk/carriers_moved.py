"""Pictures and documents that are moved together from Wagtail's lists: their assets move with them.

Wagtail writes the new collection into the carriers' table alone. The asset would stay on the old shelf, seen and found by those
whose it no longer is.
"""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from wagtail.documents.views.bulk_actions import AddToCollectionBulkAction as MoveDocuments
from wagtail.images.views.bulk_actions import AddToCollectionBulkAction as MovePictures
from wagtail.models import Collection

from media_library.finding.findable import key_of
from media_library.models import Asset
from search.batches import batches
from search.sources import touched


class _WithTheirAssets:
    """All at once, as Wagtail moves the carriers: whoever chooses all of a list chooses thousands."""

    @classmethod
    def execute_action(cls, carriers: Sequence[Any], *, collection: Collection, **_kwargs: Any) -> Any:
        moved = super().execute_action(carriers, collection=collection)  # type: ignore[misc]  # of Wagtail's action beside it
        for uids in batches(carrier.asset_id for carrier in carriers):
            Asset.objects.filter(pk__in=uids).update(collection=collection, changed_at=timezone.now())
            touched(*map(key_of, uids))
        return moved


class PicturesMoved(_WithTheirAssets, MovePictures):
    pass


class DocumentsMoved(_WithTheirAssets, MoveDocuments):
    pass
