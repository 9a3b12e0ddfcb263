"""`cms follow`: keeps Elasticsearch as the stored documents are, until it is stopped. Needed where ELASTICSEARCH_URL is
set, as a process of its own: however slow the cluster, `cms index` never waits for it. A second one does no harm."""

import logging
import time
from typing import Any

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from hub.until_stopped import UntilStopped
from search.models import Follower

logger = logging.getLogger("search.follow")

PAUSES = (0.5, 1.0, 2.0, 3.0)  # after the first, second … fault in a row; the last one for ever after


class Command(UntilStopped):
    help = "Keep Elasticsearch as the search index is."
    once_help = "catch up, then end"
    logger = logger
    idle_seconds = 0.2
    faults = 0

    def handle(self, *args: Any, **options: Any) -> None:
        from search.engines.elasticsearch.connection import configured  # noqa: PLC0415 - optional dependency
        from search.engines.elasticsearch.following import Following  # noqa: PLC0415 - optional dependency

        cluster = configured()
        if cluster is None:
            raise CommandError("ELASTICSEARCH_URL is not set: there is nothing to fill.")
        self.cluster, self.following = cluster, Following(cluster)
        super().handle(*args, **options)

    def handle_waiting(self) -> object:
        return self.following.step()

    def step(self) -> bool:
        from search.engines.elasticsearch.connection import told  # noqa: PLC0415 - optional dependency
        from search.engines.elasticsearch.following import NAME, note_fault  # noqa: PLC0415 - optional dependency
        from search.engines.elasticsearch.reconciling import reconcile  # noqa: PLC0415 - optional dependency

        try:
            busy = bool(self.following.step())
            if not busy:
                done = Follower.objects.values_list("reconciled_at", flat=True).get(pk=NAME)
                if done is None or timezone.localdate(done) != timezone.localdate():
                    logger.info("reconciled %s", reconcile(self.cluster))
        except (OperationalError, InterfaceError):
            raise  # the database, not the cluster
        except Exception as fault:  # noqa: BLE001 - whatever it is: told in the status, and tried again
            logger.warning("Elasticsearch does not follow: %s", told(fault))
            note_fault(told(fault))
            time.sleep(PAUSES[min(self.faults, len(PAUSES) - 1)])
            self.faults += 1
            return True
        self.faults = 0
        return busy
