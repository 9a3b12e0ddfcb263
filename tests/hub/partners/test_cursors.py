import base64
import hashlib

import pytest
from django.test import override_settings

from hub.partners.api.cursors import seal, unseal
from hub.partners.api.errors import Problem


def test_what_is_sealed_comes_back():
    sealed = seal("items", "2026-05-19T09:00:00+00:00", 12, "Đ")
    assert unseal("items", sealed) == ["2026-05-19T09:00:00+00:00", 12, "Đ"]
    assert sealed.isascii()
    assert not set(sealed) & set("+/=&?#% ")


def test_a_new_secret_key_strands_no_partner():
    sealed = seal("changes", 1)
    with override_settings(SECRET_KEY="another"):
        assert unseal("changes", sealed) == [1]


@pytest.mark.parametrize(
    "cursor", ["", "a", "AAAA", "ééé", "AAAAAAAA====", "-" * 50, seal("other", 1), seal("changes", 1)[:-2]]
)
def test_anything_else_is_refused(cursor: str):
    with pytest.raises(Problem) as refused:
        unseal("changes", cursor)
    assert refused.value.kind.slug == "malformed-cursor"


def forged(text: str) -> str:
    """A cursor with whatever inside and a check that fits: the check is no secret."""
    body = text.encode()
    check = hashlib.sha256(b"hub-cursor" + body).digest()[:4]
    return base64.urlsafe_b64encode(check + body).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "5", "null", "{}", "[]", '"changes"', '{"changes":1}', "[" * 200, '["changes",null]', '["changes",1.5]', '["changes",true]',
        '["changes",{}]', '["changes",[]]', '["changes",NaN]', '["changes","\\u0000"]', '["changes","\\ud800"]', '["changes","a\\nb"]',
    ],
)  # fmt: skip
def test_a_forged_cursor_with_strange_parts_is_refused(text: str):
    with pytest.raises(Problem) as refused:
        unseal("changes", forged(text))
    assert refused.value.kind.slug == "malformed-cursor"


def test_a_forged_cursor_with_sound_parts_is_only_a_position():
    assert unseal("changes", forged('["changes","a",-1]')) == ["a", -1]
