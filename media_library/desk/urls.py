"""Addresses of the library's desk, below the admin's."""

from django.urls import path

from media_library.desk import (
    basket,
    changing_desk,
    ending_desk,
    library,
    packages,
    preparation,
    shotlist,
    views,
    words,
)
from media_library.ingest import contributing, upload_desk

app_name = "media_library"

urlpatterns = [
    path("", library.library, name="library"),
    path("change/", changing_desk.change_chosen, name="change-chosen"),
    path("basket/", basket.show, name="basket"),
    path("basket/put/", basket.put, name="basket_put"),
    path("basket/take/", basket.take, name="basket_take"),
    path("basket/move/", basket.move, name="basket_move"),
    path("basket/note/", basket.note, name="basket_note"),
    path("basket/purpose/", basket.purpose, name="basket_purpose"),
    path("basket/empty/", basket.empty, name="basket_empty"),
    path("packages/", packages.packages, name="packages"),
    path("packages/new/", packages.new, name="package_new"),
    path("packages/<uuid:uid>/", packages.one, name="package"),
    path("packages/<uuid:uid>/state/", packages.state, name="package_state"),
    path("packages/<uuid:uid>/again/", packages.again, name="package_again"),
    path("packages/<uuid:uid>/next/", packages.next_version, name="package_next"),
    path("packages/<uuid:uid>/recall/", packages.recall, name="package_recall"),
    path("packages/<uuid:uid>/link/", packages.link, name="package_link"),
    path("packages/<uuid:uid>/file/<str:name>", packages.download, name="package_file"),
    path("packages/links/<int:pk>/revoke/", packages.revoke_link, name="package_unlink"),
    path("rights/<int:pk>/approve/", views.approve_record, name="approve"),
    path("rights/<int:pk>/end/", ending_desk.end_record, name="end"),
    path("rights/ending/", views.rights_ending, name="ending"),
    path("versions/<int:pk>/restore/", views.restore_version, name="restore"),
    path("words/", words.list_wanting, name="wanting"),
    path("words/<uuid:uid>/<str:language>/", words.write_words, name="words"),
    path("shots/<uuid:uid>/", shotlist.shotlist, name="shotlist"),
    path("shots/<uuid:uid>/cuts/", shotlist.look, name="cuts"),
    path("shots/<uuid:uid>/sheet/<str:language>/", shotlist.sheet, name="sheet"),
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
    path("uploads/refused/drop/", upload_desk.drop_refused, name="drop_refused"),
    path("evidence/<str:kind>/<int:pk>/", views.evidence, name="evidence"),
]
