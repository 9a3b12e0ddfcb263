"""Pictures and documents in the admin: every door an editor has, and what each refuses."""

import gc
import gzip
import json
import struct
import tempfile
import zlib
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission, UploadedFile

from hub.staff.models import User
from media_library.models import LibraryDocument, Picture, TextDraft
from media_library.renditions.standard import renditions
from tests.media_library.ingest import files
from tests.media_library.making import agency, approve_all, drawing, encoded, ordered, picture

pytestmark = pytest.mark.django_db

FIELDS = {
    "title": "Làng Sen",
    "licence": "press",
    "digital_source_type": "digitalCapture",
    "focal_point_x": "",
    "focal_point_y": "",
    "focal_point_width": "",
    "focal_point_height": "",
    "tags": "",
}
TEXTS = {"alt_vi": "Hồ sen trước nhà tranh", "caption_vi": "Làng Sen mùa hạ", "alt_zh-Hans": "莲花池"}
BROKEN = (
    "The picture is damaged or was cut off while it was copied. Save it again in a picture program and upload that."
)
UNKNOWN = "The library does not know this kind of file. It takes pictures, video, sound, PDF and office documents."


def upload(content: bytes | None = None, name: str = "sen.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or encoded(drawing((800, 600))), "image/jpeg")


def texts(one: Picture) -> dict[str, tuple[str, str]]:
    return {row.language: (row.alt, row.caption) for row in Picture.objects.get(pk=one.pk).texts.all()}


def drafts() -> dict[str, dict[str, str]]:
    return {draft.language: draft.words for draft in TextDraft.objects.all()}


def errors(answer: object) -> dict[str, list[str]]:
    with override("en"):  # the sentences are made when they are read
        return {name: list(faults) for name, faults in answer.context["form"].errors.items()}  # type: ignore[attr-defined]


def bomb() -> bytes:
    """A PNG of 20,000 × 20,000 pixels in a few hundred bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 1000))
        + chunk(b"IEND", b"")
    )


def test_picture_is_added_with_texts_and_rights(editor: Client) -> None:
    owner = agency()
    rights = {
        "owner": owner.pk,
        "credit": "Báo Nghệ An",
        "creator": "Hồ A",
        "usable_from": "2026-01-01",
        "usable_until": "2026-12-31",
    }
    answer = editor.post(reverse("wagtailimages:add"), FIELDS | TEXTS | rights | {"file": upload()})
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailimages:index"))
    one = Picture.objects.get()
    assert texts(one) == {"vi": ("Hồ sen trước nhà tranh", "Làng Sen mùa hạ")}
    assert drafts() == {"zh-Hans": {"alt": "莲花池"}}
    assert (one.owner, one.credit, one.creator, one.usable_from, one.usable_until, len(one.sha256)) == (
        owner,
        "Báo Nghệ An",
        "Hồ A",
        date(2026, 1, 1),
        date(2026, 12, 31),
        64,
    )
    assert ordered("make_renditions") == [[one.pk]]


def test_texts_are_shown_changed_and_removed(editor: Client) -> None:
    one = picture()
    address = reverse("wagtailimages:edit", args=[one.pk])
    assert editor.post(address, FIELDS | TEXTS).status_code == 302
    page = editor.get(address).content.decode()
    assert 'name="alt_lo"' in page
    assert ">Hồ sen trước nhà tranh</textarea>" in page
    assert ">莲花池</textarea>" in page  # as it waits
    assert "waits for approval" in page
    approve_all()
    assert texts(one) == {"vi": ("Hồ sen trước nhà tranh", "Làng Sen mùa hạ"), "zh-Hans": ("莲花池", "")}
    changed = {"alt_vi": "Ao sen", "caption_vi": "", "alt_zh-Hans": "", "caption_fr": "L’étang aux lotus"}
    assert editor.post(address, FIELDS | changed).status_code == 302
    assert drafts() == {"zh-Hans": {"alt": ""}, "fr": {"caption": "L’étang aux lotus"}}
    assert texts(one) == {"vi": ("Ao sen", ""), "zh-Hans": ("莲花池", "")}
    approve_all()
    assert texts(one) == {"vi": ("Ao sen", ""), "fr": ("", "L’étang aux lotus")}


def test_words_are_composed(editor: Client) -> None:
    one = picture()
    sent = FIELDS | {"title": normalize("NFD", "Đền Cuông"), "alt_vi": normalize("NFD", "Cổng đền")}
    editor.post(reverse("wagtailimages:edit", args=[one.pk]), sent)
    assert (Picture.objects.get().title, texts(one)) == ("Đền Cuông", {"vi": ("Cổng đền", "")})


def test_too_long_alt_text_names_its_language_and_loses_nothing(editor: Client) -> None:
    one = picture()
    answer = editor.post(reverse("wagtailimages:edit", args=[one.pk]), FIELDS | TEXTS | {"alt_lo": "ກ" * 256})
    assert errors(answer) == {"texts": ["ລາວ, alt text: 256 characters, at most 255 fit."]}
    assert ">Hồ sen trước nhà tranh</textarea>" in answer.content.decode()
    assert texts(one) == {}


def test_last_day_before_the_first_is_refused(editor: Client) -> None:
    one = picture()
    days = {"usable_from": "2026-05-02", "usable_until": "2026-05-01"}
    answer = editor.post(reverse("wagtailimages:edit", args=[one.pk]), FIELDS | days)
    assert errors(answer) == {"usable_until": ["The last day of use lies before the first."]}
    assert Picture.objects.get().usable_from is None


def corrupted() -> bytes:
    """A PNG whose pixels were overwritten half-way."""
    content = encoded(Image.effect_noise((400, 300), 80), "PNG")
    half = len(content) // 2
    return content[:half] + b"\xff" * (len(content) - half)


def zeroed() -> bytes:
    """What an interrupted copy leaves: the right length, the rest zeros."""
    content = encoded(drawing((800, 600)), "PNG")
    half = len(content) // 2
    return content[:half] + b"\x00" * (len(content) - half)


HOSTILE = {
    "zeroed": (zeroed, "a.png", BROKEN),
    "truncated": (lambda: encoded(drawing((800, 600)))[:3000], "a.jpg", BROKEN),
    "header alone": (lambda: encoded(drawing((800, 600)))[:30], "a.jpg", BROKEN),
    "corrupted": (corrupted, "a.png", BROKEN),
    "text": (lambda: b"these are words, not a picture", "a.jpg", UNKNOWN),
    "page": (lambda: b"<html></html>", "a.html", UNKNOWN),
    "document": (
        lambda: files.PDF,
        "a.jpg",
        "This is a file of another kind (PDF). Use “Upload files”: it takes every kind and puts it where it belongs.",
    ),
    "bomb": (bomb, "a.png", "The picture has 400 megapixels; at most 120 are taken. Make it smaller."),
    "raw": (
        lambda: b"II\x1a\0\0\0HEAPCCDR\2\0" + b"\0" * 99,
        "a.jpg",
        "This is a camera’s RAW file of a kind that the library does not develop. Export it as JPEG or TIFF and upload that.",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
@pytest.mark.parametrize("door", ["add", "multiple", "chooser"])
def test_hostile_file_is_refused_clearly_and_leaves_nothing(
    editor: Client, tmp_path: Path, case: str, door: str
) -> None:
    content, name, message = HOSTILE[case]
    file = upload(content(), name)
    if door == "add":
        answer = editor.post(reverse("wagtailimages:add"), FIELDS | {"file": file})
        assert message in errors(answer)["file"]
    elif door == "multiple":
        answer = editor.post(reverse("wagtailimages:add_multiple"), {"title": "x", "files[]": file})
        refused = json.loads(answer.content)
        assert (refused["success"], message in refused["error_message"]) == (False, True)
    else:
        sent = {f"image-chooser-upload-{key}": value for key, value in (FIELDS | {"file": file}).items()}
        answer = editor.post(reverse("wagtailimages_chooser:create"), sent)
        assert message in json.loads(answer.content)["htmlFragment"]
    assert answer.status_code == 200
    assert Picture.objects.count() == 0
    assert not default_storage.exists("original_images") or default_storage.listdir("original_images")[1] == []


def test_many_pictures_at_once_then_their_texts(editor: Client) -> None:
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"title": "Sen", "files[]": upload()})
    assert json.loads(answer.content)["success"] is True
    one = Picture.objects.get()
    assert f'name="image-{one.pk}-alt_vi"' in json.loads(answer.content)["form"]
    sent = {f"image-{one.pk}-{key}": value for key, value in (FIELDS | TEXTS).items()}
    answer = editor.post(reverse("wagtailimages:edit_multiple", args=[one.pk]), sent)
    assert json.loads(answer.content) == {"success": True, "image_id": one.pk}
    assert texts(one) == {"vi": ("Hồ sen trước nhà tranh", "Làng Sen mùa hạ")}
    assert drafts() == {"zh-Hans": {"alt": "莲花池"}}


def test_replaced_file_takes_new_renditions_and_keeps_the_addresses_partners_hold(
    editor: Client, django_capture_on_commit_callbacks: Callable
) -> None:
    one = picture()
    before = renditions(one)
    one.get_rendition("max-400x400")
    old = one.file.name
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(
            reverse("wagtailimages:edit", args=[one.pk]),
            FIELDS | {"file": upload(encoded(drawing((300, 300))), "moi.jpg")},
        )
    one = Picture.objects.get()
    assert (one.width, one.height, default_storage.exists(old), default_storage.exists(one.file.name)) == (
        300,
        300,
        True,  # kept as a version
        True,
    )
    assert [(row.number, row.original_name) for row in one.asset.versions.all()] == [
        (2, "moi.jpg"),
        (1, "lang-sen.jpg"),
    ]
    assert one.renditions.filter(filter_spec="max-400x400").count() == 0
    after = renditions(one)
    assert {made.url for made in before} & {made.url for made in after} == set()
    assert one.renditions.filter(sha256=before[0].sha256).count() == 1


DOCUMENT = {"title": "Bản đồ", "licence": "CC-BY-4.0", "digital_source_type": "digitalCreation", "tags": ""}


def paper(content: bytes = files.PDF, name: str = "ban-do.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_document_is_added_with_rights(editor: Client) -> None:
    answer = editor.post(reverse("wagtaildocs:add"), DOCUMENT | {"credit": "Sở Du lịch", "file": paper()})
    assert answer.status_code == 302
    one = LibraryDocument.objects.get()
    assert (one.credit, one.licence, one.file_size, one.sha256) == (
        "Sở Du lịch",
        "CC-BY-4.0",
        len(files.PDF),
        sha256(files.PDF).hexdigest(),
    )


def test_document_with_last_day_before_the_first_is_refused(editor: Client) -> None:
    days = {"usable_from": "2026-05-02", "usable_until": "2026-05-01"}
    answer = editor.post(reverse("wagtaildocs:add"), DOCUMENT | days | {"file": paper()})
    assert errors(answer) == {"usable_until": ["The last day of use lies before the first."]}


@pytest.mark.parametrize("content", [b"<script>", files.PDF[:-30], encoded(drawing((80, 60)))])
@pytest.mark.parametrize("door", ["add", "multiple", "chooser"])
def test_what_is_no_whole_document_is_refused_at_every_door(editor: Client, door: str, content: bytes) -> None:
    file = paper(content)
    if door == "add":
        assert list(errors(editor.post(reverse("wagtaildocs:add"), DOCUMENT | {"file": file}))) == ["file"]
    elif door == "multiple":
        answer = editor.post(reverse("wagtaildocs:add_multiple"), {"title": "x", "files[]": file})
        assert json.loads(answer.content)["success"] is False
    else:
        sent = {f"document-chooser-upload-{key}": value for key, value in (DOCUMENT | {"file": file}).items()}
        assert (
            json.loads(editor.post(reverse("wagtaildocs_chooser:create"), sent).content)["step"]
            == "reshow_creation_form"
        )
    assert LibraryDocument.objects.count() == 0


@pytest.mark.parametrize(("ending", "notes"), [("svg", ["sanitised"]), ("svgz", ["sanitised", "unpacked"])])
def test_drawing_that_could_act_is_made_harmless_at_wagtails_door(
    editor: Client, ending: str, notes: list[str]
) -> None:
    hostile = files.SVG.replace(b"<path", b"<script>fetch('/')</script><path")
    hostile = gzip.compress(hostile, mtime=0) if ending == "svgz" else hostile
    editor.post(reverse("wagtaildocs:add"), DOCUMENT | {"file": paper(hostile, f"logo.{ending}")})
    one = LibraryDocument.objects.get()
    content = one.file.read()
    assert (b"script" in content, b"path" in content, one.sha256) == (False, True, sha256(content).hexdigest())
    assert [(row.original_name, row.notes) for row in one.asset.versions.all()] == [(f"logo.{ending}", notes)]


@pytest.mark.parametrize("door", ["add", "multiple", "chooser", "replace"])
def test_file_that_is_here_already_is_refused_with_a_way_to_the_first(editor: Client, door: str) -> None:
    first, content = picture(encoded(drawing((300, 200)))), encoded(drawing((300, 200)))
    told = f'“Làng Sen”. <a href="{reverse("wagtailsnippets_media_library_asset:edit", args=[first.asset_id])}"'
    if door == "add":
        answer = editor.post(reverse("wagtailimages:add"), FIELDS | {"file": upload(content)}).content.decode()
    elif door == "multiple":
        sent = {"title": "x", "files[]": upload(content)}
        answer = json.loads(editor.post(reverse("wagtailimages:add_multiple"), sent).content)["error_message"]
    elif door == "chooser":
        sent = {f"image-chooser-upload-{key}": value for key, value in (FIELDS | {"file": upload(content)}).items()}
        answer = json.loads(editor.post(reverse("wagtailimages_chooser:create"), sent).content)["htmlFragment"]
    else:
        other = picture(encoded(drawing((310, 200))))
        address = reverse("wagtailimages:edit", args=[other.pk])
        answer = editor.post(address, FIELDS | {"file": upload(content)}).content.decode()
    assert told in answer
    assert Picture.objects.count() == (2 if door == "replace" else 1)


def test_file_that_it_has_already_replaces_nothing(editor: Client) -> None:
    content = encoded(drawing((300, 200)))
    one = picture(content)
    answer = editor.post(reverse("wagtailimages:edit", args=[one.pk]), FIELDS | {"file": upload(content)})
    assert errors(answer) == {"file": ["This is the very file that it has already."]}


def test_name_decides_nothing(editor: Client) -> None:
    """What a phone calls .jpg and is HEIC; and a name as long as names get."""
    name = f"{'ảnh ' * 60}.jpg"
    editor.post(reverse("wagtailimages:add"), FIELDS | {"file": upload(files.heic(), name)})
    one = Picture.objects.get()
    assert (one.file.name.endswith(".heic"), one.width, one.height, len(one.likeness)) == (True, *files.TINY, 16)
    assert [row.notes for row in one.asset.versions.all()] == [["mislabelled"]]


def test_what_a_file_says_of_itself_is_kept_with_its_version(editor: Client) -> None:
    said = files.with_iptc(files.jpeg(), files.iptc((120, "Hội đền Cuông".encode()), utf8=True))
    editor.post(reverse("wagtailimages:add"), FIELDS | {"file": upload(said)})
    version = Picture.objects.get().asset.versions.get()
    assert version.proposals == [{"field": "caption", "value": "Hội đền Cuông", "origin": "iptc"}]


def test_many_at_once_say_of_the_file_what_is_wrong_beside_it(editor: Client) -> None:
    """Wagtail would keep such a file aside, as it came."""
    sent = {"title": "x" * 300, "files[]": upload()}
    refused = json.loads(editor.post(reverse("wagtailimages:add_multiple"), sent).content)
    assert refused == {
        "success": False,
        "error_message": "Ensure this value has at most 255 characters (it has 300).",
    }
    assert (Picture.objects.count(), UploadedFile.objects.count()) == (0, 0)


def test_nothing_of_what_was_handed_over_stays_behind(
    editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # what other tests have in hand lies elsewhere
    editor.post(reverse("wagtailimages:add"), FIELDS | {"file": upload()})
    editor.post(reverse("wagtailimages:add"), FIELDS | {"file": upload(b"no picture")})
    gc.collect()
    assert list(tmp_path.glob("form-*")) == []


def test_scanner_that_is_away_lets_nothing_in(editor: Client, settings: LazySettings) -> None:
    settings.CLAMD_URL = "unix:///nowhere/clamd.sock"
    answer = editor.post(reverse("wagtailimages:add"), FIELDS | {"file": upload()})
    assert errors(answer) == {
        "file": ["The virus scanner does not answer. Use “Upload files”: there a file waits for it."]
    }
    assert Picture.objects.count() == 0


@pytest.mark.parametrize("content", [b"no paper", bomb()])
def test_evidence_is_examined_too(editor: Client, content: bytes) -> None:
    sent = {
        "name": "Nguyễn Văn A",
        "form": "written",
        "given_on": "2026-05-01",
        "scope": ["web"],
        "evidence": paper(content),
    }
    answer = editor.post(reverse("wagtailsnippets_media_library_consent:add"), sent)
    assert list(errors(answer)) == ["evidence"]


def test_brand_asset_may_be_the_picture_that_shows_it(editor: Client) -> None:
    content = encoded(drawing((300, 200)), "PNG")
    shown = picture(content, name="logo.png")
    fields = {"title": "Logo", "slug": "logo", "role": "logo", "status": "proposed", "picture": shown.pk}
    rights = {"licence": "press", "digital_source_type": "digitalCreation"}
    collection = {"collection": Collection.get_first_root_node().pk}
    sent = fields | rights | collection | {"file": paper(content, "logo.png")}
    add = reverse("wagtailsnippets_media_library_brandasset:add")
    assert editor.post(add, sent).status_code == 302
    again = sent | {"slug": "logo-2", "file": paper(content, "logo.png")}
    assert "The library has this very file already: “Logo”." in editor.post(add, again).content.decode()


def test_wagtails_own_document_address_is_for_staff(editor: Client, client: Client, settings: LazySettings) -> None:
    editor.post(reverse("wagtaildocs:add"), DOCUMENT | {"file": paper()})
    one = LibraryDocument.objects.get()
    assert editor.get(one.url).status_code == 200
    assert Client().get(one.url).status_code == 404


@pytest.mark.parametrize(
    ("rights", "expected"),
    [((), 302), (("access_admin",), 302), (("access_admin", "add_image"), 200)],
)
def test_who_may_add_pictures(client: Client, rights: tuple[str, ...], expected: int) -> None:
    group = Group.objects.create(name="g")
    for codename in rights:
        permission = (
            Permission.objects.filter(codename=codename).exclude(content_type__app_label="media_library").first()
        )
        if codename == "access_admin":
            group.permissions.add(permission)
        else:
            GroupCollectionPermission.objects.create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
    user = User.objects.create_user("u", password="mot-mat-khau-dai")
    user.groups.add(group)
    client.force_login(user)
    assert client.get(reverse("wagtailimages:add")).status_code == expected
