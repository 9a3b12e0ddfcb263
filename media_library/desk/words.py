"""Words of assets in other languages: what is missing or behind its source, and a form with the source beside it.

Not wagtail-localize's route: it makes a row for each language, and an asset is one row with one file
(docs/decisions/0013-asset-words-are-rows.md). What is written here waits for a second person (`desk.words_approval`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.core.validators import FileExtensionValidator
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from locales.terms.occurring import occurring
from media_library.behind import TRANSLATED, behind, passage_behind
from media_library.desk.asset_desk import looks
from media_library.desk.looking import in_library
from media_library.desk.subtitles import subtitles_beside
from media_library.desk.views import may_enter
from media_library.finding.seen_shelves import assets_seen_by
from media_library.models import Asset, AssetText, Passage, TextDraft, Video
from media_library.models.assets import longest, part_labels
from media_library.shotlist import timecode
from media_library.shotlist.writing import Said
from media_library.subtitles.tracks import own_languages
from media_library.subtitles.webvtt import LARGEST, SubtitlesRefusedError, read_subtitles
from media_library.translating.acts import WRITE, Written, may_translate, write
from media_library.translating.languages import languages_of
from media_library.translating.texts import texts_of
from media_library.translating.waiting import outdated, wanting

PAGE = 50
PASSAGES = "passages"
SEEN = "seen-"
HAND_IN, NEXT, SAVE = "hand-in", "next", "save"
READ_IN_ONE_GO = 125  # characters of an alt text, by most readers of screens
CHANGED = "changed"
FILES = SUBTITLES, WITHOUT = "subtitles", "without-subtitles"


@dataclass(frozen=True, slots=True)
class Source:
    """One passage as it is translated from: in the source language, or as it was spoken."""

    passage: Passage
    words: str
    speaker: str

    @property
    def label(self) -> str:
        return f"{self.passage.get_role_display().capitalize()} {timecode.written(self.passage.starts)}"


def sources_of(asset: Asset) -> list[Source]:
    found = []
    for passage in asset.passages.all():
        texts = [passage.text_in(tag) for tag in (SOURCE_LANGUAGE, passage.language)]
        if passage.original:
            found.append(
                Source(passage, passage.original, next((one.speaker for one in texts if one and one.speaker), ""))
            )
    return found


class WordsForm(forms.Form):
    """One field for each part that the source has, or that the language already has; then the shots and sound bites.

    `approved`: what is given out; `draft`: what somebody has written since.
    """

    def __init__(
        self,
        *args: Any,
        source: dict[str, str],
        approved: Mapping[str, str],
        draft: TextDraft | None = None,
        then: dict[str, str] | None = None,
        passages: Sequence[Source] = (),
        language: str = "",
        subtitled: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.source = dict(source)
        self.approved = dict(approved)
        self.then = then or {}  # what the source said when it was translated, where it says something else now
        self.passages, self.language = passages, language
        written = self.approved | (draft.words if draft is not None else {})
        for part, label in part_labels(AssetText.WORDS).items():
            if source.get(part) or written.get(part):
                self.fields[part] = forms.CharField(
                    label=label.capitalize(),
                    required=False,
                    max_length=longest(part),
                    initial=written.get(part, ""),
                    widget=forms.Textarea(attrs={"rows": 2, "data-controller": "w-autosize"}),
                )
        if "alt" in self.fields:
            self.fields["alt"].help_text = _("%(number)d characters at most are read aloud in one go.") % {
                "number": READ_IN_ONE_GO
            }
        originals = {part: source[part] for part in TRANSLATED if source.get(part)}
        originals |= {str(one.passage.pk): one.words for one in passages}
        # as they stood on the page: somebody may change them while they are translated
        for key, words in originals.items():
            self.fields[f"{SEEN}{key}"] = forms.CharField(
                required=False, strip=False, initial=words, widget=forms.HiddenInput
            )
        self.originals = originals
        said = draft.said if draft is not None else {}
        for one in passages:
            text = one.passage.text_in(language)
            words, speaker = (text.words, text.speaker) if text else ("", "")
            new_words, new_speaker = said.get(str(one.passage.pk), (words, speaker))
            self._of_passage(one, "words", one.words, words, new_words)
            if one.speaker or speaker or new_speaker:
                self._of_passage(one, "speaker", one.speaker, speaker, new_speaker)
        if subtitled:
            self._of_subtitles(draft)
        empty = next((field for field in self.visible_fields() if not field.initial and field.name not in FILES), None)
        if empty is not None:  # whoever comes from the one before goes on typing
            empty.field.widget.attrs["autofocus"] = True

    def _of_passage(self, one: Source, part: str, source: str, approved: str, written: str) -> None:
        name = f"{part}-{one.passage.pk}"
        self.source[name], self.approved[name] = source, approved
        self.fields[name] = forms.CharField(
            label=one.label if part == "words" else _("%(passage)s: speaker, as presented") % {"passage": one.label},
            required=False,
            max_length=5000 if part == "words" else 200,
            initial=written,
            widget=forms.Textarea(attrs={"rows": 2 if part == "words" else 1, "data-controller": "w-autosize"}),
        )

    def _of_subtitles(self, draft: TextDraft | None) -> None:
        self.fields[SUBTITLES] = forms.FileField(
            label=_("Subtitles"),
            required=False,
            validators=[FileExtensionValidator(["vtt", "srt"])],
            widget=forms.FileInput(attrs={"accept": ".vtt,.srt"}),
            help_text=_("WebVTT (.vtt) or SubRip (.srt). Left empty, they stay as they are."),
        )
        if draft is not None and draft.subtitles:
            self.fields[WITHOUT] = forms.BooleanField(label=_("Take back the subtitles that wait"), required=False)

    def clean_subtitles(self) -> str:
        """The checked text of what was uploaded; empty where nothing was."""
        upload = self.cleaned_data.get(SUBTITLES)
        if upload is None:
            return ""
        try:
            return read_subtitles(upload.read(LARGEST + 1), self.language)
        except SubtitlesRefusedError as refused:
            raise ValidationError([str(fault) for fault in refused.faults[:10]]) from refused

    def written(self) -> Written:
        given = self.cleaned_data
        words = {name: words for name, words in given.items() if name in AssetText.WORDS}
        said = {
            pk: Said(given[f"words-{pk}"], given.get(f"speaker-{pk}", ""))
            for pk in (one.passage.pk for one in self.passages)
        }
        subtitles = given.get(SUBTITLES) or ("" if given.get(WITHOUT) else None)
        return Written(words, said, self._seen(), subtitles)

    def _seen(self) -> dict[str, str]:
        """The source's words that whoever wrote had before them."""
        given = {key: self.cleaned_data.get(f"{SEEN}{key}") or "" for key in self.originals}
        # browsers write line ends in their own way
        return {
            key: now if (now := self.originals[key]).split() == words.split() else words
            for key, words in given.items()
            if words
        }

    def side_by_side(self) -> list[dict[str, Any]]:
        """`given_out`: what is approved, where the draft says something else."""
        return [
            {
                "field": field,
                "source": self.source.get(field.name, ""),
                "then": self.then.get(field.name, ""),
                "given_out": now if (now := self.approved.get(field.name, "")) != field.initial else "",
            }
            for field in self.visible_fields()
        ]


@may_enter
def list_wanting(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    languages = languages_of(user)
    if not user.has_perm(WRITE) or not languages:
        raise PermissionDenied
    language = request.GET.get("lang") or languages[0][0]
    if language not in dict(language_choices()):
        raise Http404
    if language not in dict(languages):
        raise PermissionDenied
    changed = request.GET.get("only") == CHANGED
    theirs = (outdated if changed else wanting)(language).filter(pk__in=assets_seen_by(user).order_by().values("pk"))
    drafts = Prefetch(
        "text_drafts", TextDraft.objects.filter(language=language).select_related("moved_by").defer("subtitles")
    )
    page = Paginator(theirs.prefetch_related("texts", "passages__texts", drafts), PAGE).get_page(request.GET.get("p"))
    labels = part_labels(AssetText.WORDS) | {PASSAGES: str(Passage._meta.verbose_name_plural)}
    rows = [
        {
            "asset": asset,
            "missing": [labels[part] for part in _missing(asset, language)],
            "behind": [labels[part] for part in _behind(asset, language)],
            "draft": next(iter(asset.text_drafts.all()), None),
        }
        for asset in page
    ]
    context = {"rows": rows, "page": page, "languages": languages, "language": language, "changed": changed}
    return render(request, "media_library/wanting.html", in_library(_("Words that are missing"), "globe") | context)


@may_enter
def write_words(request: HttpRequest, uid: Any, language: str) -> HttpResponse:
    user: Any = request.user
    names = dict(language_choices())
    if language not in names or language == SOURCE_LANGUAGE:
        raise Http404
    asset = get_object_or_404(Asset.objects.prefetch_related("passages__texts"), pk=uid)
    if not may_translate(asset, language, user):
        raise PermissionDenied
    draft = asset.text_drafts.filter(language=language).select_related("moved_by").first()
    texts = texts_of(asset, AssetText.WORDS)
    form = WordsForm(
        request.POST or None,
        request.FILES or None,
        source=texts.get(SOURCE_LANGUAGE, {}),
        approved=texts.get(language, {}),
        draft=draft,
        then=_source_before(asset, language, draft),
        # what is spoken in this language is no translation: it is written in the list itself
        passages=[one for one in sources_of(asset) if one.passage.language != language],
        language=language,
        subtitled=isinstance(asset.carrier, Video) and language not in own_languages(asset.carrier.spoken_language),
    )
    back = f"{reverse('media_library:wanting')}?lang={language}"
    if request.method == "POST" and form.is_valid():
        hand_in = request.POST.get("act") != SAVE
        try:
            kept = write(asset, language, form.written(), by=user, hand_in=hand_in)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            said = {"asset": asset.title, "language": names[language]}
            messages.success(request, _told(hand_in=hand_in, left=kept is not None) % said)
            following = _following(asset, language, user) if request.POST.get("act") == NEXT else None
            return redirect("media_library:words", following.pk, language) if following is not None else redirect(back)
    context = {
        **in_library(f"{asset.title} · {names[language]}", "globe", (back, _("Words that are missing"))),
        "form": form,
        "draft": draft,
        "subtitles": subtitles_beside(asset, draft),
        "terms": occurring(form.source.values(), language),
        "looks": looks(asset),
        "language": language,
        "language_name": names[language],
        "asset": asset,
        "source_name": names[SOURCE_LANGUAGE],
    }
    return render(request, "media_library/write_words.html", context)


def _following(asset: Asset, language: str, user: Any) -> Asset | None:
    """What comes after it in the list; after the last one the first."""
    theirs = wanting(language).filter(pk__in=assets_seen_by(user).order_by().values("pk")).exclude(pk=asset.pk)
    return theirs.filter(created_at__lte=asset.created_at).first() or theirs.first()


def _told(*, hand_in: bool, left: bool) -> str:
    if hand_in:
        return _("“%(asset)s” in %(language)s is handed in: a second person approves it.")
    if left:
        return _("“%(asset)s” in %(language)s is saved as a draft. Nothing of it is given out yet.")
    return _("“%(asset)s” says in %(language)s what is approved: no draft is left.")


def _source_before(asset: Asset, language: str, draft: TextDraft | None) -> dict[str, str]:
    """Part → what the source said when it was last translated, where it says something else now."""
    source = asset.text_in(SOURCE_LANGUAGE)
    found = behind(asset.text_in(language), source)
    for part, then in (draft.seen if draft is not None else {}).items():
        found.pop(part, None)
        if then and getattr(source, part, "") not in ("", then):
            found[part] = then
    for one in sources_of(asset):
        seen = draft.seen.get(str(one.passage.pk), "") if draft is not None else ""
        then = seen or passage_behind(one.passage, language)
        if then not in ("", one.words):
            found[f"words-{one.passage.pk}"] = then
    return found


def _behind(asset: Asset, language: str) -> list[str]:
    found = list(behind(asset.text_in(language), asset.text_in(SOURCE_LANGUAGE)))
    return [*found, PASSAGES] if any(passage_behind(row, language) for row in asset.passages.all()) else found


def _missing(asset: Asset, language: str) -> list[str]:
    source, text = asset.text_in(SOURCE_LANGUAGE), asset.text_in(language)
    missing = [part for part in AssetText.WORDS if getattr(source, part, "") and not getattr(text, part, "")]
    untold = any(not one.passage.words_in(language) for one in sources_of(asset))
    return [*missing, PASSAGES] if untold else missing
