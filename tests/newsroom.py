"""A small newsroom for tests: a home, a column, pages filed and released as editors and translators do it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from wagtail.models import Collection, Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from hub.content.homes import ensure_home
from hub.content.models import Article, Column, HomePage
from hub.content.models.editions import EditionPage
from hub.publishing.models import LedgerEntry
from hub.publishing.relay import relay_waiting
from hub.registry.models import Agency
from hub.staff.models import User
from locales.languages import django_code
from locales.set_up import ensure_locales


def open_newsroom() -> HomePage:
    """Locales and the Vietnamese home."""
    lay_foundations()
    ensure_locales()
    return ensure_home()


def lay_foundations() -> None:
    """What migrations make and a test with real transactions wipes: languages, Wagtail's roots, localize's permission."""
    if Collection.objects.exists():
        return
    ensure_locales()
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root", locale=Locale.objects.get(language_code="vi"))
    Collection.add_root(name="Root")
    localize = import_module("wagtail_localize.migrations.0006_create_submit_translation_permission")
    localize.create_submit_translation_permission(apps, None)


def column(title: str = "Văn hóa", slug: str = "van-hoa") -> Column:
    """A live Vietnamese column."""
    page = open_newsroom().add_child(
        instance=Column(title=title, slug=slug, locale=Locale.objects.get(language_code="vi"))
    )
    publish(page)
    return Column.objects.get(pk=page.pk)


def newspaper() -> Agency:
    """Who answers for what is filed here: without one, the desk's acts refuse."""
    return Agency.objects.get_or_create(code="bao-nghe-an", defaults={"kind": "press"})[0]


def article(shelf: Page | None = None, title: str = "Làng Sen mùa sen nở", **fields: Any) -> Article:
    """A Vietnamese article, not yet released."""
    shelf = shelf or Column.objects.filter(locale__language_code="vi").first() or column()
    fields = {"agency": newspaper(), "summary": "Một ngày ở Kim Liên."} | fields
    body = fields.pop(
        "body",
        [{"type": "paragraph", "value": "<p>Sen nở từ tháng năm.</p>", "id": "11111111-1111-4111-8111-111111111111"}],
    )
    page = Article(title=title, locale=Locale.objects.get(language_code="vi"), live=False, **fields)
    page.body = body
    page = Page.objects.get(pk=shelf.pk).add_child(instance=page)
    page.save_revision()
    return Article.objects.get(pk=page.pk)


def publish(page: Page, by: User | None = None) -> None:
    """Release the latest draft, as any of Wagtail's paths does."""
    if page.latest_revision is None:
        page.save_revision(user=by)
    page.specific.get_latest_revision().publish(user=by)


def edit(page: EditionPage, **fields: Any) -> None:
    """Save a new draft."""
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()


def fresh(page: Page) -> Any:
    return page.specific_class.objects.get(pk=page.pk)


def translate(page: EditionPage, tag: str, words: dict[str, str] | None = None, *, release: bool = True) -> Any:
    """A whole translation through wagtail-localize; each text becomes `[tag] text` unless `words` says otherwise.
    The shelves above are translated first."""
    locale = Locale.objects.get(language_code=django_code(tag))
    above = page.get_parent().specific
    if isinstance(above, EditionPage) and not above.get_translations().filter(locale=locale, live=True).exists():
        translate(above, tag)
    source, _created = TranslationSource.update_or_create_from_instance(fresh(page))
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": (words or {}).get(segment.string.data, f"[{tag}] {segment.string.data}")},
        )
    translation.save_target(publish=False)
    target = Page.objects.get(translation_key=page.translation_key, locale=locale).specific
    if release:
        publish(target)
    return fresh(target)


def relay() -> None:
    """Let the ledger catch up."""
    while relay_waiting():
        pass


def told() -> Iterator[tuple[int, str, str, int]]:
    """The ledger: number, title of the edition, change, version."""
    for entry in LedgerEntry.objects.select_related("edition").order_by("seq"):
        yield entry.seq, entry.edition.id.partition(".")[2], entry.change, entry.version


def desk_head() -> User:
    """Somebody who may do every act of the desk."""
    return User.objects.create_superuser("desk", "desk@example.vn", "desk-password-1")
