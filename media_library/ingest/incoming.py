"""Where bytes wait that are no asset yet: a folder on this machine, or a multipart upload in the S3 store.

What counts as received is what is there, never what somebody remembers: after any kill or cut the sender asks and goes
on from there. Knows uploads by their id; what may be sent, and by whom, is decided in `media_library.ingest.receiving`.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.storage import default_storage

from media_library.files.store import StoreAwayError

PIECE = 256 * 1024
PART = 16 * 1024 * 1024  # S3 takes 10,000 parts of at least 5 MB
LINK_LASTS = 3600  # seconds for which a part may be sent to S3 directly


# what a full disk, a dead disk or a store that does not answer raises
STORE_FAILS = (OSError, BotoCoreError, ClientError, StoreAwayError)


class Busy(Exception):  # noqa: N818 - named for the caller's decision
    """The same upload is being written at this moment."""


class OutOfPlace(Exception):  # noqa: N818 - as above
    """The bytes do not begin where the last ones ended."""


class Damaged(Exception):  # noqa: N818 - as above
    """The bytes are not those whose checksum came with them."""


class Incoming(Protocol):
    """`key` is what `begin` gave."""

    direct: bool

    def begin(self, uid: UUID) -> str: ...
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


def incoming() -> "Incoming":
    storage = getattr(default_storage, "_wrapped", default_storage)
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
        self.path(uid).touch(mode=0o640)
        return ""

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
        with self.path(uid).open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as busy:
                raise Busy from busy
            if file.seek(0, os.SEEK_END) != offset:
                raise OutOfPlace
            digest = sha256()
            for piece in _pieces(stream, most):
                file.write(piece)
                digest.update(piece)
            if checksum is not None and digest.digest() != checksum:
                file.truncate(offset)
                raise Damaged
            file.flush()
            os.fsync(file.fileno())
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
    """A multipart upload in the store; what has arrived are its parts up to the first gap. Any web server may take one."""

    direct = True

    def __init__(self, storage: Any) -> None:
        self.client = storage.connection.meta.client
        self.bucket = storage.bucket_name

    def _named(self, uid: UUID) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": f"incoming/{uid}"}

    def begin(self, uid: UUID) -> str:
        key: str = self.client.create_multipart_upload(**self._named(uid))["UploadId"]
        return key

    def parts(self, uid: UUID, key: str) -> list[dict[str, Any]]:
        """
        Raises:
            FileNotFoundError: it never began, or is gone.
        """
        found: list[dict[str, Any]] = []
        try:
            for page in self.client.get_paginator("list_parts").paginate(**self._named(uid), UploadId=key):
                found += page.get("Parts", [])
        except ClientError as gone:
            if gone.response.get("Error", {}).get("Code") in ("NoSuchUpload", "NoSuchKey", "404"):
                raise FileNotFoundError(str(uid)) from gone
            raise
        return found

    def received(self, uid: UUID, key: str) -> int:
        total = 0
        for number, part in enumerate(self.parts(uid, key), 1):
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
            with tempfile.SpooledTemporaryFile(max_size=PART) as part:
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
                self.client.upload_part(**self._named(uid), UploadId=key, PartNumber=number, Body=part)
                at, left = at + got, left - got
        return at

    def finish(self, uid: UUID, key: str) -> None:
        parts = [{"ETag": part["ETag"], "PartNumber": part["PartNumber"]} for part in self.parts(uid, key)]
        self.client.complete_multipart_upload(**self._named(uid), UploadId=key, MultipartUpload={"Parts": parts})

    @contextmanager
    def at_hand(self, uid: UUID) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="hub-incoming-") as folder:
            path = Path(folder) / str(uid)
            try:
                self.client.download_file(self.bucket, f"incoming/{uid}", str(path))
            except ClientError as gone:
                if gone.response.get("Error", {}).get("Code") in ("NoSuchKey", "404"):
                    raise FileNotFoundError(str(uid)) from gone
                raise
            yield path

    def discard(self, uid: UUID, key: str) -> None:
        try:
            self.client.abort_multipart_upload(**self._named(uid), UploadId=key)
        except ClientError as gone:
            if gone.response.get("Error", {}).get("Code") not in ("NoSuchUpload", "NoSuchKey", "404"):
                raise
        self.client.delete_object(**self._named(uid))
