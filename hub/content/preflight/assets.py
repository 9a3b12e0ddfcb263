"""Looks at pictures, clips and documents: described in the page's language, credited, and free to be used."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hub.content.preflight.finding import Finding, Rule, blocks, hint, needed
from locales.languages import display_name
from media_library.models.consents import rights_prefetch
from media_library.rights.clearance import usable
from media_library.rights.clearing import facts_of
from media_library.rights.uses import Use
from media_library.translating.waiting import with_waiting_subtitles

SOON = timedelta(days=30)
SHOWN_IN = {"recording": "audio", "document": "document"}  # block → what it shows


def lead_picture(page: Any) -> Iterator[Finding]:
    if page.picture is None:
        yield hint("picture_missing", _("There is no lead picture."), "picture")
    else:
        prefetch_related_objects([page.picture], "asset__texts", *rights_prefetch("asset__"))
        yield from _picture_findings(page, page.picture, "picture")


def body_pictures(page: Any) -> Iterator[Finding]:
    shown = list(_shown_pictures(page))
    prefetch_related_objects([picture for picture, _place in shown], "asset__texts", *rights_prefetch("asset__"))
    for picture, place in shown:
        yield from _picture_findings(page, picture, place)


def _shown_pictures(page: Any) -> Iterator[tuple[Any, str]]:
    for kind, value, place in blocks(page):
        pictures: Iterable[Any] = ()
        if kind == "picture":
            pictures = [value["image"]]
        elif kind == "gallery":
            pictures = value["pictures"]
        yield from ((picture, place) for picture in pictures if picture is not None)


def clips(page: Any) -> Iterator[Finding]:
    shown = [
        (value["video"], place) for kind, value, place in blocks(page) if kind == "clip" and value["video"] is not None
    ]
    if page.kind == "video":
        if page.video is None:
            yield hint("clip_missing", _("A video story needs its clip."), "video")
        else:
            shown.insert(0, (page.video, "video"))
    prefetch_related_objects(
        [video for video, _place in shown], "subtitles", "asset__texts", *rights_prefetch("asset__")
    )
    bare = {
        video.uid for video, _place in shown if page.language not in {one.language for one in video.subtitles.all()}
    }
    waiting = with_waiting_subtitles(bare, page.language)
    for video, place in shown:
        yield from _rights_findings(video, place, page.language)
        if video.uid in waiting:
            yield hint("subtitles_waiting", _("The clip “%(asset)s” has subtitles in %(language)s that wait for a second person’s approval.") % {
                "asset": video.title, "language": _language(page)}, place)  # fmt: skip
        elif video.uid in bare:
            yield hint("subtitles_missing", _("The clip “%(asset)s” has no subtitles in %(language)s.") % {
                "asset": video.title, "language": _language(page)}, place)  # fmt: skip


def recordings_and_documents(page: Any) -> Iterator[Finding]:
    shown = [
        (value[SHOWN_IN[kind]], place)
        for kind, value, place in blocks(page)
        if kind in SHOWN_IN and value[SHOWN_IN[kind]] is not None
    ]
    prefetch_related_objects([each for each, _place in shown], "asset__texts", *rights_prefetch("asset__"))
    for each, place in shown:
        yield from _rights_findings(each, place, page.language)


def issue_document(page: Any) -> Iterator[Finding]:
    document = getattr(page, "document", None)
    if document is not None:
        yield from _use_findings(document, "document", page.language)


def _picture_findings(page: Any, picture: Any, place: str) -> Iterator[Finding]:
    if not picture.alt_in(page.language).strip():
        yield needed("alt_missing", _("The picture “%(asset)s” has no approved alt text in %(language)s: write it in the media library.") % {
            "asset": picture.title, "language": _language(page)}, place)  # fmt: skip
    yield from _rights_findings(picture, place, page.language)


def _rights_findings(asset: Any, place: str, language: str) -> Iterator[Finding]:
    if not asset.asset.credit_in(language).strip():
        yield needed(
            "credit_missing",
            _("“%(asset)s” has no credit line: write it in the media library.") % {"asset": asset.title},
            place,
        )
    yield from _use_findings(asset, place, language)


def _use_findings(asset: Any, place: str, language: str) -> Iterator[Finding]:
    """As the page will ask: on the web, which is seen everywhere, with words in the page's language."""
    today, facts = timezone.localdate(), facts_of(asset.asset)
    verdict = usable(facts, use=str(Use.WEB), day=today, language=language)
    for reason in verdict.reasons:
        yield needed("asset_not_usable", _("“%(asset)s” may not be used here: %(reason)s") % {
            "asset": asset.title, "reason": reason.words}, place)  # fmt: skip
    if verdict.ok and facts.last_day is not None and facts.last_day <= today + SOON:
        yield hint("asset_expires_soon", _("“%(asset)s” may only be used until %(day)s.") % {
            "asset": asset.title, "day": date_format(facts.last_day, "SHORT_DATE_FORMAT")}, place)  # fmt: skip


def _language(page: Any) -> str:
    return display_name(page.locale.language_code)


SHELF_RULES: tuple[Rule, ...] = (lead_picture,)
RULES: tuple[Rule, ...] = (lead_picture, body_pictures, clips, recordings_and_documents, issue_document)
