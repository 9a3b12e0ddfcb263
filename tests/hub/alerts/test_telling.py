"""Which new matches get into which message, and when."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from hub.alerts.models import Alert, Match, Notice
from hub.alerts.telling import MOST_IN_A_NOTICE, tell
from tests.hub.alerts.watched import chief, look, notices, place, saved

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings: Any) -> None:
    settings.EMAIL_OFFERED = True


def found_at(moment: datetime, *codes: str) -> None:
    for code in codes:
        place(code, f"Sen {code}")
    look()
    Match.objects.filter(key__in=[f"place:{code}" for code in codes]).update(found_at=moment)


def told() -> list[list[str]]:
    """The keys of each message, the oldest first."""
    return [sorted(notice.matches.values_list("key", flat=True)) for notice in Notice.objects.order_by("made_at", "pk")]


def test_what_is_found_together_is_told_together_and_once():
    saved(chief())
    place("a", "Đền Sen")
    place("b", "Hồ Sen")
    notices()
    place("c", "Ao Sen")
    notices()
    notices()
    assert told() == [["place:a", "place:b"], ["place:c"]]


def test_each_search_has_its_own_message():
    saved(chief(), "sen")
    saved(chief("lan"), "hồ sen")
    place("a", "Hồ Sen")
    notices()
    assert told() == [["place:a"], ["place:a"]]


def test_letters_keep_a_minute_apart():
    saved(chief(), alert=Alert.EMAIL)
    now = timezone.now()
    found_at(now, "a")
    assert tell(now) == 1
    found_at(now, "b")
    assert tell(now + timedelta(seconds=30)) == 0
    found_at(now, "c")
    assert tell(now + timedelta(seconds=61)) == 1
    assert told() == [["place:a"], ["place:b", "place:c"]]


def test_a_message_holds_only_so_much():
    saved(chief())
    search = saved(chief("lan"), "hồ")
    rows = [Match(saved=search, key=f"place:n{number}") for number in range(MOST_IN_A_NOTICE + 1)]
    Match.objects.bulk_create(rows)
    now = timezone.now()
    assert [tell(now), tell(now), tell(now)] == [1, 1, 0]
    assert sorted(notice.matches.count() for notice in Notice.objects.all()) == [1, MOST_IN_A_NOTICE]


@pytest.mark.parametrize(
    ("hour", "keys"),
    [
        (6, [["place:a"]]),  # what was found before yesterday's seven is due still
        (7, [["place:a", "place:b", "place:c"]]),
        (23, [["place:a", "place:b", "place:c"]]),
    ],
)
def test_once_a_day_what_was_found_before_seven(hour: int, keys: list[list[str]]):
    saved(chief(), alert=Alert.DAILY)
    found_at(datetime(2026, 11, 25, 6, 59, tzinfo=HERE), "a")
    found_at(datetime(2026, 11, 25, 7, 0, tzinfo=HERE), "b")
    found_at(datetime(2026, 11, 26, 6, 59, tzinfo=HERE), "c")
    found_at(datetime(2026, 11, 26, 7, 0, tzinfo=HERE), "d")
    now = datetime(2026, 11, 26, hour, 0, tzinfo=HERE)
    tell(now)
    assert tell(now) == 0
    assert told() == keys


def test_what_is_known_is_never_told():
    place("a", "Đền Sen")
    saved(chief())
    assert notices() == []
