"""The colours that a picture is made of, by the names that people give them: what a librarian looks for who wants "the one
with the red". Pure: Pillow's image in, codes out; `media_library.finding.library_search` puts them into words."""

from typing import Any

from PIL import Image

NAMES = (
    *("red", "orange", "yellow", "green", "turquoise", "blue", "violet", "pink", "brown"),
    *("white", "grey", "black", "monochrome"),
)
SIDE = 48  # points a side are enough to tell
A_PART = 0.1  # of all points: what is less is a detail
MOST = 4
# up to which degree of the circle a hue is called so
HUES = (
    (14, "red"), (40, "orange"), (70, "yellow"), (165, "green"), (195, "turquoise"), (255, "blue"), (290, "violet"),
    (345, "pink"), (361, "red"),
)  # fmt: skip


def main_colours(image: Any) -> tuple[str, ...]:
    """The most telling first. An upright picture in sRGB; `monochrome` where nothing in it has a colour."""
    small = image.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BOX).convert("HSV")
    counts: dict[str, int] = {}
    points = small.tobytes()
    for at in range(0, len(points), 3):
        name = _named(points[at] * 360 / 255, points[at + 1] / 255, points[at + 2] / 255)
        counts[name] = counts.get(name, 0) + 1
    total = SIDE * SIDE
    if not any(name not in ("white", "grey", "black") for name, count in counts.items() if count / total >= 0.01):
        return ("monochrome",)
    large = [name for name, count in counts.items() if count / total >= A_PART]
    return tuple(sorted(large, key=lambda name: (-counts[name], name))[:MOST])


def _named(hue: float, saturation: float, value: float) -> str:
    if value < 0.15:
        return "black"
    if saturation < 0.12 or (saturation < 0.2 and value < 0.3):
        return "white" if value > 0.85 else "grey" if value > 0.2 else "black"
    name = next(name for most, name in HUES if hue < most)
    if name == "orange" and value < 0.65:
        return "brown"
    if name == "red" and saturation < 0.5 and value > 0.75:
        return "pink"
    return name
