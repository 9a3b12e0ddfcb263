"""Brings an archive's pictures into the media library, each file once: it is known by its checksum.

Looks only inside the folder of the archive's file, and never calls out. Each file is examined as at every other door of the
library. A picture that is missing or not taken is told, and its text goes on without it; the next run asks again.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hub.archive.records import PictureLine
from hub.registry.models import Agency
from locales.languages import display_name
from media_library.files.checksums import MeasuredFile, measure
from media_library.files.naming import extension
from media_library.files.store import putting_ahead
from media_library.ingest.examining import Examiner
from media_library.ingest.handing_over import hand_over
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sentences import say
from media_library.ingest.sniffing import IMAGE
from media_library.models import Asset, AssetText, Kind, Picture
from media_library.rights.clearance import usable
from media_library.rights.clearing import facts_of
from media_library.rights.uses import Use


class PictureRefused(ValueError):  # noqa: N818 - named for the caller's decision
    """This picture is left out; the message says why."""


def picture_file(folder: Path, said: PictureLine) -> Path:
    """
    Raises:
        PictureRefused: it is not there, or not inside the folder.
    """
    if "://" in said.path:
        raise PictureRefused(_("The picture “%(file)s” is an address: put the file beside the archive's.") % {"file": said.path})  # fmt: skip
    try:
        path = (folder / said.path).resolve()
        inside, there = path.is_relative_to(folder.resolve()), path.is_file()
    except (OSError, ValueError):  # a name that no file system takes
        inside, there = True, False
    if not inside:
        raise PictureRefused(_("The picture “%(file)s” lies outside the folder of the archive.") % {"file": said.path})
    if not there:
        raise PictureRefused(_("The picture “%(file)s” is missing.") % {"file": said.path})
    return path


def bring(
    path: Path, said: PictureLine, *, lang: str, licence: str, owner: Agency, day: Any, examiner: Examiner
) -> Picture:
    """The library's picture with these bytes; what its editors say of it goes before what the archive says.

    Raises:
        PictureRefused: no picture, a broken or hostile one, or one that is too large.
        ScannerAway: the virus scanner does not answer.
    """
    if path.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise PictureRefused(_("The picture “%(file)s” is too large.") % {"file": said.path})
    with path.open("rb") as file:
        sha256, _size = measure(file)
    known = Picture.objects.filter(sha256=sha256).order_by("pk").first()
    if known is not None:
        return _described(known, said, lang)
    taken = _examined(path, said, examiner)
    asset = Asset(
        kind=Kind.IMAGE,
        owner=owner,
        creator=said.creator,
        credit=said.credit or (owner.name_in(lang, day) or owner.code)[:160],
        licence=said.licence or licence,
    )
    picture = Picture(
        title=(said.title or said.caption or said.alt or path.stem)[:255],
        asset=asset,
        file=taken,
        file_size=taken.size,
    )
    if alt := said.alt or said.caption[:255]:
        picture.texts = [AssetText(language=lang, alt=alt, caption=said.caption)]
    with putting_ahead(picture), transaction.atomic():
        picture.save()
    return picture


def refuse_unready(picture: Picture, said: PictureLine, *, lang: str) -> None:
    """A text is not held back by its picture: one that the pre-flight would refuse stays in the library, and is not shown.

    Raises:
        PictureRefused: it has no words in that language, no credit line, or may not be used today.
    """
    if not picture.alt_in(lang).strip():
        raise PictureRefused(
            _("The picture “%(file)s” has neither alt text nor caption in %(language)s, so it is not shown.")
            % {"file": said.path, "language": display_name(lang)}
        )
    verdict = usable(facts_of(picture.asset), use=str(Use.WEB), day=timezone.localdate(), language=lang)
    if not picture.asset.credit_in(lang).strip() or not verdict.ok:
        raise PictureRefused(
            _("The picture “%(file)s” has no credit line in the library or may not be used today, so it is not shown.")
            % {"file": said.path}
        )


def _described(picture: Picture, said: PictureLine, lang: str) -> Picture:
    alt = said.alt or said.caption[:255]
    if alt and not picture.asset.texts.filter(language=lang).exists():
        AssetText.objects.create(asset=picture.asset, language=lang, alt=alt, caption=said.caption)
        return Picture.objects.get(pk=picture.pk)
    return picture


def _examined(path: Path, said: PictureLine, examiner: Examiner) -> MeasuredFile:
    if extension(said.path) not in settings.WAGTAILIMAGES_EXTENSIONS:
        known = ", ".join(settings.WAGTAILIMAGES_EXTENSIONS)
        raise PictureRefused(
            _("The picture “%(file)s” is not of a kind that is taken: %(known)s.") % {"file": said.path, "known": known}
        )
    try:
        with path.open("rb") as file:
            return hand_over(File(file, name=path.name), kinds={IMAGE}, examiner=examiner)
    except FileRefused as refused:
        why = say(refused.refusal.code, refused.refusal.about)
        raise PictureRefused(
            _("The picture “%(file)s” is not taken: %(why)s") % {"file": said.path, "why": why}
        ) from refused
