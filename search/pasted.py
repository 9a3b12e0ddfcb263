"""An id or an address pasted into the box: of a text as the archive it came from knew it, or of its page here. Pure."""

import re

from search.expressions import Expression, any_of, carries

EXTERNAL_ID, ADDRESS = "external_id", "address"
# one piece with a digit, a path, or parts that are joined in it; a year is none
_IDENTIFIER = re.compile(r"(?!\d{1,4}$)(?=.*[\d/]|.*\w[-_]\w)\S{4,}")
_PROTOCOL = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def pasted(typed: str) -> Expression | None:
    """Carries what was typed as its id or address; None where it can be neither."""
    if _IDENTIFIER.fullmatch(typed) is None:
        return None
    known = carries(EXTERNAL_ID, [typed])
    return any_of([known, carries(ADDRESS, [address(typed)])]) if "/" in typed else known


def address(url: str) -> str:
    """The same for all ways to write one address: without its protocol, its fragment, and a slash at its end."""
    return _PROTOCOL.sub("", url.strip()).partition("#")[0].rstrip("/")
