"""Where an edition stands among its siblings, as the ledger knows it: the other languages, the version it was translated
from, how far the source has moved on. A page knows none of this.
"""

from collections import Counter

from hub.publishing.compiling import Alternate, Standing
from hub.publishing.models import Edition, LedgerEntry, PublishingEvent, State
from locales.languages import SOURCE
from locales.staleness import passages_behind


def standing_of(edition: Edition, *, note: str) -> Standing:
    """`note`: what readers are told with this version."""
    source = Edition.objects.filter(work=edition.work, lang=SOURCE).first() if edition.lang != SOURCE else None
    siblings = Edition.objects.filter(work=edition.work, state=State.LIVE).exclude(pk=edition.pk).order_by("lang")
    return Standing(
        version=edition.version,
        published_at=edition.published_at or edition.updated_at,
        updated_at=edition.updated_at,
        translated_from_version=_translated_from(edition, source),
        freshness=_stale_paragraphs(edition, source),
        note=note,
        corrections=tuple(edition.corrections),
        alternates=tuple(Alternate(lang=row.lang, url_path=row.url_path) for row in siblings.only("lang", "url_path")),
    )


def _stale_paragraphs(edition: Edition, source: Edition | None) -> int:
    if source is None or not edition.source_revision_id:
        return 0
    return passages_behind(source.segment_digests, edition.segment_digests)


def _translated_from(edition: Edition, source: Edition | None) -> int | None:
    if source is None or edition.source_revision_id is None:
        return None
    entry = LedgerEntry.objects.filter(edition=source, revision_id=edition.source_revision_id).order_by("seq").first()
    return entry.version if entry is not None else None


def note_segments(edition: Edition, event: PublishingEvent) -> None:
    """Remember the source's passages that this text stands on. A cosmetic edit of the source leaves its translations
    current: its new passages take the place of the old ones in what they were translated from."""
    if event.cosmetic and edition.lang == SOURCE:
        added = Counter(event.segment_digests) - Counter(edition.segment_digests)
        gone = Counter(edition.segment_digests) - Counter(event.segment_digests)
        for sibling in Edition.objects.filter(work=edition.work).exclude(lang=SOURCE):
            stands_on = Counter(sibling.segment_digests)
            if gone <= stands_on:
                sibling.segment_digests = list((stands_on - gone + added).elements())
                sibling.save(update_fields=["segment_digests"])
    edition.segment_digests = event.segment_digests
    edition.source_revision_id = event.source_revision_id
