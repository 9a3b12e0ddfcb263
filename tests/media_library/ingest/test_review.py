"""Looking through what has arrived: what is offered, what is saved, and that nothing is half-done."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.db.models.signals import post_save
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission

from hub.staff.models import User
from media_library.ingest.filing import Description
from media_library.ingest.incoming import Folder, incoming
from media_library.ingest.review import save
from media_library.ingest.shelving import CARRIERS, may_add, shelves_of
from media_library.ingest.sniffing import AUDIO, DOCUMENT, DRAWING, IMAGE, VIDEO
from media_library.models import Asset, Audio, FileVersion, LibraryDocument, Picture, Upload, UploadState, Video
from media_library.source_types import HOW_AI_MADE_IT
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import arrived
from tests.media_library.ingest.test_bringing import told_by_xmp
from tests.media_library.ingest.test_tus import admin_access, reporter_of
from tests.media_library.making import agency, drawing, encoded, ffmpeg, picture

pytestmark = pytest.mark.django_db
REVIEW = "/admin/media-library/uploads/review/"
CAPTION = "Lễ hội Làng Sen ở Nam Đàn"


def answers(upload: Upload, **fields: str) -> dict[str, str]:
    common = {"all-licence": "press"} | {name: value for name, value in fields.items() if name.startswith("all-")}
    own = {f"{upload.pk}-{name}": value for name, value in fields.items() if not name.startswith("all-")}
    return {"upload": str(upload.pk), f"{upload.pk}-fate": "keep", **common, **own}


def stored() -> list[str]:
    """Every original in the store."""
    return sorted(
        f"{folder}/{name}"
        for folder in ("original_images", "videos", "audio", "documents")
        if default_storage.exists(folder)
        for name in default_storage.listdir(folder)[1]
    )


def test_what_a_file_says_stands_beside_the_fields_and_not_in_them(editor: Client) -> None:
    block = files.iptc((120, files.windows_1258(CAPTION)), (80, b"Tran Van An"))
    upload = arrived(editor, files.with_iptc(files.jpeg(), block))

    page = editor.get(REVIEW).content.decode()

    assert (
        f'data-hub-offer="{CAPTION}" data-hub-offer-for="id_{upload.pk}-caption_vi" title' in page
    )  # doubtful: not certain
    assert f'data-hub-offer="Tran Van An" data-hub-offer-for="id_{upload.pk}-creator" data-hub-certain' in page
    assert "Read as Windows Vietnamese (1258)." in page
    assert "LêÞ hôòi Làng Sen õÒ Nam Ðàn" in page
    assert f'name="{upload.pk}-creator" maxlength="160" id' in page  # and nothing is filled in


def test_a_pdf_is_shown_by_its_first_page(editor: Client) -> None:
    paper, sheet = arrived(editor, files.PDF, "a.pdf"), arrived(editor, files.word(), "a.docx")

    assert editor.get(REVIEW).context["with_preview"] == {paper.pk}
    shown = editor.get(reverse("media_library:upload_preview", args=[paper.pk]))
    assert Image.open(BytesIO(shown.content)).size == (480, 320)
    assert editor.get(reverse("media_library:upload_preview", args=[sheet.pk])).status_code == 404


def test_a_clip_is_shown_by_a_still_of_it(editor: Client, mp4: bytes) -> None:
    clip = arrived(editor, mp4, "cau.mp4")
    shown = editor.get(reverse("media_library:upload_preview", args=[clip.pk]))
    still = Image.open(BytesIO(shown.content))
    assert (still.format, still.width) == ("JPEG", min(clip.width or 0, 320))


def test_a_kept_picture_is_an_asset_with_what_was_written(editor: Client) -> None:
    owner = agency()
    upload = arrived(editor, files.jpeg(), "Rước nước.jpg")

    answer = editor.post(
        REVIEW,
        answers(
            upload, title_vi="Rước nước", caption_vi=CAPTION, alt_vi="Đoàn thuyền", keywords_vi="lễ hội, sông Lam",
            creator="Trần Văn An", taken_at="2026-05-16T08:30", people="Bà Hoa, ông Ba",
            **{"all-owner": str(owner.pk), "all-credit": "Báo Nghệ An", "all-creator": "Ban ảnh", "all-event": "Lễ hội"},
        ),
    )  # fmt: skip

    assert (answer.status_code, answer["Location"]) == (302, REVIEW)
    made = Picture.objects.get()
    asset, text = made.asset, made.text_in("vi")
    assert (made.title, made.sha256, made.likeness) == ("Rước nước", upload.sha256, upload.likeness)
    assert (asset.creator, asset.credit, asset.event, asset.owner) == ("Trần Văn An", "Báo Nghệ An", "Lễ hội", owner)
    assert asset.taken_at == datetime(2026, 5, 16, 1, 30, tzinfo=UTC)
    assert (text.caption, text.alt, text.keywords) == (CAPTION, "Đoàn thuyền", "lễ hội, sông Lam")
    assert [shown.name for shown in asset.people.all()] == ["Bà Hoa", "ông Ba"]
    assert made.file.read() == files.jpeg()  # the original, byte for byte
    version = FileVersion.objects.get()
    assert (version.sha256, version.storage_name, version.by) == (upload.sha256, made.file.name, User.objects.get())
    upload.refresh_from_db()
    assert (upload.state, upload.asset_id, upload.preview) == ("saved", asset.pk, None)
    store = incoming()
    assert isinstance(store, Folder)
    assert list(store.folder.glob("*")) == []


@pytest.mark.parametrize(
    ("make", "name", "model"),
    [
        (lambda path: files.heic(), "a.heic", Picture),
        (lambda path: encoded(drawing(files.TINY, "CMYK"), "TIFF"), "a.tif", Picture),
        (lambda path: files.PDF, "a.pdf", LibraryDocument),
        (lambda path: files.SVG, "a.svg", LibraryDocument),
        (lambda path: sound(path), "a.mp3", Audio),
    ],
)
def test_each_kind_has_its_own_carrier(
    editor: Client, tmp_path: Path, make: Callable[[Path], bytes], name: str, model: Any
) -> None:
    content = make(tmp_path / "made.mp3")
    upload = arrived(editor, content, name)

    editor.post(REVIEW, answers(upload))

    made = model.objects.get()
    assert (made.title, made.sha256, made.file.name.rpartition(".")[2]) == ("a", upload.sha256, name[2:])
    assert made.file.read() == content


def sound(path: Path) -> bytes:
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", str(path))
    return path.read_bytes()


def test_a_clip_is_measured_and_kept(editor: Client, mp4: bytes) -> None:
    upload = arrived(editor, mp4, "clip.mp4")

    editor.post(REVIEW, answers(upload))

    made = Video.objects.get()
    assert (made.width, made.height, made.size, made.sha256) == (320, 180, len(mp4), upload.sha256)


def test_a_mislabelled_file_is_stored_as_what_it_is(editor: Client) -> None:
    upload = arrived(editor, files.jpeg(), "anh.png")

    editor.post(REVIEW, answers(upload))

    assert Picture.objects.get().file.name == f"original_images/anh-{upload.sha256[:12]}.jpg"


def test_a_drawing_that_could_act_is_stored_without_what_acts(editor: Client) -> None:
    upload = arrived(editor, files.SVG.replace(b"<path", b"<script>1</script><path"), "logo.svg")

    editor.post(REVIEW, answers(upload))

    made = LibraryDocument.objects.get()
    content = made.file.read()
    assert (b"script" in content, b"<path" in content, made.sha256 == upload.sha256) == (False, True, False)


def test_what_is_dropped_leaves_nothing(editor: Client) -> None:
    upload = arrived(editor, files.jpeg())

    editor.post(REVIEW, answers(upload, fate="drop"))

    assert (Upload.objects.count(), Picture.objects.count(), stored()) == (0, 0, [])


def test_what_is_left_for_later_stays_and_is_told(editor: Client) -> None:
    upload = arrived(editor, files.jpeg())
    page = editor.post(REVIEW, answers(upload, fate="later"), follow=True).content.decode()
    assert "1 file stays here for later: choose beside it whether it is kept or dropped." in page
    assert (Upload.objects.get().state, Picture.objects.count()) == (UploadState.READY, 0)


def test_a_mistake_keeps_what_was_typed_and_saves_the_others(editor: Client) -> None:
    wrong = arrived(editor, files.jpeg(), "a.jpg")
    right = arrived(editor, files.jpeg(quality=40), "b.jpg")
    data = {**answers(wrong, caption_vi="Chú thích", creator="x" * 161), **answers(right, fate="keep")}

    answer = editor.post(REVIEW, data | {"upload": [str(wrong.pk), str(right.pk)]})

    page = answer.content.decode()
    assert (answer.status_code, Picture.objects.get().title) == (200, "b")
    assert "Chú thích" in page
    assert "Ensure this value has at most 160 characters (it has 161)." in page


def test_what_looks_like_another_waits_for_a_decision(editor: Client) -> None:
    turned = drawing((800, 500)).rotate(12, expand=True)
    first = arrived(editor, encoded(turned), "one.jpg")
    editor.post(REVIEW, answers(first, title_vi="Bản đầu"))
    arrived(editor, encoded(turned.resize((400, 260)), quality=50), "two.jpg")

    page = editor.get(REVIEW).content.decode()

    assert "It looks like what is here already." in page
    assert "Bản đầu · " in page
    assert 'value="later"' in page
    assert "checked" in page.split('value="later"')[1][:120]


def test_a_file_without_a_row_is_taken_away_when_the_row_fails(editor: Client) -> None:
    upload = arrived(editor, files.jpeg())

    def fail(**_kwargs: Any) -> None:
        raise DatabaseError("the disk is full")

    post_save.connect(fail, sender=FileVersion)
    try:
        with pytest.raises(DatabaseError):
            save(upload, Description(title="A"), by=upload.by)
    finally:
        post_save.disconnect(fail, sender=FileVersion)

    assert (Picture.objects.count(), Asset.objects.count(), stored()) == (0, 0, [])
    assert save(upload, Description(title="A"), by=upload.by).title == "A"  # and it can be saved after all


def test_what_a_killed_process_left_is_replaced(editor: Client) -> None:
    upload = arrived(editor, files.jpeg(), "anh.jpg")
    name = f"original_images/anh-{upload.sha256[:12]}.jpg"
    Path(default_storage.path(name)).parent.mkdir(parents=True)
    Path(default_storage.path(name)).write_bytes(b"half")

    save(upload, Description(title="A"), by=upload.by)

    assert stored() == [name]
    assert default_storage.open(name).read() == files.jpeg()


def test_two_who_save_the_same_upload_make_one_asset(editor: Client) -> None:
    upload = arrived(editor, files.jpeg())
    data = answers(upload)
    editor.post(REVIEW, data)

    editor.post(REVIEW, data)

    assert (Picture.objects.count(), len(stored())) == (1, 1)


def test_a_kind_that_one_may_not_add_is_said_at_its_row(client: Client, mp4: bytes) -> None:
    shelf = Collection.get_first_root_node().add_child(name="Báo")
    client.force_login(reporter_of(shelf))
    upload = arrived(client, mp4, "clip.mp4")

    answer = client.post(REVIEW, answers(upload), HTTP_ACCEPT_LANGUAGE="en")

    assert (Video.objects.count(), Upload.objects.get().state) == (0, "ready")
    assert answer.status_code == 200


def test_nobody_sees_or_saves_what_others_sent(editor: Client) -> None:
    upload = arrived(editor, files.jpeg())
    other = Client()
    other.force_login(User.objects.create_superuser("khac", "khac@example.vn", "mot-mat-khau-dai"))

    assert str(upload.pk) not in other.get(REVIEW).content.decode()
    assert other.get(f"/admin/media-library/uploads/{upload.pk}/preview/").status_code in (302, 404)
    other.post(REVIEW, answers(upload))
    assert Picture.objects.count() == 0


def test_nobody_drops_what_others_sent(editor: Client) -> None:
    upload = arrived(editor, b"<script>alert(1)</script>", "la.jpg")
    assert upload.state == "refused"
    other = Client()
    other.force_login(User.objects.create_superuser("khac", "khac@example.vn", "mot-mat-khau-dai"))
    addresses = [f"/admin/media-library/uploads/{upload.pk}/drop/", "/admin/media-library/uploads/refused/drop/"]

    for address in addresses:
        other.post(address)
    assert list(Upload.objects.all()) == [upload]
    editor.get(addresses[0])
    assert list(Upload.objects.all()) == [upload]
    editor.post(addresses[0])
    assert list(Upload.objects.all()) == []


def test_pages_of_uploading_are_for_those_who_may_add(client: Client, editor: Client) -> None:
    reader = User.objects.create_user("chi-doc", "doc@example.vn", "mot-mat-khau-dai")
    reader.user_permissions.add(admin_access())
    strange = Client()
    strange.force_login(reader)

    assert editor.get("/admin/media-library/uploads/").status_code == 200
    assert strange.get("/admin/media-library/uploads/").status_code == 302
    assert Client().get("/admin/media-library/uploads/").status_code == 302


@pytest.mark.parametrize(
    ("permission", "kinds"),
    [
        ("wagtailimages.add_image", {IMAGE}),
        ("wagtaildocs.add_document", {DOCUMENT, DRAWING}),
        ("media_library.add_video", {VIDEO}),
        ("media_library.add_audio", {AUDIO}),
    ],
)
def test_each_kind_has_its_own_permission(client: Client, permission: str, kinds: set[str]) -> None:
    shelf, other = (Collection.get_first_root_node().add_child(name=name) for name in ("Đài", "Báo"))
    app, _dot, codename = permission.partition(".")
    group = Group.objects.create(name="Cộng tác viên")
    group.permissions.add(admin_access())
    add = Permission.objects.get(content_type__app_label=app, codename=codename)
    GroupCollectionPermission.objects.create(group=group, collection=shelf, permission=add)
    user = User.objects.create_user("cong-tac", "ctv@example.vn", "mot-mat-khau-dai")
    user.groups.add(group)
    client.force_login(user)

    assert list(shelves_of(user)) == [shelf]
    assert {kind for kind in CARRIERS if may_add(user, kind, shelf)} == kinds
    assert not any(may_add(user, kind, other) for kind in CARRIERS)
    assert client.get("/admin/media-library/uploads/").context["shelves"] == [(shelf.pk, "Đài")]
    assert reverse("media_library:upload_page") in client.get("/admin/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_for_one_file_and_for_three(
    editor: Client, django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        arrived(editor, files.jpeg(quality=40 + number))
    picture()
    editor.get(REVIEW)

    with django_assert_max_num_queries(24):
        editor.get(REVIEW)


def test_what_ai_has_made_is_taken_for_a_photograph_by_nobody_who_overlooks_the_field(editor: Client) -> None:
    upload = arrived(editor, files.with_xmp(files.jpeg(), told_by_xmp("compositeWithTrainedAlgorithmicMedia")), "a.jpg")
    [row] = editor.get(REVIEW).context["rows"]
    preselected = row.form["digital_source_type"].value()
    assert preselected == "compositeWithTrainedAlgorithmicMedia"

    sent = answers(upload, digital_source_type=preselected, ai_system="Imagen", ai_version="4")
    [row] = editor.post(REVIEW, sent).context["rows"]
    assert row.form.errors == {name: ["Needed for what AI has made."] for name in HOW_AI_MADE_IT[2:]}

    editor.post(REVIEW, answers(upload, digital_source_type="humanEdits"))
    assert Picture.objects.get().asset.digital_source_type == "humanEdits"
