"""What follows when an asset is saved or deleted, through whichever door: jobs, and files of rows that are gone.

A job is a row in the same transaction as the asset, so it is there exactly when the asset is.
"""

from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from hub.lanes import Lane
from media_library import outdated
from media_library.clips.posters import is_outdated
from media_library.clips.preparing import is_wanting
from media_library.clips.rights_inside import is_stamped
from media_library.description import AUDIO_PREFETCH, VIDEO_PREFETCH
from media_library.files.naming import extension
from media_library.finding.words_inside import is_read, unread
from media_library.ingest.deleted import remember
from media_library.ingest.disclosed_children import ask_for_its_child
from media_library.jobs import (
    AFTER_THE_NEW,
    draw_face,
    draw_library,
    let_go,
    look_at_pictures,
    make_poster,
    make_public_copy,
    make_renditions,
    order_once,
    prepare_recording,
    prepare_video,
    read_words_inside,
    say_anew,
    stamp_clip,
    stamp_recording,
)
from media_library.models import (
    Asset,
    Audio,
    BrandAsset,
    BrandCopy,
    Consent,
    Face,
    FileVersion,
    LibraryDocument,
    PagePicture,
    PersonShown,
    Picture,
    PreparedFile,
    RightsRecord,
    SubtitleTrack,
    Video,
    WordsInside,
)
from media_library.models.assets import Kind
from media_library.renditions.faces import is_drawn, undrawn
from media_library.renditions.public_copies import is_copied
from media_library.renditions.standard import all_made
from media_library.rights.blurring import close_older_versions
from media_library.rights.expiry import rights_turned
from search.batches import batches

AT_ONCE = 100  # assets that one job sees to


@receiver(post_save, sender=Picture)
def order_renditions(instance: Picture, *, raw: bool = False, created: bool = False, **_kwargs: Any) -> None:
    """A new file, another focal point or other rights need other renditions."""
    if not raw and not all_made(instance):
        job = make_renditions if created else make_renditions.using(priority=AFTER_THE_NEW)
        job.enqueue(instance.pk)


def ensure_all_is_drawn() -> None:
    """What a newer version of the library draws otherwise. Run by `cms set_up`, so by every upgrade."""
    if Picture.objects.exists():
        order_once(draw_library, 0)


@receiver(post_save, sender=Picture)
def order_look(instance: Picture, *, raw: bool = False, created: bool = False, **_kwargs: Any) -> None:
    """What code brings, nobody has examined."""
    if created and not raw and not instance.likeness:
        look_at_pictures.enqueue(instance.pk - 1)


def ensure_all_is_looked_at() -> None:
    """Pictures from before. Run by `cms set_up`."""
    if Picture.objects.filter(likeness="").exists():
        look_at_pictures.enqueue(0)


@receiver(post_save, sender=BrandAsset)
def order_look_in_lists(instance: BrandAsset, *, raw: bool = False, **_kwargs: Any) -> None:
    """Lists show another picture, with words over it where this asset is restricted."""
    if instance.picture is not None:
        order_renditions(instance.picture, raw=raw)


@receiver(post_save, sender=BrandAsset)
def order_copy(instance: BrandAsset, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw and not is_copied(instance):
        make_public_copy.enqueue(instance.pk)


def ensure_all_are_copied() -> None:
    """Brand assets from before there were copies, or copied otherwise. Run by `cms set_up`."""
    for brand_id in outdated.brand_assets():
        order_once(make_public_copy, brand_id)


@receiver(post_save, sender=Video)
def order_poster(instance: Video, *, raw: bool = False, **_kwargs: Any) -> None:
    """As above; of a clip that has none, or whose still is of an older file, a still is taken."""
    if instance.poster is not None:
        order_renditions(instance.poster, raw=raw)
    if not raw and (instance.poster is None or is_outdated(instance.poster, instance)):
        make_poster.enqueue(instance.pk)


@receiver(post_save, sender=LibraryDocument)
def order_reading(instance: LibraryDocument, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw and extension(instance.file.name) == "pdf" and not is_read(instance.asset_id, instance.sha256):
        read_words_inside.enqueue(str(instance.asset_id))


@receiver(post_save, sender=BrandAsset)
@receiver(post_save, sender=LibraryDocument)
def order_face(
    instance: BrandAsset | LibraryDocument, *, raw: bool = False, created: bool = False, **_kwargs: Any
) -> None:
    """A new file, other rights inside or other words over it need other pictures of its pages."""
    if not raw and not is_drawn(instance):
        job = draw_face if created else draw_face.using(priority=AFTER_THE_NEW)
        job.enqueue(str(instance.asset_id))


def ensure_all_have_faces() -> None:
    """Documents from before their pages were drawn, or drawn otherwise. Run by `cms set_up`."""
    for asset_id in undrawn():
        draw_face.using(queue_name=Lane.LONG.value).enqueue(str(asset_id))


@receiver(post_save, sender=SubtitleTrack)
def order_listening(instance: SubtitleTrack, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw and not is_read(instance.video.asset_id, instance.sha256):
        read_words_inside.enqueue(str(instance.video.asset_id))


@receiver(post_delete, sender=SubtitleTrack)
def forget_what_was_said(instance: SubtitleTrack, **_kwargs: Any) -> None:
    WordsInside.objects.filter(asset=instance.video.asset_id, sha256=instance.sha256).delete()


def ensure_all_is_read() -> None:
    """Order what was never read: what was there before words were kept, or while the store was away. Run by `cms set_up`."""
    for asset_id in unread():
        read_words_inside.enqueue(str(asset_id))


@receiver(post_save, sender=Video)
def order_preparation(instance: Video, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw and is_wanting(instance):
        order_once(prepare_video, instance.pk)


@receiver(post_save, sender=Audio)
def order_recording(instance: Audio, *, raw: bool = False, **_kwargs: Any) -> None:
    """Of one that stays in the house; of one that did before, what was made goes with it."""
    if not raw and (is_wanting(instance) or (not instance.wants_proxy and instance.prepared.exists())):
        order_once(prepare_recording, instance.pk)


def ensure_all_is_begun() -> None:
    """Order the preparation of clips that were there before clips were prepared. Run by `cms set_up`, so by every upgrade."""
    for video_id in Video.objects.filter(preparation=None).exclude(file="").order_by("pk").values_list("pk", flat=True):
        prepare_video.enqueue(video_id)
    for audio in Audio.objects.filter(preparation=None).exclude(file="").order_by("pk").iterator(chunk_size=100):
        order_recording(audio)


@receiver(post_save, sender=Video)
def order_stamp(instance: Video, *, raw: bool = False, **_kwargs: Any) -> None:
    """Other words or rights stand in another proxy, as in other renditions."""
    if not raw and not is_stamped(instance):
        order_once(stamp_clip, instance.pk)


@receiver(post_save, sender=Audio)
def order_recording_stamp(instance: Audio, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw and not is_stamped(instance):
        order_once(stamp_recording, instance.pk)


def ensure_all_are_stamped() -> None:
    """Clips that were prepared before their proxies said anything, or of which other things are said now. Run by `cms set_up`."""
    for video in Video.objects.order_by("pk").prefetch_related(*VIDEO_PREFETCH).iterator(chunk_size=100):
        order_stamp(video)
    recordings = Audio.objects.exclude(prepared=None).order_by("pk").distinct()
    for audio in recordings.prefetch_related(*AUDIO_PREFETCH).iterator(chunk_size=100):
        order_recording_stamp(audio)


@receiver(post_save, sender=FileVersion)
def order_consents(instance: FileVersion, *, raw: bool = False, created: bool = False, **_kwargs: Any) -> None:
    if created and not raw:
        ask_for_its_child(instance)


@receiver(post_save, sender=FileVersion)
def order_what_is_heard(instance: FileVersion, *, raw: bool = False, **_kwargs: Any) -> None:
    """What a file says inside is noted after its carrier is saved."""
    if instance.asset.kind == Kind.AUDIO:
        for audio in Audio.objects.filter(asset=instance.asset_id):
            order_recording(audio, raw=raw)


@receiver(pre_save, sender=PersonShown)
def close_what_shows_the_face(instance: PersonShown, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        before = PersonShown.objects.select_related("asset", "consent").filter(pk=instance.pk).first()
        close_older_versions(before, instance)


@receiver(post_delete, sender=PersonShown)
def close_what_shows_whoever_is_taken_off(instance: PersonShown, **_kwargs: Any) -> None:
    close_older_versions(instance, None)


# --- rights and consents that many stand on --------------------------------------------------------------------------


@receiver(post_save, sender=RightsRecord)
def order_what_says_the_record(instance: RightsRecord, *, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        order_what_says_it(instance.assets.all())


@receiver(post_save, sender=Consent)
def order_what_says_who_agreed(instance: Consent, *, raw: bool = False, **_kwargs: Any) -> None:
    """Whose consent is gone may stand in no file."""
    if not raw:
        order_what_says_it(Asset.objects.filter(people__consent=instance))


@receiver(rights_turned)
def order_what_says_it(assets: QuerySet[Asset], **_kwargs: Any) -> None:
    """Of many at once, or by the clock. The job sees what is another: a record's credit lines are saved after the record."""
    uids = assets.order_by("pk").values_list("pk", flat=True).distinct()
    for some in batches(map(str, uids), AT_ONCE):
        order_once(say_anew, *some)


@receiver(post_delete, sender=Audio)
@receiver(post_delete, sender=BrandAsset)
@receiver(post_delete, sender=BrandCopy)
@receiver(post_delete, sender=Face)
@receiver(post_delete, sender=PagePicture)
@receiver(post_delete, sender=PreparedFile)
@receiver(post_delete, sender=Video)
@receiver(post_delete, sender=SubtitleTrack)
def remove_file(instance: Model, **_kwargs: Any) -> None:
    """Pictures and documents are cleaned up after by Wagtail: `ByJob`."""
    name = getattr(instance, "file").name  # noqa: B009 - each of the models has one
    if name:
        let_go.enqueue(name)


@receiver(post_delete, sender=FileVersion)
def remove_older_file(instance: FileVersion, **_kwargs: Any) -> None:
    """The newest version's file is its carrier's, and goes with it; an older one has only this row."""
    let_go.enqueue(instance.storage_name)


@receiver(pre_delete, sender=Asset)
def remember_its_files(instance: Asset, **_kwargs: Any) -> None:
    remember(instance)


class ByJob:
    """What Wagtail's own job for files whose rows have gone is given for a store (`media_library.files.store`): it does not wait
    for one that is away, and would write the store's keys into its row."""

    def delete(self, name: str | None) -> None:
        if name:
            let_go.enqueue(name)


@receiver(post_delete, sender=Audio)
@receiver(post_delete, sender=BrandAsset)
@receiver(post_delete, sender=LibraryDocument)
@receiver(post_delete, sender=Picture)
@receiver(post_delete, sender=Video)
def remove_asset(instance: Any, **_kwargs: Any) -> None:
    """The two rows are one thing: they go together, whichever is deleted."""
    Asset.objects.filter(pk=instance.asset_id).delete()
