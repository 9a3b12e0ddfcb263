"""An indexer that the kernel kills at a chosen step: `python -m tests.search.killed_indexer STEP`. Run by the tests.

Nothing is replaced: the step runs as it is, and SIGKILL comes right after it.
"""

import sys
from typing import Any

import django

from tests.hub.publishing.killed_relay import then_die

if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    from search import indexing
    from search.engines import embedded

    name = sys.argv[1]
    tables = type(embedded.tables())
    target: Any = {"write_words": tables, "remove": tables}.get(name, indexing)
    attribute = "write" if name == "write_words" else name
    setattr(target, attribute, then_die(getattr(target, attribute)))
    call_command("index", "--once")
