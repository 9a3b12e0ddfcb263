"""A relay that the kernel kills at a chosen step: `python -m tests.hub.publishing.killed_relay STEP`. Run by the tests.

Nothing is replaced: the step runs as it is, and SIGKILL comes right after it (or, for `commit`, right before the
transaction ends).
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django


def then_die(step: Callable[..., Any]) -> Callable[..., Any]:
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        step(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return wrapped


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    from hub.publishing import relay, telling

    name = sys.argv[1]
    target: Any = {"save": relay.PublishingEvent, "tell": relay}.get(name, telling)
    setattr(target, name, then_die(getattr(target, name)))
    call_command("relay", "--once")
