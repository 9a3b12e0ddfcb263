"""What an editor types last is saved, however quickly he saves it: by button or by Ctrl-S."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys import newsdesk

pytestmark = pytest.mark.browser

WORDS = "Sông Lam mùa nước nổi"


def paragraph_of_a_new_article(page: Page) -> Locator:
    newsdesk.new_article(page, newsdesk.find_column(page, "Văn hóa"))
    newsdesk.write_title_and_summary(page, "Gõ nhanh", "Bài thử gõ nhanh.")
    newsdesk.add_paragraph(page, "Mở đầu.")
    return page.locator('[data-contentpath="body"] [contenteditable=true]').last


def saved(page: Page, number: int) -> str:
    newsdesk.open_page(page, number)
    return page.locator('[data-contentpath="body"] [contenteditable=true]').last.inner_text().strip()


def press_save_at_once(page: Page) -> None:
    """In the same task as the last key: no person and no debounce is quicker."""
    page.evaluate("document.querySelector('button.action-save').click()")


def number_of(page: Page) -> int:
    expect(page.locator(".messages li.success").first).to_be_visible(timeout=60_000)
    return int(page.url.split("/pages/")[1].split("/")[0])


@pytest.mark.parametrize("how", ["button", "Control+s"])
def test_last_words_are_saved(sign_in: Callable[[str], Page], how: str) -> None:
    page = sign_in("editor")
    paragraph_of_a_new_article(page)
    page.keyboard.insert_text(f" {WORDS}")
    if how == "button":
        press_save_at_once(page)
    else:
        page.keyboard.press(how)
    assert saved(page, number_of(page)) == f"Mở đầu. {WORDS}"


@pytest.mark.parametrize("moment", ["before it is sent", "while it is on its way"])
def test_saving_while_wagtail_saves_by_itself_makes_one_page(sign_in: Callable[[str], Page], moment: str) -> None:
    page = sign_in("editor")
    title = f"Một trang thôi {time.time_ns()}"
    column = newsdesk.find_column(page, "Văn hóa")
    newsdesk.new_article(page, column)
    page.wait_for_timeout(2000)  # Wagtail begins to watch the form
    save_within(page, milliseconds=10 if moment == "before it is sent" else 520)
    newsdesk.write_title_and_summary(page, title, "Bài thử bấm lưu hai lần.")
    number = number_of(page)
    # The folder's own list, newest first: the search box learns of a page a moment later, by a job
    page.goto(f"/admin/pages/{column}/?ordering=-latest_revision_created_at")
    links = page.locator("td.title a", has_text=title)
    assert [link.get_attribute("href") for link in links.all()] == [f"/admin/pages/{number}/edit/"]


def test_nothing_is_lost_when_the_session_ends_while_somebody_writes(sign_in: Callable[[str], Page]) -> None:
    page = sign_in("editor")
    paragraph_of_a_new_article(page)
    page.evaluate("document.querySelector('button.action-save').click()")
    number = number_of(page)
    page.wait_for_timeout(2500)  # Wagtail begins to watch the form
    kept = page.context.cookies()

    page.context.clear_cookies()
    page.locator('[data-contentpath="body"] [contenteditable=true]').last.click()
    page.keyboard.press("End")
    page.evaluate(
        "() => { window.troubled = new Promise((so) => document.addEventListener('w-autosave:error', so, {once: true})); }"
    )
    page.keyboard.insert_text(f" {WORDS}")
    page.evaluate("() => window.troubled.then(() => null)")
    press_save_at_once(page)
    expect(page.locator("[data-hub-told] a")).to_have_attribute("href", "/admin/login/")

    page.context.add_cookies(kept)  # as a sign-in in another tab does
    with page.expect_navigation(timeout=60_000):
        press_save_at_once(page)
    assert saved(page, number) == f"Mở đầu. {WORDS}"


def save_within(page: Page, *, milliseconds: int) -> None:
    """Press "save" so long after Wagtail has decided to save by itself; it sends half a second after that."""
    page.evaluate(
        """wait => document.addEventListener('w-autosave:save', () => setTimeout(
            () => document.querySelector('button.action-save').click(), wait), {once: true})""",
        milliseconds,
    )
