"""Files are public only while something released shows them, and only on their days of use."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection

from hub.publishing import acts
from hub.publishing.models import Reference
from hub.staff.models import User
from media_library.clips.preparing import advance
from media_library.description import describe_picture, describe_video
from media_library.files.given_out import file_path
from media_library.models import Asset, BrandAsset, LibraryDocument, Picture, Rendition, SubtitleTrack, Video
from media_library.renditions.faces import draw_face, face_of, pages_of
from tests.cms.portal.reading import Reading
from tests.media_library.making import clip, described, document, drawing, encoded, pdf, picture
from tests.media_library.packages.room import LOOK, blurred_anew, may_see, person
from tests.newsroom import article, desk_head, fresh, publish, relay

pytestmark = pytest.mark.django_db


def address(shown: Picture) -> str:
    return str(describe_picture(Picture.objects.get(pk=shown.pk), "vi")["renditions"][0]["href"])


def in_an_article(shown: Picture) -> Any:
    page = article(picture=described(shown))
    publish(page)
    relay()
    return fresh(page)


def usable(shown: Picture, *, first: int | None = None, last: int | None = None) -> None:
    today = timezone.localdate()
    Asset.objects.filter(pk=shown.uid).update(
        usable_from=today + timedelta(days=first) if first is not None else None,
        usable_until=today + timedelta(days=last) if last is not None else None,
    )


def test_picture_of_a_released_page_is_served(client: Client) -> None:
    shown = picture()
    in_an_article(shown)

    answer = client.get(address(shown))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Cache-Control"] == "public, max-age=300, must-revalidate"


@pytest.mark.parametrize(
    ("licence", "page", "api"), [("CC-BY-4.0", 200, 200), ("press", 200, 403), ("internal", 404, 403)]
)
def test_page_shows_what_the_api_does_not_license(client: Client, licence: str, page: int, api: int) -> None:
    shown = picture()
    in_an_article(shown)
    Asset.objects.filter(pk=shown.uid).update(licence=licence)
    relay()

    told = client.get(f"/api/v1/media/{shown.uid}")

    assert (client.get(address(shown)).status_code, told.status_code) == (page, api)
    assert api == 200 or told.json()["type"].endswith("/not-entitled")


def test_picture_nobody_shows_is_not_found(client: Client) -> None:
    assert client.get(address(picture())).status_code == 404


def test_picture_of_a_draft_is_not_found(client: Client) -> None:
    shown = picture()
    article(picture=shown)

    assert client.get(address(shown)).status_code == 404


def test_picture_of_a_withdrawn_page_is_not_found(client: Client) -> None:
    shown = picture()
    page = in_an_article(shown)
    acts.withdraw(page, by=desk_head(), reason="Sai người.")
    relay()

    assert client.get(address(shown)).status_code == 404


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [(None, None, 200), (0, 0, 200), (-2, None, 200), (None, 2, 200), (1, None, 404), (None, -1, 410), (-9, -1, 410)],
)
def test_picture_is_served_on_its_days_of_use(client: Client, first: int | None, last: int | None, status: int) -> None:
    shown = picture()
    in_an_article(shown)
    usable(shown, first=first, last=last)

    assert client.get(address(shown)).status_code == status


def test_expired_picture_says_so_in_the_reader_s_language(client: Client) -> None:
    shown = picture()
    in_an_article(shown)
    usable(shown, last=-1)

    answer = client.get(address(shown), headers={"accept-language": "fr"})

    assert Reading(answer).texts("h1") == ["Ce fichier ne peut plus être montré"]


@pytest.mark.parametrize("kept", [True, False], ids=["row says its file", "row from before that was kept"])
def test_a_face_that_is_blurred_by_now_is_not_seen_in_what_was_drawn_before(client: Client, kept: bool) -> None:
    shown = picture(encoded(drawing((320, 240))))
    in_an_article(shown)
    before = address(shown)
    if not kept:
        Rendition.objects.update(source_sha256="")
    assert client.get(before).status_code == 200

    blurred_anew(shown)
    after = address(shown)
    if not kept:
        Rendition.objects.update(source_sha256="")

    assert (after != before, client.get(before).status_code, client.get(after).status_code) == (True, 404, 200)


def test_original_of_a_released_picture_stays_inside(client: Client) -> None:
    shown = picture()
    in_an_article(shown)

    assert client.get(file_path(Picture.objects.get(pk=shown.pk))).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("nobody", 404), ("account without the admin", 404), ("staff", 200)])
def test_unreleased_picture_for_whom(client: Client, who: str, status: int) -> None:
    if who != "nobody":
        user = User.objects.create_user("nguoi-doc", "doc@example.vn", "mot-mat-khau-dai")
        if who == "staff":
            user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(user)

    assert client.get(address(picture())).status_code == status


@pytest.mark.parametrize("path", ["/media/x/y/z.jpg", "/media/%00/a/b.jpg", "/media/z.jpg"])
def test_nonsense_is_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_posting_to_a_file_is_refused(client: Client) -> None:
    assert client.post("/media/x/y/z.jpg").status_code == 405


def test_subtitles_and_clip_follow_their_page(client: Client, tmp_path: Path) -> None:
    film = Video(
        title="Sông Lam",
        file=ContentFile(clip(tmp_path / "clip.mp4", seconds=1), name="song-lam.mp4"),
        credit="Báo Nghệ An",
    )
    film.save()
    track = SubtitleTrack(
        video=film, language="vi", file=ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nA\n", name="a.vtt")
    )
    track.save()
    while advance(film.pk):
        pass
    film = Video.objects.get(pk=film.pk)
    told = describe_video(film, "vi")
    addresses = [told["file"]["href"], told["subtitles"][0]["href"]]
    before = [client.get(one).status_code for one in addresses]
    publish(article(body=[{"type": "clip", "value": {"video": film.pk, "caption": ""}}]))
    relay()

    assert before == [404, 404]
    assert [client.get(one).status_code for one in addresses] == [200, 200]


@pytest.fixture
def doors(tmp_path: Path) -> tuple[dict[str, str], Collection]:
    """Door → address; all of it stands on one shelf, and nothing released shows it."""
    shelf = Collection.get_first_root_node().add_child(name="Báo")
    content = clip(tmp_path / "clip.mp4", seconds=1)
    film = Video(title="Sông Lam", file=ContentFile(content, name="a.mp4"), collection=shelf)
    film.save()
    track = ContentFile(b"WEBVTT\n\n00:00.000 --> 00:01.000\nA\n", name="a.vtt")
    SubtitleTrack(video=film, language="vi", file=track).save()
    while advance(film.pk):
        pass
    film = Video.objects.get(pk=film.pk)
    told = describe_video(film, "vi")
    shown, paper = picture(collection=shelf), document(pdf("x"), collection=shelf)
    logo = BrandAsset(title="Logo", slug="logo", file=ContentFile(pdf("y"), name="logo.pdf"), collection=shelf)
    logo.save()
    addresses = {
        "original of a clip": file_path(film),
        "proxy": told["proxy"]["href"],
        "playlist": told["hls"]["href"],
        "subtitles": told["subtitles"][0]["href"],
        "subtitles in SubRip": told["subtitles"][0]["srt"],
        "original of a picture": file_path(Picture.objects.get(pk=shown.pk)),
        "document": file_path(LibraryDocument.objects.get(pk=paper.pk)),
        "Wagtail's address of it": LibraryDocument.objects.get(pk=paper.pk).url,
        "brand asset": file_path(BrandAsset.objects.get(pk=logo.pk)),
        "latest": "/media/latest/logo",
    }
    return addresses, shelf


def test_doors_ask_on_which_shelf_it_stands(client: Client, doors: tuple[dict[str, str], Collection]) -> None:
    addresses, shelf = doors
    other = Collection.get_first_root_node().add_child(name="Đài")
    ours, theirs, blind = person(LOOK), person(LOOK), person()
    for user, where in ((ours, shelf), (theirs, other), (blind, shelf)):
        may_see(user, where)

    def answers(user: User) -> dict[str, int]:
        client.force_login(user)
        return {door: client.get(address).status_code for door, address in addresses.items()}

    assert answers(ours) == dict.fromkeys(addresses, 200) | {"latest": 302}
    assert answers(theirs) == dict.fromkeys(addresses, 404)
    assert answers(blind) == dict.fromkeys(addresses, 404)


def test_document_is_served_while_an_edition_refers_to_it(client: Client) -> None:
    paper = LibraryDocument(title="Số 1", file=ContentFile(b"%PDF-1.7 x", name="so-1.pdf"))
    paper.save()
    paper = LibraryDocument.objects.get(pk=paper.pk)
    before = client.get(file_path(paper)).status_code
    edition_of = in_an_article(picture())
    Reference.objects.create(edition_id=f"{edition_of.work}.vi", kind="document", key=str(paper.uid))

    assert (before, client.get(file_path(paper)).status_code) == (404, 200)


def test_face_of_a_document_is_public_as_the_document_is_and_its_pages_are_not(client: Client) -> None:
    draw_face(document(pdf("x")).asset)
    asset = Asset.objects.get(kind="document")
    face, (page,) = face_of(asset), pages_of(asset)
    assert face is not None
    edition_of = in_an_article(picture())
    before = client.get(face.url).status_code
    Reference.objects.create(edition_id=f"{edition_of.work}.vi", kind="document", key=str(asset.pk))

    assert (before, client.get(face.url).status_code, client.get(page.url).status_code) == (404, 200, 404)
    Asset.objects.filter(pk=asset.pk).update(licence="internal")
    assert client.get(face.url).status_code == 404


def test_address_of_the_picture_element_is_local(client: Client) -> None:
    shown = picture(encoded(drawing()))
    page = in_an_article(shown)

    seen = Reading(client.get(f"/vi/van-hoa/{page.slug}/"))

    (image,) = seen.all("img", fetchpriority="high")
    assert image["src"].startswith(f"/media/{shown.uid}/")
    assert (image["width"], image["height"]) == ("1280", "853")
    sources = {one["type"]: [part.split()[1] for part in one["srcset"].split(", ")] for one in seen.all("source")}
    widths = ["320w", "640w", "1280w", "1920w"]
    assert list(sources.items()) == [("image/avif", widths), ("image/webp", widths)]
    assert [part.split()[1] for part in image["srcset"].split(", ")] == widths
    assert seen.one("meta", property="og:image")["content"].startswith(f"{settings.BASE_URL}/media/{shown.uid}/")
