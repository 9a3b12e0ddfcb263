"""What is watched for is what searching finds when everything typed is there."""

import pytest

from search.answering import Stage, search
from search.matching import all_matching, matching
from search.models import StoredDocument
from search.query import parse
from search.scope import STAFF, Filters
from tests.search.corpus import Corpus

TYPED = (
    "vinh",
    "Vinh",
    "lang sen",
    "folk songs",
    "festivals",
    "축제는",
    "hanoi",
    "lang se",
    "公園",
    '"làng sen"',
    "义安",
    "province de Nghe An",
    "ວິງ",
    "nghe an -vinh",
    "xyzzy",
    "123/QĐ-UBND",
)


@pytest.mark.parametrize("typed", TYPED)
def test_it_finds_what_searching_finds(corpus: Corpus, typed: str):
    assert parse(typed).clauses
    answer = search(typed, scope=STAFF, limit=200, as_typed=True)  # without its names in other scripts
    found = {hit.key for hit in answer.hits} if answer.stage == Stage.ALL else set()
    everything = dict(StoredDocument.objects.values_list("key", "change_no"))

    assert matching(typed, scope=STAFF, filters=Filters(), among=everything) == found
    assert all_matching(typed, scope=STAFF, filters=Filters(), most=500) == {key: everything[key] for key in found}


def test_only_among_those_asked_for(corpus: Corpus):
    hits = [hit.key for hit in search("nghe an", scope=STAFF, limit=200).hits]
    assert len(hits) > 3
    among = [*hits[:2], "edition:none"]
    assert matching("nghe an", scope=STAFF, filters=Filters(), among=among) == set(hits[:2])
    assert matching("nghe an", scope=STAFF, filters=Filters(), among=[]) == set()


def test_filters_hold(corpus: Corpus):
    kinds = {hit.kind for hit in search("nghe an", scope=STAFF, limit=200).hits}
    assert len(kinds) > 1
    for kind in kinds:
        found = all_matching("nghe an", scope=STAFF, filters=Filters({"kind": (kind,)}), most=500)
        assert {StoredDocument.objects.get(pk=key).kind for key in found or {}} == {kind}


def test_more_than_wanted_is_nothing(corpus: Corpus):
    total = search("nghe an", scope=STAFF, limit=0).total
    assert all_matching("nghe an", scope=STAFF, filters=Filters(), most=total - 1) is None
    assert len(all_matching("nghe an", scope=STAFF, filters=Filters(), most=total) or ()) == total
