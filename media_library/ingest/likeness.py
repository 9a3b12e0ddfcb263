"""How alike two pictures look: a difference hash of 64 bits, read from the picture as it is seen. Pure."""

from typing import Any

from PIL import Image

NEAR = 6  # bits; a copy made smaller, compressed again or lightly corrected differs by less


def likeness(image: Any) -> str:
    """Sixteen hexadecimal digits: whether each of 8 × 8 points is brighter than its neighbour."""
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    points = small.tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (points[row * 9 + column] > points[row * 9 + column + 1])
    return f"{bits:016x}"


def distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def tells_little(value: str) -> bool:
    """A plain surface has no edges, and all plain surfaces look alike: they are near nothing."""
    return not 6 <= int(value, 16).bit_count() <= 58
