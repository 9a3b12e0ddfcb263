"""A relay that the kernel kills right after a chosen step."""

from typing import Any

from hub.publishing import relay, telling
from tests.warm_processes import command, die_after


def killed_relay(step: str) -> None:
    owner: Any = {"save": relay.PublishingEvent, "tell": relay}.get(step, telling)
    die_after(owner, step)
    command("relay", "--once")
