import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory, override_settings

from hub.callers import caller
from hub.partners.networks import lies_within, read_networks


def test_networks_are_read_line_by_line():
    assert read_networks("203.0.113.7\n\n  198.51.100.0/24 \n2001:db8::/32") == [
        "203.0.113.7/32",
        "198.51.100.0/24",
        "2001:db8::/32",
    ]


@pytest.mark.parametrize(
    "text", ["example.org", "203.0.113.1/24", "203.0.113.0/33", "300.1.1.1", "203.0.113.0 198.51.100.1"]
)
def test_a_line_that_is_no_network_is_refused(text: str):
    with pytest.raises(ValidationError):
        read_networks(text)


@pytest.mark.parametrize(
    ("address", "networks", "within"),
    [
        ("203.0.113.7", [], True),
        ("203.0.113.7", ["203.0.113.0/24"], True),
        ("203.0.114.7", ["203.0.113.0/24"], False),
        ("::ffff:203.0.113.7", ["203.0.113.0/24"], True),
        ("2001:db8::1", ["203.0.113.0/24", "2001:db8::/32"], True),
        ("", ["203.0.113.0/24"], False),
    ],
)
def test_lies_within(address: str, networks: list[str], within: bool):
    assert lies_within(address, networks) is within


@pytest.mark.parametrize(
    ("hops", "seen"), [(0, "127.0.0.1"), (1, "198.51.100.2"), (2, "203.0.113.9"), (3, "127.0.0.1")]
)
def test_caller_is_the_one_our_outermost_proxy_saw(hops: int, seen: str):
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.2"})
    with override_settings(PARTNER_API_PROXIES=hops):
        assert caller(request) == seen
