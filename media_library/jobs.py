"""Background jobs: ids in, load, one call. A row that is gone by then is no fault: the work has gone with it."""

from django_tasks import task

from media_library.models import Asset, Picture, Video
from media_library.posters import give_poster
from media_library.preparing import advance
from media_library.renditions import renditions
from media_library.words_inside import read_inside


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


@task(priority=-10)  # of many steps: pictures come between them
def prepare_video(video_id: int) -> None:
    if advance(video_id):
        prepare_video.enqueue(video_id)
