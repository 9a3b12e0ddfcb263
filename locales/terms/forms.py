"""The concept's form: all its languages in one table, and what can only be judged on all rows together.

A row that says something new is a proposal of whoever saves it; its status is never a field of the form.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import InlinePanel

from hub.registry.forms import DatedRowsForm
from hub.registry.naming import language_choices
from locales.languages import UnknownLanguage, display_name
from locales.terms.acts import propose
from locales.terms.models import TEXT_NEEDED, Term, duplicates, rivals

LARGEST_FILE = 5 * 1024 * 1024


class LanguageSelect(forms.Select):
    """The languages of the house, and the one that stands here already."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        tags = list(dict.fromkeys([tag for tag, _name in language_choices()] + [tag for tag in value if tag]))
        self.choices = [("", "—"), *((tag, _name_of(tag)) for tag in tags)]
        return super().optgroups(name, value, attrs)


def _name_of(tag: str) -> str:
    try:
        return display_name(tag)
    except UnknownLanguage:
        return tag


class TermForm(WagtailAdminModelForm):
    """One row. A row without a text is not there: the table offers one for each language that has no word yet."""

    WRITTEN = ("text", "reason", "source", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.fields["text"].error_messages["required"] = TEXT_NEEDED
        for name in ("reason", "note"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 1, "aria-label": self.fields[name].label})

    def details(self) -> list[forms.BoundField]:
        """What stands below the line."""
        return [self[name] for name in ("reason", "source", "note", "valid_from", "valid_to")]

    def has_changed(self) -> bool:
        if self.instance.pk is None and not any(self.data.get(self.add_prefix(name)) for name in self.WRITTEN):
            return False
        return super().has_changed()


class TermFormSet(BaseChildFormSet):
    def validate_unique(self) -> None:
        """The concept's form says which row stands twice (`duplicates`)."""


class TermTable(InlinePanel):
    """Wagtail's inline panel, one line a term instead of one panel."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": TermForm, "formset": TermFormSet}
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "terms/term_table.html"


class ConceptForm(DatedRowsForm):
    dated: ClassVar[dict[str, Callable[[Any], object]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "terms" in self.formsets and not self.is_bound:
            self._offer_a_row_for_each_language()

    def _offer_a_row_for_each_language(self) -> None:
        table = self.formsets["terms"]
        there = {term.language for term in table.queryset}
        table.initial_extra = [{"language": tag} for tag, _name in language_choices() if tag not in there]
        table.extra = len(table.initial_extra)

    def _post_clean(self) -> None:
        super()._post_clean()
        if "terms" not in self.formsets:
            return
        rows = {id(form.instance): form for form in self.kept("terms")}
        terms = [form.instance for form in rows.values()]
        stored = {term.pk: term for term in Term.objects.filter(concept=self.instance.pk)} if self.instance.pk else {}
        for term in terms:
            before = stored.get(term.pk)
            if before is None or before.substance != term.substance:
                propose(term, by=self.for_user)
        for term, refusal in (*duplicates(terms), *rivals(terms), *_exchanged(terms, stored)):
            rows[id(term)].add_error("text", refusal)
        if not terms:
            self.add_error(None, _now("A concept needs at least one term."))


def _exchanged(terms: list[Term], stored: dict[int, Term]) -> list[tuple[Term, ValidationError]]:
    """Rows that take the text of another row that stays: they cannot be stored one after the other."""
    staying = {term.pk for term in terms}
    before = {(term.language, term.audience, term.text): term.pk for term in stored.values() if term.pk in staying}
    return [
        (
            term,
            ValidationError(
                _now("“%(text)s” stands in another row: change its usage there instead of typing it here.")
                % {"text": term.text},
                code="exchanged",
            ),
        )
        for term in terms
        if before.get((term.language, term.audience, term.text), term.pk) != term.pk
    ]


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("As “Export as CSV” writes it; saved from Excel or LibreOffice, up to 5 MB."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 5 MB."))
        if Path(file.name).suffix.lower() in (".xlsx", ".xls", ".ods"):
            raise ValidationError(_("This is a spreadsheet. Save it as “CSV UTF-8” first, then choose that file."))
        return file
