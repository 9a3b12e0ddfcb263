"""The part of `make bench-search` that says how well: recall and precision@5 of the eight sets of labelled queries.

On SQLite, or with DATABASE_URL (an EMPTY database) there; the tests hold that all engines find the same.
"""

# ruff: noqa: E402 - the environment has to be set, then the apps to be ready, before our own modules

import os
import tempfile
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="bench-")
os.environ |= {"DJANGO_SETTINGS_MODULE": "cms.settings", "HUB_MODE": "development", "HUB_VAR": FOLDER.name}

import django

(Path(FOLDER.name) / "static").mkdir()  # nothing of it is served, but whitenoise looks for it
django.setup()

from django.core.management import call_command

from search import choosing, sources
from search.indexing import index_waiting
from search.rebuilding import rebuild
from tests.search.query_sets import SETS, measured, report


def main() -> None:
    call_command("migrate", verbosity=0)
    choosing.use(None)
    for queries in SETS:
        sources._sources.clear()
        queries.register()
        rebuild()
        while index_waiting():
            pass
        print(report(queries, measured(queries)), flush=True)


if __name__ == "__main__":
    main()
