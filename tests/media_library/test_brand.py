"""Brand assets as a designer takes them: lock-ups of one logo, rules in each language, the address of the newest file."""

from io import BytesIO
from typing import Any

import pytest
from cms.portal.brand_kit import sections
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from media_library.description import BRAND_PREFETCH, describe_brand
from media_library.files.delivery import find_file
from media_library.models import Asset, BrandAsset
from media_library.models.versions import Change
from media_library.packages.purpose import Purpose, verdict_on
from tests.media_library.making import drawing

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def brand(slug: str, **fields: Any) -> BrandAsset:
    made = BrandAsset(
        **{"title": slug.title(), "slug": slug, "role": "logo", "status": "approved", "licence": "CC-BY-4.0"} | fields
    )
    made.file = ContentFile(SVG, name=f"{slug}.svg")  # type: ignore[assignment]
    made.save()
    return made


def test_what_is_told_of_a_logo_and_its_lock_ups() -> None:
    logo = brand("logo", colour="full")
    english = brand("logo-en-white", colour="reversed", language="en", variant_of=logo)
    brand("logo-draft", variant_of=logo, status="proposed")
    lock_up = {"lang": "en", "colour": "reversed", "format": "svg", "latest": {"href": "/media/latest/logo-en-white"}}
    told = describe_brand(BrandAsset.objects.get(slug="logo"), "en")
    assert {name: told[name] for name in ("slug", "lang", "colour", "format", "latest", "variant_of", "variants")} == {
        "slug": "logo",
        "lang": None,
        "colour": "full",
        "format": "svg",
        "latest": {"href": "/media/latest/logo"},
        "variant_of": None,
        "variants": [{"id": str(english.uid), "slug": "logo-en-white", "title": "Logo-En-White", **lock_up}],
    }
    told = describe_brand(BrandAsset.objects.get(slug="logo-en-white"), "en")
    assert (told["variant_of"], told["variants"]) == (str(logo.uid), [])
    assert {name: told[name] for name in lock_up} == lock_up


@pytest.mark.parametrize("count", [1, 3])
def test_lock_ups_cost_no_query_each(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        logo = brand(f"logo-{number}")
        brand(f"logo-{number}-en", variant_of=logo)
    with django_assert_num_queries(9):
        told = [describe_brand(one, "en") for one in BrandAsset.objects.prefetch_related(*BRAND_PREFETCH)]
    assert len(told) == 2 * count


def test_a_variant_has_none_of_its_own() -> None:
    logo, other = brand("logo"), brand("other")
    english = brand("logo-en", variant_of=logo)
    for made, wrong, words in (
        (other, english, "Choose the one that is itself no variant."),
        (other, other, "Choose the one that is itself no variant."),
        (logo, other, "It has variants of its own, so it can be none."),
    ):
        made.variant_of = BrandAsset.objects.get(pk=wrong.pk)
        with pytest.raises(ValidationError) as refused:
            made.clean()
        assert refused.value.message_dict == {"variant_of": [words]}
    other.variant_of = BrandAsset.objects.get(slug="logo")
    other.clean()


def test_its_form_shows_the_address_of_the_newest_file_its_lock_ups_and_its_history(editor: Client) -> None:
    logo = brand("logo", status="proposed")
    brand("logo-en", variant_of=logo)
    logo.file = ContentFile(SVG + b" ", name="moi.svg")  # type: ignore[assignment]
    logo.change = Change(reason="Nét mảnh hơn")
    logo.save()
    page = editor.get(reverse("wagtailsnippets_media_library_brandasset:edit", args=[logo.pk])).content.decode()
    for shown in ("/media/latest/logo", "Not public yet", "Logo-En", "moi.svg", "logo.svg", "Nét mảnh hơn"):
        assert shown in page, shown


def from_a_camera() -> bytes:
    """A photograph that says where it was taken, in a format of which no copy is made."""
    content = BytesIO()
    where = {1: "N", 2: (18.0, 40.0, 12.0), 3: "E", 4: (105.0, 41.0, 24.0)}
    drawing((64, 48)).save(content, "TIFF", tiffinfo={0x8825: where})
    return content.getvalue()


@pytest.mark.parametrize("status", ["approved", "proposed"])
def test_what_says_where_it_was_made_is_not_approved(editor: Client, status: str) -> None:
    model = brand("non-la", role="souvenir", status="proposed")
    entered = {
        "title": "Nón lá", "slug": "non-la", "role": "souvenir", "collection": model.collection_id, "licence": "CC-BY-4.0",
        "digital_source_type": "digitalCapture",
    }  # fmt: skip
    page = reverse("wagtailsnippets_media_library_brandasset:edit", args=[model.pk])
    photo = SimpleUploadedFile("non.tif", from_a_camera(), content_type="image/tiff")
    answer = editor.post(page, entered | {"status": status, "file": photo})
    kept = BrandAsset.objects.get()
    if status == "approved":
        errors = answer.context["form"].errors
        assert (list(errors), kept.asset.file_version) == (["file"], 1)
        assert errors["file"] == [
            "Tệp này có ghi bên trong nơi tạo ra nó. Tài sản đã duyệt được đưa ra cho mọi người nguyên như vậy: hãy xóa thông tin "
            "ấy trước, rồi tải lên lại."
        ]
    else:
        assert (answer.status_code, kept.asset.file_version, kept.says_where) == (302, 2, True)
        BrandAsset.objects.update(status="approved")  # by no form
        found = find_file(kept.uid, kept.sha256[:16], "non.tif")
        assert (found is not None and found.internal, describe_brand(kept)["file"]) == (True, None)
        assert [one.code for one in verdict_on(Asset.objects.get(), Purpose("web")).reasons] == ["says_where"]
        assert "Nobody outside gets this file" in editor.get(page).content.decode()
        assert sections("vi")[0].shown[0].lockups == []


def test_a_new_one_has_no_address_yet(editor: Client) -> None:
    page = editor.get(reverse("wagtailsnippets_media_library_brandasset:add")).content.decode()
    assert "Always the newest file" not in page


def test_the_list_tells_lock_ups_apart(editor: Client) -> None:
    brand("logo-en-white", colour="reversed", language="en")
    page = editor.get(reverse("wagtailsnippets_media_library_brandasset:list")).content.decode()
    assert "white, for dark grounds" in page
