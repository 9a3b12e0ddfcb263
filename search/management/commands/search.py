"""`cms search status | rebuild | reconcile`."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from search.rebuilding import Superseded, rebuild
from search.reconciling import reconcile
from search.status import status


class Command(BaseCommand):
    help = "Look after the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("status", help="what answers, how much is in it, how far it is behind; as JSON")
        acts.add_parser("rebuild", help="make a new index beside the live one, then switch")
        acts.add_parser("reconcile", help="compare the index with the database and repair it")

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        getattr(self, f"_{act}")()

    def _status(self) -> None:
        self.stdout.write(json.dumps(asdict(status()), indent=2, ensure_ascii=False, cls=DjangoJSONEncoder))

    def _rebuild(self) -> None:
        try:
            count = rebuild(told=self._told)
        except Superseded as superseded:
            raise CommandError("Another rebuild was begun after this one; that one goes on.") from superseded
        self.stdout.write(self.style.SUCCESS(f"{count} documents are in the new index, which answers now."))

    def _told(self, done: int) -> None:
        if done % 1000 < 50:
            self.stdout.write(f"  {done} …")

    def _reconcile(self) -> None:
        found = reconcile()
        said = ", ".join(f"{name} {count}" for name, count in asdict(found).items() if name != "compared" and count)
        self.stdout.write(f"{found.compared} documents compared; " + (f"repaired: {said}." if said else "all agree."))
