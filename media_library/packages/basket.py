"""What a person does with their basket. It may hold what they see in the library, and shows what they still see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from media_library.finding.findable import drawing_of, thumbnails_of
from media_library.finding.seen_shelves import CHANGE, assets_seen_by, seen_among
from media_library.models import Asset, Basket, BasketItem
from media_library.models.assets import CARRIER_NAMES
from media_library.models.consents import rights_prefetch
from media_library.packages.purpose import Purpose, fetch_brand_files, verdict_on
from media_library.renditions.standard import RenditionInfo, words_over
from media_library.rights.clearance import Verdict

MOST = 500
LONGEST_NOTE = 500


class Full(Exception):  # noqa: N818 - named for what the caller tells
    """No room for more. `wanted`: how many would be in it."""

    def __init__(self, wanted: int) -> None:
        super().__init__(wanted)
        self.wanted = wanted


@dataclass(frozen=True, slots=True)
class Row:
    """One asset in the basket as its page shows it. `verdict`: for the basket's purpose; `drawing`: a logo's own address,
    which is the file itself: of what is restricted, nobody has it who only looks."""

    item: BasketItem
    verdict: Verdict
    thumbnail: RenditionInfo | None
    drawing: str | None

    @property
    def asset(self) -> Asset:
        return self.item.asset


def basket_of(user: Any) -> Basket:
    """To look at: one that nothing was put into, and no purpose said of, is no row yet."""
    return Basket.objects.filter(owner=user).first() or Basket(owner=user)


def items_of(user: Any) -> QuerySet[BasketItem]:
    """In their order; without what its owner does not see (any more)."""
    return BasketItem.objects.filter(basket__owner=user, asset__in=assets_seen_by(user))


def uids_in_basket(user: Any) -> list[str]:
    return [str(uid) for uid in items_of(user).values_list("asset_id", flat=True)]


def purpose_of(basket: Basket) -> Purpose:
    return Purpose(use=basket.use, territory=basket.territory, day=basket.day)


def assets_to_judge(uids: Iterable[UUID]) -> QuerySet[Asset]:
    """With all that the verdict on them asks for."""
    rows = Asset.objects.filter(pk__in=list(uids)).select_related("rights", "face", *CARRIER_NAMES)
    return rows.prefetch_related(*rights_prefetch(), "texts", "owner__names")


def rows_of(user: Any, purpose: Purpose) -> list[Row]:
    """A fixed number of queries."""
    items = list(items_of(user))
    assets = {asset.pk: asset for asset in assets_to_judge(item.asset_id for item in items)}
    fetch_brand_files(assets.values())
    thumbnails = thumbnails_of(list(assets.values()))
    may_change, rows = user.has_perm(CHANGE), []
    for item in items:
        item.asset = assets[item.asset_id]
        verdict = verdict_on(item.asset, purpose, naming=True)
        drawing = drawing_of(item.asset) if may_change or not words_over(item.asset) else None
        rows.append(Row(item, verdict, thumbnails.get(item.asset_id), drawing))
    return rows


@transaction.atomic
def put_in(user: Any, uids: Sequence[UUID]) -> int:
    """Behind what is there, in the order given; what is there stays in its place. Returns how many are new.

    Raises:
        Full: it would hold more than `MOST`; nothing is put in.
    """
    basket = _held(user)
    there = set(basket.items.values_list("asset_id", flat=True))
    seen = seen_among(user, uids)
    new = [uid for uid in dict.fromkeys(uids) if uid in seen and uid not in there]
    if len(there) + len(new) > MOST:
        raise Full(len(there) + len(new))
    last = basket.items.aggregate(last=Max("place"))["last"] or 0
    BasketItem.objects.bulk_create(
        BasketItem(basket=basket, asset_id=uid, place=last + number) for number, uid in enumerate(new, start=1)
    )
    return len(new)


def take_out(user: Any, uids: Iterable[UUID]) -> int:
    taken, _each = BasketItem.objects.filter(basket__owner=user, asset__in=list(uids)).delete()
    return taken


def empty(user: Any) -> None:
    BasketItem.objects.filter(basket__owner=user).delete()


@transaction.atomic
def move(user: Any, uid: UUID, *, down: bool) -> None:
    """One place, past what its owner sees. At either end it stays."""
    _held(user)
    items = list(items_of(user))
    at = next((number for number, item in enumerate(items) if item.asset_id == uid), None)
    if at is None or not 0 <= (to := at + (1 if down else -1)) < len(items):
        return
    items.insert(to, items.pop(at))
    for number, item in enumerate(items, start=1):
        item.place = number
    BasketItem.objects.bulk_update(items, ["place"])


@transaction.atomic
def ask_for(user: Any, purpose: Purpose) -> None:
    """What its rights are asked for from now on."""
    basket = _held(user)
    basket.use, basket.territory, basket.day = purpose.use, purpose.territory, purpose.day
    basket.save(update_fields=["use", "territory", "day"])


def write_note(user: Any, uid: UUID, words: str) -> None:
    note = normalize("NFC", words).strip()[:LONGEST_NOTE]
    BasketItem.objects.filter(basket__owner=user, asset=uid).update(note=note)


def _held(user: Any) -> Basket:
    """Its row, locked: two windows of one person put nothing in the same place."""
    Basket.objects.get_or_create(owner=user)
    return Basket.objects.select_for_update().get(owner=user)
