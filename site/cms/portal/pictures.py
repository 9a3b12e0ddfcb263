"""A described picture as an HTML `picture` element needs it. Pure."""

from dataclasses import dataclass
from typing import Any

from cms.portal.addresses import local

Shape = dict[str, Any]

SHARED = "social"  # cropped to what link previews show: a JPEG, which every network takes
FOR_SEARCH = ("wide", "classic", "square")  # JPEG too
CROPPED = tuple(f"{name}{ending}" for name in (SHARED, *FOR_SEARCH) for ending in ("", "-webp", "-avif"))
BETTER = ("image/avif", "image/webp")  # than JPEG, the smallest first: a browser takes the first it knows
FALLBACK_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Source:
    content_type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`width` and `height` are the fallback's: the browser keeps the room free before a byte has come. `focus` is where
    the eye should stay when the picture is cropped, as CSS's object-position takes it."""

    sources: list[Source]
    src: str
    srcset: str
    width: int
    height: int
    alt: str
    focus: str


def uncropped(picture: Shape | None) -> list[Shape]:
    """The picture's renditions in its own proportions, smallest first; one of each width."""
    if not picture:
        return []
    whole = {(one["type"], one["width"]): one for one in picture["renditions"] if one["name"] not in CROPPED}
    return sorted(whole.values(), key=lambda rendition: rendition["width"])


def shown(picture: Shape | None) -> Shown | None:
    """None where there is nothing that could be shown."""
    renditions = uncropped(picture)
    plain = _of(renditions, "image/jpeg") or _of(renditions, "image/png") or renditions
    if picture is None or not plain:
        return None
    fallback = next((one for one in plain if one["width"] >= FALLBACK_WIDTH), plain[-1])
    others = {kind: _of(renditions, kind) for kind in BETTER}
    return Shown(
        sources=[Source(kind, _srcset(made)) for kind, made in others.items() if made and made != plain],
        src=local(fallback["href"]),
        srcset=_srcset(plain),
        width=fallback["width"],
        height=fallback["height"],
        alt=picture["alt"],
        focus=_focus(picture["focal_point"]),
    )


def share_picture(picture: Shape | None) -> Shape | None:
    """The rendition for link previews, else the widest JPEG."""
    if not picture:
        return None
    cropped = next((one for one in picture["renditions"] if one["name"] == SHARED), None)
    return cropped or next(reversed(_of(uncropped(picture), "image/jpeg")), None)


def crops(picture: Shape) -> list[Shape]:
    """The renditions that are cut around the focal point for search engines."""
    return [one for one in picture["renditions"] if one["name"] in FOR_SEARCH]


def _focus(point: Shape | None) -> str:
    return f"{point['x']:.0%} {point['y']:.0%}" if point else ""


def _of(renditions: list[Shape], content_type: str) -> list[Shape]:
    return [one for one in renditions if one["type"] == content_type]


def _srcset(renditions: list[Shape]) -> str:
    return ", ".join(f"{local(one['href'])} {one['width']}w" for one in renditions)
