"""Words of assets that a translator has handed in: the list, from which a second person approves what is read at a glance, and
the page of each, on which they are approved or sent back, one after the other (`media_library.translating.acts`)."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import set_query_params

from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from locales.terms.occurring import occurring
from media_library.behind import passage_behind
from media_library.desk.asset_desk import looks
from media_library.desk.looking import in_library
from media_library.desk.storing_form import not_stored
from media_library.desk.subtitles import subtitles_beside
from media_library.desk.views import may_enter
from media_library.desk.words import PAGE, Source, sources_of
from media_library.files.store import STORE_FAILS
from media_library.models import Asset, AssetText, TextDraft
from media_library.models.assets import CARRIER_NAMES, part_labels
from media_library.models.pictures import thumbs_for_lists
from media_library.translating.acts import APPROVE, approve, may_translate, send_back, why_not_decide
from media_library.translating.languages import languages_of
from media_library.translating.waiting import following, handed_in

APPROVE_IT, SEND_BACK, AND_NEXT = "approve", "send-back", "-next"
SHOWN_BY = ("asset__picture", "asset__video__poster", "asset__brandasset__picture")


@may_enter
def list_handed_in(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm(APPROVE):
        raise PermissionDenied
    languages = dict(languages_of(user))
    language = lang if (lang := request.GET.get("lang", "")) in languages else ""
    if request.method == "POST":
        _approve_chosen(request, user)
        return redirect(set_query_params(request.path, {"lang": language or None}))
    drafts = handed_in(user).filter(language=language) if language else handed_in(user)
    page = Paginator(_with_words(drafts), PAGE).get_page(request.GET.get("p"))
    rows = [
        {
            "draft": draft,
            "language": languages[draft.language],
            "looks": looks(draft.asset),
            "rows": [row for row in _rows(draft.asset, draft) if row["before"] != row["now"]],
            "alone": draft.written_by_them or draft.has_subtitles,
        }
        for draft in page
    ]
    context = {
        "rows": rows,
        "page": page,
        "languages": languages.items(),
        "language": language,
        "some": any(not row["alone"] for row in rows),
    }
    return render(request, "media_library/words_handed_in.html", in_library(_("Words to approve"), "check") | context)


def _with_words(drafts: QuerySet[TextDraft]) -> QuerySet[Any]:
    """With all that a row shows, in as many queries for fifty as for one."""
    carriers = (f"asset__{name}" for name in CARRIER_NAMES)
    rows = drafts.select_related("asset__rights", "asset__face", *carriers, *SHOWN_BY)
    return rows.prefetch_related("asset__texts", "asset__passages__texts", *map(thumbs_for_lists, SHOWN_BY))


def _approve_chosen(request: HttpRequest, user: Any) -> None:
    """`draft`: of each its key and its number, as it was shown. What cannot be approved is told, and the others are."""
    shown = (one.partition(":") for one in request.POST.getlist("draft")[:PAGE])
    numbers = {_number(pk): _number(seen) for pk, _colon, seen in shown}
    there = handed_in(user).filter(subtitles="").in_bulk(list(numbers))
    approved = 0
    for pk, seen in numbers.items():
        draft = there.get(pk)
        if draft is None:
            messages.error(request, _("These words are not handed in, or not any more."))
            continue
        try:
            approve(draft, by=user, seen=seen)
        except ValidationError as refused:
            messages.error(request, f"“{draft.asset.title}”: {' '.join(refused.messages)}")
        else:
            approved += 1
    if approved:
        told = ngettext(
            "Words of %(count)s asset are approved and given out.",
            "Words of %(count)s assets are approved and given out.",
            approved,
        )
        messages.success(request, told % {"count": approved})


@may_enter
def decide(request: HttpRequest, uid: Any, language: str) -> HttpResponse:
    user: Any = request.user
    asset = get_object_or_404(Asset.objects.prefetch_related("texts", "passages__texts"), pk=uid)
    if not may_translate(asset, language, user, APPROVE):
        raise PermissionDenied
    back = reverse("media_library:words_handed_in")
    draft = asset.text_drafts.filter(language=language).select_related("moved_by").first()
    if draft is None:
        messages.error(request, _("These words are not handed in, or not any more."))
        return redirect(back)
    draft.asset = asset
    name = dict(language_choices())[language]
    after = following(draft, user)
    if request.method == "POST":
        try:
            told = _carry_out(request, draft, user)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(request.path)
        except STORE_FAILS as away:
            messages.error(request, not_stored(away).messages[0])
            return redirect(request.path)
        messages.success(request, told % {"asset": asset.title, "language": name})
        if request.POST.get("act", "").endswith(AND_NEXT) and after is not None:
            return redirect("media_library:words_decide", after.asset_id, language)
        return redirect(back)
    rows, subtitles = _rows(asset, draft), subtitles_beside(asset, draft)
    texts = [row["source"] for row in rows] + [row["original"] for row in subtitles.get("rows", ())]
    context = {
        **in_library(f"{asset.title} · {name}", "check", (back, _("Words to approve"))),
        "draft": draft,
        "looks": looks(asset),
        "refusal": why_not_decide(draft, user),
        "following": after,
        "rows": rows,
        "subtitles": subtitles,
        "terms": occurring(texts, language),
        "language": language,
        "language_name": name,
        "source_name": dict(language_choices())[SOURCE_LANGUAGE],
        "asset": asset,
    }
    return render(request, "media_library/words_decide.html", context)


def _carry_out(request: HttpRequest, draft: TextDraft, user: Any) -> str:
    seen = _number(request.POST.get("seen", ""))
    if request.POST.get("act", "").removesuffix(AND_NEXT) == SEND_BACK:
        send_back(draft, by=user, reason=request.POST.get("reason", "")[:500], seen=seen)
        return _("“%(asset)s” in %(language)s is sent back.")
    approve(draft, by=user, seen=seen)
    return _("“%(asset)s” in %(language)s is approved and given out.")


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _rows(asset: Asset, draft: TextDraft) -> list[dict[str, str]]:
    """Everything that the language is to say: `before` is what is approved, `now` what was handed in, where it differs;
    `then`: the source's words that the translator had, where the source says something else by now."""
    source, approved = asset.text_in(SOURCE_LANGUAGE), asset.text_in(draft.language)
    rows = []
    for part, label in part_labels(AssetText.WORDS).items():
        original, before = getattr(source, part, ""), getattr(approved, part, "")
        now, then = draft.words.get(part, before), draft.seen.get(part, "")
        if original or before or now:
            changed = then if then and then != original else ""
            rows.append(
                {"label": label.capitalize(), "source": original, "then": changed, "before": before, "now": now}
            )
    for one in sources_of(asset):
        rows += _of_passage(one, draft)
    return rows


def _of_passage(one: Source, draft: TextDraft) -> list[dict[str, str]]:
    key = str(one.passage.pk)
    if key not in draft.said and not (key in draft.seen and passage_behind(one.passage, draft.language)):
        return []
    text = one.passage.text_in(draft.language)
    befores = (text.words, text.speaker) if text else ("", "")
    then = seen if (seen := draft.seen.get(key, "")) != one.words else ""
    told = ((one.label, one.words), (_("%(passage)s: speaker, as presented") % {"passage": one.label}, one.speaker))
    return [
        {"label": label, "source": original, "then": changed, "before": before, "now": now}
        for (label, original), changed, before, now in zip(
            told, (then, ""), befores, draft.said.get(key, befores), strict=True
        )
        if original or before or now
    ]
