"""RAW files of cameras: whose they are, what they say, how they are seen, and which are refused."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from media_library.ingest.examining import Examiner
from media_library.ingest.sentences import say
from media_library.ingest.sniffing import sniff
from media_library.renditions.rendering import UnreadableError, decode
from tests.media_library.ingest import files
from tests.media_library.ingest.raw_files import dng, of_maker
from tests.media_library.ingest.test_archives_pictures import CAPTION, IPTC, XMP
from tests.media_library.ingest.test_odd_pictures import page, with_pixels
from tests.media_library.making import drawing, encoded
from tests.media_library.making_profiles import ADOBE_RGB, profile

File = Callable[..., Path]
Refused = Callable[[Path], tuple[str, dict[str, object]]]
RED, BLUE = (200, 30, 30), (30, 30, 200)
SENSOR, OWN = (1640, 1100), (1620, 1080)  # what the camera shows is a little smaller than its sensor


def near(one: tuple[int, ...], other: tuple[int, ...], *, by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def own_picture(**options: object) -> bytes:
    """Another than the sensor's, so that it is seen which one is shown: red and blue have changed their places."""
    return encoded(drawing(OWN).transpose(Image.Transpose.ROTATE_180), **options)


@pytest.mark.parametrize("maker", ["dng", "nef", "arw"])
@pytest.mark.parametrize(
    ("turned", "size", "corner"), [(1, OWN, "blue"), (6, OWN[::-1], "white"), (8, OWN[::-1], "white")]
)
def test_the_cameras_own_picture_is_shown_upright(
    examiner: Examiner, file: File, maker: str, turned: int, size: tuple[int, int], corner: str
) -> None:
    own = own_picture()
    content = of_maker(maker, drawing(SENSOR), picture=own, size=OWN, turned=turned)

    seen, drawn = examiner.examine(file(content)), decode(BytesIO(content), shrink=1.5)

    assert (seen.format.name, seen.width, seen.height, seen.notes) == (maker, *size, ("camera_raw",))
    assert (drawn.size, drawn.format) == (size, "jpeg")
    assert near(drawn.image.getpixel((40, 40)), {"blue": BLUE, "white": (255, 255, 255)}[corner])
    assert near(Image.open(BytesIO(seen.preview)).getpixel((9, 9)), {"blue": BLUE, "white": (255, 255, 255)}[corner], by=20)  # fmt: skip


@pytest.mark.parametrize(("turned", "size"), [(1, files.TINY), (3, files.TINY), (6, files.TINY[::-1])])
def test_what_has_no_picture_of_its_own_is_developed(
    examiner: Examiner, file: File, turned: int, size: tuple[int, int]
) -> None:
    thumbnail = encoded(drawing((80, 50)))
    content = dng(drawing(files.TINY), picture=thumbnail, size=(80, 50), turned=turned)

    seen, drawn = examiner.examine(file(content)), decode(BytesIO(content))

    assert (seen.width, seen.height, seen.notes) == (*size, ("developed",))
    assert drawn.size == drawn.image.size == size
    red = drawn.image.getpixel({1: (40, 40), 3: (280, 160), 6: (160, 40)}[turned])
    assert near(red, (195, 10, 10), by=12), red  # what is developed is a little stronger in its colours


def test_it_says_what_other_pictures_say(examiner: Examiner, file: File) -> None:
    said = {315: (2, "Thu"), 700: (1, XMP), 33723: (7, IPTC)}
    seen = examiner.examine(file(dng(drawing(files.TINY), also=said)), "anh.nef")

    told = {(each["field"], each["value"], each["origin"]) for each in seen.proposals}
    assert told == {
        ("title", CAPTION, "xmp"),
        ("caption", CAPTION, "iptc"),
        ("creator", "Thu", "exif"),
        ("camera", "Vinh Camera", "exif"),
    }
    assert seen.notes == ("mislabelled", "developed")
    assert (seen.format.extension, seen.format.mime) == ("dng", "image/x-adobe-dng")


@pytest.mark.parametrize("says", ["profile", "exif"])
def test_a_camera_set_to_adobe_rgb_is_believed(examiner: Examiner, file: File, says: str) -> None:
    space, srgb = ImageCms.ImageCmsProfile(BytesIO(profile(ADOBE_RGB))), ImageCms.createProfile("sRGB")
    wide = ImageCms.profileToProfile(drawing(OWN), srgb, space, outputMode="RGB")
    assert wide is not None
    wide.info.clear()
    own = encoded(wide, quality=95, **({"icc_profile": space.tobytes()} if says == "profile" else {}))
    content = dng(drawing(SENSOR), picture=own, size=OWN, colours=0xFFFF if says == "exif" else 1)

    examiner.examine(file(content))

    assert near(decode(BytesIO(content)).image.getpixel((40, 40)), RED)


@pytest.mark.parametrize(
    ("begins", "name"),
    [
        (b"II*\0\x10\0\0\0CR\x02\0", "cr2"),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "cr3"),
        (b"FUJIFILMCCD-RAW 0201", "raf"),
        (b"IIRO\x08\0\0\0", "orf"),
        (b"IIU\0\x18\0\0\0", "rw2"),
        (with_pixels([page(t50706=0x0104)]), "dng"),
        (of_maker("pef", drawing((16, 16))), "pef"),
    ],
    ids=["cr2", "cr3", "raf", "orf", "rw2", "dng", "pef"],
)
def test_whose_it_is_is_read_from_its_beginning(file: File, begins: bytes, name: str) -> None:
    found = sniff(file(begins + b"\0" * 99))

    assert found is not None
    assert (found.name, found.spoken[:3]) == (name, "RAW")


@pytest.mark.parametrize(
    "content",
    [
        b"II\x1a\0\0\0HEAPCCDR\2\0" + b"\0" * 99,
        with_pixels([page(t254=1, t330=8)]),
        with_pixels([page(t259=34713)]),
        with_pixels([page(t262=32803)]),
        with_pixels([page(t50706=0x0104)]),
    ],
    ids=["crw", "thumbnail-first", "packed", "mosaic", "dng-of-nothing"],
)
def test_raw_that_nobody_develops_is_told_as_such_and_never_taken_for_its_thumbnail(
    file: File, refusal_of: Refused, content: bytes
) -> None:
    assert refusal_of(file(content)) == ("raw", {})
    assert say("raw", {}) == (
        "This is a camera’s RAW file of a kind that the library does not develop. Export it as JPEG or TIFF and upload that."
    )


@pytest.mark.parametrize(
    "content",
    [
        dng(drawing(files.TINY))[:-200],
        of_maker("nef", drawing(SENSOR), picture=own_picture(), size=OWN)[:-9000],
        of_maker("rw2", drawing(files.TINY))[:-200],
        b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0") + b"\0\0\0\x94\0\1\0\0" * 3,
        b"\0\0\0\x18ftypcrx \0\0\0\1crx isom" + b"\0\1\0\0moov",
    ],
    ids=["dng", "nef", "rw2", "raf", "cr3"],
)
def test_raw_that_was_cut_off_is_damaged(file: File, refusal_of: Refused, content: bytes) -> None:
    assert refusal_of(file(content)) == ("broken_picture", {})


def test_raw_with_too_many_points_is_refused_before_it_is_developed(file: File, refusal_of: Refused) -> None:
    bomb = dng(drawing((16, 16)), also={256: (4, 20_000), 257: (4, 20_000)})

    code, about = refusal_of(file(bomb))

    assert (code, about.get("most_pixels")) == ("too_many_pixels", 120_000_000)
    with pytest.raises(UnreadableError, match="pixels are too many"):
        decode(BytesIO(bomb))
