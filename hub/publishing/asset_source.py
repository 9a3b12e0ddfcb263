"""The library's assets as a source of the search index. It stands here because who may find an asset depends on the
released editions that show it (`Reference`); what an asset says is the library's own (`media_library.finding.findable`).

Whatever a document is made of has its asset indexed again, in the transaction of the change; what only the clock changes
comes by `rights_turned`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from hub.publishing.models import Reference, State
from hub.publishing.offering import offered_items
from hub.registry.models import Agency, AgencyName, Person, Place, PlaceName, Subject
from media_library.clips.posters import stills_of
from media_library.finding.findable import PREFIX, ShownBy, asset_documents, key_of, to_be_found
from media_library.models import (
    Asset,
    AssetText,
    Audio,
    BrandAsset,
    Consent,
    Face,
    LibraryDocument,
    Package,
    PackageItem,
    PersonShown,
    Picture,
    Rendition,
    RightsCredit,
    RightsRecord,
    SubtitleTrack,
    Video,
    WordsInside,
)
from media_library.models.assets import TOLD_AS
from media_library.renditions.standard import is_thumbnail
from media_library.rights.expiry import rights_turned
from media_library.rights.licences import Licence
from search.documents import SearchDocument
from search.sources import register, touched

PIECE = 200
SHOWN_AS = frozenset(TOLD_AS.values())


class AssetSource:
    prefix = PREFIX

    def versions(self) -> Iterator[tuple[str, str]]:
        after = UUID(int=0)
        while assets := list(to_be_found().filter(pk__gt=after)[:PIECE]):
            for document in _documents(assets):
                yield document.key, document.version
            after = assets[-1].pk

    def keys(self) -> Iterator[str]:
        for uid in to_be_found().prefetch_related(None).values_list("pk", flat=True).iterator():
            yield key_of(uid)

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        uids = [uid for key in keys if (uid := _uid(key)) is not None]
        return _documents(list(to_be_found().filter(pk__in=uids)))


def _uid(key: str) -> UUID | None:
    try:
        return UUID(key.partition(":")[2])
    except ValueError:
        return None


def _documents(assets: Sequence[Asset]) -> list[SearchDocument]:
    return asset_documents(assets, _shown([str(asset.pk) for asset in assets]))


def _shown(uids: Sequence[str]) -> dict[str, list[ShownBy]]:
    rows = Reference.objects.filter(kind__in=SHOWN_AS, key__in=uids, edition__state=State.LIVE)
    shown: dict[str, list[ShownBy]] = defaultdict(list)
    for key, lang, licence in rows.values_list("key", "edition__lang", "edition__licence"):
        shown[key].append(ShownBy(lang, licence))
    offered = offered_items().filter(asset_uid__in=uids)
    for uid, languages, use, territory in offered.values_list(
        "asset_uid", "package__languages", "package__use", "package__territory"
    ):
        # to those whose agreement covers all its languages: the first stands for them, `assets_now` asks for the others
        shown[str(uid)] += [ShownBy(lang, str(Licence.CC_BY), use, territory) for lang in languages[:1]]
    return shown


# --- what changes a document -----------------------------------------------------------------------------------------


def touch_shown(references: Iterable[tuple[str, str]]) -> None:
    """The assets among what an edition shows, showed or is about to show."""
    touched(*sorted(key_of(key) for kind, key in references if kind in SHOWN_AS))


def _at(place: Place) -> Q:
    """Places that lie in it are found under it as well: few levels, so each is asked for."""
    return Q(places=place) | Q(places__parent=place) | Q(places__parent__parent=place)


# model → the assets whose documents have something of its row
OF_ONE: dict[type[Model], Callable[[Any], Iterable[UUID]]] = {
    Asset: lambda row: [row.pk, *_stills_of(row)],
    AssetText: lambda row: [row.asset_id],
    PersonShown: lambda row: [row.asset_id, *_stills_of(row.asset)],
    WordsInside: lambda row: [row.asset_id],
    Face: lambda row: [row.asset_id],
    SubtitleTrack: lambda row: [row.video.asset_id],
    Rendition: lambda row: _looking_like(row) if is_thumbnail(row) else [],
    Video: lambda row: [row.asset_id, *_stills_of(row.asset)],
    **{carrier: lambda row: [row.asset_id] for carrier in (Picture, Audio, LibraryDocument, BrandAsset)},
}
OF_MANY: dict[type[Model], Callable[[Any], Q]] = {
    RightsRecord: lambda row: Q(rights=row) | Q(still_of__asset__rights=row),
    RightsCredit: lambda row: Q(rights=row.record_id),
    Consent: lambda row: Q(people__consent=row) | Q(still_of__asset__people__consent=row),
    Agency: lambda row: Q(owner=row),
    AgencyName: lambda row: Q(owner=row.agency_id),
    Person: lambda row: Q(people__person=row),
    Package: lambda row: Q(
        pk__in=PackageItem.objects.filter(package__in=[row.pk, row.replaces_id]).values("asset_uid")
    ),
    Place: _at,
    PlaceName: lambda row: Q(places=row.place_id),
    Subject: lambda row: Q(subjects=row) | Q(subjects__broader=row) | Q(subjects__broader__broader=row),
}
LINKS = (Asset.places.through, Asset.tasks.through, Asset.subjects.through)


def _stills_of(asset: Asset) -> list[UUID]:
    """They may be used as their clip may."""
    return list(stills_of(asset).values_list("pk", flat=True))


def _looking_like(rendition: Rendition) -> list[UUID]:
    """The picture itself, clips whose poster it is, brand assets that look so."""
    picture = Picture.objects.filter(pk=rendition.image_id).values_list("asset_id")
    clips = Video.objects.filter(poster=rendition.image_id).values_list("asset_id")
    brand = BrandAsset.objects.filter(picture=rendition.image_id).values_list("asset_id")
    return [uid for (uid,) in picture.order_by().union(clips.order_by(), brand.order_by())]


def on_one(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - Django's signal decides the signature
    if not raw:
        touched(*map(key_of, OF_ONE[sender](instance)))


def on_many(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - as above
    if not raw and instance.pk is not None:
        touch_all(Asset.objects.filter(OF_MANY[sender](instance)))


def on_linked(instance: Any, action: str, reverse: bool, pk_set: set[Any] | None, **kwargs: Any) -> None:  # noqa: FBT001 - as above
    if action.startswith("post"):
        touched(*map(key_of, (pk_set or ()) if reverse else [instance.pk]))


def on_rights_turned(assets: QuerySet[Asset], **kwargs: Any) -> None:
    touch_all(assets)


def touch_all(assets: QuerySet[Asset]) -> None:
    touched(*map(key_of, assets.order_by().values_list("pk", flat=True).distinct()))


def connect() -> None:
    """Run once, when the app is ready."""
    register(AssetSource())
    for models, receiver in ((OF_ONE, on_one), (OF_MANY, on_many)):
        for model in models:
            for signal in (post_save, post_delete):
                signal.connect(receiver, sender=model, dispatch_uid=f"asset-source-{model.__name__}")
    # whose stills they are is known before a clip goes, and no longer after
    pre_delete.connect(on_one, sender=Video, dispatch_uid="asset-source-stills")
    for through in LINKS:
        m2m_changed.connect(on_linked, sender=through, dispatch_uid=f"asset-source-{through.__name__}")
    rights_turned.connect(on_rights_turned, dispatch_uid="asset-source")
