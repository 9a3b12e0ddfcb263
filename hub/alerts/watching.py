"""What changed in the index, held against the saved searches: what becomes a match is noted, once and for good.

The index numbers its changes without gaps and shows none before all that have a smaller number, so a saved search that
has a position can miss nothing. Matches and the new position are written in one transaction. What a person may not see at
that time is no match of theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from hub.alerts.models import Alert, Match, Part, SavedSearch
from hub.publishing.desk_search import KINDS_IN
from hub.publishing.desk_sight import seen_by
from hub.staff.models import User
from media_library.finding.library_search import filters_of
from search.matching import all_matching, matching
from search.models import Index, StoredDocument
from search.scope import STAFF, Filters

BATCH = 200  # changes at a time
MOST_KNOWN = 20_000  # who is told of more than this is told of nothing


class TooMany(Exception):  # noqa: N818 - named for what the caller tells
    """A search that finds half the house is no use as an alert."""


def last_change() -> int:
    return Index.objects.values_list("last_change", flat=True).first() or 0


def may_be_told(user: User) -> bool:
    return user.is_active and user.has_perm("wagtailadmin.access_admin")


def begin(saved: SavedSearch) -> None:
    """From now on: everything that matches already is known. Call it in a transaction.

    Raises:
        TooMany: more than `MOST_KNOWN` documents match.
    """
    position = last_change()  # before the search: what changes meanwhile is looked at again
    known = all_matching(saved.typed, scope=STAFF, filters=_filters(saved), most=MOST_KNOWN)
    if known is None:
        raise TooMany
    saved.position = position
    saved.save(update_fields=["position"])
    Match.objects.filter(saved=saved).delete()
    rows = (Match(saved=saved, key=key, known=True) for key, change in known.items() if change <= position)
    Match.objects.bulk_create(rows, batch_size=1000)


def end(saved: SavedSearch) -> None:
    """Nothing is told any more, and what was found is forgotten."""
    Match.objects.filter(saved=saved).delete()
    saved.notices.all().delete()


def watch() -> int:
    """One round: a batch of changes for everyone who is behind. Returns how many searches were looked at."""
    head = last_change()
    watching = SavedSearch.objects.exclude(alert=Alert.NONE)
    if watching.filter(position__gt=head).exists():  # the index was made anew from nothing and counts from one
        watching.filter(position__gt=head).update(position=0)
    behind: dict[int, list[SavedSearch]] = {}
    for saved in watching.filter(position__lt=head).select_related("owner").order_by("position", "pk"):
        behind.setdefault(saved.position, []).append(saved)
    for position, searches in behind.items():
        _compare(position, searches)
    return sum(map(len, behind.values()))


@dataclass(frozen=True, slots=True)
class _Seen:
    """`fresh`: what matches now and was not noted; `over`: what does not match any more."""

    saved: SavedSearch
    fresh: list[str]
    over: list[str]


def _compare(position: int, searches: Sequence[SavedSearch]) -> None:
    """The next batch of changes, with every search that stands there. Reads first, so that editors wait for no search."""
    changes = StoredDocument.objects.filter(change_no__gt=position).order_by("change_no")
    changed = list(changes.values_list("change_no", "key")[:BATCH])
    if not changed:
        return
    keys = [key for _number, key in changed]
    found = [_look(saved, keys) for saved in searches]
    with transaction.atomic():
        for seen in found:
            _note(seen, position, changed[-1][0])


def _look(saved: SavedSearch, keys: Sequence[str]) -> _Seen:
    matches = matching(saved.typed, scope=STAFF, filters=_filters(saved), among=keys)
    noted = set(Match.objects.filter(saved=saved, key__in=keys).values_list("key", flat=True))
    new = matches - noted
    visible = seen_by(saved.owner, new) if new and may_be_told(saved.owner) else {}
    return _Seen(saved, sorted(visible), sorted(noted - matches))


def _note(seen: _Seen, position: int, reached: int) -> None:
    """Nothing, if another process has done it, or its owner has changed it meanwhile."""
    watching = SavedSearch.objects.exclude(alert=Alert.NONE)
    if not watching.filter(pk=seen.saved.pk, position=position).update(position=reached):
        return
    # should it match again one day, that is news; but not what was told already
    untold = Match.objects.filter(saved=seen.saved, key__in=seen.over, notice=None)
    untold.delete()
    Match.objects.bulk_create([Match(saved=seen.saved, key=key) for key in seen.fresh])


def _filters(saved: SavedSearch) -> Filters:
    if saved.part == Part.EVERYTHING:
        return Filters({})
    if saved.part == Part.LIBRARY:
        return filters_of({name: tuple(values) for name, values in saved.narrowed.items()})
    return Filters({"kind": KINDS_IN[saved.part]})
