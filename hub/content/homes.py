"""The root of the tree: one home per language, side by side below Wagtail's root; the source language's is the site's."""

from wagtail.models import Locale, Page, Site

from hub.content.models import HomePage
from locales.languages import SOURCE, django_code

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
        home = root.add_child(instance=HomePage(title="Nghệ An", slug=django_code(SOURCE), locale=locale))
        home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Nghệ An"}
    )
    Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk).delete()
    return home
