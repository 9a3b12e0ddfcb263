"""Changes of many assets at once: what would change is told before (`planned`), each asset keeps an audit entry after.

Who may change an asset alone may change it here: collections are asked for each, rights need their own permission.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from wagtail.log_actions import log

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.finding.findable import shelf
from media_library.finding.seen_shelves import CHANGE, seen_by
from media_library.models import Asset, AssetText
from media_library.models.assets import CARRIER_NAMES

MOST = 200
RIGHTS = "media_library.change_rights"
WORDS = ("creator", "credit", "source", "event")  # replaced where something is given
OF_RIGHTS = ("owner", "licence", "rights")
LINKS = ("places", "subjects", "tasks")  # only added to: taking away is done asset by asset
KEYWORDS = "keywords"

Change = tuple[str, str]  # before, after


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be changed; what is empty stays as it is. `fields`: of the asset's own row."""

    fields: Mapping[str, Any]
    links: Mapping[str, Sequence[Model]]
    add_keywords: tuple[str, ...] = ()
    drop_keywords: tuple[str, ...] = ()
    language: str = SOURCE_LANGUAGE

    @property
    def touches_rights(self) -> bool:
        return any(name in OF_RIGHTS for name in self.fields)


def changeable(uids: Iterable[Any], by: Any) -> list[Asset]:
    """Those of them that somebody may change, in a stable order; a fixed number of queries."""
    if not by.has_perm(CHANGE):
        return []
    shelves = seen_by(by, acts=("change",))
    rows: QuerySet[Asset] = Asset.objects.filter(pk__in=list(uids)[:MOST]).select_related(
        "owner", "rights", *CARRIER_NAMES
    )
    rows = rows.prefetch_related("texts", "places__names", "subjects__names", "tasks", "owner__names").order_by(
        "title", "pk"
    )
    return [row for row in rows if shelves is None or shelf(row.told_as, row.collection_id) in shelves]


def planned(asset: Asset, wanted: Wanted) -> dict[str, Change]:
    """What would change in it: name of the field → before and after, in words. Empty: nothing."""
    changes: dict[str, Change] = {}
    for name, value in wanted.fields.items():
        before = getattr(asset, name)
        if before != value:
            changes[name] = (_said(before), _said(value))
    before_words = keywords_of(asset, wanted.language)
    after_words = _changed(before_words, wanted)
    if after_words != before_words:
        changes[KEYWORDS] = (", ".join(before_words), ", ".join(after_words))
    for name, rows in wanted.links.items():
        there = list(getattr(asset, name).all())
        new = [row for row in rows if row not in there]
        if new:
            changes[name] = (", ".join(map(str, there)), ", ".join(map(str, [*there, *new])))
    return changes


def counted(assets: Iterable[Asset], wanted: Wanted) -> Counter[str]:
    """Name of the field → how many assets would change in it."""
    return Counter(name for asset in assets for name in planned(asset, wanted))


def replaced(assets: Iterable[Asset], wanted: Wanted) -> dict[str, Counter[str]]:
    """Name of the field → what would be written over, and in how many assets; what adds alone writes over nothing."""
    found: dict[str, Counter[str]] = {}
    for asset in assets:
        for name, (before, _after) in planned(asset, wanted).items():
            if name in wanted.fields and before:
                found.setdefault(name, Counter())[before] += 1
    return found


@transaction.atomic
def change_many(assets: Sequence[Asset], wanted: Wanted, *, by: Any) -> int:
    """All of them or none. Returns how many were changed; what is as wanted already is not touched.

    Raises:
        PermissionDenied: `by` may not change one of them, or not their rights.
    """
    if wanted.touches_rights and not by.has_perm(RIGHTS):
        raise PermissionDenied
    if len(changeable([asset.pk for asset in assets], by)) != len(assets):
        raise PermissionDenied
    changed = 0
    for asset in assets:
        changes = planned(asset, wanted)
        if not changes:
            continue
        _write(asset, wanted)
        log(instance=asset, action="media_library.change_many", user=by, data={"changes": changes})
        changed += 1
    return changed


def _write(asset: Asset, wanted: Wanted) -> None:
    """By way of the carrier, as every form does: what depends on words and rights is drawn anew."""
    for name, value in wanted.fields.items():
        setattr(asset, name, value)
    words = _changed(keywords_of(asset, wanted.language), wanted)
    if words != keywords_of(asset, wanted.language):
        rows = list(asset.texts.all())
        text = next((row for row in rows if row.language == wanted.language), None)
        if text is None:
            text = AssetText(language=wanted.language)
            rows.append(text)
        text.keywords = ", ".join(words)
        asset.texts.set(rows)
    carrier: Any = asset.carrier
    carrier.asset = asset
    carrier.save()
    for name, links in wanted.links.items():
        getattr(asset, name).add(*links)


def keywords_of(asset: Asset, language: str) -> list[str]:
    text = asset.text_in(language)
    return text.keyword_list if text is not None else []


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


def _said(value: Any) -> str:
    return str(value) if value is not None else ""
