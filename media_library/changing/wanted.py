"""What is to be changed in many assets at once, what that comes to in each, and how it is written into one.

Asks nobody for permission and keeps no account: `media_library.changing.ordering` and `carrying_out` do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from unicodedata import normalize

from django.db.models import Model

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.changing import people_added
from media_library.models import Asset, AssetText, PersonShown
from media_library.rights.opening import OF_RIGHTS as DECIDING  # whether it may be used: they, and the people shown
from media_library.source_types import HOW_AI_MADE_IT, ORIGIN

WORDS = ("creator", "credit", "source", "event", *HOW_AI_MADE_IT)  # replaced where something is given
DAYS = ("usable_from", "usable_until")  # None: that limit is taken away
OF_RIGHTS = ("owner", "licence", "rights", *DAYS)
COLLECTION = "collection"  # where it stands, and so who sees and changes it
LINKS = ("places", "subjects", "tasks")  # only added to: taking away is done asset by asset
KEYWORDS = "keywords"
CAPTION = "caption"  # in the source language, where there is none
PEOPLE = "people"  # only added to
FOR_RIGHTS = (*OF_RIGHTS, PEOPLE)  # for those who may change rights

Told = tuple[str, str]  # before, after: in words
# name of the field → before, after: text, a day, a row, rows, or a list of keywords
Difference = dict[str, tuple[Any, Any]]
# the same of one side as JSON keeps it: rows by their keys, people shown with all that stands of them
Kept = dict[str, Any]


class NotThereError(Exception):
    """What was to be written was deleted meanwhile, or came out of force."""


class ChangedSinceError(Exception):
    """Somebody has written into these fields since."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(*names)
        self.names = names


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be changed; what is empty stays as it is. `fields`: of the asset's own row; `person`: who is added to those
    shown, by the fields of `PersonShown`."""

    fields: Mapping[str, Any]
    links: Mapping[str, Sequence[Model]]
    add_keywords: tuple[str, ...] = ()
    drop_keywords: tuple[str, ...] = ()
    language: str = SOURCE_LANGUAGE
    person: Mapping[str, Any] = field(default_factory=dict)
    caption: str = ""

    @property
    def touches_rights(self) -> bool:
        return bool(self.person) or any(name in OF_RIGHTS for name in self.fields)

    @property
    def decides_use(self) -> bool:
        return bool(self.person) or any(name in DECIDING for name in self.fields)

    @property
    def touches_keywords(self) -> bool:
        return bool(self.add_keywords or self.drop_keywords)

    @property
    def languages(self) -> set[str]:
        """In which it looks at words."""
        return {*([self.language] if self.touches_keywords else []), *([SOURCE_LANGUAGE] if self.caption else [])}

    def kept(self) -> Kept:
        return {
            "fields": {name: _kept(value) for name, value in self.fields.items()},
            "links": {name: _kept(list(rows)) for name, rows in self.links.items()},
            "add_keywords": list(self.add_keywords),
            "drop_keywords": list(self.drop_keywords),
            "language": self.language,
            "caption": self.caption,
            "person": {name: _kept(value) for name, value in self.person.items()},
        }


def read_again(kept: Kept) -> Wanted:
    """
    Raises:
        NotThereError: a row that it names is no more, or a rights record not in force any more.
    """
    links: dict[str, Sequence[Model]] = {}
    for name, pks in kept["links"].items():
        rows = _related(name)._default_manager.in_bulk(pks)
        if len(rows) != len(pks):
            raise NotThereError
        links[name] = [rows[pk] for pk in pks]
    fields = {name: _field(name, value) for name, value in kept["fields"].items()}
    person = {name: _field(name, value, PersonShown) for name, value in kept.get("person", {}).items()}
    rights = fields.get("rights")
    if rights is not None and not rights.live:
        raise NotThereError
    words = (tuple(kept["add_keywords"]), tuple(kept["drop_keywords"]))
    return Wanted(fields, links, *words, kept["language"], person, kept.get("caption", ""))


# --- in one asset ------------------------------------------------------------------------------------------------------


def differing(asset: Asset, wanted: Wanted) -> Difference:
    """What would change in it; empty: nothing. Keywords and links are added to what stands there by now."""
    found: Difference = {}
    for name, value in wanted.fields.items():
        before = getattr(asset, name)
        if before != value:
            found[name] = (before, value)
    if wanted.touches_keywords:
        words = keywords_of(asset, wanted.language)
        changed = _changed(words or [], wanted)
        if changed != (words or []):
            found[KEYWORDS] = (words, changed)
    if wanted.caption and not _caption_of(asset):
        found[CAPTION] = ("", wanted.caption)
    for name, rows in wanted.links.items():
        there = list(getattr(asset, name).all())
        new = [row for row in rows if row not in there]
        if new:
            found[name] = (there, [*there, *new])
    if wanted.person:
        shown = list(asset.people.all())
        with_them = people_added.with_person(shown, wanted.person)
        if with_them is not None:
            found[PEOPLE] = (shown, with_them)
    return found


def turning_back(asset: Asset, before: Kept, after: Kept, language: str) -> Difference:
    """What brings it from `after` back to `before`. What others have linked since stays.

    Raises:
        ChangedSinceError: it is not as `after` left it.
        NotThereError: a row that stood there before is no more.
    """
    values = {name: _value(asset, name, language) for name in after}
    added = {name: set(after[name]) - set(before[name]) for name in after if name in LINKS}
    demand_as_left(asset, {name: left for name, left in after.items() if name not in (*LINKS, PEOPLE)}, language)
    taken_away = [name for name, pks in added.items() if not pks <= {row.pk for row in values[name]}]
    if PEOPLE in after and not people_added.stand_as_left(values[PEOPLE], before[PEOPLE], after[PEOPLE]):
        taken_away.append(PEOPLE)
    if taken_away:
        raise ChangedSinceError(taken_away)
    found: Difference = {}
    for name, now in values.items():
        if name in LINKS:
            found[name] = (now, [row for row in now if row.pk not in added[name]])
        elif name == PEOPLE:
            found[name] = (now, people_added.without(now, before[name], after[name]))
        else:
            found[name] = (now, before[name] if name in (KEYWORDS, CAPTION) else _field(name, before[name]))
    return found


def demand_as_left(asset: Asset, left: Kept, language: str) -> None:
    """
    Raises:
        ChangedSinceError: something else stands in these fields.
    """
    now = standing(asset, left, language)
    changed = [name for name in left if now[name] != left[name]]
    if changed:
        raise ChangedSinceError(changed)


def standing(asset: Asset, names: Iterable[str], language: str) -> Kept:
    """What stands there in these fields."""
    return {name: _kept(_value(asset, name, language)) for name in names}


def both_sides(difference: Difference) -> tuple[Kept, Kept]:
    """Before and after."""
    before = {name: _kept(pair[0]) for name, pair in difference.items()}
    return before, {name: _kept(pair[1]) for name, pair in difference.items()}


def said_now(asset: Asset, names: Iterable[str], language: str) -> dict[str, str]:
    return {name: _said(_value(asset, name, language)) for name in names}


def in_words(difference: Difference) -> dict[str, Told]:
    """Name of the field → before and after, in words."""
    return {name: (_said(before), _said(after)) for name, (before, after) in difference.items()}


def write(asset: Asset, difference: Difference, language: str) -> None:
    """By way of the carrier, last, as every form does: what depends on words, places and rights is drawn anew.

    Raises:
        ValidationError: what comes out is too long for its field, the last day lies before the first, or what AI made does
            not say how.
    """
    own = [name for name in difference if name not in (*LINKS, KEYWORDS, CAPTION, PEOPLE)]
    for name in own:
        setattr(asset, name, difference[name][1])
    asset.clean_fields(exclude={column.name for column in asset._meta.fields} - set(own))
    if any(name in (*DAYS, *ORIGIN) for name in own):
        asset.clean()
    if CAPTION in difference:
        caption = difference[CAPTION][1]
        _write_text(asset, SOURCE_LANGUAGE, CAPTION, caption or None)
    if KEYWORDS in difference:
        words = difference[KEYWORDS][1]
        _write_text(asset, language, KEYWORDS, ", ".join(words) if words is not None else None)
    for name in LINKS:
        if name in difference:
            getattr(asset, name).set(difference[name][1])
    if PEOPLE in difference:
        people_added.write(asset, *difference[PEOPLE])
    carrier: Any = asset.carrier
    carrier.asset = asset
    carrier.collection_id = asset.collection_id
    carrier.save()


def _write_text(asset: Asset, language: str, part: str, words: str | None) -> None:
    """None: nothing was written there, and no row of words in that language is left unless somebody has written others."""
    rows = list(asset.texts.all())
    text = next((row for row in rows if row.language == language), None)
    if text is None:
        text = AssetText(language=language)
        rows.append(text)
    setattr(text, part, words or "")
    text.clean_fields(exclude={column.name for column in text._meta.fields} - {part})
    if words is None and not any(getattr(text, name) for name in AssetText.WORDS):
        rows.remove(text)
    asset.texts.set(rows)


# --- keywords ----------------------------------------------------------------------------------------------------------


def keywords_of(asset: Asset, language: str) -> list[str] | None:
    """None: nothing is written of it in that language."""
    text = asset.text_in(language)
    return text.keyword_list if text is not None else None


def _caption_of(asset: Asset) -> str:
    text = asset.text_in(SOURCE_LANGUAGE)
    return text.caption if text is not None else ""


def keywords_in(typed: str) -> tuple[str, ...]:
    """Parted by commas; each once."""
    words = (normalize("NFC", word).strip() for word in typed.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _changed(words: list[str], wanted: Wanted) -> list[str]:
    """Capitals do not make another keyword."""
    dropped = {word.casefold() for word in wanted.drop_keywords}
    kept = [word for word in words if word.casefold() not in dropped]
    there = {word.casefold() for word in kept}
    return [*kept, *(word for word in wanted.add_keywords if word.casefold() not in there)]


# --- values ------------------------------------------------------------------------------------------------------------


def _value(asset: Asset, name: str, language: str) -> Any:
    if name == KEYWORDS:
        return keywords_of(asset, language)
    if name == CAPTION:
        return _caption_of(asset)
    value = getattr(asset, name)
    return list(value.all()) if name in (*LINKS, PEOPLE) else value


def _related(name: str) -> Any:
    return Asset._meta.get_field(name).related_model


def _field(name: str, kept: Any, of: type[Model] = Asset) -> Any:
    """
    Raises:
        NotThereError: the row is no more.
    """
    column: Any = of._meta.get_field(name)
    model = column.related_model
    if model is None or kept is None:
        return column.to_python(kept)
    row = model._default_manager.filter(pk=kept).first()
    if row is None:
        raise NotThereError
    return row


def _kept(value: Any) -> Any:
    if isinstance(value, list):
        return [_kept(one) for one in value]
    if isinstance(value, PersonShown):
        return people_added.kept(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.pk if isinstance(value, Model) else value


def _said(value: Any) -> str:
    """Days as `2026-11-27`: they are worded where they are shown."""
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, PersonShown):
        return people_added.said(value)
    return str(value) if value is not None else ""
