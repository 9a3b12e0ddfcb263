"""`cms index`: takes changes into the search index, until it is stopped. Run one; a second one does no harm.

An index whose words were cut by other code is rebuilt first, beside the live one. Once a day it compares everything,
which also brings in what changes by the calendar alone."""

import logging
import time

from django.core.management import call_command
from django.utils import timezone

from hub.until_stopped import UntilStopped
from search.indexing import index_waiting
from search.models import Index
from search.openings import follow as follow_openings
from search.rebuilding import is_outdated, rebuild
from search.reconciling import reconcile

logger = logging.getLogger("search.index")

DAY_SECONDS = 60.0  # how often it looks whether a day has begun


class Command(UntilStopped):
    help = "Take changes into the search index."
    once_help = "take in what is waiting, then end"
    logger = logger
    idle_seconds = 0.2
    looked = 0.0

    def begin(self) -> None:
        if is_outdated():
            logger.info("words are cut otherwise now: rebuilding beside the live index")
            rebuild()
            call_command("update_index", verbosity=0)  # Wagtail's own index holds the same words

    def handle_waiting(self) -> bool:
        return bool(index_waiting() or follow_openings())

    def step(self) -> bool:
        if index_waiting(stopping=lambda: self.stopping) or follow_openings():
            return True
        if time.monotonic() - self.looked > DAY_SECONDS:
            reconcile_daily()
            self.looked = time.monotonic()
        return False


def reconcile_daily() -> bool:
    """Unless it was done today."""
    done = Index.objects.values_list("reconciled_at", flat=True).first()
    if done is not None and timezone.localdate(done) == timezone.localdate():
        return False
    found = reconcile()
    logger.info("reconciled compared=%s differences=%s", found.compared, found.differences)
    return True
