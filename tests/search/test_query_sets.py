"""The sets of labelled queries, on the engine that answers. `make bench-search` prints the figures."""

import pytest

from tests.search.conftest import ENGINES, settle
from tests.search.query_sets import HELD_OUT, LABELLED, THIRD_SET, QuerySet, measured, report

pytestmark = ENGINES
# what was measured, less what one query more or less makes; a language that falls below it has lost something
FLOORS = {LABELLED.name: (1.0, 0.95), HELD_OUT.name: (0.97, 0.94)}
# of every second query, so that it takes seconds: recall, precision
THIRD_FLOORS = {
    "vi": (0.98, 0.98), "en": (0.98, 0.96), "fr": (0.97, 0.98), "ru": (0.94, 0.94), "zh-Hans": (0.98, 0.97), "ja": (0.98, 0.98),
    "ko": (0.97, 0.95), "lo": (0.98, 0.98), "th": (0.98, 0.98), "across": (0.93, 0.97),
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


def test_the_third_set_keeps_its_floors(only_ours: None, db: None, engine: str):
    THIRD_SET.register()
    settle()

    figures = measured(THIRD_SET, every=2)

    assert figures.keys() == THIRD_FLOORS.keys()
    below = {
        lang: (one.recall, one.precision)
        for lang, one in figures.items()
        if one.recall < THIRD_FLOORS[lang][0] or one.precision < THIRD_FLOORS[lang][1]
    }
    assert below == {}, report(THIRD_SET, figures)
