"""An index filled with the corpus, and only the sources that a test means."""

from collections.abc import Iterator

import pytest

from search import sources
from search.indexing import index_waiting
from search.sources import touched
from tests.search.corpus import NAMES, Corpus, named, whole_corpus


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_sources", {})


@pytest.fixture
def corpus(only_ours: None, db: None) -> Iterator[Corpus]:
    """The whole corpus with the names that say the same, indexed."""
    texts = whole_corpus()
    sources.register(texts)
    for prefix in ("place", "agency"):
        names = Corpus(prefix=prefix)
        names.put(*(named(key, said) for key, said in NAMES.items() if key.startswith(prefix)))
        sources.register(names)
    settle()
    return texts


def settle() -> None:
    """Let the index catch up."""
    while index_waiting():
        pass


def change(corpus: Corpus, key: str, **fields: object) -> None:
    corpus.alter(key, **fields)
    touched(key)
    settle()
