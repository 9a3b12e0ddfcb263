"""Standard renditions: sizes, cleanness, rights inside, keys, jobs."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django_tasks import default_task_backend
from PIL import Image, ImageCms

from media_library.description import PICTURE_PREFETCH
from media_library.jobs import make_renditions
from media_library.models import Picture, Rendition
from media_library.renditions import PictureUnreadableError, renditions
from tests.media_library.making import GPS, agency, camera_exif, drawing, encoded, ordered, picture

pytestmark = pytest.mark.django_db


def stored(row: Rendition) -> bytes:
    with default_storage.open(row.file.name) as file:
        return file.read()


def opened(one: Picture, spec: str) -> Image.Image:
    return Image.open(BytesIO(stored(one.renditions.filter(filter_spec=spec).latest("pk"))))


def test_renditions_have_the_standard_sizes() -> None:
    assert [(one.name, one.content_type, one.width, one.height) for one in renditions(picture())] == [
        ("small", "image/jpeg", 640, 426),
        ("medium", "image/jpeg", 1280, 853),
        ("large", "image/jpeg", 1920, 1280),
        ("small-webp", "image/webp", 640, 426),
        ("medium-webp", "image/webp", 1280, 853),
        ("large-webp", "image/webp", 1920, 1280),
        ("social", "image/jpeg", 1200, 630),
    ]


def test_renditions_never_enlarge() -> None:
    made = renditions(picture(encoded(drawing((500, 300)))))
    assert [(one.width, one.height) for one in made] == [(500, 300)] * 6 + [(500, 264)]
    assert made[0].url == made[1].url == made[2].url


def test_renditions_of_one_pixel_can_be_made() -> None:
    assert {(one.width, one.height) for one in renditions(picture(encoded(Image.new("RGB", (1, 1)))))} == {(1, 1)}


def test_renditions_made_twice_are_the_same(django_assert_num_queries: pytest.FixtureRequest) -> None:
    one = picture(owner=agency())
    first = renditions(one)
    again = Picture.objects.prefetch_related(*PICTURE_PREFETCH).get(pk=one.pk)
    with django_assert_num_queries(0):
        assert renditions(again) == first
    assert Rendition.objects.count() == 7


def test_rendition_says_the_checksum_and_size_of_its_bytes() -> None:
    one = picture()
    for made, row in zip(renditions(one), one.renditions.order_by("pk"), strict=True):
        content = stored(row)
        assert (made.sha256, made.size) == (sha256(content).hexdigest(), len(content)) == (row.sha256, row.size)
        assert made.url == f"/media/{one.uid}/{row.sha256[:16]}/lang-sen.{'webp' if 'webp' in made.name else 'jpg'}"
        assert row.sha256[:16] in row.file.name


def test_renditions_lose_the_place_and_the_camera() -> None:
    original = encoded(drawing(), exif=camera_exif(), comment=b"taken at home")
    with Image.open(BytesIO(original)) as before:
        assert before.getexif().get_ifd(GPS)[2] == (18.0, 40.0, 0.0)
    one = picture(original)
    renditions(one)
    one.get_rendition("max-165x165")
    for row in one.renditions.all():
        content = stored(row)
        with Image.open(BytesIO(content)) as after:
            assert dict(after.getexif()) == {}
        assert b"Camera of Vinh" not in content
        assert b"taken at home" not in content


def test_renditions_carry_the_rights() -> None:
    one = picture(owner=agency(), creator="Nguyễn Văn A & B", credit="Báo Nghệ An/N.V.A", licence="CC-BY-4.0")
    renditions(one)
    for row in one.renditions.all():
        with Image.open(BytesIO(stored(row))) as image:
            about = image.getxmp()["xmpmeta"]["RDF"]["Description"]
        assert about["creator"]["Seq"]["li"] == "Nguyễn Văn A & B"
        assert about["rights"]["Alt"]["li"]["text"] == "© Báo Nghệ An"
        assert about["Credit"] == "Báo Nghệ An/N.V.A"
        assert about["UsageTerms"]["Alt"]["li"]["text"] == "Creative Commons Attribution 4.0 International"
        assert about["WebStatement"] == "https://creativecommons.org/licenses/by/4.0/"
        assert about["DigitalSourceType"] == "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


def test_other_rights_make_new_renditions_and_keep_the_old_addresses() -> None:
    one = picture(credit="Báo Nghệ An")
    before = {made.url for made in renditions(one)}
    one.credit = "Báo và Đài Nghệ An"
    one.save()
    after = {made.url for made in renditions(one)}
    assert not before & after
    assert {row.url for row in one.renditions.all()} == before | after


def test_focal_point_decides_the_crop_of_the_social_picture_alone() -> None:
    one = picture(encoded(drawing((1600, 1600))))
    before = {made.name: made.sha256 for made in renditions(one)}
    one.focal_point_x, one.focal_point_y, one.focal_point_width, one.focal_point_height = 1400, 1550, 80, 80
    one.save()
    after = {made.name: made.sha256 for made in renditions(one)}
    assert [name for name in after if after[name] != before[name]] == ["social"]
    right, left = (
        opened(one, "fill-1200x630|format-jpeg").getpixel((1100, 600)),
        opened(one, "fill-1200x630|format-jpeg").getpixel((50, 600)),
    )
    assert right[2] > 150 > right[0]
    assert left[0] > 240


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_turned_pictures_stand_upright(orientation: int) -> None:
    turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[orientation]
    upright = drawing((900, 1200))
    one = picture(encoded(upright.transpose(turned), exif=camera_exif(orientation)))
    assert (one.width, one.height) == (900, 1200)
    made = renditions(one)[0]
    assert (made.width, made.height) == (640, 853)
    image = opened(one, "width-640|format-jpeg")
    assert image.getpixel((40, 40))[0] > 150
    assert image.getpixel((600, 800))[2] > 150


def test_colours_are_brought_to_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert lab
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    one = picture(encoded(drawing((800, 600)), icc_profile=profile))
    renditions(one)
    image = opened(one, "width-640|format-jpeg")
    assert image.info.get("icc_profile") is None
    assert all(abs(a - b) < 8 for a, b in zip(image.getpixel((40, 40)), (200, 30, 30), strict=True))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (encoded(drawing((800, 600)).convert("CMYK")), "cmyk.jpg"),
        (encoded(drawing((800, 600)), icc_profile=b"no profile at all"), "profile.jpg"),
        (encoded(drawing((800, 600)).convert("L")), "grey.jpg"),
        (encoded(drawing((800, 600), "RGBA"), "PNG"), "alpha.png"),
        (encoded(drawing((800, 600)).convert("P"), "PNG"), "palette.png"),
        (encoded(drawing((800, 600)).convert("1"), "PNG"), "bits.png"),
        (encoded(Image.new("I;16", (800, 600), 40000), "PNG"), "deep.png"),
        (encoded(drawing((800, 600)), "GIF"), "frame.gif"),
        (encoded(drawing((800, 600), "RGBA"), "WEBP"), "alpha.webp"),
        (encoded(drawing((800, 600)), "AVIF"), "new.avif"),
    ],
)
def test_every_kind_of_original_can_be_drawn(content: bytes, name: str) -> None:
    made = renditions(picture(content, name=name))
    assert [(one.width, one.height) for one in made] == [(640, 480), (800, 600), (800, 600)] * 2 + [(800, 420)]


def test_transparency_becomes_white_in_jpeg() -> None:
    one = picture(encoded(drawing((800, 600), "RGBA"), "PNG"), name="alpha.png")
    renditions(one)
    assert opened(one, "width-640|format-jpeg").getpixel((600, 40)) == (255, 255, 255)


def test_damaged_original_is_refused_by_name() -> None:
    one = picture()
    with default_storage.open(one.file.name) as file:
        half = file.read()[:4000]
    default_storage.delete(one.file.name)
    default_storage.save(one.file.name, BytesIO(half))
    with pytest.raises(PictureUnreadableError):
        renditions(Picture.objects.get(pk=one.pk))
    assert Rendition.objects.count() == 0


def test_saving_a_picture_orders_its_renditions() -> None:
    one = picture()
    assert ordered("make_renditions") == [[one.pk]]


def test_saving_a_picture_that_has_all_orders_nothing() -> None:
    one = picture()
    renditions(one)
    default_task_backend.results.clear()
    one.title = "Làng Sen mùa hè"
    one.save()
    assert ordered("make_renditions") == []


def test_job_makes_the_renditions() -> None:
    one = picture()
    make_renditions.func(one.pk)
    assert one.renditions.count() == 7


def test_job_for_a_picture_that_is_gone_does_nothing() -> None:
    make_renditions.func(424242)
    assert Rendition.objects.count() == 0
