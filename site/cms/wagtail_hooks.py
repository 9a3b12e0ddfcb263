"""The house's face in Wagtail's admin: its colours, and its own guide in place of Wagtail's."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem, MenuItem

from cms import guide


@hooks.register("insert_global_admin_css")
def house_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/newsroom.css"))


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("guide/", guide.guide, name="cms_guide")]


@hooks.register("register_help_menu_item")
def guide_item() -> MenuItem:
    return MenuItem(_("The newsroom’s guide"), reverse("cms_guide"), name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def without_wagtails_guides(_request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """They are in English, out of the house, and about Wagtail."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, DismissibleMenuItem)]
