"""Ids and addresses that are pasted into the box."""

import pytest

from search.expressions import AnyOf, Carries
from search.pasted import address, pasted


def test_an_id_and_an_address():
    assert pasted("bna-2024/001") == AnyOf(
        (Carries("\ue001external_id=bna-2024/001"), Carries("\ue001address=bna-2024/001"))
    )
    assert pasted("bna-2024-001") == Carries("\ue001external_id=bna-2024-001")
    assert pasted("khai-mac-le-hoi") == Carries("\ue001external_id=khai-mac-le-hoi")


@pytest.mark.parametrize(
    "typed", ["", "sen", "2026", "làng sen 2026", "langsen", "12 5", "5/2", "-sen", "sen-", "bảo-tồn làng"]
)
def test_what_is_neither(typed: str):
    assert pasted(typed) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.example/1.html",
        "http://www.bao.example/1.html#top",
        "bao.example/1.html/",
        " HTTPS://bao.example/1.html",
    ],
)
def test_one_address_in_its_ways(url: str):
    assert address(url) == "bao.example/1.html"
