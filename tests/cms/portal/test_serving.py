"""Pages come from the ledger: what is there, what is not there yet, and what is gone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page

from hub.content.models import Article, Dossier, Event
from hub.publishing import acts
from hub.publishing.models import Edition
from tests.cms.portal.reading import Reading
from tests.media_library.making import agency
from tests.newsroom import article, column, desk_head, edit, fresh, newspaper, publish, relay, translate

pytestmark = pytest.mark.django_db

# of these the router and Wagtail's hooks take six
HOME_QUERIES, COLUMN_QUERIES, ITEM_QUERIES = 10, 11, 12

STORY = "/vi/van-hoa/lang-sen-mua-sen-no/"


def released(title: str = "Làng Sen mùa sen nở", **fields: object) -> Article:
    page = article(title=title, **fields)
    publish(page)
    relay()
    return fresh(page)


def test_item_shows_the_released_text(client: Client) -> None:
    released(byline="Hà An")

    answer = client.get(STORY)

    assert answer.status_code == 200
    page = Reading(answer)
    assert page.texts("h1") == ["Làng Sen mùa sen nở"]
    assert page.texts("div", class_="text") == ["Sen nở từ tháng năm."]
    assert page.texts("p", class_="byline") == ["Hà An"]
    assert page.one("html")["lang"] == "vi"


def test_item_shows_the_ledger_and_not_the_row(client: Client) -> None:
    page = released()
    Page.objects.filter(pk=page.pk).update(title="Chưa ai duyệt")

    assert Reading(client.get(STORY)).texts("h1") == ["Làng Sen mùa sen nở"]


def test_item_before_its_compilation_shows_no_text(client: Client) -> None:
    publish(article())

    answer = client.get(STORY)

    assert answer.status_code == 404
    assert answer["Retry-After"] == "2"
    assert answer["Cache-Control"] == "no-store"
    assert Reading(answer).texts("h1") == ["Trang này đang được xuất bản"]
    assert "Làng Sen" not in answer.content.decode()


def test_item_never_released_is_not_found(client: Client) -> None:
    article()

    answer = client.get(STORY)

    assert answer.status_code == 404
    assert Reading(answer).texts("h1") == ["Không có trang này"]


def test_item_withdrawn_is_gone_with_reason_and_replacement(client: Client) -> None:
    page = released()
    instead = released("Sen Kim Liên")
    acts.withdraw(page, by=desk_head(), reason="Sai ngày lễ hội.", replacement=f"{instead.work}.vi")
    relay()

    answer = client.get(STORY)

    assert answer.status_code == 410
    shown = Reading(answer)
    assert shown.texts("h1") == ["Trang này đã được thu hồi"]
    assert shown.texts("p", class_="reason") == ["Sai ngày lễ hội."]
    assert [(link["href"], link.text) for link in shown.all("a", lang="vi") if "sen-kim-lien" in link["href"]] == [
        ("/vi/van-hoa/sen-kim-lien/", "Sen Kim Liên")
    ]


def test_item_deleted_is_gone(client: Client) -> None:
    page = released()
    acts.delete(page, by=desk_head(), reason="Trùng bài.")
    relay()

    assert client.get(STORY).status_code == 410


def test_item_withdrawn_in_lao_says_so_in_lao(client: Client) -> None:
    page = released()
    translation = translate(page, "lo")
    relay()
    acts.withdraw(translation, by=desk_head(), reason="ຜິດ")
    relay()

    answer = client.get("/lo/van-hoa/lang-sen-mua-sen-no/")

    assert answer.status_code == 410
    shown = Reading(answer)
    assert (shown.one("html")["lang"], shown.texts("h1")) == ("lo", ["ໜ້ານີ້ຖືກຖອນແລ້ວ"])


def test_translation_gone_with_its_source_names_the_language_of_the_reason(client: Client) -> None:
    page = released()
    translate(page, "en")
    instead = released("Sen Kim Liên")
    translate(instead, "en")
    relay()
    acts.withdraw(page, by=desk_head(), reason="Sai ngày lễ hội.", replacement=f"{instead.work}.vi")
    relay()

    answer = client.get("/en/van-hoa/lang-sen-mua-sen-no/")

    assert answer.status_code == 410
    shown = Reading(answer)
    assert [(reason["lang"], reason.text) for reason in shown.all("p", class_="reason")] == [("vi", "Sai ngày lễ hội.")]
    assert [link["href"] for link in shown.all("a", lang="en") if "sen-kim-lien" in link["href"]] == [
        "/en/van-hoa/sen-kim-lien/"
    ]


@pytest.mark.parametrize(
    ("path", "lang", "title"),
    [
        ("/vi/khong-co/", "vi", "Không có trang này"),
        ("/lo/khong-co/", "lo", "ບໍ່ມີໜ້ານີ້"),
        ("/zh-hans/khong-co/", "zh-Hans", "没有找到该页面"),
        ("/fr/khong-co/", "fr", "Il n’y a pas de page ici"),
    ],
)
def test_unknown_address_is_not_found_in_its_language(client: Client, path: str, lang: str, title: str) -> None:
    column()

    answer = client.get(path)

    assert answer.status_code == 404
    shown = Reading(answer)
    assert (shown.one("html")["lang"], shown.texts("h1")) == (lang, [title])


def test_address_without_a_language_is_not_found_in_the_reader_s(client: Client) -> None:
    answer = client.get("/khong-co.txt", headers={"accept-language": "ko"})

    assert answer.status_code == 404
    assert Reading(answer).texts("h1") == ["페이지를 찾을 수 없습니다"]


def test_address_with_nul_is_not_found(client: Client) -> None:
    assert client.get("/vi/%00/").status_code == 404


def test_writing_to_a_page_is_refused(client: Client) -> None:
    released()

    assert client.post(STORY).status_code == 405


def test_fault_of_the_house_is_told_without_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from cms.portal.refusals import out_of_order  # noqa: PLC0415 - app ready

    request = client.get("/vi/khong-co/").wsgi_request
    request.path = "/ru/"
    with django_assert_num_queries(0):
        answer = out_of_order(request)

    assert answer.status_code == 500
    assert Reading(answer).texts("h1") == ["На нашей стороне произошла ошибка"]


# --- languages -------------------------------------------------------------------------------------------------------


def test_item_names_its_languages_reciprocally(client: Client) -> None:
    page = released()
    for tag in ("en", "zh-Hans"):
        translate(page, tag)
    relay()
    addresses = {
        "vi": f"{settings.BASE_URL}/vi/van-hoa/lang-sen-mua-sen-no/",
        "en": f"{settings.BASE_URL}/en/van-hoa/lang-sen-mua-sen-no/",
        "zh-Hans": f"{settings.BASE_URL}/zh-hans/van-hoa/lang-sen-mua-sen-no/",
    }

    for tag, address in addresses.items():
        shown = Reading(client.get(address.removeprefix(settings.BASE_URL)))
        links = {link["hreflang"]: link["href"] for link in shown.all("link", rel="alternate")}
        assert links == addresses | {"x-default": addresses["en"]}
        assert shown.one("link", rel="canonical")["href"] == address
        assert shown.one("html")["lang"] == tag


def test_language_switch_leads_to_the_work_or_to_the_home(client: Client) -> None:
    translate(released(), "en")
    translate(column("Kinh tế", "kinh-te"), "lo")
    relay()

    shown = Reading(client.get(STORY))

    choice = shown.all("nav", class_="languages-choice")
    assert len(choice) == 1
    links = [(link["href"], link["lang"], link.text) for link in shown.all("a") if link.attributes.get("hreflang")]
    assert links[:2] == [("/en/van-hoa/lang-sen-mua-sen-no/", "en", "English"), ("/lo/", "lo", "ລາວ")]


def test_work_in_one_language_has_no_alternates(client: Client) -> None:
    released()

    assert Reading(client.get(STORY)).all("link", rel="alternate") == []


# --- lists -----------------------------------------------------------------------------------------------------------


def stories(count: int) -> None:
    for number in range(count):
        publish(article(title=f"Chuyện {number + 1}"))
    relay()


@pytest.mark.parametrize("count", [1, 3])
def test_home_takes_as_many_queries_for_one_story_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    stories(count)
    client.get("/vi/")

    with django_assert_num_queries(HOME_QUERIES):
        shown = Reading(client.get("/vi/"))

    assert len(shown.all("article", class_="card")) == count


@pytest.mark.parametrize("count", [1, 3])
def test_column_takes_as_many_queries_for_one_story_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    stories(count)
    client.get("/vi/van-hoa/")

    with django_assert_num_queries(COLUMN_QUERIES):
        shown = Reading(client.get("/vi/van-hoa/"))

    assert len(shown.all("article", class_="card")) == count


@pytest.mark.parametrize("count", [2, 4])
def test_item_takes_as_many_queries_for_one_related_story_as_for_three(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    stories(count)
    client.get("/vi/van-hoa/chuyen-1/")

    with django_assert_num_queries(ITEM_QUERIES):
        shown = Reading(client.get("/vi/van-hoa/chuyen-1/"))

    assert len(shown.all("article", class_="card")) == count - 1


def test_column_shows_twelve_a_page(client: Client) -> None:
    stories(13)

    first, second = (Reading(client.get(f"/vi/van-hoa/{query}")) for query in ("", "?page=2"))

    assert len(first.all("article", class_="card")) == 12
    assert second.texts("h2", class_="card-title") == ["Chuyện 1"]
    assert [link["href"] for link in first.all("a", rel="next")] == ["?page=2"]
    assert [link["href"] for link in second.all("a", rel="prev")] == ["/vi/van-hoa/"]
    assert second.one("link", rel="canonical")["href"] == f"{settings.BASE_URL}/vi/van-hoa/?page=2"


@pytest.mark.parametrize("number", ["0", "2", "-1", "abc", "", "²", "1.5", "9" * 40])
def test_column_has_no_such_page(client: Client, number: str) -> None:
    stories(1)

    assert client.get("/vi/van-hoa/", {"page": number}).status_code == 404


def test_column_leaves_out_other_languages_and_what_was_withdrawn(client: Client) -> None:
    page = released()
    translate(page, "en")
    acts.withdraw(released("Bài thu hồi"), by=desk_head(), reason="Sai.")
    relay()

    assert Reading(client.get("/vi/van-hoa/")).texts("h2", class_="card-title") == ["Làng Sen mùa sen nở"]


def test_dossier_gathers_its_stories(client: Client) -> None:
    home = column().get_parent()
    vi = Locale.objects.get(language_code="vi")
    about = {"summary": "Những điều ở lại.", "agency": newspaper()}
    dossier = home.add_child(instance=Dossier(title="Di sản", slug="di-san", locale=vi, **about))
    publish(dossier)
    page = article(title="Câu ví")
    draft = page.get_latest_revision_as_object()
    draft.dossiers.set([dossier])
    draft.save_revision()
    publish(fresh(page))
    relay()

    shown = Reading(client.get("/vi/di-san/"))

    assert shown.texts("h1") == ["Di sản"]
    assert shown.texts("h3", class_="card-title") == ["Câu ví"]
    assert client.get("/vi/di-san/?page=2").status_code == 404


def test_home_shows_coming_events_and_no_past_ones(client: Client) -> None:
    shelf = column()
    for title, days in (("Lễ hội Làng Sen", 3), ("Hội đã qua", -3)):
        event = Event(
            title=title,
            summary="…",
            venue="Kim Liên",
            agency=newspaper(),
            starts=timezone.now() + timedelta(days=days),
            locale=shelf.locale,
        )
        Page.objects.get(pk=shelf.pk).add_child(instance=event)
        publish(event)
    relay()

    shown = Reading(client.get("/vi/"))

    assert shown.texts("h3") == ["Lễ hội Làng Sen"]


def test_home_of_an_empty_language_says_so(client: Client) -> None:
    column()

    assert Reading(client.get("/vi/")).texts("p", class_="empty") == ["Ở đây chưa có nội dung nào được xuất bản."]


def test_correction_is_shown_to_readers(client: Client) -> None:
    page = released(agency=agency())
    edit(page, summary="Hai ngày ở Kim Liên.")
    acts.correct(fresh(page), by=desk_head(), note="Lễ hội kéo dài hai ngày, không phải một.")
    relay()

    (note,) = Reading(client.get(STORY)).all("section", class_="corrections")

    assert note.text.endswith("Lễ hội kéo dài hai ngày, không phải một.")


def test_stale_translation_says_so_in_its_language(client: Client) -> None:
    page = released()
    translate(page, "fr")
    relay()
    Edition.objects.filter(lang="fr").update(
        document=Edition.objects.get(lang="fr").document.replace('"freshness":"current"', '"freshness":2')
    )

    assert Reading(client.get("/fr/van-hoa/lang-sen-mua-sen-no/")).texts("p", class_="stale") == [
        "L’original a changé depuis cette traduction ; celle-ci est en cours de mise à jour."
    ]


def test_browsers_find_the_icon_where_a_page_names_none(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, static("portal/lotus.svg"))
