"""Grey of more than eight bits as it is seen: 32 bits, light in floating point, and that in which 0 is white, as 16 bits."""

from typing import Any

import numpy
from PIL import Image

BRIGHTEST = 65_535
DEEP = 16  # bits
SLACK = 0.001  # of light: what rounding leaves beyond black and white


def right(grey: Image.Image, *, white_is_zero: bool) -> Image.Image | None:
    """None: no grey but measurements, which have no colours."""
    numbers: Any = numpy.asarray(grey)
    if grey.mode == "F":
        return _of_light(numbers)
    deep = (numbers.view(numpy.uint32) >> DEEP if grey.mode == "I" else numbers).astype(numpy.uint16)
    return Image.fromarray(BRIGHTEST - deep if white_is_zero else deep)


def _of_light(light: Any) -> Image.Image | None:
    """From 0 to 1 it is light, as Photoshop writes it; what goes beyond is measured."""
    if not numpy.isfinite(light).all() or light.min() < -SLACK or light.max() > 1 + SLACK:
        return None
    light = light.clip(0, 1)
    seen = numpy.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return Image.fromarray((seen * BRIGHTEST).round().astype(numpy.uint16))
