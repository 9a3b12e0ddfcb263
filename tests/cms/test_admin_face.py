"""The admin as the house's own: its guide, its menus, its names."""

import re
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import cms
import pytest
import wagtail
from cms import guide
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupApprovalTask, Page

from hub.staff.default_groups import drop_unused_default_groups
from hub.staff.models import User

pytestmark = pytest.mark.django_db


def sections(page: str) -> list[str]:
    return re.findall(r'<h2 id="([a-z-]+)">', page)


@pytest.mark.parametrize("language", guide.WRITTEN_IN)
def test_the_guide_is_written_in_both_languages_of_the_admin(admin_client: Client, language: str) -> None:
    page = admin_client.get(reverse("cms_guide"), headers={"accept-language": language}).content.decode()
    assert sections(page) == ["viet", "kiem-tra", "duyet", "dich", "sua", "thu-hoi", "hen-gio", "so-lieu"]
    assert re.findall(r'<li><a href="#([a-z-]+)">', page) == sections(page)


@pytest.mark.parametrize(
    ("language", "labels"),
    [("vi", ["Bài viết mới", "Phóng sự video mới"]), ("en", ["New article", "New video story"])],
)
def test_the_guide_calls_buttons_as_they_are_labelled(admin_client: Client, language: str, labels: list[str]) -> None:
    page = admin_client.get(reverse("cms_guide"), headers={"accept-language": language}).content.decode()
    assert re.findall(r"<strong>([^<]*)</strong>", page)[:2] == labels


@pytest.mark.parametrize("name", ["shared/header.html", "home.html"])
def test_a_button_to_search_is_labelled_in_the_readers_language_and_all_else_is_wagtails(name: str) -> None:
    ours, theirs = (
        (Path(package.__file__).parent / folder / "templates/wagtailadmin" / name).read_text(encoding="utf-8")
        for package, folder in ((cms, ""), (wagtail, "admin"))
    )
    ours = re.sub(r"{% comment %}Wagtail's own .*{% endcomment %}\n", "", ours)
    assert ours == theirs.replace('value="Search"', 'value="{% translate "Search" %}"') != theirs


def test_no_button_to_search_is_english_in_vietnamese(admin_client: Client) -> None:
    page = admin_client.get(reverse("wagtailadmin_home"), headers={"accept-language": "vi"}).content.decode()
    assert re.findall(r'<input type="submit" value="([^"]*)"', page) == ["Tìm kiếm"]


def test_the_guide_is_for_staff(client: Client) -> None:
    assert client.get(reverse("cms_guide")).status_code == 302
    client.force_login(User.objects.create_user("stranger"))
    assert client.get(reverse("cms_guide")).status_code == 302


@pytest.mark.parametrize("address", ["wagtailadmin_home", "cms_guide"])
def test_no_link_leads_to_wagtails_guides(admin_client: Client, address: str) -> None:
    page = admin_client.get(reverse(address)).content.decode()
    assert reverse("cms_guide") in page
    assert "guide.wagtail.org" not in page
    assert "docs.wagtail.org" not in page


def test_set_up_names_the_tops_of_the_trees_in_the_houses_language() -> None:
    call_command("set_up", stdout=StringIO())
    assert [(page.title, page.draft_title) for page in Page.objects.filter(depth=1)] == [
        ("Kho nội dung", "Kho nội dung")
    ]
    assert Collection.get_first_root_node().name == "Kho tư liệu"


def test_set_up_leaves_names_alone_that_somebody_gave() -> None:
    Page.objects.filter(depth=1).update(title="Tòa soạn", draft_title="Tòa soạn")
    Collection.objects.filter(depth=1).update(name="Ảnh")
    call_command("set_up", stdout=StringIO())
    assert (Page.get_first_root_node().title, Collection.get_first_root_node().name) == ("Tòa soạn", "Ảnh")


def default_groups() -> list[str]:
    drop_unused_default_groups()
    found: Any = Group.objects.filter(name__in=["Moderators", "Editors"]).order_by("name")
    return list(found.values_list("name", flat=True))


@pytest.fixture
def moderators(db: None) -> Group:
    GroupApprovalTask.objects.all().delete()
    Group.objects.get_or_create(name="Editors")
    return Group.objects.get_or_create(name="Moderators")[0]


def test_wagtails_groups_go_while_they_are_unused(moderators: Group) -> None:
    assert default_groups() == []


def test_a_group_of_wagtail_with_somebody_in_it_stays(moderators: Group) -> None:
    User.objects.create_user("lan").groups.add(moderators)
    assert default_groups() == ["Moderators"]


def test_a_group_of_wagtail_that_a_workflow_asks_stays(moderators: Group) -> None:
    GroupApprovalTask.objects.create(name="Duyệt").groups.add(moderators)
    assert default_groups() == ["Moderators"]


def test_types_of_pages_are_written_as_vietnamese_is(admin_client: Client) -> None:
    page = admin_client.get(
        reverse("wagtailadmin_reports:page_types_usage"), headers={"accept-language": "vi"}
    ).content.decode()
    assert ("Phóng sự video" in page, "Phóng Sự Video" in page) == (True, False)
    assert re.findall(r">\s*(\w+\.\w+)\s*<", page) == []  # `content.article` says nothing to an editor


def test_who_works_in_the_admin_stays_there_where_nothing_is(admin_client: Client) -> None:
    home = reverse("wagtailadmin_home")
    for nowhere in (f"{home}nowhere/", reverse("media_library:joint-change", args=[UUID(int=1)])):
        answer = admin_client.get(nowhere, headers={"accept-language": "vi"})
        assert (answer.status_code, f'href="{home}"' in answer.content.decode()) == (404, True)
    outside = admin_client.get("/vi/nowhere/")
    assert (outside.status_code, f'href="{home}"' in outside.content.decode()) == (404, False)


def test_lists_say_yes_and_what_hears_them_says_what_is_there_in_the_readers_language(admin_client: Client) -> None:
    page = admin_client.get(reverse("wagtailusers_users:index"), headers={"accept-language": "vi"}).content.decode()
    assert ("<title id" in page or "Có" in page, "True" in page, 'aria-label="Actions"' in page) == (True, False, False)
