"""Words of assets in other languages: what is missing, and a form with the source beside it.

Not wagtail-localize's route: it makes a row for each language, and an asset is one row with one file
(docs/decisions/0013-asset-words-are-rows.md).
"""

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
from media_library.desk.texts_field import longest, part_labels, put_texts, texts_of
from media_library.desk.views import may_enter
from media_library.models import Asset, AssetText

PERMISSION = "media_library.change_assettext"
PAGE = 50


def wanting(language: str) -> QuerySet[Asset]:
    """Assets that say something in the source language which they do not say in this one; the newest first."""
    mine = AssetText.objects.filter(asset=OuterRef("asset"), language=language)
    gaps: Any = Q()
    for part in AssetText.WORDS:
        gaps |= ~Q(**{part: ""}) & ~Exists(mine.exclude(**{part: ""}))
    sources = AssetText.objects.filter(gaps, language=SOURCE_LANGUAGE)
    return Asset.objects.filter(pk__in=sources.values("asset")).prefetch_related("texts")


class WordsForm(forms.Form):
    """One field for each part that the source has, or that the language already has."""

    def __init__(self, *args: Any, source: dict[str, str], written: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source
        for part, label in part_labels(AssetText.WORDS).items():
            if source.get(part) or written.get(part):
                self.fields[part] = forms.CharField(
                    label=label.capitalize(),
                    required=False,
                    max_length=longest(part),
                    initial=written.get(part, ""),
                    widget=forms.Textarea(attrs={"rows": 2, "data-controller": "w-autosize"}),
                )

    def side_by_side(self) -> list[dict[str, Any]]:
        return [{"field": self[name], "source": self.source.get(name, "")} for name in self.fields]


@may_enter
def list_wanting(request: HttpRequest) -> HttpResponse:
    _demand(request)
    languages = [(tag, name) for tag, name in language_choices() if tag != SOURCE_LANGUAGE]
    language = request.GET.get("lang") or languages[0][0]
    if language not in dict(languages):
        raise Http404
    page = Paginator(wanting(language), PAGE).get_page(request.GET.get("p"))
    labels = part_labels(AssetText.WORDS)
    rows = [{"asset": asset, "missing": [labels[part] for part in _missing(asset, language)]} for asset in page]
    context = {"page_title": _("Words that are missing"), "rows": rows, "page": page, "languages": languages}
    return render(request, "media_library/wanting.html", context | {"language": language})


@may_enter
def write_words(request: HttpRequest, uid: Any, language: str) -> HttpResponse:
    _demand(request)
    names = dict(language_choices())
    if language not in names or language == SOURCE_LANGUAGE:
        raise Http404
    asset = get_object_or_404(Asset, pk=uid)
    texts = texts_of(asset, AssetText.WORDS)
    given = {"source": texts.get(SOURCE_LANGUAGE, {}), "written": texts.get(language, {})}
    form = WordsForm(request.POST or None, **given)
    if request.method == "POST" and form.is_valid():
        put_texts(asset, {language: form.cleaned_data})
        asset.save()
        messages.success(
            request, _("“%(asset)s” is written in %(language)s.") % {"asset": asset.title, "language": names[language]}
        )
        return redirect(f"{reverse('media_library:wanting')}?lang={language}")
    context = {"page_title": asset.title, "form": form, "language": language, "language_name": names[language]}
    return render(
        request, "media_library/write_words.html", context | {"asset": asset, "source_name": names[SOURCE_LANGUAGE]}
    )


def _missing(asset: Asset, language: str) -> list[str]:
    source, text = asset.text_in(SOURCE_LANGUAGE), asset.text_in(language)
    return [part for part in AssetText.WORDS if getattr(source, part, "") and not getattr(text, part, "")]


def _demand(request: HttpRequest) -> None:
    user: Any = request.user
    if not user.has_perm(PERMISSION):
        raise PermissionDenied
