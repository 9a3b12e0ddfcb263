"""An article begun with what is in somebody's basket: its pictures as a gallery, its clips, recordings and documents below. A
draft, like any other."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.content.models import Article, Column
from hub.content.waiting import columns_to_write_in
from hub.staff.models import User
from media_library.models import Asset
from media_library.packages.becoming import Offer

LEAST, MOST = 2, 30  # pictures in one gallery
# what an asset is told as → the block that shows it, and its field
BLOCKS = {"video": ("clip", "video"), "audio": ("recording", "audio"), "document": ("document", "document")}


def offer(user: Any, assets: Sequence[Asset]) -> list[Offer]:
    """Beside a basket that has something to show, to whoever writes."""
    if not showable(assets) or not PagePermissionPolicy().user_has_permission(user, "add"):
        return []
    return [Offer(_("Article with what is in it …"), reverse("hub_content:gallery"), "doc-full")]


def showable(assets: Sequence[Asset]) -> list[Asset]:
    return [asset for asset in assets if asset.told_as == "picture" or asset.told_as in BLOCKS]


@transaction.atomic
def begin_article(column: Column, title: str, assets: Sequence[Asset], *, by: User) -> Article:
    """
    Raises:
        PermissionDenied: `by` may not write in this column.
    """
    if not columns_to_write_in(by).filter(pk=column.pk).exists():
        raise PermissionDenied
    shown = showable(assets)
    first = next((asset.carrier for asset in shown if asset.told_as == "picture"), None)
    page = Article(title=title, owner=by, live=False, locale=column.locale, agency=column.agency, picture=first)
    page.body = list(blocks_of(shown))
    column.add_child(instance=page)
    page.save_revision(user=by)
    log(instance=page, action="wagtail.create", user=by)
    return page


def blocks_of(assets: Sequence[Asset]) -> Iterator[dict[str, Any]]:
    """In the order of the basket, documents last; a single picture is no gallery, and of very many there are several."""
    pictures = [_key(asset) for asset in assets if asset.told_as == "picture"]
    for some in _galleries(pictures):
        if len(some) < LEAST:
            yield {"type": "picture", "value": {"image": some[0], "caption": ""}}
        else:
            yield {"type": "gallery", "value": {"pictures": list(some)}}
    others = [asset for asset in assets if asset.told_as in BLOCKS]
    for asset in sorted(others, key=lambda each: each.told_as == "document"):
        block, field = BLOCKS[asset.told_as]
        yield {"type": block, "value": {field: _key(asset), "caption": ""}}


def _galleries(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for begin in range(0, len(keys), MOST):
        yield keys[begin : begin + MOST]


def _key(asset: Asset) -> int:
    carrier: Any = asset.carrier
    return int(carrier.pk)
