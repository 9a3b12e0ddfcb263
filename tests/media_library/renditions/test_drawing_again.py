"""After an upgrade that draws otherwise, every picture of the library is drawn as it would be today."""

import pytest
from django.core.files.storage import default_storage

from media_library.jobs import draw_library
from media_library.models import Picture
from media_library.renditions.drawing_again import draw_missing
from media_library.renditions.standard import STANDARD, all_made, renditions
from tests.media_library.making import ordered
from tests.media_library.packages.room import small

pytestmark = pytest.mark.django_db


def stale() -> Picture:
    """Drawn by a version of before."""
    one = small()
    renditions(one)
    one.renditions.update(focal_point_key="of-before")
    return one


def drawn() -> list[bool]:
    return [all_made(row) for row in Picture.objects.order_by("pk")]


def test_what_was_drawn_otherwise_is_drawn_anew_and_the_rest_left_alone() -> None:
    old, current, unreadable, never = stale(), small("Đã vẽ"), small("Mất tệp"), small("Chưa vẽ")
    renditions(current)
    kept = set(current.renditions.values_list("pk", flat=True))
    default_storage.delete(str(unreadable.file.name))

    assert draw_missing(0) is None

    assert drawn() == [True, True, False, True]
    assert set(current.renditions.values_list("pk", flat=True)) == kept
    assert (old.renditions.count(), never.renditions.count()) == (2 * len(STANDARD), len(STANDARD))


def test_in_portions_each_behind_the_one_before() -> None:
    first, second = stale(), stale()

    assert draw_missing(0, seconds=-1) == first.pk
    assert drawn() == [True, False]
    assert draw_missing(first.pk, seconds=-1) == second.pk
    assert draw_missing(second.pk) is None
    assert drawn() == [True, True]


def test_a_job_of_the_last_portion_orders_no_other() -> None:
    stale()
    draw_library.func(0)
    assert (drawn(), ordered("draw_library")) == ([True], [])
