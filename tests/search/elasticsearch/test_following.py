"""The index in Elasticsearch is as the stored documents are, whatever somebody does to it; and until it is, the embedded
engine answers."""

from collections.abc import Callable, Iterator

import pytest
from elasticsearch import ApiError, Elasticsearch

from search import choosing
from search.answering import search
from search.engines.elasticsearch import indexes
from search.engines.elasticsearch.connection import FILLING
from search.engines.elasticsearch.following import NAME, Following, epoch, rebuild
from search.engines.elasticsearch.mapping import mapping
from search.engines.elasticsearch.writing import Change, ItemsRefused, changes_after, write
from search.indexing import index_waiting
from search.models import Follower, Index, StoredDocument
from search.scope import STAFF
from search.sources import touched
from search.status import status
from tests.search.conftest import catch_up, change, cluster
from tests.search.corpus import Corpus, edition

pytestmark = pytest.mark.elasticsearch


def asked(typed: str) -> tuple[str, list[str]]:
    """Which engine answers, and what it finds."""
    answer = search(typed, scope=STAFF, limit=100)
    return answer.engine, [hit.key for hit in answer.hits]


def index_only() -> None:
    """What the indexer does; the follower has not come by yet."""
    while index_waiting():
        pass


def row() -> Follower:
    return Follower.objects.get(pk=NAME)


# --- changes ---------------------------------------------------------------------------------------------------------


def test_until_it_has_a_change_the_embedded_engine_answers(corpus: Corpus):
    corpus.put(edition("moi", "vi", "Xyzzy", ""))
    index_only()
    assert asked("xyzzy") == ("embedded", ["edition:moi.vi"])
    assert (choosing.fault(), status().outside) == ("1 changes behind", choosing.outside().standing())
    assert (status().engine, status().outside.behind) == ("embedded", 1)

    catch_up()
    assert asked("xyzzy") == ("elasticsearch", ["edition:moi.vi"])
    assert (status().engine, status().engine_fault, status().outside.behind) == ("elasticsearch", "", 0)


def test_what_goes_and_comes_back_and_moves_in_time(corpus: Corpus):
    document = corpus.kept["edition:cua-lo.vi"]
    corpus.drop(document.key)
    index_only()
    catch_up()
    engine, found = asked("bình minh")
    assert (engine, document.key in found, row().documents) == ("elasticsearch", False, 28)

    corpus.put(document)
    index_only()
    catch_up()
    assert asked("bình minh") == ("elasticsearch", ["edition:cua-lo.vi"])

    change(corpus, document.key, at=corpus.kept["edition:ha-long.vi"].at)
    assert asked("")[1][:2] == ["edition:cua-lo.vi", "edition:ha-long.vi"]
    assert row().documents == 29


def test_what_was_taken_from_the_asker_this_moment_is_left_out(corpus: Corpus):
    StoredDocument.objects.filter(pk="edition:cua-lo.vi").update(facets={"reach": ["nobody"]})

    assert asked("bình minh") == ("elasticsearch", [])


def test_an_older_change_never_overwrites_a_newer_one(corpus: Corpus, client: Elasticsearch):
    older = changes_after(0)
    change(corpus, "edition:cua-lo.vi", title="Xyzzy")
    write(client, row().index, older, visible=True)

    assert asked("xyzzy") == ("elasticsearch", ["edition:cua-lo.vi"])


def test_a_kill_between_writing_and_noting_it_costs_nothing(corpus: Corpus):
    before = row()
    change(corpus, "edition:cua-lo.vi", title="Xyzzy")
    Follower.objects.update(position=before.position, documents=None)
    catch_up()

    assert asked("xyzzy") == ("elasticsearch", ["edition:cua-lo.vi"])


def test_of_two_followers_the_second_advances_nothing(corpus: Corpus):
    stale = row()
    change(corpus, "edition:cua-lo.vi", title="Xyzzy")
    Following(cluster())._take(stale, changes_after(stale.position)[:0] or changes_after(0)[:1])

    assert row().position == Index.objects.get().last_change


def test_a_request_is_bounded_in_bytes_but_has_at_least_one_change(corpus: Corpus):
    whole = changes_after(0)
    size = sum(map(len, whole[0].lines)) + sum(map(len, whole[1].lines))

    assert len(whole) == 29
    assert [len(changes_after(0, most_bytes=most)) for most in (1, size - 1, size)] == [1, 1, 2]


# --- what is refused -------------------------------------------------------------------------------------------------


def test_refused_items_are_sent_again_and_never_lost(corpus: Corpus, client: Elasticsearch):
    """As a node does whose disk is full: 429 for every item."""
    index, before = row().index, row().position
    client.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": True})
    corpus.put(edition("moi", "vi", "Xyzzy", ""))
    index_only()
    with pytest.raises(
        ItemsRefused, match=r"1 documents are refused, such as edition:moi\.vi: cluster_block_exception"
    ):
        Following(cluster()).step()
    assert (row().position, asked("xyzzy")) == (before, ("embedded", ["edition:moi.vi"]))

    client.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": None})
    catch_up()
    assert (row().index, asked("xyzzy")) == (index, ("elasticsearch", ["edition:moi.vi"]))


def test_only_what_was_refused_is_sent_again(corpus: Corpus, client: Elasticsearch):
    """An index that takes no persons but numbers."""
    index = f"{cluster().index}-narrow"
    properties = mapping("")["properties"]
    properties["counted"]["properties"]["person"] = {"type": "long"}
    client.indices.create(index=index, aliases={f"{index}-writes": {}}, mappings={"properties": properties})
    corpus.put(edition("ai", "vi", "Ai", "", facets={"person": ("hai",)}), edition("moi", "vi", "Xyzzy", ""))
    index_only()
    pauses: list[float] = []
    sent: list[int] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        sent.append(client.indices.stats(index=index, metric="indexing")["_all"]["total"]["indexing"]["index_total"])

    with pytest.raises(ItemsRefused, match=r"1 documents are refused, such as edition:ai\.vi: document_parsing"):
        write(client, index, changes_after(0), visible=True, pause=pause)
    assert pauses == [0.2, 0.5, 1.5]
    assert client.count(index=index)["count"] == 30
    assert sent == [30, 30, 30]


@pytest.fixture
def little_room(client: Elasticsearch) -> Iterator[Callable[[], None]]:
    """The node takes no request of more than 120 KB, until this is called. Another process of the tests asks it meanwhile: no
    question is as long."""
    limit = "network.breaker.inflight_requests.limit"
    client.cluster.put_settings(transient={limit: "120kb"})

    def room_again() -> None:
        client.cluster.put_settings(transient={limit: None})

    yield room_again
    room_again()


def test_a_request_that_a_full_server_refuses_is_sent_again(
    corpus: Corpus, client: Elasticsearch, little_room: Callable[[], None]
):
    corpus.put(edition("moi", "vi", "Xyzzy", "dài " * 37_000))
    index_only()
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            little_room()

    write(client, row().index, changes_after(row().position), visible=True, pause=pause)
    assert pauses == [1.0, 3.0]
    assert client.count(index=row().index)["count"] == 30


def test_a_server_that_stays_full_is_told_as_a_fault(
    corpus: Corpus, client: Elasticsearch, little_room: Callable[[], None]
):
    corpus.put(edition("moi", "vi", "Xyzzy", "dài " * 37_000))
    index_only()
    pauses: list[float] = []

    with pytest.raises(ApiError, match="429, 'circuit_breaking_exception'"):
        write(client, row().index, changes_after(row().position), visible=True, pause=pauses.append)
    assert pauses == [1.0, 3.0, 10.0, 30.0]


def test_a_write_makes_no_index(corpus: Corpus, client: Elasticsearch):
    with pytest.raises(ItemsRefused, match="index_not_found_exception"):
        write(client, f"{cluster().index}-gone", changes_after(0)[:1], visible=False, pause=lambda seconds: None)
    assert not client.indices.exists(index=f"{cluster().index}-gone*", allow_no_indices=False)


# --- another index in its place --------------------------------------------------------------------------------------

WRONG = {"properties": {"place": {"type": "keyword"}, "said": {"type": "text"}}}


def emptied(client: Elasticsearch) -> None:
    client.delete_by_query(index=row().index, query={"match_all": {}}, refresh=True)


def gone(client: Elasticsearch) -> None:
    client.indices.delete(index=row().index)


def gone_and_an_index_of_the_alias_name(client: Elasticsearch) -> None:
    gone(client)
    client.indices.create(index=cluster().index, mappings=WRONG)


def replaced_by_one_with_as_many_documents(client: Elasticsearch) -> None:
    documents = row().documents
    gone(client)
    wrong = f"{cluster().index}-wrong"
    client.indices.create(index=wrong, mappings=WRONG, aliases={cluster().index: {}})
    lines = [line for number in range(documents) for line in ({"index": {}}, {"place": str(number)})]
    client.bulk(index=wrong, operations=lines, refresh=True)


def replaced_by_one_of_its_name(client: Elasticsearch) -> None:
    name = row().index
    gone(client)
    client.indices.create(index=name, mappings=WRONG, aliases={cluster().index: {}, f"{name}-writes": {}})


def a_second_one_behind_the_alias(client: Elasticsearch) -> None:
    client.indices.create(index=f"{cluster().index}-second", aliases={cluster().index: {}})
    client.index(index=f"{cluster().index}-second", document={"place": 1}, refresh=True)


MEDDLING = [gone, gone_and_an_index_of_the_alias_name, replaced_by_one_with_as_many_documents, replaced_by_one_of_its_name,
            a_second_one_behind_the_alias]  # fmt: skip


@pytest.mark.parametrize("meddle", MEDDLING, ids=[meddle.__name__ for meddle in MEDDLING])
def test_another_index_gives_no_wrong_answer_and_is_made_anew(corpus: Corpus, client: Elasticsearch, meddle):
    before = row().index
    expected = asked("nghệ an")[1]
    meddle(client)
    assert asked("nghệ an") == ("embedded", expected)
    assert status().engine == "embedded"
    assert choosing.fault() != ""

    catch_up()
    assert asked("nghệ an") == ("elasticsearch", expected)
    assert row().index != before
    assert list(client.indices.get_alias(name=cluster().index)) == [row().index]


def test_missing_documents_give_no_wrong_answer_and_come_back(corpus: Corpus, client: Elasticsearch):
    expected = asked("nghệ an")[1]
    client.delete(index=row().index, id="edition:vinh.vi", refresh=True)
    assert asked("nghệ an") == ("embedded", expected)
    assert choosing.fault() == "the index has 28 documents and should have 29"

    catch_up()
    assert asked("nghệ an") == ("elasticsearch", expected)


def test_a_mapping_that_somebody_changed_is_made_anew(corpus: Corpus, client: Elasticsearch):
    before = row().index
    client.indices.put_mapping(index=before, properties={"guest": {"type": "keyword"}})
    catch_up()

    assert row().index != before


@pytest.mark.parametrize(
    ("change_database"),
    [
        lambda: Index.objects.update(epoch="00000000-0000-0000-0000-000000000001"),
        lambda: Index.objects.update(last_change=20),
    ],
    ids=["another one", "an older state of it"],
)
def test_another_database_gets_an_index_of_its_own(corpus: Corpus, change_database):
    before = row().index
    change_database()
    Following(cluster()).step()

    assert row().index != before


def test_somebody_elses_index_behind_our_alias_is_not_deleted(corpus: Corpus, client: Elasticsearch):
    theirs = f"{cluster().index}-second"
    a_second_one_behind_the_alias(client)
    catch_up()

    assert client.indices.get(index=theirs)[theirs]["aliases"] == {}


def test_only_indexes_of_our_own_making_are_cleared_away(corpus: Corpus, client: Elasticsearch):
    neighbours = f"{cluster().index}-vinh-v1.1-20250101000000-abcdef"
    left_over = f"{cluster().index}-v1.1-20250101000000-abcdef"
    for name in (neighbours, left_over):
        client.indices.create(index=name)
    rebuild(client, cluster())

    assert (client.indices.exists(index=neighbours).body, client.indices.exists(index=left_over).body) == (True, False)


def test_another_number_of_replicas_is_taken_on(corpus: Corpus, client: Elasticsearch):
    index = row().index
    client.indices.put_settings(index=index, settings={"number_of_replicas": 1})
    catch_up()

    assert row().index == index
    assert client.indices.get(index=index)[index]["settings"]["index"]["number_of_replicas"] == "0"


# --- rebuild ---------------------------------------------------------------------------------------------------------


def test_the_live_index_answers_while_another_one_is_made(corpus: Corpus, client: Elasticsearch):
    before, answers = row().index, []

    def meanwhile(done: int) -> None:
        answers.append((asked("bình minh"), row().index))
        if len(answers) == 1:
            corpus.put(edition("moi", "vi", "Xyzzy", ""))
            index_only()
            catch_up()
            answers.append((asked("xyzzy"), row().index))

    assert rebuild(client, cluster(), meanwhile) == 30
    assert answers == [
        (("elasticsearch", ["edition:cua-lo.vi"]), before),
        (("elasticsearch", ["edition:moi.vi"]), before),
        (("elasticsearch", ["edition:cua-lo.vi"]), before),
    ]
    assert asked("xyzzy") == ("elasticsearch", ["edition:moi.vi"])
    assert row().index != before
    assert list(client.indices.get(index=f"{cluster().index}*")) == [row().index]
    [shard] = client.indices.segments(index=row().index)["indices"][row().index]["shards"]["0"]
    assert [segment["num_docs"] for segment in shard["segments"].values() if segment["search"]] == [30]  # of two bulks


def test_an_index_that_is_not_merged_is_no_fault(
    corpus: Corpus, client: Elasticsearch, caplog: pytest.LogCaptureFixture
):
    indexes.merge(client, indexes.Made(f"{cluster().index}-gone", ""))
    assert caplog.messages == [
        f"{cluster().index}-gone is not merged: 404 index_not_found_exception: no such index [{cluster().index}-gone]"
    ]


def test_a_second_rebuild_supersedes_the_first(corpus: Corpus, client: Elasticsearch):
    made = []

    def second(done: int) -> None:
        if not made:
            made.append(1)
            rebuild(client, cluster())

    with pytest.raises(Exception, match="index_not_found_exception"):
        rebuild(client, cluster(), second)
    assert asked("bình minh") == ("elasticsearch", ["edition:cua-lo.vi"])
    assert list(client.indices.get(index=f"{cluster().index}*")) == [row().index]


@pytest.mark.parametrize("version", ["0.1", "1.0"], ids=["another schema", "words cut otherwise"])
def test_an_index_of_another_version_is_not_asked(corpus: Corpus, client: Elasticsearch, version: str):
    older = f"{cluster().index}-v{version}-20250101000000-abcdef"
    client.indices.create(index=older, mappings=mapping(epoch()), aliases={cluster().index: {}})
    client.indices.delete(index=row().index)
    Follower.objects.update(index=older)

    assert asked("bình minh") == ("embedded", ["edition:cua-lo.vi"])
    assert choosing.fault() == f"{older} was made by another version of the hub"
    assert indexes.live(client, cluster(), epoch()) is None
    catch_up()
    assert list(client.indices.get(index=f"{cluster().index}*")) == [row().index]


def test_a_change_with_a_key_longer_than_the_server_takes(corpus: Corpus):
    key = "edition:" + "ế" * 190
    corpus.put(edition("x", "vi", "Xyzzy", "", key=key))
    index_only()
    catch_up()

    assert asked("xyzzy") == ("elasticsearch", [key])
    assert isinstance(changes_after(29)[0], Change)


def test_touching_what_is_the_same_changes_nothing(corpus: Corpus):
    before = row().position
    touched("edition:cua-lo.vi")
    index_only()
    catch_up()

    assert (row().position, asked("bình minh")[0]) == (before, "elasticsearch")


def test_an_empty_hub_is_answered_as_well(only_ours: None, db: None, engine: str):
    catch_up()

    assert asked("x") == ("elasticsearch", [])
    assert cluster().client(FILLING).indices.exists_alias(name=cluster().index)
