"""The order in which people read a plan: each section with its tasks, each task with its parts, by their codes."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hub.registry.models import PlanTask

NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands among all: its number in reading order, and how deep below its section."""

    number: int
    depth: int


def standings() -> dict[int, Standing]:
    """Every task by its id, in one query: the newest plan first. A plan has tens of tasks, so they fit in memory."""
    rows = PlanTask.objects.order_by("-plan__issued", "plan_id").values_list("pk", "plan_id", "parent_id", "code")
    below: defaultdict[int | None, list[tuple[int, str]]] = defaultdict(list)
    plans = {plan: place for place, plan in enumerate(dict.fromkeys(plan for _pk, plan, _parent, _code in rows))}
    for pk, _plan, parent, code in sorted(rows, key=lambda row: (plans[row[1]], in_code_order(row[3]))):
        below[parent].append((pk, code))
    walked = enumerate(_walk(below, None, 0))
    return {pk: Standing(number, depth) for number, (pk, depth) in walked}


def in_code_order(code: str) -> list[tuple[int, int, str]]:
    """3.2 comes before 3.10, and 1.x after every number."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in NUMBER.split(code) if part.strip(".")]


def _walk(below: dict[int | None, list[tuple[int, str]]], parent: int | None, depth: int) -> Iterator[tuple[int, int]]:
    for pk, _code in below.get(parent, ()):
        yield pk, depth
        yield from _walk(below, pk, depth + 1)
