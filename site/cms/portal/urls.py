"""Addresses of the portal that are no pages: files, and what search engines ask for."""

from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path

from cms.portal import brand_kit, files, licences, searching, sitemaps, suggesting

urlpatterns = [
    # what browsers ask for where a page names no picture of its own: contributors' pages, the API's answers
    path("favicon.ico", lambda _request: redirect(static("portal/lotus.svg")), name="portal_icon"),
    path("media/latest/<str:key>", files.latest, name="portal_latest"),
    path("media/<str:uid>/<str:sha_prefix>/<str:name>", files.file, name="portal_file"),
    path("robots.txt", sitemaps.robots, name="portal_robots"),
    path("sitemap.xml", sitemaps.index, name="portal_sitemap_index"),
    path("sitemap-<str:lang>.xml", sitemaps.of_language, name="portal_sitemap"),
]

# below the prefix of a language
urlpatterns_in_a_language = [
    path("brand-kit/", brand_kit.page, name="portal_brand_kit"),
    path("licences/", licences.page, name="portal_licences"),
    path("search/", searching.page, name="portal_search"),
    path("search/suggestions/", suggesting.suggestions, name="portal_suggestions"),
]
