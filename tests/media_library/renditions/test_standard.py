"""Standard renditions: sizes, crops, keys, jobs, what a killed process leaves. What they say: test_what_files_say."""

from hashlib import sha256
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django_tasks import default_task_backend
from PIL import Image

from media_library.description import PICTURE_PREFETCH
from media_library.jobs import make_renditions
from media_library.models import AssetText, Picture, Rendition
from media_library.renditions.standard import PictureUnreadableError, renditions
from tests.media_library.making import agency, camera_exif, drawing, encoded, ordered, picture

pytestmark = pytest.mark.django_db
ENDINGS = {"image/jpeg": "jpg", "image/webp": "webp", "image/avif": "avif"}


def stored(row: Rendition) -> bytes:
    with default_storage.open(row.file.name) as file:
        return file.read()


def opened(one: Picture, spec: str) -> Image.Image:
    return Image.open(BytesIO(stored(one.renditions.filter(filter_spec=spec).latest("pk"))))


def test_renditions_have_the_standard_sizes() -> None:
    sizes = [("thumb", 320, 213), ("small", 640, 426), ("medium", 1280, 853), ("large", 1920, 1280)]
    crops = [("social", 1200, 630), ("wide", 1200, 675), ("classic", 1200, 900), ("square", 1200, 1200)]
    formats = [("", "image/jpeg"), ("-webp", "image/webp"), ("-avif", "image/avif")]
    assert [(one.name, one.content_type, one.width, one.height) for one in renditions(picture(encoded(drawing())))] == [
        *[(f"{name}{ending}", kind, width, height) for ending, kind in formats for name, width, height in sizes],
        *[(f"{name}{ending}", kind, width, height) for ending, kind in formats for name, width, height in crops],
    ]


def test_renditions_never_enlarge() -> None:
    made = renditions(picture(encoded(drawing((500, 300)))))
    assert [(one.width, one.height) for one in made] == [
        *[(320, 192), (500, 300), (500, 300), (500, 300)] * 3,
        *[(500, 264), (500, 282), (400, 300), (300, 300)] * 3,
    ]
    assert made[1].url == made[2].url == made[3].url


def test_renditions_of_one_pixel_can_be_made() -> None:
    assert {(one.width, one.height) for one in renditions(picture(encoded(Image.new("RGB", (1, 1)))))} == {(1, 1)}


def test_renditions_made_twice_are_the_same(django_assert_num_queries: pytest.FixtureRequest) -> None:
    one = picture(owner=agency())
    first = renditions(one)
    again = Picture.objects.prefetch_related(*PICTURE_PREFETCH).get(pk=one.pk)
    with django_assert_num_queries(0):
        assert renditions(again) == first
    assert Rendition.objects.count() == 24


def test_rendition_says_the_checksum_and_size_of_its_bytes() -> None:
    one = picture()
    for made, row in zip(renditions(one), one.renditions.order_by("pk"), strict=True):
        content = stored(row)
        assert (made.sha256, made.size) == (sha256(content).hexdigest(), len(content)) == (row.sha256, row.size)
        assert made.url == f"/media/{one.uid}/{row.sha256[:16]}/lang-sen.{ENDINGS[made.content_type]}"
        assert row.sha256[:16] in row.file.name


def test_other_rights_make_new_renditions_and_keep_the_old_addresses() -> None:
    one = picture(credit="Báo Nghệ An")
    before = {made.url for made in renditions(one)}
    one.credit = "Báo và Đài Nghệ An"
    one.save()
    after = {made.url for made in renditions(one)}
    assert not before & after
    assert {row.url for row in one.renditions.all()} == before | after


def test_other_words_are_stamped_into_the_pixels_that_are_there() -> None:
    one = picture(encoded(drawing((800, 600))))
    renditions(one)
    before = {row.filter_spec: (row.pixels, opened(one, row.filter_spec).tobytes()) for row in one.renditions.all()}
    default_storage.delete(one.file.name)  # nobody looks at the original
    one.texts = [AssetText(language="vi", alt="Hồ sen"), AssetText(language="en", alt="Lotus pond")]
    one.save()
    after = renditions(Picture.objects.get(pk=one.pk))
    newest = {row.filter_spec: row for row in one.renditions.order_by("pk")}
    assert {made.sha256 for made in after} == {row.sha256 for row in newest.values()}
    assert {spec: (row.pixels, opened(one, spec).tobytes()) for spec, row in newest.items()} == before


def test_pixels_that_are_gone_are_drawn_again() -> None:
    one = picture()
    first = renditions(one)
    for row in one.renditions.all():
        default_storage.delete(row.file.name)
    one.credit = "Báo Nghệ An"
    one.save()
    again = renditions(Picture.objects.get(pk=one.pk))
    assert [(made.name, made.width) for made in again] == [(made.name, made.width) for made in first]


def test_what_a_killed_process_left_half_written_is_written_again() -> None:
    one = picture()
    made = renditions(one)
    row = one.renditions.get(sha256=made[0].sha256)
    name, whole = row.file.name, stored(row)
    one.renditions.filter(pk=row.pk).delete()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(whole[:100]))
    again = renditions(Picture.objects.get(pk=one.pk))
    assert again == made
    assert stored(one.renditions.get(sha256=made[0].sha256)) == whole
    assert one.renditions.get(sha256=made[0].sha256).file.name == name


def test_focal_point_decides_the_crops_alone() -> None:
    one = picture(encoded(drawing((1600, 1600))))
    before = {made.name: made.sha256 for made in renditions(one)}
    one.focal_point_x, one.focal_point_y, one.focal_point_width, one.focal_point_height = 1400, 1550, 80, 80
    one.save()
    after = {made.name: made.sha256 for made in renditions(one)}
    cut = [f"{name}{ending}" for ending in ("", "-webp", "-avif") for name in ("social", "wide", "classic")]
    assert [name for name in after if after[name] != before[name]] == cut
    for kind in ("jpeg", "webp", "avif"):
        shown = opened(one, f"fill-1200x630|format-{kind}").convert("RGB")
        right, left = shown.getpixel((1100, 600)), shown.getpixel((50, 600))
        assert right[2] > 150 > right[0]
        assert left[0] > 240


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_turned_pictures_stand_upright(orientation: int) -> None:
    turned = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}[orientation]
    upright = drawing((900, 1200))
    one = picture(encoded(upright.transpose(turned), exif=camera_exif(orientation)))
    assert (one.width, one.height) == (900, 1200)
    made = renditions(one)[1]
    assert (made.width, made.height) == (640, 853)
    image = opened(one, "width-640|format-jpeg")
    assert image.getpixel((40, 40))[0] > 150
    assert image.getpixel((600, 800))[2] > 150


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
    assert [(one.width, one.height) for one in made] == [
        *[(320, 240), (640, 480), (800, 600), (800, 600)] * 3,
        *[(800, 420), (800, 450), (800, 600), (600, 600)] * 3,
    ]


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
    one.asset.ai_prompt = "Sen"  # no machine made it, so its file says nothing of that
    one.save()
    assert ordered("make_renditions") == []


def test_job_makes_the_renditions() -> None:
    one = picture()
    make_renditions.func(one.pk)
    assert one.renditions.count() == 24


def test_job_for_a_picture_that_is_gone_does_nothing() -> None:
    make_renditions.func(424242)
    assert Rendition.objects.count() == 0
