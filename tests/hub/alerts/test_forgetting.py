"""What saved searches keep has an age, and forgetting tells nobody anything twice."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from hub.alerts.forgetting import KEPT, forget
from hub.alerts.models import Match, Notice, SavedSearch
from hub.alerts.telling import tell
from hub.registry.models import Place
from tests.hub.alerts.watched import chief, look, new, place, rename, saved

pytestmark = pytest.mark.django_db

NOW = timezone.now()
OLD, YOUNG = NOW - KEPT - timedelta(minutes=1), NOW - KEPT + timedelta(minutes=1)


@pytest.fixture
def search(settings: Any) -> SavedSearch:
    return saved(chief())


def told_of(code: str, when: Any, **fields: Any) -> Notice:
    place(code, f"Sen {code}")
    look()
    Match.objects.filter(key=f"place:{code}").update(found_at=when)
    tell(when)
    notice = Notice.objects.get(matches__key=f"place:{code}")
    Notice.objects.filter(pk=notice.pk).update(made_at=when, **fields)
    return notice


@pytest.mark.parametrize("fields", [{"sent_at": NOW}, {"sent_at": None, "fault": "It answered with 500."}])
def test_messages_go_when_they_are_old_sent_or_not(search: SavedSearch, fields: dict[str, Any]):
    told_of("a", OLD, **fields)
    young = told_of("b", YOUNG, **fields)

    assert (forget(NOW), forget(NOW)) == (1, 0)
    assert list(Notice.objects.all()) == [young]


def test_what_was_told_is_not_told_again(search: SavedSearch):
    told_of("a", OLD, sent_at=OLD)
    forget(NOW)

    rename("a", "Sen và hồ")
    look()
    assert (tell(NOW), new(search), Match.objects.get(key="place:a").known) == (0, [], True)


def test_what_was_found_while_messages_were_stopped_is_old_as_well(search: SavedSearch):
    SavedSearch.objects.update(stopped_at=OLD)
    place("a", "Sen a")
    place("b", "Sen b")
    look()
    Match.objects.filter(key="place:a").update(found_at=OLD)
    forget(NOW)
    SavedSearch.objects.update(stopped_at=None)

    assert (tell(NOW), new(search)) == (1, ["place:b"])


def test_what_is_not_there_any_more_is_forgotten_and_is_news_should_it_come_back(search: SavedSearch):
    told_of("a", OLD, sent_at=OLD)
    Place.objects.get(code="a").delete()
    look()
    assert Match.objects.filter(key="place:a").exists()

    assert forget(NOW) == 2  # the message, and that it was found
    assert not Match.objects.filter(key="place:a").exists()
    place("a", "Sen a")
    look()
    assert new(search) == ["place:a"]


def test_what_stays_is_remembered_however_old(search: SavedSearch):
    place("before", "Sen trước")
    other = saved(chief("lan"))
    Match.objects.update(found_at=OLD)

    assert forget(NOW) == 0
    assert list(Match.objects.filter(saved=other).values_list("key", "known")) == [("place:before", True)]


def test_the_command_sees_to_it(search: SavedSearch):
    told_of("a", OLD, sent_at=OLD)
    call_command("alerts", "--once")

    assert not Notice.objects.exists()
