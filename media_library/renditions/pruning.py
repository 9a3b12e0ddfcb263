"""Renditions that nothing needs any more go, and clips' proxies and brand assets' copies with old rights inside, three months after that began:
partners keep documents for a while, and an address in one of them leads to its picture or film until then.

Needed is what the picture would be drawn as today, what a package holds, and what something above the library names
(`names_renditions`: the documents of released editions). What is not is noted with the day; a later run takes it away, if
it is still so. Safe to run twice, to be killed, and beside jobs that draw: a picture is settled under its row's lock, its files
are let go by a job that is ordered in the same transaction, and what is needed after all is drawn again from the original, to
the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.images.models import Filter

from media_library.clips.rights_inside import told_proxy
from media_library.description import AUDIO_PREFETCH, BRAND_PREFETCH, PICTURE_PREFETCH, VIDEO_PREFETCH
from media_library.files.addresses import SHA_LENGTH
from media_library.models import Audio, BrandAsset, BrandCopy, PackageFile, Picture, Rendition, StampedProxy, Video
from media_library.renditions.public_copies import told_copy
from media_library.renditions.standard import current_keys, keys_in_lists

KEPT = timedelta(days=90)
PIECE = 100  # pictures looked at by one job

# orders the job that takes files out of the store
LetGo = Callable[..., Any]
# a picture, clip, recording or brand asset → the beginnings of checksums in addresses that something still names
Naming = Callable[[Picture | Video | Audio | BrandAsset], set[str]]
_namings: list[Naming] = []


@dataclass(slots=True)
class Pruned:
    """`noted`: needed by nothing since now. `gone`: taken away, or to be taken away."""

    noted: int = 0
    gone: int = 0
    size: int = 0


def names_renditions(naming: Naming) -> Naming:
    """Registers one; at app ready."""
    if naming not in _namings:
        _namings.append(naming)
    return naming


def prune_proxies(now: datetime) -> int:
    """Those that say what is said no more, and copies of brand assets that do; how many went. No film goes with them: what they say
    is in their rows, and the film is the one that says it today. A package has its own copy of what it says, or keeps the file."""
    gone = 0
    said_before = BrandAsset.objects.filter(copies__isnull=False).order_by("pk").distinct()
    for brand in said_before.prefetch_related(*BRAND_PREFETCH).iterator(chunk_size=PIECE):
        gone += _prune_of(brand, BrandCopy.objects.filter(brand=brand), told_copy(brand), now)
    models: tuple[tuple[Any, str, Any], ...] = ((Video, "video", VIDEO_PREFETCH), (Audio, "audio", AUDIO_PREFETCH))
    for model, of, prefetch in models:
        said_otherwise = model.objects.filter(prepared__stamped__isnull=False).order_by("pk").distinct()
        for carrier in said_otherwise.prefetch_related(*prefetch).iterator(chunk_size=PIECE):
            rows = StampedProxy.objects.filter(**{f"prepared__{of}": carrier}).defer("box")
            gone += _prune_of(carrier, rows, told_proxy(carrier), now)
    return gone


def _prune_of(carrier: Any, rows: QuerySet[Any], now_said: Any, now: datetime) -> int:
    named = set().union(*(naming(carrier) for naming in _namings))
    needless = [row.pk for row in rows if row != now_said and row.sha256[:SHA_LENGTH] not in named]
    rows.exclude(pk__in=needless).update(needless_since=None)
    gone = rows.filter(pk__in=needless, needless_since__lte=now - KEPT).delete()[0]
    rows.filter(pk__in=needless, needless_since=None).update(needless_since=now)
    return gone


def prune_after(after: int, now: datetime, told: Pruned, *, let_go: LetGo | None, piece: int = PIECE) -> int | None:
    """The next pictures behind this key. Returns the last of them, or None when there are no more. Without `let_go` it only
    tells."""
    rows = Picture.objects.filter(pk__gt=after).order_by("pk").prefetch_related(*PICTURE_PREFETCH)
    pictures = list(rows[:piece])
    for picture in pictures:
        if any(row.needless_since for row in picture.renditions.all()) or _old(picture):
            _settle(picture.pk, now, told, let_go)
    return pictures[-1].pk if len(pictures) == piece else None


@transaction.atomic
def _settle(pk: int, now: datetime, told: Pruned, let_go: LetGo | None) -> None:
    picture = Picture.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if picture is None:
        return
    needless = _needless(picture)
    due = [row for row in needless if row.needless_since is not None and row.needless_since <= now - KEPT]
    told.noted += sum(row.needless_since is None for row in needless)
    told.gone += len(due)
    told.size += sum(row.size or 0 for row in due)
    if let_go is None:
        return
    pks = [row.pk for row in needless]
    picture.renditions.exclude(pk__in=pks).update(needless_since=None)
    picture.renditions.filter(pk__in=pks, needless_since=None).update(needless_since=now)
    names = sorted({str(row.file.name) for row in due})
    for row in due:
        row.file = None  # Wagtail would order a job for each
        row.delete()
    if names:
        let_go(*names)


def _needless(picture: Picture) -> list[Rendition]:
    old = _old(picture)
    if not old:
        return []
    named = set().union(*(naming(picture) for naming in _namings))
    names = [str(row.file.name) for row in old]
    packed = set(PackageFile.objects.filter(storage_name__in=names).values_list("storage_name", flat=True))
    return [row for row in old if row.sha256[:SHA_LENGTH] not in named and row.file.name not in packed]


def _old(picture: Picture) -> list[Rendition]:
    """Those that it would not be drawn as today: of a file that was replaced, with other words inside, cut around another
    point, of a size that is given out no more."""
    keys = current_keys(picture)
    old = [row for row in picture.renditions.all() if not _is_current(picture, row, keys)]
    shown = keys_in_lists(picture) if old else ()
    return [row for row in old if (row.filter_spec, row.focal_point_key) not in shown]


def _is_current(picture: Picture, row: Rendition, keys: dict[str, str]) -> bool:
    if row.filter_spec in keys:
        return row.focal_point_key == keys[row.filter_spec]
    wanted = Filter(row.filter_spec)  # Wagtail's own, for its lists
    return row.focal_point_key == wanted.get_cache_key(picture) and row.pixels == picture.pixels_of(wanted)
