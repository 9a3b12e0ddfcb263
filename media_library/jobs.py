"""Background jobs: ids in, load, one call. A row that is gone by then is no fault: the work has gone with it."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from media_library.clips.cuts import find_cuts
from media_library.clips.posters import give_poster
from media_library.clips.preparing import advance
from media_library.files.store import StoreAwayError
from media_library.finding.words_inside import read_inside
from media_library.ingest.handing_over import clear_leftovers
from media_library.ingest.judging import drop_forgotten, judge
from media_library.ingest.looking_again import look_again
from media_library.models import Asset, Picture, Upload, UploadState, Video
from media_library.packages import making
from media_library.renditions.pruning import Pruned, prune_after
from media_library.renditions.standard import renditions

STORE_ASKED_AGAIN = timedelta(seconds=30)
SCANNER_ASKED_AGAIN = timedelta(minutes=1)


@task()
def make_renditions(picture_id: int) -> None:
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        renditions(picture)


@task()
def make_poster(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        give_poster(video)


@task()
def read_words_inside(asset_id: str) -> None:
    asset = Asset.objects.filter(pk=asset_id).first()
    if asset is not None:
        read_inside(asset)


@task(priority=-20)  # nobody waits for it
def look_at_pictures(after: int) -> None:
    last = look_again(after)
    if last is not None:
        look_at_pictures.enqueue(last)


@task(priority=-20)  # as above
def prune_renditions(after: int) -> None:
    """Ordered by the relay, once a day."""
    last = prune_after(after, timezone.now(), Pruned())
    if last is not None:
        prune_renditions.enqueue(last)


@task(priority=-10)  # of many steps: pictures come between them
def prepare_video(video_id: int) -> None:
    if advance(video_id):
        prepare_video.enqueue(video_id)


@task()
def look_for_cuts(video_id: int) -> None:
    video = Video.objects.filter(pk=video_id).first()
    if video is not None:
        find_cuts(video)


@task()
def examine_upload(uid: str) -> None:
    """While the virus scanner is away, again in a minute. On the way, uploads that nobody went on with are cleared away."""
    upload = Upload.objects.filter(pk=uid).first()
    if upload is not None and judge(upload).state == UploadState.WAITING:
        examine_upload.using(run_after=timezone.now() + SCANNER_ASKED_AGAIN).enqueue(uid)
    drop_forgotten()
    clear_leftovers()


@task(priority=-5)  # somebody waits for it, but pictures come between its steps
def make_package(uid: str) -> None:
    """While the store is away, again in half a minute."""
    try:
        more = making.advance(uid)
    except StoreAwayError:
        making.pause(uid)
        make_package.using(run_after=timezone.now() + STORE_ASKED_AGAIN).enqueue(uid)
        return
    if more:
        make_package.enqueue(uid)
