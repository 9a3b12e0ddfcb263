"""Where files are kept: on the disk, or with S3 in a bucket; what was not moved there yet is read from the disk.

So a library changes over while the hub runs: `cms move_media_to_s3` copies, the hub is started with S3, the command
moves the rest (docs/operations.md). Nothing is ever written to the disk from then on.

Either store says in one way that it cannot be used at the moment (`StoreAwayError`, `NoRoomError`), whatever its client or the
system calls it; and a file is there whole or not at all. What was put there ahead of its row (`putting_ahead`) is not put
there again.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.core.files.move import file_move_safe
from django.core.files.storage import FileSystemStorage
from django.utils.translation import gettext as _
from s3transfer.exceptions import RetriesExceededError
from storages.backends.s3 import S3Storage

from hub.silence import Silence

MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT})
SICK_DISK = frozenset({errno.EROFS, errno.EIO, errno.ESTALE})  # to be looked at by somebody, and no fault of the file
FULL_BUCKET = frozenset({"QuotaExceeded", "StorageFull", "XMinioStorageFull", "InsufficientStorage"})
COME_AGAIN = frozenset({408, 429})
PART = ".part-"  # a file that is being written
BRIM = 1024 * 1024  # bytes that are left on a disk that is as good as full
SILENCE = 5.0  # seconds for which a store that did not answer is not asked again


# how Wagtail's jobs come to the store: `deconstruct` of either would write settings into the job's row, keys among them
BY_JOB: tuple[str, tuple[()], dict[str, Any]] = ("media_library.arrivals.ByJob", (), {})


class StoreAwayError(Exception):
    """The store does not answer, or is out of order: to be tried again, not a file that is missing."""


class NoRoomError(StoreAwayError):
    """The store, or the disk on which work is done, is full: to be tried again when there is room."""


CLIENT_FAILS = (BotoCoreError, ClientError, Boto3Error, RetriesExceededError)
# what a full disk, a dead disk or a store that does not answer raises
STORE_FAILS = (OSError, StoreAwayError, *CLIENT_FAILS)


def code_of(refused: ClientError) -> str:
    """What the store calls it."""
    return str(refused.response.get("Error", {}).get("Code", ""))


def is_missing(refused: Exception) -> bool:
    return isinstance(refused, ClientError) and code_of(refused) in MISSING


def is_full(fault: BaseException) -> bool:
    """Is it for want of room?"""
    return isinstance(fault, NoRoomError) or (isinstance(fault, OSError) and fault.errno in FULL_DISK)


def as_away(fault: BaseException) -> StoreAwayError | None:
    """What a fault means when it is no answer about the file: the store, or room to work in, is wanting."""
    if isinstance(fault, StoreAwayError):
        return fault
    if is_full(fault):
        return NoRoomError(str(fault))
    if isinstance(fault, OSError) and fault.errno in SICK_DISK:
        return StoreAwayError(str(fault))
    if isinstance(fault, ClientError):
        status = fault.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
        if status == 507 or code_of(fault) in FULL_BUCKET:
            return NoRoomError(str(fault))
        return StoreAwayError(str(fault)) if status >= 500 or status in COME_AGAIN else None
    return StoreAwayError(str(fault)) if isinstance(fault, CLIENT_FAILS) else None


def in_words(fault: BaseException) -> str:
    """For whoever wanted to save something, in the language that is active."""
    if is_full(fault):
        return _("There is no room left for the file: the disk is full. The technical staff has to make room.")
    return _("The store of files does not answer at the moment.")


@contextmanager
def told_apart() -> Iterator[None]:
    """Around work with files: a full disk or a store that is away is told as such, everything else as it is.

    Raises:
        StoreAwayError
        NoRoomError
    """
    try:
        yield
    except StoreAwayError:
        raise
    except STORE_FAILS as fault:
        away = as_away(fault)
        if away is not None:
            raise away from fault
        raise


def refuse_brimful(folder: Path) -> None:
    """What a program wrote on a disk that is full to the brim may be cut off, though it ended well: ffmpeg does not look.

    Raises:
        NoRoomError
    """
    if shutil.disk_usage(folder).free < BRIM:
        raise NoRoomError(f"{folder}: the disk is full")


class DiskStorage(FileSystemStorage):
    """STORAGES["default"] without S3."""

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        return BY_JOB

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        return already_put(content) or str(super().save(name, content, max_length))

    def _save(self, name: str, content: Any) -> str:
        """Beside its place first, then there under its name: a full disk or a kill leaves no half file that looks like one."""
        path = Path(self.path(name))
        part = path.with_name(f"{PART}{uuid4().hex}")
        with told_apart():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._write(content, part)
                if self.file_permissions_mode is not None:
                    part.chmod(self.file_permissions_mode)
                return self._name(part, name)
            finally:
                part.unlink(missing_ok=True)

    @staticmethod
    def _write(content: Any, part: Path) -> None:
        if hasattr(content, "temporary_file_path"):
            file_move_safe(content.temporary_file_path(), str(part))
            return
        with part.open("xb") as file:
            for piece in content.chunks():
                file.write(piece.encode() if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())

    def _name(self, part: Path, name: str) -> str:
        """Give it its name, or the next one that is free."""
        while True:
            path = Path(self.path(name))
            try:
                os.link(part, path)
            except FileExistsError:
                name = self.get_available_name(name)
            except OSError as fault:
                if fault.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK) or path.exists():
                    raise
                part.rename(path)  # a file system without second names
                return name
            else:
                return name


class LibraryStorage(S3Storage):
    """STORAGES["default"] with S3. `disk`: where the files were before."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # each piece is tried as often as the client is told to: five times that is too long for whoever waits
        self.transfer_config.num_download_attempts = 1
        self.disk = FileSystemStorage()
        self._silence = Silence(SILENCE)

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        return BY_JOB

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around whatever asks the bucket. A store that does not answer is asked by one caller every few seconds; the others
        are told so at once, for each has a thread that is waited for.

        Raises:
            StoreAwayError
            NoRoomError
        """
        if not self._silence.may_ask():
            raise StoreAwayError("the store did not answer a moment ago")
        try:
            with told_apart():
                yield
        except StoreAwayError as away:
            if isinstance(away.__cause__, HTTPClientError | RetriesExceededError):
                self._silence.begin()
            raise
        except Exception:  # it answered
            self._silence.end()
            raise
        self._silence.end()

    def _open(self, name: str, mode: str = "rb") -> Any:
        try:
            with self.asking():
                opened = super()._open(name, mode)
                if "r" in mode:
                    opened.file  # noqa: B018 - fetched here: a store that dies meanwhile is told as such
                return opened
        except FileNotFoundError:
            if self.disk.exists(name):
                return self.disk.open(name, mode)
            raise

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        return already_put(content) or str(super().save(name, content, max_length))

    def _save(self, name: str, content: Any) -> str:
        with self.asking():
            return str(super()._save(name, content))

    def exists(self, name: str) -> bool:
        with self.asking():
            there = bool(super().exists(name))
        return there or self.disk.exists(name)

    def size(self, name: str) -> int:
        try:
            with self.asking():
                return int(super().size(name))
        except FileNotFoundError:
            return self.disk.size(name)

    def delete(self, name: str) -> None:
        with self.asking():
            super().delete(name)
        self.disk.delete(name)


# --- ahead of the row -------------------------------------------------------------------------------------------------


def already_put(content: Any) -> str:
    """Under which name the store has it, if it was put there ahead."""
    return getattr(content, "put_as", "")


@contextmanager
def putting_ahead(row: Any) -> Iterator[None]:
    """Puts the row's new files into the store before the row is saved in the block: outside the transaction, so that a slow
    store holds no lock, and where its refusal can be told. Should the block fail, they go again.

    Raises:
        StoreAwayError
        NoRoomError
    """
    put = put_ahead([row])
    try:
        yield
    except BaseException:
        take_back(put)
        raise


def put_ahead(rows: list[Any]) -> list[Any]:
    """The same for several rows, at once or not at all. Returns what `take_back` takes."""
    put: list[Any] = []
    try:
        for row in rows:
            for field in row._meta.concrete_fields:
                value = getattr(row, field.attname) if hasattr(field, "upload_to") else None
                if value and not value._committed and not already_put(value.file):
                    content = value.file
                    name = field.generate_filename(row, value.name)
                    content.put_as = value.storage.save(name, content, max_length=field.max_length)
                    put.append((value.storage, content))
    except BaseException:
        take_back(put)
        raise
    return put


def take_back(put: list[Any]) -> None:
    """What cannot be taken back now is swept later (`media_library.files.sweeping`)."""
    for storage, content in put:
        with suppress(*STORE_FAILS):
            storage.delete(content.put_as)
        content.put_as = ""
