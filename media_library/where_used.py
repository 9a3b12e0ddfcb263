"""Where an asset is used. Pages lie above the library, so whoever shows assets tells of it: `tells_uses` takes a source.

The drafts come from Wagtail's reference index; what is released, from the ledger (`hub.publishing.asset_uses`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex

from locales.languages import display_name
from media_library.models import Asset


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


Source = Callable[[Asset], Iterable[UsedBy]]
_sources: list[Source] = []


def tells_uses(source: Source) -> Source:
    """Registers a source; at app ready."""
    if source not in _sources:
        _sources.append(source)
    return source


def uses_of(asset: Asset, user: Any = None) -> list[UsedBy]:
    """Everything that shows it: what is released first, then what stands in pages and snippets."""
    released = [use for source in _sources for use in source(asset)]
    told = {(use.title, use.language.casefold()) for use in released}
    return [*released, *(use for use in _in_the_admin(asset, user) if (use.title, use.language.casefold()) not in told)]


def _in_the_admin(asset: Asset, user: Any) -> Iterator[UsedBy]:
    finder = AdminURLFinder(user)
    for holder, _references in ReferenceIndex.get_grouped_references_to(asset.carrier):
        thing = holder.specific if isinstance(holder, Page) else holder
        if isinstance(thing, Asset) or thing is None:
            continue
        language = thing.locale.language_code if isinstance(thing, Page) else ""
        yield UsedBy(title=str(thing), address=finder.get_edit_url(thing) or "", language=language)
