"""What a partner manager and a registry keeper do in the admin, and what partners and readers see of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import newsdesk
from tests.journeys.conftest import Hub
from tests.journeys.partner import Partner, ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

COASTLINE = "coastline"


def test_a_partner_manager_makes_and_revokes_a_key(hub: Hub, sign_in: Callable[[str], Page]) -> None:
    manager = sign_in("partner_manager")
    key = newsdesk.make_key(manager, partner="Lào", name="kiểm thử hành trình")
    assert re.fullmatch(r"nah_[A-Za-z0-9_-]{43}", key)
    assert Partner(hub.base_url, key).get("items", limit=1).status == 200

    newsdesk.open_keys(manager, "Lào")
    assert key not in manager.content()
    expect(manager.locator("main")).to_contain_text(key[:8])

    newsdesk.revoke_key(manager, "Lào", name="kiểm thử hành trình")
    refused = ask(f"{hub.base_url}/api/v1/items", key)
    assert (refused.status, refused.headers["Content-Type"]) == (401, "application/problem+json")
    assert refused.json["type"].rsplit("/", 1)[-1] == "invalid-key"


def test_a_corrected_figure_reaches_every_page_that_shows_it(
    hub: Hub, sign_in: Callable[[str], Page], open_window: Callable[..., Page]
) -> None:
    partner = Partner(hub.base_url, hub.partner_keys["broadcaster"])
    showing = [item for item in _items(partner) if _figure(item) is not None]
    assert {item["lang"] for item in showing} >= {"vi", "en"}

    editor = sign_in("editor")
    right = newsdesk.correct_figure(editor, "Chiều dài bờ biển", lambda value: value + 3)

    told = partner.wait_for(lambda change: change["id"] in {item["id"] for item in showing}, count=len(showing))
    assert {change["id"]: change["change"] for change in told} == {item["id"]: "updated" for item in showing}
    reader = open_window("reader")
    for item in showing:
        now = partner.item(item["id"]).json
        assert (_figure(now), now["version"]) == (f"{right.normalize():f} km", item["version"] + 1)
        reader.goto(now["url"])
        expect(reader.locator("main")).to_contain_text(f"{right.normalize():f}")


def _items(partner: Partner) -> list[dict[str, Any]]:
    answer = partner.get("items", limit=200, include="body").json
    assert answer["next"] is None
    return list(answer["items"])


def _figure(item: dict[str, Any]) -> str | None:
    facts = [block["fact"] for block in item["body"] if block["type"] == "fact"]
    return next((fact["value"] for fact in facts if fact["id"] == COASTLINE), None)
