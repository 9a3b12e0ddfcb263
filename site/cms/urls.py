"""Every address of the house, in one place.

The API is mounted before the language prefixes and catches all below `/api/`, so that nothing there is ever redirected
to `/vi/api/…`.
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.portal import urls as portal

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("hub.partners.urls")),
    path("admin/", include("locales.urls")),  # before Wagtail's: the admin's JavaScript strings, completed
    path("admin/", include("hub.publishing.desk_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("contribute/", include("media_library.ingest.contributor_urls")),
    path("packages/", include("media_library.packages.link_urls")),
    path("", include(portal)),
]

urlpatterns += i18n_patterns(*portal.urlpatterns_in_a_language, path("", include(wagtail_urls)))

handler404 = "cms.portal.refusals.not_found"
handler500 = "cms.portal.refusals.out_of_order"
