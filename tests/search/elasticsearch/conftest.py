"""The corpus in a real node. What kills or stops a node has one of its own (`Node`)."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from search import choosing
from search.engines.elasticsearch.connection import FILLING, Cluster
from search.engines.elasticsearch.finding import ElasticsearchEngine
from tests.search import conftest
from tests.search.conftest import cluster

STARTER = Path(__file__).parents[3] / ".ci" / "elasticsearch"


@pytest.fixture(params=["elasticsearch"])
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    choosing.use(ElasticsearchEngine(cluster()))
    yield "elasticsearch"
    choosing.use(None)
    drop_indexes(cluster())


@pytest.fixture
def client(corpus: conftest.Corpus) -> Elasticsearch:
    """Whoever meddles with the node of this run."""
    return cluster().client(FILLING)


def drop_indexes(of: Cluster) -> None:
    client = of.client(FILLING)
    for index in client.indices.get(index=f"{of.index}*"):
        client.indices.delete(index=index)


@dataclass(frozen=True, slots=True)
class Node:
    """A node that a test may do anything to."""

    directory: Path
    port: int

    def start(self) -> None:
        """Again, with its data."""
        subprocess.run([STARTER, "start", self.directory, str(self.port)], check=True)

    def send(self, number: signal.Signals) -> None:
        os.kill(int((self.directory / "pid").read_text()), number)

    def kill(self) -> None:
        self.send(signal.SIGKILL)
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)):
                    return

    def stop(self) -> None:
        subprocess.run([STARTER, "stop", self.directory], check=True)


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    node = Node(tmp_path_factory.mktemp("node"), port)
    node.start()
    yield node
    node.stop()
