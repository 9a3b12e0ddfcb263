"""Whose files say something else of their asset than what is true today, or show it otherwise: rights or a consent changed that
many stand on. Each question is about some assets, and answers with the keys that a job takes."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q

from media_library.clips.rights_inside import is_stamped
from media_library.description import AUDIO_PREFETCH, BRAND_PREFETCH, PICTURE_PREFETCH, VIDEO_PREFETCH
from media_library.models import Audio, BrandAsset, Face, Picture, Video
from media_library.renditions.faces import is_drawn
from media_library.renditions.public_copies import is_copied
from media_library.renditions.standard import all_made


def pictures(uids: Collection[UUID]) -> Iterator[int]:
    """Stills and posters of clips and looks of brand assets among them: lists show these for those."""
    posters = Video.objects.filter(asset__in=uids).order_by().values("poster")
    brand = BrandAsset.objects.filter(asset__in=uids).order_by().values("picture")
    rows = Picture.objects.filter(
        Q(asset__in=uids) | Q(asset__still_of__asset__in=uids) | Q(pk__in=posters) | Q(pk__in=brand)
    )
    for picture in rows.order_by("pk").prefetch_related(*PICTURE_PREFETCH):
        if not all_made(picture):
            yield picture.pk


def documents(uids: Collection[UUID]) -> Iterator[str]:
    for face in Face.objects.filter(asset__in=uids).order_by("pk").select_related("asset__rights"):
        if not is_drawn(face.asset.carrier):
            yield str(face.asset_id)


def clips(uids: Collection[UUID]) -> Iterator[int]:
    for video in Video.objects.filter(asset__in=uids).order_by("pk").prefetch_related(*VIDEO_PREFETCH):
        if not is_stamped(video):
            yield video.pk


def recordings(uids: Collection[UUID]) -> Iterator[int]:
    for audio in Audio.objects.filter(asset__in=uids).order_by("pk").prefetch_related(*AUDIO_PREFETCH):
        if not is_stamped(audio):
            yield audio.pk


def brand_assets(uids: Collection[UUID] | None = None) -> Iterator[int]:
    """None: of all."""
    about = {} if uids is None else {"asset__in": uids}
    for brand in BrandAsset.objects.filter(**about).order_by("pk").prefetch_related(*BRAND_PREFETCH):
        if not is_copied(brand):
            yield brand.pk
