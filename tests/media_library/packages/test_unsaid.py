"""What a package does not say in its languages, before its recipient notices."""

import pytest
from django.urls import reverse

from media_library.packages.unsaid import without_subtitles, without_words
from tests.media_library.packages.room import librarian, made, ordered, signed_in, small


@pytest.mark.parametrize(
    ("texts", "lacking"),
    [
        ({}, ["vi", "lo"]),
        ({"vi": {"title": "Sen", "caption": "", "alt": ""}}, ["lo"]),
        ({"vi": {"caption": "Sen nở"}, "lo": {"alt": "ດອກບົວ", "caption": ""}}, ["lo"]),
    ],
)
def test_words_are_a_title_or_a_caption(texts: dict[str, dict[str, str]], lacking: list[str]) -> None:
    assert without_words({"texts": texts}, ["vi", "lo"]) == lacking


def test_of_subtitles_those_of_a_subtitled_clip_are_missed() -> None:
    assert without_subtitles({"subtitles": [{"lang": "vi"}, {"lang": "ja"}]}, ["vi", "lo"]) == ["lo"]
    assert without_subtitles({"subtitles": []}, ["vi", "lo"]) == []


@pytest.mark.django_db
def test_the_page_of_a_package_says_so() -> None:
    package = made(librarian(), small("Sen").asset, languages=["vi", "fr", "lo", "ja"])
    page = signed_in(package.created_by).get(reverse("media_library:package", args=[package.pk])).content.decode()
    assert "no words in Français, 日本語" in page


@pytest.mark.django_db
def test_of_what_is_not_made_yet_nothing_is_missed() -> None:
    package = ordered(librarian(), small("Sen").asset, languages=["fr"])
    answer = signed_in(package.created_by).get(reverse("media_library:package", args=[package.pk]))
    assert (answer.status_code, "no words in" in answer.content.decode()) == (200, False)
