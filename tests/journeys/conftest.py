"""The product itself, running: `cms demo` with everything, a browser, and what is kept when a journey fails.

`JOURNEY_HUB=<its HUB_VAR>` uses a hub that runs already: no waiting for the demo content while a journey is written.
"""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.journeys import newsdesk
from tests.journeys.processes import Running, processes_of

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 300.0
ENDS_WITHIN = 20.0
A_JOURNEY = 180.0
A_LOOK = 20_000.0  # milliseconds for what a page shows by itself; other sessions share the machine
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run",
]  # fmt: skip
HOW_IT_WENT = pytest.StashKey[dict[str, pytest.TestReport]]()


@dataclass(frozen=True)
class Hub:
    """A running hub, as `demo.json` tells of it."""

    var: Path
    base_url: str
    logins: dict[str, dict[str, str]]
    partner_keys: dict[str, str]

    @property
    def port(self) -> int:
        return int(self.base_url.rsplit(":", 1)[1])

    @property
    def environment(self) -> dict[str, str]:
        """What a command of this very hub needs to be told."""
        return environment(self.var, self.port)

    def processes(self) -> list[Running]:
        return processes_of(self.var)


def environment(var: Path, port: int) -> dict[str, str]:
    """The embedded product, whatever the run of the tests itself is set to."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("HUB_", "S3_", "DJANGO_"))}
    for name in ("DATABASE_URL", "REDIS_URL"):
        plain.pop(name, None)
    return plain | {"HUB_MODE": "demo", "PORT": str(port), "HUB_VAR": str(var)}


def told(var: Path) -> Hub:
    return Hub(var=var, **json.loads((var / "demo.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """`make demo`, and at the end Ctrl-C: nothing of it is left."""
    if running := os.environ.get("JOURNEY_HUB"):
        yield told(Path(running))
        return
    with running_hub(tmp_path_factory.mktemp("hub")) as made:
        yield made


@contextmanager
def running_hub(var: Path) -> Iterator[Hub]:
    """`make demo` in a folder of its own; Ctrl-C at the end."""
    port = free_port()
    with (var / "demo.log").open("wb") as log:
        command = [sys.executable, "-m", "cms", "demo", "--port", str(port)]
        demo = subprocess.Popen(command, cwd=ROOT, env=environment(var, port), stdout=log, stderr=log)
    try:
        wait_for_answer(f"http://127.0.0.1:{port}/api/v1/", demo, var / "demo.log")
        wait_for_clips(var)
        yield told(var)
    finally:
        demo.send_signal(signal.SIGTERM)
        code = demo.wait(ENDS_WITHIN)
    assert (code, processes_of(var)) == (0, [])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_answer(url: str, demo: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        assert demo.poll() is None, log.read_text(encoding="utf-8")[-4000:]
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own address
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.5)
    pytest.fail(f"{url} did not answer in {STARTS_WITHIN:.0f} s:\n{log.read_text(encoding='utf-8')[-4000:]}")


WAITING = (
    "SELECT (SELECT count(*) FROM django_tasks_database_dbtaskresult"
    " WHERE status IN ('READY', 'RUNNING') AND task_path LIKE 'media_library.%')"
    " + (SELECT count(*) FROM publishing_publishingevent WHERE handled_at IS NULL)"
)


def wait_for_clips(var: Path) -> None:
    """Jobs prepare the demo's clips after it has begun to serve, and the ledger tells of each: until nothing waits."""
    deadline, quiet = time.monotonic() + STARTS_WITHIN, 0
    while time.monotonic() < deadline:
        with closing(sqlite3.connect(var / "hub.sqlite3", timeout=30)) as database:
            (waiting,) = database.execute(WAITING).fetchone()
        quiet = quiet + 1 if waiting == 0 else 0
        if quiet == 2:  # a job that has ended orders the next one in the same moment
            return
        time.sleep(1)
    pytest.fail(f"the clips were not prepared in {STARTS_WITHIN:.0f} s")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the journeys of a module: while Playwright's loop runs, Django would refuse a database test."""
    expect.set_options(timeout=A_LOOK)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_window(hub: Hub, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Opens a window with cookies of its own, as on somebody's own machine. After a failure what it showed is kept."""
    windows: list[tuple[str, BrowserContext]] = []

    def opened(name: str, **settings: Any) -> Page:
        about = {"base_url": hub.base_url, "viewport": {"width": 1360, "height": 1000}, "locale": "vi-VN"} | settings
        context = chromium.new_context(**about)
        context.set_default_timeout(A_LOOK)
        context.tracing.start(screenshots=True, snapshots=True, sources=True)
        windows.append((name, context))
        return context.new_page()

    yield opened
    failed = any(report.failed for report in request.node.stash.get(HOW_IT_WENT, {}).values())
    kept = hub.var / "failures" / request.node.name
    for name, context in windows:
        if failed:
            kept.mkdir(parents=True, exist_ok=True)
            for number, page in enumerate(context.pages):
                page.screenshot(path=kept / f"{name}-{number}.png", full_page=True)
            context.tracing.stop(path=kept / f"{name}.zip")
        else:
            context.tracing.stop()
        context.close()


@pytest.fixture
def sign_in(hub: Hub, open_window: Callable[..., Page]) -> Callable[[str], Page]:
    """The admin in a window of its own, signed in with the demo login of a role."""

    def signed_in(role: str) -> Page:
        page = open_window(role)
        newsdesk.sign_in(page, **hub.logins[role])
        return page

    return signed_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first journey waits for the hub as well, and for its clips."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(2 * STARTS_WITHIN + A_JOURNEY))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash.setdefault(HOW_IT_WENT, {})[str(report.when)] = report
    return report
