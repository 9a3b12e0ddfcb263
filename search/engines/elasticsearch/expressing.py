"""Conditions as Elasticsearch's queries. Every word goes in as a term or between spaces, so nothing of it is ever read as
an operator."""

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.engines.elasticsearch.mapping import FIELDS
from search.expressions import All, AnyOf, Carries, Expression, Says, Without

MOST_ENDINGS = 100_000  # words that begin alike: all of them; the server's own 50 would lose hits


def written(wanted: Expression) -> Query:
    match wanted:
        case Says():
            return _says(wanted)
        case Carries():
            return Q("term", facets=wanted.word)
        case All():
            return Q("bool", filter=[written(part) for part in wanted.parts])
        case AnyOf():
            words = [part.word for part in wanted.parts if isinstance(part, Carries)]
            if len(words) == len(wanted.parts):
                return Q("terms", facets=words)
            return Q("bool", should=[written(part) for part in wanted.parts], minimum_should_match=1)
        case Without():
            return Q("bool", filter=[written(wanted.wanted)], must_not=[written(wanted.unwanted)])


def _says(wanted: Says) -> Query:
    field = FIELDS[wanted.strong, wanted.exact]
    if len(wanted.words) == 1:
        return Q("prefix" if wanted.prefix else "term", **{field: {"value": wanted.words[0]}})
    phrase = " ".join(wanted.words)
    if wanted.prefix:
        return Q("match_phrase_prefix", **{field: {"query": phrase, "max_expansions": MOST_ENDINGS}})
    return Q("match_phrase", **{field: {"query": phrase}})
