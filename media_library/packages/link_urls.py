"""Addresses of packages that are handed over: `/packages/<token>/`."""

from django.urls import path

from media_library.packages import collecting

app_name = "packages"

urlpatterns = [
    path("<str:token>/", collecting.page, name="page"),
    path("<str:token>/<str:name>", collecting.file, name="file"),
]
