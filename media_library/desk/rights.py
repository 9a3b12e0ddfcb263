"""Rights records and consents in the admin: their lists and forms, and the menu's way to what ends soon."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.views.snippets import SnippetViewSet

from hub.registry.models import Agency
from hub.registry.naming import language_choices
from hub.registry.pickers import Picker
from media_library.desk.asset_forms import OpenedByTwo
from media_library.desk.shelves import ShelfChooserViewSet
from media_library.desk.storing_form import StoringForm
from media_library.finding.seen_shelves import seen_among
from media_library.models import Asset, Consent, RightsRecord
from media_library.rights.approving import APPROVE, may_end, why_not_approve
from media_library.rights.opening import openings_of_consent
from media_library.rights.uses import Use, territory_choices
from media_library.where_used import uses_of_each

SHOWN = 20  # of the assets that stand on a consent


def ticked(label: Any, choices: Any, help_text: Any, *, many: bool = False, required: bool = False) -> Any:
    """Several of a few are ticked; of many, found first."""
    widget = Picker if many else forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(
        choices=choices, required=required, widget=widget, label=label, help_text=help_text
    )


class RightsRecordForm(StoringForm, WagtailAdminModelForm):
    uses = ticked(_("Permitted uses"), Use.choices, _("None chosen: every use."))
    territories = ticked(_("Territories"), territory_choices, _("None chosen: the world."), many=True)
    languages = ticked(_("Languages"), language_choices, _("None chosen: every language."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = Agency.objects.prefetch_related("names")  # type: ignore[attr-defined]  # a choice of rows


def standing(record: RightsRecord) -> Any:
    if not record.live:
        return _("waits for approval")
    return _("in force, a change waits for approval") if record.has_unpublished_changes else _("in force")


class StandingPanel(Panel):
    """Above a record's form: how it stands, and the two acts that no form does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media_library/standing_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            user: Any = self.request.user
            # the form shows the draft; how it stands is the record's own
            record = RightsRecord.objects.get(pk=self.instance.pk)
            return context | {
                "record": record,
                "standing": standing(record),
                "may_approve": user.has_perm(APPROVE) and not why_not_approve(record, user),
                "may_end": may_end(record, user),
            }


class RightsRecordViewSet(SnippetViewSet):
    model = RightsRecord
    chooser_viewset_class = ShelfChooserViewSet
    icon = "key"
    menu_label = _("Rights records")
    menu_name = "rights-records"
    search_backend_name = None
    copy_view_enabled = False  # a copy would bear the approval of what it was copied from
    search_fields = ("title", "contract_number", "holder_name")
    list_display = (
        "title",
        Column(
            "holder", label=_("Rights holder"), accessor=lambda record: record.holder_name or str(record.holder or "")
        ),
        Column("contract_number", label=_("Contract no."), accessor="contract_number"),
        Column("standing", label=_("Standing"), accessor=standing),
        DateColumn("usable_until", label=_("Usable until"), sort_key="usable_until"),
    )
    edit_handler = ObjectList(
        [
            StandingPanel(),
            FieldPanel("title"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("holder"), FieldPanel("holder_name")]),
                    FieldPanel("contract_number"),
                    FieldPanel("licence"),
                    FieldPanel("terms"),
                    FieldRowPanel([FieldPanel("terms_url"), FieldPanel("licensor_url"), FieldPanel("licensor_email")]),
                ],
                heading=_("Whose right, by which paper"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("uses"),
                    FieldPanel("territories"),
                    FieldPanel("languages"),
                    FieldRowPanel(
                        [
                            FieldPanel("usable_from", widget=AdminDateInput),
                            FieldPanel("usable_until", widget=AdminDateInput),
                        ]
                    ),
                    FieldRowPanel(
                        [FieldPanel("translation_allowed"), FieldPanel("modification_allowed"), FieldPanel("exclusive")]
                    ),
                    FieldRowPanel([FieldPanel("data_mining"), FieldPanel("watermark")]),
                ],
                heading=_("What is allowed"),
            ),
            InlinePanel("credits", heading=_("Credit lines"), label=_("Credit line")),
            FieldPanel("third_party"),
            FieldPanel("fee_note"),
            InlinePanel("evidence", heading=_("Evidence (private)"), label=_("Evidence")),
        ],
        base_form_class=RightsRecordForm,
    )


class CoversPanel(Panel):
    """Above a consent's form: what stands on it and who shows that, before somebody writes that it was withdrawn."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "media_library/covers_panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            assets = list(Asset.objects.filter(people__consent=self.instance).distinct().order_by("title", "pk"))
            seen = seen_among(self.request.user, (asset.pk for asset in assets))
            theirs = [asset for asset in assets if asset.pk in seen][:SHOWN]
            uses = uses_of_each(theirs, self.request.user)
            rows = [(asset, uses[asset.pk]) for asset in theirs]
            return context | {"rows": rows, "count": len(assets), "more": len(assets) - len(rows)}

        @property
        def media(self) -> forms.Media:
            return forms.Media(css={"all": ["media_library/desk.css"]})


class ConsentModelForm(StoringForm, OpenedByTwo, WagtailAdminModelForm):
    scope = ticked(_("Agreed uses"), Use.choices, _("Only what was agreed to: nothing is assumed."), required=True)

    def _post_clean(self) -> None:
        """Here the row has what was entered, and its own rules have been asked."""
        super()._post_clean()
        if self.instance.pk and not self.errors:
            before = Consent.objects.get(pk=self.instance.pk)
            self.take_openings(openings_of_consent(before, self.instance), self.for_user)

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        consent = super().save(commit=commit)
        if commit:
            self.note_openings(consent, self.for_user)
        return consent


class ConsentViewSet(SnippetViewSet):
    model = Consent
    chooser_viewset_class = ShelfChooserViewSet
    icon = "user"
    menu_label = _("Consents")
    menu_name = "consents"
    search_backend_name = None
    copy_view_enabled = False  # nobody's consent is given by a copy
    search_fields = ("name", "guardian", "person__names__name")
    list_display = (
        "__str__",
        Column(
            "scope", label=_("Agreed uses"), accessor=lambda row: ", ".join(str(Use(use).label) for use in row.scope)
        ),
        DateColumn("ends_on", label=_("Valid until"), sort_key="ends_on"),
        DateColumn("withdrawn_on", label=_("Withdrawn on"), sort_key="withdrawn_on"),
    )
    edit_handler = ObjectList(
        [
            CoversPanel(),
            FieldRowPanel([FieldPanel("person"), FieldPanel("name")]),
            FieldRowPanel([FieldPanel("form"), FieldPanel("given_on", widget=AdminDateInput)]),
            FieldPanel("scope"),
            FieldPanel("ends_on", widget=AdminDateInput),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("guardian"), FieldPanel("guardian_given_on", widget=AdminDateInput)])],
                heading=_("Of a child under 16"),
            ),
            FieldPanel("evidence"),
            MultiFieldPanel(
                [FieldPanel("withdrawn_on", widget=AdminDateInput), FieldPanel("withdrawal_reason")],
                heading=_("Withdrawal"),
            ),
        ],
        base_form_class=ConsentModelForm,
    )
