"""Terms and names that occur in a text, and how another language says them."""

from collections.abc import Callable
from datetime import date

import pytest

from hub.registry.models import PlaceName
from locales.terms.occurring import Occurring, Saying, occurring
from tests.hub.registry import making as registry
from tests.locales.terms.making import concept, term

pytestmark = pytest.mark.django_db


def found(*texts: str, lang: str = "en") -> dict[str, list[str]]:
    return {one.source: [saying.text for saying in one.sayings] for one in occurring(texts, lang)}


def test_each_is_told_as_it_is_settled_proposed_or_forbidden() -> None:
    concept(
        "lien-hop-quoc",
        *(
            term("vi", "Liên hợp quốc"),
            term("en", "United Nations"),
            term("en", "UN", status="proposed", usage="admitted"),
        ),
        term("en", "League of Nations", usage="forbidden", reason="tổ chức khác"),
        term("en", "UNO", valid_to=date(1990, 1, 1)),
        critical=True,
    )
    place = registry.place("vinh", "Vinh")
    PlaceName.objects.create(place=place, language="en", name="Vinh City", status="proposed")
    assert occurring(["Vinh đón đoàn liên hợp quốc."], "en", day=date(2026, 1, 1)) == [
        Occurring("Vinh", "place", critical=False, sayings=(Saying("Vinh City", settled=False),)),
        Occurring(
            "liên hợp quốc",
            "state and Party",
            critical=True,
            sayings=(Saying("United Nations"), Saying("UN", settled=False)),
            forbidden=(Saying("League of Nations", reason="tổ chức khác"),),
        ),
    ]
    assert found("Liên hợp quốc", lang="lo") == {"Liên hợp quốc": []}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("UBND tỉnh họp", ["UBND tỉnh"]),  # the longer one
        ("UBND và tỉnh", ["UBND", "tỉnh"]),
        ("UBND. Tỉnh nào?", ["UBND", "Tỉnh"]),  # no word runs over the end of a sentence
        ("ubnđ", []),  # accents and strokes count
        ("vinh danh ở Vinh", ["Vinh"]),  # glory is no city
        ("", []),
    ],
)
def test_what_occurs(text: str, told: list[str]) -> None:
    for code, words in (("a", "UBND"), ("b", "UBND tỉnh"), ("c", "tỉnh")):
        concept(code, term("vi", words))
    registry.place("vinh", "Vinh")
    assert list(found(text)) == told


def test_a_place_that_is_a_term_too_is_told_once() -> None:
    registry.place("vinh", "Vinh")
    concept("vinh", term("vi", "Vinh"), critical=True)
    assert [one.critical for one in occurring(["Vinh, Vinh"], "en")] == [True]


def test_new_words_are_found_at_once() -> None:
    assert found("Làng Sen") == {}
    concept("lang-sen", term("vi", "làng Sen"), term("en", "Sen Village"))
    assert found("Làng Sen") == {"Làng Sen": ["Sen Village"]}


@pytest.mark.parametrize("count", [1, 3])
def test_many_cost_no_more_queries_than_one(count: int, django_assert_num_queries: Callable) -> None:
    names = ["một", "hai", "ba"][:count]
    for number, name in enumerate(names):
        concept(f"so-{number}", term("vi", f"số {name}"))
        registry.person(f"nguoi-{number}", f"Ông {name}")
    text = ", ".join(f"số {name}, Ông {name}" for name in names)
    found("")
    with django_assert_num_queries(5):  # the state of the words; concepts and their terms, people and their names
        assert len(found(text)) == 2 * count
