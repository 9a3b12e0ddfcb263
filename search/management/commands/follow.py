"""`cms follow`: keeps Elasticsearch as the stored documents are, until it is stopped. Needed where ELASTICSEARCH_URL is
set, as a process of its own: however slow the cluster, `cms index` never waits for it. A second one does no harm."""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from search.models import Follower

logger = logging.getLogger("search.follow")

IDLE_SECONDS = 0.2
PAUSES = (0.5, 1.0, 2.0, 3.0)  # after the first, second … fault in a row; the last one for ever after


class Command(BaseCommand):
    help = "Keep Elasticsearch as the search index is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="catch up, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        from search.engines.elasticsearch.connection import configured, told  # noqa: PLC0415 - optional dependency
        from search.engines.elasticsearch.following import NAME, Following, note_fault  # noqa: PLC0415 - optional dependency
        from search.engines.elasticsearch.reconciling import reconcile  # noqa: PLC0415 - optional dependency

        cluster = configured()
        if cluster is None:
            raise CommandError("ELASTICSEARCH_URL is not set: there is nothing to fill.")
        following = Following(cluster)
        if options["once"]:
            while following.step():
                pass
            return
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        faults = 0
        while not self.stopping:
            try:
                if not following.step():
                    done = Follower.objects.values_list("reconciled_at", flat=True).get(pk=NAME)
                    if done is None or timezone.localdate(done) != timezone.localdate():
                        logger.info("reconciled %s", reconcile(cluster))
                    time.sleep(IDLE_SECONDS)
                faults = 0
            except (OperationalError, InterfaceError):
                logger.exception("the database does not answer")
                close_old_connections()
                time.sleep(1)
            except Exception as fault:  # noqa: BLE001 - whatever it is: told in the status, and tried again
                logger.warning("Elasticsearch does not follow: %s", told(fault))
                note_fault(told(fault))
                time.sleep(PAUSES[min(faults, len(PAUSES) - 1)])
                faults += 1

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
