"""TIFFs of scanners, laboratories and Photoshop's other modes: what is drawn is what they show."""

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy
import pytest
from PIL import Image

from media_library.ingest.examining import Examiner
from media_library.ingest.picture_formats import know_formats
from media_library.renditions.rendering import decode

File = Callable[..., Path]
SIDE = 16
RED, GREY, WHITE = (200, 30, 30), (81, 81, 81), (255, 255, 255)


def tiff(
    points: numpy.ndarray,
    *,
    colours: int,
    order: str = "<",
    planes: bool = False,
    is_light: bool = False,
    further: tuple[tuple[int, int, list[int]], ...] = (),
) -> bytes:
    """Nothing packed, one strip, or one a plane. points: lines × columns × colours. further: tags, kinds and values."""
    lines, columns, count = points.shape
    bits = points.dtype.itemsize * 8
    content = numpy.moveaxis(points, -1, 0) if planes else points
    content = content.astype(points.dtype.newbyteorder(order)).tobytes()
    strips = count if planes else 1
    short, long = 3, 4
    tags = [
        (256, long, [columns]), (257, long, [lines]), (258, short, [bits] * count), (259, short, [1]),
        (262, short, [colours]), (273, long, [0] * strips), (277, short, [count]), (278, long, [lines]),
        (279, long, [len(content) // strips] * strips), (284, short, [2 if planes else 1]),
        *further, (339, short, [3 if is_light else 1] * count),
    ]  # fmt: skip
    tags.sort()
    places_at = 8 + 2 + 12 * len(tags) + 4
    begins = places_at + sum(8 * len(values) for _tag, _kind, values in tags)
    table, beyond = b"", b""
    for tag, kind, values in tags:
        if tag == 273:
            values = [begins + number * len(content) // strips for number in range(strips)]
        packed = struct.pack(f"{order}{len(values)}{'H' if kind == short else 'I'}", *values)
        if len(packed) > 4:
            packed, beyond = (
                struct.pack(f"{order}I", places_at + len(beyond)),
                beyond + packed.ljust(8 * len(values), b"\0"),
            )
        table += struct.pack(f"{order}HHI", tag, kind, len(values)) + packed.ljust(4, b"\0")
    head = (b"II" if order == "<" else b"MM") + struct.pack(f"{order}HIH", 42, 8, len(tags))
    return (head + table + b"\0\0\0\0" + beyond).ljust(begins, b"\0") + content


def flat(kind: str, *left: float, right: tuple[float, ...]) -> numpy.ndarray:
    made = numpy.empty((SIDE, SIDE, len(left)), kind)
    made[:, : SIDE // 2], made[:, SIDE // 2 :] = left, right
    return made


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(
    ("points", "how", "left", "right"),
    [
        (flat("uint16", 200 * 257, 30 * 257, 30 * 257, right=(65535,) * 3), {"colours": 2, "planes": True}, RED, WHITE),
        (flat("uint16", 200 * 257, 30 * 257, 30 * 257, right=(65535,) * 3), {"colours": 2}, RED, WHITE),
        (flat("uint16", 65535 - 81 * 257, right=(0,)), {"colours": 0}, GREY, WHITE),
        (flat("uint16", 81 * 257, right=(65535,)), {"colours": 1}, GREY, WHITE),
        (flat("uint32", 81 * 16843009, right=(2**32 - 1,)), {"colours": 1}, GREY, WHITE),
        (flat("uint32", 2**32 - 1 - 81 * 16843009, right=(0,)), {"colours": 0}, GREY, WHITE),
        (flat("float32", 0.0823, right=(1.0,)), {"colours": 1, "is_light": True}, GREY, WHITE),
        # L 42.6, a 62.6, b 42.9 of D50
        (flat("uint16", 27918, 16026, 10982, right=(65535, 0, 0)), {"colours": 8}, RED, WHITE),
        (flat("uint16", 27810, 48794, 43750, right=(65280, 32768, 32768)), {"colours": 9}, RED, WHITE),
        (flat("uint8", 109, 191, 171, right=(255, 128, 128)), {"colours": 9}, RED, WHITE),
    ],
    ids=["planes", "16 bits", "0 is white", "0 is black", "32 bits", "32 bits, 0 is white", "light", "Lab 16", "profile's Lab 16", "8"],
)  # fmt: skip
def test_it_is_drawn_as_it_is(
    examiner: Examiner,
    file: File,
    points: numpy.ndarray,
    how: dict[str, bool],
    order: str,
    left: tuple[int, ...],
    right: tuple[int, ...],
) -> None:
    know_formats()
    path = file(tiff(points, order=order, **how))  # type: ignore[arg-type]

    seen = examiner.examine(path)

    assert (seen.format.name, seen.notes) == ("tiff", ("deep_colour",) if points.dtype.itemsize > 1 else ())
    with path.open("rb") as opened:
        image = decode(opened).image.convert("RGB")
    for at, colour in (((2, 2), left), ((SIDE - 3, 2), right)):
        assert all(abs(one - other) < 10 for one, other in zip(image.getpixel(at), colour, strict=True))


def test_a_palette_beside_an_alpha_channel_is_shown_small_in_its_colours(examiner: Examiner, file: File) -> None:
    """As Microsoft Office writes them. Larger than the examiner looks at, so it makes it smaller first."""
    numbers = numpy.full((600, 600, 2), (216, 255), "uint8")
    palette = [value if number == 216 else 0 for value in (51_400, 7_710, 7_710) for number in range(256)]
    path = file(tiff(numbers, colours=3, further=((320, 3, palette), (338, 3, [2]))))

    seen = examiner.examine(path)

    with Image.open(BytesIO(seen.preview)) as shown:
        assert all(abs(one - other) < 10 for one, other in zip(shown.getpixel((9, 9)), RED, strict=True))


@pytest.mark.parametrize(
    ("points", "how"),
    [
        (flat("float32", 0.5, 0.2, 0.1, right=(1.0,) * 3), {"colours": 2}),
        (flat("float16", 0.5, 0.2, 0.1, right=(1.0,) * 3), {"colours": 2}),
        (flat("float16", 0.5, right=(1.0,)), {"colours": 1}),
        (flat("float64", 0.5, right=(1.0,)), {"colours": 1}),
    ],
    ids=["colours of 32 bits", "halves", "grey of halves", "doubles"],
)
def test_light_that_only_its_program_can_show_is_refused_with_a_sentence_that_says_so(
    file: File,
    refusal_of: Callable[[Path], tuple[str, dict[str, object]]],
    points: numpy.ndarray,
    how: dict[str, int],
) -> None:
    assert refusal_of(file(tiff(points, is_light=True, **how))) == ("light", {})  # type: ignore[arg-type]


@pytest.mark.parametrize("most", [250.0, float("nan"), -1.0])
def test_what_is_measured_and_no_light_is_refused_with_its_sentence(
    file: File, refusal_of: Callable[[Path], tuple[str, dict[str, object]]], most: float
) -> None:
    heights = flat("float32", 0.5, right=(most,))
    assert refusal_of(file(tiff(heights, colours=1, is_light=True))) == ("unknown_colours", {})
