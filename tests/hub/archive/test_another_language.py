"""An archive in a language outside the eight: one more in HUB_LANGUAGES, and it is imported, released and found."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from hub.archive.shelves import TITLES
from locales.languages import content_languages, settings_languages
from search.indexing import index_waiting
from tests.hub.archive.archives import bring, document, line
from tests.newsroom import column, newspaper, told

pytestmark = pytest.mark.django_db

THAI = {
    "title": "เทศกาลหมู่บ้านดอกบัว",
    "text": "เทศกาลหมู่บ้านดอกบัวจัดขึ้นที่กิมเลียนจังหวัดเหงะอานในเดือนพฤษภาคม\n\nนักท่องเที่ยวชาวลาวมาร่วมงาน",
}


@pytest.fixture(autouse=True)
def thai(settings: Any) -> None:
    tags = (*settings.HUB_LANGUAGES, "th")
    settings.HUB_LANGUAGES = tags
    settings.LANGUAGES = settings_languages(tags)
    settings.WAGTAIL_CONTENT_LANGUAGES = content_languages(tags)
    column()
    newspaper()


def found(client: Client, typed: str, **filters: str) -> list[dict[str, Any]]:
    while index_waiting():
        pass
    answer = client.get("/api/v1/search", {"q": typed, **filters}).json()
    return answer["hits"]


def test_thai_is_imported_released_and_found_inside_a_run_of_text(tmp_path: Path, client: Client):
    summary = bring(
        tmp_path,
        line(1, "vi", licence="CC-BY-4.0"),
        line(1, "th", licence="CC-BY-4.0", **THAI),
        line(2, "th", licence="CC-BY-4.0", title="ข่าวอื่น", text="ไม่มีอะไรเกี่ยวข้อง"),
    )

    assert dict(summary.counts) == {"added": 3, "unchanged": 0}
    assert {(lang, change) for _seq, lang, change, _version in told()} == {("vi", "published"), ("vi", "updated"), ("th", "published")}  # fmt: skip
    edition = document("bna-1-th")
    assert (edition["lang"], edition["title"], edition["column"]["title"]) == ("th", THAI["title"], TITLES["th"])
    assert edition["source_lang"] == "vi"
    for typed in ("กิมเลียน", "พฤษภาคม", "หมู่บ้าน", "นักท่องเที่ยว"):
        [hit] = found(client, typed)
        assert (typed, hit["lang"], hit["external_id"]) == (typed, "th", "bna-1-th")
    assert [hit["external_id"] for hit in found(client, "เกี่ยวข้อง", lang="th")] == ["bna-2-th"]
    assert found(client, "กิมเลียน", lang="vi") == []
