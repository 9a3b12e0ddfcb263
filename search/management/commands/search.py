"""`cms search status | rebuild | reconcile`."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from search import choosing
from search.engine import EngineFailed
from search.rebuilding import Superseded, rebuild
from search.reconciling import reconcile
from search.status import status

WRONG = {
    "missing": "documents missing",
    "outdated": "not as their source says",
    "left_over": "left over from what is gone",
    "without_words": "without their words",
    "words_left_over": "words of no document",
    "other_words": "with other words than theirs",
    "known_words": "known words counted wrongly",
    "openings": "with other beginnings for suggestions",
    "tables": "table of words missing or incomplete",
    "numbers": "numbers taken back or ahead",
}


class Command(BaseCommand):
    help = "Look after the search index."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("status", help="what answers, how much is in it, how far it is behind; as JSON")
        acts.add_parser("rebuild", help="make a new index beside the live one, then switch")
        acts.add_parser("reconcile", help="compare the index with the database, word by word, and repair it")

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
        outside = choosing.outside()
        if outside is not None:
            with _of(outside.name):
                count = outside.rebuild(told=self._told)
            self.stdout.write(self.style.SUCCESS(f"{count} documents are in the new index of {outside.name} as well."))

    def _told(self, done: int) -> None:
        if done % 1000 < 50:
            self.stdout.write(f"  {done} …")

    def _reconcile(self) -> None:
        self._say(choosing.EMBEDDED.name, asdict(reconcile(thorough=True)))
        outside = choosing.outside()
        if outside is not None:
            with _of(outside.name):
                self._say(outside.name, asdict(outside.reconcile()))

    def _say(self, engine: str, found: dict[str, int]) -> None:
        said = ", ".join(f"{count} {WRONG[name]}" for name, count in found.items() if name in WRONG and count)
        told = f"repaired: {said}." if said else "all agree."
        self.stdout.write(f"{engine}: {found['compared']} documents compared; {told}")


@contextmanager
def _of(engine: str) -> Iterator[None]:
    """The embedded index is done by then, and answers."""
    try:
        yield
    except EngineFailed as failed:
        raise CommandError(f"{engine}: {failed}") from failed
