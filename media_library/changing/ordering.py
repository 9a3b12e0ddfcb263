"""Who changes many assets at once, sees how far it is, and has it undone.

Who may change an asset alone may change it here: collections are asked for each, rights need their own permission; again
when its turn comes (`carrying_out`), for a job may come later.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from media_library.changing.carrying_out import RIGHTS, advance
from media_library.changing.wanted import Wanted, standing
from media_library.finding.findable import shelf
from media_library.finding.seen_shelves import CHANGE, seen_by
from media_library.jobs import change_together
from media_library.models import Asset, JointChange, JointChangeItem, Outcome
from media_library.models.assets import CARRIER_NAMES

MOST = 200
AT_ONCE = (
    10  # assets that are changed while whoever asks waits: under a second or two, on a machine that has other work too
)
KEEP_ALL = "media_library.change_jointchange"


def changeable(uids: Iterable[Any], by: Any) -> list[Asset]:
    """Those of them that somebody may change, in a stable order; a fixed number of queries."""
    if not by.has_perm(CHANGE):
        return []
    shelves = seen_by(by, acts=("change",))
    rows: QuerySet[Asset] = Asset.objects.filter(pk__in=list(uids)[:MOST]).select_related(
        "owner", "rights", *CARRIER_NAMES
    )
    rows = rows.prefetch_related("texts", "places__names", "subjects__names", "tasks", "owner__names").order_by(
        "title", "pk"
    )
    return [row for row in rows if shelves is None or shelf(row.told_as, row.collection_id) in shelves]


@transaction.atomic
def order(assets: Sequence[Asset], wanted: Wanted, *, by: Any) -> JointChange:
    """Change them, as they were read just now: a few at once, more by a job.

    Raises:
        PermissionDenied: `by` may not change one of them, or not their rights.
    """
    if wanted.touches_rights and not by.has_perm(RIGHTS):
        raise PermissionDenied
    if len(changeable([asset.pk for asset in assets], by)) != len(assets):
        raise PermissionDenied
    change = JointChange(wanted=wanted.kept(), created_by=by)
    return _begin(
        change,
        [
            JointChangeItem(
                asset=asset,
                asset_uid=asset.pk,
                title=asset.title,
                seen=standing(asset, wanted.fields, wanted.language),
            )
            for asset in assets
        ],
    )


def seen_changes(user: Any) -> QuerySet[JointChange]:
    """One's own, and everybody's for those who look after them."""
    if not user.has_perm(CHANGE):
        return JointChange.objects.none()
    return JointChange.objects.all() if user.has_perm(KEEP_ALL) else JointChange.objects.filter(created_by=user)


def may_undo(change: JointChange, by: Any) -> bool:
    """What is under way, or undone already, is not to be undone."""
    if change.is_open or JointChange.objects.filter(undoes=change).exists():
        return False
    own = change.created_by_id == by.pk or by.has_perm(KEEP_ALL)
    return bool(own and by.has_perm(CHANGE) and change.items.filter(outcome=Outcome.CHANGED).exists())


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
    return _begin(
        undoing,
        [JointChangeItem(asset_id=one.asset_id, asset_uid=one.asset_uid, title=one.title) for one in changed],
    )


def _begin(change: JointChange, items: Sequence[JointChangeItem]) -> JointChange:
    change.size = len(items)
    change.save(force_insert=True)
    for place, item in enumerate(items, start=1):
        item.change, item.place = change, place
    JointChangeItem.objects.bulk_create(items)
    if change.size > AT_ONCE:
        change_together.enqueue(str(change.pk))
        return change
    while advance(str(change.pk)):
        pass
    change.refresh_from_db()
    return change
