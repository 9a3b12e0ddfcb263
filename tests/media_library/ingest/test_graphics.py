"""Illustrator files and EPS: kept as they came, shown by what is inside them, never run."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from media_library.files.naming import extension
from media_library.ingest.examining import Examiner
from media_library.ingest.handing_over import hand_over
from media_library.ingest.sentences import note
from media_library.models import LibraryDocument
from media_library.renditions.page_drawing import draw_pages
from tests.media_library.ingest import graphics
from tests.media_library.making import ordered, pdf

File = Callable[..., Path]
NOT_SAVED = "This is an Adobe Illustrator File that was saved without PDF Content."
RED, BLUE, BLACK = (200, 30, 30), (30, 30, 200), (0, 0, 0)  # above left; below right of `drawing`


class OnDisk:
    def __init__(self, path: Path) -> None:
        self.path = path


@pytest.mark.parametrize(
    ("content", "name", "told", "notes"),
    [
        (graphics.illustrator("Sen"), "logo.ai", "ai", ()),
        (graphics.illustrator("Sen"), "cam-nang.pdf", "pdf", ()),
        (graphics.illustrator("Sen"), "cam-nang.eps", "pdf", ("mislabelled",)),
        (pdf("Sen"), "logo.ai", "pdf", ("mislabelled",)),
        (graphics.eps(graphics.in_letters()), "logo.eps", "eps", ()),
        (graphics.eps().replace(b"Inkscape", b"Adobe Illustrator"), "logo.ai", "ai", ("no_picture",)),
        (graphics.eps(), "logo.jpg", "eps", ("mislabelled", "no_picture")),
        (graphics.eps(graphics.in_letters(), end=b""), "logo.eps", "eps", ("no_end",)),
        (graphics.of_dos(preview=graphics.tiff_preview()), "logo.eps", "eps", ()),
        (graphics.of_dos(preview=b"II*\0 and no picture"), "logo.eps", "eps", ("no_picture",)),
        (graphics.eps(b"<?xpacket begin=''?><a><?xpacket end='w'?>"), "a.eps", "eps", ("broken_xmp", "no_picture")),
    ],
)  # fmt: skip
def test_what_it_is(
    examiner: Examiner, file: File, content: bytes, name: str, told: str, notes: tuple[str, ...]
) -> None:
    seen = examiner.examine(file(content), name)
    assert (seen.format.name, seen.notes) == (told, notes)
    assert all(note(code) for code in notes)


@pytest.mark.parametrize(
    "content",
    [
        graphics.of_dos(preview=graphics.tiff_preview())[:-10],
        graphics.of_dos(preview=graphics.tiff_preview())[:20],
        b"\xc5\xd0\xd3\xc6" + b"\xff" * 200,
        b"\xc5\xd0\xd3\xc6" + b"\0" * 200,
    ],
)
def test_what_was_cut_off_or_lies_is_damaged(
    file: File, refusal_of: Callable[[Path], tuple[str, dict[str, object]]], content: bytes
) -> None:
    assert refusal_of(file(content)) == ("broken_document", {})


def test_it_says_what_it_shows(examiner: Examiner, file: File) -> None:
    for content, name in ((graphics.eps(graphics.xmp()), "a.eps"), (graphics.illustrator("Sen"), "a.ai")):
        said = examiner.examine(file(content), name).proposals
        assert {"field": "title", "value": "Biểu trưng Nghệ An", "origin": "xmp", "language": "vi"} in said


@pytest.mark.parametrize(
    ("content", "size", "left", "right"),
    [
        (graphics.of_dos(preview=graphics.tiff_preview()), graphics.SIZE, RED, BLUE),
        (graphics.eps(graphics.xmp(thumbnail=graphics.jpeg_preview())), graphics.SIZE, RED, BLUE),
        (graphics.eps(graphics.of_photoshop()), graphics.SIZE, RED, BLUE),
        (graphics.eps(graphics.of_photoshop(), graphics.in_letters()), graphics.SIZE, RED, BLUE),  # the better of two
        (graphics.eps(graphics.in_letters()), (16, 8), BLACK, (255, 255, 255)),
        (graphics.illustrator(NOT_SAVED, thumbnail=graphics.jpeg_preview()), graphics.SIZE, RED, BLUE),
    ],
)  # fmt: skip
def test_it_looks_as_its_preview_does(
    tmp_path: Path, content: bytes, size: tuple[int, int], left: tuple[int, ...], right: tuple[int, ...]
) -> None:
    (tmp_path / "a").write_bytes(content)
    done = draw_pages(OnDisk(tmp_path / "a"))

    assert done.face is not None
    (tmp_path / "face.jpg").write_bytes(done.face.content)
    with Image.open(tmp_path / "face.jpg") as image:
        assert image.size == size
        for at, colour in (((2, 2), left), ((size[0] - 3, size[1] - 3), right)):
            assert all(abs(one - other) < 12 for one, other in zip(image.getpixel(at), colour, strict=True))


def test_what_brings_no_picture_has_none_and_is_never_run(tmp_path: Path) -> None:
    for content, size in ((graphics.eps(), (127, 85)), (graphics.illustrator(NOT_SAVED), (106, 71))):
        (tmp_path / "a").write_bytes(content)
        done = draw_pages(OnDisk(tmp_path / "a"))
        assert (done.face, done.pages, done.fault) == (None, {}, "it holds no picture")
        assert (round(done.width or 0), round(done.height or 0)) == size
    assert not Path("/tmp/written-by-eps").exists()  # noqa: S108 - where the program would have written


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [("logo.ai", graphics.illustrator("Sen")), ("logo.eps", graphics.of_dos(preview=graphics.tiff_preview()))],
)
def test_it_is_kept_as_it_came(name: str, content: bytes) -> None:
    made = LibraryDocument(title="Logo", file=hand_over(ContentFile(content, name=name)))
    made.save()

    kept = LibraryDocument.objects.get(pk=made.pk)
    assert (extension(kept.file.name), kept.sha256) == (extension(name), sha256(content).hexdigest())
    assert kept.file.read() == content
    assert ordered("draw_face") == [[str(kept.uid)]]
