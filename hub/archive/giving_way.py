"""A run over an archive gives way to the newsroom. Whatever the desk releases meanwhile stands in the same line before the
relay, so the line is kept short; and on SQLite one alone can write.
"""

import time
from collections.abc import Callable

from django.db import connection

from hub.publishing.models import Ledger, PublishingEvent

BREATH = 0.03  # seconds for other writers: SQLite has no queue for them
MOST, FEW = (
    100,
    30,
)  # events that wait for the relay: above the one the run stands still until there are fewer than the other
LOOK = 0.1  # seconds from one look at the line to the next
NOBODY = 10  # looks in which a relay that runs has told something
ALONE = 50  # transactions after which it is looked again whether one runs


class GivingWay:
    def __init__(self, *, most: int = MOST, few: int = FEW, sleep: Callable[[float], None] = time.sleep) -> None:
        self._most, self._few, self._sleep = most, few, sleep
        self._alone = 0

    def between_transactions(self, stopping: Callable[[], bool]) -> None:
        if connection.vendor == "sqlite":
            self._sleep(BREATH)
        if self._alone:
            self._alone -= 1
        elif _waiting() > self._most:
            self._let_the_relay_tell(stopping)

    def _let_the_relay_tell(self, stopping: Callable[[], bool]) -> None:
        """Until the line is short, or nobody tells: then the run goes on alone for a while."""
        told, in_vain = _told(), 0
        while _waiting() > self._few and not stopping():
            self._sleep(LOOK)
            before, told = told, _told()
            in_vain = 0 if told > before else in_vain + 1
            if in_vain == NOBODY:
                self._alone = ALONE
                return


def _waiting() -> int:
    """Without those that could not be compiled: they wait for a person."""
    return PublishingEvent.objects.filter(handled_at__isnull=True, retry_at__isnull=True).count()


def _told() -> int:
    return Ledger.objects.values_list("last_seq", flat=True).first() or 0
