"""The page that files name as their web statement of rights."""

import pytest
from django.test import Client

from media_library.rights.licences import Licence, statement_url

pytestmark = pytest.mark.django_db


def test_what_a_licence_allows_is_said_in_the_reader_s_language(client: Client) -> None:
    page = client.get("/lo/licences/")
    html = page.content.decode()
    assert (page.status_code, page["Cache-Control"]) == (200, "public, max-age=300, must-revalidate")
    for said in (
        "<h1>ໃບອະນຸຍາດ</h1>",
        'id="press"',
        "ສຳລັບສື່ມວນຊົນ.",
        'href="https://creativecommons.org/licenses/by/4.0/"',
    ):
        assert said in html, said


def test_the_address_in_files_leads_there_in_any_language(client: Client) -> None:
    address, _anchor, name = statement_url(Licence.PRESS).partition("#")
    answer = client.get("/" + address.split("/", 3)[3], headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer["Location"], name) == (302, "/fr/licences/", "press")
    assert statement_url(Licence.INTERNAL) == ""
