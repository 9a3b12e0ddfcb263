"""Processes of the product on the test's own PostgreSQL, for what happens when one of several is killed.

They are forked off one in which Django is set up, so that a test waits for what they do and not four seconds for each start.
That one has no connection and no thread; each of them makes its own. What has to be told from outside (a signal to `cms` itself,
what it prints) is started as a program, in `environment()`.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

IS_WARM = "HUB_TESTS_WARM"  # in the environment of the one that is forked
WITHIN = 120.0  # seconds

_forked = multiprocessing.get_context("forkserver")
_forked.set_forkserver_preload([__name__])


def environment() -> dict[str, str]:
    """A process of the product on the test's database."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    return os.environ | {"DATABASE_URL": url, "HUB_VAR": str(settings.VAR), "DJANGO_SETTINGS_MODULE": "tests.settings"}


def begin(work: Callable[..., Any], *args: Any) -> ForkServerProcess:
    """One that does this, a function of a module's. The first one makes the warm one, which may write to receivers on loopback."""
    process = _forked.Process(target=work, args=args)
    before = dict(os.environ)
    os.environ.update(environment() | {IS_WARM: "yes", "HUB_OUTBOUND_ALLOW": "127.0.0.1"})
    try:
        process.start()
    finally:
        os.environ.clear()
        os.environ.update(before)
    return process


def ended(*processes: ForkServerProcess) -> list[int | None]:
    """How they ended: 0, or the number of the signal, negative."""
    for process in processes:
        process.join(WITHIN)
    return [process.exitcode for process in processes]


def command(*words: str) -> None:
    """What `cms WORDS` does."""
    call_command(*words)


def die_after(owner: Any, step: str) -> None:
    """Nothing is replaced: the step runs as it is, and SIGKILL comes right after it."""
    as_it_is = getattr(owner, step)

    def and_die(*args: Any, **kwargs: Any) -> Any:
        as_it_is(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, step, and_die)


if IS_WARM in os.environ:
    django.setup()
