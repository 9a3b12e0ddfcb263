"""Searches saved on the library's page: with what is narrowed there, typed words or none."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import translation

from hub.alerts import saving, watching
from hub.alerts.messages import asked_in_words, run_url
from hub.alerts.models import Alert, Match, Part, SavedSearch
from hub.registry.models import Place, PlaceName
from search.indexing import index_waiting
from tests.media_library.making import document, pdf
from tests.media_library.packages.room import librarian, signed_in, small

pytestmark = pytest.mark.django_db
QUERIES = 12


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def settle() -> None:
    while index_waiting():
        pass


def place(code: str, name: str) -> Place:
    made = Place.objects.create(code=code, kind="commune")
    PlaceName.objects.create(place=made, language="vi", name=name)
    return made


def test_the_present_question_is_offered_saved_and_found_again():
    user = librarian()
    client = signed_in(user)
    place("kim-lien", "Kim Liên")
    library = reverse("media_library:library")
    assert reverse("hub_alerts:add") not in client.get(library).content.decode()
    (offer,) = client.get(library, {"medium": ["image", "video"], "place": "kim-lien", "look": "list"}).context[
        "offers"
    ]
    asked = urlsplit(offer.url)
    assert (asked.path, parse_qs(asked.query)) == (
        reverse("hub_alerts:add"), {"in": ["library"], "medium": ["image", "video"], "place": ["kim-lien"]},
    )  # fmt: skip
    form = client.get(offer.url)
    assert form.context["form"].initial["name"] == "Kind: Picture, Video; Place: Kim Liên"
    client.post(
        reverse("hub_alerts:add"),
        {"q": "", "in": "library", "medium": ["image", "video"], "place": "kim-lien", "name": "Sen", "alert": "none"},
    )
    saved = SavedSearch.objects.get()
    assert (saved.typed, saved.part, saved.narrowed) == (
        "",
        Part.LIBRARY,
        {"medium": ["image", "video"], "place": ["kim-lien"]},
    )
    assert run_url(saved) == f"{library}?medium=image&medium=video&place=kim-lien"
    with translation.override("en"):
        assert asked_in_words(saved) == "Kind: Picture, Video; Place: Kim Liên"


def test_messages_keep_to_what_it_was_narrowed_to():
    user = librarian()
    small("Sen cũ")
    settle()
    for name, typed, narrowed in (
        ("ảnh", "", {"medium": ["image"]}),
        ("sen", "sen", {"medium": ["image"], "licence": ["CC-BY-4.0"]}),
        ("lào", "sen", {"no_alt": ["lo"]}),
    ):
        saved = SavedSearch(
            name=name,
            typed=typed,
            part=Part.LIBRARY,
            narrowed=narrowed,
            alert=Alert.WEBHOOK,
            webhook_url="https://example.org/a",
        )
        saving.save(saved, by=user)
    pictures = {"press": small("Sen mới"), "free": small("Sen tự do", licence="CC-BY-4.0")}
    document(pdf("x"), title="Sen PDF")
    settle()
    while watching.watch():
        pass
    found = {
        name: sorted(Match.objects.filter(saved__name=name, known=False).values_list("key", flat=True))
        for name in ("ảnh", "sen", "lào")
    }
    assert found == {
        "ảnh": sorted(f"asset:{each.uid}" for each in pictures.values()),
        "lào": sorted(f"asset:{each.uid}" for each in pictures.values()),
        "sen": [f"asset:{pictures['free'].uid}"],
    }


def test_without_words_and_without_a_filter_there_is_nothing_to_save():
    answer = signed_in(librarian()).post(
        reverse("hub_alerts:add"), {"q": "", "in": "library", "name": "x", "alert": "none", "nonsense": "1"}
    )
    assert (answer.status_code, SavedSearch.objects.exists()) == (200, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_any_number(count: int, django_assert_num_queries: Any):
    user = librarian()
    place("kim-lien", "Kim Liên")
    SavedSearch.objects.bulk_create(
        SavedSearch(owner=user, name=str(number), part=Part.LIBRARY, narrowed={"place": ["kim-lien"]})
        for number in range(count)
    )
    client = signed_in(user)
    client.get(reverse("hub_alerts:index"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("hub_alerts:index"))
