"""The admin as those who work in it use it: one small function for each thing a person does.

Fields are found by their names and blocks by their place in the menu, not by labels: the house's wording may change.
Wagtail's own Vietnamese is used where there is nothing else to go by.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

BLOCKS = (
    "paragraph",
    "heading",
    "picture",
    "gallery",
    "clip",
    "recording",
    "document",
    "quote",
    "table",
    "fact",
    "box",
    "embed",
)


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/admin/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("form button[type=submit]").click()
    expect(page.locator("nav .sidebar-menu-item").first).to_be_visible()


# --- the page editor -------------------------------------------------------------------------------------------------


def find_column(page: Page, title: str) -> int:
    """Searches for a page by its title, as one who does not know where it is. Returns its number."""
    page.goto("/admin/")
    page.locator("main [name=q]").fill(title)
    page.locator("main [name=q]").press("Enter")
    link = page.locator("td.title a", has_text=title).first
    return int(_number(link.get_attribute("href")))


def new_article(page: Page, column: int) -> None:
    """From the column: add a page below it, of the kind "article"."""
    page.goto(f"/admin/pages/{column}/")
    page.locator(f'a[href*="/pages/{column}/add_subpage/"]').first.click()
    page.locator(f'a[href*="/pages/add/content/article/{column}/"]').click()
    expect(page.locator("[name=title]")).to_be_visible()


def write_title_and_summary(page: Page, title: str, summary: str) -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill(summary)


def change_title(page: Page, title: str) -> None:
    page.locator("[name=title]").fill(title)


def add_paragraph(page: Page, text: str) -> None:
    block = _add_block(page, "paragraph")
    block.locator("[contenteditable=true]").click()
    page.keyboard.type(text)
    # Draftail hands what was typed to the form a quarter of a second later
    expect(block.locator("[name$='-value']")).to_have_value(re.compile(re.escape(text)))


def add_picture(page: Page, name: str, caption: str) -> None:
    """A picture from the library, found with the chooser's search."""
    block = _add_block(page, "picture")
    _choose_picture(page, block, name)
    block.locator("[name$='-value-caption']").fill(caption)


def add_fact(page: Page, label: str) -> None:
    block = _add_block(page, "fact")
    block.locator(".chooser [data-chooser-action-choose]").first.click()
    dialog = page.locator(".modal-body")
    dialog.locator("[name=q]").fill(label)
    dialog.locator("a[data-chooser-modal-choice]", has_text=label).first.click()
    expect(block.locator(".chooser__title").first).to_contain_text(label)


def choose_lead_picture(page: Page, name: str) -> None:
    _choose_picture(page, page.locator('[data-contentpath="picture"]').first, name)


def tick(page: Page, field: str, *labels: str) -> None:
    """Choose in one of the long lists, with its search."""
    _open_tab_of(page, f"[name={field}]")
    picker = page.locator("[data-hub-picker]").filter(has=page.locator(f"[name={field}]"))
    for label in labels:
        picker.locator("[data-hub-picker-search]").fill(label)
        picker.locator("label:visible", has_text=label).first.click()
    expect(picker.locator("[data-hub-picker-count]")).to_have_text(str(len(labels)))


def chosen_agency(page: Page) -> str:
    _open_tab_of(page, "[name=agency]")
    return page.locator('[data-contentpath="agency"] .chooser__title').inner_text()


def save_draft(page: Page) -> int:
    """Saves it by hand. Returns the page's number."""
    page.locator("button.action-save:visible").first.click()
    expect(_message(page, "success")).to_be_visible()
    return int(_number(page.url))


def open_page(page: Page, number: int) -> None:
    page.goto(f"/admin/pages/{number}/edit/")
    expect(page.locator("[data-edit-form], .js-translation-editor")).to_be_visible()


def findings(page: Page) -> list[str]:
    """What the pre-flight says: the mark and the sentence of each finding."""
    return [" ".join(text.split()) for text in page.locator("[data-hub-preflight] li").all_inner_texts()]


def publish(page: Page) -> str:
    """Returns what the admin says to it."""
    _act(page, "action-publish")
    return _message(page, "success").inner_text()


def try_to_publish(page: Page) -> str:
    """Returns the refusal."""
    _act(page, "action-publish")
    return _message(page, "error").inner_text()


def publish_as_correction(page: Page, note: str) -> None:
    """Two steps: the editor saves the draft, then the desk says what was wrong."""
    _act(page, "action-hub-correct")
    expect(page.locator("table.listing .comparison").first).to_be_visible()
    page.locator("[name=note]").fill(note)
    page.locator("main form button[type=submit]").click()
    expect(_message(page, "success")).to_be_visible()


def withdraw(page: Page, reason: str) -> None:
    _open_actions(page)
    page.locator('a[href*="/desk/"][href$="/withdraw/"]:visible').click()
    page.locator("[name=reason]").fill(reason)
    page.locator("main form button[type=submit]").click()
    expect(_message(page, "success")).to_be_visible()


# --- the translator's editor -----------------------------------------------------------------------------------------


def submit_for_translation(page: Page, number: int, language: str) -> int:
    """Returns the number of the page in that language."""
    page.goto(f"/admin/localize/submit/page/{number}/")
    page.locator("main label", has_text=language).click()
    page.locator("main form button[type=submit], main form input[type=submit]").first.click()
    expect(page.locator(".js-translation-editor")).to_be_visible()
    return int(_number(page.url))


def translate(page: Page, source: str, target: str) -> None:
    waiting = page.locator(".js-translation-editor li.incomplete")
    left = waiting.count()
    passage = waiting.filter(has_text=source).first
    passage.get_by_role("button", name="Dịch", exact=True).click()
    page.locator(".js-translation-editor textarea").fill(target)
    page.locator(".js-translation-editor").get_by_role("button", name="Lưu", exact=True).click()
    expect(waiting).to_have_count(left - 1)


def publish_translation(page: Page) -> None:
    _press_publish_in_translation(page)
    expect(_message(page, "success")).to_be_visible()


def try_to_publish_translation(page: Page) -> str:
    """Returns the refusal."""
    _press_publish_in_translation(page)
    return _message(page, "error").inner_text()


def _press_publish_in_translation(page: Page) -> None:
    button = page.locator(".js-translation-editor footer").get_by_text("Xuất bản", exact=False).first
    if not button.is_visible():
        page.locator(".js-translation-editor footer [data-w-dropdown-target=toggle]").first.click()
    button.click()


# --- the registry and the partners -----------------------------------------------------------------------------------


def correct_figure(page: Page, label: str, change: Callable[[Decimal], Decimal]) -> Decimal:
    """Finds the fact in the registry and gives it another value. Returns that."""
    page.goto("/admin/snippets/registry/fact/")
    page.locator("main [name=q], header [name=q]").first.fill(label)
    page.locator("td.title a", has_text=label).first.click()
    value = page.locator("[name=value]")
    right = change(Decimal(value.input_value()))
    value.fill(f"{right.normalize():f}")
    page.locator("footer button[type=submit]:visible").first.click()
    expect(_message(page, "success")).to_be_visible()
    return right


def open_keys(page: Page, partner: str) -> None:
    page.goto("/admin/partners/")
    page.locator("td.title a", has_text=partner).first.click()
    page.locator('a[href*="/partners/keys/"]:visible').first.click()
    expect(page.locator("main table.listing")).to_be_visible()


def make_key(page: Page, partner: str, name: str) -> str:
    """Returns the key, as it is shown this once."""
    open_keys(page, partner)
    page.locator('main a[href$="/new/"]').click()
    page.locator("[name=name]").fill(name)
    page.locator("main form button[type=submit]").click()
    return page.locator("main input[readonly]").input_value()


def revoke_key(page: Page, partner: str, name: str) -> None:
    open_keys(page, partner)
    page.locator("tr", has_text=name).locator('a[href*="/revoke/"]').first.click()
    page.locator("main form button[type=submit]").click()
    expect(_message(page, "success")).to_be_visible()


# --- the parts -------------------------------------------------------------------------------------------------------


def _add_block(page: Page, kind: str) -> Locator:
    """At the end of the body. Returns the new block."""
    body = page.locator('[data-contentpath="body"]').first
    there = body.locator("[data-streamfield-child]:not([data-streamfield-child] *)").count()
    body.locator("button.c-sf-add-button").last.click()
    page.locator(".w-combobox__option:visible").nth(BLOCKS.index(kind)).click()
    expect(body.locator("[data-streamfield-child]")).to_have_count(there + 1)
    block = body.locator("[data-streamfield-child]").last
    expect(block.locator("[name$='-type']")).to_have_value(kind)
    return block


def _choose_picture(page: Page, place: Locator, name: str) -> None:
    place.locator("[data-chooser-action-choose]").first.click()
    dialog = page.locator(".modal-body")
    # until the search has answered the newest pictures stand there, and `has_text` takes "sen" for "Sen"
    with page.expect_response(lambda response: f"q={quote(name)}" in response.url):
        dialog.locator("[name=q]").fill(name)
    dialog.locator("a[data-chooser-modal-choice]", has_text=re.compile(re.escape(name))).first.click()
    expect(place.locator(".chooser__title").first).to_contain_text(name)


def _open_tab_of(page: Page, field: str) -> None:
    tab = page.locator("[role=tabpanel]").filter(has=page.locator(field)).get_attribute("id")
    page.locator(f'[role=tab][href="#{tab}"]').click()


def _act(page: Page, name: str) -> None:
    _open_actions(page)
    page.locator(f'button[name="{name}"]:visible').click()


def _open_actions(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()


def _message(page: Page, level: str) -> Locator:
    return page.locator(f".messages li.{level}").first


def _number(address: Any) -> str:
    found = re.search(r"/pages/(\d+)/", str(address))
    assert found, address
    return found[1]
