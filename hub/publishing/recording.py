"""One event row for each act, in the transaction of the act.

Listens to the signals that Wagtail fires on every path by which it publishes, unpublishes, moves or deletes: the
editor, the scheduler, wagtail-localize, the API, a shell. Nothing is compiled here: that is the relay's work.
"""

import json
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move
from wagtail_localize.models import Translation

from hub.content.models import Column, HomePage
from hub.content.models.editions import EditionPage
from hub.publishing.identity import edition_id_of
from hub.publishing.intents import Intent, current, intending
from hub.publishing.models import Act, Edition, PublishingEvent, State
from locales.editions import editions_of
from locales.following import follow
from locales.languages import SOURCE, bcp47, django_code
from locales.staleness import segment_digests, translated_from


def is_released(page: Page) -> bool:
    """Is this a page that partners take? Homes and columns are the shelves, not the goods."""
    return isinstance(page, EditionPage) and page.released


def record(page: EditionPage, act: Act, *, revision: Revision | None = None, note: str = "") -> PublishingEvent:
    """Write the event row of one act on one page."""
    intent = current()
    author = intent.by or (revision.user if revision is not None else None)
    event = PublishingEvent(
        edition_id=edition_id_of(page),
        work=page.translation_key,
        lang=bcp47(page.locale.language_code),
        page_id=page.pk,
        revision_id=revision.pk if revision is not None else page.live_revision_id,
        act=act,
        at=timezone.now(),
        by=author,
        note=note or intent.note,
        replacement=intent.replacement,
        cosmetic=intent.cosmetic,
    )
    if act in (Act.PUBLISHED, Act.CORRECTED):
        event.source_revision_id, event.segment_digests = _made_from(page)
    event.save()
    return event


def _made_from(page: EditionPage) -> tuple[int | None, list[str]]:
    """A source: its own segments. A translation: the revision of the source it was made from, and its segments.

    An edition that follows no source but stands beside one (brought over from an archive, or written by hand) was made
    from the source as it stands now: whoever releases it says so.
    """
    translation = (
        Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale)
        .select_related("source")
        .first()
    )
    if translation is None:
        source = _source_beside(page)
        return (None, segment_digests(page)) if source is None else (source.live_revision_id, segment_digests(source))
    revision = json.loads(translation.source.content_json).get("live_revision")
    return revision, translated_from(translation)


def _source_beside(page: EditionPage) -> Page | None:
    if page.is_source:
        return None
    source = editions_of(page).filter(locale__language_code=django_code(SOURCE), live=True).first()
    return source.specific if source is not None else None


@receiver(page_published)
def on_published(instance: Page, revision: Revision, **kwargs: Any) -> None:
    page = instance.specific
    if not page.live:
        return  # scheduled for later: Wagtail fires this signal all the same
    if is_released(page):
        record(page, Act.CORRECTED if current().corrects else Act.PUBLISHED, revision=revision)
        if page.is_source:
            bring_along(page)
    elif isinstance(page, Column | HomePage):
        refresh(Q(references__kind="column", references__key=str(page.translation_key)), lang=page.language)


def bring_along(source: EditionPage) -> None:
    """What no translator changes follows in the other languages. Theirs is a plain publication, whatever the source's is."""
    by = current().by
    with intending(Intent(by=by)):
        for edition, refused in follow(source, by=by):
            log(instance=edition, action="hub.not_followed", user=by, data={"reason": " ".join(refused.messages)})


@receiver(page_unpublished)
def on_unpublished(instance: Page, **kwargs: Any) -> None:
    """Also called before a delete: Wagtail then fires the signal without having saved the page as not live."""
    page = instance.specific
    if is_released(page):
        deleting = Page.objects.filter(pk=page.pk, live=True).exists()
        record(page, Act.DELETED if deleting else Act.WITHDRAWN)
        if page.is_source:
            withdraw_translations(page)


@receiver(pre_delete)
def on_draft_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """A source that is not live takes its translations with it all the same."""
    if issubclass(sender, EditionPage) and is_released(instance) and instance.is_source and not instance.live:
        withdraw_translations(instance)


@receiver(post_page_move)
def on_moved(instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any) -> None:
    if url_path_before == url_path_after:
        return
    for page in instance.get_descendants(inclusive=True).live().specific():
        if is_released(page):
            record(page, Act.MOVED)


@receiver(page_slug_changed)
def on_slug_changed(instance: Page, **kwargs: Any) -> None:
    for page in instance.get_descendants().live().specific():
        if is_released(page):
            record(page, Act.MOVED)


def withdraw_translations(source: EditionPage) -> None:
    """The source's withdrawal withdraws its editions, with the same reason."""
    for edition in editions_of(source).live().specific():
        edition.unpublish(user=current().by)


def refresh(query: Q, *, lang: str = "", note: Callable[[str], str] = lambda lang: "") -> int:
    """Ask the relay to compile again the live editions that match, because something they show has changed.

    `note` gives the words for readers in an edition's language. Returns how many were asked for; an edition whose
    document comes out the same is told to nobody.
    """
    editions = Edition.objects.filter(query, state=State.LIVE).distinct()
    if lang:
        editions = editions.filter(lang=lang)
    now, by = timezone.now(), current().by
    events = [
        PublishingEvent(
            edition_id=edition.id,
            work=edition.work,
            lang=edition.lang,
            page_id=edition.page_id,
            revision_id=edition.revision_id,
            act=Act.REFRESHED,
            at=now,
            by=by,
            note=note(edition.lang),
        )
        for edition in editions.only("id", "work", "lang", "page_id", "revision_id")
    ]
    PublishingEvent.objects.bulk_create(events)
    return len(events)
