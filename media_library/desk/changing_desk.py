"""The page on which what was chosen in the library is changed at once: a form, what it would change, and the act."""

from collections import Counter
from collections.abc import Sequence
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.transaction import non_atomic_requests
from django.forms.models import fields_for_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.collections import CollectionChoiceField
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Collection
from wagtail.snippets.widgets import AdminSnippetChooser

from hub.registry.models import Agency, Person, Place, PlanTask, Subject
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from hub.registry.pickers import Picker
from media_library.changing.ordering import MOST, RIGHTS, NotAsShownError, changeable, not_added, order
from media_library.changing.people_added import FIELDS as PERSON_FIELDS
from media_library.changing.planning import plan
from media_library.changing.wanted import (
    CAPTION,
    COLLECTION,
    DAYS,
    DECIDING,
    LINKS,
    OF_RIGHTS,
    WORDS,
    Wanted,
    keywords_in,
)
from media_library.desk.asset_forms import WIDGETS
from media_library.desk.changes_in_words import called, value
from media_library.desk.chosen import chosen, counted
from media_library.desk.joint_changes import answered
from media_library.desk.looking import in_library
from media_library.desk.views import may_enter
from media_library.finding.seen_shelves import CHANGE, may_add_to
from media_library.models import Asset, AssetText, Consent, PersonShown, RightsRecord
from media_library.rights.licences import Licence
from media_library.rights.opening import may_open
from media_library.source_types import HOW_AI_MADE_IT, MADE_BY_AI, ORIGIN, DigitalSourceType
from media_library.translating.acts import given_out_by

AS_IT_IS = gettext_lazy("as it is")
MOST_TOLD = 5
MOST_TITLES = 200


def _longest(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


class PersonForm(WagtailAdminModelForm):
    """Who is shown in all of them; nobody, where neither a person nor a consent is chosen."""

    class Meta:
        model = PersonShown
        fields = PERSON_FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("person", Person), ("consent", Consent)):
            self.fields[name].widget = AdminSnippetChooser(model)  # worded in the language of whoever is made it

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"basis", "face_visible"})

    def wanted(self) -> dict[str, Any]:
        return dict(self.cleaned_data) if self.has_changed() else {}


class OriginFields(forms.Form):
    """Those that say how AI made it, as the asset's own form has them."""


OriginFields.declared_fields.update(fields_for_model(Asset, fields=HOW_AI_MADE_IT, widgets=WIDGETS))


class ChangesForm(OriginFields):
    """Everything may stay empty: what is empty stays as it is."""

    language = forms.ChoiceField(label=gettext_lazy("Keywords in"), choices=language_choices, initial=SOURCE_LANGUAGE)
    add_keywords = forms.CharField(
        label=gettext_lazy("Add keywords"), required=False, max_length=200, help_text=gettext_lazy("Parted by commas.")
    )
    drop_keywords = forms.CharField(
        label=gettext_lazy("Take keywords away"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Parted by commas."),
    )
    caption = forms.CharField(
        label=gettext_lazy("Caption in Vietnamese, where there is none"),
        required=False,
        max_length=_longest(AssetText, "caption"),
        widget=forms.Textarea(attrs={"rows": 2, "data-controller": "w-autosize"}),
        help_text=gettext_lazy("Of all of them alike, such as what the event was. Captions that stand there stay."),
    )
    credit = forms.CharField(label=gettext_lazy("Credit line"), required=False, max_length=_longest(Asset, "credit"))
    creator = forms.CharField(label=gettext_lazy("Creator"), required=False, max_length=_longest(Asset, "creator"))
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=_longest(Asset, "source"))
    event = forms.CharField(label=gettext_lazy("Event"), required=False, max_length=_longest(Asset, "event"))
    digital_source_type = forms.ChoiceField(
        label=gettext_lazy("Digital source type"), choices=[("", AS_IT_IS), *DigitalSourceType.choices], required=False
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Owner"), queryset=Agency.objects.none(), required=False, empty_label=AS_IT_IS
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence"), choices=[("", AS_IT_IS), *Licence.choices], required=False
    )
    rights = forms.ModelChoiceField(
        label=gettext_lazy("Rights record"), queryset=RightsRecord.objects.none(), required=False, empty_label=AS_IT_IS
    )
    usable_from = forms.DateField(label=gettext_lazy("Usable from"), required=False, widget=AdminDateInput)
    no_usable_from = forms.BooleanField(label=gettext_lazy("No first day any more"), required=False)
    usable_until = forms.DateField(label=gettext_lazy("Usable until"), required=False, widget=AdminDateInput)
    no_usable_until = forms.BooleanField(label=gettext_lazy("No last day any more"), required=False)
    collection = CollectionChoiceField(
        label=gettext_lazy("Move to the collection"),
        queryset=Collection.objects.none(),
        required=False,
        empty_label=AS_IT_IS,
        help_text=gettext_lazy(
            "Who may see and change an asset goes by its collection; its owner and its rights stay."
        ),
    )
    places = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Add places"), queryset=Place.objects.none(), required=False, widget=Picker
    )
    subjects = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Add media topics"), queryset=Subject.objects.none(), required=False, widget=Picker
    )
    tasks = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Add plan tasks"), queryset=PlanTask.objects.none(), required=False, widget=Picker
    )

    def __init__(self, *args: Any, for_user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "owner": Agency.objects.prefetch_related("names"),
            "rights": RightsRecord.objects.filter(live=True),
            "places": Place.objects.prefetch_related("names"),
            "subjects": Subject.objects.prefetch_related("names"),
            "tasks": PlanTask.objects.all(),
            COLLECTION: Collection.objects.filter(pk__in=set().union(*may_add_to(for_user).values())).order_by("path"),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # a choice of rows
        language: Any = self.fields["language"]
        theirs = given_out_by(for_user)
        language.choices = [(tag, name) for tag, name in language_choices() if tag in theirs]
        if len(language.choices) < len(language_choices()):
            language.help_text = _("In other languages asset by asset: a second person approves them there.")
        self.person: PersonForm | None = None
        if for_user.has_perm(RIGHTS):
            given = self.data if self.is_bound else None
            self.person = PersonForm(given, prefix="person", empty_permitted=True, use_required_attribute=False)
            if not may_open(for_user):
                self._tell_what_is_left()
        else:
            for name in (*OF_RIGHTS, *map(_none, DAYS)):
                del self.fields[name]

    def _tell_what_is_left(self) -> None:
        opened = [self.fields[name] for name in DECIDING]
        if self.person is not None:
            opened.append(self.person.fields["consent"])
        for one in opened:
            one.help_text = _(
                "Left as they are: assets with which more could be done than now. That takes somebody who may approve "
                "rights records."
            )

    @property
    def media(self) -> forms.Media:
        own: forms.Media = super().media
        return own + self.person.media if self.person is not None else own

    def sections(self) -> list[tuple[str, list[Any]]]:
        """Heading → its fields; those that somebody may not change are none."""
        told: list[tuple[str, Sequence[str]]] = [
            (_("Words"), [CAPTION, "language", "add_keywords", "drop_keywords"]),
            (_("Where it comes from"), ["credit", "creator", "source"]),
            (_("What it shows"), ["event", *LINKS]),
            (_("Rights"), ["owner", "licence", "rights", *(name for day in DAYS for name in (day, _none(day)))]),
            (_("Origin"), ORIGIN),
            (_("Where it stands"), [COLLECTION]),
        ]
        found = [(heading, [self[name] for name in names if name in self.fields]) for heading, names in told]
        if self.person is not None:
            found.insert(4, (_("Add a person shown"), list(self.person)))
        return [(heading, fields) for heading, fields in found if fields]

    def is_valid(self) -> bool:
        person = self.person is None or self.person.is_valid()
        return super().is_valid() and person

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.person is not None and not self.person.is_valid():
            return cleaned  # it says itself what is wrong
        self._demand_days(cleaned)
        if cleaned.get("digital_source_type") in MADE_BY_AI:
            for name in HOW_AI_MADE_IT:
                if not cleaned.get(name, "").strip():
                    self.add_error(name, _("Needed for what AI has made."))
        if self.is_bound and not self.errors and not _is_something(self.wanted(cleaned)):
            raise ValidationError(_("Nothing is to be changed: fill in at least one field."))
        return cleaned

    def _demand_days(self, cleaned: dict[str, Any]) -> None:
        first, last = (cleaned.get(name) for name in DAYS)
        if first and last and last < first:
            self.add_error("usable_until", _("The last day of use lies before the first."))
        for name in DAYS:
            if cleaned.get(name) and cleaned.get(_none(name)):
                self.add_error(_none(name), _("Either a day or none."))

    def wanted(self, cleaned: dict[str, Any] | None = None) -> Wanted:
        given = self.cleaned_data if cleaned is None else cleaned
        words = {name: normalize("NFC", given[name]).strip() for name in WORDS if given.get(name, "").strip()}
        rows = {name: given[name] for name in (*OF_RIGHTS, "digital_source_type", COLLECTION) if given.get(name)}
        days = dict.fromkeys((name for name in DAYS if given.get(_none(name))), None)
        return Wanted(
            fields={**words, **rows, **days},
            links={name: list(given[name]) for name in LINKS if given.get(name)},
            add_keywords=keywords_in(given.get("add_keywords", "")),
            drop_keywords=keywords_in(given.get("drop_keywords", "")),
            language=given.get("language", SOURCE_LANGUAGE),
            caption=normalize("NFC", given.get("caption", "")).strip(),
            person=self.person.wanted() if self.person is not None else {},
        )


def _none(day: str) -> str:
    """The box beside a day of use that takes it away."""
    return f"no_{day}"


def _is_something(wanted: Wanted) -> bool:
    return bool(wanted.fields or wanted.links or wanted.languages or wanted.person)


@may_enter
@non_atomic_requests  # it only reads, but for the order, which is one
@require_POST
def change_chosen(request: HttpRequest) -> HttpResponse:
    """`step`: empty shows the form, `preview` what it would change, `apply` changes what the preview had shown."""
    user: Any = request.user
    if not user.has_perm(CHANGE):
        raise PermissionDenied
    uids = chosen(request)
    theirs = changeable(uids[:MOST], user)
    step = request.POST.get("step", "")
    form = ChangesForm(request.POST if step else None, for_user=user)
    context: dict[str, Any] = {
        **in_library(_("Change the chosen assets"), "edit"),
        "form": form,
        "chosen": uids,
        "size": len(theirs),
        "counted": counted(len(theirs)),
        "titles": Asset.objects.filter(pk__in=theirs[:MOST_TITLES])
        .order_by("title", "pk")
        .values_list("title", flat=True),
        "more_titles": counted(len(theirs) - MOST_TITLES) if len(theirs) > MOST_TITLES else "",
        "not_theirs": len(uids[:MOST]) - len(theirs),
        "too_many": counted(MOST) if len(uids) > MOST else "",
        "back": get_valid_next_url_from_request(request) or reverse("media_library:library"),
    }
    if step and theirs and form.is_valid():
        wanted = form.wanted()
        if step == "apply":
            try:
                change = order(theirs, wanted, by=user, shown=request.POST.get("shown", ""))
            except NotAsShownError:
                context["not_as_shown"] = True
            else:
                return answered(request, change, context["back"])
        found = plan(theirs, wanted)
        told = [(called(name), count, _told(name, found.befores.get(name))) for name, count in found.counts.items()]
        narrowed = [(uses, why, count) for (uses, why), count in found.narrowed.most_common(MOST_TOLD)]
        context |= {"plan": told, "narrowed": narrowed, "shown": found.digest, "previewed": True}
        context["left_closed"] = 0 if may_open(user) else found.opened
        context["narrowed_more"] = len(found.narrowed) > MOST_TOLD
        if COLLECTION in found.counts:
            moves_to = wanted.fields[COLLECTION]
            context |= {"moves_to": moves_to, "not_added": not_added(theirs, moves_to, user)}
    return render(request, "media_library/change_chosen.html", context)


def _told(name: str, befores: Counter[str] | None) -> str:
    """`AFP (12), TTXVN (3), …`: the most frequent first."""
    if not befores:
        return ""
    told = [f"{value(name, before)} ({count})" for before, count in befores.most_common(MOST_TOLD)]
    return ", ".join([*told, "…"] if len(befores) > MOST_TOLD else told)
