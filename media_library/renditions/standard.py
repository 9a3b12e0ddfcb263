"""The standard renditions of a picture: which there are, and making those that are missing.

A rendition is keyed by the original's checksum, the statement inside it (rights, credit, words in every language) and,
where cropped, the focal point. When one of these changes a new rendition with a new address is made; the old stays for
those who hold its address. Its pixels are encoded anew only when they are other ones.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import pgettext
from wagtail.images.models import Filter, SourceImageIOError

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.files.naming import extension
from media_library.files.store import StoreAwayError
from media_library.models import Asset, Carrier, Picture, Rendition
from media_library.models.consents import rights_prefetch
from media_library.renditions.embedding import stamp_of
from media_library.renditions.rendering import CONTENT_TYPES, THUMB, WIDEST, in_width
from media_library.rights.clearance import somewhere, usable
from media_library.rights.clearing import facts_of
from media_library.rights.licences import Licence
from media_library.rights.uses import Use

WIDTHS = {"thumb": THUMB, "small": 640, "medium": 1280, "large": WIDEST}  # in its own proportions, never enlarged
FORMATS = {"": "jpeg", "-webp": "webp", "-avif": "avif"}  # ending of the name → what it is
# cut around the focal point: link previews, and what search engines and partners' pages want (16:9, 4:3, 1:1)
CROPS = {"social": (1200, 630), "wide": (1200, 675), "classic": (1200, 900), "square": (1200, 1200)}
STANDARD: dict[str, str] = {
    f"{name}{ending}": in_width(width, kind) for ending, kind in FORMATS.items() for name, width in WIDTHS.items()
} | {
    f"{name}{ending}": f"fill-{width}x{height}|format-{kind}"
    for ending, kind in FORMATS.items()
    for name, (width, height) in CROPS.items()
}
PREVIEW = "max-1024x1024|format-jpeg"
THUMBNAIL = "small"
IN_LISTS = ("thumb", THUMBNAIL)  # Wagtail's lists, and the library's


class PictureUnreadableError(Exception):
    """The original is gone from the store, or damaged: no rendition can be made."""


class NotDrawnError(Exception):
    """Renditions, or a clip's proxy with its rights inside, are missing where none may be made (`only_drawn`)."""

    def __init__(self, carrier: Carrier) -> None:
        super().__init__(f"{carrier._meta.model_name} {carrier.pk} is not drawn yet")
        self.carrier = carrier


_undrawable: ContextVar[frozenset[Carrier] | None] = ContextVar("undrawable", default=None)


@contextmanager
def only_drawn(undrawable: Collection[Carrier] = ()) -> Iterator[None]:
    """For those who hold a lock: drawing takes seconds, so what is missing is an error here, to be drawn by the caller
    when it has let go.

    undrawable: pictures and clips that the caller has tried in vain.
    """
    token = _undrawable.set(frozenset(undrawable))
    try:
        yield
    finally:
        _undrawable.reset(token)


def may_be_drawn(carrier: Carrier) -> bool:
    """False: the caller has tried in vain.

    Raises:
        NotDrawnError: not while the caller holds its lock.
    """
    undrawable = _undrawable.get()
    if undrawable is not None and carrier not in undrawable:
        raise NotDrawnError(carrier)
    return undrawable is None


@dataclass(frozen=True, slots=True)
class RenditionInfo:
    name: str
    url: str
    content_type: str
    width: int
    height: int
    size: int
    sha256: str


class StandardFilter(Filter):
    """Wagtail's filter, keyed by everything that decides the bytes. `rights`: the key of the statement that is stamped
    in; `words`: what is drawn over it."""

    def __init__(self, spec: str, rights: str, words: str = "") -> None:
        super().__init__(spec)
        self.rights = rights
        self.words = words

    def __eq__(self, other: object) -> bool:
        """To Wagtail, two of one size are the same."""
        return isinstance(other, StandardFilter) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def _told(self) -> tuple[str, str, str]:
        return str(self.spec), self.rights, self.words

    def get_cache_key(self, image: Picture) -> str:
        return sha256(f"{image.pixels_of(self)}\n{self.rights}".encode()).hexdigest()[:16]


def renditions(picture: Picture) -> list[RenditionInfo]:
    """The standard renditions in the order of `STANDARD`; makes those that are missing. Safe to run twice.

    Raises:
        PictureUnreadableError: the original cannot be read.
        StoreAwayError, NoRoomError: not at the moment.
        NotDrawnError: some are missing, and this is no place to draw (`only_drawn`).
    """
    recipes = _recipes(picture)
    made = _made(picture, recipes)
    missing = [recipe for recipe in recipes if recipe not in made]
    if missing:
        if not may_be_drawn(picture):
            raise PictureUnreadableError(f"picture {picture.pk}: tried in vain")
        made |= _make(picture, missing)
    return [_info(name, made[recipe]) for name, recipe in zip(STANDARD, recipes, strict=True)]


def draw_all(picture: Picture) -> None:
    """What is missing of the standard renditions, and of how lists show it. Safe to run twice.

    Raises:
        PictureUnreadableError, StoreAwayError, NoRoomError: as `renditions`.
    """
    recipes = [*_recipes(picture), *_covered(picture)]
    made = _made(picture, recipes)
    missing = [recipe for recipe in recipes if recipe not in made]
    if missing:
        _make(picture, missing)
    picture.over = words_over(picture.spine)
    Picture.objects.filter(pk=picture.pk).exclude(over=picture.over).update(over=picture.over)


def preview(picture: Picture) -> Rendition:
    """What is shown to look at, not to take: of a restricted asset, with words all over it.

    Raises:
        PictureUnreadableError: the original cannot be read.
    """
    recipe = _preview_recipe(picture)
    return _made(picture, [recipe]).get(recipe) or _make(picture, [recipe])[recipe]


def all_made(picture: Picture) -> bool:
    """Are the standard renditions of the picture as it now is all there, and is it shown in lists as it is to be?"""
    recipes = [*_recipes(picture), *_covered(picture)]
    return len(_made(picture, recipes)) == len(recipes) and picture.over == words_over(picture.spine)


def current_keys(picture: Picture) -> dict[str, str]:
    """Spec → key of everything that the library itself draws of the picture as it now is, but for what only lists show
    (`keys_in_lists`)."""
    recipes = [*_recipes(picture), _preview_recipe(picture)]
    return {recipe.spec: recipe.get_cache_key(picture) for recipe in recipes}


def keys_in_lists(picture: Picture) -> set[tuple[str, str]]:
    """Spec and key of what lists show of it with words over it. Asks the database whom it stands for."""
    return {(recipe.spec, recipe.get_cache_key(picture)) for recipe in _covered(picture)}


def _preview_recipe(picture: Picture) -> StandardFilter:
    return StandardFilter(PREVIEW, _rights(picture), words_over(picture.spine))


def words_over(asset: Asset) -> str:
    """What stands over a preview of the asset: the rights record's words, or the owner's name; nothing where it is free.

    Restricted is what is internal, and what nobody may show on the web today.
    """
    facts = facts_of(asset)
    verdict = usable(facts, use=str(Use.WEB), day=timezone.localdate(), territory=somewhere(facts))
    if verdict.ok and facts.effective_licence != Licence.INTERNAL:
        return ""
    if asset.rights is not None and asset.rights.watermark:
        return asset.rights.watermark
    owner = asset.owner.name_in(SOURCE_LANGUAGE) if asset.owner is not None else ""
    return " · ".join(part for part in (owner, house_words()) if part)


def house_words() -> str:
    """Whoever looks."""
    with translation.override(SOURCE_LANGUAGE):
        return pgettext("over a picture", "Preview, not for use")


def _rights(picture: Picture) -> str:
    stamp = stamp_of(picture.rights_statement())
    return sha256(stamp.xmp + stamp.exif + stamp.iptc).hexdigest()


def thumbnail_of(picture: Picture, words: str) -> RenditionInfo | None:
    """The rendition for lists, if it is made; makes none. `words`: `words_over` the asset that it stands for there. Whoever
    may only look may keep what lists show, so the words are in its pixels."""
    made = _made(picture, [StandardFilter(STANDARD[THUMBNAIL], _rights(picture), words)])
    return next((_info(THUMBNAIL, row) for row in made.values()), None)


def is_thumbnail(rendition: Rendition) -> bool:
    return rendition.filter_spec == STANDARD[THUMBNAIL]


def _recipes(picture: Picture, *names: str) -> list[StandardFilter]:
    rights = _rights(picture)
    return [StandardFilter(STANDARD[name], rights) for name in names or STANDARD]


def _covered(picture: Picture) -> list[StandardFilter]:
    """How lists show it where it is restricted, or something that it stands for: a clip, a brand asset."""
    stood_for = Asset.objects.filter(Q(video__poster=picture) | Q(brandasset__picture=picture)).select_related("rights")
    assets = (picture.spine, *stood_for.prefetch_related("owner__names", *rights_prefetch()))
    words = sorted({words_over(asset) for asset in assets} - {""})
    rights = _rights(picture) if words else ""
    return [StandardFilter(STANDARD[name], rights, over) for over in words for name in IN_LISTS]


def _made(picture: Picture, recipes: list[StandardFilter]) -> dict[Filter, Rendition]:
    there = {(row.filter_spec, row.focal_point_key): row for row in picture.renditions.all()}
    keys = ((recipe, (recipe.spec, recipe.get_cache_key(picture))) for recipe in recipes)
    return {recipe: there[key] for recipe, key in keys if key in there}


def _make(picture: Picture, recipes: list[StandardFilter]) -> dict[Filter, Rendition]:
    try:
        made = picture.create_renditions(*recipes)
    except StoreAwayError:
        raise
    except SourceImageIOError as unreadable:
        raise PictureUnreadableError(f"picture {picture.pk}: {unreadable}") from unreadable
    for rendition in made.values():
        picture._add_to_prefetched_renditions(rendition)
    return made


def _info(name: str, row: Rendition) -> RenditionInfo:
    return RenditionInfo(
        name=name,
        url=row.url,
        content_type=CONTENT_TYPES[extension(row.file.name)],
        width=row.width,
        height=row.height,
        size=row.size or 0,
        sha256=row.sha256,
    )
