"""Traps 1 and 12: `/lo/` is reachable, and the admin runs in Vietnamese and English, its JavaScript too."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import check_for_language

from tests.locales.conftest import TARGETS, Desk

CATALOGS = ["/admin/jsi18n/", "/admin/localize/jsi18n/"]


def javascript_strings(client: Client, address: str, language: str) -> dict[str, str]:
    answer = client.get(address, headers={"accept-language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, 'text/javascript; charset="utf-8"')
    found = re.search(r"const newcatalog = (\{.*?\});", answer.content.decode(), re.DOTALL)
    return json.loads(found[1]) if found else {}


@pytest.mark.parametrize("code", TARGETS)
def test_prefix_of_a_language_is_served(code: str) -> None:
    assert check_for_language(code)


@pytest.mark.parametrize("code", ["vi", *TARGETS])
def test_home_of_a_language_is_reachable(
    desk: Desk, released: Callable[[str], Any], article: Any, client: Client, code: str
) -> None:
    page = article if code == "vi" else released(code)
    home = page.get_ancestors().filter(depth=2).get()
    assert client.get(f"/{code}/").status_code == 200
    assert home.url == f"/{code}/"
    assert resolve(page.url).url_name == "wagtail_serve"


def test_admin_offers_vietnamese_and_english(desk: Desk) -> None:
    page = desk.client.get(reverse("wagtailadmin_account")).content.decode()
    choices = re.search(r"<select[^>]*preferred_language.*?</select>", page, re.DOTALL)
    assert choices is not None
    assert re.findall(r'value="([^"]*)"', choices[0]) == ["", "en", "vi"]


@pytest.mark.parametrize(("language", "heading"), [("vi", "Tài khoản"), ("en", "Account")])
def test_admin_speaks_the_language_its_user_chose(desk: Desk, editor: Any, language: str, heading: str) -> None:
    editor.wagtail_userprofile.preferred_language = language
    editor.wagtail_userprofile.save()
    page = desk.client.get(reverse("wagtailadmin_account")).content.decode()
    assert f'<html lang="{language}"' in page
    assert heading in page


@pytest.mark.parametrize("address", CATALOGS)
def test_javascript_of_the_admin_is_vietnamese(address: str, client: Client) -> None:
    strings = javascript_strings(client, address, "vi")
    assert strings["(New)"] == "(Mới)"


def test_javascript_of_the_translators_editor_is_vietnamese(client: Client) -> None:
    strings = javascript_strings(client, "/admin/localize/jsi18n/", "vi")
    assert strings["Save"] != "Save"


@pytest.mark.parametrize("address", CATALOGS)
def test_javascript_of_the_admin_in_english_has_its_own_words(address: str, client: Client) -> None:
    assert "(New)" not in javascript_strings(client, address, "en")


@pytest.mark.parametrize("address", CATALOGS)
def test_javascript_of_the_admin_speaks_the_language_its_user_chose(desk: Desk, editor: Any, address: str) -> None:
    editor.wagtail_userprofile.preferred_language = "vi"
    editor.wagtail_userprofile.save()
    assert javascript_strings(desk.client, address, "en")["(New)"] == "(Mới)"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("browser", "spoken"), [("vi", "vi"), ("en-GB", "en"), ("fr", "vi"), ("zh-CN", "vi"), ("", "vi")]
)
def test_login_page_speaks_what_the_admin_has(client: Client, browser: str, spoken: str) -> None:
    page = client.get("/admin/login/", headers={"accept-language": browser})
    assert f'<html lang="{spoken}"' in page.content.decode()


def test_readers_pages_still_follow_their_address(home: Any, client: Client) -> None:
    assert '<html lang="vi"' in client.get("/vi/", headers={"accept-language": "fr"}).content.decode()
