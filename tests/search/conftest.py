"""An index filled with the corpus, only the sources that a test means, and the engine that answers."""

import os
from collections.abc import Iterator

import pytest

from search import choosing, lexicon, sources
from search.engines.elasticsearch.connection import FILLING, Cluster
from search.engines.elasticsearch.finding import ElasticsearchEngine
from search.engines.elasticsearch.following import Following
from search.indexing import index_waiting
from search.sources import touched
from tests.search.corpus import NAMES, Corpus, named, whole_corpus


@pytest.fixture
def only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_sources", {})


def cluster() -> Cluster:
    """The node of this run; each worker has an index of its own."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return Cluster((os.environ["ELASTICSEARCH_URL"],), index=f"hub-test-{worker}", replicas=0)


@pytest.fixture(params=["embedded"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    """Which one answers. A module that means both says so with parameters of its own (`ENGINES`)."""
    if request.param == "elasticsearch":
        choosing.use(ElasticsearchEngine(cluster()))
    yield request.param
    if request.param == "elasticsearch":
        choosing.use(None)
        client = cluster().client(FILLING)
        for index in client.indices.get(index=f"{cluster().index}*"):
            client.indices.delete(index=index)


ENGINES = pytest.mark.parametrize(
    "engine", ["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)], indirect=True
)


@pytest.fixture
def corpus(only_ours: None, db: None, engine: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Corpus]:
    """The whole corpus with the names that say the same, indexed. These alone: what everybody knows is in `test_gazetteer`."""
    monkeypatch.setattr(lexicon, "beside", lexicon.what_is_shortened)
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
    if choosing.outside() is not None:  # the node of this run
        catch_up()


def catch_up() -> None:
    following = Following(cluster())
    while following.step():
        pass


def change(corpus: Corpus, key: str, **fields: object) -> None:
    corpus.alter(key, **fields)
    touched(key)
    settle()
