"""The page on which what was chosen in the library is changed at once: a form, what it would change, and the act."""

from collections import Counter
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.transaction import non_atomic_requests
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.forms.collections import CollectionChoiceField
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Collection

from hub.registry.models import Agency, Place, PlanTask, Subject
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from hub.registry.pickers import Picker
from media_library.changing.ordering import MOST, RIGHTS, NotAsShownError, changeable, not_added, order
from media_library.changing.planning import plan
from media_library.changing.wanted import COLLECTION, LINKS, OF_RIGHTS, WORDS, Wanted, keywords_in
from media_library.desk.changes_in_words import called, value
from media_library.desk.chosen import chosen, counted
from media_library.desk.joint_changes import answered
from media_library.desk.looking import in_library
from media_library.desk.views import may_enter
from media_library.finding.seen_shelves import CHANGE, may_add_to
from media_library.models import Asset, RightsRecord
from media_library.rights.licences import Licence
from media_library.translating.acts import given_out_by

AS_IT_IS = gettext_lazy("as it is")
MOST_TOLD = 5
MOST_TITLES = 200


def _longest(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


class ChangesForm(forms.Form):
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
    credit = forms.CharField(label=gettext_lazy("Credit line"), required=False, max_length=_longest(Asset, "credit"))
    creator = forms.CharField(label=gettext_lazy("Creator"), required=False, max_length=_longest(Asset, "creator"))
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=_longest(Asset, "source"))
    event = forms.CharField(label=gettext_lazy("Event"), required=False, max_length=_longest(Asset, "event"))
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Owner"), queryset=Agency.objects.none(), required=False, empty_label=AS_IT_IS
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence"), choices=[("", AS_IT_IS), *Licence.choices], required=False
    )
    rights = forms.ModelChoiceField(
        label=gettext_lazy("Rights record"), queryset=RightsRecord.objects.none(), required=False, empty_label=AS_IT_IS
    )
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
        if not for_user.has_perm(RIGHTS):
            for name in OF_RIGHTS:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.is_bound and not self.errors and not _is_something(self.wanted(cleaned)):
            raise ValidationError(_("Nothing is to be changed: fill in at least one field."))
        return cleaned

    def wanted(self, cleaned: dict[str, Any] | None = None) -> Wanted:
        given = self.cleaned_data if cleaned is None else cleaned
        words = {name: normalize("NFC", given[name]).strip() for name in WORDS if given.get(name, "").strip()}
        rows = {name: given[name] for name in (*OF_RIGHTS, COLLECTION) if given.get(name)}
        return Wanted(
            fields={**words, **rows},
            links={name: list(given[name]) for name in LINKS if given.get(name)},
            add_keywords=keywords_in(given.get("add_keywords", "")),
            drop_keywords=keywords_in(given.get("drop_keywords", "")),
            language=given.get("language", SOURCE_LANGUAGE),
        )


def _is_something(wanted: Wanted) -> bool:
    return bool(wanted.fields or wanted.links or wanted.touches_keywords)


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
        context |= {"plan": told, "shown": found.digest, "previewed": True}
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
