"""The document of an edition: everything a partner is told of it, compiled once, served as it stands.

Reads the page as its revision has it, and the registry and the library as they are now. Writes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from wagtail.models import Page

from hub.content.audiences import Audience
from hub.content.models import Event, Issue, Provenance, Publication, VideoStory
from hub.content.models.editions import EditionPage, Story
from hub.publishing.bodies import BodyWriter, References, Shape
from hub.publishing.documents import Compiled, in_utc
from hub.publishing.identity import edition_id
from hub.registry.models import Agency, Place, Subject
from locales.editions import editions_of
from locales.languages import SOURCE, django_code
from media_library.description import describe_document
from media_library.models import LibraryDocument
from media_library.rights.licences import TERMS, Licence, is_open


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another live edition of the same work."""

    lang: str
    url_path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger knows of an edition and its page does not. `freshness` counts stale paragraphs."""

    version: int
    published_at: datetime
    updated_at: datetime
    translated_from_version: int | None = None
    freshness: int = 0
    note: str = ""
    corrections: tuple[Shape, ...] = ()
    alternates: tuple[Alternate, ...] = ()


def url_path(page: Page) -> str:
    """`/en/culture/lotus/`: where the portal shows the page."""
    with translation.override(page.locale.language_code):
        parts = page.get_url_parts()
    return parts[2] if parts else ""


def compile_edition(page: EditionPage, standing: Standing) -> Compiled:
    """Compile one page in its own language."""
    references = References()
    with translation.override(page.locale.language_code):
        data = _Compiler(page, standing, references).document()
    return Compiled(data=_absolute(data), references=references)


def _absolute(shape: Any) -> Any:
    """Every `href` and `url` with the house's address before it: a partner stores it away from us."""
    if isinstance(shape, dict):
        return {
            key: settings.BASE_URL + part
            if key in ("href", "url") and isinstance(part, str) and part.startswith("/")
            else _absolute(part)
            for key, part in shape.items()
        }
    if isinstance(shape, list | tuple):
        return [_absolute(part) for part in shape]
    return shape


class _Compiler:
    def __init__(self, page: EditionPage, standing: Standing, references: References) -> None:
        self.page = page
        self.standing = standing
        self.references = references
        self.lang = page.language
        self.day = timezone.localdate(page.first_published_at or standing.published_at)
        self.body = BodyWriter(self.lang, references)
        if page.agency is not None:
            prefetch_related_objects([page.agency], "names")  # it is named three times

    def document(self) -> Shape:
        page, standing = self.page, self.standing
        story = page if isinstance(page, Story) else None
        return {
            "id": edition_id(page.work, self.lang),
            "work": page.work,
            "lang": self.lang,
            "type": page.kind,
            "version": standing.version,
            "url": url_path(page),
            "title": page.title,
            "summary": page.summary,
            "byline": story.byline if story else "",
            "agency": self.agency(page.agency),
            "column": self.column(),
            "dossiers": self.dossiers(),
            "tasks": self.tasks(),
            "subjects": [self.subject(subject) for subject in (story.subjects.all() if story else ())],
            "places": [self.place(place) for place in (story.places.all() if story else ())],
            "audience": story.audience if story else Audience.GENERAL,
            "published_at": in_utc(standing.published_at),
            "updated_at": in_utc(standing.updated_at),
            "source_lang": self.source_lang(),
            "translated_from_version": standing.translated_from_version,
            "freshness": standing.freshness or "current",
            "origin": "human",
            "rights": self.rights(),
            "credit": self.credit(),
            "note": standing.note or None,
            "corrections": list(standing.corrections),
            "alternates": [
                {"lang": other.lang, "id": edition_id(page.work, other.lang), "url": other.url_path}
                for other in standing.alternates
            ],
            "search": {"title": page.seo_title or page.title, "description": page.search_description or page.summary},
            "picture": self.body.picture(page.picture),
            **self.provenance(),
            **self.particulars(),
            "body": [shape for stream in page.streams() for shape in self.body.write(stream)],
        }

    def source_lang(self) -> str:
        """A work that was never written in the language of the house (an archive has such) stands for itself."""
        if self.page.is_source or editions_of(self.page).filter(locale__language_code=django_code(SOURCE)).exists():
            return SOURCE
        return self.lang

    def provenance(self) -> Shape:
        """What the archive calls it that it came from. Nothing of what was written here."""
        origin = Provenance.objects.filter(work=self.page.translation_key, lang=self.lang).first()
        if origin is None:
            return {}
        return {"external_id": origin.external_id, "external_url": origin.external_url or None}

    def agency(self, agency: Agency | None) -> Shape | None:
        """With the name it had on the day the work came out."""
        if agency is None:
            return None
        self.references.note("agency", agency.code)
        return {"id": agency.code, "name": agency.name_in(self.lang, self.day)}

    def column(self) -> Shape | None:
        column = self.page.column()
        if column is None:
            return None
        self.references.note("column", column.translation_key)
        return {"id": str(column.translation_key), "slug": column.slug, "title": column.title, "url": url_path(column)}

    def dossiers(self) -> list[Shape]:
        """In the edition's own language; one that is not released in it is left out, never shown in another."""
        if not isinstance(self.page, Story):
            return []
        works = [dossier.translation_key for dossier in self.page.dossiers.all()]
        self.references.note("dossier", *works)
        shown = {
            dossier.translation_key: dossier
            for dossier in Page.objects.filter(translation_key__in=works, locale=self.page.locale, live=True)
        }
        return [
            {"id": str(work), "slug": shown[work].slug, "title": shown[work].title, "url": url_path(shown[work])}
            for work in works
            if work in shown
        ]

    def tasks(self) -> list[Shape]:
        tasks = list(self.page.tasks.all())
        self.references.note("task", *[task.code for task in tasks])
        return [{"code": task.code, "title": task.title_in(self.lang)} for task in tasks]

    def subject(self, subject: Subject) -> Shape:
        """A topic also counts for every broader one: what is about diplomacy is about politics."""
        broader: Subject | None = subject
        while broader is not None and ("subject", broader.code) not in self.references:
            self.references.note("subject", broader.code)
            broader = broader.broader
        return {"id": subject.qcode, "uri": subject.uri, "name": subject.name_in(self.lang)}

    def place(self, place: Place) -> Shape:
        """A place also counts for every place it lies in: what is in Kim Liên is in Nghệ An."""
        within: Place | None = place
        while within is not None and ("place", within.code) not in self.references:
            self.references.note("place", within.code)
            within = within.parent
        return {
            "id": place.code,
            "name": place.name_in(self.lang, self.day),
            "latitude": float(place.latitude) if place.latitude is not None else None,
            "longitude": float(place.longitude) if place.longitude is not None else None,
        }

    def file(self, document: LibraryDocument | None) -> Shape | None:
        if document is None:
            return None
        self.references.note("document", document.uid)
        return describe_document(document)

    @property
    def agency_name(self) -> str:
        return self.page.agency.name_in(self.lang, self.day) if self.page.agency else ""

    @property
    def licence(self) -> str:
        return self.page.licence if isinstance(self.page, Story) else Licence.CC_BY

    def rights(self) -> Shape:
        return {
            "licence": self.licence,
            "licence_url": TERMS[self.licence].url,
            "open": is_open(self.licence),
            "usage_terms": str(Licence(self.licence).label),
            "holder": self.agency_name,
        }

    def credit(self) -> str:
        byline = self.page.byline if isinstance(self.page, Story) else ""
        return " / ".join(part for part in (byline, self.agency_name) if part)

    def particulars(self) -> Shape:
        """What only one kind of work has."""
        page = self.page
        if isinstance(page, VideoStory):
            return {"video": self.body.video(page.video)}
        if isinstance(page, Event):
            return {
                "event": {
                    "starts": timezone.localtime(page.starts).isoformat(),
                    "ends": timezone.localtime(page.ends).isoformat() if page.ends else None,
                    "all_day": page.all_day,
                    "venue": page.venue,
                    "organiser": self.agency(page.organiser),
                }
            }
        if isinstance(page, Issue):
            publication = page.get_parent()
            return {
                "issue": {
                    "publication": str(publication.translation_key),
                    "number": page.number,
                    "issued": page.issued.isoformat() if page.issued else None,
                    "print_run": page.print_run,
                    "pages": page.pages,
                    "document": self.file(page.document),
                }
            }
        if isinstance(page, Publication):
            return {"publication": {"licence_number": page.licence_number, "frequency": page.frequency}}
        return {}
