"""What was typed, as the engines are asked for it. Here, so that the search box and saved searches mean the same."""

from collections.abc import Iterator

from search.composing import cut, with_nouns
from search.expansion import expanded
from search.forms.inflection import inflected
from search.forms.spacing import spaced
from search.forms.transcribed import is_readable, transcribed
from search.lexicon import last_read, lexicon
from search.mistakes.spelling import occurring
from search.query import Query, parse


def understood(typed: str, *, as_you_type: bool = False) -> Query:
    """With the names in it in other languages."""
    return expanded(parse(typed, as_you_type=as_you_type), lexicon())


def said_elsewhere(query: Query) -> Query:
    """With its names in other scripts, and what stands beside a name in other languages; the same query where there is none of it."""
    known = last_read()
    parted = cut(query, known, is_readable)
    other = with_nouns(transcribed(parted, occurring, known.others), known)
    return query if other == parted else other


def in_all_forms(query: Query) -> Query:
    """With every form of its words, joined and parted."""
    return inflected(spaced(query, occurring), occurring)


def readings(query: Query) -> Iterator[Query]:
    """All that was typed; and where nothing has that, with its last word going on."""
    yield in_all_forms(query)
    beginning = understood(query.typed, as_you_type=True)
    if beginning != query:
        yield in_all_forms(beginning)
