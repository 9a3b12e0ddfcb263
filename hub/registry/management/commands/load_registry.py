"""`cms load_registry`: the registry's data files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.registry.loading import load_registry
from hub.registry.sheets import DATA, BrokenFileError


class Command(BaseCommand):
    help = "Load agencies, people, places, facts, Media Topics and the plan's tasks; what is stored already is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--overwrite", action="store_true", help="the files win over what editors have changed")
        parser.add_argument(
            "--folder", type=Path, default=DATA, help="where the files are (default: the product's own)"
        )

    def handle(self, *args: Any, overwrite: bool, folder: Path, **options: Any) -> None:
        try:
            loaded = load_registry(folder, overwrite=overwrite)
        except BrokenFileError as broken:
            raise CommandError(f"Nothing was loaded. {broken}") from broken
        for sheet in loaded:
            self.stdout.write(f"{sheet.file}: {sheet.added} added, {sheet.changed} changed, {sheet.kept} kept")
