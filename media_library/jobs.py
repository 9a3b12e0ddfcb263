"""Background jobs: ids in, load, one call. A row that is gone by then is no fault: the work has gone with it."""

from django_tasks import task

from media_library.models import Picture, Video
from media_library.posters import give_poster
from media_library.renditions import renditions


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
