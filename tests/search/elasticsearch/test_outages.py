"""A node that dies, sleeps and comes back: the embedded engine answers the same request, and nothing is missing after."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from search import choosing
from search.answering import Answer, search
from search.engines.elasticsearch.connection import ASKING, Cluster
from search.engines.elasticsearch.finding import ElasticsearchEngine
from search.engines.elasticsearch.following import NAME, Following
from search.indexing import index_waiting
from search.models import Follower
from search.scope import STAFF
from search.status import status
from tests.search.corpus import Corpus, edition
from tests.search.elasticsearch.conftest import Node, drop_indexes

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def own(node: Node) -> Iterator[Cluster]:
    """An own node, which runs again when the test is over."""
    own = Cluster((f"http://127.0.0.1:{node.port}",), index="hub-own", replicas=0)
    yield own
    choosing.use(None)
    drop_indexes(own)


@pytest.fixture
def engine(own: Cluster) -> str:
    """Taken when the index is filled (`filled`)."""
    return "elasticsearch"


@pytest.fixture
def filled(corpus: Corpus, own: Cluster) -> Corpus:
    choosing.use(ElasticsearchEngine(own))
    follow(own)
    assert asked("nghệ an").engine == "elasticsearch"
    return corpus


def follow(own: Cluster) -> None:
    following = Following(own)
    while following.step():
        pass


def asked(typed: str) -> Answer:
    return search(typed, scope=STAFF, limit=100)


def seconds(typed: str) -> tuple[float, str]:
    """How long an answer takes, and whose it is."""
    began = time.monotonic()
    engine = asked(typed).engine
    return time.monotonic() - began, engine


def until_it_answers(typed: str, most: float = choosing.REST + ASKING + 1) -> float:
    began = time.monotonic()
    while asked(typed).engine != "elasticsearch":
        assert time.monotonic() - began < most, choosing.fault()
        time.sleep(0.1)
    return time.monotonic() - began


def test_a_killed_node_is_passed_over_comes_back_with_its_data_and_catches_up(filled: Corpus, own: Cluster, node: Node):
    expected = asked("nghệ an").hits
    index = Follower.objects.get().index
    node.kill()

    answer = asked("nghệ an")
    assert (answer.engine, answer.hits) == ("embedded", expected)
    now = status()
    assert (now.engine, now.engine_fault.partition(":")[0]) == ("embedded", "ConnectionError")
    filled.put(edition("moi", "vi", "Xyzzy", ""))
    filled.drop("edition:vinh.vi")
    while index_waiting():  # the embedded index waits for nobody
        pass
    assert [hit.key for hit in asked("xyzzy").hits] == ["edition:moi.vi"]

    node.start()
    follow(own)
    assert until_it_answers("xyzzy") <= choosing.REST + ASKING + 1
    assert [hit.key for hit in asked("xyzzy").hits] == ["edition:moi.vi"]
    assert (Follower.objects.get().index, Follower.objects.get().documents, status().engine_fault) == (index, 29, "")


def test_a_slow_node_costs_one_request_its_patience_and_others_nothing(filled: Corpus, node: Node):
    node.send(signal.SIGSTOP)
    try:
        first, engine = seconds("nghệ an")
        assert (first < ASKING + 1, engine) == (True, "embedded")
        assert choosing.fault().startswith("ConnectionTimeout")
        second, engine = seconds("nghệ an")
        assert (second < 1, engine) == (True, "embedded")
    finally:
        node.send(signal.SIGCONT)

    until_it_answers("nghệ an")
    assert choosing.fault() == ""


def test_the_follower_outlives_a_dead_node_and_tells_what_is_wrong(
    filled: Corpus, own: Cluster, settings: pytest.FixtureRequest
):
    """While it tells, nobody's request tries the node."""
    dead = Cluster(("http://127.0.0.1:1",), index=own.index)
    settings.ELASTICSEARCH = {"nodes": dead.nodes, "index": dead.index}
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGTERM)).start()
    try:
        call_command("follow")
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)

    fault = Follower.objects.get(pk=NAME).fault
    assert fault.startswith("ConnectionError")
    assert (asked("nghệ an").engine, choosing.fault(), status().outside.fault) == ("embedded", fault, fault)

    follow(own)
    assert (asked("nghệ an").engine, Follower.objects.get().fault) == ("elasticsearch", "")


def test_one_node_of_two_is_enough(filled: Corpus, own: Cluster):
    two = Cluster(("http://127.0.0.1:1", *own.nodes), index=own.index, replicas=0)
    choosing.use(ElasticsearchEngine(two))

    assert [asked("nghệ an").engine for _again in range(4)] == ["elasticsearch"] * 4


def test_following_once_catches_up_and_ends(filled: Corpus, own: Cluster, settings: pytest.FixtureRequest):
    settings.ELASTICSEARCH = {"nodes": own.nodes, "index": own.index, "replicas": 0}
    filled.put(edition("moi", "vi", "Xyzzy", ""))
    while index_waiting():
        pass
    call_command("follow", "--once")

    assert asked("xyzzy").engine == "elasticsearch"


@pytest.mark.django_db
def test_without_a_cluster_there_is_nothing_to_follow():
    with pytest.raises(CommandError, match=r"^ELASTICSEARCH_URL is not set: there is nothing to fill\.$"):
        call_command("follow")
