"""Who changes many assets at once, sees how far it is, stops it, lets it go on, and has it undone.

Who may change an asset alone may change it here: collections are asked for each, rights need their own permission; again
when its turn comes (`carrying_out`), for a job may come later.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Collection

from media_library.changing.carrying_out import RIGHTS, advance
from media_library.changing.planning import Plan, as_needed
from media_library.changing.wanted import Wanted, standing
from media_library.finding.findable import shelf
from media_library.finding.seen_shelves import CHANGE, may_add_to, seen_by
from media_library.jobs import change_together
from media_library.models import Asset, JointChange, JointChangeItem, JointChangeState, Outcome
from media_library.models.assets import TOLD_AS
from media_library.translating.acts import may_give_out
from search.batches import batches

MOST = 50_000
AT_ONCE = (
    10  # assets that are changed while whoever asks waits: under a second or two, on a machine that has other work too
)
KEEP_ALL = "media_library.change_jointchange"


class NotAsShownError(Exception):
    """It would not change what had been shown."""


def changeable(uids: Iterable[UUID], by: Any) -> list[UUID]:
    """Those of them that somebody may change, in the order given; a query for every five hundred."""
    if not by.has_perm(CHANGE):
        return []
    shelves = seen_by(by, acts=("change",))
    rows = Asset.objects.order_by().values_list("pk", "kind", "collection_id")
    found: list[UUID] = []
    for batch in batches(uids):
        there = {pk: (kind, collection) for pk, kind, collection in rows.filter(pk__in=batch)}
        found += [uid for uid in batch if uid in there and (shelves is None or _shelf(*there[uid]) in shelves)]
    return found


def not_added(uids: Iterable[UUID], collection: Collection, by: Any) -> int:
    """How many of them somebody may not add to a collection, for each kind has its own permission. A query for every five
    hundred."""
    theirs = may_add_to(by)
    kinds = [str(kind) for kind, told_as in TOLD_AS.items() if collection.pk not in theirs[told_as]]
    rows = Asset.objects.filter(kind__in=kinds).exclude(collection=collection)
    return sum(rows.filter(pk__in=batch).count() for batch in batches(uids)) if kinds else 0


def _shelf(kind: Any, collection_id: int) -> str:
    return shelf(TOLD_AS[kind], collection_id)


@transaction.atomic
def order(uids: Sequence[UUID], wanted: Wanted, *, by: Any, shown: str | None = None) -> JointChange:
    """Change them, as they stand just now: a few at once, more by a job. `shown`: the digest of the plan that was agreed to.

    Raises:
        PermissionDenied: `by` may not change one of them, or not their rights, or not give out words in that language.
        NotAsShownError: that plan is another one by now; nothing is ordered.
    """
    if wanted.touches_rights and not by.has_perm(RIGHTS):
        raise PermissionDenied
    if wanted.touches_keywords and not may_give_out(wanted.language, by):
        raise PermissionDenied
    if len(changeable(uids, by)) != len(uids):
        raise PermissionDenied
    plan = Plan(wanted)

    def items() -> Iterator[JointChangeItem]:
        for asset in as_needed(uids, wanted):
            plan.take(asset)
            seen = standing(asset, wanted.fields, wanted.language)
            yield JointChangeItem(asset_id=asset.pk, asset_uid=asset.pk, title=asset.title, seen=seen)

    change = JointChange(wanted=wanted.kept(), created_by=by, size=len(uids))
    _write_down(change, items())
    if shown is not None and plan.digest != shown:
        raise NotAsShownError
    return _begin(change)


def seen_changes(user: Any) -> QuerySet[JointChange]:
    """One's own, and everybody's for those who look after them."""
    if not user.has_perm(CHANGE):
        return JointChange.objects.none()
    return JointChange.objects.all() if user.has_perm(KEEP_ALL) else JointChange.objects.filter(created_by=user)


def may_undo(change: JointChange, by: Any) -> bool:
    """What is under way, or undone already, is not to be undone."""
    if change.is_open or JointChange.objects.filter(undoes=change).exists():
        return False
    return _is_theirs(change, by) and change.items.filter(outcome=Outcome.CHANGED).exists()


def may_stop(change: JointChange, by: Any) -> bool:
    return change.is_open and _is_theirs(change, by)


def may_go_on(change: JointChange, by: Any) -> bool:
    """What was stopped, unless what it had done is undone."""
    stopped = change.state == JointChangeState.STOPPED and not JointChange.objects.filter(undoes=change).exists()
    return stopped and _is_theirs(change, by)


def _is_theirs(change: JointChange, by: Any) -> bool:
    return bool(by.has_perm(CHANGE) and (change.created_by_id == by.pk or by.has_perm(KEEP_ALL)))


@transaction.atomic
def stop(change: JointChange, *, by: Any) -> JointChange:
    """When this returns, nothing more is changed: the asset in hand was waited for. What is done by then stays so.

    Raises:
        PermissionDenied: it is somebody else's, or has ended by itself.
    """
    change = JointChange.objects.select_for_update().get(pk=change.pk)
    if not may_stop(change, by):
        raise PermissionDenied
    change.state, change.stopped_by = JointChangeState.STOPPED, by
    change.save(update_fields=["state", "stopped_by"])
    return change


@transaction.atomic
def go_on(change: JointChange, *, by: Any) -> JointChange:
    """With what it had not come to.

    Raises:
        PermissionDenied: it is somebody else's, or was not stopped, or is undone.
    """
    change = JointChange.objects.select_for_update().get(pk=change.pk)
    if not may_go_on(change, by):
        raise PermissionDenied
    change.state, change.stopped_by, change.moved_at = JointChangeState.WAITING, None, timezone.now()
    change.save(update_fields=["state", "stopped_by", "moved_at"])
    change_together.enqueue(str(change.pk))
    return change


@transaction.atomic
def undo(change: JointChange, *, by: Any) -> JointChange:
    """Bring back what it has changed, where nobody has changed that since. Asked twice, it is done once.

    Raises:
        PermissionDenied: it is somebody else's, or there is nothing to undo.
    """
    change = JointChange.objects.select_for_update().get(pk=change.pk)
    there = JointChange.objects.filter(undoes=change).first()
    if there is not None and there in seen_changes(by):
        return there
    if not may_undo(change, by):
        raise PermissionDenied
    wanted = Wanted({}, {}, language=change.wanted["language"])
    undoing = JointChange(wanted=wanted.kept(), undoes=change, created_by=by)
    changed = change.items.filter(outcome=Outcome.CHANGED)
    undoing.size = changed.count()
    told = changed.values_list("asset_id", "asset_uid", "title")
    _write_down(undoing, (JointChangeItem(asset_id=pk, asset_uid=uid, title=title) for pk, uid, title in told))
    return _begin(undoing)


def _write_down(change: JointChange, items: Iterable[JointChangeItem]) -> None:
    change.save(force_insert=True)
    for batch in batches(enumerate(items, start=1)):
        for place, item in batch:
            item.change, item.place = change, place
        JointChangeItem.objects.bulk_create([item for _place, item in batch])


def _begin(change: JointChange) -> JointChange:
    if change.size > AT_ONCE:
        change_together.enqueue(str(change.pk))
        return change
    while advance(str(change.pk)):
        pass
    change.refresh_from_db()
    return change
