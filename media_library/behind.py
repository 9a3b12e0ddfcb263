"""Words of assets that say what the source language said once: which, and what it said then.

Each translated part, and each shot and sound bite, keeps the words that it was translated from. It is behind while the
source says something else; so it is no longer when the source is taken back, or when a translator has looked at it
again. What was written before this was kept counts as it stands until its source is changed.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.models import AssetText, Passage, PassageText

TRANSLATED = ("title", "caption", "alt")  # keywords and credit lines are each language's own


def note_sources(
    before: Mapping[str, Mapping[str, str]], rows: Iterable[AssetText], *, seen: Mapping[str, str] | None = None
) -> None:
    """Set what each of the rows, which are about to be saved, is translated from.

    Args:
        before: language → part → words, as they stood.
        seen: part → the source's words that a translator had before them: they have looked at each of these parts.
    """
    rows = list(rows)
    was, now = before.get(SOURCE_LANGUAGE, {}), _words_in(rows)
    for row in rows:
        if row.language == SOURCE_LANGUAGE:
            continue
        told, then = dict(row.translated_from), before.get(row.language, {})
        for part in TRANSLATED:
            words = getattr(row, part)
            if not words:
                told.pop(part, None)
            elif words != then.get(part, ""):
                told[part] = (seen or now).get(part, "")
            elif seen is not None and part in seen:
                told[part] = seen[part]
            elif was.get(part) and was[part] != now.get(part):
                told.setdefault(part, was[part])
        row.translated_from = told


def _words_in(rows: Iterable[AssetText]) -> dict[str, str]:
    source = next((row for row in rows if row.language == SOURCE_LANGUAGE), None)
    return {part: getattr(source, part, "") for part in TRANSLATED}


def behind(text: AssetText | None, source: AssetText | None) -> dict[str, str]:
    """Part → what the source said when it was translated."""
    if text is None or source is None:
        return {}
    return {
        part: then
        for part in TRANSLATED
        if (then := text.translated_from.get(part)) and getattr(text, part) and getattr(source, part) not in ("", then)
    }


def texts_behind(language: str, part: str) -> QuerySet[AssetText]:
    """The same, for a query."""
    source = AssetText.objects.filter(asset=OuterRef("asset"), language=SOURCE_LANGUAGE).exclude(**{part: ""})
    rows = AssetText.objects.filter(language=language).exclude(**{part: ""})
    # as text: compared as JSON, SQLite and PostgreSQL would each want the other side in their own way
    rows = rows.alias(then=Cast(KT(f"translated_from__{part}"), TextField())).filter(then__gt="")
    return rows.filter(Exists(source), ~Exists(source.filter(**{part: OuterRef("then")})))


# --- shots and sound bites --------------------------------------------------------------------------------------------


def passage_behind(passage: Passage, language: str) -> str:
    """What its original said when it was translated; empty where it says that still. Reads the prefetched texts."""
    text, now = passage.text_in(language), passage.original
    if text is None or not text.words or not passage.is_translation(language):
        return ""
    return text.translated_from if now not in ("", text.translated_from) else ""


def passages_behind(language: str) -> QuerySet[PassageText]:
    """The same, for a query."""
    said = PassageText.objects.filter(passage=OuterRef("passage")).exclude(words="")
    source = said.filter(language=SOURCE_LANGUAGE).values("words")
    spoken = said.filter(language=OuterRef("passage__language")).values("words")
    rows = PassageText.objects.filter(language=language).exclude(words="").exclude(translated_from="")
    rows = rows.exclude(passage__language=language).alias(now=Coalesce(Subquery(source), Subquery(spoken)))
    return rows.filter(now__isnull=False).exclude(now=F("translated_from"))
