"""Words of assets in other languages: what is missing or behind its source, and a form with the source beside it.

Not wagtail-localize's route: it makes a row for each language, and an asset is one row with one file
(docs/decisions/0013-asset-words-are-rows.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from media_library.behind import TRANSLATED, behind, texts_behind
from media_library.desk.looking import in_library
from media_library.desk.texts_field import longest, part_labels, put_texts, texts_of
from media_library.desk.views import may_enter
from media_library.finding.seen_shelves import assets_seen_by
from media_library.models import Asset, AssetText, Passage, PassageText
from media_library.shotlist import timecode
from media_library.shotlist.writing import Said, put_words

PERMISSION = "media_library.change_assettext"
PAGE = 50
PASSAGES = "passages"
SEEN = "seen-"


def wanting(language: str) -> QuerySet[Asset]:
    """Assets that say something in the source language which they do not say in this one, or not any more; the newest
    first."""
    mine = AssetText.objects.filter(asset=OuterRef("asset"), language=language)
    gaps: Any = Q()
    for part in AssetText.WORDS:
        gaps |= ~Q(**{part: ""}) & ~Exists(mine.exclude(**{part: ""}))
    sources = AssetText.objects.filter(gaps, language=SOURCE_LANGUAGE)
    wanted = Q(pk__in=sources.values("asset")) | Q(pk__in=_untranslated(language).values("asset"))
    for part in TRANSLATED:
        wanted |= Q(pk__in=texts_behind(language, part).values("asset"))
    return Asset.objects.filter(wanted).prefetch_related("texts", "passages__texts")


def _untranslated(language: str) -> QuerySet[Passage]:
    """Shots and sound bites that say something in the source language, or in the one spoken, and nothing in this one."""
    said = PassageText.objects.filter(passage=OuterRef("pk")).exclude(words="")
    original = said.filter(Q(language=SOURCE_LANGUAGE) | Q(language=OuterRef("language")))
    return Passage.objects.filter(Exists(original), ~Exists(said.filter(language=language)))


@dataclass(frozen=True, slots=True)
class Source:
    """One passage as it is translated from: in the source language, or as it was spoken."""

    passage: Passage
    words: str
    speaker: str

    @property
    def label(self) -> str:
        return f"{self.passage.get_role_display().capitalize()} {timecode.written(self.passage.starts)}"


def _sources(asset: Asset) -> list[Source]:
    found = []
    for passage in asset.passages.all():
        texts = [passage.text_in(tag) for tag in (SOURCE_LANGUAGE, passage.language)]
        words = next((text.words for text in texts if text is not None and text.words), "")
        if words:
            found.append(Source(passage, words, next((one.speaker for one in texts if one and one.speaker), "")))
    return found


class WordsForm(forms.Form):
    """One field for each part that the source has, or that the language already has; then the shots and sound bites."""

    def __init__(
        self,
        *args: Any,
        source: dict[str, str],
        written: dict[str, str],
        then: dict[str, str] | None = None,
        passages: Sequence[Source] = (),
        language: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.source = dict(source)
        self.then = then or {}  # what the source said when it was translated, where it says something else now
        self.passages = passages
        for part, label in part_labels(AssetText.WORDS).items():
            if source.get(part) or written.get(part):
                self.fields[part] = forms.CharField(
                    label=label.capitalize(),
                    required=False,
                    max_length=longest(part),
                    initial=written.get(part, ""),
                    widget=forms.Textarea(attrs={"rows": 2, "data-controller": "w-autosize"}),
                )
        for part in TRANSLATED:
            if source.get(part):  # as it stood on the page: somebody may change it while it is translated
                self.fields[f"{SEEN}{part}"] = forms.CharField(
                    required=False, strip=False, initial=source[part], widget=forms.HiddenInput
                )
        for one in passages:
            text = one.passage.text_in(language)
            self._of_passage(one, "words", one.words, text.words if text else "")
            if one.speaker or (text and text.speaker):
                self._of_passage(one, "speaker", one.speaker, text.speaker if text else "")

    def _of_passage(self, one: Source, part: str, source: str, written: str) -> None:
        name = f"{part}-{one.passage.pk}"
        self.source[name] = source
        self.fields[name] = forms.CharField(
            label=one.label if part == "words" else _("%(passage)s: speaker, as presented") % {"passage": one.label},
            required=False,
            max_length=5000 if part == "words" else 200,
            initial=written,
            widget=forms.Textarea(attrs={"rows": 2 if part == "words" else 1, "data-controller": "w-autosize"}),
        )

    def parts(self) -> dict[str, str]:
        """What is written of the asset itself."""
        return {name: words for name, words in self.cleaned_data.items() if name in AssetText.WORDS}

    def seen(self) -> dict[str, str]:
        """The source's words that whoever wrote had before them."""
        given = {part: self.cleaned_data.get(f"{SEEN}{part}") or "" for part in TRANSLATED}
        # browsers write line ends in their own way
        return {
            part: now if (now := self.source.get(part, "")).split() == words.split() else words
            for part, words in given.items()
            if words
        }

    def said(self) -> dict[int, Said]:
        """What is written of its shots and sound bites."""
        given = self.cleaned_data
        return {
            pk: Said(given[f"words-{pk}"], given.get(f"speaker-{pk}", ""))
            for pk in (one.passage.pk for one in self.passages)
        }

    def side_by_side(self) -> list[dict[str, Any]]:
        return [
            {"field": field, "source": self.source.get(field.name, ""), "then": self.then.get(field.name, "")}
            for field in self.visible_fields()
        ]


@may_enter
def list_wanting(request: HttpRequest) -> HttpResponse:
    _demand(request)
    languages = [(tag, name) for tag, name in language_choices() if tag != SOURCE_LANGUAGE]
    language = request.GET.get("lang") or languages[0][0]
    if language not in dict(languages):
        raise Http404
    theirs = wanting(language).filter(pk__in=assets_seen_by(request.user).order_by().values("pk"))
    page = Paginator(theirs, PAGE).get_page(request.GET.get("p"))
    labels = part_labels(AssetText.WORDS) | {PASSAGES: str(Passage._meta.verbose_name_plural)}
    rows = [
        {
            "asset": asset,
            "missing": [labels[part] for part in _missing(asset, language)],
            "behind": [labels[part] for part in behind(asset.text_in(language), asset.text_in(SOURCE_LANGUAGE))],
        }
        for asset in page
    ]
    context = {"rows": rows, "page": page, "languages": languages, "language": language}
    return render(request, "media_library/wanting.html", in_library(_("Words that are missing"), "globe") | context)


@may_enter
def write_words(request: HttpRequest, uid: Any, language: str) -> HttpResponse:
    _demand(request)
    names = dict(language_choices())
    if language not in names or language == SOURCE_LANGUAGE:
        raise Http404
    asset = get_object_or_404(Asset.objects.prefetch_related("passages__texts"), pk=uid)
    if not assets_seen_by(request.user).filter(pk=asset.pk).exists():
        raise PermissionDenied
    texts = texts_of(asset, AssetText.WORDS)
    form = WordsForm(
        request.POST or None,
        source=texts.get(SOURCE_LANGUAGE, {}),
        written=texts.get(language, {}),
        then=behind(asset.text_in(language), asset.text_in(SOURCE_LANGUAGE)),
        # what is spoken in this language is no translation: it is written in the list itself
        passages=[one for one in _sources(asset) if one.passage.language != language],
        language=language,
    )
    if request.method == "POST" and form.is_valid():
        put_texts(asset, {language: form.parts()}, seen=form.seen())
        put_words(asset, language, form.said())
        asset.save()
        messages.success(
            request, _("“%(asset)s” is written in %(language)s.") % {"asset": asset.title, "language": names[language]}
        )
        return redirect(f"{reverse('media_library:wanting')}?lang={language}")
    back = f"{reverse('media_library:wanting')}?lang={language}"
    context = {
        **in_library(f"{asset.title} · {names[language]}", "globe", (back, _("Words that are missing"))),
        "form": form,
        "language": language,
        "language_name": names[language],
        "asset": asset,
        "source_name": names[SOURCE_LANGUAGE],
    }
    return render(request, "media_library/write_words.html", context)


def _missing(asset: Asset, language: str) -> list[str]:
    source, text = asset.text_in(SOURCE_LANGUAGE), asset.text_in(language)
    missing = [part for part in AssetText.WORDS if getattr(source, part, "") and not getattr(text, part, "")]
    untold = any(not one.passage.words_in(language) for one in _sources(asset))
    return [*missing, PASSAGES] if untold else missing


def _demand(request: HttpRequest) -> None:
    user: Any = request.user
    if not user.has_perm(PERMISSION):
        raise PermissionDenied
