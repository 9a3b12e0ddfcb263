"""The two JavaScript catalogs of the admin. Included before Wagtail's own addresses, which they take the place of:
the first is needed on the login page too, so it cannot be registered by a hook."""

from django.urls import path

from locales.views import javascript_catalog

urlpatterns = [
    path("jsi18n/", javascript_catalog, {"package": "wagtail.admin"}),
    path("localize/jsi18n/", javascript_catalog, {"package": "wagtail_localize"}),
]
