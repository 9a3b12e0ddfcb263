"""The program that makes a picture fit to leave the house as it was drawn (`media_library.renditions.cleaning`).

`python -m media_library.renditions.copyist`, started by `media_library.renditions.public_copies` on a leash. Reads one JSON order on its
input: `{"original": path, "kind": …, "into": path}`; writes the file and answers in JSON.
"""

import json
import os
import struct
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from media_library.ingest.picture_formats import decoders_of, know_formats
from media_library.renditions.cleaning import NotWholeError, cleaned
from media_library.renditions.numbered_colours import is_adobe_rgb
from media_library.renditions.rendering import orientation


def fulfil(order: dict[str, Any]) -> dict[str, Any]:
    """What only EXIF said of how it is to be shown: `turned` (its orientation), `inch` (points, of both sides; or null), `adobe_rgb`;
    or `unreadable`: why not."""
    know_formats()
    content = Path(order["original"]).read_bytes()
    try:
        left = cleaned(content, order["kind"])
        with Image.open(BytesIO(content), formats=decoders_of(content[:64])) as image:
            by_number = not image.info.get("icc_profile") and is_adobe_rgb(image)
            told = {"turned": orientation(image), "inch": _inch(image), "adobe_rgb": by_number}
    except (NotWholeError, OSError, SyntaxError, ValueError, struct.error) as damaged:
        return {"unreadable": str(damaged)}
    Path(order["into"]).write_bytes(left)
    return told


def _inch(image: Image.Image) -> list[float] | None:
    try:
        across, down = (round(float(side), 4) for side in image.info["dpi"])
    except (KeyError, ValueError, TypeError, ZeroDivisionError):
        return None
    return [across, down] if across > 0 and down > 0 else None


if __name__ == "__main__":
    try:
        json.dump(fulfil(json.load(sys.stdin)), sys.stdout)
    except OSError as no_room:  # nothing of the original's: it was read before
        sys.stderr.write(str(no_room))
        sys.exit(os.EX_TEMPFAIL)
