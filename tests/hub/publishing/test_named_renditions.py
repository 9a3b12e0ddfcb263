"""Renditions that a released document names are kept, whatever the picture would be drawn as today."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hub.publishing.acts import withdraw
from hub.publishing.asset_uses import named_in_documents
from media_library.jobs import let_go
from media_library.models import Picture
from media_library.renditions.pruning import KEPT, Pruned, prune_after
from media_library.renditions.standard import STANDARD, renditions
from tests.media_library.making import described, drawing, encoded, picture
from tests.newsroom import article, desk_head, fresh, open_newsroom, publish, relay

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def pruned(days: int) -> tuple[int, int]:
    told = Pruned()
    prune_after(0, NOW + timedelta(days=days), told, let_go=let_go.func)
    return told.noted, told.gone


def test_what_a_released_document_names_stays_until_it_names_other_ones() -> None:
    open_newsroom()
    made = described(picture(encoded(drawing((64, 48))), credit="Báo Nghệ An", licence="press"))
    page = article(picture=made)
    publish(page)
    relay()
    old = {one.sha256[:16] for one in renditions(Picture.objects.get(pk=made.pk))}
    assert named_in_documents(made) == old

    made.asset.credit = "Đài Nghệ An"
    made.asset.save()
    renditions(Picture.objects.get(pk=made.pk))
    assert (named_in_documents(made), pruned(0)) == (old, (0, 0))  # the relay has not compiled it yet
    relay()
    assert (named_in_documents(made) & old, pruned(1)) == (set(), (len(STANDARD), 0))
    assert pruned(KEPT.days + 1) == (0, len(STANDARD))

    withdraw(fresh(page), by=desk_head(), reason="Sai.")
    relay()
    assert (named_in_documents(made), pruned(KEPT.days + 1)) == (set(), (0, 0))
