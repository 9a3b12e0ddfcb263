"""Killed at any step, nothing is missed and nothing is told under two ids: with real processes and a real receiver."""

import json
from signal import SIGKILL
from typing import Any

import pytest

from hub.alerts.models import Match, Notice
from tests.hub.alerts.killed_alerts import STEPS, killed_alerts
from tests.hub.alerts.watched import chief, index, place, saved
from tests.hub.outbound.receiver import listening
from tests.warm_processes import begin, command, ended

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("step", STEPS)
def test_killed_alerts_lose_nothing(step: str, settings: Any):
    settings.OUTBOUND_ALLOW = ("127.0.0.1",)
    with listening() as receiver:
        saved(chief(), webhook_url=receiver.url)
        place("a", "Đền Sen")
        place("b", "Hồ Sen")
        index()

        assert ended(begin(killed_alerts, step)) == [-SIGKILL]
        Notice.objects.filter(sent_at=None).update(retry_at="2026-01-01T00:00:00Z")  # its pause is over
        assert ended(begin(command, "alerts", "--once")) == [0]

    said = {heard.headers["webhook-id"]: heard.body for heard in receiver.heard}
    assert len(said) == 1
    [body] = said.values()
    assert sorted(match["key"] for match in json.loads(body)["data"]["matches"]) == ["place:a", "place:b"]
    assert len(receiver.heard) == (2 if step == "deliver" else 1)  # it got there, and nobody had noted it
    assert Match.objects.filter(known=False, notice__sent_at__isnull=False).count() == 2


def test_two_at_once_tell_everything_once(settings: Any):
    settings.OUTBOUND_ALLOW = ("127.0.0.1",)
    with listening() as receiver:
        saved(chief(), webhook_url=receiver.url)
        for number in range(250):
            place(f"n{number}", f"Sen {number}")
        index()
        assert ended(begin(command, "alerts", "--once"), begin(command, "alerts", "--once")) == [0, 0]

    keys = [match["key"] for heard in receiver.heard for match in json.loads(heard.body)["data"]["matches"]]
    assert sorted(keys) == sorted(f"place:n{number}" for number in range(250))
