"""`cms prune_renditions`: what the worker does once a day by itself, now; `--tell`: only says what it would take away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from media_library import jobs
from media_library.renditions.pruning import KEPT, Pruned, prune_after


class Command(BaseCommand):
    help = "Take away renditions that nothing has needed for three months."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tell", action="store_true", help="only say what would be taken away")

    def handle(self, *args: Any, **options: Any) -> None:
        told, now, after = Pruned(), timezone.now(), 0
        let_go = None if options["tell"] else jobs.let_go.enqueue
        while (last := prune_after(after, now, told, let_go=let_go)) is not None:
            after = last
        act = "would be taken away" if options["tell"] else "taken away"
        self.stdout.write(f"{told.gone} renditions {act} ({filesizeformat(told.size)})")
        self.stdout.write(f"{told.noted} more are needed by nothing from now on: kept for {KEPT.days} days")
