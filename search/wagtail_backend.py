"""Wagtail's own search (its lists, choosers and the box in the sidebar) with the house's words: the database backend as
Wagtail brings it, given texts and queries that the canonicaliser has cut and folded.

So the admin finds “nam dan” in “Nam Đàn – quê hương”, signs of Chinese within a run, and Lao in either spelling; and what
somebody types is never read as an operator. Who may see what stays Wagtail's: it searches within what it has let through.
"""

import copy
from collections.abc import Iterable
from functools import cache
from typing import Any

from modelsearch.backends.base import BaseSearchBackend, EmptySearchResults
from modelsearch.index import RelatedFields
from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText
from wagtail.search.backends import database

from locales.canonical import tokens

MOST_ASKED = 40  # words; PostgreSQL's compiler nests them, and ends with those of a page that was pasted


def folded(text: str, most: int | None = None) -> str:
    return " ".join(_words(text, most))


def asked(text: str) -> str:
    """A query's words, each once: SQLite ranks by every one, and a word forty times over costs seconds. Of a query that is
    longer than anybody types, the first."""
    words = _words(text, MOST_ASKED)
    return " ".join(reversed(dict.fromkeys(reversed(words))))  # the last one stays: it may be the beginning of a word


def _words(text: str, most: int | None) -> list[str]:
    return [token.folded for token in tokens(text)[:most]]


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:  # noqa: N802 - the name Wagtail asks a backend's module for
    """Wagtail's backend for the hub's database, folding."""
    words = {
        "SEARCH_CONFIG": "simple",
        **params,
    }  # PostgreSQL's default would leave out “an” of Nghệ An, an English word
    chosen: Any = type(database.SearchBackend(words))
    return _folding(chosen)(words)


@cache
def _folding(kind: Any) -> Any:
    index = type(f"Folding{kind.index_class.__name__}", (FoldingIndex, kind.index_class), {})
    return type(f"Folding{kind.__name__}", (FoldingBackend, kind), {"index_class": index})


class FoldingBackend(BaseSearchBackend):
    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        wanted = folded_query(query)
        if wanted is None:
            return EmptySearchResults()
        return super()._search(query_compiler_class, wanted, model_or_queryset, **kwargs)


class FoldingIndex:
    """Gives the index's own writer objects whose fields say their words folded."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [Folded(obj) for obj in objs])  # type: ignore[misc]  # the index's own, by _folding


class Folded:
    """An object as an index reads it: its key, and what its fields say."""

    def __init__(self, real: Any) -> None:
        self.real = real
        self.pk = real.pk

    def get_search_fields(self) -> list[Any]:
        return [_folding_field(field) for field in self.real.get_search_fields()]


def _folding_field(field: Any) -> Any:
    """The same field; a related one leads to fields that fold, every other one says folded text."""
    mine = copy.copy(field)

    def value(obj: Any) -> Any:
        said = field.get_value(obj.real if isinstance(obj, Folded) else obj)
        return said if isinstance(field, RelatedFields) else folded(_text(said))

    mine.get_value = value
    if isinstance(field, RelatedFields):
        mine.fields = [_folding_field(one) for one in field.fields]
    return mine


def _text(said: Any) -> str:
    if isinstance(said, dict):
        said = list(said.values())
    if isinstance(said, list | tuple):
        return "\n".join(map(_text, said))
    return str(said) if said is not None else ""


def folded_query(query: Any) -> Any:
    """The same query for folded text; None where no word is left of it."""
    match query:
        case str():
            return asked(query) or None
        case PlainText():
            return _said(query, PlainText(asked(query.query_string), operator=query.operator, boost=query.boost))
        case Fuzzy():
            return _said(query, Fuzzy(asked(query.query_string), operator=query.operator))
        case Phrase():
            return _said(query, Phrase(folded(query.query_string, MOST_ASKED)))
        case And() | Or():
            parts = [part for part in map(folded_query, query.subqueries) if part is not None]
            return type(query)(parts) if len(parts) > 1 else next(iter(parts), None)
        case Not():
            part = folded_query(query.subquery)
            return Not(part) if part is not None else None
        case Boost():
            part = folded_query(query.subquery)
            return Boost(part, query.boost) if part is not None else None
    return query


def _said(query: Any, mine: Any) -> Any:
    """Nothing at all stays what it means; words of which nothing is left find nothing."""
    return mine if mine.query_string or not query.query_string else None
