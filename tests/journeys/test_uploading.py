"""Many files by drag and drop, over a connection that is cut, and looked through in Vietnamese."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import newsdesk
from tests.journeys.conftest import Hub
from tests.media_library.ingest import files
from tests.media_library.making import clip, drawing, encoded

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
FILE = "[data-hub-upload-list] > li"


def test_a_cut_connection_loses_nothing(hub: Hub, open_window: Callable[..., Page], tmp_path: Path) -> None:
    film = tmp_path / "phim.mp4"
    clip(film, seconds=2)
    # larger than a part: what follows a clip's own end is passed over by players
    with film.open("ab") as grown:
        grown.write((20_000_000).to_bytes(4, "big") + b"free" + bytes(19_999_992))
    block = files.iptc((120, "LÔ héi Lµng Sen ë NghÖ An ®ãn b¹n bÌ quèc tÕ".encode("latin-1")), (80, b"Tran Van An"))
    (tmp_path / "anh.jpg").write_bytes(files.with_iptc(encoded(drawing((900, 600)).rotate(20)), block))
    (tmp_path / "hong.jpg").write_bytes(files.jpeg()[:400])
    page = open_window("librarian")
    newsdesk.sign_in(page, **hub.logins["media_librarian"])
    page.goto("/admin/media-library/uploads/")

    # the connection goes with the second part of the film, and comes back
    parts: list[str] = []

    def cut_once(route: object) -> None:
        request = route.request  # type: ignore[attr-defined]
        if request.method == "PATCH" and request.headers["upload-offset"] != "0":
            parts.append(request.headers["upload-offset"])
            if len(parts) == 1:
                route.abort("connectionreset")  # type: ignore[attr-defined]
                return
        route.continue_()  # type: ignore[attr-defined]

    page.route("**/uploads/files/**", cut_once)
    page.set_input_files("[data-hub-upload-files]", [film, tmp_path / "anh.jpg", tmp_path / "hong.jpg"])

    expect(page.locator(f"{FILE}[data-state=ready]")).to_have_count(2, timeout=120_000)
    expect(page.locator(f"{FILE}[data-state=refused]")).to_contain_text("Ảnh bị hỏng", timeout=120_000)
    assert parts == [str(16 * 1024 * 1024)] * 2  # sent again from where it was, not from the beginning

    page.goto("/admin/media-library/uploads/review/")
    picture = page.locator("[data-hub-file]", has_text="anh.jpg")
    offered = picture.locator("[data-hub-offer]", has_text="Lễ hội Làng Sen ở Nghệ An đón bạn bè quốc tế")
    expect(offered).to_contain_text("phông chữ cũ")
    expect(picture.get_by_label("Chú thích")).to_have_value("")
    picture.locator("[data-hub-take-all]").click()
    expect(picture.get_by_label("Tác giả")).to_have_value("Tran Van An")
    expect(picture.get_by_label("Chú thích")).to_have_value("")  # doubtful: only by its own click
    offered.click()
    expect(picture.get_by_label("Chú thích")).to_have_value(re.compile("^Lễ hội Làng Sen"))
    page.get_by_role("button", name="Lưu vào kho tư liệu").click()
    expect(page.get_by_text("Đã đưa 2 tệp vào kho tư liệu.")).to_be_visible(timeout=60_000)

    # the same file again: refused before it is sent, with a way to the first one
    page.goto("/admin/media-library/uploads/")
    page.set_input_files("[data-hub-upload-files]", tmp_path / "anh.jpg")
    refused = page.locator(f"{FILE}[data-state=refused]", has_text="Kho đã có chính tệp này")
    expect(refused.get_by_role("link")).to_have_attribute("href", re.compile("/asset/edit/"))
