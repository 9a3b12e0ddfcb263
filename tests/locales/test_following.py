"""Trap: localize copies particulars from the source as last submitted, and never an emptied list."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import PageLogEntry

from hub.publishing.models import Edition, Reference
from hub.registry.models import Agency, Place
from tests import newsroom
from tests.hub.content.desk_room import picture
from tests.locales.conftest import TARGETS, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def placed(article: Any) -> Any:
    """The article, released with a place."""
    place = Place.objects.create(code="kim-lien", kind="commune")
    newsroom.edit(article, places=[place])
    newsroom.publish(newsroom.fresh(article))
    return newsroom.fresh(article)


def places(page: Any) -> list[str]:
    return [place.code for place in page.places.all()]


def draft(page: Any) -> Any:
    return page.get_latest_revision_as_object()


@pytest.mark.parametrize("code", TARGETS)
def test_emptied_list_is_emptied_in_a_live_translation_and_in_its_document(
    desk: Desk, placed: Any, released: Callable[[str], Any], code: str
) -> None:
    page = released(code)
    newsroom.relay()
    edition = Edition.objects.get(page_id=page.pk)
    assert (places(page), edition.references.filter(kind="place").count()) == (["kim-lien"], 1)

    desk.edit_source(placed, places=[], tasks=[])
    newsroom.relay()

    edition.refresh_from_db()
    page = newsroom.fresh(page)
    assert (places(page), list(page.tasks.all()), edition.version) == ([], [], 2)
    assert '"places":[],' in edition.document
    assert not Reference.objects.filter(edition=edition, kind__in=("place", "task")).exists()


@pytest.mark.parametrize("code", TARGETS)
def test_emptied_list_is_emptied_in_a_draft_translation(desk: Desk, placed: Any, code: str) -> None:
    desk.submit(placed, code)
    assert places(draft(desk.target(placed, code))) == ["kim-lien"]
    desk.edit_source(placed, places=[])
    assert places(draft(desk.target(placed, code))) == []
    assert desk.target(placed, code).live is False


@pytest.mark.parametrize("code", TARGETS)
def test_translators_next_publication_does_not_bring_old_particulars_back(
    desk: Desk, placed: Any, released: Callable[[str], Any], code: str
) -> None:
    released(code)
    desk.edit_source(placed, places=[])
    desk.say(placed, code, desk.segment(placed, "title"), "Tiêu đề mới")
    desk.publish(placed, code)
    page = desk.target(placed, code)
    assert (page.title, places(page)) == ("Tiêu đề mới", [])


def test_draft_above_a_live_translation_follows_and_keeps_its_words(
    desk: Desk, placed: Any, released: Callable[[str], Any]
) -> None:
    page = released("lo")
    newsroom.edit(page, summary="[lo] bản nháp")
    desk.edit_source(placed, places=[])
    page = newsroom.fresh(page)
    assert (page.summary, places(page)) == ("[lo] Mùa sen nở.", [])
    assert (draft(page).summary, places(draft(page)), page.has_unpublished_changes) == ("[lo] bản nháp", [], True)


def test_words_and_address_do_not_follow(desk: Desk, placed: Any, released: Callable[[str], Any]) -> None:
    page = released("lo")
    revisions = page.revisions.count()
    desk.edit_source(placed, title="Khác", slug="khac")
    page = newsroom.fresh(page)
    assert (page.title, page.slug, page.revisions.count()) == ("[lo] Làng Sen đón khách", "lang-sen", revisions)


def test_translation_that_cannot_follow_stays_and_its_history_says_why(
    desk: Desk, placed: Any, released: Callable[[str], Any]
) -> None:
    page = released("lo")
    desk.edit_source(placed, picture=picture())
    assert newsroom.fresh(placed).picture is not None
    assert newsroom.fresh(page).picture is None
    assert list(PageLogEntry.objects.filter(action="hub.not_followed").values_list("page", "data__reason")) == [
        (page.pk, "The picture “Sen” has no approved alt text in Lao: write it in the media library.")
    ]


def test_page_that_stopped_following_is_left_alone(desk: Desk, placed: Any, released: Callable[[str], Any]) -> None:
    page = released("lo")
    translation = desk.translation(placed, "lo")
    translation.enabled = False
    translation.save()
    desk.edit_source(placed, agency=Agency.objects.create(code="dai", kind="press"))
    assert newsroom.fresh(page).agency.code == "bao"
