"""The root of the tree: one home per language, side by side below Wagtail's root; the source language's is the site's."""

from wagtail.models import Locale, Page, Site

from hub.content.models import HomePage
from locales.languages import SOURCE, django_code

NAME = "Nghệ An"
VENDORS_ROOT = "Root"
ROOT = "Kho nội dung"


def ensure_root_is_named() -> None:
    """The top of the page tree has a name in the house's language, unless somebody gave it another. Idempotent."""
    Page.objects.filter(depth=1, title=VENDORS_ROOT).update(title=ROOT, draft_title=ROOT)


def ensure_home() -> HomePage:
    """The Vietnamese home, made if there is none; Wagtail's welcome page goes. Idempotent."""
    locale = Locale.objects.get(language_code=django_code(SOURCE))
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title=NAME, slug=django_code(SOURCE), locale=locale))
        home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": NAME}
    )
    Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk).delete()
    return home


def ensure_home_in(locale: Locale) -> HomePage:
    """The home of a language: made and published if there is none, under the province's name alone, so that no word of
    another language stands on it. One that is still a draft is its translators' business."""
    source = ensure_home()
    home = HomePage.objects.filter(translation_key=source.translation_key, locale=locale).first()
    if home is None:
        home = Page.get_first_root_node().add_child(
            instance=HomePage(
                title=NAME,
                slug=locale.language_code,
                locale=locale,
                translation_key=source.translation_key,
                live=False,
            )
        )
        home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)
