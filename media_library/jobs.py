"""Background jobs: ids in, load, one call. A row that is gone by then is no fault: the work has gone with it.

In the quick lane goes first what somebody waits for with nothing else to do: an upload, a joint change, a package, a ZIP, then
a new picture. In the long lane, what somebody has asked for by a button goes before the rest, which takes turns; words
inside files are for search alone (`hub.lanes`).

While the store is away, or a disk full, a job is tried again: soon at first, then every ten minutes, for a day; so work goes on
soon after the store is back, however long it was away. Then it fails, and is told of as every job that fails; what it was to do
is ordered anew by `tidy`.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from hub.lanes import Lane
from media_library import outdated, tidying
from media_library.changing import carrying_out
from media_library.clips.cuts import find_cuts
from media_library.clips.posters import give_poster
from media_library.clips.preparing import advance, advance_recording
from media_library.clips.rights_inside import stamp_proxy
from media_library.files import sweeping
from media_library.files.store import StoreAwayError, told_apart
from media_library.finding.words_inside import read_inside
from media_library.ingest import unpacking
from media_library.ingest.judging import drop_forgotten, judge
from media_library.ingest.looking_again import look_again
from media_library.ingest.unpacking import Again
from media_library.models import Asset, Audio, BrandAsset, Picture, Upload, UploadState, Video
from media_library.packages import making
from media_library.packages.choosing import BeingPreparedError
from media_library.renditions import faces, public_copies
from media_library.renditions.drawing_again import draw_missing
from media_library.renditions.pruning import Pruned, prune_after, prune_proxies
from media_library.renditions.standard import draw_all

STORE_ASKED_AGAIN = timedelta(seconds=30)
STORE_ASKED_SELDOM = timedelta(minutes=10)
OFTEN = 5  # times that it is asked soon
MOST_ATTEMPTS = OFTEN + timedelta(days=1) // STORE_ASKED_SELDOM
SCANNER_ASKED_AGAIN = timedelta(minutes=1)
AFTER_THE_NEW = -5  # pictures that are there already, of which many may change at once
logger = logging.getLogger("hub.media_library")

Work = Callable[..., None]
Job = Task[..., None]


def _patient(*, lane: Lane = Lane.QUICK, priority: int = 0) -> Callable[[Work], Job]:
    """A job that waits for the store. `attempts`: how often it has."""

    def made(work: Work) -> Job:
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
                job.using(run_after=timezone.now() + pause).enqueue(*args, attempts=attempts)

        job: Job = task(queue_name=lane.value, priority=priority)(tried)
        return job

    return made


def order_once(job: Job, *args: Any) -> None:
    """Unless the same waits already: of work that goes on step by step there is one chain."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=job.module_path)
    if not waiting.filter(args_kwargs={"args": list(args), "kwargs": {}}).exists():
        job.enqueue(*args)


# --- quick ------------------------------------------------------------------------------------------------------------


@task(priority=5)
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


@task(priority=4)
def change_together(uid: str) -> None:
    if carrying_out.advance(uid):
        change_together.enqueue(uid)


@task(priority=3)
def make_package(uid: str) -> None:
    """While the store is away or full, or a clip is not prepared yet, again in half a minute."""
    try:
        more = making.advance(uid)
    except (StoreAwayError, BeingPreparedError) as waits:
        making.pause(uid, waits)
        make_package.using(run_after=timezone.now() + STORE_ASKED_AGAIN).enqueue(uid)
        return
    if more:
        make_package.enqueue(uid)


@task(priority=2)
def unpack_upload(uid: str) -> None:
    """While the scanner or the store is away, again in a minute."""
    again = unpacking.advance(uid)
    if again is Again.AT_ONCE:
        unpack_upload.enqueue(uid)
    elif again is Again.LATER:
        unpack_upload.using(run_after=timezone.now() + SCANNER_ASKED_AGAIN).enqueue(uid)


@_patient(priority=1)
def make_renditions(picture_id: int) -> None:
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        draw_all(picture)


@_patient(priority=1)
def make_poster(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        give_poster(video)


@_patient(priority=1)
def draw_face(asset_id: str) -> None:
    asset = Asset.objects.filter(pk=asset_id).first()
    if asset is not None:
        faces.draw_face(asset)


@_patient(priority=1)
def make_public_copy(brand_id: int) -> None:
    brand = BrandAsset.objects.filter(pk=brand_id).first()
    if brand is not None:
        public_copies.make_copy(brand)


@task(priority=AFTER_THE_NEW)
def say_anew(*asset_ids: str) -> None:
    """Orders what gives the files of these assets the rights and words of today."""
    uids = [UUID(uid) for uid in asset_ids]
    for picture_id in outdated.pictures(uids):
        make_renditions.using(priority=AFTER_THE_NEW).enqueue(picture_id)
    for asset_id in outdated.documents(uids):
        draw_face.using(priority=AFTER_THE_NEW).enqueue(asset_id)
    for brand_id in outdated.brand_assets(uids):
        make_public_copy.using(priority=AFTER_THE_NEW).enqueue(brand_id)
    for video_id in outdated.clips(uids):
        order_once(stamp_clip, video_id)
    for audio_id in outdated.recordings(uids):
        order_once(stamp_recording, audio_id)


@_patient(priority=-20)  # nobody waits for it
def let_go(*names: str) -> None:
    """Files whose rows have gone."""
    sweeping.let_go(*names)


@task(priority=-20)
def tidy() -> None:
    """What was lost on the way is ordered anew, what was left behind goes."""
    tidying.sweep()
    for job, unfinished in (
        (examine_upload, tidying.unjudged),
        (unpack_upload, tidying.packed),
        (make_package, tidying.unmade),
        (change_together, tidying.unchanged),
        (prepare_video, tidying.unprepared),
        (prepare_recording, tidying.unprepared_recordings),
    ):
        for key in tidying.without_job(job.module_path, unfinished()):
            job.enqueue(key)


# --- long -------------------------------------------------------------------------------------------------------------


@_patient(lane=Lane.LONG, priority=5)
def look_for_cuts(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        find_cuts(video)


@_patient(lane=Lane.LONG)
def prepare_video(video_id: int) -> None:
    if advance(video_id):
        order_once(prepare_video, video_id)
    else:
        order_once(stamp_clip, video_id)


@_patient(lane=Lane.LONG, priority=1)  # before the next hour of encoding
def stamp_clip(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        stamp_proxy(video)


@_patient(lane=Lane.LONG)
def prepare_recording(audio_id: int) -> None:
    if advance_recording(audio_id):
        order_once(prepare_recording, audio_id)
    else:
        order_once(stamp_recording, audio_id)


@_patient(lane=Lane.LONG, priority=1)
def stamp_recording(audio_id: int) -> None:
    audio = Audio.objects.filter(pk=audio_id).first()
    if audio is not None:
        stamp_proxy(audio)


@_patient(lane=Lane.LONG)
def draw_library(after: int) -> None:
    last = draw_missing(after)
    if last is not None:
        order_once(draw_library, last)


@_patient(lane=Lane.LONG)
def look_at_pictures(after: int) -> None:
    last = look_again(after)
    if last is not None:
        order_once(look_at_pictures, last)


@task(queue_name=Lane.LONG.value)
def prune_renditions(after: int) -> None:
    """Ordered by `tidy_store`."""
    last = prune_after(after, timezone.now(), Pruned(), let_go=let_go.enqueue)
    if last is not None:
        order_once(prune_renditions, last)


@task(queue_name=Lane.LONG.value)
def tidy_store() -> None:
    """Once a day: files that nobody knows of, renditions and proxies that nothing needs, documents that could not be drawn in their time, brand
    assets whose copy was not made while the store was away."""
    tidying.tidy_store()
    prune_proxies(timezone.now())
    for asset_id in faces.worth_another_try():
        draw_face.using(queue_name=Lane.LONG.value).enqueue(str(asset_id))
    for brand_id in outdated.brand_assets():
        order_once(make_public_copy, brand_id)
    order_once(prune_renditions, 0)


@_patient(lane=Lane.LONG, priority=-5)
def read_words_inside(asset_id: str) -> None:
    asset = Asset.objects.filter(pk=asset_id).first()
    if asset is not None:
        read_inside(asset)
