"""The ledger's promises on PostgreSQL, with real processes: nothing missing, nothing twice, one order, no gaps."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections

from hub.publishing.models import Ledger, LedgerEntry, PublishingEvent
from tests.hub.publishing.killed_relay import killed_relay
from tests.newsroom import article, column, edit, fresh, publish, relay, told
from tests.warm_processes import begin, command, ended

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

PUBLISHERS = 8
RELEASES = 6  # by each publisher


@contextmanager
def running_relay() -> Iterator[None]:
    process = begin(command, "relay")
    try:
        yield
    finally:
        process.terminate()
        process.join(20)


def in_thread(work, *args) -> threading.Thread:
    def run() -> None:
        try:
            work(*args)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def release_again_and_again(page) -> None:
    for number in range(RELEASES):
        edit(fresh(page), title=f"{page.pk}/{number}")
        publish(fresh(page))


class Reader:
    """A partner that polls: asks for what comes after the last number it saw."""

    def __init__(self, until: int) -> None:
        self.until = until
        self.seen: list[tuple[int, str]] = []

    def poll(self) -> None:
        deadline = time.monotonic() + 60
        while len(self.seen) < self.until and time.monotonic() < deadline:
            after = self.seen[-1][0] if self.seen else 0
            rows = LedgerEntry.objects.filter(seq__gt=after).order_by("seq")
            self.seen += [(row.seq, f"{row.edition_id} v{row.version}") for row in rows]
            time.sleep(0.005)


def test_eight_publishers_and_a_polling_reader_who_sees_every_change_once_in_order():
    shelf = column()
    pages = [article(shelf, f"Bài {number}") for number in range(PUBLISHERS)]
    reader = Reader(until=PUBLISHERS * RELEASES)

    with running_relay():
        polling = in_thread(reader.poll)
        for thread in [in_thread(release_again_and_again, page) for page in pages]:
            thread.join()
        polling.join()

    numbers = [seq for seq, _what in reader.seen]
    assert numbers == list(range(1, PUBLISHERS * RELEASES + 1))
    by_edition: dict[str, list[int]] = {}
    for _seq, what in reader.seen:
        edition, _v, version = what.partition(" v")
        by_edition.setdefault(edition, []).append(int(version))
    assert list(by_edition.values()) == [list(range(1, RELEASES + 1))] * PUBLISHERS


def test_two_relays_at_once_leave_no_gap_and_tell_nothing_twice():
    shelf = column()
    for number in range(12):
        publish(article(shelf, f"Bài {number}"))

    with running_relay(), running_relay():
        deadline = time.monotonic() + 30
        while PublishingEvent.objects.filter(handled_at__isnull=True).exists() and time.monotonic() < deadline:
            time.sleep(0.05)

    assert [seq for seq, *_rest in told()] == list(range(1, 13))
    assert Ledger.objects.get().last_seq == 12


@pytest.mark.parametrize(
    "step", ["tell", "_page", "compile_edition", "_fill", "_append", "_keep_references", "_tell_siblings", "save"]
)
def test_a_relay_killed_at_a_step_loses_nothing_and_repeats_nothing(step):
    page = article()
    publish(page)
    edit(page, title="Lần hai")
    publish(fresh(page))

    assert ended(begin(killed_relay, step)) == [-signal.SIGKILL]
    assert list(told()) == []

    relay()
    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "updated", 2)]


def test_a_relay_killed_again_and_again_while_editors_publish_loses_nothing():
    shelf = column()
    pages = [article(shelf, f"Bài {number}") for number in range(3)]
    threads = [in_thread(release_again_and_again, page) for page in pages]
    for pause in (0.2, 0.6, 0.4):
        process = begin(command, "relay")
        time.sleep(pause)
        process.kill()
        process.join()
    for thread in threads:
        thread.join()
    relay()

    assert [seq for seq, *_rest in told()] == list(range(1, 3 * RELEASES + 1))
    assert LedgerEntry.objects.values("edition", "version").distinct().count() == 3 * RELEASES
