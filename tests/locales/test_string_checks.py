"""Trap 9: a 300-character title was a 500, and an error once noted stayed after the correction."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringTranslation

from tests.locales.conftest import TARGETS, Desk

LETTER = {"lo": "ກ", "zh-hans": "莲"}


@pytest.mark.parametrize("code", TARGETS)
@pytest.mark.parametrize(
    ("path", "limit"), [("title", 255), ("summary", 400), ("body", 255)], ids=["title", "summary", "heading"]
)
def test_long_translation_is_kept_with_an_error_on_its_segment(
    desk: Desk, article: Any, code: str, path: str, limit: int
) -> None:
    desk.submit(article, code)
    text = LETTER[code] * (limit + 1)
    answer = desk.say(article, code, desk.segment(article, path), text)
    assert answer.status_code == 201
    assert (answer.json()["data"], answer.json()["error"]) == (
        text,
        f"The translation is too long: {limit + 1} characters, at most {limit} are possible.",
    )


@pytest.mark.parametrize("code", TARGETS)
def test_translation_that_just_fits_has_no_error(desk: Desk, article: Any, code: str) -> None:
    desk.submit(article, code)
    assert desk.say(article, code, desk.segment(article, "title"), LETTER[code] * 255).json()["error"] is None


def test_length_is_counted_in_what_readers_see(desk: Desk, article: Any) -> None:
    desk.submit(article, "lo")
    assert desk.say(article, "lo", desk.segment(article, "title"), "&amp;" * 255).json()["error"] is None
    assert desk.target(article, "lo").draft_title == "&" * 255


@pytest.mark.parametrize("code", TARGETS)
def test_long_title_leaves_the_page_tree_as_it_was(desk: Desk, article: Any, code: str) -> None:
    desk.submit(article, code)
    desk.say(article, code, desk.segment(article, "title"), LETTER[code] * 300)
    assert desk.target(article, code).draft_title == "Làng Sen đón khách"
    desk.say(article, code, desk.segment(article, "title"), LETTER[code])
    assert desk.target(article, code).draft_title == LETTER[code]


@pytest.mark.parametrize("code", TARGETS)
def test_long_title_refuses_publication_until_it_is_corrected(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    page = released(code)
    title = desk.segment(article, "title")
    desk.say(article, code, title, LETTER[code] * 300)
    assert "1 passage is not translated. Title: “Làng Sen đón khách”" in desk.publish(article, code)[0]
    answer = desk.say(article, code, title, LETTER[code] * 9)
    assert answer.json()["error"] is None
    desk.publish(article, code)
    assert Page.objects.get(pk=page.pk).title == LETTER[code] * 9


@pytest.mark.parametrize("code", TARGETS)
def test_empty_translation_is_an_error_on_its_segment(desk: Desk, article: Any, code: str) -> None:
    desk.submit(article, code)
    answer = desk.say(article, code, desk.segment(article, "title"), " \u00a0 ")
    assert answer.json()["error"] == "The translation is empty."


def test_broken_markup_is_still_found_by_localize(desk: Desk, article: Any) -> None:
    desk.submit(article, "lo")
    answer = desk.say(article, "lo", desk.segment(article, "body", 1), "<script>x</script>")
    assert answer.json()["error"].startswith("<script> tag is not allowed")


def test_error_from_a_failed_publication_goes_with_the_correction(desk: Desk, article: Any) -> None:
    desk.submit(article, "lo")
    title = desk.segment(article, "title")
    desk.say(article, "lo", title, "ບ້ານເຊນ")
    StringTranslation.objects.update(has_error=True, field_error="refused once")
    assert desk.say(article, "lo", title, "ບ້ານ ເຊນ").json()["error"] is None


def test_error_on_an_override_goes_with_the_correction(desk: Desk, article: Any) -> None:
    desk.submit(article, "lo")
    context = desk.segment(article, "title").context
    locale = desk.translation(article, "lo").target_locale
    override = SegmentOverride.objects.create(locale=locale, context=context, data_json='"a"')
    SegmentOverride.objects.update(has_error=True, field_error="refused once")
    SegmentOverride.objects.update_or_create(locale=locale, context=context, defaults={"data_json": '"b"'})
    override.refresh_from_db()
    assert (override.data_json, override.has_error, override.field_error) == ('"b"', False, "")


def test_translations_are_stored_composed(desk: Desk, article: Any) -> None:
    desk.submit(article, "en")
    answer = desk.say(article, "en", desk.segment(article, "title"), "Sen\u0302")
    assert answer.json()["data"] == "Se\u006e\u0302"
    answer = desk.say(article, "en", desk.segment(article, "title"), "Nghe\u0302\u0323 An")
    assert answer.json()["data"] == "Nghệ An"


def test_long_title_from_a_po_file_is_kept_with_its_error(desk: Desk, article: Any) -> None:
    desk.submit(article, "lo")
    translation = desk.translation(article, "lo")
    po = translation.export_po()
    po.find("Làng Sen đón khách").msgstr = "ກ" * 300
    translation.import_po(po)
    string = StringTranslation.objects.get(context__path="title")
    assert (len(string.data), string.has_error) == (300, True)
