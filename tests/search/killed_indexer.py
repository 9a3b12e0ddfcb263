"""An indexer that the kernel kills right after a chosen step."""

from typing import Any

from search import indexing
from search.engines import embedded
from tests.warm_processes import command, die_after


def killed_indexer(step: str) -> None:
    tables = type(embedded.tables())
    owner: Any = {"write_words": tables, "remove": tables}.get(step, indexing)
    die_after(owner, "write" if step == "write_words" else step)
    command("index", "--once")
