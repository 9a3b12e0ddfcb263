"""Saved searches that are shared: who may share one with whom, who sees it, who takes it back. All of it is in the audit log.

What is shared is a copy, and nobody changes it: who has a better one takes this back and shares that.
"""

from typing import Any
from unicodedata import normalize

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.alerts import watching
from hub.alerts.models import SavedSearch, SharedSearch
from hub.registry.models import Agency
from hub.staff.models import User

MOST = 200  # with one audience
SHARE, TAKE_BACK = "alerts.add_sharedsearch", "alerts.delete_sharedsearch"
SHARED, TAKEN_BACK = "alerts.share", "alerts.take_back"


def shared_with(user: User) -> QuerySet[SharedSearch]:
    """With everybody, with their agency, with one of their groups."""
    if not watching.may_be_told(user):
        return SharedSearch.objects.none()
    everybody = Q(agency=None, group=None)
    return SharedSearch.objects.filter(everybody | Q(agency=user.agency_id or 0) | Q(group__in=user.groups.all()))


def may_share(user: User) -> bool:
    return watching.may_be_told(user) and user.has_perm(SHARE)


def groups_of(user: User) -> QuerySet[Group]:
    """With which they may share: their own; all of them, where they may do everything."""
    return Group.objects.all() if user.is_superuser else user.groups.all()


def may_take_back(shared: SharedSearch, by: User) -> bool:
    """Who has shared it and still may, and those who look after all that are shared with them."""
    return (shared.shared_by_id == by.pk and may_share(by)) or (watching.may_be_told(by) and by.has_perm(TAKE_BACK))


def share(saved: SavedSearch, *, by: User, name: str, agency: Agency | None, group: Group | None) -> SharedSearch:
    """A copy of one's own search, under a name of its own; with everybody where neither agency nor group is given.

    Raises:
        PermissionDenied: the search, the agency or the group is not theirs, or sharing is not.
        ValidationError: what is wrong, by field.
    """
    if saved.owner_id != by.pk or not may_share(by):
        raise PermissionDenied
    if agency is not None and agency.pk != by.agency_id:
        raise PermissionDenied
    if group is not None and not groups_of(by).filter(pk=group.pk).exists():
        raise PermissionDenied
    shared = SharedSearch(
        name=normalize("NFC", name).strip(),
        typed=saved.typed,
        narrowed=saved.narrowed,
        part=saved.part,
        agency=agency,
        group=group,
        shared_by=by,
    )
    if SharedSearch.objects.filter(agency=agency, group=group).count() >= MOST:
        raise ValidationError(_("%(most)d searches are shared with them: take one back first.") % {"most": MOST})
    with transaction.atomic():
        shared.full_clean(exclude=["shared_by"])
        shared.save()
        log(instance=shared, action=SHARED, user=by, data=_told(shared))
    return shared


def take_back(shared: SharedSearch, *, by: User) -> None:
    """Saved searches that were made of it stay.

    Raises:
        PermissionDenied: it is not shared with them, or neither theirs nor theirs to look after.
    """
    if not may_take_back(shared, by) or not seen_to_be_taken_back(by).filter(pk=shared.pk).exists():
        raise PermissionDenied
    with transaction.atomic():
        log(instance=shared, action=TAKEN_BACK, user=by, data=_told(shared), deleted=True)
        shared.delete()


def seen_to_be_taken_back(user: User) -> QuerySet[SharedSearch]:
    """What is shared with them, and what they have shared themselves with a group that they have left since."""
    return SharedSearch.objects.filter(Q(pk__in=shared_with(user).values("pk")) | Q(shared_by=user))


def _told(shared: SharedSearch) -> dict[str, Any]:
    return {
        "name": shared.name,
        "typed": shared.typed,
        "narrowed": shared.narrowed,
        "agency": shared.agency.code if shared.agency else None,
        "group": shared.group.name if shared.group else None,
    }
