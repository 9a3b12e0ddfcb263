"""Which addresses the hub may be made to call."""

import pytest

from hub.outbound.networks import may_be_called, read_network

PRIVATE = (
    "127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.5", "172.16.0.1", "192.168.1.1",  # noqa: S104
    "169.254.169.254",  # the metadata of a cloud
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "2002:7f00:1::",
    "2002:a00:5::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "103.28.36.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::")


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_called_however_they_are_dressed(address):
    assert may_be_called(address) is False


@pytest.mark.parametrize("address", PUBLIC)
def test_public_ones_are(address):
    assert may_be_called(address) is True


def test_an_exception_covers_its_network_and_nothing_beside_it():
    allowed = [read_network("10.20.0.0/16"), read_network("fd12::/64"), read_network("192.168.1.5")]
    called = ("10.20.3.4", "::ffff:10.20.3.4", "fd12::9", "192.168.1.5")
    not_called = ("10.21.0.1", "fd13::9", "192.168.1.6", "127.0.0.1")
    assert [may_be_called(address, allowed) for address in called] == [True] * 4
    assert [may_be_called(address, allowed) for address in not_called] == [False] * 4
