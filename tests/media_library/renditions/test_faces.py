"""Faces of documents: the first pages, drawn by a job in a program of its own, and who gets to see them."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from media_library.arrivals import ensure_all_have_faces
from media_library.files.delivery import find_file
from media_library.files.moving import _known_checksums
from media_library.files.sweeping import sweep_store
from media_library.finding.findable import thumbnails_of
from media_library.jobs import draw_face, say_anew, tidy_store
from media_library.leash import Limits
from media_library.models import Asset, BrandAsset, Face, LibraryDocument, PagePicture, RightsRecord
from media_library.renditions.faces import current, face_of, pages_of
from media_library.renditions.page_drawing import LIMITS, draw_pages
from tests.media_library.ingest.papers import locked, of_pages
from tests.media_library.making import document, let_go_of_files, ordered, pdf

BOX = b"[0 0 300 200]"  # the pages of `pdf`


class OnDisk:
    def __init__(self, path: Path) -> None:
        self.path = path


def on_disk(tmp_path: Path, content: bytes) -> OnDisk:
    (tmp_path / "a.pdf").write_bytes(content)
    return OnDisk(tmp_path / "a.pdf")


def drawn(made: LibraryDocument | BrandAsset) -> Asset:
    """The asset after its job."""
    draw_face.func(str(made.uid))
    return Asset.objects.get(pk=made.uid)


def seen(address: str) -> Any:
    _empty, _media, uid, sha, name = address.split("/")
    return find_file(uid, sha, name)


# --- drawing ---------------------------------------------------------------------------------------------------------


def test_the_first_ten_pages_and_what_is_known_of_all(tmp_path: Path) -> None:
    done = draw_pages(on_disk(tmp_path, pdf(*map(str, range(12)))))

    assert done.face is not None
    assert (done.face.size, {number: page.size for number, page in done.pages.items()}) == (
        (480, 320), dict.fromkeys(range(1, 11), (800, 534)),
    )  # fmt: skip
    assert (done.count, round(done.width or 0), round(done.height or 0), done.fault) == (12, 106, 71, "")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "broken (4)"),
        (b"%PDF-1.4 and nothing else", "broken (4)"),
        (pdf("cut off", "here")[:400], "broken (4)"),
        (locked(opens_with="mat-khau"), "locked with a password"),
    ],
)
def test_what_cannot_be_drawn_has_no_face(tmp_path: Path, content: bytes, fault: str) -> None:
    done = draw_pages(on_disk(tmp_path, content))
    assert (done.face, done.pages, done.fault) == (None, {}, fault)


@pytest.mark.parametrize(
    ("box", "size", "told"),
    [
        (b"[0 0 28346 28346]", (800, 800), (10_000, 10_000)),  # a banner of ten metres
        (b"[0 0 3 2]", (24, 16), (1, 1)),
    ],
)
def test_a_page_of_any_size_is_a_small_picture(
    tmp_path: Path, box: bytes, size: tuple[int, int], told: tuple[int, int]
) -> None:
    done = draw_pages(on_disk(tmp_path, pdf("x").replace(BOX, box)))
    assert (done.pages[1].size, round(done.width or 0), round(done.height or 0)) == (size, *told)


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        (Limits(seconds=0.01), "it takes too long"),
        (Limits(memory=64 * 1024 * 1024), "broken"),
        (Limits(cpu_seconds=0), "broken"),
    ],
)
def test_time_and_memory_have_limits(tmp_path: Path, limits: Limits, fault: str) -> None:
    done = draw_pages(on_disk(tmp_path, pdf("x")), limits=limits)
    assert (done.face, done.fault[: len(fault)]) == (None, fault)
    assert LIMITS.largest < 100 * 1024 * 1024


def test_a_white_logo_is_seen_and_an_empty_page_is_white(tmp_path: Path) -> None:
    white = pdf("x").replace(b"BT /F1 12 Tf 20 100 Td (x) Tj ET", b"1 1 1 rg 90 60 120 80 re f      ")

    for content, corner, middle in ((white, 112, 255), (of_pages(1), 255, 255)):
        page = draw_pages(on_disk(tmp_path, content)).pages[1]
        (tmp_path / "page.jpg").write_bytes(page.content)
        with Image.open(tmp_path / "page.jpg") as image:
            grey = image.convert("L")
            assert abs(grey.getpixel((5, 5)) - corner) < 4
            assert abs(grey.getpixel((image.width // 2, image.height // 2)) - middle) < 4


# --- kept ------------------------------------------------------------------------------------------------------------

db = pytest.mark.django_db


@db
def test_a_job_draws_a_document_and_a_brand_asset_once() -> None:
    made = document(pdf("Festival", "Second"))
    rules = BrandAsset(title="Quy tắc", slug="quy-tac", role="rules", file=ContentFile(pdf("Rules"), name="r.pdf"))
    rules.save()
    document(b"PK", name="so-lieu.docx")
    assert ordered("draw_face") == [[str(made.uid)], [str(rules.uid)]]

    for each in (made, rules):
        drawn(each)
        each.save()

    assert len(ordered("draw_face")) == 2  # nothing is another, so nothing is ordered
    asset = Asset.objects.get(pk=made.uid)
    face = face_of(asset)
    assert face is not None
    assert (face.content_type, face.width, face.height) == ("image/jpeg", 480, 320)
    assert [page.name for page in pages_of(asset)] == ["1", "2"]
    assert thumbnails_of([asset]) == {asset.pk: face}
    before = set(Face.objects.values_list("pk", flat=True))
    draw_face.func(str(made.uid))
    assert set(Face.objects.values_list("pk", flat=True)) == before


@db
def test_what_cannot_be_drawn_is_noted_and_left() -> None:
    made = document(b"%PDF-1.4 and nothing else")
    asset = drawn(made)
    ensure_all_have_faces()
    assert (current(asset).fault, face_of(asset), pages_of(asset)) == ("broken (4)", None, [])  # type: ignore[union-attr]
    assert len(ordered("draw_face")) == 1


@db
def test_those_from_before_and_those_drawn_otherwise_are_ordered_by_set_up() -> None:
    made = [document(pdf(f"x {number}")) for number in range(3)]
    drawn(made[1])
    Face.objects.filter(asset=drawn(made[2])).update(drawn_as="0.abc")

    ensure_all_have_faces()

    assert ordered("draw_face")[3:] == [[str(made[0].uid)], [str(made[2].uid)]]


@db
def test_another_file_has_no_face_until_it_is_drawn_and_what_was_drawn_goes() -> None:
    made = document(pdf("Old", "Pages"))
    old = [face_of(drawn(made)), *pages_of(Asset.objects.get(pk=made.uid))]
    made.file = ContentFile(pdf("New"), name="moi.pdf")
    made.save()
    assert (face_of(made.asset), pages_of(made.asset)) == (None, [])

    asset = drawn(LibraryDocument.objects.get(pk=made.pk))
    let_go_of_files()

    assert len(pages_of(asset)) == 1
    assert [seen(one.url) for one in old if one is not None] == [None] * 3
    kept = {*Face.objects.values_list("file", flat=True), *PagePicture.objects.values_list("file", flat=True)}
    assert {
        f"pages/{made.uid.hex[:2]}/{name}" for name in default_storage.listdir(f"pages/{made.uid.hex[:2]}")[1]
    } == kept
    assert kept <= set(_known_checksums())
    assert sweep_store(remove=False) == []

    LibraryDocument.objects.get(pk=made.pk).delete()
    let_go_of_files()
    assert default_storage.listdir(f"pages/{made.uid.hex[:2]}")[1] == []


@db
def test_rights_stand_inside_and_words_over_the_pages_of_what_is_restricted() -> None:
    made = document(pdf("Festival"), creator="Trần An")
    free = drawn(made)
    open_face, open_page = face_of(free), pages_of(free)[0]
    content = default_storage.open(Face.objects.get(asset=free).file.name).read()
    assert "Trần An".encode() in content

    made.licence = "internal"
    made.save()
    assert len(ordered("draw_face")) == 2
    shut = drawn(made)

    words = {name: Image.open(default_storage.path(row.file.name)).convert("L") for name, row in (
        ("face", Face.objects.get(asset=shut)), ("page", PagePicture.objects.get(face__asset=shut)),
    )}  # fmt: skip
    assert words["face"].size == (480, 320)
    assert face_of(shut) != open_face  # other rights inside
    assert pages_of(shut)[0].sha256 != open_page.sha256
    assert sum(words["page"].histogram()[:240]) > 20 * sum(words["face"].histogram()[:240])


@db
def test_a_record_that_changes_has_the_pages_of_its_assets_drawn_anew() -> None:
    record = RightsRecord.objects.create(title="Hợp đồng", licence="press")
    told = drawn(document(pdf("x"), rights=record))
    drawn(document(pdf("y")))
    before = ordered("draw_face")
    record.save()
    say_anew.func(str(told.pk))
    assert (ordered("say_anew"), ordered("draw_face")) == ([[str(told.pk)]], before)
    record.terms = "Không cắt"
    record.save()
    say_anew.func(str(told.pk))
    assert ordered("draw_face") == [*before, [str(told.pk)]]


# --- who sees them ---------------------------------------------------------------------------------------------------


@db
def test_the_face_is_delivered_as_the_document_and_its_pages_to_the_house_alone(client: Client, editor: Client) -> None:
    asset = drawn(document(pdf("x")))
    face, page = face_of(asset), pages_of(asset)[0]
    assert face is not None
    assert [(seen(one.url).asset, seen(one.url).internal) for one in (face, page)] == [(asset, False), (asset, True)]
    for one in (face, page):
        assert (editor.get(one.url).status_code, Client().get(one.url).status_code) == (200, 404)


@db
def test_lists_and_the_page_of_the_asset_show_it(editor: Client) -> None:
    asset = drawn(document(pdf("Festival", "Second")))
    face = face_of(asset)
    assert face is not None
    admin = f"/{settings.WAGTAILADMIN_BASE_PATH}" if hasattr(settings, "WAGTAILADMIN_BASE_PATH") else "/admin"
    for page in (
        "documents/",
        "documents/results/",
        "documents/chooser/",
        "documents/chooser/results/",
        "snippets/media_library/asset/",
    ):
        assert face.url in editor.get(f"{admin}/{page}").content.decode(), page
    told = editor.get(f"{admin}/snippets/media_library/asset/edit/{asset.pk}/").content.decode()
    assert [page.url in told for page in pages_of(asset)] == [True, True]
    assert "106 × 71 mm" in told
    assert "Page 2 of 2" in told


@pytest.mark.django_db
def test_what_was_ended_from_outside_is_drawn_anew_and_what_is_broken_is_not() -> None:
    faults = {"slow": "it takes too long", "killed": "broken (-9)", "broken": "broken (4)", "whole": ""}
    made = {name: document(pdf(name), title=name) for name in faults}
    for name, fault in faults.items():
        Face.objects.create(asset=made[name].asset, source_sha256=made[name].sha256, drawn_as="1.x", fault=fault)
    before = len(ordered("draw_face"))

    tidy_store.func()

    again = ordered("draw_face")[before:]
    assert sorted(again) == sorted([str(made[name].uid)] for name in ("slow", "killed"))
    assert set(Face.objects.values_list("fault", flat=True)) == {"broken (4)", ""}
