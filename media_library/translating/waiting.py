"""What waits: assets whose words are missing in a language or behind their source, and drafts. Reads only."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    TextField,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.behind import TRANSLATED, passages_behind, texts_behind
from media_library.finding.seen_shelves import assets_seen_by
from media_library.models import Asset, AssetText, Passage, PassageText, TextDraft, TextDraftState
from media_library.translating.languages import languages_of


def wanting(language: str) -> QuerySet[Asset]:
    """Assets that say something in the source language which they do not say in this one, or not any more; the newest
    first. Not those whose words are handed in. Asked asset by asset, so that who wants the first few need not wait for all."""
    mine = AssetText.objects.filter(asset=OuterRef("asset"), language=language)
    gaps: Any = Q()
    for part in AssetText.WORDS:
        gaps |= ~Q(**{part: ""}) & ~Exists(mine.exclude(**{part: ""}))
    sources = AssetText.objects.filter(gaps, language=SOURCE_LANGUAGE, asset=OuterRef("pk"))
    wanted = Q(Exists(sources)) | Q(Exists(_untranslated(language).filter(asset=OuterRef("pk"))))
    return _not_handed_in(language).filter(wanted | _behind(language))


def outdated(language: str) -> QuerySet[Asset]:
    """Of these the ones that say what the source said before."""
    return _not_handed_in(language).filter(_behind(language))


def numbers(seen: QuerySet[Asset], languages: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Language → how many of these assets `wanting` lists, and how many of them `outdated`: all languages in one query, which
    looks at each asset once."""
    rows = seen.order_by().alias(original=_words_of(SOURCE_LANGUAGE))
    found: dict[str, Any] = {}
    for place, tag in enumerate(languages):
        mine = f"words_{place}"
        rows = rows.alias(**{mine: _words_of(tag)})
        gap, old = Q(), Q()
        for part in AssetText.WORDS:
            gap |= Q(**{f"original__{part}__gt": ""}) & (Q(**{f"{mine}__isnull": True}) | Q(**{f"{mine}__{part}": ""}))
        for part in TRANSLATED:
            then = Cast(KeyTextTransform(part, f"{mine}__translated_from"), TextField())
            rows = rows.alias(**{f"then_{place}_{part}": then})
            said = Q(**{f"original__{part}__gt": "", f"{mine}__{part}__gt": "", f"then_{place}_{part}__gt": ""})
            old |= said & ~Q(**{f"then_{place}_{part}": F(f"original__{part}")})
        old |= _passages_are_behind(tag)
        untold = Q(Exists(_untranslated(tag).filter(asset=OuterRef("pk"))))
        waits = Q(Exists(TextDraft.objects.filter(asset=OuterRef("pk"), language=tag, state=TextDraftState.HANDED_IN)))
        found[f"wanted_{place}"] = Count("pk", filter=(gap | old | untold) & ~waits)
        found[f"old_{place}"] = Count("pk", filter=old & ~waits)
    counted = rows.aggregate(**found) if found else {}
    return {tag: (counted[f"wanted_{place}"], counted[f"old_{place}"]) for place, tag in enumerate(languages)}


def _words_of(language: str) -> FilteredRelation:
    """One row at most."""
    return FilteredRelation("texts", condition=Q(texts__language=language))


def _behind(language: str) -> Q:
    found = Q()
    for part in TRANSLATED:
        found |= Q(Exists(texts_behind(language, part).filter(asset=OuterRef("pk"))))
    return found | _passages_are_behind(language)


def _passages_are_behind(language: str) -> Q:
    """Asked once for all assets: few have shots, and fewer shots that are behind."""
    return Q(pk__in=passages_behind(language).order_by().values("passage__asset"))


def _not_handed_in(language: str) -> QuerySet[Asset]:
    handed_in = TextDraft.objects.filter(language=language, state=TextDraftState.HANDED_IN)
    return Asset.objects.exclude(pk__in=handed_in.values("asset"))


def _untranslated(language: str) -> QuerySet[Passage]:
    """Shots and sound bites that say something in the source language, or in the one spoken, and nothing in this one."""
    said = PassageText.objects.filter(passage=OuterRef("pk")).exclude(words="")
    original = said.filter(Q(language=SOURCE_LANGUAGE) | Q(language=OuterRef("language")))
    return Passage.objects.filter(Exists(original), ~Exists(said.filter(language=language)))


def handed_in(user: Any) -> QuerySet[TextDraft]:
    """In the languages and of the assets of this person, the oldest first; `written_by_them`: not theirs to approve;
    `has_subtitles`: to be read on its page."""
    theirs = TextDraft.writers.through.objects.filter(textdraft=OuterRef("pk"), user=user.pk)
    drafts: QuerySet[TextDraft] = _seen_by(user).filter(
        state=TextDraftState.HANDED_IN, language__in=[tag for tag, _name in languages_of(user)]
    )
    has_subtitles = ExpressionWrapper(~Q(subtitles=""), output_field=BooleanField())
    drafts = drafts.annotate(written_by_them=Exists(theirs), has_subtitles=has_subtitles)
    return drafts.order_by("moved_at", "pk")


def to_approve(user: Any) -> QuerySet[TextDraft]:
    return handed_in(user).exclude(writers=user.pk)


def following(draft: TextDraft, user: Any) -> TextDraft | None:
    """What this person has to decide after it in its language; after the last one the first."""
    others = to_approve(user).filter(language=draft.language).exclude(pk=draft.pk)
    later = Q(moved_at__gt=draft.moved_at) | Q(moved_at=draft.moved_at, pk__gt=draft.pk)
    return others.filter(later).first() or others.first()


def under_way(user: Any) -> QuerySet[TextDraft]:
    """What this person has written and nobody has approved: what was sent back first, what waits for others last."""
    drafts: QuerySet[TextDraft] = _seen_by(user).filter(writers=user.pk)
    return drafts.order_by("-state", "-moved_at", "pk")  # sent back, handed in, draft


def with_waiting_subtitles(uids: Collection[UUID], language: str) -> set[UUID]:
    """Of these the clips whose subtitles in the language are handed in. One query, and none where there are no clips."""
    drafts = TextDraft.objects.filter(asset__in=uids, language=language, state=TextDraftState.HANDED_IN)
    return set(drafts.exclude(subtitles="").order_by().values_list("asset_id", flat=True)) if uids else set()


def _seen_by(user: Any) -> QuerySet[TextDraft]:
    seen = assets_seen_by(user).order_by().values("pk")
    drafts: QuerySet[TextDraft] = TextDraft.objects.filter(asset__in=seen).select_related("asset", "moved_by")
    return drafts.defer("subtitles")
