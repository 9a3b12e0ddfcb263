"""What a person does with a saved search. All of it is the owner's alone, and all of it is in the audit log, because a
webhook tells another system of what is in the house."""

from datetime import timedelta
from typing import Any
from unicodedata import normalize

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.alerts import watching
from hub.alerts.models import Alert, Notice, SavedSearch
from hub.outbound import letters
from hub.outbound.calling import Refused, target
from hub.outbound.webhooks import new_salt
from hub.staff.models import User
from search import query

MOST = 50
OVERLAP = timedelta(days=1)  # both secrets are good while a receiver changes over
EMAILS = (Alert.EMAIL, Alert.DAILY)
SAVED, CHANGED, DELETED = "alerts.save", "alerts.change", "alerts.delete"
NEW_SECRET, STARTED = "alerts.new_secret", "alerts.start"


def save(saved: SavedSearch, *, by: User) -> SavedSearch:
    """Keep a new search.

    Raises:
        PermissionDenied: `by` has no business in the admin.
        ValidationError: what is wrong, by field.
    """
    if not watching.may_be_told(by):
        raise PermissionDenied
    saved.owner, saved.typed = by, normalize("NFC", saved.typed).strip()
    if SavedSearch.objects.filter(owner=by).count() >= MOST:
        raise ValidationError(_("You have %(most)d saved searches: delete one first.") % {"most": MOST})
    try:
        wanted = query.parse(saved.typed)
    except query.Refused as refused:
        raise ValidationError({"typed": str(refused)}) from refused
    if not wanted.clauses and not saved.narrowed:
        raise ValidationError({"typed": _("Write what to look for.")})
    with transaction.atomic():
        _check(saved)
        saved.save()
        if saved.alert != Alert.NONE:
            _begin(saved)
        log(instance=saved, action=SAVED, user=by, data=_told(saved))
    return saved


def change(saved: SavedSearch, *, by: User) -> SavedSearch:
    """Its name, or how it tells. Who was not told before is told of what matches from now on.

    Raises:
        PermissionDenied: it is somebody else's.
        ValidationError: what is wrong, by field.
    """
    _must_be_theirs(saved, by)
    with transaction.atomic():
        stored = SavedSearch.objects.select_for_update().get(pk=saved.pk)
        before = stored.alert, stored.webhook_url
        stored.name, stored.alert, stored.webhook_url = saved.name, saved.alert, saved.webhook_url
        _check(stored)
        if (stored.alert, stored.webhook_url) != before:  # another way: what did not get there goes this one
            stored.stopped_at, stored.stopped_why = None, ""
            _send_anew(stored)
        stored.save()
        if stored.alert == Alert.NONE:
            watching.end(stored)
        elif before[0] == Alert.NONE:
            _begin(stored)
        log(instance=stored, action=CHANGED, user=by, data=_told(stored))
    saved.refresh_from_db()
    return saved


def delete(saved: SavedSearch, *, by: User) -> None:
    """
    Raises:
        PermissionDenied: it is somebody else's.
    """
    _must_be_theirs(saved, by)
    with transaction.atomic():
        log(instance=saved, action=DELETED, user=by, data=_told(saved), deleted=True)
        saved.delete()


def new_secret(saved: SavedSearch, *, by: User) -> None:
    """The one before is good for another day.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    _must_be_theirs(saved, by)
    with transaction.atomic():
        saved.former_salt, saved.former_until = saved.salt, timezone.now() + OVERLAP
        saved.salt = new_salt()
        saved.save(update_fields=["salt", "former_salt", "former_until"])
        log(instance=saved, action=NEW_SECRET, user=by)


def start_again(saved: SavedSearch, *, by: User) -> None:
    """What was not delivered is sent again, under the ids that it had.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    _must_be_theirs(saved, by)
    with transaction.atomic():
        SavedSearch.objects.filter(pk=saved.pk).update(stopped_at=None, stopped_why="")
        _send_anew(saved)
        log(instance=saved, action=STARTED, user=by)


def send_again(notice: Notice, *, by: User) -> None:
    """Under the same id, whether it got there or not.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    _must_be_theirs(notice.saved, by)
    Notice.objects.filter(pk=notice.pk).update(sent_at=None, attempts=0, retry_at=timezone.now(), fault="")


def send_a_test(saved: SavedSearch, *, by: User) -> None:
    """
    Raises:
        PermissionDenied: it is somebody else's.
    """
    _must_be_theirs(saved, by)
    if saved.alert != Alert.NONE:
        Notice.objects.create(saved=saved, test=True)


def _must_be_theirs(saved: SavedSearch, by: User) -> None:
    if saved.owner_id != by.pk or not watching.may_be_told(by):
        raise PermissionDenied


def _check(saved: SavedSearch) -> None:
    """What the form cannot know by itself; the salt is made here."""
    saved.name = normalize("NFC", saved.name).strip()
    saved.webhook_url = saved.webhook_url.strip() if saved.alert == Alert.WEBHOOK else ""
    if saved.alert in EMAILS:
        if not letters.offered():
            raise ValidationError({"alert": _("This hub is not set up to send e-mail; an administrator can do that.")})
        if not saved.owner.email:
            raise ValidationError(
                {"alert": _("Your account has no e-mail address: enter it under “Account” in the menu first.")}
            )
    if saved.alert == Alert.WEBHOOK:
        if not saved.webhook_url:
            raise ValidationError({"webhook_url": _("Write the address that is to be told.")})
        try:
            target(saved.webhook_url)
        except Refused as refused:
            raise ValidationError({"webhook_url": str(refused)}) from refused
        saved.salt = saved.salt or new_salt()
    else:
        saved.salt = saved.former_salt = ""
        saved.former_until = None
    saved.full_clean()


def _begin(saved: SavedSearch) -> None:
    try:
        watching.begin(saved)
    except watching.TooMany as too_many:
        raise ValidationError(
            {
                "alert": _(
                    "This finds more than %(most)s things: add a word before you have yourself told of new ones."
                )
                % {"most": f"{watching.MOST_KNOWN:,}".replace(",", ".")}
            }
        ) from too_many


def _send_anew(saved: SavedSearch) -> None:
    saved.notices.filter(sent_at=None).update(attempts=0, retry_at=timezone.now())


def _told(saved: SavedSearch) -> dict[str, Any]:
    narrowed = {"narrowed": saved.narrowed} if saved.narrowed else {}
    return {
        "name": saved.name,
        "typed": saved.typed,
        **narrowed,
        "alert": saved.alert,
        "webhook_url": saved.webhook_url,
    }
