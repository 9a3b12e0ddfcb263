"""What a collection holds beside pictures and documents, told by the page that deletes it: with any of it, it stays.

Wagtail asks only its own shelves. The database refuses too, by whichever door (`on_delete` of the models).
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import ngettext, ngettext_lazy
from wagtail.models import Collection

from media_library.models import Asset, ContributorLink, Kind, Upload
from media_library.models.uploads import still_open, under_way

Told = dict[str, Any]  # as Wagtail wants it: `count`, `count_text`, and `url` where a page lists them
COUNTED = {
    Kind.VIDEO: ngettext_lazy("%(count)d video", "%(count)d videos", "count"),
    Kind.AUDIO: ngettext_lazy("%(count)d sound recording", "%(count)d sound recordings", "count"),
    Kind.BRAND: ngettext_lazy("%(count)d brand asset", "%(count)d brand assets", "count"),
}


def _assets(kind: Kind, collection: Collection) -> Told:
    count = Asset.objects.filter(collection=collection, kind=kind).count()
    asked = urlencode({"collection": collection.pk, "kind": kind})
    url = f"{reverse('wagtailsnippets_media_library_asset:list')}?{asked}"
    return {"count": count, "count_text": COUNTED[kind] % {"count": count}, "url": url}


def _files_under_way(collection: Collection) -> Told:
    """Seen by whoever sent them, or may look through what a link brought: there is no page of all."""
    count = under_way(Upload.objects.filter(collection=collection)).count()
    words = ngettext(
        "%(count)d uploaded file that is not in the library yet",
        "%(count)d uploaded files that are not in the library yet",
        count,
    )
    return {"count": count, "count_text": words % {"count": count}}


def _open_links(collection: Collection) -> Told:
    count = still_open(ContributorLink.objects.filter(collection=collection)).count()
    words = ngettext("%(count)d open contributor link", "%(count)d open contributor links", count)
    return {"count": count, "count_text": words % {"count": count}, "url": reverse("media_library:links")}


CONTENTS: tuple[Callable[[Collection], Told], ...] = (
    *(partial(_assets, kind) for kind in COUNTED),
    _files_under_way,
    _open_links,
)
