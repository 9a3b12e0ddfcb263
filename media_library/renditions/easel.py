"""The program that draws: one original, decoded once, and every rendition that was asked for.

`python -m media_library.renditions.easel`, started by `media_library.renditions.drawing` on a leash. Reads one JSON order on its input:
`{"original": path, "into": folder, "shrink": number, "recipes": [...]}`; writes a file for each recipe and answers in JSON.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from media_library.ingest.picture_formats import know_formats
from media_library.renditions.rendering import Recipe, UnreadableError, decode, draw


def fulfil(order: dict[str, Any]) -> dict[str, Any]:
    """`drawn`: kind and size of each, in the order asked for; or `unreadable`: why not."""
    know_formats()
    recipes = [Recipe(**_tupled(recipe)) for recipe in order["recipes"]]
    try:
        with Path(order["original"]).open("rb") as original:
            pixels = decode(original, shrink=order["shrink"])
    except UnreadableError as unreadable:
        return {"unreadable": str(unreadable)}
    drawn = []
    for number, recipe in enumerate(recipes):
        one = draw(pixels, recipe)
        (Path(order["into"]) / str(number)).write_bytes(one.content)
        drawn.append({"kind": one.kind, "size": one.size})
    return {"drawn": drawn}


def _tupled(recipe: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in recipe.items()}


if __name__ == "__main__":
    try:
        json.dump(fulfil(json.load(sys.stdin)), sys.stdout)
    except OSError as no_room:  # nothing of the original: that was read before
        sys.stderr.write(str(no_room))
        sys.exit(os.EX_TEMPFAIL)
