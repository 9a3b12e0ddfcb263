"""The brand kit in the portal: what is approved and usable, by its role, in the reader's language, always the newest file."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from cms.portal.brand_kit import Section, sections
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone, translation

from media_library.models import AssetText, BrandAsset

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with translation.override("en"):
        yield


def brand(slug: str, *, words: dict[str, str] | None = None, drawn: bool = True, **fields: Any) -> BrandAsset:
    fields = {"role": "logo", "status": "approved", "credit": "Cổng Nghệ An", **fields}
    made = BrandAsset(title=f"Tên của {slug}", slug=slug, **fields)
    made.texts = [AssetText(language=tag, title=title, caption=f"{title}.") for tag, title in (words or {}).items()]
    if drawn:
        made.file = ContentFile(SVG, name=f"{slug}.svg")
    made.save()
    return made


def told(found: list[Section]) -> list[tuple[str, list[tuple[str, str, list[str]]]]]:
    return [
        (
            section.title,
            [(one.words.lang, one.words.title, [each.latest for each in one.lockups]) for one in section.shown],
        )
        for section in found
    ]


def test_by_role_each_logo_with_its_lock_ups() -> None:
    logo = brand("sen", words={"vi": "Hoa sen", "fr": "Lotus"}, colour="full")
    brand("sen-trang", variant_of=logo, colour="reversed")
    brand("loi", role="slogan", drawn=False, words={"vi": "Kể chuyện mình"})
    assert told(sections("fr")) == [
        ("Logo", [("fr", "Lotus", ["/media/latest/sen", "/media/latest/sen-trang"])]),
        ("Slogan", [("vi", "Kể chuyện mình", [])]),
    ]
    (logos, slogans) = sections("fr")
    assert [(one.said, one.on_dark) for one in logos.shown[0].lockups] == [
        ("full colour", False),
        ("white, for dark grounds", True),
    ]
    assert [words.title for words in slogans.shown[0].in_all] == ["Kể chuyện mình"]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "proposed"},
        {"licence": "internal"},
        {"usable_until": timezone.localdate() - timedelta(days=1)},
    ],
)
def test_what_is_not_approved_or_not_usable_is_not_shown(fields: dict[str, Any]) -> None:
    brand("sen", **fields)
    assert sections("vi") == []


def test_a_lock_up_whose_logo_is_not_shown_stands_for_itself() -> None:
    logo = brand("sen", status="proposed")
    brand("sen-den", variant_of=logo, words={"vi": "Hoa sen đen"})
    assert told(sections("vi")) == [("Logo", [("vi", "Hoa sen đen", ["/media/latest/sen-den"])])]


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_whatever_it_shows(many: int, django_assert_num_queries: Any) -> None:
    for number in range(many):
        brand(f"sen-{number}", words={"vi": "Hoa sen"})
    with django_assert_num_queries(8):
        sections("vi")


def test_the_page_leads_to_the_newest_file_in_every_language(client: Client) -> None:
    brand("sen", words={"vi": "Hoa sen", "lo": "ດອກບົວ"}, colour="full")
    pages = {
        tag: client.get(f"/{code}/brand-kit/") for tag, code in (("vi", "vi"), ("lo", "lo"), ("zh-Hans", "zh-hans"))
    }
    html = {tag: page.content.decode() for tag, page in pages.items()}
    assert {tag: page.status_code for tag, page in pages.items()} == dict.fromkeys(html, 200)
    for tag, title in (("vi", "Bộ nhận diện"), ("lo", "ຊຸດເຄື່ອງໝາຍ"), ("zh-Hans", "品牌资料")):
        assert (f"<h1>{title}</h1>" in html[tag], '<a href="/media/latest/sen"' in html[tag]) == (True, True)
    assert ('<h3 lang="lo">ດອກບົວ</h3>' in html["lo"], '<h3 lang="vi">Hoa sen</h3>' in html["zh-Hans"]) == (True, True)
    assert '<a href="/lo/brand-kit/">ຊຸດເຄື່ອງໝາຍ</a>' in html["lo"]
    assert pages["vi"]["Cache-Control"] == "public, max-age=300, must-revalidate"


def test_an_empty_kit_says_so(client: Client) -> None:
    assert "Ở đây chưa có nội dung nào được xuất bản." in client.get("/vi/brand-kit/").content.decode()
