"""What partners are told of an asset: JSON-ready, in a stable order of keys, the same for the same state.

Reads only what the `…_PREFETCH` tuples prefetch, so a list costs no query per item; a picture whose renditions were
never made costs their making. Addresses are absolute paths; the caller puts the house's address in front.
"""

import logging
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from hub.registry.naming import SOURCE_LANGUAGE, Certainty, named
from media_library.clips import streaming
from media_library.files.addresses import latest_path
from media_library.files.given_out import own_file, public_file, subtitles_path
from media_library.files.naming import extension
from media_library.models import (
    Asset,
    AssetText,
    Audio,
    BrandAsset,
    Carrier,
    LibraryDocument,
    Picture,
    StampedProxy,
    SubtitleTrack,
    Video,
)
from media_library.models.consents import rights_prefetch
from media_library.models.prepared import Role
from media_library.renditions.faces import current, face_of
from media_library.renditions.standard import PictureUnreadableError, RenditionInfo, renditions
from media_library.rights.clearance import AssetFacts, somewhere, usable
from media_library.rights.clearing import facts_of, named_people
from media_library.rights.terms import Terms, terms_of, told_text, told_texts, told_tracks
from media_library.rights.uses import Use
from media_library.shotlist.telling import shots_of, sound_bites_of
from media_library.shotlist.writing import passages_prefetch
from media_library.source_types import uri
from media_library.subtitles.track_forms import FORMS, form_path

logger = logging.getLogger("hub.media_library")


def _asset_prefetch(to: str = "") -> tuple[Any, ...]:
    """What every description reads of an asset; `to` is the way to its carrier, ending in `__`."""
    asset = f"{to}asset__"
    return (
        f"{asset}texts",
        f"{asset}owner__names",
        f"{asset}places__names",
        f"{asset}rights__credits",
        f"{asset}rights__holder__names",
        *rights_prefetch(asset),
    )


PICTURE_PREFETCH = (*_asset_prefetch(), "renditions")
VIDEO_PREFETCH = (
    *_asset_prefetch(),
    passages_prefetch("asset__"),
    "subtitles",
    "preparation",
    "prepared",
    Prefetch("prepared__stamped", StampedProxy.objects.defer("box")),
    *_asset_prefetch("poster__"),
    "poster__renditions",
)
AUDIO_PREFETCH = (
    *_asset_prefetch(),
    passages_prefetch("asset__"),
    "asset__versions",
    "preparation",
    "prepared",
    Prefetch("prepared__stamped", StampedProxy.objects.defer("box")),
)
DOCUMENT_PREFETCH = _asset_prefetch()
FILED_PREFETCH = ("asset__tasks", "asset__subjects__names")
FACE_PREFETCH = ("asset__face",)
BRAND_PREFETCH = (
    *_asset_prefetch(),
    *FACE_PREFETCH,
    *_asset_prefetch("picture__"),
    "picture__renditions",
    "variant_of",
    "variants",
    "asset__versions",
    "copies",
)

Described = dict[str, Any]


def describe_picture(picture: Picture, language: str | None = None, *, day: date | None = None) -> Described:
    """A picture in one language; with `language=None` in all of them, as `texts`.

    `day`: whose name of the owner to use; today's unless told.
    """
    if language is None:
        words: Described = {"texts": _texts(picture.asset, alt="alt", caption="caption", title="title")}
    else:
        text = told_text(picture.asset, language)
        words = {"alt": text.alt if text else "", "caption": text.caption if text else ""}
    return {
        **_head(picture, "picture", picture.title),
        **words,
        **_particulars(picture.asset, language, day),
        "width": picture.width,
        "height": picture.height,
        "focal_point": _focal_point(picture),
        "renditions": _renditions(picture),
    }


def describe_video(video: Video, language: str | None = None, *, day: date | None = None) -> Described:
    """A clip in one language; with `language=None` in all, as `texts`. Its title falls back to the working one."""
    film = public_file(video)
    return {
        **_titled(video, "video", language),
        **_particulars(video.asset, language, day),
        "duration": video.duration,
        "width": video.width,
        "height": video.height,
        "file": film,
        "poster": describe_picture(video.poster, language, day=day) if video.poster is not None else None,
        "subtitles": [_track(video, track) for track in told_tracks(video)],
        **_played(video, film),
        "spoken_language": video.spoken_language,
        "shots": shots_of(video.asset, language, day),
        "sound_bites": sound_bites_of(video.asset, language),
        "chapters": [_chapters(video, text) for text in streaming.chapters_of(video)],
    }


def describe_audio(audio: Audio, language: str | None = None, *, day: date | None = None) -> Described:
    return {
        **_titled(audio, "audio", language),
        **_particulars(audio.asset, language, day),
        "duration": audio.duration,
        "file": public_file(audio),
        "spoken_language": audio.spoken_language,
        "sound_bites": sound_bites_of(audio.asset, language),
    }


def describe_document(document: LibraryDocument, language: str | None = None, *, day: date | None = None) -> Described:
    """Without what changes when a job has drawn it: editions keep this (`describe_drawn_document`)."""
    return {
        **_titled(document, "document", language),
        **_particulars(document.asset, language, day),
        "file": own_file(document),
    }


def describe_drawn_document(document: LibraryDocument, language: str | None = None) -> Described:
    """With its face, where it has been drawn."""
    return {**describe_document(document, language), **_drawn(document.asset)}


def filed_under(asset: Asset, language: str | None) -> Described:
    """When it was taken, and what the library files it under; names in a language, or in all there are."""
    return {
        "taken_at": timezone.localtime(asset.taken_at).isoformat() if asset.taken_at else None,
        "tasks": [
            {"code": task.code, "title": task.title_in(language)}
            if language is not None
            else {"code": task.code, "titles": task.titles()}
            for task in asset.tasks.all()
        ],
        "subjects": [
            {"id": subject.qcode, "uri": subject.uri}
            | (
                {"name": subject.name_in(language)}
                if language is not None
                else {"names": {name.language: name.name for name in subject.names.all()}}
            )
            for subject in asset.subjects.all()
        ],
    }


def describe_brand(brand: BrandAsset, language: str | None = None, *, day: date | None = None) -> Described:
    """A logo, slogan, rule or model. `latest` always leads to its newest file."""
    return {
        **_titled(brand, "brand", language),
        **_particulars(brand.asset, language, day),
        "role": brand.role,
        "status": brand.status,
        "slug": brand.slug,
        **_lock_up(brand),
        "variant_of": str(brand.variant_of.uid) if brand.variant_of is not None else None,
        "variants": [
            {"id": str(one.uid), "slug": one.slug, "title": one.title, **_lock_up(one)}
            for one in sorted(brand.variants.all(), key=lambda one: one.slug)
            if one.status == Certainty.APPROVED
        ],
        "file": public_file(brand),
        **_drawn(brand.asset),
        "picture": describe_picture(brand.picture, language, day=day) if brand.picture is not None else None,
    }


def _lock_up(brand: BrandAsset) -> Described:
    """By what a designer chooses."""
    return {
        "lang": brand.language or None,
        "colour": brand.colour or None,
        "format": extension(brand.file.name) or None,
        "latest": {"href": latest_path(brand.slug)} if brand.file else None,
    }


def _head(carrier: Carrier, kind: str, title: str) -> Described:
    return {"id": str(carrier.uid), "kind": kind, "title": title}


def _titled(carrier: Any, kind: str, language: str | None) -> Described:
    """Title and description in a language, or in all; the working title where a language has none."""
    if language is None:
        texts = _texts(carrier.asset, title="title", description="caption")
        return {**_head(carrier, kind, carrier.title), "texts": texts}
    text = told_text(carrier.asset, language)
    title = (text.title if text else "") or carrier.title
    return {**_head(carrier, kind, title), "description": text.caption if text else ""}


def _texts(asset: Asset, **told: str) -> Described:
    """`told`: the key in the answer and the column it comes from."""
    return {
        row.language: {key: getattr(row, column) for key, column in told.items()} | {"keywords": row.keyword_list}
        for row in _rows(asset)
    }


def _rows(asset: Asset) -> list[AssetText]:
    return sorted(told_texts(asset), key=lambda row: row.language)


def _keywords(asset: Asset, language: str | None) -> list[str]:
    """Of a language; of all of them, each once, where none is asked for."""
    rows = (row for row in _rows(asset) if language in (None, row.language))
    return list(dict.fromkeys(word for row in rows for word in row.keyword_list))


def _particulars(asset: Asset, language: str | None, day: date | None) -> Described:
    """What every kind has: credit, owner, rights, origin, and what is seen."""
    facts = facts_of(asset, naming=False)
    terms = terms_of(asset, facts)
    return {
        "credit": asset.credit_in(language),
        "creator": asset.creator,
        "owner": named(asset.owner, language, day),
        "licence": terms.licence,
        "licence_url": terms.licence_url or None,
        "usable_from": terms.usable_from.isoformat() if terms.usable_from else None,
        "usable_until": terms.usable_until.isoformat() if terms.usable_until else None,
        "digital_source_type": uri(asset.digital_source_type),
        "rights": _rights(facts, terms),
        "ai": _ai(asset),
        "source": asset.source,
        "file_version": asset.file_version,
        "keywords": _keywords(asset, language),
        "people": [
            {"id": each.person.code if each.person else None, "name": each.name_in(language or SOURCE_LANGUAGE)}
            for each in named_people(asset, facts)
        ],
        "places": [named(place, language, day) for place in asset.places.all()],
        "event": asset.event,
    }


def _rights(facts: AssetFacts, terms: Terms) -> Described:
    """What may be done with it, as the public web asks today: the answer to others may differ (`clearance.usable`)."""
    verdict = usable(facts, use=str(Use.WEB), day=timezone.localdate(), territory=somewhere(facts))
    return {
        "usable": verdict.ok,
        "why_not": [{"code": reason.code, "words": reason.words} for reason in verdict.reasons],
        "uses": terms.listed_uses,
        "territories": sorted(terms.territories),
        "languages": sorted(terms.languages),
        "translation_allowed": terms.translation_allowed,
        "modification_allowed": terms.modification_allowed,
        "exclusive": terms.exclusive,
        "holder": terms.holder,
        "terms": terms.own_terms,
        "terms_url": terms.terms_url or None,
        "data_mining": terms.data_mining or None,
        "third_party": terms.third_party,
    }


def _ai(asset: Asset) -> Described | None:
    """Which system made it (Law 134/2025/QH15, Art. 11); None for what people made."""
    if not asset.made_by_ai:
        return None
    return {
        "system": asset.ai_system,
        "version": asset.ai_version,
        "prompt": asset.ai_prompt,
        "prompt_writer": asset.ai_prompt_writer,
    }


def _focal_point(picture: Picture) -> dict[str, float] | None:
    if not picture.has_focal_point() or not picture.width or not picture.height:
        return None
    return {
        "x": round(min(1.0, picture.focal_point_x / picture.width), 4),
        "y": round(min(1.0, picture.focal_point_y / picture.height), 4),
    }


def _renditions(picture: Picture) -> list[Described]:
    try:
        made = renditions(picture)
    except PictureUnreadableError as unreadable:
        # one damaged original must not hold up a whole edition; the library shows it as broken
        logger.error("picture_unreadable picture=%s reason=%s", picture.pk, unreadable)  # noqa: TRY400 - the reason is the message
        return []
    return [_rendition(one) for one in made]


def _drawn(asset: Asset) -> Described:
    """The face of what is no picture itself: the first page of a PDF, the drawing in an Illustrator file."""
    face, drawn = current(asset), face_of(asset)
    return {
        "pages": face.pages if face is not None else None,
        "renditions": [_rendition(drawn)] if drawn is not None else [],
    }


def _rendition(info: RenditionInfo) -> Described:
    one = asdict(info)
    return {
        "name": one["name"],
        "href": one["url"],
        "type": one["content_type"],
        **{key: one[key] for key in ("width", "height", "size", "sha256")},
    }


def _played(video: Video, film: Described | None) -> Described:
    """What players take, and how loud it is; nothing of it while the clip is being prepared."""
    preparation, master, stills = streaming.preparation_of(video), streaming.master(video), streaming.still_list(video)
    made = streaming.one_of(video, Role.PROXY)
    return {
        "hls": {"href": master.path(video), "type": master.content_type} if master is not None else None,
        "proxy": film | {"width": made.width, "height": made.height} if film is not None and made is not None else None,
        "stills": {"href": stills.path(video), "type": "text/vtt"} if stills is not None else None,
        "loudness": {
            "integrated": preparation.loudness,
            "range": preparation.loudness_range,
            "true_peak": preparation.true_peak,
        }
        if preparation is not None and preparation.loudness is not None
        else None,
    }


def _track(video: Video, track: SubtitleTrack) -> Described:
    return {
        "lang": track.language,
        "href": subtitles_path(video, track),
        "type": "text/vtt",
        "sha256": track.sha256,
        **{form: form_path(video, track, form) for form in FORMS},
    }


def _chapters(video: Video, text: streaming.Text) -> Described:
    return {"lang": text.name.removesuffix("-chapters.vtt"), "href": text.path(video), "type": "text/vtt"}
