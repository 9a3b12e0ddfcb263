"""Which files of an asset go into a package: the original, or what is made for the web; with a clip its subtitles and dope sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from media_library.clips.preparing import is_wanting
from media_library.clips.rights_inside import stamp_proxy, told_proxy
from media_library.files.delivery import content_type_of
from media_library.files.naming import extension, plain_name
from media_library.models import Asset, Audio, BrandAsset, PackageForm, Picture, StampedProxy, Video
from media_library.models.timed import Timed
from media_library.packages.wording import BOM
from media_library.renditions.public_copies import make_copy, told_copy
from media_library.renditions.standard import renditions
from media_library.rights.terms import told_tracks
from media_library.shotlist.dope_sheet import dope_sheet
from media_library.subtitles.track_forms import FORMS, in_form, stored_text

FOLDER = "data/media/"
FOR_THE_WEB = "large"  # of the standard renditions


class BeingPreparedError(Exception):
    """The web's form of a clip is being made: to be asked again. Says so, in the language that is active."""


class UnpreparedError(Exception):
    """It cannot be made."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One file: in the store, or its bytes, or both, one behind the other. `role`: media, subtitles or dope_sheet; `language`: of the latter two."""

    path: str
    role: str
    content_type: str
    size: int
    sha256: str
    storage_name: str = ""
    content: bytes | None = None
    language: str = ""


def files_of(asset: Asset, form: str, languages: Sequence[str], *, place: int, title: str) -> list[Chosen]:
    """The asset's own file first. None: it has none, such as a slogan. Draws the rendition that is not drawn yet.

    Raises:
        PictureUnreadableError: the picture cannot be drawn.
        BeingPreparedError, UnpreparedError: a clip in the form for the web.
        StoreAwayError, OSError: the store does not answer, or takes nothing more.
    """
    stem = f"{FOLDER}{place:03d}-{plain_name(title, otherwise=asset.told_as)}"
    carrier: Any = asset.carrier
    found = []
    if carrier.file:
        name, size, digest, tail = _its_file(carrier, form)
        found.append(Chosen(f"{stem}.{extension(name)}", "media", content_type_of(name), size, digest, name, tail))
    if isinstance(carrier, Video):
        found += _subtitles(carrier, languages, stem)
    if isinstance(carrier, Timed) and asset.passages.exists():
        found += [_dope_sheet(asset, language, stem) for language in languages]
    return found


def _its_file(carrier: Any, form: str) -> tuple[str, int, str, bytes | None]:
    """Name in the store, size and checksum; what stands behind what is stored."""
    if form == PackageForm.WEB and isinstance(carrier, Picture):
        (drawn,) = [info for info in renditions(carrier) if info.name == FOR_THE_WEB]
        # two sizes of a small picture are the same bytes, and either row will do
        row = next(row for row in carrier.renditions.all() if row.sha256 == drawn.sha256)
        return str(row.file.name), drawn.size, drawn.sha256, None
    if form == PackageForm.WEB and (isinstance(carrier, Video) or (isinstance(carrier, Audio) and carrier.wants_proxy)):
        return _proxy(carrier)
    if isinstance(carrier, BrandAsset) and carrier.wants_copy:
        return _copy(carrier)
    return str(carrier.file.name), carrier.stored_size, carrier.sha256, None


def _copy(brand: BrandAsset) -> tuple[str, int, str, bytes | None]:
    """Also where files go out as they came: of a brand asset everybody has the copy, and a delegation is no other."""
    make_copy(brand)
    copy = told_copy(brand)
    if copy is None:
        raise UnpreparedError
    return str(copy.file.name), copy.size or 0, copy.sha256, None


def _proxy(video: Video | Audio) -> tuple[str, int, str, bytes | None]:
    """Never the original in its place: for the web, nobody ordered what a camera or a telephone wrote into it."""
    stamp_proxy(video)
    proxy = told_proxy(video)
    if isinstance(proxy, StampedProxy):
        return str(proxy.prepared.file.name), proxy.size, proxy.sha256, bytes(proxy.box)
    if proxy is not None:  # its film is gone from the store, which whoever reads it through will say
        return str(proxy.file.name), proxy.size, proxy.sha256, None
    if not is_wanting(video):
        raise UnpreparedError
    raise BeingPreparedError(_("Waits until “%(title)s” is prepared for the web.") % {"title": video.title})


def _subtitles(video: Video, languages: Sequence[str], stem: str) -> Iterator[Chosen]:
    for track in told_tracks(video):
        if track.language not in languages:
            continue
        for form in ("vtt", *FORMS):
            text = stored_text(track) if form == "vtt" else in_form(track, form)
            path = f"{stem}.{track.language}.{form}"
            yield _text(path, "subtitles", content_type_of(f"track.{form}"), text, track.language)


def _dope_sheet(asset: Asset, language: str, stem: str) -> Chosen:
    """What a foreign desk needs to air it: shot list, sound bites, restrictions."""
    text = f"{BOM}{dope_sheet(asset, language)}"
    return _text(f"{stem}.dope-sheet.{language}.txt", "dope_sheet", "text/plain; charset=utf-8", text, language)


def _text(path: str, role: str, content_type: str, text: str, language: str) -> Chosen:
    """As bytes: what it is made from may change, and is not kept in the store."""
    content = text.encode()
    return Chosen(
        path=path,
        role=role,
        content_type=content_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
        language=language,
    )
