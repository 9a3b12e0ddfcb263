"""The ledger in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.publishing.models import Edition, PublishingEvent
from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from tests import newsroom
from tests.hub.content.desk_room import agency

pytestmark = pytest.mark.django_db


def reader(*codenames: str) -> User:
    user = User.objects.create_user("reader")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


def stuck() -> PublishingEvent:
    newsroom.publish(newsroom.article(title="Bài kẹt", agency=agency()))
    event = PublishingEvent.objects.latest("pk")
    event.fault, event.attempts, event.retry_at = "KeyError: 'x'", 3, timezone.now() + timezone.timedelta(hours=1)
    event.save()
    return event


def release(number: int) -> None:
    for n in range(number):
        newsroom.publish(newsroom.article(title=f"Bài {n}", agency=agency()), by=None)
    newsroom.relay()


def rows(response: Any) -> list[tuple[int, str, str]]:
    return [(entry.seq, entry.edition.title, entry.change) for entry in response.context["object_list"]]


@pytest.mark.parametrize(("codenames", "status"), [((), 302), (("view_edition",), 302), (("view_ledgerentry",), 200)])
def test_ledger_is_for_those_who_may_see_it(client: Client, codenames: tuple[str, ...], status: int) -> None:
    client.force_login(reader(*codenames))
    assert client.get(reverse("hub_ledger:ledger")).status_code == status


@pytest.mark.parametrize(("codenames", "shown"), [((), False), (("view_ledgerentry",), True)])
def test_menu_shows_the_ledger_to_those_who_may_see_it(client: Client, codenames: tuple[str, ...], shown: bool) -> None:
    client.force_login(reader(*codenames))
    assert (reverse("hub_ledger:ledger") in client.get(reverse("wagtailadmin_home")).content.decode()) is shown


def test_ledger_lists_newest_first_and_filters(client: Client) -> None:
    client.force_login(newsroom.desk_head())
    release(2)
    url = reverse("hub_ledger:ledger")
    assert rows(client.get(url)) == [(2, "Bài 1", "published"), (1, "Bài 0", "published")]
    assert rows(client.get(url, {"title": "bài 0"})) == [(1, "Bài 0", "published")]
    assert rows(client.get(url, {"change": "withdrawn"})) == []
    assert rows(client.get(url, {"language": "en"})) == []
    assert len(rows(client.get(url, {"language": "vi", "change": "published"}))) == 2


@pytest.mark.parametrize("number", [1, 3])
def test_ledger_asks_as_often_for_many_entries(client: Client, number: int, django_assert_num_queries: Any) -> None:
    release(number)
    client.force_login(newsroom.desk_head())
    url = reverse("hub_ledger:ledger_results")
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)


def test_stuck_event_stands_on_top_with_its_fault(client: Client) -> None:
    client.force_login(newsroom.desk_head())
    event = stuck()
    response = client.get(reverse("hub_ledger:ledger"))
    assert response.context["stuck"] == [event]
    assert "KeyError" in response.content.decode()


def test_stuck_event_is_tried_again_at_once(client: Client) -> None:
    client.force_login(newsroom.desk_head())
    event = stuck()
    assert client.post(reverse("hub_ledger:retry", args=(event.pk,))).status_code == 302
    event.refresh_from_db()
    assert event.retry_at is None
    newsroom.relay()
    event.refresh_from_db()
    assert event.fault == ""


@pytest.mark.parametrize(("codenames", "waits"), [(("view_ledgerentry",), True), (("change_publishingevent",), False)])
def test_trying_again_needs_its_permission(client: Client, codenames: tuple[str, ...], waits: bool) -> None:
    client.force_login(reader(*codenames))
    event = stuck()
    client.post(reverse("hub_ledger:retry", args=(event.pk,)))
    event.refresh_from_db()
    assert (event.retry_at is not None) is waits


def test_trying_again_is_no_get(client: Client) -> None:
    client.force_login(newsroom.desk_head())
    assert client.get(reverse("hub_ledger:retry", args=(stuck().pk,))).status_code == 405


@pytest.mark.parametrize(("role", "leads_to"), [("editor", "history"), ("auditor", "/vi/van-hoa/bai-0/")])
def test_an_entry_leads_where_its_reader_may_go(client: Client, role: str, leads_to: str) -> None:
    release(1)
    ensure_roles()
    user = reader("view_ledgerentry")
    user.groups.add(Group.objects.get(name=group_name(role)))
    client.force_login(user)
    page = client.get(reverse("hub_ledger:ledger")).content.decode()
    wanted = reverse("wagtailadmin_pages:history", args=(Edition.objects.get().page_id,))
    assert f'href="{wanted if leads_to == "history" else leads_to}"' in page
    assert (f'href="{wanted}"' in page) is (leads_to == "history")
