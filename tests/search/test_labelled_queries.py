"""The labelled queries, on the engine that answers. `make bench-search` prints the figures."""

import pytest

from tests.search.conftest import ENGINES, settle
from tests.search.labelled.measuring import measured, register_labelled, report
from tests.search.labelled.queries import QUERIES

pytestmark = ENGINES
LEAST_PRECISION = 0.95


@pytest.fixture
def texts(only_ours: None, db: None, engine: str) -> None:
    register_labelled()
    settle()


def test_what_is_meant_is_found_and_stands_first(texts: None):
    figures = measured()

    assert {lang: one.recall for lang, one in figures.items()} == dict.fromkeys([*QUERIES, "across"], 1.0), report(
        figures
    )
    assert {lang: one.precision for lang, one in figures.items() if one.precision < LEAST_PRECISION} == {}
