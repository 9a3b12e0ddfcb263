"""The program that draws documents: the first pages of one, each as a small picture, and the face that stands for it in lists.

`python -m media_library.renditions.page_easel`, started by `media_library.renditions.page_drawing` on a leash. Reads one JSON order
on its input: `{"original": path, "into": folder, "words": "…", "pages": 10}`. What it has drawn is in the folder page by page, so
a document that dies on its third page has two: `facts.json` first, then `face-480x679.jpg`, `1-800x1131.jpg`, …

PDFium runs without JavaScript and fetches nothing. PostScript is a language of programs, which could read this disk or never
end: none is ever run here, as Ghostscript would; an EPS shows the preview that its own program put into it.
"""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from media_library.ingest import postscript
from media_library.renditions.rendering import Recipe, encoded, marked, on_ground

PAGE, FACE = (800, 1200), (480, 720)  # within which they are drawn
A_POINT = 25.4 / 72  # in millimetres
MOST_ENLARGED = 8.0  # of a page as small as a stamp
WHITE, GREY, PALE = (255, 255, 255), (112, 112, 112), 250
LOCKED, UNREADABLE, NOTHING = 3, 4, 5
NO_PDF, MOST_OF_A_SIGN = "saved without PDF Content", 400


def draw(order: dict[str, Any]) -> int:
    original, into, words = Path(order["original"]), Path(order["into"]), order["words"]
    with original.open("rb") as file:
        head = file.read(len(postscript.TEXT))
    if head in (postscript.TEXT, postscript.IN_PARTS):
        return _brought(original, into, words)
    return _pages(original, into, words, order["pages"])


def _pages(original: Path, into: Path, words: str, most: int) -> int:
    import pypdfium2  # noqa: PLC0415 - slow import: who starts this program asks it for its codes alone

    try:
        document = pypdfium2.PdfDocument(original)
        count = len(document)
    except pypdfium2.PdfiumError as closed:
        return LOCKED if "password" in str(closed).lower() else UNREADABLE
    if not count:
        return NOTHING
    _tell(into, pages=count)
    drawn = 0
    for number in range(min(count, most)):
        try:
            page = document[number]
            if number == 0:
                width, height = page.get_size()
                _tell(into, pages=count, width=width * A_POINT, height=height * A_POINT)
                if _says_it_is_none(page):
                    return _kept_in_notes(original, into, words)
            image = _seen(page)
        except (pypdfium2.PdfiumError, ValueError, MemoryError):  # a broken page has no picture; the others have
            continue
        if not number:
            _put(into, "face", _within(image, FACE))
        _put(into, str(number + 1), image, words)
        drawn += 1
    return 0 if drawn else UNREADABLE


def _says_it_is_none(page: Any) -> bool:
    """Illustrator's, in the place of a picture, where it was told to save none for others."""
    return NO_PDF in " ".join(page.get_textpage().get_text_range(count=MOST_OF_A_SIGN).split())


def _seen(page: Any) -> Image.Image:
    """On white paper. What cannot be seen there, such as a white logo for dark grounds, on grey."""
    image = _on(page, WHITE)
    if _tones(image)[0] < PALE:
        return image
    on_grey = _on(page, GREY)
    return on_grey if len(_tones(on_grey)) > 1 else image


def _tones(image: Image.Image) -> list[int]:
    """Those that there are, from dark to light."""
    return [tone for tone, count in enumerate(image.convert("L").histogram()) if count]


def _on(page: Any, ground: tuple[int, int, int]) -> Image.Image:
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise ValueError("a page without a size")
    scale = min(PAGE[0] / width, PAGE[1] / height, MOST_ENLARGED)
    image: Image.Image = page.render(scale=scale, fill_color=(*ground, 255)).to_pil()
    return image.convert("RGB")


def _brought(original: Path, into: Path, words: str) -> int:
    """The preview that an EPS brought with it."""
    try:
        inside = postscript.inside(original)
    except postscript.BrokenPostScript:
        return UNREADABLE
    if inside.size is not None:
        _tell(into, width=inside.size[0] * A_POINT, height=inside.size[1] * A_POINT)
    return _put_best(inside.previews, into, words)


def _kept_in_notes(original: Path, into: Path, words: str) -> int:
    """What Illustrator keeps in its XMP, which it packs in nothing."""
    with original.open("rb") as file:
        packet = postscript.packet_in(file.read(postscript.MOST_READ))
    return _put_best(postscript.thumbnails(packet), into, words)


def _put_best(previews: Iterable[postscript.Preview], into: Path, words: str) -> int:
    best = postscript.seen(previews)
    if best is None:
        return NOTHING
    image = on_ground(best, WHITE).convert("RGB")
    _put(into, "face", _within(image, FACE))
    _put(into, "1", _within(image, PAGE), words)
    return 0


def _within(image: Image.Image, most: tuple[int, int]) -> Image.Image:
    small = image.copy()
    small.thumbnail(most, Image.Resampling.LANCZOS)
    return small


def _tell(into: Path, **facts: float) -> None:
    _whole(into, "facts.json", json.dumps(facts).encode())


def _put(into: Path, name: str, image: Image.Image, words: str = "") -> None:
    """As the library's other pictures are encoded."""
    image = marked(image, words) if words else image
    recipe = Recipe(box=(0, 0, *image.size), size=image.size)
    _whole(into, f"{name}-{image.width}x{image.height}.jpg", encoded(image, "jpeg", recipe))


def _whole(into: Path, name: str, content: bytes) -> None:
    """There at once or not at all: whoever waits may end this program at any moment."""
    half = into / "half"
    try:
        half.write_bytes(content)
    except OSError as no_room:
        sys.stderr.write(str(no_room))
        sys.exit(os.EX_TEMPFAIL)
    half.replace(into / name)


if __name__ == "__main__":
    sys.exit(draw(json.load(sys.stdin)))
