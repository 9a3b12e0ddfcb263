"""Background jobs: ids in, load, one call. A row that is gone by then is no fault: the work has gone with it.

While the store is away, or a disk full, a job is tried again: soon at first, then every ten minutes, for a day; so work goes on
soon after the store is back, however long it was away. Then it fails, and is told of as every job that fails; what it was to do
is ordered anew by `media_library.tidying`.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.utils import timezone
from django_tasks import task

from media_library import tidying
from media_library.changing import carrying_out
from media_library.clips.cuts import find_cuts
from media_library.clips.posters import give_poster
from media_library.clips.preparing import advance
from media_library.files import sweeping
from media_library.files.store import StoreAwayError, told_apart
from media_library.finding.words_inside import read_inside
from media_library.ingest import unpacking
from media_library.ingest.judging import drop_forgotten, judge
from media_library.ingest.looking_again import look_again
from media_library.ingest.unpacking import Again
from media_library.models import Asset, Picture, Upload, UploadState, Video
from media_library.packages import making
from media_library.renditions.pruning import Pruned, prune_after
from media_library.renditions.standard import renditions

STORE_ASKED_AGAIN = timedelta(seconds=30)
STORE_ASKED_SELDOM = timedelta(minutes=10)
OFTEN = 5  # times that it is asked soon
MOST_ATTEMPTS = OFTEN + timedelta(days=1) // STORE_ASKED_SELDOM
SCANNER_ASKED_AGAIN = timedelta(minutes=1)
logger = logging.getLogger("hub.media_library")


def _patient(work: Callable[..., None]) -> Callable[..., None]:
    """A job that waits for the store. `attempts`: how often it has."""

    @wraps(work)
    def tried(*args: Any, attempts: int = 0) -> None:
        try:
            with told_apart():
                work(*args)
        except StoreAwayError as away:
            attempts += 1
            if attempts >= MOST_ATTEMPTS:
                raise
            pause = STORE_ASKED_AGAIN if attempts <= OFTEN else STORE_ASKED_SELDOM
            logger.warning("job_waits job=%s of=%s attempts=%d again_in=%s reason=%s", work.__name__, args, attempts, pause, away)  # fmt: skip
            again: Any = globals()[work.__name__]
            again.using(run_after=timezone.now() + pause).enqueue(*args, attempts=attempts)

    return tried


@task()
@_patient
def make_renditions(picture_id: int) -> None:
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        renditions(picture)


@task()
@_patient
def make_poster(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        give_poster(video)


@task()
@_patient
def read_words_inside(asset_id: str) -> None:
    asset = Asset.objects.filter(pk=asset_id).first()
    if asset is not None:
        read_inside(asset)


@task(priority=-20)  # nobody waits for it
@_patient
def let_go(name: str) -> None:
    """A file whose row has gone."""
    sweeping.let_go(name)


@task(priority=-20)  # as above
@_patient
def look_at_pictures(after: int) -> None:
    last = look_again(after)
    if last is not None:
        look_at_pictures.enqueue(last)


@task(priority=-20)  # as above
def prune_renditions(after: int) -> None:
    """Ordered by `tidy_store`."""
    last = prune_after(after, timezone.now(), Pruned())
    if last is not None:
        prune_renditions.enqueue(last)


@task(priority=-10)  # of many steps: pictures come between them
@_patient
def prepare_video(video_id: int) -> None:
    if advance(video_id):
        prepare_video.enqueue(video_id)


@task()
@_patient
def look_for_cuts(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        find_cuts(video)


@task(priority=5)  # somebody waits for it: before pictures that are drawn, and between the steps of a joint change
def examine_upload(uid: str) -> None:
    """While the virus scanner or the store is away, again in a minute; an upload is forgotten after a week. On the way, those
    that nobody went on with are cleared away."""
    upload = Upload.objects.filter(pk=uid).first()
    if upload is not None:
        state = judge(upload).state
        if state == UploadState.WAITING:
            examine_upload.using(run_after=timezone.now() + SCANNER_ASKED_AGAIN).enqueue(uid)
        elif state == UploadState.UNPACKING:
            unpack_upload.enqueue(uid)
    drop_forgotten()


@task(priority=-5)  # somebody waits for it, but other uploads come between its steps
def unpack_upload(uid: str) -> None:
    """While the scanner or the store is away, again in a minute."""
    again = unpacking.advance(uid)
    if again is Again.AT_ONCE:
        unpack_upload.enqueue(uid)
    elif again is Again.LATER:
        unpack_upload.using(run_after=timezone.now() + SCANNER_ASKED_AGAIN).enqueue(uid)


@task(priority=-5)  # somebody waits for it, but pictures come between its steps
def make_package(uid: str) -> None:
    """While the store is away or full, again in half a minute."""
    try:
        more = making.advance(uid)
    except StoreAwayError as away:
        making.pause(uid, away)
        make_package.using(run_after=timezone.now() + STORE_ASKED_AGAIN).enqueue(uid)
        return
    if more:
        make_package.enqueue(uid)


@task(priority=4)  # somebody waits for it: before the pictures of those that it has changed
def change_together(uid: str) -> None:
    if carrying_out.advance(uid):
        change_together.enqueue(uid)


@task(priority=-20)
def tidy() -> None:
    """What was lost on the way is ordered anew, what was left behind goes."""
    for order, key in tidying.tidy():
        again: Any = globals()[order]
        again.enqueue(key)


@task(priority=-20)
def tidy_store() -> None:
    """Once a day: files that nobody knows of, renditions that nothing needs."""
    tidying.tidy_store()
    prune_renditions.enqueue(0)
