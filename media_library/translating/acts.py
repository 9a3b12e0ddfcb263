"""The acts on words of assets in another language: written, handed in, approved by a second person or sent back.

Until then they are kept beside the asset (`TextDraft`) and given out nowhere; what was approved before is given out on.
Each act locks the asset first, so that of two at a time the later finds what the earlier did.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.behind import TRANSLATED, behind, passage_behind
from media_library.finding.seen_shelves import assets_seen_by
from media_library.models import Asset, PassageText, TextDraft, TextDraftState
from media_library.shotlist.writing import Said, put_words
from media_library.subtitles.tracks import is_track, put_track
from media_library.translating.languages import languages_of
from media_library.translating.texts import Texts, put_texts

if TYPE_CHECKING:
    from hub.staff.models import User

WRITE = "media_library.change_assettext"
APPROVE = "media_library.approve_assettext"
HANDED_IN = "media_library.words_handed_in"
APPROVED = "media_library.words_approved"
SENT_BACK = "media_library.words_sent_back"


@dataclass(frozen=True, slots=True)
class Written:
    """`words`: part → words; `said`: by the passages' keys; `seen`: part, or a passage's key as digits → the words of the original that
    they are of; `subtitles`: checked WebVTT, empty: what was written of it is taken back, None: it stays."""

    words: Mapping[str, str]
    said: Mapping[int, Said] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    subtitles: str | None = None


def given_out_by(by: "User | None") -> set[str]:
    """Languages in which words that come with a file, and keywords for many assets at once, need nobody else: the source
    language, which is the editors' own, and those in which somebody may approve."""
    theirs = languages_of(by) if by is not None and by.has_perm(APPROVE) else []
    return {SOURCE_LANGUAGE, *dict(theirs)}


def may_give_out(language: str, by: "User | None") -> bool:
    return language == SOURCE_LANGUAGE or language in given_out_by(by)


def may_translate(asset: Asset, language: str, by: "User", permission: str = WRITE) -> bool:
    """`permission`: to write, or to approve. Both in the languages in which they edit, of assets that they see."""
    return (
        by.has_perm(permission)
        and language in dict(languages_of(by))
        and assets_seen_by(by).filter(pk=asset.pk).exists()
    )


@transaction.atomic
def write(asset: Asset, language: str, written: Written, *, by: "User", hand_in: bool) -> TextDraft | None:
    """What is to be said of it in this language; None where that is what is approved already, and no draft is left.

    Raises:
        PermissionDenied: `by` may not write in this language, or does not see the asset.
        ValidationError: there is nothing to hand in.
    """
    if not may_translate(asset, language, by):
        raise PermissionDenied
    draft = _keep(asset, language, written, by=by, state=TextDraftState.HANDED_IN if hand_in else TextDraftState.DRAFT)
    if draft is None and hand_in:
        raise ValidationError(_("There is nothing to hand in: these words are approved already."))
    return draft


@transaction.atomic
def put_forward(
    asset: Asset,
    texts: Texts,
    *,
    by: "User | None",
    said: Mapping[str, Mapping[int, Said]] | None = None,
    subtitles: Mapping[str, str] | None = None,
) -> list[str]:
    """What was written in a form of the asset itself, by somebody who may change it, is handed in: the languages of it.

    said: language → words by the passages' keys. subtitles: language → checked WebVTT.
    """
    source, passages, tracks = asset.text_in(SOURCE_LANGUAGE), said or {}, subtitles or {}
    originals = {row.pk: row.original for row in asset.passages.prefetch_related("texts")} if passages else {}
    found = []
    for language in {**texts, **passages, **tracks}:
        words = texts.get(language, {})
        seen = {part: now for part in words if part in TRANSLATED and (now := getattr(source, part, ""))}
        seen |= {str(pk): now for pk in passages.get(language, {}) if (now := originals.get(pk))}
        written = Written(words, passages.get(language, {}), seen, tracks.get(language))
        if _keep(asset, language, written, by=by, state=TextDraftState.HANDED_IN) is not None:
            found.append(language)
    return found


def why_not_decide(draft: TextDraft, by: "User") -> str:
    """Why this person can neither approve nor send back; empty where nothing speaks against it."""
    if not draft.is_handed_in:
        return _("These words are not handed in, or not any more.")
    if draft.writers.filter(pk=by.pk).exists():
        return _("You have written of it yourself: a second person has to approve it.")
    return ""


@transaction.atomic
def approve(draft: TextDraft, *, by: "User", seen: int) -> Asset:
    """The words are the asset's from now on, and what shows it is told. `seen`: the number of what `by` was shown.

    Raises:
        PermissionDenied: `by` may not approve in this language, or does not see the asset.
        ValidationError: it is not handed in, `by` has written of it, or it was changed since it was shown.
        StoreAwayError, OSError: the store does not take the subtitles; nothing is approved.
    """
    asset, draft = _to_decide(draft, by, seen)
    put_texts(asset, {draft.language: draft.words}, seen=draft.seen)
    said = {int(pk): Said(*said) for pk, said in draft.said.items()}
    put_words(asset, draft.language, said, seen={int(key): then for key, then in draft.seen.items() if key.isdecimal()})
    carrier: Any = asset.carrier
    if draft.subtitles:
        put_track(carrier, draft.language, draft.subtitles)
    carrier.asset = asset
    carrier.save()  # by its way the words come into the renditions
    writers = [user.get_username() for user in draft.writers.order_by("pk")]
    draft.delete()
    log(instance=asset, action=APPROVED, user=by, data={"language": draft.language, "writers": writers})
    return asset


@transaction.atomic
def send_back(draft: TextDraft, *, by: "User", reason: str, seen: int) -> TextDraft:
    """
    Raises:
        PermissionDenied: as above.
        ValidationError: as above, or no reason is told.
    """
    asset, draft = _to_decide(draft, by, seen)
    if not reason.strip():
        raise ValidationError(_("Say what is to be changed."))
    draft.reason = reason.strip()
    _move(draft, TextDraftState.SENT_BACK, by)
    log(instance=asset, action=SENT_BACK, user=by, data={"language": draft.language, "reason": draft.reason})
    return draft


def _to_decide(draft: TextDraft, by: "User", seen: int) -> tuple[Asset, TextDraft]:
    if not may_translate(draft.asset, draft.language, by, APPROVE):
        raise PermissionDenied
    asset = Asset.objects.select_for_update(of=("self",)).get(pk=draft.asset_id)
    now = TextDraft.objects.filter(pk=draft.pk).first()
    refusal = why_not_decide(now, by) if now is not None else _("These words are not handed in, or not any more.")
    if now is None or refusal:
        raise ValidationError(refusal)
    if now.number != seen:
        raise ValidationError(_("Somebody has changed the words meanwhile: look at them once more."))
    return asset, now


def _keep(asset: Asset, language: str, written: Written, *, by: "User | None", state: str) -> TextDraft | None:
    asset = Asset.objects.select_for_update(of=("self",)).get(pk=asset.pk)
    draft = asset.text_drafts.filter(language=language).first() or TextDraft(asset=asset, language=language)
    approved, source = asset.text_in(language), asset.text_in(SOURCE_LANGUAGE)
    given = {part: normalize("NFC", words) for part, words in written.words.items()}
    draft.words = {part: words for part, words in (draft.words | given).items() if words != getattr(approved, part, "")}
    draft.said |= {str(pk): [said.words, said.speaker] for pk, said in written.said.items()}
    draft.said = _differing(asset, language, draft.said)
    draft.seen |= written.seen
    if written.subtitles is not None:
        draft.subtitles = "" if is_track(asset, language, written.subtitles) else written.subtitles
    looked_at = (behind(approved, source).keys() | _passages_behind(asset, language)) & draft.seen.keys()
    if not (draft.words or draft.said or draft.subtitles or looked_at):
        if draft.pk is not None:
            draft.delete()
        return None
    _move(draft, state, by)
    if by is not None:
        draft.writers.add(by)
    if draft.is_handed_in:
        log(instance=asset, action=HANDED_IN, user=by, data={"language": language})
    return draft


def _passages_behind(asset: Asset, language: str) -> set[str]:
    """As `seen` calls them."""
    return {str(row.pk) for row in asset.passages.prefetch_related("texts") if passage_behind(row, language)}


def _differing(asset: Asset, language: str, said: Mapping[str, list[str]]) -> dict[str, list[str]]:
    rows = PassageText.objects.filter(passage__asset=asset, language=language)
    approved = {str(pk): [words, speaker] for pk, words, speaker in rows.values_list("passage", "words", "speaker")}
    there = {str(pk) for pk in asset.passages.values_list("pk", flat=True)}
    return {pk: one for pk, one in said.items() if pk in there and one != approved.get(pk, ["", ""])}


def _move(draft: TextDraft, state: str, by: "User | None") -> None:
    if state != TextDraftState.SENT_BACK:
        draft.reason = ""
    draft.state, draft.moved_by, draft.moved_at = state, by, timezone.now()
    draft.number += 1
    draft.save()
