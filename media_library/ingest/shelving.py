"""Who may put what on which shelf: Wagtail's permissions on collections, asked for files whose kind may not be known yet."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from media_library.ingest.sniffing import AUDIO, DOCUMENT, DRAWING, IMAGE, VIDEO
from media_library.models import Audio, LibraryDocument, Picture, Video


def shelves_of(user: Any) -> QuerySet[Collection]:
    """Where somebody may add pictures or documents. Clips have no shelves of their own in the permissions: they follow."""
    found: Any = Collection.objects.none()
    for model in (Picture, LibraryDocument):
        found = found | _shelves(user, model)
    return found.distinct()


def may_add(user: Any, kind: str, collection: Collection) -> bool:
    if not user.is_active:
        return False
    if kind in (VIDEO, AUDIO):
        allowed = policy_registry.get_by_type(Video if kind == VIDEO else Audio).user_has_permission(user, "add")
        return bool(allowed) and shelves_of(user).filter(pk=collection.pk).exists()
    model: Any = {IMAGE: Picture, DOCUMENT: LibraryDocument, DRAWING: LibraryDocument}[kind]
    return bool(_shelves(user, model).filter(pk=collection.pk).exists())


def _shelves(user: Any, model: Any) -> QuerySet[Collection]:
    found: QuerySet[Collection] = policy_registry.get_by_type(model).collections_user_has_permission_for(user, "add")
    return found
