"""The API's own addresses, whole, as answers and Link headers carry them."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest


def api_url(path: str = "") -> str:
    return f"{settings.BASE_URL}/api/v1/{path}"


def item_url(edition_id: str) -> str:
    return api_url(f"items/{edition_id}")


def next_url(request: HttpRequest, cursor: str) -> str:
    """The address that was asked, with the cursor put in."""
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{settings.BASE_URL}{request.path}?{urlencode(list(query.lists()), doseq=True)}"


def link(url: str, rel: str, **attributes: str) -> str:
    """One value of a Link header (RFC 8288)."""
    return f'<{url}>; rel="{rel}"' + "".join(f'; {name}="{value}"' for name, value in attributes.items())


def absolute(shape: Any) -> Any:
    """Every `href` and `url` with the house's address before it: what is told is stored away from us."""
    if isinstance(shape, dict):
        return {
            key: settings.BASE_URL + part
            if key in ("href", "url") and isinstance(part, str) and part.startswith("/")
            else absolute(part)
            for key, part in shape.items()
        }
    if isinstance(shape, list):
        return [absolute(part) for part in shape]
    return shape
