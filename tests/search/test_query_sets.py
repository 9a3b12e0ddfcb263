"""The sets of labelled queries, on the engine that answers. `make bench-search` prints the figures."""

import pytest

from tests.search.conftest import ENGINES, settle
from tests.search.query_sets import (
    EIGHTH_SET,
    FIFTH_SET,
    FOURTH_SET,
    HELD_OUT,
    LABELLED,
    SEVENTH_SET,
    SIXTH_SET,
    THIRD_SET,
    QuerySet,
    measured,
    report,
)

pytestmark = ENGINES
# what was measured, less what one query more or less makes; a language that falls below it has lost something
FLOORS = {LABELLED.name: (1.0, 0.95), HELD_OUT.name: (0.97, 0.94)}
# recall and precision of some of their queries, so that it takes seconds; `make bench-search` asks them all
EVERY = {
    THIRD_SET.name: 3,
    FOURTH_SET.name: 12,
    FIFTH_SET.name: 16,
    SIXTH_SET.name: 20,
    SEVENTH_SET.name: 9,
    EIGHTH_SET.name: 9,
}
PARTS = {
    THIRD_SET.name: {
        "vi": (0.98, 0.98), "en": (0.98, 0.96), "fr": (0.97, 0.96), "ru": (0.93, 0.93), "zh-Hans": (0.96, 0.95),
        "ja": (0.97, 0.97), "ko": (0.96, 0.94), "lo": (0.98, 0.97), "th": (0.96, 0.95), "across": (0.91, 0.97),
    },
    FOURTH_SET.name: {
        "vi": (0.95, 0.95), "en": (0.95, 0.95), "fr": (0.95, 0.9), "ru": (0.9, 0.9), "zh-Hans": (0.95, 0.95),
        "ja": (0.95, 0.9), "ko": (0.95, 0.95), "lo": (0.95, 0.95), "th": (0.95, 0.85), "across": (0.95, 0.95),
    },
    FIFTH_SET.name: {"across": (0.97, 0.95), "hope": (0.0, 0.0)}
    | dict.fromkeys(("vi", "en", "fr", "ru", "zh-Hans", "ja", "ko", "lo", "th"), (0.6, 0.6)),  # three queries each
    SIXTH_SET.name: {"across": (0.72, 0.81), "own": (0.85, 0.85), "traps": (0.6, 0.75), "hope": (0.0, 0.0)},
    SEVENTH_SET.name: {"across": (0.8, 0.85), "hope": (0.0, 0.0), "traps": (0.0, 0.0)}
    | dict.fromkeys(("vi", "en", "fr", "ru", "zh-Hans", "ja", "ko", "lo", "th"), (0.8, 0.8)),  # some seven queries each
    EIGHTH_SET.name: {"across": (0.9, 0.9), "hope": (0.0, 0.0), "traps": (0.0, 0.0)}
    | dict.fromkeys(("vi", "en", "fr", "ru", "zh-Hans", "ja", "ko", "lo", "th"), (0.8, 0.8)),  # some five queries each
}  # fmt: skip


@pytest.mark.parametrize("queries", [LABELLED, HELD_OUT], ids=lambda one: one.name)
def test_what_is_meant_is_found_and_stands_first(only_ours: None, db: None, engine: str, queries: QuerySet):
    queries.register()
    settle()

    figures = measured(queries)

    least_recall, least_precision = FLOORS[queries.name]
    assert {lang: one.recall for lang, one in figures.items() if one.recall < least_recall} == {}, report(
        queries, figures
    )
    assert {lang: one.precision for lang, one in figures.items() if one.precision < least_precision} == {}, report(
        queries, figures
    )
    assert {lang: one.wrong for lang, one in figures.items() if one.wrong} == {}, report(queries, figures)


@pytest.mark.parametrize(
    "queries", [THIRD_SET, FOURTH_SET, FIFTH_SET, SIXTH_SET, SEVENTH_SET, EIGHTH_SET], ids=lambda one: one.name
)
def test_a_part_of_the_newer_sets_keeps_its_floors(only_ours: None, db: None, engine: str, queries: QuerySet):
    queries.register()
    settle()

    figures = measured(queries, every=EVERY[queries.name])

    floors = PARTS[queries.name]
    assert figures.keys() == floors.keys()
    below = {
        lang: (one.recall, one.precision)
        for lang, one in figures.items()
        if one.recall < floors[lang][0] or one.precision < floors[lang][1]
    }
    assert below == {}, report(queries, figures)
