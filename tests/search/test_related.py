"""What shares something rare stands first; what the asker may not find is never there."""

import pytest

from search.documents import Reach
from search.related import related
from search.scope import STAFF, Scope
from tests.search.conftest import settle
from tests.search.corpus import Corpus, edition

PUBLIC = Scope(frozenset({Reach.PUBLIC}))


@pytest.fixture
def shelf(corpus: Corpus) -> Corpus:
    def about(work: str, lang: str = "vi", reach: Reach = Reach.PUBLIC, **facets: tuple[str, ...]) -> None:
        corpus.put(edition(work, lang, work, "", facets=facets, reach=reach))

    about("own", place=("nghe-an", "cua-lo"), subject=("lu-lich",))
    about("own", "en", place=("nghe-an", "cua-lo"))
    about("rare", place=("nghe-an", "cua-lo"))
    for number in range(3):
        about(f"common-{number}", place=("nghe-an",))
    about("other", place=("ha-noi",))
    about("english", "en", place=("cua-lo",))
    about("secret", reach=Reach.STAFF, place=("cua-lo", "nghe-an"), subject=("lu-lich",))
    settle()
    return corpus


def works(scope: Scope, key: str = "edition:own.vi", limit: int = 6) -> list[str]:
    return [hit.work for hit in related(key, scope=scope, limit=limit)]


def test_what_shares_most_stands_first(shelf: Corpus):
    found = works(STAFF)

    assert found[:2] == ["secret", "rare"]
    assert set(found[2:]) == {"common-0", "common-1", "common-2"}


def test_only_what_the_asker_may_find(shelf: Corpus):
    assert works(PUBLIC, limit=1) == ["rare"]
    assert works(PUBLIC, "edition:secret.vi") == []


@pytest.mark.parametrize("key", ["edition:nobody.vi", ""])
def test_nothing_is_related_to_what_is_not_there(shelf: Corpus, key: str):
    assert works(STAFF, key) == []


@pytest.mark.parametrize("limit", [1, 3])
def test_a_list_costs_the_same_for_one_and_three(shelf: Corpus, limit: int, django_assert_num_queries):
    related("edition:rare.vi", scope=STAFF)  # the columns are there
    # the document, the index's row, its own work, the candidates' facets, the documents, their languages
    with django_assert_num_queries(6):
        assert len(related("edition:own.vi", scope=STAFF, limit=limit)) == limit
