"""The networks a partner may call from."""

import ipaddress

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def read_networks(text: str) -> list[str]:
    """One address or network a line, in its canonical form.

    Raises:
        ValidationError: naming the line that is none.
    """
    networks = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            networks.append(str(ipaddress.ip_network(line.strip())))
        except ValueError as wrong:
            raise ValidationError(
                _(
                    "Line %(number)s, “%(line)s”, is no address or network: write 203.0.113.7 or 203.0.113.0/24 (%(why)s)."
                )
                % {"number": number, "line": line.strip(), "why": wrong}
            ) from wrong
    return networks


def lies_within(address: str, networks: list[str]) -> bool:
    """Is the address in one of the networks? An empty list lets everybody in."""
    if not networks:
        return True
    try:
        asked = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(asked, ipaddress.IPv6Address) and asked.ipv4_mapped is not None:
        asked = asked.ipv4_mapped
    return any(asked in ipaddress.ip_network(network) for network in networks)
