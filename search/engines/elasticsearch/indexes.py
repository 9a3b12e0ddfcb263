"""The indexes of the cluster: the live one behind its alias, and how another one takes its place.

An index is named `<alias>-v<schema>.<words>-<time>-<token>` and never comes back. It is written through an alias of its own, with
the server's promise (`require_alias`) that a write makes no index: one that is gone stays gone, with nothing guessed.
"""

import logging
import re
import secrets
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch.connection import FAULTS, Cluster, told
from search.engines.elasticsearch.mapping import SCHEMA, mapping, says_the_same
from search.words import VERSION

logger = logging.getLogger("search.following")

WRITES = "-writes"
MERGING = 1800.0  # seconds; for 150,000 documents 28


class OtherMapping(Exception):  # noqa: N818 - the index cannot be used
    """The server does not do what it is told."""


@dataclass(frozen=True, slots=True)
class Made:
    """An index as the server knows it."""

    name: str
    uuid: str


def create(client: Elasticsearch, cluster: Cluster, epoch: str) -> Made:
    """An empty one beside the live one. Others of ours that nobody asks, left by a broken-off rebuild, go."""
    _drop_left_over(client, cluster)
    name = f"{_named(cluster)}{timezone.now():%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    client.indices.create(
        index=name,
        aliases={name + WRITES: {}},
        settings={"number_of_shards": 1, "number_of_replicas": cluster.replicas, "refresh_interval": "1s"},
        mappings=mapping(epoch),
        wait_for_active_shards=1,
    )
    index = client.indices.get(index=name)[name]
    if not says_the_same(index["mappings"], mapping(epoch)):
        raise OtherMapping(
            "the server made another mapping than it was told; is there an index template for this name?"
        )
    return _made(name, index)


def live(client: Elasticsearch, cluster: Cluster, epoch: str) -> Made | None:
    """The one that is asked, if it is as it must be: of this schema, of this database, alone behind the alias."""
    found = _behind_alias(client, cluster)
    if len(found) != 1:
        return None
    [(name, index)] = found.items()
    if not is_ours(cluster, name) or not says_the_same(index["mappings"], mapping(epoch)):
        return None
    if index["settings"]["index"]["number_of_replicas"] != str(cluster.replicas):
        client.indices.put_settings(index=name, settings={"number_of_replicas": cluster.replicas})
    return _made(name, index)


def merge(client: Elasticsearch, made: Made) -> None:
    """A filled index, of some twenty segments, into one: each word of a question is looked up in every one. Nothing depends on it:
    where the server does not do it, the index answers more slowly."""
    try:
        client.options(request_timeout=MERGING).indices.forcemerge(index=made.name, max_num_segments=1)
    except FAULTS as fault:
        logger.warning("%s is not merged: %s", made.name, told(fault))


def switch(client: Elasticsearch, cluster: Cluster, made: Made) -> None:
    """In one request: the alias leads to this one; what it led to goes, if it was ours."""
    actions: list[dict[str, Any]] = [{"add": {"index": made.name, "alias": cluster.index, "is_write_index": False}}]
    for name in _behind_alias(client, cluster):
        if name == cluster.index or _made_here(cluster, name):
            actions.append({"remove_index": {"index": name}})
        elif name != made.name:
            actions.append({"remove": {"index": name, "alias": cluster.index}})
    client.indices.update_aliases(actions=actions)


def _behind_alias(client: Elasticsearch, cluster: Cluster) -> dict[str, Any]:
    """What answers to the alias's name: usually one index; none; or whatever somebody put there."""
    try:
        return dict(client.indices.get(index=cluster.index))
    except NotFoundError:
        return {}


def _drop_left_over(client: Elasticsearch, cluster: Cluster) -> None:
    ours = client.indices.get(index=f"{cluster.index}-v*", allow_no_indices=True)
    for name, index in ours.items():
        if _made_here(cluster, name) and cluster.index not in index["aliases"]:
            client.indices.delete(index=name, ignore_unavailable=True)


def is_ours(cluster: Cluster, name: str) -> bool:
    """Made by code of this schema, which cuts words as this one does."""
    return name.startswith(_named(cluster))


def _made_here(cluster: Cluster, name: str) -> bool:
    """By this code or an older one; nothing else is ever deleted."""
    return re.fullmatch(re.escape(cluster.index) + r"-v\d+\.\d+-\d{14}-[0-9a-f]{6}", name) is not None


def _named(cluster: Cluster) -> str:
    return f"{cluster.index}-v{SCHEMA}.{VERSION}-"


def _made(name: str, index: Any) -> Made:
    return Made(name, index["settings"]["index"]["uuid"])
