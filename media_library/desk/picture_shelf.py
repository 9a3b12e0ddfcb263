"""Wagtail's list of pictures, as long as what it shows: without the pictures that stand for clips and logos."""

from typing import Any

from wagtail.images.views.images import IndexView

from media_library.finding.stand_ins import without_stand_ins


class PictureListView(IndexView):
    def get_base_queryset(self) -> Any:
        pictures = super().get_base_queryset()
        return pictures if self.is_searching else without_stand_ins(pictures)
