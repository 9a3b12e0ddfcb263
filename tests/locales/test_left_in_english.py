"""Settings of the admin in Vietnamese: nothing that Wagtail and others have not marked for translation is left in English."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from hub.staff.models import User
from tests.newsroom import open_newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def vietnamese(client: Client) -> Client:
    user = User.objects.create_superuser("quan-tri", "quan-tri@example.vn", "mot-mat-khau-dai")
    UserProfile.objects.create(user=user, preferred_language="vi")
    client.force_login(user)
    return client


def test_permissions_of_groups(vietnamese: Client) -> None:
    page = vietnamese.get(reverse("wagtailusers_groups:add")).content.decode()
    assert re.findall(r">\s*(Can \w[^<]*)<", page) == []
    rows = dict(re.findall(r'<td class="title"><h3>([^<]+)</h3>.*?class="w-sr-only">([^<]+)</label>', page, re.DOTALL))
    assert (rows["Nhóm"], rows["Gói tư liệu"]) == ("Thêm: nhóm", "Thêm: gói tư liệu")
    assert {"Ngôn ngữ", "Bản dịch", "Lần sửa hàng loạt"} <= set(re.findall(r"<h3>([^<]+)</h3>", page))
    assert "Được phát hành" in page


def test_columns_of_sites(vietnamese: Client) -> None:
    open_newsroom()  # a site stands there: an empty list has no columns
    page = vietnamese.get(reverse("wagtailsites:index")).content.decode()
    headings = [
        " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<th\b.*?</th>", page, re.DOTALL)
    ]
    first = headings.index("Trang web")  # the dialog of keyboard shortcuts has tables as well
    assert headings[first : first + 5] == ["Trang web", "Cổng", "Tên trang web", "Trang gốc", "Mặc định?"]


def test_pages_of_a_workflow(vietnamese: Client) -> None:
    page = vietnamese.get(reverse("wagtailadmin_workflows:add")).content.decode()
    assert re.findall(r'id="id_pages-0-page-label">\s*(\w+)', page) == ["Trang"]
