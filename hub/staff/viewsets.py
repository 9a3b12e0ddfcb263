"""The list and the forms of staff in the admin."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.views.users import IndexView, UserViewSet

from hub.staff.forms import StaffCreationForm, StaffEditForm


class StaffIndexView(IndexView):
    @cached_property
    def columns(self) -> list[Any]:
        agency = Column("agency", label=_("Agency"), accessor=lambda user: user.agency or "")
        columns: list[Any] = list(super().columns)
        columns.insert(3, agency)
        return columns

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("agency").prefetch_related("agency__names")


class StaffViewSet(UserViewSet):
    index_view_class = StaffIndexView

    def get_form_class(self, for_update: bool = False) -> type:  # noqa: FBT001, FBT002 - Wagtail's signature
        return StaffEditForm if for_update else StaffCreationForm
