"""Lists and choosers of the registry: what they show, what they cost, who may see them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ReferenceIndex

from hub.registry.models import PlaceName, PlaceSuccession
from hub.registry.models.agencies import OfficeHolding
from hub.staff.models import User
from hub.staff.roles import ROLES, ensure_roles, group_name
from tests.hub.registry import making

pytestmark = pytest.mark.django_db

MODELS = ("agency", "office", "person", "place", "fact", "plan", "plantask", "subject")


def address(model: str, view: str = "list", *args: Any) -> str:
    return reverse(f"wagtailsnippets_registry_{model}:{view}", args=args)


def chooser(model: str) -> str:
    return reverse(f"wagtailsnippetchoosers_registry_{model}:choose_results")


def agencies(number: int) -> None:
    parent = making.agency(f"uy-ban-{number}", f"Ủy ban {number}")
    making.agency(f"so-{number}", f"Sở {number}", parent=parent, successor=parent, valid_to=date(2025, 2, 28))


def offices(number: int) -> None:
    office = making.office(
        f"giam-doc-{number}", f"Giám đốc {number}", agency=making.agency(f"so-{number}", f"Sở {number}")
    )
    office.holdings = [OfficeHolding(person=making.person(f"an-{number}", f"An {number}"))]
    office.save()


def places(number: int) -> None:
    parent = making.place(f"nghe-an-{number}", f"Nghệ An {number}")
    old = making.place(f"vinh-{number}", f"Vinh {number}", parent=parent, valid_to=date(2025, 6, 30))
    old.successions = [PlaceSuccession(successor=making.place(f"thanh-vinh-{number}", f"Thành Vinh {number}"))]
    old.save()


def facts(number: int) -> None:
    making.fact(f"fact-{number}", f"Số {number}", owner=making.agency(f"so-{number}", f"Sở {number}"))


def tasks(number: int) -> None:
    making.task(f"3.{number}", parent=making.task(f"{number}"))


def subjects(number: int) -> None:
    making.subject(f"2000000{number}", broader=making.subject(f"0100000{number}"))


MAKE: dict[str, Callable[[int], Any]] = {
    "agency": agencies,
    "office": offices,
    "person": lambda number: making.person(f"an-{number}", f"An {number}"),
    "place": places,
    "fact": facts,
    "plan": lambda number: making.plan(f"{number}/KH-UBND"),
    "plantask": tasks,
    "subject": subjects,
}
LIST_QUERIES = {
    **{"agency": 11, "office": 13, "person": 9, "place": 13},
    **{"fact": 11, "plan": 8, "plantask": 10, "subject": 10},
}
CHOOSER_QUERIES = {
    **{"agency": 8, "office": 10, "person": 6, "place": 10},
    **{"fact": 8, "plan": 5, "plantask": 5, "subject": 7},
}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", MODELS)
def test_a_list_asks_no_more_for_more_rows(admin_client, model, count, django_assert_num_queries):
    for number in range(count):
        MAKE[model](number)
    admin_client.get(address(model))
    with django_assert_num_queries(LIST_QUERIES[model]):
        assert admin_client.get(address(model)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", MODELS)
def test_a_chooser_asks_no_more_for_more_rows(admin_client, model, count, django_assert_num_queries):
    for number in range(count):
        MAKE[model](number)
    admin_client.get(chooser(model))
    with django_assert_num_queries(CHOOSER_QUERIES[model]):
        assert admin_client.get(chooser(model)).status_code == 200


SOUGHT = [
    ("nam dan", {"nam-dan"}),
    ("Nam Đàn", {"nam-dan"}),
    ("đàn", {"nam-dan"}),
    ("南坛", {"nam-dan"}),
    ("kim", {"kim-lien"}),
    ("nam kim", set()),
    ("%", set()),
]


@pytest.mark.parametrize(("typed", "found"), SOUGHT)
@pytest.mark.parametrize("view", ["list", "chooser"])
def test_places_are_found_by_any_of_their_names(admin_client, view, typed, found):
    nam_dan = making.place("nam-dan", "Nam Đàn")
    PlaceName.objects.create(place=nam_dan, language="zh-Hans", name="南坛")
    making.place("kim-lien", "Kim Liên")
    url = address("place", "list_results") if view == "list" else chooser("place")
    answer = admin_client.get(url, {"q": typed})
    rows = answer.context["object_list"] if view == "list" else answer.context["results"]
    assert {place.code for place in rows} == found


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_chooser_can_be_searched(admin_client, model):
    MAKE[model](1)
    assert admin_client.get(address(model), {"q": "không có gì"}).context["object_list"].count() == 0
    assert len(admin_client.get(chooser(model), {"q": "không có gì"}).context["results"].object_list) == 0


def test_the_list_of_facts_shows_the_figure_its_day_its_source_and_that_it_expired(admin_client):
    yesterday = timezone.localdate() - timedelta(days=1)
    making.fact(
        "budget", value=Decimal("29211e9"), unit="VND", as_of=date(2024, 12, 31), expires=yesterday, status="proposed"
    )
    page = admin_client.get(address("fact"), headers={"accept-language": "en"}).content.decode()
    for shown in ("29,211 billion VND", "Cổng Thông tin điện tử tỉnh", f"{yesterday:%-d %b %Y}"):
        assert page.count(shown) == 1, shown
    assert flags(page) == [("31 Dec 2024", "expired")]
    assert len(re.findall(r"<td[^>]*>\s*proposed\s*</td>", page)) == 1


def flags(page: str) -> list[tuple[str, str]]:
    """The days that carry a warning, and which."""
    return re.findall(r"(\d+ \w+ \d{4}) <strong[^>]*>\(([a-z ]+)\)</strong>", page)


def test_a_fact_that_another_one_supersedes_is_flagged(admin_client):
    making.fact("new", supersedes=making.fact("old", as_of=date(2020, 1, 1)), as_of=date(2025, 7, 1))
    page = admin_client.get(address("fact"), headers={"accept-language": "en"}).content.decode()
    assert flags(page) == [("1 Jan 2020", "superseded")]


def test_days_are_written_as_the_vietnamese_press_does(admin_client):
    making.fact(as_of=date(2025, 7, 1))
    page = admin_client.get(address("fact"), headers={"accept-language": "vi"}).content.decode()
    assert len(re.findall(r"<td[^>]*>\s*1/7/2025\s*</td>", page)) == 1
    assert ("Nguồn" in page, "Bản gốc" in page) == (True, False)


def test_a_fact_that_has_not_expired_is_not_red(admin_client):
    making.fact(expires=timezone.localdate())
    assert admin_client.get(address("fact")).content.decode().count("<strong") == 0


@pytest.mark.parametrize(("wanted", "found"), [("true", {"old"}), ("false", {"new", "endless"})])
def test_facts_are_filtered_by_expiry(admin_client, wanted, found):
    today = timezone.localdate()
    making.fact("old", expires=today - timedelta(days=1), as_of=date(2020, 1, 1))
    making.fact("new", expires=today)
    making.fact("endless")
    rows = admin_client.get(address("fact"), {"expired": wanted}).context["object_list"]
    assert {fact.code for fact in rows} == found


@pytest.mark.parametrize(("wanted", "found"), [("true", {"thanh-vinh"}), ("false", {"vinh"})])
def test_places_are_filtered_by_being_current(admin_client, wanted, found):
    making.place("vinh", valid_to=date(2025, 6, 30))
    making.place("thanh-vinh", valid_from=date(2025, 7, 1))
    rows = admin_client.get(address("place"), {"current": wanted}).context["object_list"]
    assert {place.code for place in rows} == found


def test_the_usage_of_a_fact_names_what_uses_it(admin_client):
    used = making.fact("old")
    user = making.fact("new", "Bờ biển mới", supersedes=used)
    ReferenceIndex.create_or_update_for_object(user)
    assert address("fact", "usage", used.pk) in admin_client.get(address("fact")).content.decode()
    rows = admin_client.get(address("fact", "usage", used.pk)).context["object_list"]
    assert [(row, len(references)) for row, references in rows] == [(user, 1)]


VIEWERS = {role.code for role in ROLES}
KEEPERS = {
    "agency": {"desk_head"},
    "office": {"desk_head"},
    "person": {"editor", "desk_head", "external_affairs"},
    "place": {"editor", "desk_head", "external_affairs"},
    "fact": {"editor", "desk_head", "external_affairs"},
    "plan": {"desk_head"},
    "plantask": {"desk_head"},
    "subject": {"desk_head"},
}


@pytest.mark.parametrize("role", [None, *(role.code for role in ROLES)])
def test_who_may_see_and_who_may_add(client: Client, role):
    ensure_roles()
    user = User.objects.create_user("lan", password="x")
    if role:
        user.groups.add(Group.objects.get(name=group_name(role)))
    client.force_login(user)
    may_see = {model for model in MODELS if client.get(address(model)).status_code == 200}
    may_add = {model for model in MODELS if client.get(address(model, "add")).status_code == 200}
    assert may_see == (set(MODELS) if role in VIEWERS else set())
    assert may_add == {model for model in MODELS if role in KEEPERS[model]}


@pytest.mark.parametrize("role", ["desk_head", "auditor"])
def test_no_role_deletes_from_the_registry(client: Client, role):
    ensure_roles()
    user = User.objects.create_user("lan", password="x")
    user.groups.add(Group.objects.get(name=group_name(role)))
    client.force_login(user)
    fact = making.fact()
    client.post(address("fact", "delete", fact.pk))
    assert type(fact).objects.filter(pk=fact.pk).exists()


def test_nobody_sees_the_registry_without_logging_in(client: Client):
    answers = [client.get(address(model)) for model in MODELS]
    assert [answer.status_code for answer in answers] == [302] * len(MODELS)


def test_an_agency_that_is_in_use_cannot_be_deleted(admin_client):
    agency = making.agency()
    making.fact(owner=agency)
    answer = admin_client.post(address("agency", "delete", agency.pk), follow=True, headers={"accept-language": "en"})
    assert [str(message).strip() for message in answer.context["messages"]] == [
        "“Sở Ngoại vụ” cannot be deleted: 1 other entry refers to it. Give it a last day instead."
    ]
    assert type(agency).objects.filter(pk=agency.pk).exists()


def test_an_agency_that_nothing_refers_to_can_be_deleted(admin_client):
    agency = making.agency()
    assert admin_client.post(address("agency", "delete", agency.pk)).status_code == 302
    assert not type(agency).objects.filter(pk=agency.pk).exists()


def rows_in_order(page: str) -> list[tuple[str, str]]:
    """The tasks as the list shows them: how far they are indented, and what they are called."""
    return re.findall(r"calc\((\d) \* 1\.75rem\)[^>]*>\s*<a[^>]*>\s*<span[^>]*>\s*([^<]*?)\s*</span>", page)


def test_the_plan_is_shown_as_a_tree_in_the_order_of_its_codes(admin_client):
    three = making.task("3", "Sản phẩm")
    making.task("3.10", "Mười", parent=three)
    two = making.task("3.2", "Hai", parent=three)
    making.task("3.x", "Khác", parent=three)
    making.task("3.2.1", "Hai một", parent=two)
    making.task("1", "Quán triệt")
    page = admin_client.get(address("plantask"), headers={"accept-language": "vi"}).content.decode()
    assert rows_in_order(page) == [
        ("0", "1 Quán triệt"),
        ("0", "3 Sản phẩm"),
        ("1", "3.2 Hai"),
        ("2", "3.2.1 Hai một"),
        ("1", "3.10 Mười"),
        ("1", "3.x Khác"),
    ]


def test_the_newest_plan_stands_first_and_keeps_its_tasks_together(admin_client):
    old, new = making.plan("978/KH-UBND", issued=date(2023, 12, 13)), making.plan("1/KH-UBND", issued=date(2027, 1, 5))
    section = making.task("1", "Cũ", plan=old)
    making.task("1.1", "Cũ, phần một", plan=old, parent=section)
    making.task("1", "Mới", plan=new)
    page = admin_client.get(address("plantask"), headers={"accept-language": "vi"}).content.decode()
    assert rows_in_order(page) == [("0", "1 Mới"), ("0", "1 Cũ"), ("1", "1.1 Cũ, phần một")]


@pytest.mark.parametrize("model", MODELS)
def test_every_row_leads_to_its_form(admin_client, model):
    MAKE[model](1)
    page = admin_client.get(address(model)).content.decode()
    rows = admin_client.get(address(model)).context["object_list"]
    assert [row.pk for row in rows if f'<a href="{address(model, "edit", row.pk)}"' not in page] == []
