"""Released editions as documents of the search index."""

import pytest

from hub.publishing.models import Edition
from hub.publishing.search_source import edition_document
from tests.newsroom import article, publish, relay

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("summary", "prose"),
    [
        ("Một ngày ở Kim Liên.", ["Một ngày ở Kim Liên.", "Sen nở từ tháng năm.", "Văn hóa"]),
        ("Sen nở từ tháng năm.", ["Sen nở từ tháng năm.", "Văn hóa"]),
        ("Sen nở…", ["Sen nở từ tháng năm.", "Văn hóa"]),
    ],
    ids=["its own words", "the whole text", "how the text begins"],
)
def test_what_a_summary_repeats_is_said_once(summary: str, prose: list[str]) -> None:
    publish(article(summary=summary))
    relay()
    assert edition_document(Edition.objects.get(), {}).prose.split("\n") == prose
