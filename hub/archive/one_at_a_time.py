"""One import at a time: two at once would ask for the same places in the page tree and for the same report.

The lock goes with its process, however that ends. On PostgreSQL it is the database's, so it holds between machines.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

LOCK = 7_421_530_001
FILE = "import_archive.lock"


class Busy(RuntimeError):  # noqa: N818 - named for the caller's decision
    """Another import is running."""


@contextmanager
def alone() -> Iterator[None]:
    """
    Raises:
        Busy: another import is running.
    """
    with _in_the_database() if connection.vendor == "postgresql" else _in_a_file():
        yield


@contextmanager
def _in_the_database() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise Busy
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


@contextmanager
def _in_a_file() -> Iterator[None]:
    with (settings.VAR / FILE).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy from None
        yield
