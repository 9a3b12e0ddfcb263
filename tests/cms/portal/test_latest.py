"""`/media/latest/…` leads to the newest file of a brand asset, for everybody once it is approved."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from media_library.files.given_out import file_path
from media_library.models import BrandAsset

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def logo(settings: Any, tmp_path: Any) -> BrandAsset:
    settings.MEDIA_ROOT = tmp_path
    made = BrandAsset(title="Hoa sen", slug="hoa-sen", role="logo", status="approved")
    made.file = ContentFile(SVG, name="sen.svg")
    made.save()
    return made


def test_it_leads_to_the_newest_file(client: Client, logo: BrandAsset) -> None:
    for key in ("hoa-sen", str(logo.uid)):
        answer = client.get(f"/media/latest/{key}")
        assert (answer.status_code, answer["Location"]) == (302, file_path(logo))
        assert answer["Cache-Control"] == "public, max-age=300, must-revalidate"
    logo.file = ContentFile(SVG + b" ", name="moi.svg")
    logo.save()
    newest = client.get("/media/latest/hoa-sen")["Location"]
    assert newest == file_path(BrandAsset.objects.get())
    assert client.get(newest).status_code == 200


def test_a_drawing_never_runs(client: Client, logo: BrandAsset) -> None:
    answer = client.get(file_path(logo))
    assert (answer["Content-Type"], answer["Content-Security-Policy"]) == (
        "image/svg+xml", "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    )  # fmt: skip


def test_what_is_proposed_is_for_staff(client: Client, admin_client: Client, logo: BrandAsset) -> None:
    BrandAsset.objects.update(status="proposed")
    assert client.get("/media/latest/hoa-sen").status_code == 404
    assert client.get(file_path(logo)).status_code == 404
    assert admin_client.get("/media/latest/hoa-sen").status_code == 302


@pytest.mark.parametrize("key", ["khong-co", "1b4e28ba-2fa1-41d2-883f-0016d3cca427"])
def test_what_is_not_there_is_404(client: Client, key: str) -> None:
    assert client.get(f"/media/latest/{key}").status_code == 404


def test_an_older_file_is_for_staff(client: Client, admin_client: Client, logo: BrandAsset) -> None:
    old = file_path(logo)
    logo.file = ContentFile(SVG + b" ", name="moi.svg")
    logo.save()
    assert (client.get(old).status_code, admin_client.get(old).status_code) == (404, 200)


def test_the_api_tells_an_approved_one(client: Client, logo: BrandAsset) -> None:
    logo.licence = "CC-BY-4.0"
    logo.save()
    told = client.get(f"/api/v1/media/{logo.uid}").json()
    assert (told["kind"], told["role"], told["latest"]["href"].partition("/media/")[2]) == (
        "brand",
        "logo",
        "latest/hoa-sen",
    )
