"""The desk's side of the soak, in a process of its own on the hub's database: `python -m tests.soak.desk key | work | ledger`.

`key` prints a partner's key without a narrow rate; `work SECONDS NUMBER OF` does acts on its share of the stories and prints how
many; `ledger` prints how the ledger stands. Acts go the way of the admin: `hub.publishing.acts`.
"""

# ruff: noqa: E402 - the apps have to be ready before our own modules

import json
import random
import sys
import time
from collections import Counter
from typing import Any

import django

django.setup()

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from hub.content.models import Article
from hub.partners.keys import create_key
from hub.partners.models import Partner
from hub.publishing import acts
from hub.publishing.models import Ledger, LedgerEntry, PublishingEvent
from hub.staff.models import User


def key() -> str:
    partner, _made = Partner.objects.get_or_create(
        name="Soak", defaults={"contact": "soak@example.vn", "licences": ["press"], "rate_limit": 60_000}
    )
    return create_key(partner, by=None, name="soak")[1]


def work(seconds: float, number: int, of: int) -> dict[str, int]:
    """Acts one after the other. Two people never take the same story; what is refused for a moment is tried later."""

    stories = list(Article.objects.filter(locale__language_code="vi", live=True).order_by("pk").values_list("pk"))
    mine = [pk for (pk,) in stories[number::of][:8]]
    by = User.objects.filter(is_superuser=True).first()
    chance = random.Random(number)  # noqa: S311 - the same acts in each run
    done: Counter[str] = Counter()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            done[_act(Article.objects.get(pk=chance.choice(mine)), by, chance)] += 1
        except ValidationError as refused:
            raise SystemExit(f"the desk was refused: {refused}") from refused
        except DatabaseError:
            done["database busy"] += 1
        time.sleep(0.1)
    return dict(done)


def _act(story: Any, by: Any, chance: random.Random) -> str:
    if story.live and chance.random() < 0.2:
        acts.withdraw(story, by=by, reason="Thử độ bền.")
        return "withdrawn"
    draft = story.get_latest_revision_as_object()
    draft.title = f"{draft.title.partition(' · ')[0]} · {chance.randrange(10**6)}"
    draft.save_revision(user=by)
    story = type(story).objects.get(pk=story.pk)
    if story.live and chance.random() < 0.3:
        acts.correct(story, by=by, note="Sửa tựa bài.")
        return "corrected"
    acts.publish(story, by=by)
    return "published"


def ledger() -> dict[str, int]:
    numbers = list(LedgerEntry.objects.order_by("seq").values_list("seq", flat=True))
    return {
        "last": Ledger.objects.get().last_seq,
        "entries": len(numbers),
        "gaps": sum(after - before - 1 for before, after in zip([0, *numbers], numbers, strict=False)),
        "events": PublishingEvent.objects.exclude(act="refreshed").count(),
        "waiting": PublishingEvent.objects.filter(handled_at__isnull=True).count(),
        "faults": PublishingEvent.objects.exclude(fault="").count(),
    }


if __name__ == "__main__":
    told: Any = {"key": key, "ledger": ledger, "work": work}[sys.argv[1]](
        *map(float, sys.argv[2:3]), *map(int, sys.argv[3:])
    )
    print(json.dumps(told))
