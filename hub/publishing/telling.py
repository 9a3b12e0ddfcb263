"""What one event makes of its edition, and what partners are told of it. Runs inside the relay's transaction.

A release or a correction is a new version; a withdrawal or a deletion leaves a tombstone; a move, or a change in what the
edition shows, is told only if its document comes out different.
"""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Revision

from hub.content.models.editions import EditionPage
from hub.publishing.asset_source import touch_shown
from hub.publishing.bodies import References
from hub.publishing.compiling import compile_edition, url_path
from hub.publishing.documents import Compiled
from hub.publishing.models import Act, Change, Edition, Ledger, LedgerEntry, PublishingEvent, Reference, State
from hub.publishing.recording import refresh
from hub.publishing.standing import note_segments, standing_of
from locales.languages import SOURCE
from media_library.rights.licences import is_open


@dataclass(frozen=True, slots=True)
class Reading:
    """A page as one of its revisions has it; `page` is None if it went before its release was told."""

    revision_id: int | None
    page: EditionPage | None


def read_for(event: PublishingEvent) -> Reading:
    """What the event will need, read while anybody may still write: a third of the relay's work, and SQLite has one writer.
    A revision never changes; what moves or deletes its page meanwhile is an event of its own that comes after this one."""
    if event.act in (Act.WITHDRAWN, Act.DELETED):
        return Reading(None, None)
    return Reading(event.revision_id, _page(event.revision_id))


def tell(event: PublishingEvent, ledger: Ledger, read: Reading) -> None:
    """Bring one event into the ledger, whose row the caller has locked."""
    edition = Edition.objects.select_for_update().filter(pk=event.edition_id).first()
    if event.act in (Act.PUBLISHED, Act.CORRECTED):
        _release(edition, event, ledger, read)
    elif edition is None or edition.state == State.DELETED:
        return
    elif event.act in (Act.WITHDRAWN, Act.DELETED):
        _close(edition, event, ledger)
    elif edition.state == State.LIVE and not _comes_again(event):
        _renew(edition, event, ledger, read)


def _comes_again(event: PublishingEvent) -> bool:
    """Is a later event waiting that compiles the same edition anyway? A refresh that says nothing to readers may then be
    left to it: eight new languages are one change for each sibling, not seven."""
    later = PublishingEvent.objects.filter(edition_id=event.edition_id, pk__gt=event.pk, handled_at__isnull=True)
    return not event.note and later.exists()


# --- the three things that can happen --------------------------------------------------------------------------------


def _release(edition: Edition | None, event: PublishingEvent, ledger: Ledger, read: Reading) -> None:
    """A publish or a correction: version + 1."""
    before = edition.state if edition is not None else None
    change = Change.PUBLISHED
    if before in (State.LIVE, State.LOST):
        change = Change.CORRECTED if event.act == Act.CORRECTED else Change.UPDATED
    if edition is None:
        edition = Edition(id=event.edition_id, work=event.work, lang=event.lang)
    page = read.page
    edition.page_id, edition.revision_id = event.page_id, event.revision_id
    edition.version, edition.updated_at = edition.version + 1, event.at
    edition.published_at = (page and page.first_published_at) or edition.published_at or event.at
    edition.reason = edition.replacement = ""
    if page is None:
        _empty(edition, State.LOST)
        touch_shown(_references(edition))
        _append(edition, event, ledger, change)
        return

    if change == Change.CORRECTED:
        correction = {"version": edition.version, "at": event.at.isoformat(), "note": event.note}
        edition.corrections = [*edition.corrections, correction]
    note_segments(edition, event)
    standing = standing_of(edition, note=event.note)
    compiled = compile_edition(page, standing)
    if change == Change.UPDATED and compiled.licence != edition.licence:
        change = Change.RIGHTS_CHANGED
    edition.freshness = standing.freshness
    _fill(edition, page, compiled)
    _append(edition, event, ledger, change)
    _keep_references(edition, compiled.references)
    _tell_siblings(edition, languages_changed=before != State.LIVE)


def _renew(edition: Edition, event: PublishingEvent, ledger: Ledger, read: Reading) -> None:
    """Something around or inside a live edition changed. Told only if its document comes out different; a change of the
    text itself (a corrected fact, a new credit) is a new version, and one of rights alone is told as such."""
    page = read.page if read.revision_id == edition.revision_id else _page(edition.revision_id)
    if page is None:
        return
    note = _note_of(edition)
    standing = standing_of(edition, note=note)
    compiled = compile_edition(page, standing)
    if compiled.etag == edition.etag:
        return
    edition.updated_at, edition.freshness = event.at, standing.freshness
    change = Change.RIGHTS_CHANGED if compiled.changes_only_rights_of(edition.document) else Change.UPDATED
    if not compiled.says_the_same_as(edition.document):
        edition.version += 1
        note = event.note or note
    compiled = compiled.dated(version=edition.version, updated_at=edition.updated_at, note=note)
    _fill(edition, page, compiled)
    _append(edition, event, ledger, change)
    _keep_references(edition, compiled.references)


def _close(edition: Edition, event: PublishingEvent, ledger: Ledger) -> None:
    """Withdrawn or deleted: a tombstone with a reason stays; the text itself goes."""
    already_told = edition.state == State.WITHDRAWN
    edition.updated_at = event.at
    edition.reason, edition.replacement = event.note, event.replacement
    _empty(edition, State.DELETED if event.act == Act.DELETED else State.WITHDRAWN)
    touch_shown(_references(edition))
    edition.references.all().delete()
    if already_told:
        edition.save()
        return
    _append(edition, event, ledger, Change.WITHDRAWN)
    _tell_siblings(edition, languages_changed=True)


# --- what they are made of -------------------------------------------------------------------------------------------


def _page(revision_id: int | None) -> EditionPage | None:
    """The page as the revision has it; None if it went before its release was told."""
    revision = Revision.objects.filter(pk=revision_id).first()
    if revision is None or revision.content_object is None:
        return None
    page: EditionPage = revision.as_object()
    return page


def _note_of(edition: Edition) -> str:
    """What readers were told with the version that stands."""
    entry = LedgerEntry.objects.filter(edition=edition, version=edition.version).order_by("seq").first()
    return entry.note if entry is not None else ""


def _fill(edition: Edition, page: EditionPage, compiled: Compiled) -> None:
    edition.state = State.LIVE
    edition.kind, edition.title, edition.url_path = page.kind, page.title, url_path(page)
    edition.external_id = compiled.data.get("external_id", "")
    edition.licence, edition.is_open = compiled.licence, is_open(compiled.licence)
    edition.starts_at = getattr(page, "starts", None)
    edition.document, edition.summary, edition.etag = compiled.document, compiled.summary, compiled.etag


def _empty(edition: Edition, state: State) -> None:
    edition.state = state
    edition.document = edition.summary = edition.etag = ""


def _append(edition: Edition, event: PublishingEvent, ledger: Ledger, change: Change) -> None:
    """Store the edition and its entry under the next number. The ledger's row is locked: no other relay can take it."""
    ledger.last_seq += 1
    ledger.save(update_fields=["last_seq"])
    edition.last_seq = ledger.last_seq
    edition.save()
    LedgerEntry.objects.create(
        seq=ledger.last_seq,
        edition=edition,
        event=event,
        version=edition.version,
        change=change,
        at=event.at,
        etag=edition.etag,
        note=event.note,
        revision_id=edition.revision_id,
    )


def _references(edition: Edition) -> dict[tuple[str, str], int]:
    """What it showed until now, and each one's row."""
    return {(kind, key): pk for kind, key, pk in edition.references.values_list("kind", "key", "pk")}


def _keep_references(edition: Edition, shown: References) -> None:
    """Whatever it shows may be found by others than before: by more, by fewer, or under another licence."""
    kept = _references(edition)
    touch_shown(kept.keys() | shown)
    gone = [pk for shown_before, pk in kept.items() if shown_before not in shown]
    if gone:
        Reference.objects.filter(pk__in=gone).delete()
    Reference.objects.bulk_create(
        Reference(edition=edition, kind=kind, key=key) for kind, key in sorted(shown - kept.keys())
    )


def _tell_siblings(edition: Edition, *, languages_changed: bool) -> None:
    """The other languages name this one as their alternate, and a new source may have made them stale."""
    if languages_changed:
        refresh(Q(work=edition.work) & ~Q(pk=edition.pk))
    elif edition.lang == SOURCE:
        refresh(Q(work=edition.work) & ~Q(lang=SOURCE))
    if edition.kind == "dossier":
        refresh(Q(references__kind="dossier", references__key=str(edition.work), lang=edition.lang))
