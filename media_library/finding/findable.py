"""An asset as a document of the search index: its words in all languages, what it can be narrowed by, who may find it.

Who is seen in it is no word of it and no facet for anybody outside (`person_shown` is the library's own): whoever agreed
to be shown did not agree to be looked up. Which released editions show the asset is told by the caller (`ShownBy`);
thumbnails are those that are made already.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from hub.registry.models import Place, Subject
from hub.registry.naming import SOURCE_LANGUAGE, Certainty, language_choices
from locales.canonical.alphabet import sort_key
from media_library.files.addresses import asset_path
from media_library.files.naming import extension, plain_name
from media_library.models import (
    Asset,
    AssetText,
    BrandAsset,
    Carrier,
    LibraryDocument,
    Passage,
    PassageText,
    PersonShown,
    Picture,
)
from media_library.models.assets import CARRIER_NAMES
from media_library.models.consents import rights_prefetch
from media_library.renditions.faces import face_of
from media_library.renditions.standard import RenditionInfo, thumbnail_of, words_over
from media_library.rights.clearance import AssetFacts, somewhere, usable
from media_library.rights.clearing import facts_of
from media_library.rights.licences import Licence, is_open
from media_library.rights.terms import told_texts
from media_library.rights.uses import Use
from search.documents import Reach, SearchDocument
from search.scope import shown_as

PREFIX = "asset"
KINDS = {"picture": "picture", "video": "clip", "audio": "recording", "document": "document", "brand": "brand"}
HOUSE, NOTHING = "house", "nothing"  # values of the facet `usable`, beside those of `Use`
# what somebody ought to add; the values of the facet `lacks`
LACKS: dict[str, Callable[[Asset], bool]] = {
    "alt": lambda asset: asset.told_as == "picture" and not _source_text(asset).alt,
    "caption": lambda asset: not _source_text(asset).caption,
    "keywords": lambda asset: not any(text.keywords for text in asset.texts.all()),
    "place": lambda asset: not asset.places.all(),
    "credit": lambda asset: not any(_credits(asset)),
    "owner": lambda asset: asset.owner is None,
    "rights": lambda asset: asset.rights is None,
}


@dataclass(frozen=True, slots=True)
class ShownBy:
    """A live edition that shows the asset. With `use`: a package that partners are offered for that, `territory` empty: everywhere."""

    lang: str
    licence: str
    use: str = ""
    territory: str = ""


def key_of(uid: UUID | str) -> str:
    return f"{PREFIX}:{uid}"


def to_be_found() -> QuerySet[Asset]:
    """Assets with all that their documents are made of, in a constant number of queries. The still that is a clip's poster
    is none of them: it is found as the clip."""
    people = PersonShown.objects.select_related("consent", "person")
    return (
        Asset.objects.exclude(still_of__poster=F("picture"))
        .select_related("owner", "rights", "face", *CARRIER_NAMES)
        .order_by("pk")
        .prefetch_related(
            *("texts", "places__names", "tasks", "subjects", "owner__names", "rights__credits", "words_inside"),
            *("video__subtitles", "passages__texts", "passages__speaker__names", Prefetch("people", people)),
        )
    )


def asset_documents(assets: Sequence[Asset], shown: Mapping[str, Sequence[ShownBy]]) -> list[SearchDocument]:
    """`shown`: the asset's id → the editions that show it."""
    there = [asset for asset in assets if asset.is_carried]
    thumbnails = _thumbnails(there)
    wider = _Wider()
    return [_document(asset, shown.get(str(asset.pk), ()), thumbnails, wider) for asset in there]


def _document(
    asset: Asset, shown: Sequence[ShownBy], thumbnails: Mapping[UUID, RenditionInfo], wider: "_Wider"
) -> SearchDocument:
    texts = sorted(asset.texts.all(), key=lambda text: (text.language != SOURCE_LANGUAGE, text.language))
    told, facts = told_texts(asset), facts_of(asset, naming=False)
    title = _source_text(asset).title or asset.title
    reach, out = _out(asset, facts, shown)
    return SearchDocument(
        key=key_of(asset.pk),
        kind=KINDS[asset.told_as],
        title=title,
        names=(
            asset.title,
            *(text.title for text in texts),
            *(name for place in asset.places.all() for name in _names(place)),
        ),
        prose="\n".join(_prose(asset, texts)),
        facets={
            "shown": out,
            "shelf": (shelf(asset.told_as, asset.collection_id),),
            "medium": (asset.kind,),
            "agency": (asset.owner.code,) if asset.owner else (),
            "place": tuple(wider.places(place.code for place in asset.places.all())),
            "subject": tuple(wider.subjects(subject.code for subject in asset.subjects.all())),
            "task": tuple(task.code for task in asset.tasks.all()),
            "licence": (facts.effective_licence,),
            "creator": (asset.creator,) if asset.creator else (),
            "person_shown": tuple(shown.person.code for shown in asset.people.all() if shown.person is not None),
            "taken": (str(timezone.localtime(asset.taken_at).year),) if asset.taken_at else (),
            "worded": tuple(_worded(asset, texts)),
            "orientation": _orientation(asset.carrier),
            "colour": tuple(filter(None, asset.carrier.colours.split(","))),
            "usable": _usable(facts),
            "lacks": tuple(code for code, lacking in LACKS.items() if lacking(asset)),
        },
        at=asset.created_at,
        reach=reach,
        shown={
            "id": str(asset.pk),
            "medium": asset.kind,
            "summary": next((text.caption for text in told if text.caption), ""),
            "names": {text.language: text.title for text in told if text.title} or None,
            "texts": {text.language: {"caption": text.caption, "alt": text.alt} for text in told},
            "credit": asset.credit_in(SOURCE_LANGUAGE),
            "licence": facts.effective_licence,
            "file": _file(asset.carrier),
            "picture": _picture(asset, thumbnails),
            "uses": sum(not one.use for one in shown),
            "taken": asset.taken_at.isoformat() if asset.taken_at else None,
            **({"drawing": drawing} if (drawing := drawing_of(asset)) else {}),
        },
        orders=_orders(asset, title),
    )


def _orders(asset: Asset, title: str) -> dict[str, str]:
    """What the library is sorted by, beside time; a file of unknown size, or what nobody has dated, has no key."""
    size, taken = asset.carrier.stored_size, asset.taken_at
    return {
        "title": sort_key(title),
        **({"size": f"{size:015}"} if size else {}),
        **({"taken": taken.astimezone(UTC).isoformat(timespec="seconds")} if taken else {}),
    }


def shelf(told_as: str, collection_id: int) -> str:
    """One collection's assets of one kind, as the value of a facet: who may see them is decided by kind and collection."""
    return f"{told_as}-{collection_id}"


def alt_in(tag: str) -> str:
    """The value of the facet `worded` of a picture that has an alt text in that language; a caption's is the tag alone."""
    return f"alt-{tag}"


def _worded(asset: Asset, texts: Sequence[AssetText]) -> Iterator[str]:
    yield from (text.language for text in texts if text.caption)
    if asset.told_as == "picture":
        yield from (alt_in(text.language) for text in texts if text.alt)


# --- who may find it -------------------------------------------------------------------------------------------------


def _out(asset: Asset, facts: AssetFacts, shown: Sequence[ShownBy]) -> tuple[Reach, tuple[str, ...]]:
    """An asset leaves the house while a live edition shows it, an approved brand asset by itself, for whoever looks as long as
    the web may have it, and otherwise for those who want it for what it may be used for; and while partners are offered it in
    a package, for what that is for."""
    licence, uses = facts.effective_licence, _usable(facts)
    if licence == Licence.INTERNAL:
        return Reach.STAFF, ()
    if asset.told_as == "brand":
        brand: Any = asset.carrier
        approved = brand.status == Certainty.APPROVED
        under = [ShownBy(tag, licence) for tag, _name in language_choices()] if approved else []
    else:
        under = [one for one in shown if one.licence != Licence.INTERNAL]
    allowed = facts.grant.territories if facts.grant is not None else frozenset[str]()
    out: set[str] = set()
    for one in under:
        within = allowed & {one.territory} if one.territory and allowed else {one.territory} - {""} or allowed
        if one.territory and not within:
            continue
        for use in _for_whom(one, uses):
            out |= set(shown_as(one.lang, one.licence, licence, territories=within, use=use))
    if not out:
        return Reach.STAFF, ()
    is_public = is_open(licence) and any(is_open(one.licence) for one in under if not one.use) and str(Use.WEB) in uses
    return Reach.PUBLIC if is_public else Reach.PARTNERS, tuple(sorted(out))


def _for_whom(one: ShownBy, uses: tuple[str, ...]) -> tuple[str, ...]:
    """For which uses it is out by that; nothing stands for whoever looks."""
    if one.use:
        return (one.use,) if one.use in uses else ()
    return ("",) if str(Use.WEB) in uses else tuple(use for use in uses if use != NOTHING)


def _usable(facts: AssetFacts) -> tuple[str, ...]:
    """For what it may be used today, anywhere."""
    day, where = timezone.localdate(), somewhere(facts)
    uses = tuple(str(use) for use in Use if usable(facts, use=str(use), day=day, territory=where).ok)
    if uses and facts.effective_licence == Licence.INTERNAL:
        return (HOUSE,)
    return uses or (NOTHING,)


# --- what it says ----------------------------------------------------------------------------------------------------


def _prose(asset: Asset, texts: Iterable[AssetText]) -> Iterator[str]:
    for text in texts:
        yield from filter(None, (text.caption, text.alt, text.keywords))
    yield from filter(None, (asset.event, asset.creator, asset.source, *dict.fromkeys(_credits(asset))))
    if asset.owner is not None:
        yield from _names(asset.owner)
    for passage in asset.passages.all():
        yield from filter(None, (part for text in _by_language(passage) for part in (text.words, text.speaker)))
        if passage.speaker is not None:
            yield from _names(passage.speaker)
    said = {words.sha256: words.text for words in asset.words_inside.all()}
    for sha256 in _files(asset):
        if said.get(sha256):
            yield said[sha256]


def _by_language(passage: Passage) -> list[PassageText]:
    return sorted(passage.texts.all(), key=lambda text: text.language)


def _names(row: Any) -> list[str]:
    """What a row of the registry is and was called, in all languages, in a stable order."""
    return [name.name for name in sorted(row.names.all(), key=lambda name: (name.language, name.name))]


def _files(asset: Asset) -> list[str]:
    """Checksums of the files that words may have been read from, in a stable order."""
    carrier: Any = asset.carrier
    if asset.told_as == "video":
        return [track.sha256 for track in sorted(carrier.subtitles.all(), key=lambda track: track.language)]
    return [carrier.sha256]


def _credits(asset: Asset) -> list[str]:
    record = asset.rights.credits_by_language().values() if asset.rights is not None else ()
    return [line for line in (asset.credit, *(text.credit for text in asset.texts.all()), *record) if line]


def _source_text(asset: Asset) -> AssetText:
    return asset.text_in(SOURCE_LANGUAGE) or AssetText()


# --- what it is ------------------------------------------------------------------------------------------------------


def _orientation(carrier: Carrier) -> tuple[str, ...]:
    width, height = carrier.width, carrier.height
    if not width or not height:
        return ()
    if abs(width - height) * 20 <= max(width, height):
        return ("square",)
    return ("landscape",) if width > height else ("portrait",)


def _file(carrier: Carrier) -> dict[str, Any]:
    """`format` is the end of its name; sizes are of the original."""
    return {
        "format": extension(carrier.file.name) if carrier.file else "",
        "size": carrier.stored_size or None,
        "width": carrier.width,
        "height": carrier.height,
        "duration": carrier.duration,
    }


def thumbnails_of(assets: Sequence[Asset]) -> dict[UUID, RenditionInfo]:
    """By the asset's id; of those that have one already. Their faces were fetched with them."""
    there = [asset for asset in assets if asset.is_carried]
    made = _thumbnails(there)
    return {asset.pk: shown for asset in there if (shown := _shown(asset, made)) is not None}


def _shown(asset: Asset, thumbnails: Mapping[UUID, RenditionInfo]) -> RenditionInfo | None:
    """The picture that stands for it; of a document, or of what has no picture of its own, its face."""
    return thumbnails.get(asset.pk) or face_of(asset)


def _thumbnails(assets: Sequence[Asset]) -> dict[UUID, RenditionInfo]:
    """By the asset's id; of what is restricted, with words over it."""
    wanted = {looks for asset in assets if (looks := asset.carrier.looks_id) is not None}
    pictures = Picture.objects.filter(pk__in=wanted).prefetch_related(
        *(
            "renditions",
            "asset__texts",
            "asset__owner__names",
            "asset__places__names",
            "asset__rights__credits",
            "asset__rights__holder__names",
        ),
        *rights_prefetch("asset__"),
    )
    by_key = {picture.pk: picture for picture in pictures}
    there = ((asset, by_key.get(asset.carrier.looks_id or 0)) for asset in assets)
    made = ((asset.pk, thumbnail_of(looks, words_over(asset))) for asset, looks in there if looks is not None)
    return {uid: info for uid, info in made if info is not None}


def _picture(asset: Asset, thumbnails: Mapping[UUID, RenditionInfo]) -> dict[str, Any] | None:
    made = _shown(asset, thumbnails)
    if made is None:
        return None
    rendition = {"href": made.url, "type": made.content_type, "width": made.width, "height": made.height}
    return {
        "alt": _source_text(asset).alt,
        "credit": asset.credit_in(SOURCE_LANGUAGE),
        "renditions": [rendition],
    }


def drawing_of(asset: Asset) -> str | None:
    """A drawing, such as a logo, shows itself, in any size; none of it can act (`media_library.ingest.svg`)."""
    carrier = asset.carrier
    if not isinstance(carrier, BrandAsset | LibraryDocument) or extension(carrier.file.name) != "svg":
        return None
    name = carrier.slug if isinstance(carrier, BrandAsset) else plain_name(asset.title)
    return asset_path(carrier.uid, f"{name}.svg", carrier.sha256)


class _Wider:
    """A place counts for every place that it lies in, a topic for every broader one; both are small tables."""

    def __init__(self) -> None:
        self._places = dict(Place.objects.values_list("code", "parent__code"))
        self._subjects = dict(Subject.objects.values_list("code", "broader__code"))

    def places(self, codes: Iterable[str]) -> dict[str, None]:
        return _with_wider(codes, self._places)

    def subjects(self, codes: Iterable[str]) -> dict[str, None]:
        return _with_wider(codes, self._subjects)


def _with_wider(codes: Iterable[str], parents: Mapping[str, str | None]) -> dict[str, None]:
    found: dict[str, None] = {}
    for code in codes:
        at: str | None = code
        while at is not None and at not in found:
            found[at] = None
            at = parents.get(at)
    return found
