"""The main journey: an article from the editor's hands to a partner's mirror, corrected and withdrawn."""

import re
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import newsdesk
from tests.journeys.conftest import Hub
from tests.journeys.partner import Partner, ask, mirror

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

TITLE = f"Hội đền Cờn mở sớm ở làng biển {secrets.token_hex(2)}"  # the hub may have seen this journey before
SUMMARY = "Tháng Giêng, người làng biển Quỳnh Phương rước kiệu ra cửa Cờn, mở đầu một mùa đi biển."
FIRST = "Từ sáng sớm, tiếng trống hội đã vang lên trước sân đền."
SECOND = "Chiều xuống, đoàn rước trở về giữa hai hàng thuyền treo cờ."
CAPTION = "Sắc hoa ngày hội."
FACT = "Chiều dài bờ biển"

LAO = {
    TITLE: "ງານບຸນວັດເກິ່ນເປີດແຕ່ເຊົ້າຢູ່ບ້ານແຄມທະເລ",
    SUMMARY: "ເດືອນຈຽງ ຊາວບ້ານແຄມທະເລແຫ່ຂະບວນອອກສູ່ປາກນ້ຳ ເປີດລະດູອອກທະເລ.",
    FIRST: "ແຕ່ເຊົ້າໆ ສຽງກອງບຸນໄດ້ດັງຂຶ້ນຢູ່ເດີ່ນວັດ.",
    SECOND: "ຕອນແລງ ຂະບວນແຫ່ກັບຄືນມາລະຫວ່າງເຮືອສອງແຖວທີ່ປະດັບທຸງ.",
    CAPTION: "ສີສັນດອກໄມ້ວັນບຸນ.",
}

CORRECTED = "Hội đền Cờn mở đúng ngày ở làng biển"
NOTE = "Bản đầu viết hội mở sớm; thật ra hội mở đúng ngày hằng năm."
REASON = "Ban tổ chức đề nghị rút bài để kiểm tra lại lịch lễ hội."


def test_an_article_goes_from_the_editor_to_a_partner_and_back(
    hub: Hub, sign_in: Callable[[str], Page], open_window: Callable[..., Page], tmp_path: Path
) -> None:
    partner = Partner(hub.base_url, hub.partner_keys["broadcaster"])
    key = hub.partner_keys["broadcaster"]
    reader = open_window("reader")

    # the editor files it
    editor = sign_in("editor")
    expect(editor.locator("main").get_by_role("search").get_by_role("textbox")).to_have_attribute(
        "placeholder", "Tìm trong tất cả các trang…"
    )
    newsdesk.new_article(editor, newsdesk.find_column(editor, "Di sản"))
    newsdesk.write_title_and_summary(editor, TITLE, SUMMARY)
    newsdesk.add_paragraph(editor, FIRST)
    newsdesk.add_picture(editor, "Sen", CAPTION)
    newsdesk.add_paragraph(editor, SECOND)
    newsdesk.add_fact(editor, FACT)
    newsdesk.tick(editor, "tasks", "3.1")
    newsdesk.tick(editor, "subjects", "lễ hội")
    newsdesk.tick(editor, "places", "Vinh")
    assert newsdesk.chosen_agency(editor) == "Báo và phát thanh, truyền hình Nghệ An"
    page = newsdesk.save_draft(editor)
    assert len(newsdesk.findings(editor)) == 2  # a description for search engines, a lead picture: hints, both
    assert partner.poll() == []

    # the desk head releases it, and a partner that waits gets it
    head = sign_in("desk_head")
    newsdesk.open_page(head, page)
    newsdesk.publish(head)
    (published,) = partner.wait_for(lambda change: change["lang"] == "vi")
    assert (published["change"], published["version"], published["note"]) == ("published", 1, None)
    vi = published["id"]
    item = partner.item(vi).json
    assert (item["title"], item["summary"], [block["type"] for block in item["body"]], item["freshness"]) == (
        TITLE, SUMMARY, ["paragraph", "picture", "paragraph", "fact"], "current",
    )  # fmt: skip
    reader.goto(item["url"])
    expect(reader.get_by_role("heading", level=1)).to_have_text(TITLE)

    # a translator takes it into Lao, passage by passage; with a gap nobody can publish it
    translator = sign_in("translator")
    lao_page = newsdesk.submit_for_translation(translator, page, "Tiếng Lào")
    lao_url = item["url"].replace("/vi/", "/lo/")
    for source in (TITLE, SUMMARY, FIRST, SECOND):
        newsdesk.translate(translator, source, LAO[source])
    newsdesk.open_page(head, lao_page)
    refusal = newsdesk.try_to_publish_translation(head)
    assert CAPTION in refusal
    assert re.search(r"(?i)\b(chưa|không)\b", refusal), refusal  # in Vietnamese
    assert ask(lao_url).status == 404
    newsdesk.open_page(translator, lao_page)
    newsdesk.translate(translator, CAPTION, LAO[CAPTION])
    newsdesk.open_page(head, lao_page)
    newsdesk.publish_translation(head)
    (in_lao,) = partner.wait_for(lambda change: change["lang"] == "lo")
    lo = in_lao["id"]
    lao_item = partner.item(lo).json
    assert (in_lao["change"], in_lao["version"], lo) == ("published", 1, vi.removesuffix(".vi") + ".lo")
    assert (lao_item["title"], lao_item["url"], lao_item["freshness"]) == (LAO[TITLE], lao_url, "current")
    reader.goto(lao_url)
    expect(reader.get_by_role("heading", level=1)).to_have_text(LAO[TITLE])
    assert reader.locator("html").get_attribute("lang") == "lo"
    assert _alternates(reader) == {"vi": item["url"], "lo": lao_url, "x-default": item["url"]}
    assert {vi, lo} <= mirror(hub.base_url, key, tmp_path)

    # the desk corrects it: the next version, with a note for readers; the Lao edition is behind
    newsdesk.open_page(head, page)
    newsdesk.change_title(head, CORRECTED)
    newsdesk.publish_as_correction(head, NOTE)
    (corrected,) = partner.wait_for(lambda change: change["id"] == vi and change["change"] == "corrected")
    assert (corrected["version"], corrected["note"]) == (2, NOTE)
    now = partner.item(vi).json
    assert (now["title"], now["version"], now["url"]) == (CORRECTED, 2, item["url"])
    reader.goto(item["url"])
    expect(reader.get_by_role("heading", level=1)).to_have_text(CORRECTED)
    expect(reader.locator(".corrections li")).to_contain_text(NOTE)
    assert partner.item(lo).json["freshness"] == 1
    reader.goto(lao_url)
    expect(reader.locator(".stale")).to_be_visible()

    # and withdraws it: the reason stands where the text stood, in both languages
    newsdesk.open_page(head, page)
    newsdesk.withdraw(head, REASON)
    gone = partner.wait_for(lambda change: change["id"] in (vi, lo) and change["change"] == "withdrawn", count=2)
    assert {change["id"] for change in gone} == {vi, lo}
    for edition, url in ((vi, item["url"]), (lo, lao_url)):
        answer = partner.item(edition)
        assert (answer.status, answer.json["reason"]) == (410, REASON)
        shown = reader.goto(url)
        assert shown is not None
        assert shown.status == 410
        expect(reader.locator("main")).to_contain_text(REASON)
    assert {vi, lo} & mirror(hub.base_url, key, tmp_path) == set()


def _alternates(page: Page) -> dict[str, str]:
    links = page.locator('link[rel="alternate"][hreflang]').all()
    return {str(link.get_attribute("hreflang")): str(link.get_attribute("href")) for link in links}
