"""A librarian finds, chooses and packs with the keyboard; the station that gets the link proves the bag."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import newsdesk
from tests.journeys.conftest import Hub

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
A_JOB = 120_000


def test_from_the_search_to_a_valid_bag(hub: Hub, open_window: Callable[..., Page], tmp_path: Path) -> None:
    page = open_window("librarian")
    newsdesk.sign_in(page, **hub.logins["media_librarian"])

    page.goto("/admin/media-library/basket/")
    if page.locator("[data-basket-row]").count():  # of an earlier journey of hers
        page.get_by_role("button", name="Bỏ hết").click()
        expect(page.locator("[data-basket-row]")).to_have_count(0)

    # found without accents, chosen and put into the basket without the mouse
    page.goto("/admin/media-library/")
    page.keyboard.press("/")
    page.keyboard.type("lang sen")
    expect(page).to_have_url(re.compile(r"q=lang(\+|%20)sen"))
    items = page.locator("[data-library-open]")
    page.locator("[data-library-search] [name=q]").press("ArrowDown")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-library-count]")).to_have_text("Đã chọn: 2")
    page.keyboard.press("b")
    expect(page.locator("[data-library-basket-count]")).to_have_text("2")
    expect(page.locator("[data-library-held]:visible")).to_have_count(2)
    page.keyboard.press("ArrowRight")
    expect(items.nth(2)).to_be_focused()
    page.keyboard.press("b")
    expect(page.locator("[data-library-basket-count]")).to_have_text("3")
    titles = [items.nth(number).locator(".library-title").inner_text() for number in range(3)]

    # the basket keeps the order; Alt and an arrow change it, Delete takes out
    page.goto("/admin/media-library/basket/")
    rows = page.locator("[data-basket-row]")
    expect(rows.locator(".library-title")).to_have_text(titles)
    rows.nth(0).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.locator(".library-title")).to_have_text([titles[1], titles[0], titles[2]])
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(2)).to_be_focused()
    page.keyboard.press("Delete")
    expect(rows.locator(".library-title")).to_have_text([titles[1], titles[0]])

    # packed for a station in Laos, made by a job
    page.get_by_role("link", name="Đóng gói").click()
    page.locator("[name=title]").fill("Làng Sen cho Viêng Chăn")
    page.locator("[name=recipient]").fill("Đài Viêng Chăn")
    page.locator("[name=languages][value=lo]").check()
    page.get_by_role("button", name="Tạo gói").click()
    expect(page.locator("a[download]")).to_be_visible(timeout=A_JOB)
    page.locator("form[action*='/link/'] button").click()
    address = page.locator("#new-link").input_value()

    # the station has no account; its bag is valid and speaks its language
    station = open_window("station")
    station.goto(address)
    with station.expect_download() as loading:
        station.locator("a[download]").click()
    loading.value.save_as(tmp_path / "goi.zip")
    with ZipFile(tmp_path / "goi.zip") as archive:
        archive.extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / "lang-sen-cho-vieng-chan-1"))
    assert bag.validate()
    assert [path for path in bag.payload_files() if path.startswith("data/licences/") and path.endswith(".lo.txt")]

    # counted; and when the link is revoked, it opens nothing
    page.goto("/admin/media-library/packages/")
    page.get_by_role("link", name="Làng Sen cho Viêng Chăn").first.click()
    link = page.locator("table.listing tbody tr").first
    expect(link).to_contain_text("Đài Viêng Chăn")
    expect(link.locator("td").nth(2)).to_have_text(re.compile(r"^1\b"))
    page.get_by_role("button", name="Thu hồi", exact=True).click()
    expect(page.locator(".messages li.success")).to_be_visible()
    station.goto(address)
    expect(station.get_by_role("heading", name="Không còn gì để tải ở đây")).to_be_visible()
