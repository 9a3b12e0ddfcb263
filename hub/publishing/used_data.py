"""When a name, a figure or a picture's text changes, the editions that show it are compiled again.

Which ones show it is known from their documents (`Reference`), so no draft and no guess is involved. An asset is saved
with its carrier, so a new file of a picture is told here too.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils import translation
from django.utils.translation import pgettext

from hub.publishing.models import Reference, State
from hub.publishing.recording import refresh
from hub.registry.models import Agency, AgencyName, Fact, FactWording, Place, PlaceName, PlanTask, Subject, SubjectName
from locales.languages import django_code
from media_library.clips.posters import stills_of
from media_library.files.addresses import PREFIX, SHA_LENGTH
from media_library.models import (
    Asset,
    AssetText,
    Consent,
    PersonShown,
    Preparation,
    RightsRecord,
    SubtitleTrack,
    Video,
)
from media_library.models.assets import TOLD_AS

# model → the kind and the key under which documents refer to it
SHOWN: dict[type[Model], Callable[[Any], tuple[str, str]]] = {
    Agency: lambda row: ("agency", row.code),
    AgencyName: lambda row: ("agency", row.agency.code),
    Fact: lambda row: ("fact", row.code),
    FactWording: lambda row: ("fact", row.fact.code),
    Place: lambda row: ("place", row.code),
    PlaceName: lambda row: ("place", row.place.code),
    PlanTask: lambda row: ("task", row.code),
    Subject: lambda row: ("subject", row.code),
    SubjectName: lambda row: ("subject", row.subject.code),
    Asset: lambda row: (row.told_as, str(row.uid)),
    AssetText: lambda row: (row.asset.told_as, str(row.asset_id)),
    PersonShown: lambda row: (row.asset.told_as, str(row.asset_id)),
    SubtitleTrack: lambda row: ("video", str(row.video.uid)),
    Preparation: lambda row: (row.carrier.asset.told_as, str(row.carrier.uid)),
}
# what stands behind the rights of many assets
RIGHTS: dict[type[Model], Callable[[Any], QuerySet[Asset]]] = {
    RightsRecord: lambda row: Asset.objects.filter(rights=row),
    Consent: lambda row: Asset.objects.filter(people__consent=row),
}


def on_changed(sender: type[Model], instance: Any, created: bool = False, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - Django's signal decides the signature
    if raw or (created and sender in (Agency, Fact, Place, Asset)):
        return  # nothing can show yet what was not there
    kind, key = SHOWN[sender](instance)
    refresh(
        Q(references__kind=kind, references__key=key), note=_correction_of(instance) if sender is Fact else _no_words
    )


def _no_words(lang: str) -> str:
    return ""


def _correction_of(fact: Fact) -> Callable[[str], str]:
    """What readers are told, in their language."""

    def words(lang: str) -> str:
        with translation.override(django_code(lang)):
            return pgettext("portal", "Figure corrected: %(fact)s") % {"fact": fact.label_in(lang) or fact.code}

    return words


def on_removed(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    kind, key = SHOWN[sender](instance)
    refresh(Q(references__kind=kind, references__key=key))


def on_clip_changed(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - as above
    """Its stills may be used as it may."""
    asset = instance if sender is Asset else instance.asset
    if not raw:
        refresh_showing(stills_of(asset))


def on_rights_changed(sender: type[Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - as above
    if not raw:
        refresh_showing(RIGHTS[sender](instance))


def refresh_showing(assets: QuerySet[Asset]) -> int:
    """Compile again whatever shows one of the assets, or a still of one. Returns how many editions were asked for."""
    with_stills = Asset.objects.filter(Q(pk__in=assets.values("pk")) | Q(still_of__asset__in=assets.values("pk")))
    keys = [str(uid) for uid in with_stills.order_by().values_list("uid", flat=True)]
    return refresh(Q(references__kind__in=set(TOLD_AS.values()), references__key__in=keys)) if keys else 0


def refresh_naming_originals() -> int:
    """Compile again what still names a clip's own file: it was told to everybody before proxies had their rights inside."""
    shown = Reference.objects.filter(kind="video", edition__state=State.LIVE)
    sha256 = {str(uid): digest[:SHA_LENGTH] for uid, digest in Video.objects.values_list("asset", "sha256")}
    naming = {
        edition
        for edition, key, document in shown.values_list("edition", "key", "edition__document").iterator()
        if f"{PREFIX}{key}/{sha256.get(key, '-')}/" in document
    }
    return refresh(Q(pk__in=naming)) if naming else 0


post_save.connect(on_clip_changed, sender=Asset, dispatch_uid="stills-Asset")
post_save.connect(on_clip_changed, sender=PersonShown, dispatch_uid="stills-PersonShown")
post_delete.connect(on_clip_changed, sender=PersonShown, dispatch_uid="stills-removed")

for model in RIGHTS:
    post_save.connect(on_rights_changed, sender=model, dispatch_uid=f"rights-{model.__name__}")

for model in SHOWN:
    post_save.connect(on_changed, sender=model, dispatch_uid=f"shown-{model.__name__}")
    if model is not Asset:  # protected while a page shows it
        post_delete.connect(on_removed, sender=model, dispatch_uid=f"removed-{model.__name__}")
