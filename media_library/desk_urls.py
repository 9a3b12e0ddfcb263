"""Addresses of the library's desk, below the admin's."""

from django.urls import path

from media_library import desk_views, preparation_desk, words

app_name = "media_library"

urlpatterns = [
    path("rights/<int:pk>/approve/", desk_views.approve_record, name="approve"),
    path("rights/ending/", desk_views.rights_ending, name="ending"),
    path("versions/<int:pk>/restore/", desk_views.restore_version, name="restore"),
    path("words/", words.list_wanting, name="wanting"),
    path("words/<uuid:uid>/<str:language>/", words.write_words, name="words"),
    path("videos/<int:pk>/preparation/", preparation_desk.preparation, name="preparation"),
    path("evidence/<str:kind>/<int:pk>/", desk_views.evidence, name="evidence"),
]
