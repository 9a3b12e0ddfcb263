"""The public face in every language, as a reader's browser sees it: nothing broken, nothing fetched from elsewhere."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from locales.languages import django_code
from tests.journeys.conftest import Hub
from tests.journeys.partner import Partner

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

LANGUAGES = ("vi", "en", "lo", "zh-Hans", "ja", "ko", "fr", "ru")
PHONE = ViewportSize(width=390, height=844)
DESK = ViewportSize(width=1360, height=1000)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_portal_in_every_language(hub: Hub, open_window: Callable[..., Page], lang: str) -> None:
    (item,) = Partner(hub.base_url, "").get("items", lang=lang, type="article", limit=1).json["items"]
    page = open_window("reader", locale=lang)
    faults: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("response", lambda answer: faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda request: asked.add(request.url))

    home = f"{hub.base_url}/{django_code(lang)}/"
    for url in (home, item["url"], f"{home}search/", f"{home}search/?q=nghe+an"):
        answer = page.goto(url, wait_until="networkidle")
        assert answer is not None
        assert (answer.status, page.locator("html").get_attribute("lang")) == (200, lang)
        assert _serious_violations(page) == []
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert _serious_violations(page) == []
        page.set_viewport_size(DESK)
    assert faults == []
    assert {urlsplit(url).hostname for url in asked if not url.startswith("data:")} == {"127.0.0.1"}


def _serious_violations(page: Page) -> list[str]:
    """What axe finds that shuts readers out: the rule and the elements."""
    return [
        f"{found['id']}: {' | '.join(node['html'] for node in found['nodes'])}"
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]
