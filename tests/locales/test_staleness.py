"""Trap 4: localize says "up to date" after the source has changed; the house compares words."""

from collections.abc import Callable
from typing import Any

import pytest

from locales.staleness import digest, passages_behind, segment_digests, stale_segments, translated_from
from tests.locales.conftest import TARGETS, Desk


@pytest.mark.parametrize("code", TARGETS)
def test_translation_of_an_unchanged_source_is_not_stale(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    released(code)
    assert stale_segments(desk.translation(article, code)) == []


@pytest.mark.parametrize("code", TARGETS)
def test_translation_is_stale_before_anybody_syncs(
    desk: Desk, released: Callable[[str], Any], article: Any, code: str
) -> None:
    released(code)
    desk.edit_source(article, title="Làng Sen mùa hội", summary="Sen nở sớm.")
    translation = desk.translation(article, code)
    assert translation.get_status_display() == "Up to date"
    assert stale_segments(translation) == ["Làng Sen mùa hội", "Sen nở sớm."]


def test_translation_stays_stale_after_syncing_until_it_is_translated(
    desk: Desk, released: Callable[[str], Any], article: Any
) -> None:
    released("lo")
    desk.edit_source(article, summary="Sen nở sớm.")
    desk.sync(article, publish=False)
    assert stale_segments(desk.translation(article, "lo")) == ["Sen nở sớm."]
    desk.translate_all(article, "lo")
    assert stale_segments(desk.translation(article, "lo")) == []


def test_draft_of_the_source_makes_nothing_stale(desk: Desk, released: Callable[[str], Any], article: Any) -> None:
    released("lo")
    article.title = "Chưa đăng"
    article.save_revision()
    assert stale_segments(desk.translation(article, "lo")) == []


def test_removed_passage_is_stale(desk: Desk, released: Callable[[str], Any], article: Any) -> None:
    released("lo")
    desk.edit_source(article, body=[block for block in article.body.raw_data if block["type"] != "heading"])
    assert stale_segments(desk.translation(article, "lo")) == ["Đường đến"]


def test_translation_of_a_deleted_source_is_not_stale(desk: Desk, released: Callable[[str], Any], article: Any) -> None:
    released("lo")
    translation = desk.translation(article, "lo")
    article.delete()
    assert stale_segments(translation) == []


def test_segment_digests_follow_the_words_in_reading_order(article: Any) -> None:
    assert segment_digests(article) == [
        digest("Làng Sen đón khách"),
        digest("Mùa sen nở."),
        digest("Đường đến"),
        digest("Làng Sen thuộc xã Kim Liên."),
        digest("Làng mở cửa hằng ngày."),
    ]


def test_translated_from_is_what_the_translators_were_given(
    desk: Desk, released: Callable[[str], Any], article: Any
) -> None:
    released("lo")
    given = segment_digests(article)
    desk.edit_source(article, title="Làng Sen mùa hội")
    now = segment_digests(type(article).objects.get(pk=article.pk))
    assert translated_from(desk.translation(article, "lo")) == given
    assert passages_behind(now, given) == 1


def test_digest_ignores_composition_and_white_space() -> None:
    assert digest("Nghe\u0302\u0323  An\n") == digest("Nghệ An")


def test_digest_tells_words_apart() -> None:
    assert digest("Nghệ An") != digest("Nghe An")


@pytest.mark.parametrize(
    ("now", "then", "behind"),
    [
        (["a", "b"], ["a", "b"], 0),
        (["b", "a"], ["a", "b"], 0),
        (["a", "c"], ["a", "b"], 1),
        (["a", "b", "c"], ["a"], 2),
        (["a"], ["a", "b", "c"], 2),
        (["a", "a"], ["a"], 1),
        ([], [], 0),
    ],
    ids=["same", "moved", "changed", "added", "removed", "repeated", "empty"],
)
def test_passages_behind_counts_passages(now: list[str], then: list[str], behind: int) -> None:
    assert passages_behind(now, then) == behind
