"""What a fault of the database means to whoever is told of it: it is gone, its disk is full, it can only be read.

SQLite says it in words alone, PostgreSQL in classes and codes.
"""

import shutil
from enum import StrEnum

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _

NOTHING_LEFT = 1024 * 1024  # bytes: SQLite tells of a full disk in several ways
SAYS_FULL = ("disk is full", "no space left on device", "disk quota exceeded")
SAYS_READ_ONLY = ("readonly database", "read-only transaction", "read-only file system")
SAYS_AWAY = ("database is locked", "unable to open database file", "disk i/o error")  # of SQLite's operational errors


class Wrong(StrEnum):
    """In the order in which it is looked for."""

    FULL = "full"
    READ_ONLY = "read-only"
    AWAY = "away"


def what_is_wrong(fault: BaseException) -> Wrong | None:
    """None: it is no fault of the database, or one of ours in asking it."""
    if not isinstance(fault, DatabaseError | InterfaceError):
        return None
    said = str(fault).lower()
    if _is_full(said):
        return Wrong.FULL
    if any(words in said for words in SAYS_READ_ONLY):
        return Wrong.READ_ONLY
    if connection.vendor == "sqlite":
        return Wrong.AWAY if any(words in said for words in SAYS_AWAY) else None
    return Wrong.AWAY if isinstance(fault, OperationalError | InterfaceError) else None


def _is_full(said: str) -> bool:
    if any(words in said for words in SAYS_FULL):
        return True
    return "disk i/o error" in said and shutil.disk_usage(settings.VAR).free < NOTHING_LEFT


def in_words(wrong: Wrong) -> str:
    """In the language that is active."""
    if wrong is Wrong.FULL:
        return _("Nothing can be saved: the disk of the database is full. The technical staff has to make room.")
    if wrong is Wrong.READ_ONLY:
        return _("Nothing can be saved: the database can only be read. The technical staff has to look at its disk.")
    return _("The database does not answer just now.")
