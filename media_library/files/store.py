"""Where files are kept when S3 is configured: in the bucket; what was not moved there yet is read from the disk.

So a library changes over while the hub runs: `cms move_media_to_s3` copies, the hub is started with S3, the command
moves the rest (docs/operations.md). Nothing is ever written to the disk from then on.
"""

from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import FileSystemStorage
from storages.backends.s3 import S3Storage

MISSING = frozenset({"404", "NoSuchKey", "NotFound"})


class StoreAwayError(Exception):
    """The store does not answer, or is out of order: to be tried again, not a file that is missing."""


def is_missing(refused: Exception) -> bool:
    return isinstance(refused, ClientError) and refused.response.get("Error", {}).get("Code") in MISSING


def as_away(fault: Exception) -> StoreAwayError | None:
    """What a fault of the S3 client means when it is no answer about the file."""
    if isinstance(fault, ClientError):
        status = fault.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
        return None if status < 500 else StoreAwayError(str(fault))
    return StoreAwayError(str(fault)) if isinstance(fault, BotoCoreError) else None


class LibraryStorage(S3Storage):
    """STORAGES["default"] with S3. `disk`: where the files were before."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.disk = FileSystemStorage()

    def _open(self, name: str, mode: str = "rb") -> Any:
        try:
            return super()._open(name, mode)
        except FileNotFoundError:
            if self.disk.exists(name):
                return self.disk.open(name, mode)
            raise
        except (BotoCoreError, ClientError) as fault:
            away = as_away(fault)
            if away is not None:
                raise away from fault
            raise

    def exists(self, name: str) -> bool:
        return bool(super().exists(name)) or self.disk.exists(name)

    def size(self, name: str) -> int:
        try:
            return int(super().size(name))
        except FileNotFoundError:
            return self.disk.size(name)

    def delete(self, name: str) -> None:
        super().delete(name)
        self.disk.delete(name)
