"""Files one line of an archive: the page, its release through the ledger, and its provenance, in the caller's transaction.

The release gate and its pre-flight are asked, as on every path. What the desk did since goes before the archive: nothing of it is overwritten,
republished or brought back unless the operator says so.
"""

import json
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from html import escape
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from hub.archive.adding import add_released
from hub.archive.lines import Refused
from hub.archive.records import Record
from hub.archive.shelves import NAMES, Shelf
from hub.content.models import Article, Event, Provenance, Publication, VideoStory
from hub.content.models.editions import Story
from hub.publishing.intents import Intent, intending
from hub.registry.models import Agency
from hub.staff.models import User
from locales.languages import display_name
from media_library.files.naming import plain_name
from media_library.models import Picture

MODELS: dict[str, type[Story]] = {
    "article": Article,
    "video": VideoStory,
    "publication": Publication,
    "event": Event,
}
NAMED = frozenset({"notes", "column", "agency", "licence", "work"})
IMPORTED = "hub.import"


class Outcome(StrEnum):
    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Filing:
    """A line with everything it names found. `shown`: each picture with the caption of this use."""

    record: Record
    work: UUID
    shelf: Shelf
    agency: Agency
    licence: str
    digest: str
    shown: tuple[tuple[Picture, str], ...] = ()


def work_of(source: str, name: str) -> UUID:
    """The same for every language of a work, in whatever order and however often they come."""
    return uuid5(NAMES, f"work/{source}/{name}")


def digest_of(record: Record, **found: Any) -> str:
    """Of all that would be written: where it is the same, nothing is. What a line names counts as what was `found`."""
    said = {name: getattr(record, name) for name in record.__dataclass_fields__ if name not in NAMED}
    return sha256(json.dumps(said | found, default=str, sort_keys=True).encode()).hexdigest()


def file_line(filing: Filing, *, source: str, by: User | None, overwrite: bool) -> tuple[Outcome, int]:
    """Add or update one edition; nothing if it is as the line says already. Returns what was done, and to which page.

    Raises:
        Refused: the line contradicts what was imported before, or the desk has taken the edition over.
        ValidationError: the page does not take its content.
    """
    known = Provenance.objects.filter(source=source, external_id=filing.record.external_id).first()
    with intending(Intent(by=by)):
        if known is None:
            return Outcome.ADDED, _add(filing, source, by)
        if known.digest == filing.digest:
            return Outcome.UNCHANGED, known.page_id
        return Outcome.UPDATED, _update(filing, known, by, overwrite=overwrite)


def _add(filing: Filing, source: str, by: User | None) -> int:
    record = filing.record
    _refuse_taken(filing)
    page = MODELS[record.kind](
        locale=filing.shelf.locale,
        translation_key=filing.work,
        slug=_slug(source, record),
        first_published_at=record.published,
    )
    _write(page, filing)
    revision = add_released(page, below=filing.shelf.page_id, by=by)
    _note_import(page, filing, source, by)
    Provenance.objects.create(
        source=source,
        external_id=record.external_id,
        external_url=record.url,
        work=filing.work,
        lang=record.lang,
        digest=filing.digest,
        page_id=page.pk,
        revision_id=revision.pk,
        shelf_id=filing.shelf.page_id,
    )
    return int(page.pk)


def _refuse_taken(filing: Filing) -> None:
    other = Provenance.objects.filter(work=filing.work, lang=filing.record.lang).first()
    if other is not None:
        raise Refused(
            _("The work “%(work)s” has an edition in %(language)s already: the line “%(id)s”.")
            % {"work": filing.record.work, "language": display_name(filing.record.lang), "id": other.external_id}
        )


def _update(filing: Filing, known: Provenance, by: User | None, *, overwrite: bool) -> int:
    record = filing.record
    if (known.work, known.lang) != (filing.work, record.lang):
        raise Refused(
            _("“%(id)s” was imported as another work or in another language. Give this line an id of its own.")
            % {"id": record.external_id}
        )
    page = _page_of(known, record, overwrite=overwrite)
    if known.shelf_id != filing.shelf.page_id and page.get_parent().pk == known.shelf_id:
        page.move(Page.objects.get(pk=filing.shelf.page_id), pos="last-child", user=by)
        page = type(page).objects.get(pk=page.pk)
    if page.first_published_at != record.published:
        page.first_published_at = record.published
        Page.objects.filter(pk=page.pk).update(first_published_at=record.published)
    _write(page, filing)
    known.external_url = record.url
    known.digest, known.shelf_id = filing.digest, filing.shelf.page_id
    known.revision_id = _release(page, filing, known.source, by)
    known.save()
    return int(page.pk)


def _page_of(known: Provenance, record: Record, *, overwrite: bool) -> Story:
    page = Page.objects.filter(pk=known.page_id).specific().first()
    if page is None:
        raise Refused(_("It was deleted here. What was deleted is not brought over again."))
    if not isinstance(page, MODELS[record.kind]):
        raise Refused(
            _("It was imported as “%(kind)s”; the type of a work cannot be changed.")
            % {"kind": getattr(page, "kind", "")}
        )
    if not page.live:
        raise Refused(_("It was withdrawn here. What was withdrawn is not published again by an import."))
    if page.latest_revision_id != known.revision_id and not overwrite:
        raise Refused(
            _("It was edited here since the last import. Nothing is overwritten, unless you say --overwrite.")
        )
    return page


def _write(page: Story, filing: Filing) -> None:
    record = filing.record
    page.title, page.summary, page.byline = record.title, record.summary, record.byline
    page.agency, page.licence = filing.agency, filing.licence
    page.picture = filing.shown[0][0] if filing.shown else None
    page.body = _body(filing)
    if isinstance(page, Event):
        page.starts, page.ends = record.starts or record.published, record.ends
        page.all_day, page.venue = record.all_day, record.venue


def _body(filing: Filing) -> list[dict[str, Any]]:
    """The paragraphs, then every picture but the lead one. The ids are the same each time."""
    blocks: list[tuple[str, Any]] = [("paragraph", _rich(text)) for text in filing.record.paragraphs]
    blocks += [("picture", {"image": picture.pk, "caption": caption}) for picture, caption in filing.shown[1:]]
    return [
        {"type": kind, "value": value, "id": str(uuid5(filing.work, f"{filing.record.lang}/{number}"))}
        for number, (kind, value) in enumerate(blocks)
    ]


def _rich(text: str) -> str:
    return f"<p>{escape(text, quote=False).replace(chr(10), '<br/>')}</p>"


def _release(page: Story, filing: Filing, source: str, by: User | None) -> int:
    revision = page.save_revision(user=by, clean=False)  # publishing looks at the whole page
    revision.publish(user=by, log_action=False, skip_permission_checks=True)  # asked once a shelf
    _note_import(page, filing, source, by)
    return int(revision.pk)


def _note_import(page: Story, filing: Filing, source: str, by: User | None) -> None:
    log(
        instance=page,
        action=IMPORTED,
        user=by,
        data={"source": source, "id": filing.record.external_id},
        content_changed=True,
    )


def _slug(source: str, record: Record) -> str:
    """Unique without asking, and the same again: many short items of a newspaper share a title."""
    mark = sha256(f"{source}/{record.external_id}/{record.lang}".encode()).hexdigest()[:10]
    return f"{plain_name(record.title, otherwise=record.kind)}-{mark}"
