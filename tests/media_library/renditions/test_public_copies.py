"""What everybody has of a mark or a model that came as a picture: its very pixels, nothing of the camera's, the rights inside."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from cms.portal.brand_kit import sections
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from media_library.description import describe_brand
from media_library.files.delivery import find_file
from media_library.jobs import make_public_copy
from media_library.models import Asset, BrandAsset, BrandCopy, PackageFile
from media_library.outdated import brand_assets
from media_library.renditions.cleaning import NotWholeError, cleaned
from media_library.renditions.pruning import KEPT, prune_proxies
from media_library.renditions.public_copies import MADE_LIKE
from tests.media_library.making import camera_exif, drawing, ordered
from tests.media_library.packages.room import librarian, made

pytestmark = pytest.mark.django_db
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
TOLD = (b"Camera of Vinh", b"taken at home", b"behind the end", b"a preview")


def saved(kind: str, image: Image.Image | None = None, *, plain: bool = False, **options: Any) -> bytes:
    out = BytesIO()
    if not plain:
        exif = camera_exif(6)
        exif[0x8298] = "taken at home"
        options = {"exif": exif, "icc_profile": PROFILE} | options
    (image or drawing((64, 48))).save(out, kind, **options)
    return out.getvalue()


def notes() -> PngInfo:
    told = PngInfo()
    told.add_itxt("Comment", "taken at home")
    told.add_text("Raw profile type exif", "Camera of Vinh", zip=False)
    return told


def with_preview(content: bytes) -> bytes:
    """JFIF's own, and an application's."""
    return (
        content[:2]
        + b"\xff\xe0\x00\x13JFIF\x00\x01\x01\x01\x01\x2c\x01\x2c\x01\x01\xc8\x1e\x1e\xff\xec\x00\x0ba preview"
        + content[2:]
    )


ORIGINALS = {
    "a.jpg": saved("JPEG", comment=b"taken at home", dpi=(300, 300)) + b"behind the end",
    "progressive.jpg": saved("JPEG", progressive=True, dpi=(300, 300)),
    "cmyk.jpg": with_preview(saved("JPEG", drawing((64, 48)).convert("CMYK"), plain=True)),
    "a.png": saved("PNG", pnginfo=notes(), dpi=(300, 300)) + b"behind the end",
    "palette.png": saved("PNG", drawing((64, 48)).convert("P"), transparency=3, pnginfo=notes(), dpi=(300, 300)),
    "a.webp": saved("WEBP"),
    "plain.webp": saved("WEBP", plain=True),
    "lossless.webp": saved("WEBP", drawing((65, 49), "RGBA"), lossless=True, plain=True),
    "moving.webp": saved("WEBP", save_all=True, append_images=[Image.new("RGB", (64, 48), "red")], plain=True),
}


def brand(content: bytes, name: str = "nón lá.jpg", **fields: Any) -> BrandAsset:
    told = {"title": "Nón lá", "slug": "non-la", "role": "souvenir", "status": "approved", "licence": "CC-BY-4.0"}
    BrandAsset(**told | {"credit": "Báo Nghệ An"} | fields, file=ContentFile(content, name=name)).save()
    return BrandAsset.objects.get()


def copied(row: BrandAsset) -> BrandAsset:
    make_public_copy.func(row.pk)
    return BrandAsset.objects.get(pk=row.pk)


def content_of(told: dict[str, Any]) -> bytes:
    _, _, uid, prefix, name = told["href"].split("/")
    found = find_file(uid, prefix, name)
    assert found is not None
    assert (found.internal, found.size, found.sha256, found.content_type) == (
        False,
        told["size"],
        told["sha256"],
        told["type"],
    )
    with default_storage.open(found.storage_name) as file:
        return file.read()


def frames(content: bytes) -> list[bytes]:
    with Image.open(BytesIO(content)) as image:
        return [(image.seek(number), image.tobytes())[1] for number in range(getattr(image, "n_frames", 1))]


def shown(content: bytes) -> dict[str, Any]:
    with Image.open(BytesIO(content)) as image:
        exif = image.getexif()
        return {
            "mode": image.mode, "size": image.size, "profile": image.info.get("icc_profile"),
            "transparency": image.info.get("transparency"), "turned": exif.get(0x0112, 1),
            "inch": tuple(round(float(side)) for side in image.info.get("dpi", ())) if image.format != "WEBP" else (),
        }  # fmt: skip


@pytest.mark.parametrize("name", ORIGINALS)
def test_it_is_the_same_picture_with_the_rights_inside_and_nothing_of_the_camera_s(name: str) -> None:
    original = ORIGINALS[name]
    content = content_of(describe_brand(copied(brand(original, name)))["file"])
    assert (frames(content), shown(content)) == (frames(original), shown(original))
    assert [words for words in TOLD if words in content] == []
    with Image.open(BytesIO(content)) as image:
        exif = image.getexif()
        assert (0x8825 in exif, 0x010F in exif, 0x8769 in exif) == (False, False, False)
        assert "Báo Nghệ An" in image.info["xmp"].decode()


def test_a_camera_s_adobe_rgb_is_still_said() -> None:
    exif = camera_exif()
    exif[0x8769] = {0xA001: 2}
    content = content_of(describe_brand(copied(brand(saved("JPEG", exif=exif, icc_profile=None))))["file"])
    with Image.open(BytesIO(content)) as image:
        assert image.getexif().get_ifd(0x8769) == {0xA001: 2}


def test_all_doors_lead_to_the_copy(client: Client) -> None:
    row = brand(ORIGINALS["a.jpg"])
    assert ordered("make_public_copy") == [[row.pk]]
    not_yet = client.get("/media/latest/non-la")
    assert (not_yet.status_code, not_yet["Retry-After"], describe_brand(row)["file"]) == (503, "30", None)
    row = copied(row)
    told = describe_brand(row)["file"]
    original = f"/media/{row.uid}/{row.sha256[:16]}/non-la.jpg"
    assert {client.get(address)["Location"] for address in ("/media/latest/non-la", original)} == {told["href"]}
    assert client.get(told["href"]).status_code == 200
    assert [one.drawing for one in sections("vi")[0].shown[0].lockups] == [told["href"]]
    package = made(librarian(), row.asset)
    packed = PackageFile.objects.get(package=package, path__startswith="data/media/")
    assert (packed.sha256, package.items.get().told["position_inside"]) == (told["sha256"], False)


def test_other_rights_make_another_and_what_was_said_before_stays_three_months() -> None:
    row = copied(brand(ORIGINALS["a.png"], "non.png"))
    before = describe_brand(row)["file"]
    row.asset.credit = "Đài Nghệ An"
    row.asset.save()
    assert describe_brand(BrandAsset.objects.get())["file"] == before  # until a job has seen to it
    assert list(brand_assets()) == [row.pk]
    now = describe_brand(copied(row))["file"]
    assert "Đài Nghệ An" in content_of(now).decode(errors="ignore")
    content_of(before)
    assert prune_proxies(timezone.now()) == 0
    assert prune_proxies(timezone.now() + KEPT + timedelta(days=1)) == 1
    assert [one.sha256 for one in BrandCopy.objects.all()] == [now["sha256"]]


def test_of_a_file_that_was_replaced_none_is_left() -> None:
    row = copied(brand(ORIGINALS["a.jpg"]))
    old = describe_brand(row)["file"]
    row.file = ContentFile(ORIGINALS["a.webp"], name="moi.webp")  # type: ignore[assignment]
    row.save()
    assert describe_brand(BrandAsset.objects.get())["file"] is None
    copied(row)
    assert BrandCopy.objects.get().source_sha256 == BrandAsset.objects.get().sha256
    assert find_file(row.uid, old["sha256"][:16], "non-la.jpg") is None
    row.file = ContentFile(b"<svg/>", name="moi.svg")  # type: ignore[assignment]
    row.save()
    assert BrandCopy.objects.filter(brand=copied(row)).count() == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (ORIGINALS["a.jpg"][:-60], "Không tạo được bản sao để đưa ra ngoài"),
        (None, "Tệp không có trong kho lưu trữ. Hãy tải lên lại."),
    ],
    ids=["damaged", "gone"],
)
def test_of_what_none_can_be_made_nobody_gets_any_and_its_form_says_why(
    editor: Client, content: bytes | None, words: str
) -> None:
    row = brand(content or ORIGINALS["a.jpg"])
    if content is None:
        default_storage.delete(row.file.name)
    row = copied(row)
    assert (list(brand_assets()), describe_brand(row)["file"]) == ([row.pk], None)  # it is tried again every day
    page = editor.get(reverse("wagtailsnippets_media_library_brandasset:edit", args=[row.pk])).content.decode()
    assert words in page
    editor.logout()
    assert editor.get("/media/latest/non-la").status_code == 404
    (left_out,) = made(librarian(), Asset.objects.get()).items.all()
    assert [(one["code"], one["words"]["en"]) for one in left_out.reasons] == [
        ("unprepared", "There is no copy of its file that can be given out.")
    ]


def test_copies_of_before_are_made_anew() -> None:
    row = copied(brand(ORIGINALS["a.jpg"]))
    assert (list(brand_assets()), MADE_LIKE) == ([], b"1")
    BrandCopy.objects.update(said="otherwise")
    assert list(brand_assets()) == [row.pk]


@pytest.mark.parametrize(("name", "kind"), [("progressive.jpg", "jpeg"), ("a.png", "png"), ("a.webp", "webp")])
def test_no_beginning_of_one_is_taken_for_the_whole(name: str, kind: str) -> None:
    content = ORIGINALS[name].removesuffix(b"behind the end")
    for length in range(0, len(content) - 1, 7):
        with pytest.raises(NotWholeError):
            cleaned(content[:length], kind)
