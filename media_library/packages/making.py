"""Makes a package, one step at a time: what goes in is settled asset by asset, each file is read through, the texts written.

`advance` does the next step that is missing and says whether another follows; a job calls it and orders itself again
(`media_library.jobs`), so a killed worker costs one step, and a dead store or a full disk a pause, of which the package's page
tells. What was settled stays: a file that is replaced meanwhile stays a version in the store. A step that fails three times ends
it with a sentence; it goes on from there when somebody says so (`ordering.try_again`).
"""

import logging
import zlib
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.files.delivery import stored_and_tail
from media_library.files.store import StoreAwayError, in_words, told_apart
from media_library.models import Asset, Package, PackageFile, PackageItem, PackageState
from media_library.models.assets import CARRIER_NAMES
from media_library.models.consents import rights_prefetch
from media_library.packages import bag
from media_library.packages.choosing import BeingPreparedError, Chosen, UnpreparedError, files_of
from media_library.packages.composing import Text, tag_texts, texts_of
from media_library.packages.purpose import Purpose
from media_library.packages.taking import layout_of
from media_library.packages.telling import reason, reasons_against, told_of
from media_library.renditions.standard import PictureUnreadableError

logger = logging.getLogger("hub.media_library")
OPEN = (PackageState.WAITING, PackageState.MAKING)
MOST_ATTEMPTS = 3
A_STEP = 256 * 1024 * 1024  # bytes that are read through before other jobs have their turn
STANDS_STILL = timedelta(minutes=10)


def stands_still(package: Package) -> bool:
    """Is nobody at work on it, though it is not ready?"""
    return package.state in OPEN and timezone.now() - package.moved_at > STANDS_STILL


def purpose_of(package: Package) -> Purpose:
    return Purpose(package.use, package.territory, package.day, tuple(package.languages))


def advance(uid: str) -> bool:
    """Do the next step; True: there is another one. Safe to run twice, and after a kill at any moment.

    Raises:
        StoreAwayError, BeingPreparedError: to be tried again later (`pause`).
    """
    with translation.override(SOURCE_LANGUAGE):  # in which a fault is written down, whoever runs the job
        return _advance(uid)


def _advance(uid: str) -> bool:
    row = Package.objects.filter(pk=uid, state__in=OPEN)
    package = row.first()
    if package is None:
        return False
    if package.attempts >= MOST_ATTEMPTS:
        _give_up(package, _("Making the package failed three times. Somebody who looks after the hub has to look."))
        return False
    row.update(state=PackageState.MAKING, attempts=F("attempts") + 1, moved_at=timezone.now())
    try:
        with told_apart():
            more = _step(package)
    except _CannotBeMadeError as why:
        _give_up(package, str(why))
        return False
    except (StoreAwayError, BeingPreparedError):
        raise
    except Exception as fault:
        logger.exception("package_step_failed package=%s", package.pk, exc_info=fault)
        return True
    if more:
        row.update(attempts=0, fault="", **_steps(package))
    return more


def pause(uid: str, waits: StoreAwayError | BeingPreparedError) -> None:
    """The store was away, or full, or a clip is not prepared yet: that attempt does not count, and the page says what it waits for."""
    with translation.override(SOURCE_LANGUAGE):
        why = in_words(waits) if isinstance(waits, StoreAwayError) else str(waits)[:500]
    Package.objects.filter(pk=uid, state__in=OPEN).update(attempts=0, moved_at=timezone.now(), fault=why)


class _CannotBeMadeError(Exception):
    """Told to whoever ordered the package."""


def _give_up(package: Package, why: str) -> None:
    Package.objects.filter(pk=package.pk).update(state=PackageState.FAILED, fault=why[:500])


def _step(package: Package) -> bool:
    item = package.items.filter(settled=False).first()
    if item is not None:
        _settle(package, item)
        return True
    unread = package.files.filter(crc32=None)
    if unread:
        _read_through(unread)
        return True
    _finish(package)
    return False


def _steps(package: Package) -> dict[str, int]:
    settled, files = package.items.filter(settled=True).count(), package.files.count()
    read = package.files.exclude(crc32=None).count()
    open_items = package.items.filter(settled=False).count()
    return {"steps_done": settled + read, "steps_all": settled + 2 * open_items + files + 1}


# --- what goes in ----------------------------------------------------------------------------------------------------


def with_all(uids: Sequence[Any]) -> QuerySet[Asset]:
    """Assets with what their words, rights and files ask for."""
    rows = Asset.objects.filter(pk__in=uids).select_related("owner", "rights__holder", *CARRIER_NAMES)
    return rows.prefetch_related(
        "texts",
        "owner__names",
        "places__names",
        "rights__credits",
        "rights__holder__names",
        *rights_prefetch(),
        "video__subtitles",
    )


def _settle(package: Package, item: PackageItem) -> None:
    """Rights first: what may not go in is not even drawn."""
    asset = with_all([item.asset_uid]).first()
    reasons = reasons_against(asset, purpose_of(package))
    files: list[Chosen] = []
    if asset is not None and not reasons:
        try:
            files = files_of(asset, package.form, package.languages, place=item.place, title=_title(asset, package))
        except PictureUnreadableError:
            reasons = [reason("unreadable", lambda: _("The file is damaged."))]
        except UnpreparedError:
            reasons = [reason("unprepared", lambda: _("It could not be prepared for the web."))]
        else:
            item.told = told_of(asset, package.languages, files)
    item.reasons, item.settled = reasons, True
    with transaction.atomic():
        item.files.all().delete()  # of a worker that was killed on the way
        PackageFile.objects.bulk_create(_row(package, item, file) for file in files)
        item.save(update_fields=["told", "reasons", "settled"])


def _title(asset: Asset, package: Package) -> str:
    """Of which the file's name is made: what is legible without accents."""
    text = asset.text_in(SOURCE_LANGUAGE)
    return (text.title if text is not None else "") or asset.title


def _row(package: Package, item: PackageItem | None, file: Chosen | Text) -> PackageFile:
    content, stored = file.content, file.storage_name if isinstance(file, Chosen) else ""
    return PackageFile(
        package=package,
        item=item,
        path=file.path,
        storage_name=stored,
        content=content,
        content_type=file.content_type,
        size=file.size if isinstance(file, Chosen) else len(content or b""),
        sha256=file.sha256 if isinstance(file, Chosen) else sha256(content or b"").hexdigest(),
        crc32=zlib.crc32(content) if content is not None and not stored else None,
    )


def _read_through(files: QuerySet[PackageFile]) -> None:
    """Are they what the library measured when they came? As many as make a step, one at least."""
    read = 0
    for file in files.select_related("item"):
        digest, crc, size = sha256(), 0, 0
        try:
            for piece in stored_and_tail(file.storage_name, bytes(file.content or b""), file.size):
                digest.update(piece)
                crc, size = zlib.crc32(piece, crc), size + len(piece)
        except Http404 as gone:
            raise _CannotBeMadeError(
                _("The file of “%(title)s” is not in the store.") % {"title": file.item.title if file.item else ""}
            ) from gone
        if (digest.hexdigest(), size) != (file.sha256, file.size):
            raise _CannotBeMadeError(
                _("The file of “%(title)s” is not the one that the library once measured: it is damaged.")
                % {"title": file.item.title if file.item else ""}
            )
        PackageFile.objects.filter(pk=file.pk).update(crc32=crc)
        read += size
        if read >= A_STEP:
            return


# --- the bag ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def _finish(package: Package) -> None:
    """The texts, and the files that make it a bag; it is ready, or as it was."""
    package = Package.objects.select_for_update().get(pk=package.pk)
    if package.state != PackageState.MAKING:
        return  # another worker was quicker
    package.made_at = timezone.now().replace(microsecond=0)
    items = list(package.items.all())
    if all(item.is_left_out for item in items):
        raise _CannotBeMadeError(_("Nothing in it may be used for this purpose."))
    texts = [_row(package, None, text) for text in texts_of(package, items)]
    media = list(package.files.filter(item__isnull=False))
    payload = [bag.Held(file.path, file.sha256, file.size) for file in sorted([*texts, *media], key=lambda f: f.path)]
    tags = [_row(package, None, text) for text in tag_texts(package, payload)]
    package.files.filter(item=None).delete()
    PackageFile.objects.bulk_create([*tags, *texts])
    package.state, package.attempts, package.moved_at = PackageState.READY, 0, timezone.now()
    package.steps_done, package.fault = package.steps_all, ""
    layout = layout_of(package)
    package.size, package.sha256 = layout.size, layout.sha256
    package.save()
