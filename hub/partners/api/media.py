"""`/media/{id}`: one picture, clip, recording, document or brand asset with its renditions and words.

An asset is told of only while an edition that shows it is released to the asker, never before its page, never after; and while a
package that has it is offered to the asker, for what the package is for.
"""

from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.partners.api import filters
from hub.partners.api import parameters as take
from hub.partners.api.addresses import absolute
from hub.partners.api.asker import Asker
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.errors import Problem
from hub.partners.api.findable import offered_now
from hub.partners.api.media_addresses import Described, Loan, with_addresses
from hub.partners.api.parameters import Parameters
from hub.partners.entitlement import Entitlement, Scope
from hub.publishing.models import Reference, State
from hub.registry.naming import Certainty
from media_library import description
from media_library.models import Asset, Audio, BrandAsset, LibraryDocument, Picture, Video
from media_library.rights.clearance import AssetFacts, Reason, Verdict, usable
from media_library.rights.clearing import facts_of
from media_library.rights.uses import Use
from media_library.shotlist.dope_sheet import dope_sheet, file_name

LANG = take.Parameter(
    "lang", take.a_language, {"type": "string"}, "Words in one language; without it in all, as `texts`.", "en"
)
WHAT_FOR = (
    take.Parameter(
        "use",
        take.one_of(*(str(use) for use in Use)),
        {"type": "string", "enum": [str(use) for use in Use], "default": str(Use.WEB)},
        "What you want it for: an asset may be free for one use and not for another.",
    ),
    take.Parameter(
        "territory",
        take.a_country,
        {"type": "string", "pattern": "^[A-Z]{2}$"},
        "Where you use it (ISO 3166); without it your agreement's country, and everywhere where that names none.",
        "LA",
    ),
)
QUERY = Parameters((LANG, *WHAT_FOR))
SHEET_LANGUAGE = "en"
SHEET = Parameters(
    (
        take.Parameter(
            "lang",
            take.a_language,
            {"type": "string", "default": SHEET_LANGUAGE},
            "The sheet's language; what nobody has written in it stands in the one it was written in, with its tag.",
            "vi",
        ),
        *WHAT_FOR,
    )
)
TIMED = frozenset({"video", "audio"})
CACHED = 60

# what a reference calls it → where it is, how it is described, what that reads
KINDS: dict[str, tuple[type[Model], Any, tuple[Any, ...]]] = {
    "picture": (Picture, description.describe_picture, description.PICTURE_PREFETCH),
    "video": (Video, description.describe_video, description.VIDEO_PREFETCH),
    "audio": (Audio, description.describe_audio, description.AUDIO_PREFETCH),
    "document": (
        LibraryDocument,
        description.describe_drawn_document,
        (*description.DOCUMENT_PREFETCH, *description.FACE_PREFETCH),
    ),
    "brand": (BrandAsset, description.describe_brand, description.BRAND_PREFETCH),
}


def media(request: HttpRequest, asker: Asker, uid: str) -> HttpResponse:
    asker.demand(Scope.MEDIA)
    wanted = QUERY.read(request)
    kind, carrier = asked_for(uid, asker, wanted)
    shape = with_verdict(tell(kind, carrier, wanted.get("lang")), Verdict(()))
    (shape,) = with_addresses([Described(carrier, shape, usable=True)], Loan.of(asker.entitlement, wanted))
    return reply(request, as_bytes(absolute(shape)), max_age=CACHED)


def tell(kind: str, carrier: Any, lang: str | None) -> dict[str, Any]:
    """What `with_all` has brought."""
    _model, describe, _prefetch = KINDS[kind]
    shape: dict[str, Any] = describe(carrier, lang) | description.filed_under(carrier.asset, lang)
    return shape


def with_verdict(shape: dict[str, Any], verdict: Verdict) -> dict[str, Any]:
    """Whether the asker may have it for what it asks for."""
    why_not = [{"code": reason.code, "words": reason.words} for reason in verdict.reasons]
    return shape | {"rights": shape["rights"] | {"usable": verdict.ok, "why_not": why_not}}


def sheet(request: HttpRequest, asker: Asker, uid: str) -> HttpResponse:
    """The dope sheet of a clip or recording, as plain text."""
    asker.demand(Scope.MEDIA)
    wanted = SHEET.read(request)
    kind, carrier = asked_for(uid, asker, wanted)
    if kind not in TIMED:
        raise Problem("not-found", _("Only clips and recordings have a dope sheet."))
    lang = wanted.get("lang", SHEET_LANGUAGE)
    answer = reply(
        request, dope_sheet(carrier.asset, lang).encode(), max_age=CACHED, content_type="text/plain; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{file_name(carrier.asset, lang)}"'
    return answer


def asked_for(uid: str, asker: Asker, wanted: Any) -> tuple[str, Any]:
    """What it is, and its carrier with all that is told of it.

    Raises:
        Problem: nothing released shows it, or the asker may not take it for this.
    """
    kind = _shown_as(uid, asker, wanted)
    carrier: Any = with_all(kind).filter(asset=UUID(uid)).first()
    if carrier is None:
        raise _unknown(uid)
    _refuse_by_rights(carrier.asset, asker, wanted)
    return kind, carrier


def with_all(kind: str) -> QuerySet[Any]:
    model, _describe, prefetch = KINDS[kind]
    return model._default_manager.prefetch_related(*prefetch, *description.FILED_PREFETCH)


def _shown_as(uid: str, asker: Asker, wanted: Any) -> str:
    """As what a released edition shows it, or a package that this asker is offered has it; an approved brand asset stands for
    itself, and shows its picture.

    Raises:
        Problem: nothing released shows it, or only what this asker may not take.
    """
    try:
        key = take.a_uuid(uid)
    except take.Unusable as wrong:
        raise _unknown(uid) from wrong
    if BrandAsset.objects.filter(asset=UUID(key), status=Certainty.APPROVED).exists():
        return "brand"
    shown = Reference.objects.filter(kind__in=KINDS, key=key, edition__state=State.LIVE)
    for_asker = shown.filter(filters.visible(asker.entitlement, "edition__")).values_list("kind", flat=True).first()
    if for_asker is not None:
        return for_asker
    if BrandAsset.objects.filter(picture__asset=UUID(key), status=Certainty.APPROVED).exists():
        return "picture"
    clips = Video.objects.filter(poster__asset=UUID(key)).values_list("asset", flat=True)  # their poster goes with them
    if offered_now([key, *map(str, clips)], asker.entitlement, wanted.get("use", str(Use.WEB))):
        return Asset.objects.get(pk=key).told_as
    refused = shown.values_list("edition__lang", "edition__licence").first()
    if refused is None:
        raise _unknown(uid)
    raise Problem("not-entitled", asker.entitlement.why_not(*refused))


def _refuse_by_rights(asset: Asset, asker: Asker, wanted: Any) -> None:
    """Raises:
    Problem: what the asker may not do with the asset now, with every reason.
    """
    entitlement = asker.entitlement
    facts = facts_of(asset, naming=False)
    if facts.effective_licence not in entitlement.licences:
        lang = next(iter(entitlement.languages), "")
        raise Problem("not-entitled", entitlement.why_not(lang, facts.effective_licence))
    verdict = verdict_for(facts, entitlement, wanted)
    if not verdict.ok:
        raise Problem("not-entitled", verdict.words, reasons=[reason.code for reason in verdict.reasons])


def verdict_for(facts: AssetFacts, entitlement: Entitlement, wanted: Any) -> Verdict:
    """May the asker use it today, for what and where it says? Partners are taken at their word, by which their agreement holds them;
    without a key it is what everybody may have: for the web, everywhere."""
    verdict = usable(
        facts,
        use=wanted.get("use") or str(Use.WEB),
        day=timezone.localdate(),
        territory=wanted.get("territory") or entitlement.country or None,
        language=wanted.get("lang"),
        licences=entitlement.licences,
    )
    if entitlement.partner is not None or not verdict.ok:
        return verdict
    public = usable(facts, use=str(Use.WEB), day=timezone.localdate(), licences=entitlement.licences)
    if public.ok:
        return verdict
    without = Reason(
        "key", _("Without a key it is asked for the web and everywhere: send your key as “Authorization: Bearer …”.")
    )
    return Verdict((without, *public.reasons))


def _unknown(uid: str) -> Problem:
    return Problem(
        "not-found",
        _("Nothing released shows a picture, clip or document with the id “%(id)s”.") % {"id": take.shown(uid)},
    )
