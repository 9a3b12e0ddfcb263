"""Where bytes wait that are no asset yet: a folder on this machine, or a multipart upload in the S3 store.

What counts as received is what is there, never what somebody remembers: after any kill or cut the sender asks and goes
on from there. Knows uploads by their id; what may be sent, and by whom, is decided in `media_library.ingest.receiving`.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import UUID

from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files.storage import storages

from media_library.files.store import code_of, told_apart

PIECE = 256 * 1024
PART = 16 * 1024 * 1024  # S3 takes 10,000 parts of at least 5 MB
LINK_LASTS = 3600  # seconds for which a part may be sent to S3 directly
PREFIX = "incoming/"
GONE = frozenset({"NoSuchUpload", "NoSuchKey", "404"})


class Busy(Exception):  # noqa: N818 - named for the caller's decision
    """The same upload is being written at this moment."""


class OutOfPlace(Exception):  # noqa: N818 - as above
    """The bytes do not begin where the last ones ended."""


class Damaged(Exception):  # noqa: N818 - as above
    """The bytes are not those whose checksum came with them."""


class Incoming(Protocol):
    """`key` is what `begin` gave. Each may raise StoreAwayError and NoRoomError."""

    direct: bool

    def begin(self, uid: UUID) -> str: ...
    def put(self, uid: UUID, path: Path) -> None: ...
    def waiting(self) -> Iterator[tuple[UUID, str, datetime]]: ...
    def received(self, uid: UUID, key: str) -> int: ...
    def append(
        self, uid: UUID, key: str, *, offset: int, stream: IO[bytes], most: int, checksum: bytes | None
    ) -> int: ...
    def finish(self, uid: UUID, key: str) -> None: ...
    def at_hand(self, uid: UUID) -> Any: ...
    def discard(self, uid: UUID, key: str) -> None: ...


def _pieces(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """What arrives, until there is enough or the connection is gone."""
    left = most
    while left:
        try:
            piece = stream.read(min(PIECE, left))
        except OSError:
            return
        if not piece:
            return
        left -= len(piece)
        yield piece


def _write(file: IO[bytes], piece: bytes) -> None:
    """All of it: an unbuffered file may take less than it is given."""
    left = memoryview(piece)
    while left:
        left = left[file.write(left) :]


def incoming() -> "Incoming":
    storage = storages["default"]  # itself: what stands for it does not know yet, in a process that has not used it
    return Bucket(storage) if hasattr(storage, "bucket") else Folder(settings.VAR / "incoming")


class Folder:
    """One file an upload; what has arrived is its length."""

    direct = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o750, parents=True, exist_ok=True)

    def path(self, uid: UUID) -> Path:
        return self.folder / str(uid)

    def begin(self, uid: UUID) -> str:
        with told_apart():
            self.path(uid).touch(mode=0o640)
        return ""

    def put(self, uid: UUID, path: Path) -> None:
        """A file that is whole and on this machine: it is taken from where it is, or copied."""
        with told_apart():
            part = self.path(uid).with_name(f"{uid}.part")
            shutil.move(path, part)
            part.chmod(0o640)
            part.rename(self.path(uid))

    def waiting(self) -> Iterator[tuple[UUID, str, datetime]]:
        """Whatever lies there: of which upload, its key, and since when."""
        for path in self.folder.iterdir():
            with suppress(ValueError, FileNotFoundError):
                yield UUID(path.name[:36]), "", datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)

    def received(self, uid: UUID, key: str) -> int:
        """
        Raises:
            FileNotFoundError: it never began, or is gone.
            Busy: bytes are being written that may not stay.
        """
        with self.path(uid).open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError as busy:
                raise Busy from busy
            return file.seek(0, os.SEEK_END)

    def append(self, uid: UUID, key: str, *, offset: int, stream: IO[bytes], most: int, checksum: bytes | None) -> int:
        """What arrives before a cut is kept, except where a checksum is for the whole of it. Returns the new length.

        Raises:
            Busy
            OutOfPlace
            Damaged
        """
        with (
            told_apart(),
            self.path(uid).open("r+b", buffering=0) as file,
        ):  # what is written is on the disk, or is told
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as busy:
                raise Busy from busy
            if file.seek(0, os.SEEK_END) != offset:
                raise OutOfPlace
            digest = sha256()
            try:
                for piece in _pieces(stream, most):
                    _write(file, piece)
                    digest.update(piece)
                os.fsync(file.fileno())
            except OSError:
                file.truncate(offset)  # of a part that is sent again as a whole
                raise
            if checksum is not None and digest.digest() != checksum:
                file.truncate(offset)
                raise Damaged
            return file.tell()

    def finish(self, uid: UUID, key: str) -> None:
        """Nothing is left to do: the file is whole where it is."""

    @contextmanager
    def at_hand(self, uid: UUID) -> Iterator[Path]:
        """The whole file on this machine."""
        yield self.path(uid)

    def discard(self, uid: UUID, key: str) -> None:
        for path in self.folder.glob(f"{uid}*"):
            path.unlink(missing_ok=True)


class Bucket:
    """A multipart upload in the store; what has arrived are its parts up to the first gap. Any web server may take one.

    When all parts are there they are made one object. Whether that was done is asked of the store, too: an answer that was
    lost on the way loses nothing.
    """

    direct = True

    def __init__(self, storage: Any) -> None:
        self.client = storage.connection.meta.client
        self.bucket = storage.bucket_name
        self.asking, self.transfer = storage.asking, storage.transfer_config

    def _named(self, uid: UUID) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": f"{PREFIX}{uid}"}

    def begin(self, uid: UUID) -> str:
        with self.asking():
            key: str = self.client.create_multipart_upload(**self._named(uid))["UploadId"]
        return key

    def put(self, uid: UUID, path: Path) -> None:
        with self.asking():
            self.client.upload_file(str(path), self.bucket, f"{PREFIX}{uid}")

    def waiting(self) -> Iterator[tuple[UUID, str, datetime]]:
        where = {"Bucket": self.bucket, "Prefix": PREFIX}
        for listing, rows, since in (
            ("list_multipart_uploads", "Uploads", "Initiated"),
            ("list_objects_v2", "Contents", "LastModified"),
        ):
            with self.asking():
                found = [
                    row for page in self.client.get_paginator(listing).paginate(**where) for row in page.get(rows, [])
                ]
            for row in found:
                with suppress(ValueError):
                    yield UUID(row["Key"].removeprefix(PREFIX)), row.get("UploadId", ""), row[since]

    def parts(self, uid: UUID, key: str) -> list[dict[str, Any]]:
        """
        Raises:
            FileNotFoundError: it never began, is one object already, or is gone.
        """
        found: list[dict[str, Any]] = []
        try:
            with self.asking():
                for page in self.client.get_paginator("list_parts").paginate(**self._named(uid), UploadId=key):
                    found += page.get("Parts", [])
        except ClientError as gone:
            _tell_gone(gone, uid)
            raise
        return found

    def _size_of_the_whole(self, uid: UUID) -> int:
        """
        Raises:
            FileNotFoundError: it is no object.
        """
        try:
            with self.asking():
                return int(self.client.head_object(**self._named(uid))["ContentLength"])
        except ClientError as gone:
            _tell_gone(gone, uid)
            raise

    def received(self, uid: UUID, key: str) -> int:
        """
        Raises:
            FileNotFoundError: it never began, or is gone.
        """
        try:
            parts = self.parts(uid, key)
        except FileNotFoundError:
            return self._size_of_the_whole(uid)
        total = 0
        for number, part in enumerate(parts, 1):
            if part["PartNumber"] != number:
                break
            total += part["Size"]
            if part["Size"] != PART:
                break  # the last
        return total

    def address(self, uid: UUID, key: str, number: int) -> str:
        """Where the sender may put that part itself, for a while."""
        address: str = self.client.generate_presigned_url(
            "upload_part", Params={**self._named(uid), "UploadId": key, "PartNumber": number}, ExpiresIn=LINK_LASTS
        )
        return address

    def append(self, uid: UUID, key: str, *, offset: int, stream: IO[bytes], most: int, checksum: bytes | None) -> int:
        """Part by part: a part that was cut is sent again. Raises as `Folder.append` does."""
        at = self.received(uid, key)
        if at != offset or offset % PART:
            raise OutOfPlace
        left = most
        while left:
            with told_apart(), tempfile.SpooledTemporaryFile(max_size=PART) as part:
                wanted = min(PART, left)
                digest, got = sha256(), 0
                for piece in _pieces(stream, wanted):
                    part.write(piece)
                    digest.update(piece)
                    got += len(piece)
                if checksum is not None and (most > PART or digest.digest() != checksum):
                    raise Damaged
                if got < wanted:
                    return at
                part.seek(0)
                number = at // PART + 1
                with self.asking():
                    self.client.upload_part(**self._named(uid), UploadId=key, PartNumber=number, Body=part)
                at, left = at + got, left - got
        return at

    def finish(self, uid: UUID, key: str) -> None:
        """Safe to repeat."""
        try:
            parts = [{"ETag": part["ETag"], "PartNumber": part["PartNumber"]} for part in self.parts(uid, key)]
        except FileNotFoundError:
            self._size_of_the_whole(uid)
            return
        try:
            with self.asking():
                whole = {"Parts": parts}
                self.client.complete_multipart_upload(**self._named(uid), UploadId=key, MultipartUpload=whole)
        except ClientError as gone:  # somebody else was quicker
            if code_of(gone) not in GONE:
                raise
            self._size_of_the_whole(uid)

    @contextmanager
    def at_hand(self, uid: UUID) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="hub-incoming-") as folder:
            path = Path(folder) / str(uid)
            try:
                with self.asking():
                    self.client.download_file(self.bucket, f"{PREFIX}{uid}", str(path), Config=self.transfer)
            except ClientError as gone:
                _tell_gone(gone, uid)
                raise
            yield path

    def discard(self, uid: UUID, key: str) -> None:
        try:
            with self.asking():
                if key:
                    self.client.abort_multipart_upload(**self._named(uid), UploadId=key)
        except ClientError as gone:
            if code_of(gone) not in GONE:
                raise
        with self.asking():
            self.client.delete_object(**self._named(uid))


def _tell_gone(fault: ClientError, uid: UUID) -> None:
    if code_of(fault) in GONE:
        raise FileNotFoundError(str(uid)) from fault
