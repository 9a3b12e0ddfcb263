"""What is seen of pictures late: those from before, and those that code brought."""

from pathlib import Path

import pytest
from PIL import Image

from media_library.arrivals import ensure_all_is_looked_at
from media_library.finding.findable import asset_documents, to_be_found
from media_library.finding.library_search import COLOURS
from media_library.ingest.looking_again import look_again
from media_library.ingest.main_colours import NAMES, main_colours
from media_library.models import Picture
from tests.media_library.ingest import files
from tests.media_library.making import drawing, encoded, ordered, picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("image", "named"),
    [
        (drawing((80, 60)), ("white", "red", "blue")),
        (Image.new("RGB", (9, 9), (128, 128, 128)), ("monochrome",)),
        (Image.new("RGB", (9, 9), (30, 110, 40)), ("green",)),
        (Image.new("RGB", (9, 9), (110, 60, 20)), ("brown",)),
        (Image.new("RGB", (9, 9), (240, 170, 190)), ("pink",)),
        (Image.new("RGB", (9, 9), (250, 210, 20)), ("yellow",)),
        (Image.new("L", (9, 9), 0), ("monochrome",)),
    ],
)
def test_colours_are_called_as_people_call_them(image: Image.Image, named: tuple[str, ...]) -> None:
    assert main_colours(image) == named


def test_every_colour_has_words() -> None:
    assert tuple(COLOURS) == NAMES


def test_a_picture_that_nobody_examined_is_looked_at(db: None) -> None:
    said = files.with_iptc(encoded(drawing((80, 60))), files.iptc((120, "Làng Sen".encode()), utf8=True))
    one = picture(said)
    assert ordered("look_at_pictures") == [[one.pk - 1]]

    assert look_again(0) == one.pk

    one = Picture.objects.get()
    assert (len(one.likeness), one.colours) == (16, "white,red,blue")
    assert one.asset.versions.get().proposals == [{"field": "caption", "value": "Làng Sen", "origin": "iptc"}]
    (document,) = asset_documents(list(to_be_found()), {})
    assert document.facets["colour"] == ("white", "red", "blue")
    assert look_again(0) is None


def test_one_that_cannot_be_read_holds_up_nobody(db: None) -> None:
    broken, gone, good = picture(), picture(encoded(drawing((81, 60)))), picture(encoded(drawing((82, 60))))
    Path(broken.file.path).write_bytes(b"nothing")
    Path(gone.file.path).unlink()

    assert look_again(0) == good.pk
    assert [bool(one.likeness) for one in Picture.objects.order_by("pk")] == [False, False, True]
    assert look_again(good.pk) is None


def test_set_up_asks_for_pictures_from_before(db: None) -> None:
    ensure_all_is_looked_at()
    assert ordered("look_at_pictures") == []
    one = picture()
    ensure_all_is_looked_at()
    assert ordered("look_at_pictures") == [[one.pk - 1], [0]]
