"""Localize's report names every page, drafts too."""

from typing import Any

import pytest
from django.urls import reverse

from tests.locales.conftest import Desk
from tests.locales.test_handing_in import signed_in


@pytest.mark.parametrize("address", ["translations_report", "translations_report_results"])
@pytest.mark.parametrize(
    ("group", "status"),
    [
        ("Biên dịch viên", 200),
        ("Biên tập viên", 200),
        ("Trưởng ban", 200),
        ("Thủ thư tư liệu", 302),
        ("Quản lý đối tác", 302),
        ("Kiểm tra viên", 302),
    ],
)
def test_who_sees_the_report(desk: Desk, article: Any, group: str, status: int, address: str) -> None:
    desk.submit(article, "lo")
    assert signed_in(group).client.get(reverse(f"wagtail_localize:{address}")).status_code == status


@pytest.mark.parametrize(("group", "offered"), [("Biên dịch viên", True), ("Thủ thư tư liệu", False)])
def test_the_menu_offers_it_to_those(home: Any, group: str, offered: bool) -> None:
    page = signed_in(group).client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("wagtail_localize:translations_report") in page) is offered
