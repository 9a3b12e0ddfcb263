"""XMP files beside pictures: what they say is offered for the picture, and they are no assets."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.translation import override
from wagtail.models import Collection

from media_library.ingest.bringing import Wishes, bring
from media_library.ingest.incoming import incoming
from media_library.ingest.sentences import note, say
from media_library.ingest.sidecars import beside
from media_library.ingest.watching import Watch
from media_library.models import FileVersion, Picture, Upload
from media_library.models.uploads import ContributorLink, in_a_week
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import arrived
from tests.media_library.ingest.graphics import xmp
from tests.media_library.ingest.test_unpacking import refusals, unpacked, zipped
from tests.media_library.making import drawing, encoded

File = Callable[..., Path]
SIDECAR = xmp(title="Hồ sen Kim Liên").split(b"?>", 1)[1].rsplit(b"<?xpacket", 1)[0]
AS_DARKTABLE = b'<?xml version="1.0" encoding="UTF-8"?>\n' + SIDECAR
TOLD = {"field": "title", "value": "Hồ sen Kim Liên", "origin": "sidecar", "language": "vi"}


class Named:
    def __init__(self, name: str) -> None:
        self.name = name


@pytest.mark.parametrize(
    ("names", "left", "told"),
    [
        (["a/sen.CR2", "a/sen.xmp"], ["a/sen.CR2"], {"a/sen.CR2": "a/sen.xmp"}),
        (["sen.CR2", "sen.CR2.XMP"], ["sen.CR2"], {"sen.CR2": "sen.CR2.XMP"}),
        (["sen.CR2", "sen.JPG", "sen.xmp"], ["sen.CR2", "sen.JPG"], {"sen.CR2": "sen.xmp", "sen.JPG": "sen.xmp"}),
        (["sen.CR2", "sen.cr2.xmp", "sen.xmp"], ["sen.CR2", "sen.xmp"], {"sen.CR2": "sen.cr2.xmp"}),
        (["a/sen.CR2", "b/sen.xmp"], ["a/sen.CR2", "b/sen.xmp"], {}),
        (["sen.xmp"], ["sen.xmp"], {}),
    ],
)
def test_whose_it_is(names: list[str], left: list[str], told: dict[str, str]) -> None:
    files_left, sidecars = beside([Named(name) for name in names])
    assert [each.name for each in files_left] == left
    assert {name: sidecar.name for name, sidecar in sidecars.items()} == told


@pytest.mark.parametrize("content", [SIDECAR, AS_DARKTABLE, b"\xef\xbb\xbf" + AS_DARKTABLE, xmp()])
def test_by_itself_it_is_refused_with_what_to_do(
    file: File, refusal_of: Callable[[Path], tuple[str, dict[str, object]]], content: bytes
) -> None:
    assert refusal_of(file(content, "sen.xmp")) == ("sidecar", {})
    assert say("sidecar", {}).startswith("This is a sidecar (XMP)")


db = pytest.mark.django_db


@db
@pytest.mark.parametrize("name", ["sen.xmp", "sen.jpg.xmp"])
def test_in_a_folder_it_fills_what_the_sheet_leaves_open(tmp_path: Path, name: str) -> None:
    inside = files.with_iptc(files.jpeg(), files.iptc((5, "Tên cũ".encode()), (80, "Trần An".encode()), utf8=True))
    (tmp_path / "sen.jpg").write_bytes(inside)
    (tmp_path / name).write_bytes(AS_DARKTABLE)

    summary = bring(tmp_path, Wishes(collection=Collection.get_first_root_node()))

    picture = Picture.objects.get()
    assert (dict(summary.counts), picture.title, picture.creator) == ({"added": 1}, "Hồ sen Kim Liên", "Trần An")
    assert picture.file.read() == inside
    assert FileVersion.objects.get().proposals[0] == TOLD


@db
@pytest.mark.parametrize(
    ("content", "said"),
    [(b"<x:xmpmeta><half", "broken_sidecar"), (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "unsafe_sidecar")],
)
def test_a_bad_one_keeps_no_picture_out(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "sen.jpg").write_bytes(files.jpeg())
    (tmp_path / "sen.xmp").write_bytes(content)

    assert dict(bring(tmp_path, Wishes(collection=Collection.get_first_root_node())).counts) == {"added": 1}
    assert FileVersion.objects.get().notes == [said]
    assert note(said)


@db
def test_in_a_zip_of_the_upload_page_it_is_offered_in_the_review(editor: Client) -> None:
    bundle = unpacked(editor, zipped(("sen.jpg", files.jpeg()), ("sen.xmp", SIDECAR), ("ao.xmp", SIDECAR)))

    assert (bundle.files, Upload.objects.get(name="sen.jpg").proposals) == (2, [TOLD])
    with override("en"):
        assert refusals(bundle) == {("ao.xmp", say("sidecar", {}))}


@db
def test_a_watched_folder_waits_for_both_and_puts_both_aside(tmp_path: Path) -> None:
    watch = Watch(tmp_path, Wishes(collection=Collection.get_first_root_node()), steady=3)
    for name, content in (
        ("sen.jpg", files.jpeg()),
        ("sen.png", encoded(drawing(files.TINY), "PNG")),
        ("sen.xmp", SIDECAR[:50]),
    ):
        (tmp_path / name).write_bytes(content)
    assert watch.look(lambda: 0.0) == []
    (tmp_path / "sen.xmp").write_bytes(SIDECAR)
    assert watch.look(lambda: 4.0) == []  # it still grew

    told = [(result.name, result.outcome) for result in watch.look(lambda: 8.0)]

    assert told == [("sen.jpg", "added"), ("sen.png", "added"), ("sen.xmp", "added")]
    assert sorted(path.name for path in (tmp_path / "done").iterdir()) == ["sen.jpg", "sen.png", "sen.xmp"]
    assert [picture.title for picture in Picture.objects.all()] == ["Hồ sen Kim Liên"] * 2


@db
def test_one_that_comes_after_its_picture_lies_beside_the_reason(tmp_path: Path) -> None:
    (tmp_path / "sen.xmp").write_bytes(SIDECAR)
    call_command("watch_folder", tmp_path, once=True, language="en")
    assert sorted(path.name for path in (tmp_path / "refused").iterdir()) == ["sen.xmp", "sen.xmp.reason.txt"]


# --- by themselves, through the upload page ---------------------------------------------------------------------------

CREATOR = {"field": "creator", "value": "Trần An", "origin": "iptc"}
NEWER = xmp(title="Ao sen Kim Liên")


def with_creator() -> bytes:
    return files.with_iptc(files.jpeg(), files.iptc((80, "Trần An".encode()), utf8=True))


def told_now(editor: Client, upload: Upload) -> dict[str, object]:
    answer = editor.get(f"/admin/media-library/uploads/states/?uids={upload.pk}")
    told: dict[str, object] = answer.json()["uploads"][str(upload.pk)]
    return told


@db
@pytest.mark.parametrize("name", ["SEN.xmp", "sen.jpg.xmp"])
def test_one_that_comes_before_its_picture_is_offered_with_it(editor: Client, name: str) -> None:
    sidecar = arrived(editor, SIDECAR, name)
    before = told_now(editor, sidecar)
    picture = arrived(editor, with_creator(), "sen.jpg")

    assert (sidecar.state, picture.state, picture.proposals) == ("sidecar", "ready", [TOLD, CREATOR])
    assert (before["state"], before["alone"], told_now(editor, sidecar)["alone"]) == ("sidecar", True, False)
    assert list(incoming().folder.glob(f"{sidecar.pk}*")) == []  # type: ignore[attr-defined]  # a folder, here


@db
def test_one_that_comes_after_its_pictures_is_offered_with_each(editor: Client) -> None:
    pictures = [
        arrived(editor, content, name)
        for content, name in ((with_creator(), "sen.jpg"), (encoded(drawing(files.TINY), "PNG"), "sen.png"))
    ]
    sidecar = arrived(editor, SIDECAR, "sen.xmp")

    assert [Upload.objects.get(pk=each.pk).proposals for each in pictures] == [[TOLD, CREATOR], [TOLD]]
    assert told_now(editor, sidecar)["alone"] is False


@db
@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("sen.xmp", "sen.xmp", "Ao sen Kim Liên"),  # sent again: the newer counts
        ("sen.xmp", "sen.jpg.xmp", "Ao sen Kim Liên"),  # for that very file
        ("sen.jpg.xmp", "sen.xmp", "Hồ sen Kim Liên"),
    ],
)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_of_two_one_is_offered(editor: Client, first: str, second: str, title: str, at: int) -> None:
    sent = [(SIDECAR, first), (NEWER, second)]
    sent.insert(at, (with_creator(), "sen.jpg"))
    for content, name in sent:
        arrived(editor, content, name)

    assert Upload.objects.get(name="sen.jpg").proposals == [TOLD | {"value": title}, CREATOR]
    assert Upload.objects.filter(name=first).count() == 1  # nothing is left of the older one of the same name


@db
def test_without_a_picture_it_says_so_and_can_be_taken_away(editor: Client) -> None:
    arrived(editor, files.jpeg(), "chùa.jpg")
    sidecar = arrived(editor, SIDECAR, "sen.xmp")

    page = editor.get("/admin/media-library/uploads/").content.decode()
    said = "No file “sen” has arrived that it could tell of. As soon as one does, what this says is offered with it."
    assert (said in page, told_now(editor, sidecar)["label"]) == (True, said)
    editor.post(f"/admin/media-library/uploads/{sidecar.pk}/drop/")
    assert [each.name for each in Upload.objects.all()] == ["chùa.jpg"]


@db
def test_one_with_its_picture_stands_in_no_list(editor: Client) -> None:
    arrived(editor, files.jpeg(), "sen.jpg")
    arrived(editor, SIDECAR, "sen.xmp")
    assert "sen.xmp" not in editor.get("/admin/media-library/uploads/").content.decode()


@db
def test_somebody_elses_is_not_joined(editor: Client) -> None:
    collection = Collection.get_first_root_node()
    link = ContributorLink.objects.create(
        title="Mr Ba", collection=collection, terms="…", token_hash="a" * 64, expires_at=in_a_week()
    )
    sidecar = arrived(editor, SIDECAR, "sen.xmp")
    Upload.objects.filter(pk=sidecar.pk).update(by=None, link=link)
    assert arrived(editor, files.jpeg(), "sen.jpg").proposals == []


@db
def test_a_bad_one_is_told_of_and_keeps_no_picture_out(editor: Client) -> None:
    picture = arrived(editor, files.jpeg(), "sen.jpg")
    arrived(editor, b"<x:xmpmeta><half", "sen.xmp")
    picture.refresh_from_db()
    assert (picture.state, picture.proposals, picture.notes) == ("ready", [], ["broken_sidecar"])
