"""`cms alerts`: finds what is new for saved searches and sends the word of it, until it is stopped. Run one; a second one
does no harm."""

import logging

from django.utils import timezone

from hub.alerts.delivering import deliver_due
from hub.alerts.telling import tell
from hub.alerts.watching import watch
from hub.until_stopped import UntilStopped


class Command(UntilStopped):
    help = "Tell the owners of saved searches what is new."
    once_help = "do what is due, then end"
    logger = logging.getLogger("hub.alerts")
    idle_seconds = 1.0

    def step(self) -> int:
        return step()


def step() -> int:
    """Once through all three. Returns whether there was anything to do."""
    return watch() + tell(timezone.now()) + deliver_due(timezone.now())
