"""`cms sweep_media`: files in the store that no row knows of. The worker sweeps by itself; this shows what, or does it now."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from media_library.files.store import StoreAwayError
from media_library.files.sweeping import UNKNOWN_FOR, sweep_arrivals, sweep_parts, sweep_store


class Command(BaseCommand):
    help = "Name the library's files that no row knows of; with --remove, remove them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="remove them; without, they are only named")
        parser.add_argument("--days", type=int, default=UNKNOWN_FOR.days, help="that old at least (%(default)s)")

    def handle(self, *args: Any, remove: bool, days: int, **options: Any) -> None:
        try:
            unknown = sweep_store(older_than=timedelta(days=days), remove=remove)
            swept = sweep_parts() + sweep_arrivals() if remove else 0
        except StoreAwayError as away:
            raise CommandError(f"The store does not answer: run the command again later. ({away})") from away
        for name in unknown:
            self.stdout.write(name)
        done = f"removed, and {swept} that never came to their end" if remove else "found; --remove removes them"
        self.stdout.write(f"{len(unknown)} files {done}")
