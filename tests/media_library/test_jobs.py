"""Who goes first, in which lane; and that what goes on for long takes turns."""

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hub.archive.indexes import index_pages
from hub.lanes import Lane
from media_library import jobs
from media_library.arrivals import ensure_all_is_drawn
from media_library.jobs import order_once, prepare_video
from media_library.models import Video
from tests.media_library.making import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jobs_are_rows(settings: LazySettings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def waiting(lane: Lane) -> list[tuple[str, list[object]]]:
    """In the order in which the lane's worker takes them."""
    rows = DBTaskResult.objects.ready().filter(queue_name=lane.value)
    return [(row.task_path.rpartition(".")[2], row.args_kwargs["args"]) for row in rows]


def test_who_waits_goes_first_whatever_was_ordered_before() -> None:
    quick = (jobs.let_go, jobs.make_renditions, jobs.unpack_upload, jobs.make_package, jobs.change_together)
    long = (jobs.read_words_inside, jobs.prepare_video, jobs.draw_library, jobs.look_at_pictures, index_pages)
    for job in (*quick, jobs.make_poster, jobs.examine_upload, *long, jobs.look_for_cuts):
        job.enqueue(1)
    jobs.make_renditions.using(priority=jobs.AFTER_THE_NEW).enqueue(2)
    assert {lane.name: waiting(lane) for lane in Lane} == {
        "QUICK": [
            ("examine_upload", [1]),
            ("change_together", [1]),
            ("make_package", [1]),
            ("unpack_upload", [1]),
            ("make_renditions", [1]),
            ("make_poster", [1]),
            ("make_renditions", [2]),
            ("let_go", [1]),
        ],
        "LONG": [
            ("look_for_cuts", [1]),
            ("prepare_video", [1]),
            ("draw_library", [1]),
            ("look_at_pictures", [1]),
            ("index_pages", [1]),
            ("read_words_inside", [1]),
        ],
    }


def test_the_next_step_of_a_clip_goes_behind_what_waits(mp4: bytes) -> None:
    first, second = (
        Video.objects.create(title=name, file=ContentFile(mp4, name=f"{name}.mp4")) for name in ("Cảng", "Đê")
    )
    order_once(jobs.draw_library, 7)
    order = [("prepare_video", [first.pk]), ("prepare_video", [second.pk]), ("draw_library", [7])]
    assert waiting(Lane.LONG) == order
    DBTaskResult.objects.ready().filter(queue_name=Lane.LONG.value)[0].claim("worker")
    prepare_video.call(first.pk)
    assert waiting(Lane.LONG) == [*order[1:], order[0]]
    assert {name for name, _args in waiting(Lane.QUICK)} >= {"make_poster"}


def test_a_clip_that_is_saved_again_and_again_is_prepared_once(mp4: bytes) -> None:
    one = Video.objects.create(title="Cảng", file=ContentFile(mp4, name="cang.mp4"))
    one.save()
    assert waiting(Lane.LONG) == [("prepare_video", [one.pk])]
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING)  # its next step may be of the file before
    one.save()
    order_once(prepare_video, one.pk)
    assert waiting(Lane.LONG) == [("prepare_video", [one.pk])]


def test_a_new_picture_goes_before_those_that_change() -> None:
    there = picture()
    DBTaskResult.objects.all().delete()
    there.save()
    new = picture(name="moi.jpg")
    assert [row for row in waiting(Lane.QUICK) if row[0] == "make_renditions"] == [
        ("make_renditions", [new.pk]),
        ("make_renditions", [there.pk]),
    ]


def test_an_upgrade_orders_what_is_drawn_otherwise() -> None:
    ensure_all_is_drawn()
    assert waiting(Lane.LONG) == []
    picture()
    DBTaskResult.objects.all().delete()
    ensure_all_is_drawn()
    ensure_all_is_drawn()
    assert waiting(Lane.LONG) == [("draw_library", [0])]
