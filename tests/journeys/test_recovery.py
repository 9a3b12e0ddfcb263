"""What an operator fears: processes killed in the middle of it, and `make demo` run once more."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.journeys import newsdesk
from tests.journeys.conftest import ROOT, Hub, told
from tests.journeys.partner import Partner, ask
from tests.journeys.processes import Running, relay, web_master, web_workers, worker

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

BACK_WITHIN = 30.0
SLOWEST = 10.0  # seconds a caller waits while the web starts again beside a browser on two cores
TITLE = "Phiên chợ sớm bên cầu Bến Thủy"
REASON = "Bài thử của tòa soạn."


def test_killed_processes_recover(hub: Hub, sign_in: Callable[[str], Page]) -> None:
    partner = Partner(hub.base_url, hub.partner_keys["broadcaster"])
    head = sign_in("desk_head")
    newsdesk.new_article(head, newsdesk.find_column(head, "Di sản"))
    title = f"{TITLE} {secrets.token_hex(2)}"  # the hub may have seen this journey before
    newsdesk.write_title_and_summary(head, title, "Trời chưa sáng, thuyền đã cập bến, chợ họp bên cầu.")
    newsdesk.add_paragraph(head, "Chợ họp từ ba giờ sáng.")
    page = newsdesk.save_draft(head)
    newsdesk.open_page(head, page)

    before = hub.processes()
    killed = [relay(before), worker(before), web_workers(before)[0]]
    for process in killed:
        os.kill(process.pid, signal.SIGKILL)
    newsdesk.publish(head)
    (published,) = partner.wait_for(lambda change: change["lang"] == "vi")
    after = _complete_again(hub, without=killed)
    assert {process.pid for process in killed}.isdisjoint(process.pid for process in after)

    # the next entry is the fence: what had been told twice would stand before it
    newsdesk.open_page(head, page)
    os.kill(relay(after).pid, signal.SIGKILL)
    newsdesk.withdraw(head, REASON)
    (withdrawn,) = partner.wait_for(lambda change: change["id"] == published["id"])
    assert (published["change"], published["version"]) == ("published", 1)
    assert (withdrawn["change"], withdrawn["note"]) == ("withdrawn", REASON)
    assert withdrawn["seq"] == published["seq"] + 1


def test_the_web_is_never_away_when_its_master_is_killed(hub: Hub) -> None:
    before = hub.processes()
    master = web_master(before)
    os.kill(master.pid, signal.SIGKILL)
    longest, until = 0.0, time.monotonic() + 10
    while time.monotonic() < until:
        asked = time.monotonic()
        assert ask(f"{hub.base_url}/api/v1/items?limit=1").status == 200
        longest = max(longest, time.monotonic() - asked)
        time.sleep(0.05)
    assert longest < SLOWEST
    assert web_master(_complete_again(hub, without=[master])).pid != master.pid


def _complete_again(hub: Hub, without: list[Running]) -> list[Running]:
    """The processes, when there are as many as there have to be."""
    dead = {process.pid for process in without}
    deadline = time.monotonic() + BACK_WITHIN
    while time.monotonic() < deadline:
        running = [process for process in hub.processes() if process.pid not in dead]
        kinds = [
            any("cms relay" in one.command for one in running),
            any("cms worker --lane quick" in one.command for one in running),
            any("cms worker --lane long" in one.command for one in running),
        ]
        if all(kinds) and len(web_workers(running)) == 2:
            return running
        time.sleep(0.2)
    pytest.fail(f"not complete after {BACK_WITHIN:.0f} s: {hub.processes()}")


def test_a_second_make_demo_changes_nothing(hub: Hub) -> None:
    partner = Partner(hub.base_url, hub.partner_keys["broadcaster"])
    before = _standing(hub, partner)
    ran = subprocess.run(
        [sys.executable, "-m", "cms", "demo", "--no-serve", "--port", str(hub.port)],
        cwd=ROOT, env=hub.environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-4000:]
    assert _standing(hub, partner) == before
    assert told(hub.var) == hub
    assert partner.poll() == []


def _standing(hub: Hub, partner: Partner) -> dict[str, object]:
    """All that partners were ever told, and how many there are of what they can read."""
    items = len(partner.get("snapshot").body.splitlines())
    everything: list[dict[str, object]] = []
    page = partner.get("changes", limit=200).json
    everything += page["changes"]
    while page["more"]:
        page = partner.get("changes", limit=200, since=page["cursor"]).json
        everything += page["changes"]
    shelves = {
        name: len(partner.get(name, limit=200).json["items"]) for name in ("columns", "dossiers", "facts", "places")
    }
    return {"items": items, "changes": everything, "logins": hub.logins, **shelves}
