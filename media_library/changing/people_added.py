"""A person who is added to those shown in many assets: nobody stands there twice, and what was added can be taken back.

A consent is entered where the person stands already, waits for one and has none; no consent takes the place of another,
and what else stands there of the person stays. Asks nobody for permission.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from media_library.models import Asset, PersonShown

FIELDS = (
    *("person", "name", "basis", "consent"),
    *("age", "face_visible", "face_blurred", "named", "school_named"),
)
Kept = dict[str, Any]


def with_person(there: Sequence[PersonShown], person: Mapping[str, Any]) -> list[PersonShown] | None:
    """Those shown, and that person; None: it is so already."""
    new = PersonShown(**person)
    same = next((row for row in there if _is_same(row, new)), None)
    if same is None:
        return [*there, new]
    joined = copy(same)
    joined.person = joined.person or new.person  # it came with the file, as a name
    if joined.needs_consent and joined.consent is None:
        joined.consent = new.consent
    if kept(joined) == kept(same):
        return None
    return [joined if row is same else row for row in there]


def _is_same(row: PersonShown, new: PersonShown) -> bool:
    if row.person_id and new.person_id:
        return row.person_id == new.person_id
    return row.who.casefold() == new.who.casefold()


def stand_as_left(now: Sequence[PersonShown], before: Sequence[Kept], after: Sequence[Kept]) -> bool:
    """Has nobody changed or taken away what was added?"""
    there = [kept(row) for row in now]
    return all(one in there for one in after if one not in before)


def without(now: Sequence[PersonShown], before: Sequence[Kept], after: Sequence[Kept]) -> list[PersonShown]:
    """Those shown, without what was added. Who was added by others since stays."""
    former = {one["pk"]: one for one in before}
    added = [one["pk"] for one in after if one not in before]
    rows = [row for row in now if row.pk not in added or row.pk in former]
    return [_as_it_was(row, former[row.pk]) if row.pk in added else row for row in rows]


def _as_it_was(row: PersonShown, before: Kept) -> PersonShown:
    found = copy(row)
    for name in FIELDS:
        column: Any = PersonShown._meta.get_field(name)
        setattr(found, column.attname, before[name])
    return found


def write(asset: Asset, before: Sequence[PersonShown], after: Sequence[PersonShown]) -> None:
    there = [kept(row) for row in before]
    staying = {row.pk for row in after}
    for row in before:
        if row.pk not in staying:
            PersonShown.objects.filter(pk=row.pk).delete()  # the row in hand keeps its key: it is told of
    for row in after:
        if kept(row) not in there:
            row.asset = asset
            row.save()


def kept(row: PersonShown) -> Kept:
    return {"pk": row.pk, **model_to_dict(row, fields=FIELDS)}


def said(row: PersonShown) -> str:
    return _("%(who)s (with consent)") % {"who": row.who} if row.consent_id else row.who
