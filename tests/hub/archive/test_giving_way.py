"""How a run over an archive lets the newsroom go first."""

import pytest
from django.db import connection

from hub.archive.giving_way import ALONE, BREATH, LOOK, NOBODY, GivingWay
from hub.publishing.models import PublishingEvent
from tests.hub.archive.archives import bring, line
from tests.newsroom import column, newspaper, relay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_events_wait(tmp_path):
    column()
    newspaper()
    bring(tmp_path, line(1), line(2), line(3), tell=False)


def waiting() -> int:
    return PublishingEvent.objects.filter(handled_at__isnull=True).count()


def give_way(*, most: int, meanwhile=lambda: None, times: int = 1, stopping=lambda: False) -> list[float]:
    """For how many seconds it stood still each time it looked."""
    pauses: list[float] = []

    def sleep(seconds: float) -> None:
        if seconds != BREATH:
            pauses.append(seconds)
            meanwhile()

    way = GivingWay(most=most, few=0, sleep=sleep)
    for _each in range(times):
        way.between_transactions(stopping)
    return pauses


def test_a_short_line_holds_nothing_up():
    assert (give_way(most=3), waiting()) == ([], 3)


def test_a_long_one_is_told_first():
    assert (give_way(most=2, meanwhile=relay), waiting()) == ([LOOK], 0)


def test_where_nobody_tells_the_run_goes_on_and_looks_again_later():
    assert give_way(most=2, times=ALONE + 1) == [LOOK] * NOBODY
    assert give_way(most=2, times=ALONE + 2) == [LOOK] * NOBODY * 2


def test_a_run_that_is_to_stop_does_not_wait():
    assert give_way(most=2, stopping=lambda: True) == []


def test_what_waits_for_a_person_is_not_waited_for():
    PublishingEvent.objects.update(fault="x", attempts=1, retry_at="2099-01-01T00:00Z")
    assert give_way(most=2) == []


def test_other_writers_get_their_turn_on_sqlite():
    slept: list[float] = []
    GivingWay(sleep=slept.append).between_transactions(lambda: False)
    assert slept == ([BREATH] if connection.vendor == "sqlite" else [])
