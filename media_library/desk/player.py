"""What browsers play of a clip or recording in the admin: the prepared copy, or else the file itself; from a moment on."""

from typing import Any

from media_library.clips import streaming
from media_library.clips.rights_inside import told_proxy
from media_library.files.given_out import file_path
from media_library.models import Audio, Video
from media_library.renditions.standard import thumbnail_of

AT = "at"  # in an address: seconds


def player_of(carrier: Any, at: str | None = None) -> dict[str, str]:
    """`at`: as an address said it; what is no time is nothing."""
    proxy = told_proxy(carrier) if isinstance(carrier, Video | Audio) else None
    poster = carrier.looks
    still = thumbnail_of(poster, "") if poster is not None else None
    src = streaming.proxy_path(carrier, proxy.sha256) if proxy is not None else file_path(carrier)
    moment = _seconds(at)
    return {
        "src": f"{src}#t={moment}" if moment else src,
        "poster": still.url if still is not None else "",
        "at": moment,
    }


def address_at(address: str, thousandths: int) -> str:
    return f"{address}?{AT}={thousandths / 1000:g}"


def _seconds(at: str | None) -> str:
    try:
        seconds = float(at or "")
    except ValueError:
        return ""
    return f"{seconds:g}" if 0 < seconds < 1_000_000 else ""
