"""Below which page an edition is put: the column its line names, in its own language, or the archive's own column.

A text is never lost for want of a shelf. Where its column is not known, or is not published in its language, it stands in
the column “Archive” of that language, and the note says what to do; the next import puts it where it belongs. Homes and
that column are made where a language has none, so a further language is ready as soon as it is configured.
"""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from hub.archive.lines import Refused
from hub.archive.records import Record
from hub.content.homes import ensure_home, ensure_home_in
from hub.content.models import Column
from hub.publishing.intents import Intent, intending
from hub.staff.models import User
from locales.canonical import fold
from locales.languages import SOURCE, bcp47, display_name, django_code

NAMES = UUID("6a7d9e1c-0b3f-4f35-9f0b-6f2a3f2c9d10")
ARCHIVE = uuid5(NAMES, "archive")  # the work that the archive's own column is
TITLES = {
    "vi": "Lưu trữ", "en": "Archive", "lo": "ຄັງເອກະສານ", "zh-Hans": "资料库", "ja": "アーカイブ", "ko": "아카이브",
    "fr": "Archives", "ru": "Архив", "th": "คลังข่าวเก่า", "km": "បណ្ណសារ", "de": "Archiv", "es": "Archivo",
}  # fmt: skip
OTHERWISE = "Archive"  # in a language that has no word here: an editor gives it one


@dataclass(frozen=True, slots=True)
class Shelf:
    """One column in one language."""

    page_id: int
    work: UUID
    lang: str
    locale: Locale
    slug: str
    title: str
    live: bool
    agency_id: int | None


class Shelves:
    """Read once, asked for each line; makes what is missing in transactions of its own.

    `default`: the column for lines that name none or an unknown one. `create`: unknown ones are made.
    """

    def __init__(self, *, by: User | None, default: str = "", create: bool = False) -> None:
        self.by = by
        self.create = create
        self.shelves: list[Shelf] = []
        self.pages: dict[tuple[UUID, str], Shelf] = {}
        self.works: dict[str, UUID] = {}
        self.column_of: dict[str, UUID] = {}  # work of a text → work of its column, as this run has put it
        self.allowed: set[int] = set()
        for page in Column.objects.select_related("locale").order_by("path"):
            self._know(page)
        self.default = self._named(default) if default else None

    def _know(self, page: Column) -> Shelf:
        shelf = Shelf(
            page_id=page.pk,
            work=page.translation_key,
            lang=bcp47(page.locale.language_code),
            locale=page.locale,
            slug=page.slug,
            title=page.title,
            live=page.live,
            agency_id=page.agency_id,
        )
        self.shelves.append(shelf)
        self.pages[shelf.work, shelf.lang] = shelf
        for name in (shelf.title.casefold(), shelf.slug, fold(shelf.title), str(shelf.work)):
            self.works.setdefault(name, shelf.work)
        return shelf

    def _named(self, name: str) -> UUID:
        """
        Raises:
            ValidationError: there is no such column.
        """
        work = self._find(name)
        if work is None:
            raise ValidationError(_("There is no column “%(name)s”. Known are: %(known)s.") % {"name": name, "known": self.known()})  # fmt: skip
        return work

    def _find(self, name: str) -> UUID | None:
        return self.works.get(name) or self.works.get(name.casefold()) or self.works.get(fold(name))

    def known(self) -> str:
        return ", ".join(f"{each.title} ({each.slug})" for each in self.shelves if each.lang == SOURCE) or "–"

    # --- for one line ------------------------------------------------------------------------------------------------

    def shelf(self, record: Record) -> tuple[Shelf, str]:
        """The shelf of a line, and a note where it is not the one the line names.

        Raises:
            Refused: it may not be put there, or its language's home is not published.
        """
        shelf, note = self._wanted(record)
        if shelf is None:
            shelf = self._archive(record.lang)
        self._demand(shelf)
        return shelf, note

    def _wanted(self, record: Record) -> tuple[Shelf | None, str]:
        work = self._find(record.column) if record.column else self.default
        if work is None and record.column and self.create:
            work = self.column_of.get(record.work) or uuid5(NAMES, fold(record.column))
            if (work, record.lang) not in self.pages:
                self._make(work, record.lang, record.column)
        if work is None:
            work, note = self.default, self._unknown(record.column) if record.column and self.default is None else ""
            if work is None:
                return None, note
        self.column_of.setdefault(record.work, work)
        shelf = self.pages.get((work, record.lang))
        if shelf is not None and shelf.live:
            return shelf, ""
        name = record.column or str(next(each.title for each in self.shelves if each.work == work))
        sentence = _(
            "The column “%(name)s” is not published in %(language)s: its texts stand in “%(archive)s”. "
            "Publish it in that language and run the import again."
        )
        archive = _archive_title(record.lang)
        return None, sentence % {"name": name, "language": display_name(record.lang), "archive": archive}

    def _unknown(self, name: str) -> str:
        sentence = _(
            "There is no column “%(name)s”: its texts stand in “%(archive)s”. Make the column and run the import again, "
            "or use --column or --create-columns. Known are: %(known)s."
        )
        return sentence % {"name": name, "archive": TITLES[SOURCE], "known": self.known()}

    def _archive(self, lang: str) -> Shelf:
        return self.pages.get((ARCHIVE, lang)) or self._make(ARCHIVE, lang, _archive_title(lang))

    def _demand(self, shelf: Shelf) -> None:
        """Asked once a shelf. Without a user it is the operator of the machine."""
        if self.by is None or shelf.page_id in self.allowed:
            return
        page = Page.objects.get(pk=shelf.page_id)
        if not page.permissions_for_user(self.by).can_publish_subpage():
            raise Refused(_("%(user)s may not publish in “%(column)s”.") % {"user": self.by, "column": shelf.title})
        self.allowed.add(shelf.page_id)

    def _make(self, work: UUID, lang: str, title: str) -> Shelf:
        locale = Locale.objects.get(language_code=django_code(lang))
        with transaction.atomic(), intending(Intent(by=self.by)):
            home = ensure_home_in(locale)
            if not home.live:
                raise Refused(
                    _("The home page in %(language)s is not published. Publish it first.")
                    % {"language": display_name(lang)}
                )
            if self.by is not None and not home.permissions_for_user(self.by).can_publish_subpage():
                raise Refused(_("%(user)s may not publish in “%(column)s”.") % {"user": self.by, "column": home.title})
            column = Column(title=title, locale=locale, translation_key=work, agency=ensure_home().agency, live=False)
            page = home.add_child(instance=column)
            page.save_revision(user=self.by).publish(user=self.by)
        return self._know(Column.objects.select_related("locale").get(pk=page.pk))


def _archive_title(lang: str) -> str:
    return TITLES.get(lang, OTHERWISE)
