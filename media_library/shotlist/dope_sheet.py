"""The dope sheet of a clip or recording: what goes with it to a foreign desk, as plain text in one language.

Laid out as agencies lay it out: title, dateline, length, source, restrictions, shot list with sound bites, storyline. What
nobody has written in that language stands in the one it was written in, with that language's tag before it.
"""

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import pgettext

from hub.registry.naming import SOURCE_LANGUAGE
from locales.languages import UnknownLanguage, display_name, django_code
from media_library.files.naming import plain_name
from media_library.models import Asset, Passage
from media_library.rights.clearing import withheld_people
from media_library.rights.statements import statement_of
from media_library.rights.terms import NO_SPEECH, told_text
from media_library.shotlist import timecode
from media_library.shotlist.telling import speaker_in, told_passages, told_words

WIDE = 96


def file_name(asset: Asset, language: str) -> str:
    return f"{plain_name(asset.title, otherwise='clip')}.{language}.txt"


def dope_sheet(asset: Asset, language: str) -> str:
    with translation.override(django_code(language)):
        return "\n".join(_lines(asset, language)).rstrip("\n") + "\n"


def _lines(asset: Asset, language: str) -> Iterator[str]:
    carrier: Any = asset.carrier
    text = told_text(asset, language)
    title = (text.title if text else "") or _marked(asset, "title", language) or asset.title
    yield title
    yield "=" * min(WIDE, max(8, len(title)))
    yield ""
    facts = [
        (pgettext("portal", "Dateline"), _dateline(asset, language)),
        (pgettext("portal", "Length"), timecode.written(round((carrier.duration or 0) * 1000))),
        (pgettext("portal", "Language"), _spoken(carrier.spoken_language)),
        (pgettext("portal", "Source"), asset.source or (asset.owner.name_in(language) if asset.owner else "")),
        (pgettext("portal", "Credit"), asset.credit_in(language)),
        (pgettext("portal", "Restrictions"), _restrictions(asset, language)),
    ]
    for name, value in facts:
        if value:
            yield from _wrapped(f"{name}: ", value)
    yield ""
    yield pgettext("portal", "Shot list")
    yield ""
    withheld = withheld_people(asset)
    for number, passage in enumerate(told_passages(asset), start=1):
        speaker = "" if passage.speaker_id in withheld else speaker_in(passage, language)
        yield from _passage(number, passage, _words(asset, passage), speaker, language)
    story = (text.caption if text else "") or _marked(asset, "caption", language)
    if story:
        yield ""
        yield pgettext("portal", "Storyline")
        yield ""
        yield from _wrapped("", story)
    yield ""
    yield f"ID: {asset.pk}"


def _dateline(asset: Asset, language: str) -> str:
    places = ", ".join(place.name_in(language) for place in asset.places.all())
    day = date_format(timezone.localtime(asset.taken_at), "DATE_FORMAT") if asset.taken_at else ""
    return " – ".join(part for part in (places, day, asset.event) if part)


def _spoken(tag: str) -> str:
    return pgettext("portal", "No speech") if tag == NO_SPEECH else _language(tag)


def _language(tag: str) -> str:
    try:
        return display_name(tag)
    except UnknownLanguage:
        return tag


def _restrictions(asset: Asset, language: str) -> str:
    """The sentences that stand in the files: Vietnamese, and English for everybody else."""
    terms = statement_of(asset).usage_terms
    return terms.get(language) or terms["en"]


def _words(asset: Asset, passage: Passage) -> dict[str, str]:
    """What may be told of it, by language, the source first."""
    return {tag: text.words for tag, text in told_words(asset, passage).items()}


def _passage(number: int, passage: Passage, words: dict[str, str], speaker: str, language: str) -> Iterator[str]:
    span = f"{timecode.written(passage.starts)} – {timecode.written(passage.ends)}"
    head = f"{number:>3}. {span}  "
    if not passage.is_bite:
        yield from _wrapped(head, words.get(language) or _first(words))
        return
    said = words.get(passage.language) or _first(words)
    opening = pgettext("portal", "SOUND BITE (%(language)s)") % {"language": _language(passage.language)}
    yield from _wrapped(head, f"{' '.join(part for part in (opening, speaker) if part)}: “{said}”")
    if passage.language != language and language in words:
        yield from _wrapped(" " * len(head), f"“{words[language]}”")


def _first(words: dict[str, str]) -> str:
    """In a language that somebody has written, the source first."""
    tag, first = next(iter(words.items()))
    return f"[{tag}] {first}"


def _marked(asset: Asset, part: str, language: str) -> str:
    """What the source language says, with its tag; nothing where it says nothing, or is the one that is asked for."""
    source = told_text(asset, SOURCE_LANGUAGE)
    words = getattr(source, part) if source is not None and language != SOURCE_LANGUAGE else ""
    return f"[{SOURCE_LANGUAGE}] {words}" if words else ""


def _wrapped(head: str, words: str) -> Iterator[str]:
    """Long lines are broken at spaces and set in; languages without spaces keep theirs whole."""
    lines = wrap(" ".join(words.split()), WIDE - min(len(head), 24), break_long_words=False, break_on_hyphens=False)
    for place, line in enumerate(lines or [""]):
        yield (head if place == 0 else " " * min(len(head), 24)) + line
