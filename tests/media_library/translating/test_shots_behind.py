"""Shots and sound bites in another language are behind when their original says something else than what was translated."""

from collections.abc import Callable

import pytest

from hub.staff.models import User
from media_library.behind import passage_behind
from media_library.models import Asset, PassageText
from media_library.shotlist.writing import Entry, Said, put_list
from media_library.translating.acts import Written, approve, put_forward, write
from media_library.translating.waiting import numbers, outdated, wanting
from tests.media_library.desk.test_words_route import decision, form_of, somebody
from tests.media_library.making import drawing, encoded, picture
from tests.media_library.translating.test_acts import somebody as account

pytestmark = pytest.mark.django_db


@pytest.fixture
def asset() -> Asset:
    """With a shot of which Lao and English say something, and a sound bite in Lao, in English too."""
    made: Asset = picture(encoded(drawing((40, 30))), title="Cảng").asset
    shot = Entry(0, 2_000, {"vi": Said("Cảng"), "lo": Said("ທ່າເຮືອ"), "en": Said("Port")})
    bite = Entry(2_000, 4_000, {"lo": Said("ສະບາຍດີ"), "en": Said("Hello")}, role="bite", language="lo")
    put_list(made, [shot, bite], by=None)
    return Asset.objects.get()


def change(asset: Asset, *, shot: str = "Cảng", bite: str = "ສະບາຍດີ") -> Asset:
    first, second = asset.passages.all()
    entries = [
        Entry(0, 2_000, {"vi": Said(shot)}, pk=first.pk),
        Entry(2_000, 4_000, {"lo": Said(bite)}, role="bite", language="lo", pk=second.pk),
    ]
    put_list(asset, entries, by=None)
    return Asset.objects.get()


def behind(asset: Asset, language: str) -> list[str]:
    return [passage_behind(row, language) for row in asset.passages.prefetch_related("texts")]


def listed(language: str) -> tuple[int, int, tuple[int, int]]:
    """As the list of what wants words, that of what has changed, and the first page count it."""
    return wanting(language).count(), outdated(language).count(), numbers(Asset.objects.all(), [language])[language]


@pytest.mark.parametrize(
    ("changed", "lao", "english"),
    [
        ({}, ["", ""], ["", ""]),
        ({"shot": "Cảng Cửa Lò"}, ["Cảng", ""], ["Cảng", ""]),
        ({"bite": "ຂອບໃຈ"}, ["", ""], ["", "ສະບາຍດີ"]),  # what is said in Lao is no translation
        ({"shot": ""}, ["", ""], ["", ""]),  # of what says nothing any more nothing is to be translated anew
    ],
)
def test_behind_is_what_its_original_no_longer_says(
    asset: Asset, changed: dict[str, str], lao: list[str], english: list[str]
) -> None:
    after = change(asset, **changed)
    assert (behind(after, "lo"), behind(after, "en")) == (lao, english)
    for language, found in (("lo", lao), ("en", english)):
        told = int(any(found))
        assert listed(language) == (told, told, (told, told))
    assert behind(change(after), "en") == ["", ""]  # the original is taken back


def test_words_from_before_are_behind_from_the_next_change_on(asset: Asset) -> None:
    PassageText.objects.update(translated_from="")
    assert behind(asset, "en") == ["", ""]
    once = change(asset, shot="Cảng Cửa Lò")
    assert behind(change(once, shot="Cảng Vinh"), "en") == ["Cảng", ""]


def second_person(asset: Asset) -> User:
    reviser = account("reviser")
    draft = asset.text_drafts.get()
    approve(draft, by=reviser, seen=draft.number)
    return reviser


def test_approved_words_are_of_the_original_that_was_seen(asset: Asset) -> None:
    after = change(asset, shot="Cảng Cửa Lò")
    shot = after.passages.first()
    assert shot is not None
    written = Written({}, {shot.pk: Said("Port of Cua Lo")}, {str(shot.pk): "Cảng Cửa Lò"})
    write(after, "en", written, by=account("translator"), hand_in=True)
    change(after, shot="Cảng Vinh")
    second_person(after)
    assert behind(Asset.objects.get(), "en") == ["Cảng Cửa Lò", ""]


def test_that_a_shot_is_still_right_is_approved_too(asset: Asset) -> None:
    after = change(asset, shot="Cảng biển")
    client = somebody("translator")[1]
    shown = client.get(form_of(after, "en")).context["form"].side_by_side()
    assert [(row["source"], row["then"]) for row in shown] == [("Cảng biển", "Cảng"), ("ສະບາຍດີ", "")]
    shot, bite = after.passages.all()
    fields = {f"words-{shot.pk}": "Port", f"words-{bite.pk}": "Hello", f"seen-{shot.pk}": "Cảng biển"}
    client.post(form_of(after, "en"), fields | {"act": "hand-in"})
    rows = somebody("reviser", "second")[1].get(decision(after, "en")).context["rows"]
    assert [(row["source"], row["before"], row["now"]) for row in rows] == [("Cảng biển", "Port", "Port")]
    second_person(after)
    assert (behind(Asset.objects.get(), "en"), listed("en")) == (["", ""], (0, 0, (0, 0)))


def test_what_is_handed_in_beside_the_list_is_of_the_original_as_it_stands(asset: Asset) -> None:
    after = change(asset, shot="Cảng Cửa Lò")
    shot = after.passages.first()
    assert shot is not None
    put_forward(after, {}, by=account("editor"), said={"en": {shot.pk: Said("Port of Cua Lo")}})
    second_person(after)
    assert behind(Asset.objects.get(), "en") == ["", ""]


@pytest.mark.parametrize("shots", [1, 3])
def test_list_of_what_has_changed_costs_no_query_per_shot(shots: int, django_assert_num_queries: Callable) -> None:
    made: Asset = picture(encoded(drawing((40, 30))), title="Cảng").asset
    texts = {"vi": Said("Cảng"), "en": Said("Port")}
    put_list(made, [Entry(at * 10, at * 10 + 5, texts) for at in range(shots)], by=None)
    rows = [Entry(row.starts, row.ends, {"vi": Said("Bến")}, pk=row.pk) for row in made.passages.all()]
    put_list(made, rows, by=None)
    with django_assert_num_queries(3):
        (asset,) = outdated("en").prefetch_related("passages__texts")
        assert [passage_behind(row, "en") for row in asset.passages.all()] == ["Cảng"] * shots
