"""Saved searches that are shared: with whom, by whom, and what stays when people leave."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.alerts import saving
from hub.alerts.models import Part, SavedSearch, SharedSearch
from hub.alerts.sharing import share, shared_with, take_back
from hub.registry.models import Agency
from hub.staff.models import User
from tests.media_library.packages.room import signed_in

pytestmark = pytest.mark.django_db
LIST_QUERIES = 10


def person(*codenames: str, agency: Agency | None = None, group: Group | None = None) -> User:
    user = User.objects.create_user(f"user{User.objects.count()}", agency=agency)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    if group is not None:
        user.groups.add(group)
    return user


def saved_by(user: User, name: str = "Sen") -> SavedSearch:
    return saving.save(SavedSearch(name=name, typed="sen", part=Part.LIBRARY, narrowed={"medium": ["image"]}), by=user)


def to_all(user: User, name: str = "Sen") -> SharedSearch:
    return share(saved_by(user, name), by=user, name=name, agency=None, group=None)


def test_each_audience_sees_what_is_shared_with_it() -> None:
    paper, radio = (Agency.objects.create(code=code) for code in ("bao", "dai"))
    desk = Group.objects.create(name="Ban ảnh")
    sharer = person("add_sharedsearch", agency=paper, group=desk)
    saved = saved_by(sharer)
    for name, agency, group in (("Tất cả", None, None), ("Báo", paper, None), ("Ban", None, desk)):
        share(saved, by=sharer, name=name, agency=agency, group=group)
    users = [person(agency=paper), person(agency=radio, group=desk), person(), User.objects.create_user("outside")]
    assert [list(shared_with(user).values_list("name", flat=True)) for user in users] == [
        ["Báo", "Tất cả"], ["Ban", "Tất cả"], ["Tất cả"], [],
    ]  # fmt: skip


def test_it_stays_when_its_sharer_leaves_and_changes_with_nobodys_own() -> None:
    sharer, other = person("add_sharedsearch"), person()
    shared = to_all(sharer)
    saving.delete(SavedSearch.objects.get(), by=sharer)
    sharer.delete()
    row = shared_with(other).get()
    assert (row.pk, row.typed, row.narrowed, row.part, row.shared_by) == (
        shared.pk, "sen", {"medium": ["image"]}, "library", None,
    )  # fmt: skip


def test_only_those_who_may_share_and_only_with_their_own() -> None:
    paper, radio = (Agency.objects.create(code=code) for code in ("bao", "dai"))
    desk = Group.objects.create(name="Ban ảnh")
    sharer, reader = person("add_sharedsearch", agency=paper), person(agency=paper)
    mine, theirs = saved_by(sharer), saved_by(reader)
    for saved, by, agency, group in (
        (theirs, reader, None, None),
        (theirs, sharer, None, None),
        (mine, sharer, radio, None),
        (mine, sharer, None, desk),
    ):
        with pytest.raises(PermissionDenied):
            share(saved, by=by, name="Sen", agency=agency, group=group)
    assert not SharedSearch.objects.exists()


def test_a_name_stands_once_with_an_audience() -> None:
    sharer = person("add_sharedsearch", agency=Agency.objects.create(code="bao"))
    to_all(sharer)
    with pytest.raises(ValidationError):
        share(SavedSearch.objects.get(), by=sharer, name=" Sen ", agency=None, group=None)
    share(SavedSearch.objects.get(), by=sharer, name="Sen", agency=sharer.agency, group=None)
    assert SharedSearch.objects.count() == 2


def test_who_shared_it_or_looks_after_them_takes_it_back() -> None:
    sharer, other, keeper = person("add_sharedsearch"), person("add_sharedsearch"), person("delete_sharedsearch")
    first, second = to_all(sharer), to_all(sharer, "Hồ")
    with pytest.raises(PermissionDenied):
        take_back(first, by=other)
    take_back(first, by=sharer)
    take_back(second, by=keeper)
    assert not SharedSearch.objects.exists()
    entries = ModelLogEntry.objects.filter(action__in=("alerts.share", "alerts.take_back")).order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("alerts.share", sharer), ("alerts.share", sharer), ("alerts.take_back", sharer), ("alerts.take_back", keeper),
    ]  # fmt: skip


def test_the_pages() -> None:
    sharer, reader = person("add_sharedsearch"), person()
    saved = saved_by(sharer)
    client, readers = signed_in(sharer), signed_in(reader)
    assert reverse("hub_alerts:share", args=[saved.pk]) in client.get(reverse("hub_alerts:index")).content.decode()
    asked = {"name": "Sen của tòa soạn", "audience": "all"}
    assert client.post(reverse("hub_alerts:share", args=[saved.pk]), asked).status_code == 302
    again = client.post(reverse("hub_alerts:share", args=[saved.pk]), asked)
    assert again.context["form"].non_field_errors() == ["Đã có tìm kiếm mang tên này được chia sẻ với họ."]
    (row,) = readers.get(reverse("hub_alerts:index")).context["shared"]
    assert (row["run_url"], row["may_take_back"]) == (f"{reverse('media_library:library')}?q=sen&medium=image", False)
    assert readers.get(row["save_url"]).context["form"].initial["name"] == "Sen của tòa soạn"
    there = reverse("hub_alerts:take_back", args=[row["shared"].pk])
    assert (readers.post(there).status_code, SharedSearch.objects.count()) == (302, 1)
    assert readers.get(reverse("hub_alerts:share", args=[saved.pk])).status_code == 404
    assert client.post(there).status_code == 302
    assert not SharedSearch.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(django_assert_num_queries: Any, count: int) -> None:
    sharer, reader = person("add_sharedsearch"), person()
    for number in range(count):
        to_all(sharer, f"Sen {number}")
    client = signed_in(reader)
    client.get(reverse("hub_alerts:index"))
    with django_assert_num_queries(LIST_QUERIES):
        assert len(client.get(reverse("hub_alerts:index")).context["shared"]) == count
