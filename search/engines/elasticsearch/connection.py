"""The cluster that the environment names. Two clients: one that asks and soon gives up, one that fills and is patient."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, TransportError

ASKING = 2.0  # seconds until the embedded engine has to answer
FILLING = 30.0
CONNECTIONS = 25  # a process has no more threads that ask

FAULTS = (ApiError, TransportError)


@dataclass(frozen=True, slots=True)
class Cluster:
    """`index`: the alias by which it is known; the indexes behind it begin with that."""

    nodes: tuple[str, ...]
    index: str = "hub-search"
    replicas: int = 1
    api_key: str = ""
    username: str = ""
    password: str = ""
    ca_file: str = ""

    def client(self, timeout: float) -> Elasticsearch:
        return _client(self, timeout)


@lru_cache(maxsize=8)
def _client(cluster: Cluster, timeout: float) -> Elasticsearch:
    """A node that does not take the connection is passed over for another one; one that is slow is waited for once."""
    secured: dict[str, Any] = {"ca_certs": cluster.ca_file} if cluster.ca_file else {}
    return Elasticsearch(
        list(cluster.nodes),
        api_key=cluster.api_key or None,
        basic_auth=_written(cluster.username, cluster.password) if cluster.username else None,
        request_timeout=timeout,
        max_retries=len(cluster.nodes) - 1,
        retry_on_timeout=False,
        retry_on_status=(502, 503, 504),
        connections_per_node=CONNECTIONS,
        **secured,
    )


def _written(username: str, password: str) -> str:
    """As the header has it; the client itself knows ASCII only."""
    return b64encode(f"{username}:{password}".encode()).decode()


def configured() -> Cluster | None:
    """None: the hub is set up without one."""
    named = settings.ELASTICSEARCH
    return Cluster(**named) if named else None


def told(fault: Exception) -> str:
    """What went wrong, in one line for the status."""
    if isinstance(fault, ApiError) and isinstance(fault.body, dict) and isinstance(fault.body.get("error"), dict):
        return f"{fault.status_code} {fault.body['error'].get('type')}: {fault.body['error'].get('reason')}"[:1000]
    return f"{type(fault).__name__}: {getattr(fault, 'message', fault)}"[:1000]
