"""Which assets somebody sees in the admin, as values of the search facet `shelf`: kind by kind, collection by collection.

Whoever may do anything with a kind in a collection sees it there. Those who may look at assets at all see clips,
recordings and brand assets also where they see pictures or documents.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from media_library.finding.findable import shelf
from media_library.models import Asset, Audio, BrandAsset, Carrier, LibraryDocument, Picture, Video
from media_library.models.assets import TOLD_AS
from search.batches import batches

CARRIERS: dict[str, type[Carrier]] = {
    "picture": Picture,
    "document": LibraryDocument,
    "video": Video,
    "audio": Audio,
    "brand": BrandAsset,
}
ACTS = ("choose", "add", "change", "delete")
CHANGE = "media_library.change_asset"
LOOK = ("media_library.view_asset", CHANGE)


def seen_by(user: Any, acts: tuple[str, ...] = ACTS) -> tuple[str, ...] | None:
    """None: everything. `acts`: what they may do there, one of them."""
    collections = _collections_seen(user, acts)
    if collections is None:
        return None
    return tuple(sorted(shelf(told_as, pk) for told_as, pks in collections.items() for pk in pks))


def collections_seen_by(user: Any) -> QuerySet[Collection]:
    """Those in which they see assets of any kind."""
    collections = _collections_seen(user, ACTS)
    rows: QuerySet[Collection] = Collection.objects.all()
    return rows if collections is None else rows.filter(pk__in=set().union(*collections.values()))


def assets_seen_by(user: Any, acts: tuple[str, ...] = ACTS) -> QuerySet[Asset]:
    """The same as rows."""
    collections = _collections_seen(user, acts)
    if collections is None:
        return Asset.objects.all()
    seen = Q(pk__in=[])
    for told_as, pks in collections.items():
        kinds = [str(kind) for kind, told in TOLD_AS.items() if told == told_as]
        seen |= Q(kind__in=kinds, collection__in=pks)
    return Asset.objects.filter(seen)


def seen_among(user: Any, uids: Iterable[UUID]) -> set[UUID]:
    """A query for every five hundred."""
    seen = assets_seen_by(user).values_list("pk", flat=True)
    return {uid for batch in batches(uids) for uid in seen.filter(pk__in=batch)}


def sees(user: Any, asset: Asset) -> bool:
    """May they look at assets at all, and at this one?"""
    return any(user.has_perm(permission) for permission in LOOK) and assets_seen_by(user).filter(pk=asset.pk).exists()


def may_change_carrier(user: Any, carrier: Carrier) -> bool:
    """What carries the file, where it stands: a permission in one collection is none in another."""
    policy: Any = policy_registry.get_by_type(type(carrier))
    return bool(policy.user_has_permission_for_instance(user, "change", carrier))


def may_add_to(user: Any) -> dict[str, set[int]]:
    """What an asset is told as → the collections in which somebody may add such."""
    return {told_as: _collections(model, user, ("add",)) for told_as, model in CARRIERS.items()}


def _collections_seen(user: Any, acts: tuple[str, ...]) -> dict[str, set[int]] | None:
    """What an asset is told as → the collections; None: everything."""
    if user.is_superuser:
        return None
    own = {told_as: _collections(model, user, acts) for told_as, model in CARRIERS.items()}
    if any(user.has_perm(permission) for permission in LOOK):
        beside = own["picture"] | own["document"]
        own |= {told_as: own[told_as] | beside for told_as in ("video", "audio", "brand")}
    return own


def shelves_of_pictures_and_documents(user: Any) -> set[int]:
    """The collections in which somebody has to do with either."""
    return _collections(Picture, user, ACTS) | _collections(LibraryDocument, user, ACTS)


def _collections(model: type[Carrier], user: Any, acts: tuple[str, ...]) -> set[int]:
    policy: Any = policy_registry.get_by_type(model)
    collections = policy.collections_user_has_any_permission_for(user, acts)
    return set(Collection.objects.filter(pk__in=collections.values("pk")).values_list("pk", flat=True))
