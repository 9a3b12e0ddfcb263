"""Wagtail's list and chooser of documents, each with its face: one first page is told from another sooner than one title."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.chooser import (
    DocumentChooseResultsView,
    DocumentChooserViewSet,
    DocumentChooseView,
    viewset,
)
from wagtail.documents.views.documents import IndexView

from media_library.desk.thumbnails import face

FACE = Column("face", label=_("How it looks"), accessor=lambda document: face(document.asset))


class DocumentListView(IndexView):
    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("asset__face", "asset__librarydocument")

    @cached_property
    def columns(self) -> list[Column]:
        boxes, *others = super().columns
        return [boxes, FACE, *others]


class _ChoosingByFace:
    def get_object_list(self) -> Any:
        found: Any = super().get_object_list()  # type: ignore[misc]  # of Wagtail's view beside it
        return found.select_related("asset__face", "asset__librarydocument")


class ChooseView(_ChoosingByFace, DocumentChooseView):
    @property
    def columns(self) -> list[Column]:
        return [*super().columns, FACE]


class ChooseResultsView(_ChoosingByFace, DocumentChooseResultsView):
    @property
    def columns(self) -> list[Column]:
        return [*super().columns, FACE]


class FacedChooserViewSet(DocumentChooserViewSet):
    """Its two lists stand at the addresses of Wagtail's own."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView


chooser = FacedChooserViewSet(viewset.name, model=viewset.model, url_prefix=viewset.url_prefix, register_widget=False)
