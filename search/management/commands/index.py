"""`cms index`: takes changes into the search index, until it is stopped. Run one; a second one does no harm.

What takes long is done beside that, in a thread, so nobody waits longer for what was just published: an index whose words
were cut by other code is made anew; once a day everything is compared, which also brings in what changes by the calendar
alone; and a table of words that is gone or broken is mended."""

import logging
import time
from threading import Thread

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from hub.until_stopped import UntilStopped
from search.indexing import index_waiting
from search.models import Index
from search.openings import follow as follow_openings
from search.rebuilding import Superseded, is_outdated, rebuild
from search.reconciling import is_whole, mend_numbers, reconcile
from search.term_source import fold_again

logger = logging.getLogger("search.index")

LOOK_SECONDS = 60.0  # how often it looks whether there is something long to do


class Command(UntilStopped):
    help = "Take changes into the search index."
    once_help = "take in what is waiting, then end"
    logger = logger
    idle_seconds = 0.2
    looked = -LOOK_SECONDS
    beside: Thread | None = None

    def handle_waiting(self) -> bool:
        return bool(index_waiting() or follow_openings())

    def step(self) -> bool:
        if time.monotonic() - self.looked > LOOK_SECONDS:
            mend_numbers()  # without them nothing can be written
            if self.beside is None or not self.beside.is_alive():
                self.beside = Thread(target=do_what_takes_long, daemon=True)  # what it has begun is undone if we end
                self.beside.start()
            self.looked = time.monotonic()
        return bool(index_waiting(stopping=lambda: self.stopping) or follow_openings())


def do_what_takes_long() -> None:
    """If there is any of it. What goes wrong is tried again in a minute."""
    try:
        if is_outdated():
            logger.info("words are cut otherwise now: rebuilding beside the live index")
            rebuild()
            fold_again()
            call_command("update_index", verbosity=0)  # Wagtail's own index holds the same words
        elif not is_whole() or not is_reconciled_today():
            found = reconcile()
            logger.info("reconciled compared=%s differences=%s", found.compared, found.differences)
    except Superseded:
        logger.info("another rebuild goes on")
    except Exception:
        logger.exception("not done, tried again")
    finally:
        connections.close_all()


def is_reconciled_today() -> bool:
    done = Index.objects.values_list("reconciled_at", flat=True).first()
    return done is not None and timezone.localdate(done) == timezone.localdate()
