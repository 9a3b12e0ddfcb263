"""Files the demo's works as an editor and her translators would: the Vietnamese page, its translations segment by
segment through wagtail-localize, release through the acts of the desk, one correction and one withdrawal.
"""

from collections import defaultdict, deque
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from cms.demo.bodies import Bodies, nfc
from cms.demo.files import Work
from hub.content.models import Article, Column, Dossier, Event, HomePage, Issue, Publication, VideoStory
from hub.content.models.editions import EditionPage, Story
from hub.publishing.acts import correct, withdraw
from hub.publishing.identity import edition_id_of
from hub.publishing.intents import Intent, intending
from hub.publishing.models import Act, PublishingEvent
from hub.registry.models import Agency, Place, PlanTask, Subject
from hub.staff.models import User
from locales.languages import SOURCE, django_code
from media_library.models import Picture, Video

MODELS: dict[str, type[EditionPage]] = {
    "home": HomePage, "column": Column, "dossier": Dossier, "article": Article, "video": VideoStory, "event": Event,
    "publication": Publication, "issue": Issue,
}  # fmt: skip

UNTOUCHED_HOME = "Nghệ An"  # the title that `ensure_home` gives
CORRECTED = "bien-gioi-viet-lao"
WITHDRAWN = "tinh-lon-nhat-ca-nuoc"
REPLACEMENT = "xa-phuong-moi-2025"


class Desk:
    """Everything needed to file a work."""

    def __init__(self, by: User, pictures: dict[str, Picture], videos: dict[str, Video]) -> None:
        self.by = by
        self.pictures = pictures
        self.videos = videos
        self.bodies = Bodies(pictures, videos)
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.agencies = {agency.code: agency for agency in Agency.objects.all()}
        self.places = {place.code: place for place in Place.objects.all()}
        self.subjects = {subject.code: subject for subject in Subject.objects.all()}
        self.tasks = {task.code: task for task in PlanTask.objects.all()}
        self.pages: dict[str, EditionPage] = {}

    # --- the source --------------------------------------------------------------------------------------------------

    def file_source(self, work: Work) -> EditionPage:
        """The Vietnamese edition of a work, released once: what its editors did with it since is theirs."""
        there = self._find(work)
        if there is not None and there.last_published_at and (work.kind != "home" or there.title != UNTOUCHED_HOME):
            self.pages[work.name] = there
            return there
        with transaction.atomic():
            page = there or MODELS[work.kind](locale=self.locales[django_code(SOURCE)], live=False)
            self.write(page, work, SOURCE)
            page.first_published_at = _moment(work.facts.get("published")) or timezone.now()
            if page.pk is None:
                self._parent(work).add_child(instance=page)
            page.save()
            self.write_relations(page, work)
            page.save_revision(user=self.by)
            with intending(Intent(by=self.by)):
                page.get_latest_revision().publish(user=self.by)
        self.pages[work.name] = page.specific_class.objects.get(pk=page.pk)
        return self.pages[work.name]

    def _find(self, work: Work) -> EditionPage | None:
        model = MODELS[work.kind]
        found = model.objects.filter(locale__language_code=django_code(SOURCE))
        if work.kind != "home":
            found = found.filter(slug=work.facts["slug"])
        page: EditionPage | None = found.first()
        return page

    def _parent(self, work: Work) -> Page:
        name = work.facts.get("parent", "home")
        page = next(page for key, page in self.pages.items() if key == name or (name == "home" and page.kind == "home"))
        return Page.objects.get(pk=page.pk)

    def write(self, page: EditionPage, work: Work, language: str, words: dict[str, Any] | None = None) -> None:
        """Fill the words of one language into a page, saved or not."""
        words = words or work.words(language)
        page.title = nfc(words["title"])
        page.summary = nfc(words["summary"])
        page.seo_title = nfc(words.get("search_title", ""))
        page.search_description = nfc(words.get("search_description", ""))
        if work.kind != "home":
            page.slug = work.facts["slug"]
        page.agency = self.agencies.get(work.facts.get("agency", ""))
        page.picture = self.pictures.get(work.facts.get("picture", ""))
        if hasattr(page, "body"):
            page.body = self.bodies.raw(work.name, words.get("body") or [])
        if isinstance(page, Story):
            page.byline = nfc(work.facts.get("byline", ""))
            page.audience = work.facts.get("audience", "general")
        self._write_particulars(page, work, words)

    def _write_particulars(self, page: EditionPage, work: Work, words: dict[str, Any]) -> None:
        facts = work.facts
        if isinstance(page, Column):
            page.cadence = facts.get("cadence", "weekly")
        elif isinstance(page, VideoStory):
            page.video = self.videos[facts["clip"]]
        elif isinstance(page, Event):
            page.starts, page.ends = _moment(facts["starts"]) or timezone.now(), _moment(facts.get("ends"))
            page.all_day, page.venue = bool(facts.get("all_day")), nfc(words.get("venue", ""))
            page.organiser = self.agencies.get(facts.get("organiser", ""))
        elif isinstance(page, Publication):
            page.licence_number, page.frequency = facts.get("licence_number", ""), facts.get("frequency", "quarterly")
        elif isinstance(page, Issue):
            page.number, page.issued = str(facts["number"]), facts["issued"]
            page.print_run, page.pages = facts.get("print_run"), facts.get("pages")

    def write_relations(self, page: EditionPage, work: Work) -> None:
        page.tasks = [self.tasks[code] for code in work.facts.get("tasks", [])]
        if isinstance(page, Story):
            page.subjects = [self.subjects[code] for code in work.facts.get("subjects", [])]
            page.places = [self.places[code] for code in work.facts.get("places", [])]
            page.dossiers = [self.pages[name] for name in work.facts.get("dossiers", [])]

    # --- translations ------------------------------------------------------------------------------------------------

    def translate(self, work: Work, language: str) -> None:
        """One translation: every segment, then release. Nothing if it is there."""
        source_page = self.pages[work.name]
        locale = self.locales[django_code(language)]
        released = Page.objects.filter(last_published_at__isnull=False, translation_key=source_page.translation_key)
        if released.filter(locale=locale).exists() or not source_page.live:
            return
        with transaction.atomic(), intending(Intent(by=self.by)):
            source, _created = TranslationSource.update_or_create_from_instance(source_page)
            translated, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
            self._fill(source, locale, self._target_segments(source_page, work, language))
            translated.save_target(user=self.by, publish=False)
            target = Page.objects.get(translation_key=source_page.translation_key, locale=locale).specific
            target.first_published_at = source_page.first_published_at
            target.save_revision(user=self.by).publish(user=self.by)

    def _target_segments(self, source_page: EditionPage, work: Work, language: str) -> dict[str, deque[str]]:
        """What the translators wrote, by the path of the segment in the page."""
        page = source_page.specific_class.objects.get(pk=source_page.pk)
        self.write(page, work, language)
        found: dict[str, deque[str]] = defaultdict(deque)
        for segment in extract_segments(page):
            if isinstance(segment, StringSegmentValue):
                found[segment.path].append(segment.string.data)
        return found

    def _fill(self, source: TranslationSource, locale: Locale, words: dict[str, deque[str]]) -> None:
        for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={
                    "data": words[segment.context.path].popleft(),
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "last_translated_by": self.by,
                },
            )

    # --- history -----------------------------------------------------------------------------------------------------

    def correct(self, work: Work) -> None:
        """The correction of the demo's history: 419 km was wrong."""
        page = self.pages[work.name]
        if _has_been(page, Act.CORRECTED):
            return
        words = work.words("vi.corrected")
        self.write(page, work, SOURCE, words)
        page.save_revision(user=self.by)
        page.refresh_from_db()
        correct(page.specific_class.objects.get(pk=page.pk), by=self.by, note=nfc(words["correction_note"]))
        self.pages[work.name] = page.specific_class.objects.get(pk=page.pk)

    def withdraw(self, work: Work, replacement: Work, reason: str) -> None:
        """The withdrawal of the demo's history: a superlative that is no longer true."""
        page = self.pages[work.name]
        if page.live and not _has_been(page, Act.WITHDRAWN):
            withdraw(page, by=self.by, reason=reason, replacement=edition_id_of(self.pages[replacement.name]))


def _has_been(page: EditionPage, act: Act) -> bool:
    return PublishingEvent.objects.filter(page_id=page.pk, act=act).exists()


def _moment(value: Any) -> datetime | None:
    """A moment as YAML gives it, with its zone; None where the file has none."""
    return value if isinstance(value, datetime) else None
