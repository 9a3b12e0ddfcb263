"""Addresses of the library's desk, below the admin's."""

from django.urls import path

from media_library.desk import changing_desk, library, preparation, views, words
from media_library.ingest import contributing, upload_desk

app_name = "media_library"

urlpatterns = [
    path("", library.library, name="library"),
    path("change/", changing_desk.change_chosen, name="change-chosen"),
    path("rights/<int:pk>/approve/", views.approve_record, name="approve"),
    path("rights/ending/", views.rights_ending, name="ending"),
    path("versions/<int:pk>/restore/", views.restore_version, name="restore"),
    path("words/", words.list_wanting, name="wanting"),
    path("words/<uuid:uid>/<str:language>/", words.write_words, name="words"),
    path("videos/<int:pk>/preparation/", preparation.preparation, name="preparation"),
    path("uploads/", upload_desk.upload_page, name="upload_page"),
    path("uploads/states/", upload_desk.states, name="upload_states"),
    path("uploads/review/", upload_desk.review, name="review"),
    path("uploads/links/", contributing.links, name="links"),
    path("uploads/links/<int:pk>/revoke/", contributing.revoke_link, name="revoke_link"),
    path("uploads/files/", upload_desk.uploads, name="uploads"),
    path("uploads/files/<uuid:uid>/", upload_desk.upload, name="upload"),
    path("uploads/<uuid:uid>/preview/", upload_desk.preview, name="upload_preview"),
    path("uploads/<uuid:uid>/drop/", upload_desk.drop_upload, name="drop_upload"),
    path("evidence/<str:kind>/<int:pk>/", views.evidence, name="evidence"),
]
