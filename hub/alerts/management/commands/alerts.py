"""`cms alerts`: finds what is new for saved searches and sends the word of it, until it is stopped; and once a day, letters
about rights that end, and what saved searches keep too long goes. Run one; a second one does no harm."""

import logging
import time
from datetime import date

from django.utils import timezone

from hub.alerts.delivering import deliver_due
from hub.alerts.forgetting import forget
from hub.alerts.telling import tell
from hub.alerts.watching import watch
from hub.until_stopped import UntilStopped
from media_library.rights.warning import is_time, send_letters, write_letters

LOOK_SECONDS = 60.0  # how often it looks whether there is something to do by the clock


class Command(UntilStopped):
    help = "Tell the owners of saved searches what is new, and those who look after rights what ends."
    once_help = "do what is due, then end"
    logger = logging.getLogger("hub.alerts")
    idle_seconds = 1.0
    looked = 0.0
    written: date | None = None  # the day whose letters about rights were written
    forgotten: date | None = None  # the day on which it was forgotten what is too old

    def handle_waiting(self) -> int:
        now = timezone.now()
        return step() + write_letters(now) + send_letters(now) + forget(now)

    def step(self) -> int:
        if time.monotonic() - self.looked > LOOK_SECONDS:
            self.looked = time.monotonic()
            self._about_rights()
            if self.forgotten != timezone.localdate():
                forget(timezone.now())
                self.forgotten = timezone.localdate()
        return step()

    def _about_rights(self) -> None:
        now = timezone.now()
        if self.written != timezone.localdate(now) and is_time(now):
            write_letters(now)
            self.written = timezone.localdate(now)
        send_letters(now)


def step() -> int:
    """Once through all three. Returns whether there was anything to do."""
    return watch() + tell(timezone.now()) + deliver_due(timezone.now())
