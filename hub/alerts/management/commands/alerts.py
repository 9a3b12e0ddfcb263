"""`cms alerts`: finds what is new for saved searches and sends the word of it, until it is stopped; and once a day, letters
about rights that end. Run one; a second one does no harm."""

import logging
import time
from datetime import date

from django.utils import timezone

from hub.alerts.delivering import deliver_due
from hub.alerts.telling import tell
from hub.alerts.watching import watch
from hub.until_stopped import UntilStopped
from media_library.rights.warning import is_time, send_letters, write_letters

LETTERS_SECONDS = 60.0


class Command(UntilStopped):
    help = "Tell the owners of saved searches what is new, and those who look after rights what ends."
    once_help = "do what is due, then end"
    logger = logging.getLogger("hub.alerts")
    idle_seconds = 1.0
    looked = 0.0
    written: date | None = None  # the day whose letters about rights were written

    def handle_waiting(self) -> int:
        now = timezone.now()
        return step() + write_letters(now) + send_letters(now)

    def step(self) -> int:
        if time.monotonic() - self.looked > LETTERS_SECONDS:
            self.looked = time.monotonic()
            self._about_rights()
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
