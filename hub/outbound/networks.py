"""Which addresses may be called: the public internet, and what the operator has named (HUB_OUTBOUND_ALLOW). Pure.

Somebody may write any address into a form. Without this rule the hub would knock for them at the doors of its own
network: at the database's, at the cloud's metadata, at its own.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

NAT64 = ip_network("64:ff9b::/96")


def read_network(text: str) -> Network:
    """`10.20.0.0/16`, or one address.

    Raises:
        ValueError: it is none.
    """
    return ip_network(text, strict=False)


def may_be_called(text: str, allowed: Iterable[Network] = ()) -> bool:
    """Is this address, as the system resolved it, one of the public internet, or in an allowed network?"""
    address = _meant(ip_address(text))
    if any(address in network for network in allowed):
        return True
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _meant(address: Address) -> Address:
    """The IPv4 address where one is dressed as IPv6."""
    if isinstance(address, IPv4Address):
        return address
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
