"""Carries a joint change out, asset by asset: each is changed, entered in its history and told of in one transaction.

`advance` changes as many as fit in a few seconds and says whether there are more; a job calls it and orders itself again
(`media_library.jobs`), so other work comes between, and a killed worker costs the asset that it had in hand, which is as it was.
An asset that ends its worker three times is left, and the others go on. Somebody may stop it: the asset in hand is the last.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.database_away import what_is_wrong
from hub.registry.naming import SOURCE_LANGUAGE
from media_library.changing.narrowing import opened_by
from media_library.changing.wanted import (
    COLLECTION,
    FOR_RIGHTS,
    KEYWORDS,
    ChangedSinceError,
    Difference,
    NotThereError,
    Wanted,
    both_sides,
    demand_as_left,
    differing,
    in_words,
    read_again,
    said_now,
    turning_back,
    write,
)
from media_library.finding.seen_shelves import CHANGE, assets_seen_by, may_add_to
from media_library.models import Asset, JointChange, JointChangeItem, JointChangeState, Outcome
from media_library.models.assets import CARRIER_NAMES
from media_library.models.joint_changes import OPEN
from media_library.rights.opening import may_open, note
from media_library.translating.acts import may_give_out

MOST_ATTEMPTS = 3
A_STEP = 5.0  # seconds
A_BATCH = 500
TO_BE_DECIDED = Q(outcome="", change__state__in=OPEN)
STANDS_STILL = timedelta(minutes=10)
ACTION = "media_library.change_many"
RIGHTS = "media_library.change_rights"
logger = logging.getLogger("hub.media_library")


def stands_still(change: JointChange) -> bool:
    """Is nobody at work on it, though it is not done?"""
    return change.is_open and timezone.now() - change.moved_at > STANDS_STILL


def advance(uid: str, *, seconds: float = A_STEP) -> bool:
    """Change some; True: there are more. Safe to run twice, and after a kill at any moment."""
    with translation.override(SOURCE_LANGUAGE):  # in which histories and faults are written down, whoever runs the job
        return _advance(uid, time.monotonic() + seconds)


def _advance(uid: str, until: float) -> bool:
    row = JointChange.objects.filter(pk=uid, state__in=OPEN)
    change = row.first()
    if change is None:
        return False
    row.update(state=JointChangeState.CHANGING, moved_at=timezone.now())
    try:
        wanted = read_again(change.wanted)
    except NotThereError:
        fault = _(
            "What was to be written has been deleted meanwhile, or is not in force any more. The others stay as they are."
        )
        row.update(state=JointChangeState.FAILED, fault=fault)
        return False
    for pk in _open_items(change):
        if not _take_in_hand(pk, wanted) and not row.exists():
            return False  # it was stopped
        if time.monotonic() > until:
            return True
    row.update(state=JointChangeState.DONE, moved_at=timezone.now())
    return False


def _open_items(change: JointChange) -> Iterator[int]:
    """Some hundreds at a time, in their order."""
    rows = change.items.filter(outcome="").values_list("place", "pk")
    last = 0
    while batch := list(rows.filter(place__gt=last)[:A_BATCH]):
        yield from (pk for _place, pk in batch)
        last = batch[-1][0]


def _take_in_hand(pk: int, wanted: Wanted) -> bool:
    """That it was begun is noted before, in a transaction of its own: a kill leaves the note. False: it is decided, or nothing
    more is."""
    if not JointChangeItem.objects.filter(TO_BE_DECIDED, pk=pk).update(attempts=F("attempts") + 1):
        return False
    try:
        _decide(pk, wanted)
    except Exception as fault:
        if what_is_wrong(fault) is not None:
            raise  # nothing is wrong with the asset: the job is run again
        logger.exception("joint_change_failed item=%s", pk, exc_info=fault)
        with transaction.atomic():
            item = _open_item(pk)
            if item is not None:
                _settle(item, Outcome.LEFT, reason={"code": "fault"})
    return True


class _Left(Exception):  # noqa: N818 - how an asset comes out, no fault
    """Why it stays as it is. Worded where it is shown: `media_library.desk.joint_changes`."""

    def __init__(self, code: str, **about: Any) -> None:
        super().__init__(code)
        self.reason = {"code": code, **about}


@transaction.atomic
def _decide(pk: int, wanted: Wanted) -> None:
    """One asset: it is changed, was so already, or is left. What another worker has decided stands."""
    item = _open_item(pk)
    if item is None:
        return
    try:
        told = _change(item, wanted)
    except _Left as left:
        _settle(item, Outcome.LEFT, reason=left.reason)
    else:
        _settle(item, Outcome.CHANGED if told else Outcome.SAME, **told)


def _change(item: JointChangeItem, wanted: Wanted) -> dict[str, Any]:
    """What is kept of it; empty: it is so already."""
    if item.attempts > MOST_ATTEMPTS:
        raise _Left("fault")
    asset = _asset(item)
    by = _whoever_ordered(item.change)
    difference = _difference(item, asset, wanted, by)
    if not difference:
        return {}
    told = in_words(difference)
    opened = opened_by(asset, difference)
    if opened and not may_open(by):
        raise _Left("opened", openings=[asdict(one) for one in opened])
    try:
        with transaction.atomic():
            write(asset, difference, wanted.language)
    except ValidationError as invalid:
        raise _Left("invalid", words=" ".join(invalid.messages)) from invalid
    before, after = both_sides(difference)  # whoever was added has a key by now
    kept = {"changes": told, "joint_change": str(item.change_id), "undoes": item.change.undoes_id is not None}
    log(instance=asset, action=ACTION, user=by, data=kept)
    note(asset, opened, by=by)
    return {"told": told, "before": before, "after": after}


def _open_item(pk: int) -> JointChangeItem | None:
    """Held until the transaction ends, and its change with it: whoever stops that waits for the asset in hand. None: it is
    decided, or nothing more is."""
    rows = JointChangeItem.objects.select_for_update(of=("self", "change")).select_related("change")
    return rows.filter(TO_BE_DECIDED, pk=pk).first()


def _asset(item: JointChangeItem) -> Asset:
    """Held too: whoever saves it waits, and is not written over with what was read before."""
    if not Asset.objects.select_for_update().filter(pk=item.asset_uid).exists():
        raise _Left("gone")
    rows = Asset.objects.filter(pk=item.asset_uid).select_related("owner", "rights", *CARRIER_NAMES)
    return rows.prefetch_related("texts").get()


def _whoever_ordered(change: JointChange) -> Any:
    """With the permissions of this moment."""
    if change.created_by_id is None:
        return None
    return get_user_model()._default_manager.filter(pk=change.created_by_id).first()


def _difference(item: JointChangeItem, asset: Asset, wanted: Wanted, by: Any) -> Difference:
    if by is None or not by.has_perm(CHANGE) or not assets_seen_by(by, ("change",)).filter(pk=asset.pk).exists():
        raise _Left("not_theirs")
    try:
        if item.change.undoes_id is None:
            demand_as_left(asset, item.seen, wanted.language)
            found = differing(asset, wanted)
        else:
            origin = JointChangeItem.objects.get(change=item.change.undoes_id, asset_uid=item.asset_uid)
            found = turning_back(asset, origin.before, origin.after, wanted.language)
    except ChangedSinceError as since:
        raise _Left("changed_since", now=said_now(asset, since.names, wanted.language)) from since
    except NotThereError as gone:
        raise _Left("not_there") from gone
    if not by.has_perm(RIGHTS) and any(name in FOR_RIGHTS for name in found):
        raise _Left("no_rights")
    if KEYWORDS in found and not may_give_out(wanted.language, by):
        raise _Left("no_words")
    if COLLECTION in found:
        _before, after = found[COLLECTION]
        if after.pk not in may_add_to(by)[asset.told_as]:
            raise _Left("not_added", where=str(after))
    return found


def _settle(item: JointChangeItem, outcome: Outcome, **account: Any) -> None:
    item.outcome = outcome
    for name, value in account.items():
        setattr(item, name, value)
    item.save(update_fields=["outcome", *account])
    JointChange.objects.filter(pk=item.change_id).update(decided=F("decided") + 1, moved_at=timezone.now())
