"""What `cms index` does beside its work: an outdated index made anew, a broken one mended, everything compared once a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search.engines.embedded import tables
from search.management.commands.index import Command
from search.models import Index, StoredDocument
from search.reconciling import Reconciled, reconcile
from search.words import VERSION
from tests.search.corpus import Corpus

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def look(command: Command) -> None:
    """A minute later."""
    command.looked = -float("inf")
    command.step()
    assert command.beside is not None
    command.beside.join(60)
    assert not command.beside.is_alive()


def lose_words() -> None:
    place = StoredDocument.objects.get(pk="edition:cua-lo.vi").place
    tables().remove(Index.objects.get().live, [place])


def test_what_takes_long_is_done_beside_the_indexing(corpus: Corpus) -> None:
    command = Command()
    Index.objects.update(words_version=VERSION - 1)
    lose_words()
    look(command)
    index = Index.objects.get()
    assert (index.live, index.building, index.words_version, index.reconciled_at) == (2, None, VERSION, None)

    lose_words()
    StoredDocument.objects.filter(pk="edition:cua-lo.en").delete()
    look(command)
    index = Index.objects.get()
    assert index.reconciled_at is not None
    assert reconcile() == Reconciled(compared=29)

    lose_words()
    look(command)  # once a day
    assert reconcile().without_words == 1
    lose_words()
    Index.objects.update(reconciled_at=timezone.now() - timedelta(days=1))
    look(command)
    assert reconcile() == Reconciled(compared=29)

    tables().drop(2)
    look(command)  # without its table nothing is found: at once
    assert reconcile() == Reconciled(compared=29)
