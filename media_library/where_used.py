"""Where an asset is used. Pages lie above the library, so whoever shows assets tells of it: `tells_uses` takes a source.

The drafts come from Wagtail's reference index; what is released, from the ledger (`hub.publishing.asset_uses`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from locales.languages import display_name
from media_library.models import Asset
from media_library.models.assets import CARRIER_NAMES


@dataclass(frozen=True, slots=True)
class UsedBy:
    """One thing that shows the asset. `released`: readers and partners see it now."""

    title: str
    address: str
    language: str = ""
    released: bool = False

    @property
    def language_name(self) -> str:
        return display_name(self.language) if self.language else ""


Source = Callable[[Sequence[Asset]], Iterable[tuple[UUID, UsedBy]]]
_sources: list[Source] = []


def tells_uses(source: Source) -> Source:
    """Registers a source; at app ready."""
    if source not in _sources:
        _sources.append(source)
    return source


def uses_of(asset: Asset, user: Any = None) -> list[UsedBy]:
    """Everything that shows it: what is released first, then what stands in pages and snippets."""
    return uses_of_each([asset], user)[asset.pk]


def uses_of_each(assets: Sequence[Asset], user: Any = None) -> dict[UUID, list[UsedBy]]:
    """The same of many, by the asset's id; the queries do not grow with them."""
    found: dict[UUID, list[UsedBy]] = {asset.pk: [] for asset in assets}
    for source in _sources:
        for uid, use in source(assets):
            found[uid].append(use)
    told = {(uid, use.title, use.language.casefold()) for uid, uses in found.items() for use in uses}
    for uid, use in _in_the_admin(assets, user):
        if (uid, use.title, use.language.casefold()) not in told:
            found[uid].append(use)
    return found


def _in_the_admin(assets: Sequence[Asset], user: Any) -> Iterator[tuple[UUID, UsedBy]]:
    prefetch_related_objects(list(assets), *CARRIER_NAMES)
    there = [asset for asset in assets if asset.is_carried]
    carriers = {_key(asset.carrier): asset.pk for asset in there}
    references = ReferenceIndex.get_references_to_in_bulk([asset.carrier for asset in there])
    shown = dict.fromkeys(
        (carriers[row.to_content_type_id, row.to_object_id], row.base_content_type_id, row.object_id)
        for row in references.order_by("base_content_type", "object_id")
    )
    holders = _holders((content_type, key) for _uid, content_type, key in shown)
    finder = AdminURLFinder(user)
    for uid, *holder in shown:
        thing = holders.get(tuple(holder))
        if isinstance(thing, Asset) or thing is None:
            continue
        language = thing.locale.language_code if isinstance(thing, Page) else ""
        yield uid, UsedBy(title=str(thing), address=finder.get_edit_url(thing) or "", language=language)


def _key(carrier: Any) -> tuple[int, str]:
    """As the reference index has it."""
    return ContentType.objects.get_for_model(carrier).pk, str(carrier.pk)


def _holders(keys: Iterable[tuple[int, str]]) -> dict[tuple[Any, ...], Any]:
    """What refers, by content type and key: a query for each kind."""
    wanted: dict[int, set[str]] = {}
    for content_type, key in keys:
        wanted.setdefault(content_type, set()).add(key)
    found: dict[tuple[Any, ...], Any] = {}
    for content_type, these in wanted.items():
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        rows = model._base_manager.filter(pk__in=these)
        if model is Page:
            rows = Page.objects.filter(pk__in=these).specific().prefetch_related("locale")
        found |= {(content_type, str(row.pk)): row for row in rows}
    return found
