"""Wagtail's page editor as content extends it: the form's own suggestions, and the pre-flight at every way to release."""

import html
import json
from typing import Any
from unicodedata import normalize

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail.users.models import UserProfile

from hub.content.models import Article, Column, Dossier
from hub.staff.models import User
from tests import newsroom
from tests.hub.content.desk_room import SUMMARY, agency, picture, speaking_english

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    user = speaking_english(newsroom.desk_head())
    user.first_name, user.last_name = "An", "Hà"
    user.save()
    client.force_login(user)
    return client


def form_of(page: Article, **changes: Any) -> dict[str, Any]:
    """What the editor's browser sends."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "agency": page.agency_id or "",
            "picture": "",
            "byline": page.byline,
            "audience": page.audience,
            "licence": page.licence,
            "body": streamfield([("paragraph", rich_text("<p>Sen nở.</p>"))]),
            "comments": inline_formset([]),
            **changes,
        }
    )


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_new_article_is_its_authors(editor: Client) -> None:
    column = newsroom.column()
    User.objects.update(agency=agency())
    response = editor.get(reverse("wagtailadmin_pages:add", args=("content", "article", column.pk)))
    assert (response.context["form"]["agency"].value(), response.context["form"]["byline"].value()) == (
        agency().pk,
        "Hà An",
    )


def test_new_article_of_an_author_without_agency_takes_the_columns(editor: Client) -> None:
    column = newsroom.column()
    Column.objects.update(agency=agency("so-vhtt"))
    response = editor.get(reverse("wagtailadmin_pages:add", args=("content", "article", column.pk)))
    assert response.context["form"]["agency"].value() == agency("so-vhtt").pk


def test_only_vietnamese_dossiers_are_offered(editor: Client) -> None:
    page = newsroom.article(agency=None)
    home = page.get_parent().get_parent()
    dossier = Dossier(title="Nghìn năm Nghệ An", locale=home.locale, agency=agency(), summary="Một nghìn năm.")
    home.add_child(instance=dossier)
    newsroom.publish(dossier)
    newsroom.translate(dossier, "en")
    response = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    assert [each.title for each in response.context["form"].fields["dossiers"].queryset] == ["Nghìn năm Nghệ An"]


def test_decomposed_title_is_measured_as_it_is_stored(editor: Client) -> None:
    page = newsroom.article(agency=agency())
    long = "ễ" * 200
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)), form_of(page, title=normalize("NFD", long))
    )
    assert response.status_code == 302
    assert newsroom.fresh(page).get_latest_revision_as_object().title == long


def test_control_character_is_refused_in_the_editor_and_nothing_is_lost(editor: Client) -> None:
    page = newsroom.article(agency=agency())
    response = editor.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), form_of(page, summary="Làng\x07Sen"))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["summary"]
    assert response.context["form"]["summary"].value() == "Làng\x07Sen"


def test_publishing_what_is_not_ready_is_refused_and_saved_as_a_draft(editor: Client) -> None:
    page = newsroom.article(agency=None)
    url = reverse("wagtailadmin_pages:edit", args=(page.pk,))
    response = editor.post(url, form_of(page, title="Sen nở rộ", **{"action-publish": "1"}))
    assert (response.status_code, response.url) == (302, url)
    assert said(response) == [
        "“Sen nở rộ” is not released yet: this is still missing. Your text is saved as a draft."
        "<ul><li>The agency that answers for it is missing.</li></ul>"
    ]
    page.refresh_from_db()
    assert (page.live, newsroom.fresh(page).get_latest_revision_as_object().title) == (False, "Sen nở rộ")


def test_new_page_that_is_not_ready_stays_a_draft(editor: Client) -> None:
    column = newsroom.column()
    blank = Article(title="Sen", slug="sen", summary="")
    data = form_of(blank, **{"action-publish": "1"})
    editor.post(reverse("wagtailadmin_pages:add", args=("content", "article", column.pk)), data)
    made = Article.objects.get(slug="sen")
    assert (made.live, made.has_unpublished_changes) == (False, True)


def test_publishing_what_is_ready_goes_through(editor: Client) -> None:
    page = newsroom.article(agency=agency())
    editor.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)), form_of(page, summary=SUMMARY, **{"action-publish": "1"})
    )
    page.refresh_from_db()
    assert (page.live, page.summary) == (True, SUMMARY)


def test_bulk_publishing_is_refused_for_all_when_one_is_not_ready(editor: Client) -> None:
    unready, ready = newsroom.article(title="Một", agency=None), newsroom.article(title="Hai", agency=agency())
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={unready.pk}&id={ready.pk}"
    response = editor.post(url)
    assert [message.split(":")[0] for message in said(response)] == ["“Một” is not released yet"]
    assert [Page.objects.get(pk=page.pk).live for page in (unready, ready)] == [False, False]


@pytest.mark.parametrize(("who", "status"), [("nobody", 302), ("stranger", 302), ("desk", 200)])
def test_findings_are_for_those_who_may_edit(client: Client, who: str, status: int) -> None:
    page = newsroom.article(agency=None)
    if who == "desk":
        client.force_login(newsroom.desk_head())
    elif who == "stranger":
        client.force_login(User.objects.create_user("stranger"))
    assert client.get(reverse("hub_content:preflight", args=(page.pk,))).status_code == status


def test_findings_are_those_of_the_latest_draft(editor: Client) -> None:
    page = newsroom.article(agency=agency())
    newsroom.edit(page, summary="")
    text = editor.get(reverse("hub_content:preflight", args=(page.pk,))).content.decode()
    assert "The summary is missing: lists, feeds and partners show it." in text


def test_findings_of_something_else_are_404(editor: Client) -> None:
    assert editor.get(reverse("hub_content:preflight", args=(99999,)), follow=True).status_code == 404


def test_editor_shows_the_panel_and_the_pickers(editor: Client) -> None:
    page = newsroom.article(agency=None)
    text = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert text.count("data-hub-preflight") == 1
    assert [
        name
        for name in ("tasks", "subjects", "places", "dossiers")
        if f'<ul class="hub-picker__list" id="id_{name}"' not in text
    ] == []


def test_translation_without_alt_text_in_its_language_is_refused_in_localizes_editor(editor: Client) -> None:
    page = newsroom.article(picture=picture(alt="Đầm sen"))
    english = newsroom.translate(page, "en", release=False)
    url = reverse("wagtailadmin_pages:edit", args=(english.pk,))
    response = editor.post(url, {"action": "publish"})
    assert (response.status_code, response.url) == (302, url)
    assert [message.split("<ul>")[1] for message in said(response)] == [
        "<li>The picture “Sen” has no approved alt text in English: write it in the media library.</li></ul>"
    ]
    assert newsroom.fresh(english).live is False


def test_draft_can_be_previewed(editor: Client) -> None:
    page = newsroom.article()
    assert editor.get(reverse("wagtailadmin_pages:view_draft", args=(page.pk,))).status_code == 200


def test_the_page_editor_asks_whether_its_session_stands(client: Client) -> None:
    address = reverse("hub_content:session")
    assert client.get(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest").status_code == 403
    client.force_login(newsroom.desk_head())
    answer = client.get(address)
    assert (answer.status_code, list(answer.json()), "no-store" in answer["Cache-Control"]) == (200, ["csrf"], True)


@pytest.mark.parametrize(("language", "words"), [("vi", "Chèn hàng phía trên"), ("en", "Insert row above")])
def test_a_tables_menu_speaks_the_editors_language(client: Client, language: str, words: str) -> None:
    editor = newsroom.desk_head()
    UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": language})
    client.force_login(editor)
    response = client.get(reverse("wagtailadmin_pages:add", args=("content", "article", newsroom.column().pk)))
    assert f'"row_above": {{"name": {json.dumps(words)}}}' in html.unescape(response.content.decode())
