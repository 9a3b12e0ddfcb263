"""How a hit is told: what the index stored of it, with the words that were found marked."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.html import escape

from hub.partners.api.addresses import absolute, api_url, item_url
from hub.partners.api.filters import KINDS
from hub.partners.api.findable import ASSETS, Shown, assets_now, editions_now
from hub.partners.api.media_addresses import Loan, lend, private_among, uid_in
from hub.partners.entitlement import Entitlement
from hub.registry.naming import SOURCE_LANGUAGE
from search.answering import Hit, Piece

THUMBNAIL = 400  # the narrowest rendition at least this wide
FORMATS = ("image/jpeg", "image/png")  # what every program can show


def told(hits: Sequence[Hit], entitlement: Entitlement) -> list[dict[str, Any]]:
    """Those that the asker may still take; at most four queries, and three more for a partner."""
    editions = editions_now({hit.work for hit in hits if hit.kind in KINDS}, entitlement)
    assets = assets_now({_id(hit) for hit in hits if hit.kind in ASSETS}, entitlement)
    loan = Loan.of(entitlement, {})
    looks = {_id(hit): hit.shown.get("picture") for hit in hits if hit.kind in ASSETS}
    private = private_among(filter(None, (uid_in(_address(picture)) for picture in looks.values())), loan)
    return [
        _told(hit, sorted(editions.get(hit.work, ())) or sorted(assets.get(_id(hit), ())), _page(hit, assets))
        | ({"picture": thumbnail(lend(looks[_id(hit)], private, loan))} if hit.kind in ASSETS else {})
        for hit in hits
        if not (hit.kind in KINDS and editions.get(hit.work, {}).get(hit.lang) != _id(hit))
        and not (hit.kind in ASSETS and _id(hit) not in assets)
    ]


def _address(picture: dict[str, Any] | None) -> str:
    """Of one of its files; they are all of one asset."""
    return next((str(one["href"]) for one in (picture or {}).get("renditions", ())), "")


def _id(hit: Hit) -> str:
    return hit.key.partition(":")[2]


def _page(hit: Hit, assets: dict[str, Shown]) -> str | None:
    """The page for people: an edition's own, an asset's the newest that shows it, in Vietnamese if there is one."""
    if hit.kind in ASSETS:
        shown = assets.get(_id(hit), {})
        return shown.get(SOURCE_LANGUAGE) or next(reversed(shown.values()), None)
    return hit.shown.get("url") if hit.kind in KINDS else None


def _told(hit: Hit, languages: list[str], url: str | None) -> dict[str, Any]:
    return {
        "id": _id(hit),
        "type": hit.kind,
        "lang": hit.lang or None,
        "work": hit.work if hit.kind in KINDS else None,
        "title": text(hit.title),
        "summary": hit.shown.get("summary") or None,
        "names": _names(hit.shown.get("names")),
        "published_at": hit.at.isoformat() if hit.at else None,
        "href": _href(hit),
        "url": settings.BASE_URL + url if url else None,
        "languages": languages,
        "picture": thumbnail(hit.shown.get("picture")),
        "highlights": {"title": marked(hit.title), "excerpt": marked(hit.excerpt) or None},
        "external_id": next(iter(hit.facets.get("external_id", ())), None),
        "tier": hit.tier,
    }


def _names(names: dict[str, str | list[str]] | None) -> dict[str, str] | None:
    """One name a language: of several words for one term the first, which is the preferred one."""
    if names is None:
        return None
    return {lang: said if isinstance(said, str) else said[0] for lang, said in names.items()}


def _href(hit: Hit) -> str | None:
    if hit.kind in KINDS:
        return item_url(_id(hit))
    return api_url(f"media/{_id(hit)}") if hit.kind in ASSETS else None


def text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def marked(pieces: Iterable[Piece]) -> str:
    """Safe HTML: everything escaped, what was found in `mark`."""
    return "".join(
        f"<mark>{escape(piece.text)}</mark>" if piece.matched else str(escape(piece.text)) for piece in pieces
    )


def thumbnail(picture: dict[str, Any] | None) -> dict[str, Any] | None:
    """The smallest rendition that is good for a list."""
    plain = [one for one in (picture or {}).get("renditions", ()) if one["type"] in FORMATS]
    if picture is None or not plain:
        return None
    plain.sort(key=lambda one: int(one["width"]))
    chosen = next((one for one in plain if one["width"] >= THUMBNAIL), plain[-1])
    shape = {name: chosen[name] for name in ("href", "type", "width", "height")} | {
        "alt": picture.get("alt") or "",
        "credit": picture.get("credit") or "",
    }
    told: dict[str, Any] = absolute(shape)
    return told
