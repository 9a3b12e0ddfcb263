"""Words of assets that a translator has handed in: the list, and the page on which a second person approves them or sends
them back (`media_library.translating.acts`)."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from media_library.desk.asset_desk import looks
from media_library.desk.looking import in_library
from media_library.desk.storing_form import not_stored
from media_library.desk.subtitles import subtitles_beside
from media_library.desk.texts_field import part_labels
from media_library.desk.views import may_enter
from media_library.desk.words import PAGE, Source, sources_of
from media_library.files.store import STORE_FAILS
from media_library.models import Asset, AssetText, TextDraft
from media_library.translating.acts import APPROVE, approve, may_translate, send_back, why_not_decide
from media_library.translating.waiting import handed_in

SEND_BACK = "send-back"


@may_enter
def list_handed_in(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if not user.has_perm(APPROVE):
        raise PermissionDenied
    page = Paginator(handed_in(user), PAGE).get_page(request.GET.get("p"))
    names = dict(language_choices())
    rows = [{"draft": draft, "language": names.get(draft.language, draft.language)} for draft in page]
    context = {"rows": rows, "page": page}
    return render(request, "media_library/words_handed_in.html", in_library(_("Words to approve"), "check") | context)


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
        return redirect(back)
    context = {
        **in_library(f"{asset.title} · {name}", "check", (back, _("Words to approve"))),
        "draft": draft,
        "looks": looks(asset),
        "refusal": why_not_decide(draft, user),
        "rows": _rows(asset, draft),
        "subtitles": subtitles_beside(asset, draft),
        "language": language,
        "language_name": name,
        "source_name": dict(language_choices())[SOURCE_LANGUAGE],
        "asset": asset,
    }
    return render(request, "media_library/words_decide.html", context)


def _carry_out(request: HttpRequest, draft: TextDraft, user: Any) -> str:
    number = request.POST.get("seen", "")
    seen = int(number) if number.isdecimal() and len(number) < 10 else 0
    if request.POST.get("act") == SEND_BACK:
        send_back(draft, by=user, reason=request.POST.get("reason", "")[:500], seen=seen)
        return _("“%(asset)s” in %(language)s is sent back.")
    approve(draft, by=user, seen=seen)
    return _("“%(asset)s” in %(language)s is approved and given out.")


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
    if str(one.passage.pk) not in draft.said:
        return []
    text = one.passage.text_in(draft.language)
    befores = (text.words, text.speaker) if text else ("", "")
    told = ((one.label, one.words), (_("%(passage)s: speaker, as presented") % {"passage": one.label}, one.speaker))
    return [
        {"label": label, "source": original, "then": "", "before": before, "now": now}
        for (label, original), before, now in zip(told, befores, draft.said[str(one.passage.pk)], strict=True)
        if original or before or now
    ]
