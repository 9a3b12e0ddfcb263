"""Addresses: made from the title and one of a kind without a word; what an editor typed himself is never changed."""

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from hub.content.models import Article, Column
from tests import newsroom
from tests.hub.content.desk_room import speaking_english
from tests.hub.content.test_page_editor import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(speaking_english(newsroom.desk_head()))
    return client


def add(editor: Client, column: Column, title: str, slug: str, **headers: str) -> Any:
    url = reverse("wagtailadmin_pages:add", args=("content", "article", column.pk))
    return editor.post(url, form_of(Article(title=title, slug=slug, summary="Tin."), agency=""), headers=headers)


def slugs() -> list[str]:
    return list(Article.objects.order_by("pk").values_list("slug", flat=True))


def test_same_title_in_one_column_gets_a_number(editor: Client) -> None:
    column = newsroom.column()
    for _each in range(3):
        assert add(editor, column, "Tin vắn: Đền Cờn", "tin-van-den-con").status_code == 302
    assert slugs() == ["tin-van-den-con", "tin-van-den-con-2", "tin-van-den-con-3"]


def test_empty_slug_is_made_from_the_title(editor: Client) -> None:
    column = newsroom.column()
    add(editor, column, "Đền Cờn", "")
    add(editor, column, "Đền Cờn", "")
    assert slugs() == ["den-con", "den-con-2"]


def test_proposal_of_the_browser_counts_as_made_from_the_title(editor: Client) -> None:
    column = newsroom.column()
    for _each in range(2):
        add(editor, column, "Sen – mùa nở", "sen--mua-no")
    assert slugs() == ["sen--mua-no", "sen--mua-no-2"]


def test_autosave_tells_the_open_page_its_number(editor: Client) -> None:
    column = newsroom.column()
    add(editor, column, "Đền Cờn", "den-con")
    answer = add(editor, column, "Đền Cờn", "den-con", accept="application/json").json()
    assert (answer["success"], answer["field_updates"]["slug"]) == (True, "den-con-2")


def test_slug_typed_by_hand_that_is_taken_is_refused_and_its_holder_named(editor: Client) -> None:
    column = newsroom.column()
    add(editor, column, "Đền Cờn", "den-con")
    response = add(editor, column, "Tin khác", "den-con")
    assert response.status_code == 200
    assert response.context["form"].errors["slug"] == [
        "“Đền Cờn” in the same place has the address “den-con” already. Choose another one, such as “den-con-2”."
    ]
    assert response.context["form"]["title"].value() == "Tin khác"


def test_page_that_was_published_keeps_its_address(editor: Client) -> None:
    newsroom.article(title="Đền Cờn", slug="den-con")
    other = newsroom.article(title="Đền Cuông", slug="den-cuong")
    newsroom.publish(other)
    url = reverse("wagtailadmin_pages:edit", args=(other.pk,))
    response = editor.post(url, form_of(other, title="Đền Cờn", slug="den-con"))
    assert list(response.context["form"].errors) == ["slug"]
    assert newsroom.fresh(other).slug == "den-cuong"


def test_page_keeps_its_own_address(editor: Client) -> None:
    page = newsroom.article(title="Đền Cờn", slug="den-con")
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    assert editor.post(url, form_of(page)).status_code == 302
    assert slugs() == ["den-con"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_editors_who_save_in_one_moment_get_two_addresses() -> None:
    column = newsroom.column()
    head = speaking_english(newsroom.desk_head())
    codes: list[int] = []
    start = threading.Barrier(4)

    def save() -> None:
        client = Client()
        client.force_login(head)
        start.wait()
        codes.append(add(client, column, "Đền Cờn", "den-con").status_code)
        connection.close()

    editors = [threading.Thread(target=save) for _each in range(4)]
    for each in editors:
        each.start()
    for each in editors:
        each.join()
    assert codes == [302, 302, 302, 302]
    assert sorted(slugs()) == ["den-con", "den-con-2", "den-con-3", "den-con-4"]
