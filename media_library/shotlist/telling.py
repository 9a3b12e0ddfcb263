"""Shots and sound bites as partners are told of them, and as chapters for a player. Reads what `passages_prefetch` brings.

What has no words in any language is a draft and is told to nobody. Words leave in the languages that the rights allow, what is
said in the one it is said in whatever they allow: it is heard. People in a shot are told where the asset names them
(`named_people`), and who speaks unless a consent is wanting: a list of shots is no way round it.
"""

from datetime import date
from typing import Any

from hub.registry.models import Person
from hub.registry.naming import SOURCE_LANGUAGE, named
from media_library.clips.playlists import clock
from media_library.models import Asset, Passage, PassageText
from media_library.rights.clearing import named_people, withheld_people
from media_library.rights.terms import told_languages

Told = dict[str, Any]


def told_passages(asset: Asset) -> list[Passage]:
    """In order of time."""
    rows = [row for row in asset.passages.all() if told_words(asset, row)]
    return sorted(rows, key=lambda row: (row.starts, row.ends, row.pk))


def told_words(asset: Asset, row: Passage) -> dict[str, PassageText]:
    """By language, the source's first; only what has words."""
    languages = told_languages(asset, spoken=row.language)
    texts = sorted(row.texts.all(), key=lambda text: (text.language != SOURCE_LANGUAGE, text.language))
    return {
        text.language: text
        for text in texts
        if text.words and (text.language == row.language or text.language in languages)
    }


def shots_of(asset: Asset, language: str | None, day: date | None = None) -> list[Told]:
    """`language=None`: in all, as `texts`."""
    public = {shown.person_id for shown in named_people(asset)}
    return [
        {
            **_times(row),
            **_described(told_words(asset, row), language),
            "places": [named(place, language, day) for place in row.places.all()],
            "people": [
                {"id": person.code, "name": person.name_in(language or SOURCE_LANGUAGE)}
                for person in row.people.all()
                if person.pk in public
            ],
        }
        for row in told_passages(asset)
        if not row.is_bite
    ]


def sound_bites_of(asset: Asset, language: str | None) -> list[Told]:
    """`verbatim` is what was said; `translation`, or `texts`, is it in other languages."""
    told, withheld = [], withheld_people(asset)
    for row in told_passages(asset):
        if row.is_bite:
            hidden = row.speaker_id in withheld
            told_in = told_words(asset, row)
            others = [tag for tag in sorted(told_in) if tag != row.language]
            translated: Told = (
                {"translation": _in(told_in, language) if language != row.language else None}
                if language is not None
                else {"texts": {tag: {"translation": told_in[tag].words} for tag in others}}
            )
            told.append(
                {
                    **_times(row),
                    "lang": row.language,
                    "speaker": {
                        "id": row.speaker.code if row.speaker is not None and not hidden else None,
                        "name": "" if hidden else speaker_in(row, language or SOURCE_LANGUAGE),
                    },
                    "verbatim": row.words_in(row.language),
                    **translated,
                }
            )
    return told


def speaker_in(row: Passage, language: str) -> str:
    """As that language presents the person: its own words, the registry's name, or the words of the language spoken."""
    text = row.text_in(language)
    if text is not None and text.speaker:
        return text.speaker
    person: Person | None = row.speaker
    if person is not None:
        return person.name_in(language)
    spoken = row.text_in(row.language)
    source = row.text_in(SOURCE_LANGUAGE)
    return next((one.speaker for one in (source, spoken) if one is not None and one.speaker), "")


def chapters(asset: Asset, language: str) -> str:
    """The shots that have words in a language, as WebVTT of the kind “chapters”; empty where there are none."""
    cues = [
        f"{clock(row.starts / 1000)} --> {clock(row.ends / 1000)}\n{_one_line(words)}"
        for row in told_passages(asset)
        if not row.is_bite and (words := _in(told_words(asset, row), language))
    ]
    return "\n\n".join(["WEBVTT", *cues]) + "\n" if cues else ""


def worded_languages(asset: Asset) -> list[str]:
    """In which anything of the list is told; the source first."""
    found = {tag for row in asset.passages.all() for tag in told_words(asset, row)}
    return sorted(found, key=lambda tag: (tag != SOURCE_LANGUAGE, tag))


def _times(row: Passage) -> Told:
    return {"start": row.starts / 1000, "end": row.ends / 1000}


def _described(told: dict[str, PassageText], language: str | None) -> Told:
    if language is not None:
        return {"description": _in(told, language)}
    return {"texts": {tag: {"description": told[tag].words} for tag in sorted(told)}}


def _in(told: dict[str, PassageText], language: str) -> str:
    return told[language].words if language in told else ""


def _one_line(words: str) -> str:
    """A cue ends at an empty line, and an arrow would begin another."""
    return " ".join(words.split()).replace("-->", "→").replace("&", "&amp;").replace("<", "&lt;")
