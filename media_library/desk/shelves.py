"""Whose clips, recordings and brand assets are whose: the same rule as for pictures and documents, collection by collection.

A permission says what somebody may do, a collection where: either both at once, given to a group on a collection, or the
one by a role ("may change videos") and the other by the collections in which they have to do with pictures or documents.
Wagtail asks of snippets only the first question; here every page of one row asks both.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.collections import collection_member_permission_formset_factory
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params
from wagtail.log_actions import registry
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionPermissionPolicy
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import DeleteView, EditView, HistoryView, SnippetViewSet, UsageView

from hub.registry.choosers import SpokenChooserViewSet
from media_library.finding.seen_shelves import shelves_of_pictures_and_documents
from media_library.models import Audio, BrandAsset, Video

ACTS = ("choose", "add", "change", "delete", "view")


class ShelfPolicy(CollectionPermissionPolicy):
    def _collections_with_perm(self, user: Any, actions: Any) -> QuerySet[Collection]:
        given: QuerySet[Collection] = super()._collections_with_perm(user, actions)
        if any(user.has_perm(self._get_permission_name(action)) for action in actions):
            given = given | Collection.objects.filter(pk__in=shelves_of_pictures_and_documents(user))
        return given

    def _check_perm(self, user: Any, actions: Any, collection: Collection | None = None) -> bool:
        if super()._check_perm(user, actions, collection=collection):
            return True
        if not user.is_active or not any(user.has_perm(self._get_permission_name(action)) for action in actions):
            return False
        shelves = shelves_of_pictures_and_documents(user)
        return bool(shelves) if collection is None else collection.pk in shelves


class _OfTheirShelves:
    """A page of one row: nobody opens what stands on a shelf that is not theirs."""

    acts: tuple[str, ...] = ACTS
    request: Any
    permission_policy: Any

    def get_object(self, *args: Any) -> Any:
        found = super().get_object(*args)  # type: ignore[misc]  # Wagtail's view
        if not self.permission_policy.user_has_any_permission_for_instance(self.request.user, self.acts, found):
            raise PermissionDenied
        return found


class ShelfEditView(_OfTheirShelves, EditView):
    """`next` in the address: where somebody came from, and goes back to when the form is saved."""

    acts = ("change",)

    def get_edit_url(self) -> str:
        address: str = super().get_edit_url()
        came_from = get_valid_next_url_from_request(self.request)
        return set_query_params(address, {"next": came_from}) if came_from else address

    def get_success_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or str(super().get_success_url())


class ShelfDeleteView(_OfTheirShelves, DeleteView):
    acts = ("delete",)


class ShelfHistoryView(_OfTheirShelves, HistoryView):
    def get_base_queryset(self) -> Any:
        """Every line of the row's own. Wagtail shows the last line that a request wrote for an act, whatever it was of: of
        two hundred assets that were changed together, one would have a history."""
        return self._annotate_queryset(registry.get_logs_for_instance(self.object))


class ShelfUsageView(_OfTheirShelves, UsageView):
    pass


class _FromTheirShelves:
    """Wagtail's choosers show every row of a snippet to everybody who enters the admin, and name any that is asked for."""

    request: Any
    model_class: Any

    def get_object_list(self) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model_class)
        rows: QuerySet[Any] = policy.instances_user_has_any_permission_for(self.request.user, ACTS)
        return rows

    def get_object(self, pk: Any) -> Any:
        return self.get_object_list().get(pk=pk)

    def get_objects(self, pks: Any) -> QuerySet[Any]:
        return self.get_object_list().filter(pk__in=pks)


class ShelfChooseView(_FromTheirShelves, ChooseView):
    pass


class ShelfChooseResultsView(_FromTheirShelves, ChooseResultsView):
    pass


class ShelfChosenView(_FromTheirShelves, SnippetChosenView):
    pass


class ShelfChosenMultipleView(_FromTheirShelves, SnippetChosenMultipleView):
    pass


class ShelfChooserViewSet(SpokenChooserViewSet):
    """From what the model's policy lets somebody have to do with."""

    choose_view_class = ShelfChooseView
    choose_results_view_class = ShelfChooseResultsView
    chosen_view_class = ShelfChosenView
    chosen_multiple_view_class = ShelfChosenMultipleView


class ShelfViewSet(SnippetViewSet):
    """What stands on a collection's shelf. `rows`: what the list reads."""

    copy_view_enabled = False  # an asset is one row with one file
    edit_view_class = ShelfEditView
    delete_view_class = ShelfDeleteView
    history_view_class = ShelfHistoryView
    usage_view_class = ShelfUsageView
    chooser_viewset_class = ShelfChooserViewSet

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        policy = policy_registry.get_by_type(self.model)
        theirs = policy.instances_user_has_any_permission_for(request.user, ACTS)
        return self.rows().filter(pk__in=theirs.order_by().values("pk"))

    def rows(self) -> QuerySet[Any]:
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows


def offer_shelves(form: Any, user: Any) -> None:
    """The form's collections: those in which they may add, and the one in which the row stands."""
    if "collection" not in form.fields or user is None:
        return
    policy = policy_registry.get_by_type(type(form.instance))
    shelves: QuerySet[Collection] = policy.collections_user_has_permission_for(user, "add")
    if form.instance.pk:
        shelves = shelves | Collection.objects.filter(pk=form.instance.collection_id)
    form.fields["collection"].queryset = shelves.distinct()


def _panel(model: Any, add: Any, change: Any, delete: Any) -> Any:
    name = model._meta.model_name
    return collection_member_permission_formset_factory(
        model,
        [
            (f"add_{name}", _("Add"), add),
            (f"change_{name}", _("Edit"), change),
            (f"delete_{name}", _("Delete"), delete),
        ],
        f"media_library/{name}_permissions.html",
    )


def permission_panels() -> list[Any]:
    """Of the page of a group: who does what in which collection."""
    return [
        _panel(Video, _("Add videos"), _("Edit videos"), _("Delete videos")),
        _panel(Audio, _("Add sound recordings"), _("Edit sound recordings"), _("Delete sound recordings")),
        _panel(BrandAsset, _("Add brand assets"), _("Edit brand assets"), _("Delete brand assets")),
    ]
