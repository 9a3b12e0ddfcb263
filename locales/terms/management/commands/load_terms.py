"""`cms load_terms`: the starter glossary into the term base."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hub.registry.sheets import BrokenFileError
from locales.terms.glossary import GLOSSARY, fold_again, load_glossary


class Command(BaseCommand):
    help = "Load the starter glossary; what is stored already is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--overwrite", action="store_true", help="the file wins over what editors have changed")
        parser.add_argument("--file", type=Path, default=GLOSSARY, help="the glossary (default: the product's own)")

    def handle(self, *args: Any, overwrite: bool, file: Path, **options: Any) -> None:
        try:
            loaded = load_glossary(file, overwrite=overwrite)
        except BrokenFileError as broken:
            raise CommandError(f"Nothing was loaded. {broken}") from broken
        fold_again()
        self.stdout.write(f"{loaded.file}: {loaded.added} added, {loaded.changed} changed, {loaded.kept} kept")
