"""The page of a clip's shots and a recording's sound bites: a player, and beside it the list, in one language at a time.

Whole lists are pasted as text, or proposed from where the picture changes; both become rows that nobody has saved yet.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseFormSet, formset_factory
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from hub.registry.models import Person, Place
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from locales.languages import UnknownLanguage, language
from media_library.behind import passage_behind
from media_library.clips import cuts, streaming
from media_library.desk.looking import in_library
from media_library.desk.player import player_of
from media_library.desk.registry_names import KnownNames, NamesField
from media_library.desk.views import ASSET_EDIT, may_enter
from media_library.finding.seen_shelves import sees
from media_library.jobs import look_for_cuts
from media_library.models import Asset, Kind, Passage, PassageRole
from media_library.renditions.standard import words_over
from media_library.shotlist import timecode
from media_library.shotlist.dope_sheet import dope_sheet, file_name
from media_library.shotlist.reading import Fault, Line, ListRefusedError, read_list
from media_library.shotlist.telling import worded_languages
from media_library.shotlist.timecode import NotATimeError
from media_library.shotlist.writing import Entry, Said, advice, may_change, put_list, state_of
from media_library.translating.acts import put_forward

KINDS = {Kind.VIDEO: tuple(PassageRole), Kind.AUDIO: (PassageRole.BITE,)}
MOST = 500
WRONG_LIST = gettext_lazy(
    "Somebody else has changed this list since you opened it. Save again to put yours in its place."
)


class TimeField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        attrs = {"size": 12, "inputmode": "numeric", "autocomplete": "off", "placeholder": "00:00"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)
        self.rate: float | None = None

    def prepare_value(self, value: Any) -> Any:
        return timecode.written(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int:
        try:
            return timecode.read(super().clean(value), self.rate)
        except NotATimeError as refused:
            raise ValidationError(str(refused)) from refused


class PassageForm(forms.Form):
    """One row. `words`: in the language that the page is in; of a sound bite, `verbatim` is what was said."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    role = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PassageRole.choices)
    starts = TimeField(label=gettext_lazy("In"))
    ends = TimeField(label=gettext_lazy("Out"))
    words = forms.CharField(
        label=gettext_lazy("What is seen"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2})
    )
    language = forms.CharField(
        label=gettext_lazy("Language spoken"),
        required=False,
        max_length=35,
        widget=forms.TextInput(attrs={"list": "known-languages", "size": 8, "autocomplete": "off"}),
    )
    verbatim = forms.CharField(
        label=gettext_lazy("What is said, word for word"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    speaker_as = forms.CharField(
        label=gettext_lazy("Speaker, as presented"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Name and title in this language. Left empty: the registry's name."),
    )

    def __init__(self, *args: Any, page: "Page", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.page = page
        self.fields["role"].choices = [(role.value, role.label) for role in page.roles]  # type: ignore[attr-defined]  # a choice
        for name in ("starts", "ends"):
            self.fields[name].rate = page.rate  # type: ignore[attr-defined]  # a time
        self.fields["speaker"] = NamesField(page.people, most=1, label=_("Speaker"))
        self.fields["places"] = NamesField(page.places, label=_("Places"))
        self.fields["people"] = NamesField(page.people, label=_("People seen"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        starts, ends, length = cleaned.get("starts"), cleaned.get("ends"), self.page.length
        if ends is not None and length is not None and length < ends <= -(-length // 1000) * 1000:
            ends = cleaned["ends"] = length  # whole seconds, behind which less than one is left
        if starts is not None and ends is not None and ends <= starts:
            self.add_error("ends", _("It ends before it begins."))
        elif ends is not None and length is not None and ends > length:
            self.add_error("ends", _("The clip is only %(length)s long.") % {"length": timecode.written(length)})
        if cleaned.get("role") == PassageRole.BITE:
            self._clean_language(cleaned)
        return cleaned

    def _clean_language(self, cleaned: dict[str, Any]) -> None:
        typed = cleaned.get("language", "").strip()
        tags = {name.casefold(): tag for tag, name in spoken_names()} | {
            tag.casefold(): tag for tag, _n in spoken_names()
        }
        try:
            cleaned["language"] = tags.get(typed.casefold()) or language(typed).tag
        except UnknownLanguage:
            self.add_error("language", _("Say in which language: its tag, such as “vi” or “lo”."))

    @property
    def source(self) -> str:
        """What the source language says, for whoever writes another one."""
        pk = self["pk"].value()
        row = self.page.rows.get(int(pk)) if str(pk or "").isdigit() else None
        return row.words_in(SOURCE_LANGUAGE) if row is not None and self.page.language != SOURCE_LANGUAGE else ""

    @property
    def then(self) -> str:
        """What the original said when it was translated into the language of the page, where it says something else by now."""
        pk = self["pk"].value()
        row = self.page.rows.get(int(pk)) if str(pk or "").isdigit() else None
        return passage_behind(row, self.page.language) if row is not None else ""

    def entry(self) -> Entry:
        given, shown = self.cleaned_data, self.page.language
        bite = given["role"] == PassageRole.BITE
        spoken = given["language"] if bite else ""
        said = {} if self._is_translated() else {shown: self._said()}
        if bite:
            said[spoken] = Said(given["verbatim"], given["speaker_as"] if spoken == shown else self._presented(spoken))
        return Entry(
            pk=given["pk"], role=given["role"], starts=given["starts"], ends=given["ends"], said=said, language=spoken,
            speaker=next(iter(given["speaker"]), None) if bite else None,
            places=given["places"], people=[] if bite else given["people"],
        )  # fmt: skip

    def translation(self) -> Said | None:
        """What was written in a language that is neither the source's nor the one spoken: a second person approves it first."""
        written = self._said()
        row = self.page.rows.get(self.cleaned_data["pk"])
        shown = self.page.said(row) if row is not None else Said()
        return written if self._is_translated() and written != shown else None

    def _is_translated(self) -> bool:
        spoken = self.cleaned_data["language"] if self.cleaned_data["role"] == PassageRole.BITE else ""
        return self.page.language not in (SOURCE_LANGUAGE, spoken)

    def _said(self) -> Said:
        given = self.cleaned_data
        return Said(given["words"], given["speaker_as"] if given["role"] == PassageRole.BITE else "")

    def _presented(self, spoken: str) -> str:
        """How the language spoken presents the speaker is not on this page: it stays."""
        row = self.page.rows.get(self.cleaned_data["pk"])
        text = row.text_in(spoken) if row is not None else None
        return text.speaker if text is not None else ""


PassageFormSet: Any = formset_factory(
    PassageForm, BaseFormSet, extra=0, can_delete=True, max_num=MOST, validate_max=True
)


class Page:
    """What one request needs to know of the clip and its list."""

    def __init__(self, asset: Asset, language: str) -> None:
        self.asset, self.language = asset, language
        carrier: Any = asset.carrier
        self.carrier = carrier
        self.roles = KINDS[Kind(asset.kind)]
        self.length: int | None = round(carrier.duration * 1000) if carrier.duration else None
        preparation = streaming.preparation_of(carrier) if asset.kind == Kind.VIDEO else None
        self.rate: float | None = preparation.rate if preparation is not None else None
        self.cuts: list[int] | None = preparation.cuts if preparation is not None else None
        self.can_look = preparation is not None
        self.people, self.places = KnownNames(Person), KnownNames(Place)
        rows = asset.passages.select_related("speaker")
        self.rows: dict[int, Passage] = {row.pk: row for row in rows.prefetch_related("texts", "places", "people")}
        self.draft = asset.text_drafts.filter(language=language).first()

    @property
    def is_translated(self) -> bool:
        return self.language != SOURCE_LANGUAGE

    def said(self, row: Passage) -> Said:
        """In the language of the page: what is approved, and over it what is written since."""
        if self.draft is not None and str(row.pk) in self.draft.said:
            return Said(*self.draft.said[str(row.pk)])
        text = row.text_in(self.language)
        return Said(text.words, text.speaker) if text is not None else Said()

    @property
    def length_written(self) -> str:
        return timecode.written(self.length or 0)

    def initial(self) -> list[dict[str, Any]]:
        return [
            {
                "pk": row.pk,
                "role": row.role,
                "starts": row.starts,
                "ends": row.ends,
                "words": said.words if row.language != self.language else "",
                "language": row.language,
                "verbatim": row.words_in(row.language) if row.is_bite else "",
                "speaker": [row.speaker] if row.speaker else [],
                "speaker_as": said.speaker,
                "places": list(row.places.all()),
                "people": list(row.people.all()),
            }
            for row, said in ((row, self.said(row)) for row in self.rows.values())
        ]

    def player(self) -> dict[str, str]:
        return player_of(self.carrier)

    def over(self) -> str:
        return words_over(self.carrier.asset)


def spoken_names() -> list[tuple[str, str]]:
    """Tags and names of the house's languages: their own, and in the languages of shot lists."""
    named = [(tag, language(tag)) for tag, _name in language_choices()]
    return [(tag, name) for tag, one in named for name in (one.endonym, one.english, one.vietnamese)]


@may_enter
def shotlist(request: HttpRequest, uid: UUID) -> HttpResponse:
    """`act`: `save`; `read` takes over `pasted` as rows; `cuts` proposes rows from where the picture changes."""
    asset = _timed(uid)
    user: Any = request.user
    if not may_change(asset, user):
        raise PermissionDenied
    page = Page(asset, _language(request))
    act = request.POST.get("act", "")
    state = state_of(asset)
    pasted: str = request.POST.get("pasted", "")
    faults: list[Fault] = []
    if request.method != "POST":
        formset = PassageFormSet(initial=page.initial(), form_kwargs={"page": page})
    elif act in ("read", "cuts"):
        lines, faults = _proposed(page, act, pasted)
        formset = PassageFormSet(_with_rows(request.POST, lines, page), form_kwargs={"page": page})
        if lines:
            pasted = ""
            told = ngettext(
                "%(count)s row was added. Nothing is saved yet.",
                "%(count)s rows were added. Nothing is saved yet.",
                len(lines),
            )
            messages.info(request, told % {"count": len(lines)})
    else:
        formset = PassageFormSet(request.POST, form_kwargs={"page": page})
        if not formset.is_valid():
            messages.error(request, _("The list was not saved: see the rows that are marked."))
        elif request.POST.get("state") != state:
            messages.error(request, WRONG_LIST)
        else:
            return _saved(request, page, formset)
    context = {
        **in_library(_("Shots and sound bites"), "media", (reverse(ASSET_EDIT, args=[asset.pk]), asset.title)),
        "page": page,
        "asset": asset,
        "formset": formset,
        "state": state,
        "languages": language_choices(),
        "known_languages": spoken_names(),
        "pasted": pasted,
        "faults": faults,
        "sheets": worded_languages(asset),
        "back": reverse(ASSET_EDIT, args=[asset.pk]),
        "look": reverse("media_library:cuts", args=[asset.pk]),
    }
    return render(request, "media_library/shotlist.html", context)


@may_enter
def look(request: HttpRequest, uid: UUID) -> JsonResponse:
    """POST orders the look for scene changes; GET says whether it is done."""
    asset = _timed(uid)
    if not may_change(asset, request.user):
        raise PermissionDenied
    page = Page(asset, SOURCE_LANGUAGE)
    if request.method == "POST" and page.can_look and page.cuts is None:
        look_for_cuts.enqueue(page.carrier.pk)
        page = Page(_timed(uid), SOURCE_LANGUAGE)
    return JsonResponse({"done": page.cuts is not None, "count": len(page.cuts or [])})


@may_enter
def sheet(request: HttpRequest, uid: UUID, language: str) -> HttpResponse:
    """The dope sheet, for whoever sees the clip in the library."""
    if language not in settings.HUB_LANGUAGES:
        raise Http404
    asset = _timed(uid)
    if not sees(request.user, asset):
        raise PermissionDenied
    answer = HttpResponse(dope_sheet(asset, language), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(asset, language)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _timed(uid: UUID) -> Asset:
    """
    Raises:
        Http404: no clip and no recording.
    """
    asset: Asset = get_object_or_404(Asset.objects.select_related("rights", "owner"), pk=uid, kind__in=KINDS)
    return asset


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("lang", SOURCE_LANGUAGE)
    if asked not in dict(language_choices()):
        raise Http404
    return asked


def _proposed(page: Page, act: str, pasted: str) -> tuple[Sequence[Line], list[Fault]]:
    if act == "cuts":
        spans = cuts.spans(page.cuts or [], page.length or 0)
        return [Line(number, start, end, "") for number, (start, end) in enumerate(spans, start=1)], []
    try:
        return read_list(
            pasted, length=page.length or 0, rate=page.rate, languages=[*_tags_first(), *spoken_names()]
        ), []
    except ListRefusedError as refused:
        return [], list(refused.faults)


def _tags_first() -> list[tuple[str, str]]:
    """A sound bite that names no language is in the house's."""
    return [(SOURCE_LANGUAGE, SOURCE_LANGUAGE)]


def _with_rows(sent: QueryDict, lines: Sequence[Line], page: Page) -> QueryDict:
    """What was sent, with further rows behind."""
    data = sent.copy()
    prefix = PassageFormSet.get_default_prefix()
    try:
        count = min(MOST, int(data.get(f"{prefix}-TOTAL_FORMS", "0")))
    except ValueError:
        count = 0
    roles = {role.value for role in page.roles}
    for place, line in enumerate(lines, start=count):
        bite = line.is_bite or PassageRole.SHOT not in roles
        row = {
            "role": PassageRole.BITE if bite else PassageRole.SHOT,
            "starts": timecode.written(line.starts),
            "ends": timecode.written(line.ends),
            "words": "" if bite else line.words,
            "verbatim": line.words if bite else "",
            "language": (line.language or page.carrier.spoken_language) if bite else "",
            **_of_speaker(line.speaker, page),
        }
        for name, value in row.items():
            data[f"{prefix}-{place}-{name}"] = str(value)
    data[f"{prefix}-TOTAL_FORMS"] = str(count + len(lines))
    data.setdefault(f"{prefix}-INITIAL_FORMS", "0")
    return data


def _of_speaker(name: str, page: Page) -> dict[str, str]:
    """Whom the registry knows is chosen; any other is presented as written."""
    found = page.people.find(name.partition(",")[0]) if name else set()
    known = page.people.shown(next(iter(found))) if len(found) == 1 else ""
    return {"speaker": known, "speaker_as": name}


def _saved(request: HttpRequest, page: Page, formset: Any) -> HttpResponse:
    filled = [form for form in formset.forms if form.has_changed() and form not in formset.deleted_forms]
    by: Any = request.user
    asset = page.asset
    rows = put_list(asset, [form.entry() for form in filled], by=by)
    told = {row.pk: said for row, form in zip(rows, filled, strict=True) if (said := form.translation()) is not None}
    messages.success(request, _("The list of “%(asset)s” is saved.") % {"asset": asset.title})
    if told and put_forward(asset, {}, by=by, said={page.language: told}):
        names = {"asset": asset.title, "language": dict(language_choices())[page.language]}
        messages.info(request, _("“%(asset)s” in %(language)s is handed in: a second person approves it.") % names)
    for words in advice(asset, page.length):
        messages.warning(request, words)
    return redirect(f"{reverse('media_library:shotlist', args=[asset.pk])}?lang={page.language}")
