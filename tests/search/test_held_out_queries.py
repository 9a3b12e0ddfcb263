"""The held-out queries, with the names and terms that the hub brings with it, on the engine that answers. `make bench-search`
prints the figures."""

import pytest

from tests.search.conftest import ENGINES, settle
from tests.search.held_out.measuring import measured, register_held_out, report

pytestmark = ENGINES
# what was measured, less what one query more or less makes; a language that falls below it has lost something
LEAST_RECALL = 0.97
LEAST_PRECISION = 0.94


@pytest.fixture
def archive(only_ours: None, db: None, engine: str) -> None:
    register_held_out()
    settle()


def test_what_nobody_has_tuned_for_is_found(archive: None):
    figures = measured()

    assert {lang: one.recall for lang, one in figures.items() if one.recall < LEAST_RECALL} == {}, report(figures)
    assert {lang: one.precision for lang, one in figures.items() if one.precision < LEAST_PRECISION} == {}, report(
        figures
    )
    assert {lang: one.wrong for lang, one in figures.items() if one.wrong} == {}, report(figures)
