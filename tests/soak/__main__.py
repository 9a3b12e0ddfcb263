"""`make soak`: two people publish, correct and withdraw while every process of the hub is killed in turn (SIGKILL); a
partner follows with `examples/partner_sync.py`, another one polls. Ends by itself and prints what a claim needs:

    acts, entries, gaps (0), changes missed or seen twice (0), mirror equal to the snapshot byte for byte, and how long a
    change takes from the act to the partner.

`JOURNEY_HUB=<its HUB_VAR>` uses a demo that runs already (its stories get other titles).
Exit code 0 only if nothing is missing.
"""

import argparse
import contextlib
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.journeys.conftest import ROOT, Hub, running_hub, told
from tests.journeys.partner import SYNC, ask
from tests.journeys.processes import Running, kill_one, long_worker, relay, web_master, web_workers, worker

PEOPLE = 2
KILLS: dict[str, Callable[[list[Running]], Running]] = {
    "relay": relay,
    "web worker": lambda running: web_workers(running)[0],
    "worker": worker,
    "long worker": long_worker,
    "web master": web_master,
}
SETTLES_WITHIN = 120.0


class Poller(threading.Thread):
    """A partner that polls with a cursor and notes when each change came."""

    def __init__(self, hub: Hub, key: str) -> None:
        super().__init__(daemon=True)
        self.hub, self.key = hub, key
        self.start_cursor = self.cursor = json.loads(self.get("snapshot").splitlines()[0])["cursor"]
        self.seen: list[tuple[int, float]] = []
        self.refused = 0
        self.stopping = False

    def get(self, path: str) -> str:
        answer = ask(f"{self.hub.base_url}/api/v1/{path}", self.key)
        if answer.status != 200:
            raise OSError(answer.body)
        return answer.body

    def run(self) -> None:
        while not self.stopping:
            try:
                page = json.loads(self.get(f"changes?since={self.cursor}&limit=200&wait=10"))
            except (OSError, http.client.HTTPException):
                self.refused += 1
                time.sleep(0.2)
                continue
            now = time.time()
            self.seen += [(row["seq"], now - datetime.fromisoformat(row["at"]).timestamp()) for row in page["changes"]]
            self.cursor = page["cursor"]

    def everything(self) -> list[int]:
        """The same changes read again from the beginning, in peace."""
        numbers, cursor, more = [], self.start_cursor, True
        while more:
            page = json.loads(self.get(f"changes?since={cursor}&limit=200"))
            numbers += [row["seq"] for row in page["changes"]]
            cursor, more = page["cursor"], page["more"]
        return numbers


def desk(hub: Hub, *args: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.soak.desk", *map(str, args)], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=hub.environment | {"DJANGO_SETTINGS_MODULE": "cms.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"},
    )  # fmt: skip


def answer_of(process: "subprocess.Popen[str]") -> Any:
    out, _err = process.communicate(timeout=300)
    if process.returncode:
        raise SystemExit(f"the desk ended with {process.returncode}")
    return json.loads(out.splitlines()[-1])


@contextlib.contextmanager
def following(hub: Hub, key: str, folder: Path) -> Iterator[None]:
    with (folder.parent / "partner_sync.log").open("w") as log:
        sync = subprocess.Popen(
            [sys.executable, str(SYNC), str(folder), "--base-url", hub.base_url, "--follow"],
            env={**os.environ, "HUB_KEY": key}, stderr=log,
        )  # fmt: skip
        try:
            yield
        finally:
            sync.kill()  # at any time, as it promises
            sync.wait()


def kill_in_turn(hub: Hub, until: float, every: float) -> dict[str, int]:
    killed = dict.fromkeys(KILLS, 0)
    while time.monotonic() < until:
        for name, choose in KILLS.items():
            time.sleep(every)
            killed[name] += kill_one(choose, hub.var)
    return killed


def settled(hub: Hub) -> dict[str, int]:
    """The ledger when nothing waits any more."""
    deadline = time.monotonic() + SETTLES_WITHIN
    while (state := answer_of(desk(hub, "ledger")))["waiting"] and time.monotonic() < deadline:
        time.sleep(1)
    return dict(state)


def differences(poller: Poller, folder: Path) -> list[str]:
    """Ids whose bytes in the mirror are not those of the snapshot."""
    lines = poller.get("snapshot").splitlines()[1:-1]
    wanted = {json.loads(line)["id"]: line.encode() for line in lines}
    have = {path.name.removesuffix(".json"): path.read_bytes() for path in (folder / "items").glob("*.json")}
    return sorted(name for name in wanted.keys() | have.keys() if wanted.get(name) != have.get(name))


def wait_until_equal(poller: Poller, folder: Path) -> list[str]:
    deadline = time.monotonic() + SETTLES_WITHIN
    while (left := differences(poller, folder)) and time.monotonic() < deadline:
        time.sleep(1)
    return left


def soak(hub: Hub, folder: Path, seconds: float, every: float) -> bool:
    key = answer_of(desk(hub, "key"))
    before = answer_of(desk(hub, "ledger"))
    poller = Poller(hub, key)
    poller.start()
    with following(hub, key, folder):
        people = [desk(hub, "work", seconds, number, PEOPLE) for number in range(PEOPLE)]
        killed = kill_in_turn(hub, time.monotonic() + seconds, every)
        done = [answer_of(person) for person in people]
        after = settled(hub)
        different = wait_until_equal(poller, folder)
        items = len(list((folder / "items").glob("*.json")))
    everything = poller.everything()
    deadline = time.monotonic() + 30
    while len(poller.seen) < len(everything) and time.monotonic() < deadline:
        time.sleep(0.2)
    poller.stopping = True
    seen = [seq for seq, _took in poller.seen]
    took = sorted(took for _seq, took in poller.seen)
    acts = {name: sum(one.get(name, 0) for one in done) for name in sorted({name for one in done for name in one})}
    print(
        f"acts            {acts}; {after['events'] - before['events']} events: a withdrawal takes its translations along"
    )
    print(f"killed          {killed}")
    print(
        "ledger          {} entries; {gaps} gaps, {waiting} waiting, {faults} faults".format(
            after["last"] - before["last"], **after
        )
    )
    print(
        f"polling partner {len(seen)} changes, {'each once, in order' if seen == everything else 'NOT those of the ledger'}"
    )
    print(f"                {poller.refused} requests failed and were asked again with the same cursor")
    print(f"mirror          {items} items, {different or 'equal to the snapshot byte for byte'}")
    print(
        f"act to partner  p50 {statistics.median(took):.2f} s, p95 {took[int(len(took) * 0.95)]:.2f} s, longest {took[-1]:.2f} s"
    )
    return seen == everything and not different and not (after["gaps"] or after["waiting"] or after["faults"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Acts, kills, and what a partner gets of it.")
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--kill-every", type=float, default=5, help="seconds between two kills")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as made, contextlib.ExitStack() as stack:
        if running := os.environ.get("JOURNEY_HUB"):
            hub = told(Path(running))
        else:
            var = Path(made) / "hub"
            var.mkdir()
            hub = stack.enter_context(running_hub(var))
        return 0 if soak(hub, Path(made) / "mirror", options.seconds, options.kill_every) else 1


if __name__ == "__main__":
    sys.exit(main())
