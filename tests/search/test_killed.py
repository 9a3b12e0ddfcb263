"""A killed indexer loses nothing, whatever step it is killed at, and a second one does no harm: with real processes."""

from signal import SIGKILL

import pytest

from hub.registry.models import Place, PlaceName
from search.answering import search
from search.indexing import index_waiting
from search.models import Index, StoredDocument, Touched
from search.reconciling import reconcile
from search.scope import STAFF
from tests.search.conftest import settle
from tests.search.killed_indexer import killed_indexer
from tests.warm_processes import begin, command, ended

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

STEPS = ("_prepare", "lock", "remove", "write_words", "count_words", "_store", "write")


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_indexer_loses_nothing(step: str):
    settle()
    place = Place.objects.create(code="xyzzy", kind="site")
    PlaceName.objects.create(place=place, language="vi", name="Xyzzy cũ")
    settle()
    PlaceName.objects.update(name="Xyzzy mới")
    place.save()

    assert ended(begin(killed_indexer, step)) == [-SIGKILL]
    committed = step == "write"
    assert Touched.objects.exists() is not committed
    assert (StoredDocument.objects.get(pk="place:xyzzy").title == "Xyzzy mới") is committed
    while index_waiting():
        pass
    assert [hit.key for hit in search('"xyzzy mới"', scope=STAFF).hits] == ["place:xyzzy"]
    assert search('"xyzzy cũ"', scope=STAFF).hits == ()
    assert reconcile().differences == 0


def test_two_indexers_at_once_index_everything_once():
    settle()
    for number in range(120):
        Place.objects.create(code=f"noi-{number}", kind="site")

    assert ended(begin(command, "index", "--once"), begin(command, "index", "--once")) == [0, 0]
    settle()
    assert StoredDocument.objects.filter(key__startswith="place:noi-").count() == 120
    assert Index.objects.get().last_change == StoredDocument.objects.order_by("-change_no")[0].change_no
    assert reconcile().differences == 0
