"""What the search index adds to the admin. Declares only."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.status_view import index_status


class StatusMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_superuser


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("search/status/", index_status, name="search_status")]


@hooks.register("register_reports_menu_item")
def status_item() -> MenuItem:
    return StatusMenuItem(
        _("Search index"), reverse("search_status"), name="search-status", icon_name="search", order=900
    )
