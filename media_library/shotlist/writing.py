"""The shots and sound bites of an asset are changed as one list: whole, by somebody who may, with an entry in the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from hub.registry.models import Person, Place
from hub.registry.naming import SOURCE_LANGUAGE
from media_library.finding.seen_shelves import may_change_carrier
from media_library.models import Asset, Passage, PassageRole, PassageText
from media_library.shotlist import timecode

CHANGED = "media_library.shotlist"


@dataclass(frozen=True, slots=True)
class Said:
    """What one language says of a passage: words, and how it presents the speaker."""

    words: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One shot or sound bite as it is to be. `pk`: the row it was; `said`: languages that are not in it stay as they are."""

    starts: int
    ends: int
    said: Mapping[str, Said]
    role: str = PassageRole.SHOT
    language: str = ""
    speaker: Person | None = None
    places: Sequence[Place] = ()
    people: Sequence[Person] = ()
    pk: int | None = field(default=None, compare=False)


def may_change(asset: Asset, user: Any) -> bool:
    """Whoever may change the clip or recording, where it stands."""
    return may_change_carrier(user, asset.carrier)


def passages_prefetch(to: str = "") -> Prefetch:
    """Passages with all that is told of them; `to` is the way to their asset, ending in `__`."""
    rows = Passage.objects.select_related("speaker").prefetch_related(
        "texts", "places__names", "people__names", "speaker__names"
    )
    return Prefetch(f"{to}passages", rows)


@transaction.atomic
def put_list(asset: Asset, entries: Sequence[Entry], *, by: Any) -> list[Passage]:
    """The list is these, in order of time; a row that none of them was goes. Whatever shows the asset is told. Returns the row of
    each entry.

    Raises:
        PermissionDenied: `by` may not change the clip.
    """
    if by is not None and not may_change(asset, by):
        raise PermissionDenied
    asset = Asset.objects.select_for_update(of=("self",)).get(pk=asset.pk)
    there = {row.pk: row for row in asset.passages.prefetch_related("texts")}
    kept = {entry.pk for entry in entries}
    Passage.objects.filter(pk__in=there.keys() - kept).delete()
    rows = [_put(there.pop(entry.pk, None) if entry.pk else None, asset, entry) for entry in entries]
    log(instance=asset, action=CHANGED, user=by, data={"count": len(entries)})
    tell_changed(asset)
    return rows


def put_words(asset: Asset, language: str, said: Mapping[int, Said], *, seen: Mapping[int, str] | None = None) -> None:
    """The words of one language alone, by the passages' keys; the rest of the list stays. The caller saves the asset.

    `seen`: the original's words that a translator had before them: they have looked at each of these.
    """
    looked_at = seen or {}
    for row in asset.passages.filter(pk__in={*said, *looked_at}).prefetch_related("texts"):
        if row.pk in said:
            _put_words(row, {language: said[row.pk]})
        if row.pk in looked_at:
            row.texts.filter(language=language).exclude(words="").update(translated_from=looked_at[row.pk])


def tell_changed(asset: Asset) -> None:
    """What shows the asset, and the search index, hear of it as of any change: by its row."""
    asset.save()


def _put(row: Passage | None, asset: Asset, entry: Entry) -> Passage:
    row = row or Passage(asset=asset)
    bite = entry.role == PassageRole.BITE
    row.role, row.starts, row.ends = entry.role, entry.starts, entry.ends
    row.speaker, row.language = (entry.speaker, entry.language) if bite else (None, "")
    row.save()
    row.places.set(entry.places)
    row.people.set(entry.people)
    _put_words(row, entry.said)
    return row


def _put_words(row: Passage, said: Mapping[str, Said]) -> None:
    """Each translation keeps what it was translated from, whether it is written now or its original is."""
    before = {text.language: text.words for text in row.texts.all()}
    given = {tag: Said(_clean(one.words), _clean(one.speaker)) for tag, one in said.items()}
    after = before | {tag: one.words for tag, one in given.items()}
    was, now = (words.get(SOURCE_LANGUAGE) or words.get(row.language, "") for words in (before, after))
    if was and was != now:
        translations = row.texts.filter(translated_from="").exclude(words="")
        translations.exclude(language__in=(SOURCE_LANGUAGE, row.language)).update(translated_from=was)
    for tag, one in given.items():
        values = {"words": one.words, "speaker": one.speaker}
        if row.is_translation(tag) and one.words != before.get(tag, ""):
            values["translated_from"] = now
        if one.words or one.speaker:
            PassageText.objects.update_or_create(passage=row, language=tag, defaults=values)
        else:
            row.texts.filter(language=tag).delete()


def _clean(words: str) -> str:
    return normalize("NFC", words).strip()


# --- what somebody ought to know of a list ----------------------------------------------------------------------------


def state_of(asset: Asset) -> str:
    """Another one when anybody has changed the list."""
    rows = [
        (
            row.pk, row.role, row.starts, row.ends, row.speaker_id, row.language,
            [place.pk for place in row.places.all()],
            [person.pk for person in row.people.all()],
            [(text.language, text.words, text.speaker) for text in row.texts.all()],
        )
        for row in asset.passages.prefetch_related("texts", "places", "people")
    ]  # fmt: skip
    return sha256(repr(rows).encode()).hexdigest()[:16]


def advice(asset: Asset, length: int | None) -> list[str]:
    """Shots that overlap, what lies beyond the end of the present file, shots without words, people of whom the asset's own
    list knows nothing. Nothing of it forbids saving."""
    rows = list(asset.passages.prefetch_related("texts", "people__names", "speaker__names"))
    shots = [row for row in rows if not row.is_bite]
    found = [
        _("The shots at %(first)s and %(second)s overlap.")
        % {"first": timecode.written(one.starts), "second": timecode.written(other.starts)}
        for one, other in pairwise(shots)
        if other.starts < one.ends
    ]
    if length is not None:
        found += [
            _("%(time)s lies beyond the end of the present file.") % {"time": timecode.written(row.ends)}
            for row in rows
            if row.ends > length
        ]
    empty = sum(not any(text.words for text in row.texts.all()) for row in rows)
    if empty:
        found.append(
            ngettext(
                "%(count)s entry has no words yet: it is not given out.",
                "%(count)s entries have no words yet: they are not given out.",
                empty,
            )
            % {"count": empty}
        )
    known = {shown.person_id for shown in asset.people.all()}
    named = {person.pk: person for row in rows for person in (*row.people.all(), row.speaker) if person is not None}
    found += [
        _("%(who)s is not among the people shown: nobody has noted a consent.") % {"who": person}
        for pk, person in named.items()
        if pk not in known
    ]
    return found
