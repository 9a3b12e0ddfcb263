"""Whatever is typed is text: nothing of it is an operator of an engine, costs much, or finds more than one may. That
Elasticsearch answers all of these alike is in `elasticsearch/test_equality.py`."""

import json
from time import process_time

import pytest

from search.answering import Refused, search
from search.documents import Reach
from search.scope import STAFF, Scope
from tests.search.corpus import Corpus
from tests.search.query_sets import HERE

PUBLIC = Scope(frozenset({Reach.PUBLIC}))

HOSTILE = [
    '"', '""', '"lang sen', "''", "-", "--", "- -", "−", "*", "sen*", "(", ")", "((((", "sen AND", "OR", "NOT sen",
    "NEAR(lang sen)", "strong : sen", "{strong} : sen", "sen ^ 2", "+sen", "%", "_", "\\", "\\'", "'sen' & 'x", "sen:*",
    "sen <-> x", "!sen", "'; DROP TABLE search_storeddocument; --", "\x00", "sen\x00lang", "\ud800", "\ue001lang=vi",
    "\ue000", "\ue002sen", "\u200b", "\u202esen", "e" + "\u0301" * 200, "🎉", "👩‍👩‍👧‍👦", "𠮷", "\uffff", "%s", "%(x)s",
    "{}", "[[[]]]", "<script>", "a" * 400, "义" * 400, "ກ" * 400, " ".join("abcdefghijklmnopqrstuvwxyz012345"),
    "\n\t\r\v\f", "-sen", '-"lang sen"', "--sen", "1-9", "İ", "ß", "ﬁ", "ﷺ", "sen " * 90,
]  # fmt: skip


@pytest.mark.parametrize("as_you_type", [False, True])
@pytest.mark.parametrize("typed", HOSTILE, ids=[ascii(typed)[:30] for typed in HOSTILE])
def test_hostile_query_is_just_text(corpus: Corpus, typed: str, as_you_type: bool):
    started = process_time()
    answer = search(typed, scope=PUBLIC, as_you_type=as_you_type, facets=("lang",))

    assert process_time() - started < 1
    assert answer.total >= len(answer.hits)
    assert {"edition:noi-bo.vi"}.isdisjoint(hit.key for hit in answer.hits)


def test_what_the_fifth_set_is_hostile_with_is_text_or_refused(corpus: Corpus):
    lines = (HERE / "fifth_set" / "hostile.jsonl").read_text(encoding="utf-8").splitlines()
    refused = 0
    for piece, times in map(json.loads, lines):
        try:
            search(piece * times, scope=PUBLIC)
        except Refused:
            refused += 1

    assert (len(lines), refused) == (64, 8)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a" * 401, "Please search for fewer words: at most 400 characters, and these are 401."),
        (" ".join(str(number) for number in range(33)), "Please search for fewer words: at most 32."),
    ],
)
def test_a_query_longer_than_anybody_types_is_refused(corpus: Corpus, typed: str, sentence: str):
    with pytest.raises(Refused, match="^" + sentence.replace(".", r"\.") + "$"):
        search(typed, scope=STAFF)


def test_a_facet_cannot_be_typed(corpus: Corpus):
    assert [hit.key for hit in search("\ue001lang=vi", scope=STAFF).hits] == [
        hit.key for hit in search("lang=vi", scope=STAFF).hits
    ]
