"""Both have the same documents; what differs is found and repaired; the commands say so."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import Elasticsearch

from search import choosing
from search.engine import Agreement
from search.engines.elasticsearch.connection import Cluster
from search.engines.elasticsearch.finding import ElasticsearchEngine
from search.engines.elasticsearch.writing import changes_after
from search.models import Follower, StoredDocument
from tests.search.conftest import cluster
from tests.search.corpus import Corpus, edition
from tests.search.elasticsearch.test_following import asked, index_only, row

pytestmark = pytest.mark.elasticsearch


def said(*command: str) -> str:
    out = StringIO()
    call_command("search", *command, stdout=out, no_color=True)
    return out.getvalue()


def test_an_index_in_order_has_no_differences(corpus: Corpus):
    assert choosing.outside().reconcile() == Agreement(compared=29)
    assert row().reconciled_at is not None


def test_every_kind_of_difference_is_found_and_repaired(corpus: Corpus, client: Elasticsearch):
    index = row().index
    lines = {change.key: change.lines for change in changes_after(0)}
    newer = StoredDocument.objects.get(pk="edition:lang-sen.en").change_no
    client.delete(index=index, id="edition:vinh.vi")
    ghost = lines["edition:fdi.vi"][1].replace(b'"place": ', b'"place": 1')
    client.bulk(index=index, operations=[b'{"index":{"_id":"edition:ghost.vi"}}', ghost])
    altered = lines["edition:lang-sen.en"][1].replace(f'"change": {newer}'.encode(), b'"change": 1')
    client.bulk(index=index, operations=[b'{"index":{"_id":"edition:lang-sen.en"}}', altered], refresh=True)

    assert choosing.outside().reconcile() == Agreement(compared=29, missing=1, outdated=1, left_over=1)
    assert choosing.outside().reconcile() == Agreement(compared=29)
    assert asked("")[0] == "elasticsearch"


def test_what_merely_waits_is_no_difference(corpus: Corpus):
    corpus.put(edition("moi", "vi", "Xyzzy", ""))
    index_only()

    assert choosing.outside().reconcile() == Agreement(compared=30)


def test_the_commands_cover_both_engines(corpus: Corpus):
    before = row().index

    assert said("reconcile") == (
        "embedded: 29 documents compared; all agree.\nelasticsearch: 29 documents compared; all agree.\n"
    )
    assert said("rebuild") == (
        "  26 …\n  28 …\n  29 …\n29 documents are in the new index, which answers now.\n"
        "  29 …\n29 documents are in the new index of elasticsearch as well.\n"
    )
    assert (row().index != before, asked("bình minh")) == (True, ("elasticsearch", ["edition:cua-lo.vi"]))
    assert '"engine": "elasticsearch",\n  "engine_fault": "",\n  "outside": {\n    "name": "elasticsearch"' in said(
        "status"
    )


@pytest.mark.parametrize("command", ["rebuild", "reconcile"])
def test_the_commands_do_the_embedded_index_when_nobody_answers(corpus: Corpus, command: str):
    choosing.use(ElasticsearchEngine(Cluster(("http://127.0.0.1:1",), index=cluster().index)))

    with pytest.raises(CommandError, match=r"^elasticsearch: ConnectionError"):
        said(command)
    assert asked("bình minh") == ("embedded", ["edition:cua-lo.vi"])
    assert Follower.objects.count() == 1
