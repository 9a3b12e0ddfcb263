"""A ZIP in the upload page: every file in the review, with what its sheet says; what cannot be taken says why."""

import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from hub.staff.models import User
from media_library.ingest import unpacking
from media_library.ingest.incoming import Folder, incoming
from media_library.ingest.judging import judge
from media_library.ingest.receiving import Sender, append, begin
from media_library.ingest.unpacking import Again, advance
from media_library.models import ContributorLink, Picture, Upload
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import arrived
from tests.media_library.ingest.test_review import REVIEW, answers
from tests.media_library.making import ordered, picture

pytestmark = pytest.mark.django_db
SHEET = (
    "Tên tệp;Tiêu đề;Chú thích;Chú thích (en);Từ khóa;Tác giả;Giấy phép;Ngày chụp;Địa điểm;Người trong ảnh\n"
    "sen.jpg;Hồ sen;Hồ sen Kim Liên;Lotus pond;sen, hạ;Trần Văn An;CC-BY-4.0;16/05/2026 08:30;Atlantis;Bà Hoa\n"
)


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def unpacked(client: Client, content: bytes) -> Upload:
    upload = arrived(client, content, "ảnh.zip")
    assert upload.state == "unpacking"
    assert advance(str(upload.pk)) is None
    upload.refresh_from_db()
    return upload


def refusals(bundle: Upload) -> set[tuple[str, str]]:
    with override("en"):
        return {(row.name, row.why_refused) for row in bundle.unpacked.filter(state="refused")}


def test_each_file_waits_in_the_review_with_what_the_sheet_says(editor: Client) -> None:
    content = zipped(
        ("ngày 1/sen.jpg", files.with_iptc(files.jpeg(), files.iptc((120, "Trong ảnh".encode()), utf8=True))),
        ("ngày 1/khác.jpg", files.jpeg(quality=40)),
        ("chú thích.csv", SHEET.encode("utf-16")),
        ("__MACOSX/._sen.jpg", b"x"),
        ("đọc tôi.txt", b"no sheet"),
    )

    bundle = unpacked(editor, content)

    assert (bundle.state, bundle.files, bundle.files_taken, refusals(bundle)) == ("unpacked", 2, 2, set())
    sen, other = Upload.objects.get(name="sen.jpg"), Upload.objects.get(name="khác.jpg")
    assert (sen.state, sen.bundle, sen.by, sen.collection) == ("ready", bundle, bundle.by, bundle.collection)
    assert (other.state, other.proposals) == ("ready", [])
    page = editor.get(REVIEW).content.decode()
    for name, value in {
        "title_vi": "Hồ sen", "caption_vi": "Hồ sen Kim Liên", "caption_en": "Lotus pond", "keywords_vi": "sen, hạ",
        "creator": "Trần Văn An", "licence": "CC-BY-4.0", "taken_at": "2026-05-16T08:30", "people": "Bà Hoa",
    }.items():  # fmt: skip
        assert f'data-hub-offer="{value}" data-hub-offer-for="id_{sen.pk}-{name}"' in page
    assert page.index('data-hub-offer="Hồ sen Kim Liên"') < page.index(
        'data-hub-offer="Trong ảnh"'
    )  # first of its field
    assert "sheet of captions" in page
    assert "The registry has no place “Atlantis”." in page
    store = incoming()
    assert isinstance(store, Folder)
    assert {path.name for path in store.folder.iterdir()} == {str(sen.pk), str(other.pk)}  # the ZIP is gone

    editor.post(REVIEW, answers(sen, title_vi="Hồ sen"))

    assert Picture.objects.get().file.read() == files.with_iptc(
        files.jpeg(), files.iptc((120, "Trong ảnh".encode()), utf8=True)
    )


def test_what_is_broken_says_why_and_stops_no_other(editor: Client) -> None:
    there = picture(files.jpeg(quality=50), title="Đã có")
    sheet = "file,licence,taken\nb.jpg,,\nkhông có.jpg,,\n,press,\nb.jpg,,\ntốt.jpg,beer,hôm qua\n"
    broken = zipped(
        ("captions.csv", sheet.encode()), ("tốt.jpg", files.jpeg()), ("hỏng.jpg", files.jpeg()[:300]),
        ("trong.zip", zipped(("a.jpg", files.jpeg(quality=20)))), ("../../ngoài.jpg", files.jpeg(quality=30)),
        ("z lần hai.jpg", files.jpeg()), ("cũ.jpg", files.jpeg(quality=50)), ("lạ.bin", b"\x01\x02" * 40), ("b.jpg", b""),
    )  # fmt: skip

    bundle = unpacked(editor, broken)

    assert refusals(bundle) == {
        ("captions.csv:3 không có.jpg", "There is no file “không có.jpg”."),
        ("captions.csv:4", "It names no file."),
        ("captions.csv:5 b.jpg", "Line 2 names the same file."),
        (
            "hỏng.jpg",
            "The picture is damaged or was cut off while it was copied. Save it again in a picture program and upload that.",
        ),
        ("trong.zip", "A ZIP inside a ZIP is not unpacked. Upload it by itself."),
        ("ngoài.jpg", "It points to a place outside its folder. It is not taken."),
        ("z lần hai.jpg", "This very file has arrived already and waits to be looked through."),
        ("cũ.jpg", "The library has this very file already: “Đã có”."),
        (
            "lạ.bin",
            "The library does not know this kind of file. It takes pictures, video, sound, PDF and office documents.",
        ),
        ("b.jpg", "The file is empty. Copy it again and upload that."),
    }
    page = editor.get(REVIEW).content.decode()
    assert "“beer” is no licence: CC-BY-4.0, press, internal." in page
    assert "“hôm qua” is no day: write 2026-05-16 or 16/05/2026." in page
    states = editor.get(reverse("media_library:upload_states"), {"uids": str(bundle.pk)}).json()["uploads"]
    told = states[str(bundle.pk)]
    assert (told["state"], told["label"]) == ("unpacked", "1 file came out of it. 10 were not taken:")
    first = next(entry for entry in told["entries"] if entry["name"] == "cũ.jpg")
    assert first["url"] == reverse("wagtailsnippets_media_library_asset:edit", args=[there.asset_id])
    assert "trong.zip" in editor.get(reverse("media_library:upload_page")).content.decode()
    editor.post(reverse("media_library:drop_refused"))
    assert set(Upload.objects.values_list("state", flat=True)) == {"unpacked", "ready"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (zipped(("a.jpg", files.jpeg()))[:-30], "broken_zip"),
        (zipped(("a.csv", b"file\n")), "nothing_inside"),
        (zipped(("a.jpg", bytes(30_000_000)), method=zipfile.ZIP_DEFLATED), "bomb"),
    ],
)
def test_a_zip_that_cannot_be_used_is_refused_whole(editor: Client, content: bytes, code: str) -> None:
    bundle = unpacked(editor, content)
    assert (bundle.state, bundle.refusal, Upload.objects.count()) == ("refused", {"code": code, "about": {}}, 1)


def test_a_zip_with_too_many_files_is_refused_whole(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_FILES", 1)
    bundle = unpacked(editor, zipped(("a.jpg", b"a"), ("b.jpg", b"b")))
    assert bundle.refusal == {"code": "too_many_inside", "about": {"files": 2, "most": 1}}


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_what_may_take_any_memory_is_not_opened(editor: Client, method: int) -> None:
    bundle = unpacked(editor, zipped(("a.jpg", files.jpeg()), method=method))
    refused = {("a.jpg", "It is packed in a way the library does not open. Pack it as an ordinary ZIP.")}
    assert refusals(bundle) == (refused if method == zipfile.ZIP_LZMA else set())


def test_a_locked_entry_is_refused_alone(editor: Client) -> None:
    content = bytearray(zipped(("a.jpg", files.jpeg()), ("b.jpg", files.jpeg(quality=40))))
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1  # the list says that it is encrypted
    bundle = unpacked(editor, bytes(content))
    assert refusals(bundle) == {("a.jpg", "The file is locked with a password. Save it without one and upload that.")}


@pytest.mark.parametrize(
    ("sheets", "refused"),
    [
        ({"a.csv": b"picture;words\n"}, ("a.csv", "The sheet of captions has no column “file”. Its columns are: picture, words.")),
        ({"a.csv": b"file\n", "b.csv": b"file\n"}, ("ảnh.zip", "There are several sheets of captions: name one, or leave one.")),
    ],
)  # fmt: skip
def test_of_a_sheet_that_cannot_be_used_the_files_come_without(
    editor: Client, sheets: dict[str, bytes], refused: tuple[str, str]
) -> None:
    bundle = unpacked(editor, zipped(("a.jpg", files.jpeg()), *sheets.items()))
    assert refusals(bundle) == {refused}
    assert bundle.unpacked.filter(state="ready").count() == 1


def test_it_goes_on_where_a_killed_worker_was(editor: Client) -> None:
    content = zipped(*((f"{number}.jpg", files.jpeg(quality=40 + number)) for number in range(3)))
    upload = arrived(editor, content, "ảnh.zip")
    assert advance(str(upload.pk), seconds=0) is Again.AT_ONCE
    taken = Upload.objects.get(bundle=upload)
    # killed after the bytes of the next were put, and after its row was written
    Upload.objects.filter(pk=upload.pk).update(files_taken=0)
    Upload.objects.filter(pk=taken.pk).update(state="examining")

    assert advance(str(upload.pk), seconds=0) is Again.AT_ONCE
    assert Upload.objects.get(bundle=upload).state == "ready"
    page = editor.get(reverse("media_library:upload_states"), {"uids": str(upload.pk)}).json()
    assert page["uploads"][str(upload.pk)]["label"] == "Being unpacked: 1 of 3"

    taken.delete()  # somebody has dropped it meanwhile: it does not come again
    assert (advance(str(upload.pk)), advance(str(upload.pk))) == (None, None)
    assert sorted(Upload.objects.filter(bundle=upload).values_list("name", "state")) == [
        ("1.jpg", "ready"),
        ("2.jpg", "ready"),
    ]


def test_a_zip_that_ends_its_workers_is_refused(editor: Client) -> None:
    upload = arrived(editor, zipped(("a.jpg", files.jpeg())), "ảnh.zip")
    Upload.objects.filter(pk=upload.pk).update(tries=3)
    assert advance(str(upload.pk)) is None
    upload.refresh_from_db()
    assert (upload.state, upload.refusal["code"]) == ("refused", "interrupted")


def test_strangers_send_their_files_one_by_one(editor: Client) -> None:
    link = ContributorLink.objects.create(
        title="Lễ hội", terms="…", token_hash="x", expires_at=timezone.now() + timedelta(days=1)
    )
    content = zipped(("a.jpg", files.jpeg()))
    upload = begin(Sender(link=link), name="a.zip", size=len(content))
    append(upload, offset=0, stream=BytesIO(content), length=len(content))

    judged = judge(Upload.objects.get())

    assert (judged.state, judged.refusal) == ("refused", {"code": "archive_sent", "about": {}})
    assert ordered("unpack_upload") == []


def test_other_people_see_nothing_of_it(editor: Client) -> None:
    bundle = unpacked(editor, zipped(("a.jpg", files.jpeg()), ("b.bin", b"\x01" * 50)))
    other = Client()
    other.force_login(User.objects.create_superuser("khac", "khac@example.vn", "mot-mat-khau-dai"))
    uids = {"uids": ",".join(str(row.pk) for row in Upload.objects.all())}
    assert other.get(reverse("media_library:upload_states"), uids).json()["uploads"] == {}
    other.post(reverse("media_library:drop_refused"))
    assert bundle.unpacked.filter(state="refused").count() == 1


def test_a_room_is_left_empty(editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "rooms"))
    (tmp_path / "rooms").mkdir()
    unpacked(editor, zipped(("a.jpg", files.jpeg())))
    assert list((tmp_path / "rooms").iterdir()) == []
