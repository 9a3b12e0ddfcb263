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
