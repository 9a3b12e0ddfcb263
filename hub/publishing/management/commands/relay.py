"""`cms relay`: takes published changes to the ledger, until it is stopped. Run one; a second one only waits its turn.

Also publishes and withdraws what is scheduled, each page in a transaction of its own.
"""

import logging
import time
from datetime import date

from django.utils import timezone

from hub.publishing.relay import relay_waiting
from hub.publishing.scheduling import publish_due
from hub.until_stopped import UntilStopped
from media_library.rights.expiry import tell_turned

SCHEDULE_SECONDS = 10.0


class Command(UntilStopped):
    help = "Take published changes to the ledger."
    logger = logging.getLogger("hub.publishing.relay")
    idle_seconds = 0.2
    looked = 0.0
    told: date | None = None  # the day whose beginnings and ends of rights were told

    def handle_waiting(self) -> int:
        return relay_waiting()

    def step(self) -> int:
        if time.monotonic() - self.looked > SCHEDULE_SECONDS:
            publish_due()
            if self.told != timezone.localdate():
                self.told = timezone.localdate()
                tell_turned(self.told)
            self.looked = time.monotonic()
        return relay_waiting(stopping=lambda: self.stopping)
