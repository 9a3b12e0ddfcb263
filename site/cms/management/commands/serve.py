"""`cms serve`: the embedded product, all of it, on loopback, until it is stopped."""

import socket
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.processes import house, listen


class Command(BaseCommand):
    help = "Run web, worker and relay together on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.ENV.port)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        with taken(port) as listener:
            house(listener, follow=bool(settings.ELASTICSEARCH)).run(on_started=lambda: self._say_ready(port))

    def _say_ready(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}"
        if wait_until_up(f"{address}/api/v1/"):
            self.stdout.write(
                self.style.SUCCESS(f"\n  Ready: {address}/   Admin: {address}/admin/   Ctrl-C stops everything.\n")
            )


def taken(port: int) -> socket.socket:
    """The port, listening.

    Raises:
        CommandError: something else listens there.
    """
    try:
        return listen(port)
    except OSError as busy:
        raise CommandError(
            f"Port {port} is taken: stop what listens there, or choose another: PORT=8001 make demo"
        ) from busy


def wait_until_up(url: str, seconds: float = 60) -> bool:
    """Does the address answer before the time is over?"""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=5)  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.3)
        else:
            return True
    return False
