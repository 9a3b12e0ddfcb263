"""Each finding of the pre-flight, one fault at a time."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from hub.content.models import Column, Event, Issue, VideoStory
from hub.content.preflight.finding import Severity
from hub.content.preflight.findings import preflight, refuse_unready
from hub.registry.models import Fact
from media_library.models import Video
from tests.hub.content.desk_room import HERE, PARAGRAPH, agency, block, complete, picture

pytestmark = pytest.mark.django_db


def found(page: Any) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.severity.value, finding.place) for finding in preflight(page)]


def test_preflight_of_a_complete_article_finds_nothing() -> None:
    assert found(complete()) == []


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"summary": ""}, ("summary_missing", "blocking", "summary")),
        ({"summary": "Ngắn."}, ("summary_short", "warning", "summary")),
        ({"summary": "a" * 301}, ("summary_long", "warning", "summary")),
        ({"title": "a" * 91}, ("title_long", "warning", "title")),
        ({"search_description": ""}, ("search_description_missing", "warning", "search_description")),
        ({"search_description": "a" * 161}, ("search_description_long", "warning", "search_description")),
        ({"byline": " "}, ("byline_missing", "warning", "byline")),
        ({"agency": None}, ("agency_missing", "blocking", "agency")),
        ({"tasks": []}, ("task_missing", "warning", "tasks")),
        ({"subjects": []}, ("subject_missing", "warning", "subjects")),
        ({"places": []}, ("place_missing", "warning", "places")),
        ({"picture": None}, ("picture_missing", "warning", "picture")),
        ({"body": []}, ("body_empty", "warning", "body")),
        ({"body": [PARAGRAPH, block("heading", "Mùa sen")]}, ("heading_alone", "warning", HERE)),
        (
            {"body": [block("heading", "Một"), {"type": "heading", "value": "Hai", "id": "3"}, PARAGRAPH]},
            ("heading_alone", "warning", HERE),
        ),
        (
            {"body": [block("table", {"data": [["1", "2"]], "first_row_is_table_header": False})]},
            ("table_header_missing", "warning", HERE),
        ),
        ({"body": [block("quote", {"text": "Đẹp.", "speaker": "", "role": ""})]}, ("quote_speaker_missing", "warning", HERE)),
        ({"body": [block("paragraph", "<p>Theo UBND xã, sen nở.</p>")]}, ("abbreviation_undefined", "warning", HERE)),
    ],
)  # fmt: skip
def test_preflight_finds_what_is_missing(fields: dict[str, Any], finding: tuple[str, str, str]) -> None:
    assert found(complete(**fields)) == [finding]


@pytest.mark.parametrize(
    "text",
    ["Theo Ủy ban nhân dân (UBND) xã và UBND huyện.", "Danh hiệu của UNESCO.", "Thế kỷ XIX.", "LÀNG SEN MÙA SEN NỞ"],
)
def test_abbreviation_that_is_explained_or_known_is_not_found(text: str) -> None:
    assert found(complete(body=[block("paragraph", f"<p>{text}</p>")])) == []


def test_agency_that_ended_is_found_on_the_day_the_work_came_out() -> None:
    ended = agency("so-cu", valid_to=date(2025, 2, 28))
    assert found(complete(agency=ended)) == [("agency_not_valid", "warning", "agency")]
    assert found(complete(agency=ended, first_published_at=timezone.make_aware(timezone.datetime(2024, 5, 1)))) == []


@pytest.mark.parametrize(
    ("fields", "code", "severity"),
    [
        ({"alt": ""}, "alt_missing", "blocking"),
        ({"credit": ""}, "credit_missing", "blocking"),
        ({"usable_until": date(2020, 1, 1)}, "asset_not_usable", "blocking"),
        ({"usable_from": date(2999, 1, 1)}, "asset_not_usable", "blocking"),
        ({"usable_until": timezone.localdate() + timedelta(days=10)}, "asset_expires_soon", "warning"),
    ],
)
def test_picture_is_looked_at_wherever_it_stands(fields: dict[str, Any], code: str, severity: str) -> None:
    faulty = picture(**fields)
    other = picture()
    lead = complete(picture=faulty)
    single = complete(body=[block("picture", {"image": faulty.pk, "caption": ""})])
    gallery = complete(body=[block("gallery", {"pictures": [other.pk, faulty.pk]})])
    assert found(lead) == [(code, severity, "picture")]
    assert found(single) == [(code, severity, HERE)]
    assert found(gallery) == [(code, severity, HERE)]


def test_alt_text_of_another_language_does_not_count() -> None:
    page = complete()
    page.locale = type(page.locale).objects.get(language_code="en")
    assert ("alt_missing", "blocking", "picture") in found(page)


def clip(**fields: Any) -> Video:
    """A row without its file: what is looked at here is what the library says of it."""
    made = Video(**{"title": "Bình minh", "credit": "Hà An", "file": "clip.mp4"} | fields)
    made.asset.save()
    Video.objects.bulk_create([made])
    return Video.objects.latest("pk")


def test_clip_without_credit_and_subtitles_is_found() -> None:
    page = complete(body=[block("clip", {"video": clip(credit="").pk, "caption": ""})])
    assert found(page) == [("credit_missing", "blocking", HERE), ("subtitles_missing", "warning", HERE)]


def test_video_story_without_a_clip_is_found() -> None:
    page = VideoStory(locale=complete().locale, title="Phim", summary="a" * 50, agency=agency(), video=None)
    assert ("clip_missing", "warning", "video") in found(page)


def test_fact_that_expired_or_is_only_proposed_is_found() -> None:
    expired = Fact.objects.create(code="cu", value=1, as_of=date(2020, 1, 1), source="x", expires=date(2021, 1, 1))
    proposed = Fact.objects.create(code="moi", value=1, as_of=date(2020, 1, 1), source="x", status="proposed")
    assert found(complete(body=[block("fact", {"fact": expired.pk})])) == [("fact_expired", "warning", HERE)]
    assert found(complete(body=[block("fact", {"fact": proposed.pk})])) == [("fact_proposed", "warning", HERE)]


def test_event_without_venue_and_issue_without_number_are_found() -> None:
    locale = complete().locale
    assert ("venue_missing", "warning", "venue") in found(Event(locale=locale, title="Lễ hội", starts=timezone.now()))
    assert ("number_missing", "warning", "number") in found(Issue(locale=locale, title="Số 1"))


def test_column_is_asked_for_less_and_never_stopped() -> None:
    column = Column(locale=complete().locale, title="Văn hóa", picture=picture(credit=""))
    assert found(column) == [
        ("summary_missing", "warning", "summary"),
        ("search_description_missing", "warning", "search_description"),
        ("credit_missing", "warning", "picture"),
    ]


def test_blocking_findings_come_first() -> None:
    assert found(complete(title="a" * 91, agency=None)) == [
        ("agency_missing", "blocking", "agency"),
        ("title_long", "warning", "title"),
    ]


def test_release_is_refused_with_every_reason() -> None:
    page = complete(summary="", agency=None, byline="")
    with pytest.raises(ValidationError) as refused:
        refuse_unready(page)
    assert refused.value.messages == [f.message for f in preflight(page) if f.severity == Severity.BLOCKING]
    assert len(refused.value.messages) == 2


def test_release_is_not_refused_for_hints() -> None:
    refuse_unready(complete(byline="", tasks=[], picture=None))


@pytest.mark.parametrize("number", [1, 3])
def test_preflight_asks_the_same_number_of_times_for_many_pictures(number: int, django_assert_num_queries: Any) -> None:
    pictures = [block("picture", {"image": picture().pk, "caption": ""}) | {"id": f"{n}"} for n in range(number)]
    page = complete(body=pictures)
    with django_assert_num_queries(5):  # the lead's texts and people, the body's pictures, their texts and people
        preflight(page)


TCVN3 = "TØnh NghÖ An cã nhiÒu di tÝch lÞch sö."


def test_text_for_an_old_font_stops_the_release_and_names_its_paragraph() -> None:
    page = complete(body=[PARAGRAPH, block("paragraph", f"<p>{TCVN3}</p>")])
    assert [(finding.code, finding.place, finding.message) for finding in preflight(page)] == [
        (
            "legacy_font",
            HERE,
            "“TØnh NghÖ An cã nhiÒu di tÝch lÞch sö.” was typed for an old font (TCVN3 or VNI): “TØnh” is to be “Tỉnh”. "
            "Convert the text to Unicode and paste it again.",
        )
    ]


def test_title_for_an_old_font_is_found() -> None:
    assert [finding.place for finding in preflight(complete(title="Du lÞch NghÖ An"))] == ["title"]
