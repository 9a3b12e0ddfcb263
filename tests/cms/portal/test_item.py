"""How an item page says what its document says: blocks, particulars, what search engines are told, drafts."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.models import Page

from hub.content.models import Event, Issue, Publication
from hub.publishing.models import Edition
from tests.cms.portal.reading import Reading
from tests.newsroom import article, column, desk_head, fresh, newspaper, publish, relay, translate

pytestmark = pytest.mark.django_db


def shown(client: Client, body: list[dict[str, Any]], **fields: Any) -> Reading:
    page = article(body=body, **fields)
    publish(page)
    relay()
    return Reading(client.get(f"/vi/van-hoa/{page.slug}/"))


def test_quote_names_its_speaker(client: Client) -> None:
    page = shown(
        client, [{"type": "quote", "value": {"text": "Đất nện mát chân.", "speaker": "Bà Sen", "role": "dân làng"}}]
    )

    assert page.texts("blockquote") == ["Đất nện mát chân."]
    assert page.texts("cite") == ["Bà Sen"]


def test_table_has_caption_and_scopes(client: Client) -> None:
    rows = [["Năm", "Khách"], ["2025", "1.234"]]
    table = {
        "data": rows,
        "first_row_is_table_header": True,
        "first_col_is_header": True,
        "table_caption": "Lượng khách",
    }
    page = shown(client, [{"type": "table", "value": table}])

    assert page.texts("caption") == ["Lượng khách"]
    assert page.texts("th", scope="col") == ["Năm", "Khách"]
    assert page.texts("th", scope="row") == ["2025"]
    assert page.texts("td") == ["1.234"]


def test_box_embed_and_heading(client: Client) -> None:
    body = [
        {"type": "heading", "value": "Hai mái nhà"},
        {"type": "box", "value": {"title": "Đi lúc nào?", "text": "<p>Sáng sớm.</p>"}},
        {"type": "embed", "value": {"url": "https://ich.unesco.org/x", "title": "Hồ sơ"}},
    ]
    page = shown(client, body)

    assert page.texts("h2")[0] == "Hai mái nhà"
    assert page.texts("aside", class_="box") == ["Đi lúc nào?Sáng sớm."]
    (link,) = page.all("a", rel="external noopener")
    assert (link["href"], link.text) == ("https://ich.unesco.org/x", "Hồ sơich.unesco.org ↗")


def test_words_of_editors_never_become_markup(client: Client) -> None:
    page = shown(
        client, [{"type": "heading", "value": "</h2><script>x</script>"}], title="Tiêu đề </script><b>", byline="<i>A"
    )

    assert page.texts("h1") == ["Tiêu đề </script><b>"]
    assert page.texts("p", class_="byline") == ["<i>A"]
    assert [script.attributes.get("src") for script in page.all("script")] == [None, "/static/search/suggesting.js"]
    assert page.data()["headline"] == "Tiêu đề </script><b>"


def test_page_asks_nobody_else_and_needs_no_script(client: Client) -> None:
    page = shown(client, [])

    loaded = [
        element.attributes.get("src", "") for element in page.elements if element.tag in ("script", "img", "iframe")
    ]
    loaded += [link["href"] for link in page.all("link") if link["rel"] in ("stylesheet", "preload", "icon")]
    assert [address for address in loaded if address and not address.startswith("/")] == []
    scripts = [script.attributes.get("src") or script["type"] for script in page.all("script")]
    assert scripts == ["application/ld+json", "/static/search/suggesting.js"]


@pytest.mark.parametrize(
    ("tag", "day"),
    [
        ("vi", "ngày 12 tháng 5 năm 2026"),
        ("en", "12 May 2026"),
        ("lo", "12 ພຶດສະພາ 2026"),
        ("zh-Hans", "2026年5月12日"),
        ("ja", "2026年5月12日"),
        ("ko", "2026년 5월 12일"),
        ("fr", "12 mai 2026"),
        ("ru", "12 мая 2026 г."),
    ],
)
def test_day_is_written_as_the_language_writes_it(client: Client, tag: str, day: str) -> None:
    page = article()
    publish(page)
    released = fresh(page) if tag == "vi" else translate(page, tag)
    relay()
    edition = Edition.objects.get(lang=tag)
    told = edition.published_at.isoformat()
    # half past midnight in Vinh is still the day before in Greenwich
    edition.document = edition.document.replace(told, "2026-05-11T17:30:00+00:00")
    edition.save()

    assert Reading(client.get(released.get_url())).texts("time")[0] == day


def test_event_tells_time_in_vietnam(client: Client) -> None:
    shelf = column()
    starts, ends = datetime(2027, 5, 16, 12, 30, tzinfo=UTC), datetime(2027, 5, 16, 15, 0, tzinfo=UTC)
    event = Event(
        title="Lễ hội", summary="…", venue="Kim Liên", starts=starts, ends=ends, agency=newspaper(), locale=shelf.locale
    )
    Page.objects.get(pk=shelf.pk).add_child(instance=event)
    publish(event)
    relay()

    page = Reading(client.get("/vi/van-hoa/le-hoi/"))

    assert page.texts("dt") == ["Thời gian", "Địa điểm"]
    assert page.texts("dd") == ["ngày 16 tháng 5 năm 2027, 19:30–22:00 Giờ Việt Nam (UTC+7)", "Kim Liên"]
    data = page.data()
    assert (data["@type"], data["startDate"], data["location"]) == (
        "Event",
        "2027-05-16T19:30:00+07:00",
        {"@type": "Place", "name": "Kim Liên"},
    )


def test_publication_lists_its_issues(client: Client) -> None:
    shelf = Page.objects.get(pk=column().pk)
    magazine = shelf.add_child(
        instance=Publication(
            title="Sông Lam",
            summary="…",
            licence_number="01-DEMO",
            frequency="monthly",
            agency=newspaper(),
            locale=shelf.locale,
        )
    )
    publish(magazine)
    issue = Page.objects.get(pk=magazine.pk).add_child(
        instance=Issue(
            title="Số 1",
            summary="…",
            number="1",
            issued=date(2026, 3, 1),
            pages=48,
            print_run=1000,
            agency=newspaper(),
            locale=shelf.locale,
        )
    )
    publish(issue)
    relay()

    of_magazine, of_issue = (
        Reading(client.get(path)) for path in ("/vi/van-hoa/song-lam/", "/vi/van-hoa/song-lam/so-1/")
    )

    assert of_magazine.texts("dd") == ["Hằng tháng", "01-DEMO"]
    assert of_magazine.texts("h3", class_="card-title")[0] == "Số 1"
    assert of_issue.texts("dd") == ["1", "ngày 1 tháng 3 năm 2026", "48", "1.000"]
    assert of_issue.data()["@type"] == "PublicationIssue"


def test_search_engines_are_told_of_the_article(client: Client) -> None:
    page = shown(client, [], byline="Hà An")
    edition = Edition.objects.get()
    url = f"{settings.BASE_URL}/vi/van-hoa/lang-sen-mua-sen-no/"

    data = page.data()
    assert data == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "inLanguage": "vi",
        "description": "Một ngày ở Kim Liên.",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "headline": "Làng Sen mùa sen nở",
        "name": "Làng Sen mùa sen nở",
        "datePublished": edition.published_at.isoformat(),
        "dateModified": edition.updated_at.isoformat(),
        "author": {"@type": "Person", "name": "Hà An"},
        "isPartOf": {"@type": "CollectionPage", "name": "Văn hóa", "url": f"{settings.BASE_URL}/vi/van-hoa/"},
    }
    assert page.one("meta", name="robots")["content"] == "max-image-preview:large"
    assert page.one("meta", property="og:locale")["content"] == "vi_VN"


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_preview_shows_the_draft_in_the_same_page(client: Client) -> None:
    page = article()
    client.force_login(desk_head())

    answer = client.get(f"/admin/pages/{page.pk}/view_draft/")

    assert answer.status_code == 200
    seen = Reading(answer)
    assert seen.texts("h1") == ["Làng Sen mùa sen nở"]
    assert seen.texts("p", class_="draft") == ["Bản nháp: chưa xuất bản"]
    assert [meta["content"] for meta in seen.all("meta", name="robots")] == ["noindex"]
    assert Edition.objects.count() == 0


def test_preview_of_a_column_and_a_home(client: Client) -> None:
    shelf = column()
    client.force_login(desk_head())

    seen = [Reading(client.get(f"/admin/pages/{page.pk}/view_draft/")) for page in (shelf, shelf.get_parent())]

    assert [page.texts("h1") for page in seen] == [["Văn hóa"], [shelf.get_parent().title]]


def test_preview_is_for_staff(client: Client) -> None:
    page = article()

    assert client.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 302
