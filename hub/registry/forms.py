"""The forms of the registry: what can only be judged on all rows of a form together.

A row of an inline panel is checked before its neighbours are stored, so its model cannot see them; the whole form can.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from hub.registry.models.facts import SOURCE_NEEDED
from hub.registry.naming import code_validator
from hub.registry.validity import overlap_refusal, overlaps


class RegistryForm(WagtailAdminModelForm):
    """Says what is wrong with a field in the words of the registry."""

    class Meta(WagtailAdminModelForm.Meta):
        error_messages: ClassVar[dict[str, dict[str, Any]]] = {
            "code": {"invalid": code_validator.message},
            "source": {"required": SOURCE_NEEDED},
        }


class DatedRowsForm(RegistryForm):
    """Refuses rows that claim the same day; `dated`: the panels, and what two rows must share to compete."""

    dated: ClassVar[dict[str, Callable[[Any], object]]] = {"names": attrgetter("language")}

    def _post_clean(self) -> None:
        super()._post_clean()
        for panel, group in self.dated.items():
            if panel in self.formsets:
                forms = {id(form.instance): form for form in self.kept(panel)}
                for row, other in overlaps([form.instance for form in forms.values()], group=group):
                    forms[id(row)].add_error("valid_from", overlap_refusal(other))

    def kept(self, panel: str) -> list[Any]:
        """The forms of a panel that are valid by themselves and will be stored."""
        formset = self.formsets[panel]
        formset.is_valid()
        return [
            form
            for form in formset.forms
            if form.is_valid() and form not in formset.deleted_forms and (form.has_changed() or form.instance.pk)
        ]


class OfficeForm(DatedRowsForm):
    dated: ClassVar[dict[str, Callable[[Any], object]]] = {"holdings": lambda _holding: "office"}


class PlaceForm(DatedRowsForm):
    def _post_clean(self) -> None:
        super()._post_clean()
        if "successions" not in self.formsets:
            return
        chosen = {form.instance.successor_id for form in self.kept("successions")}
        try:
            self.instance.refuse_successors(chosen - {None})
        except ValidationError as refused:
            self.add_error(None, refused)
