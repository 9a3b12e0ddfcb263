"""How a draft is shown: by whoever said how, else as a plain sheet."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from hub.content import previews
from hub.content.models.editions import EditionPage
from tests import newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _portal_as_it_was() -> Iterator[None]:
    before = previews._face
    yield
    previews.show_drafts_with(before)


def test_draft_without_a_portal_is_a_plain_sheet(rf: RequestFactory) -> None:
    previews.show_drafts_with(None)
    sheet = newsroom.article().serve_preview(rf.get("/"), "").content.decode()
    assert ("<h1>Làng Sen mùa sen nở</h1>" in sheet, "Sen nở từ tháng năm." in sheet) == (True, True)


def test_draft_is_shown_as_the_portal_says(rf: RequestFactory) -> None:
    def face(page: EditionPage, _request: HttpRequest) -> tuple[str, dict[str, Any]]:
        return "content/plain_draft.html", {"page": {"title": f"Bản nháp: {page.title}"}}

    previews.show_drafts_with(face)
    assert (
        "<h1>Bản nháp: Làng Sen mùa sen nở</h1>" in newsroom.article().serve_preview(rf.get("/"), "").content.decode()
    )
