"""What nobody knows of, and nobody will come back for: files in the store without a row, bytes of uploads without one.

A process that is killed between file and row, or between row and file, leaves such. What is young is left alone: its row may
be on the way; and a database that was put back from yesterday must find its files.
"""

import logging
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

from media_library.files.store import PART
from media_library.ingest.incoming import incoming
from media_library.models import FileVersion, PackageFile, Upload
from search.batches import batches

# where the library's own files are; evidence is not among them: a draft may name it that no row does
FOLDERS = ("original_images", "images", "documents", "videos", "audio", "brand", "prepared", "subtitles", "pages")
EVIDENCE = "evidence"
UNKNOWN_FOR = timedelta(days=7)
UNSENT_FOR = timedelta(days=1)
logger = logging.getLogger("hub.media_library")


def sweep_store(*, older_than: timedelta = UNKNOWN_FOR, remove: bool = True) -> list[str]:
    """Files of the library that no row names, by their names; `remove`: they go."""
    before = timezone.now() - older_than
    old = (name for name, since in _stored() if since < before)
    unknown = [name for names in batches(old) for name in sorted(set(names) - _known(names))]
    for name in unknown if remove else ():
        logger.info("file_swept name=%s", name)
        default_storage.delete(name)
    return unknown


def let_go(*names: str) -> None:
    """Out of the store, now that their rows have gone; unless another row has one: two sizes of a small picture are one file,
    and what was deleted by mistake may be here again."""
    known = _known(names)
    for name in names:
        if name not in known:
            default_storage.delete(name)


def _stored() -> Iterator[tuple[str, datetime]]:
    storage: Any = default_storage
    if hasattr(storage, "bucket"):
        for folder in FOLDERS:
            with storage.asking():
                found = [(row.key, row.last_modified) for row in storage.bucket.objects.filter(Prefix=f"{folder}/")]
            yield from found
        return
    root = Path(storage.location)
    for folder in FOLDERS:
        for path in (root / folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(root).as_posix(), datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)


def _known(names: Iterable[str]) -> set[str]:
    known: set[str] = set()
    for model, column in _columns():
        known.update(model._base_manager.filter(**{f"{column}__in": names}).values_list(column, flat=True))
    return known


def _columns() -> Iterator[tuple[Any, str]]:
    """Wherever a name in the store is written down."""
    yield FileVersion, "storage_name"
    yield PackageFile, "storage_name"
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                yield model, field.attname


def sweep_arrivals(*, older_than: timedelta = UNSENT_FOR) -> int:
    """Bytes that wait for an upload there is no row of; how many."""
    before, store = timezone.now() - older_than, incoming()
    old = [(uid, key) for uid, key, since in store.waiting() if since < before]
    swept = 0
    for some in batches(old):
        known = set(Upload.objects.filter(pk__in=[uid for uid, _key in some]).values_list("pk", flat=True))
        for uid, key in some:
            if uid not in known:
                store.discard(uid, key)
                swept += 1
    return swept


def sweep_parts(*, older_than: timedelta = UNSENT_FOR) -> int:
    """Files that were never written to their end, and rooms of work from before each process had its own."""
    begun_before = timezone.now() - older_than
    before, swept = begun_before.timestamp(), _sweep_halves(begun_before)
    for path in (*Path(settings.MEDIA_ROOT).rglob(f"{PART}*"), *_old_rooms()):
        if path.stat().st_mtime < before:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            swept += 1
    return swept


def _sweep_halves(begun_before: datetime) -> int:
    """What a process that was killed had sent of a large file into the bucket: in no listing, and paid for."""
    storage: Any = default_storage
    if not hasattr(storage, "bucket"):
        return 0
    with storage.asking():
        begun = [one for one in storage.bucket.multipart_uploads.all() if one.initiated < begun_before]
        halves = [one for one in begun if one.object_key.partition("/")[0] in (*FOLDERS, EVIDENCE)]
        for half in halves:
            logger.info("half_file_swept name=%s", half.object_key)
            half.abort()
    return len(halves)


def _old_rooms() -> Iterator[Path]:
    for prefix in ("form-", "bringing-"):
        yield from (Path(settings.VAR) / "incoming").glob(f"{prefix}*")
