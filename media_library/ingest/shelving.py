"""Who may put what on which shelf: each kind's own permission on collections, asked for files whose kind may not be known yet."""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from media_library.ingest.sniffing import AUDIO, DOCUMENT, DRAWING, IMAGE, VIDEO
from media_library.models import Audio, LibraryDocument, Picture, Video

CARRIERS: Mapping[str, Any] = {
    IMAGE: Picture, VIDEO: Video, AUDIO: Audio, DOCUMENT: LibraryDocument, DRAWING: LibraryDocument,
}  # fmt: skip


def shelves_of(user: Any) -> QuerySet[Collection]:
    """Where somebody may add something, of whichever kind."""
    each = (_shelves(user, carrier) for carrier in dict.fromkeys(CARRIERS.values()))
    return reduce(or_, each).distinct()


def may_add(user: Any, kind: str, collection: Collection) -> bool:
    return user.is_active and _shelves(user, CARRIERS[kind]).filter(pk=collection.pk).exists()


def _shelves(user: Any, carrier: Any) -> QuerySet[Collection]:
    found: QuerySet[Collection] = policy_registry.get_by_type(carrier).collections_user_has_permission_for(user, "add")
    return found
