"""Which of the documents in the search index a member of staff may see in the admin, and where: the same rule as that of
the one box (`hub.publishing.desk_search`). Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permission_policies.pages import PagePermissionPolicy

from hub.publishing.desk_search import ROWS, rows_of, sees
from hub.publishing.models import Edition
from hub.staff.models import User
from media_library.finding.findable import shelf
from media_library.finding.seen_shelves import seen_by as shelves_of
from media_library.models import Asset


def seen_by(user: User, keys: Iterable[str]) -> dict[str, str]:
    """key → its address in the admin; without an address, an empty string. What they may not see is left out."""
    by_prefix: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        prefix, _colon, name = key.partition(":")
        by_prefix[prefix].append(name)
    return {
        f"{prefix}:{name}": url
        for prefix, names in by_prefix.items()
        for name, url in (
            _editions(user, names)
            if prefix == "edition"
            else _rows(user, prefix, names)
            if prefix in ROWS
            else _assets(user, names)
        )
    }


def _editions(user: User, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    pages = PagePermissionPolicy().explorable_instances(user).values("pk")
    for name, page_id in Edition.objects.filter(pk__in=names, page_id__in=pages).values_list("pk", "page_id"):
        yield name, reverse("wagtailadmin_pages:edit", args=(page_id,))


def _rows(user: User, kind: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not sees(user, ROWS[kind]):
        return
    links = AdminURLFinder(user)
    for row in rows_of(kind, names):
        yield row.code, links.get_edit_url(row) or ""


def _assets(user: User, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    shelves, links = shelves_of(user), AdminURLFinder(user)
    for asset in Asset.objects.filter(pk__in=[name for name in names if _is_uid(name)]):
        if shelves is None or shelf(asset.told_as, asset.collection_id) in shelves:
            yield str(asset.pk), links.get_edit_url(asset) or ""


def _is_uid(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
