"""Addresses of contributor links: `/contribute/<token>/`."""

from django.urls import path

from media_library.ingest import contributing

app_name = "contribute"

urlpatterns = [
    path("<str:token>/", contributing.page, name="page"),
    path("<str:token>/states/", contributing.states, name="states"),
    path("<str:token>/files/", contributing.uploads, name="uploads"),
    path("<str:token>/files/<uuid:uid>/", contributing.upload, name="upload"),
]
