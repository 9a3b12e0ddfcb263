"""Delivery: addresses, conditions, ranges; from a local disk and, where configured, from S3."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from media_library.files import delivery
from media_library.files.addresses import asset_path
from media_library.files.delivery import StoredFile, find_file, respond
from media_library.files.given_out import file_path, subtitles_path
from media_library.models import (
    Asset,
    Face,
    LibraryDocument,
    PersonShown,
    PreparedFile,
    StampedProxy,
    SubtitleTrack,
    Video,
)
from media_library.renditions.standard import renditions
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 4
ETAG = '"' + "ab" * 32 + '"'


@pytest.fixture
def stored() -> Iterator[StoredFile]:
    name = default_storage.save("tests/delivery.jpg", ContentFile(CONTENT))
    yield StoredFile(picture(encoded(drawing((10, 10)))).asset, name, "image/jpeg", len(CONTENT), "ab" * 32, "sen.jpg")
    default_storage.delete(name)


def asked(
    stored: StoredFile, method: str = "get", *, immutable: bool = False, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    request = getattr(RequestFactory(), method)("/media/x", headers=headers)
    answer = respond(request, stored, immutable=immutable)
    body = b"".join(answer) if isinstance(answer, StreamingHttpResponse) else answer.content
    answer.close()
    return answer.status_code, body, dict(answer.items())


WHOLE = {
    "Content-Type": "image/jpeg",
    "ETag": ETAG,
    "Cache-Control": "private, no-cache",
    "Accept-Ranges": "bytes",
    "X-Content-Type-Options": "nosniff",
    "Content-Length": "1024",
}


def test_whole_file(stored: StoredFile) -> None:
    assert asked(stored) == (200, CONTENT, WHOLE)


def test_immutable_file_may_be_kept_for_ever(stored: StoredFile) -> None:
    assert asked(stored, immutable=True)[2] == WHOLE | {"Cache-Control": "public, max-age=31536000, immutable"}


def test_head_gives_the_headers_alone(stored: StoredFile) -> None:
    assert asked(stored, "head") == (200, b"", WHOLE)


@pytest.mark.parametrize("held", [ETAG, f'"other", {ETAG}', f"W/{ETAG}", "*"])
def test_file_already_held_is_not_sent(stored: StoredFile, held: str) -> None:
    status, body, headers = asked(stored, **{"If-None-Match": held})
    assert (status, body, headers["ETag"], headers["Cache-Control"]) == (304, b"", ETAG, "private, no-cache")


def test_another_file_held_is_sent(stored: StoredFile) -> None:
    assert asked(stored, **{"If-None-Match": '"other"'})[:2] == (200, CONTENT)


@pytest.mark.parametrize(
    ("wanted", "body", "span"),
    [
        ("bytes=0-9", CONTENT[:10], "bytes 0-9/1024"),
        ("bytes=1000-", CONTENT[1000:], "bytes 1000-1023/1024"),
        ("bytes=1000-5000", CONTENT[1000:], "bytes 1000-1023/1024"),
        ("bytes=-24", CONTENT[-24:], "bytes 1000-1023/1024"),
        ("bytes=1023-1023", CONTENT[1023:], "bytes 1023-1023/1024"),
    ],
)
def test_part_of_a_file(stored: StoredFile, wanted: str, body: bytes, span: str) -> None:
    assert asked(stored, Range=wanted) == (206, body, WHOLE | {"Content-Length": str(len(body)), "Content-Range": span})


def test_head_of_a_part(stored: StoredFile) -> None:
    status, body, headers = asked(stored, "head", Range="bytes=0-9")
    assert (status, body, headers["Content-Length"]) == (206, b"", "10")


@pytest.mark.parametrize(
    "wanted", ["bytes=" + "9" * 5000 + "-", "bytes=-" + "9" * 5000, "bytes=\N{ARABIC-INDIC DIGIT ONE}-"]
)
def test_a_range_that_is_no_number_of_ours_is_the_whole_file(stored: StoredFile, wanted: str):
    assert asked(stored, Range=wanted)[:2] == (200, CONTENT)


@pytest.mark.parametrize("wanted", ["bytes=1024-", "bytes=9999-10000", "bytes=-0"])
def test_part_beyond_the_end(stored: StoredFile, wanted: str) -> None:
    assert asked(stored, Range=wanted) == (416, b"", WHOLE | {"Content-Length": "0", "Content-Range": "bytes */1024"})


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "bytes=0-1, 5-", "bytes=-1,0-0"])
def test_several_ranges_at_once_give_everything(stored: StoredFile, wanted: str) -> None:
    assert asked(stored, Range=wanted) == (200, CONTENT, WHOLE)


@pytest.mark.parametrize("wanted", ["bytes=9-1", "bytes=-", "bytes=a-b", "lines=1-2", "bytes 0-1"])
def test_range_that_makes_no_sense_gives_everything(stored: StoredFile, wanted: str) -> None:
    assert asked(stored, Range=wanted) == (200, CONTENT, WHOLE)


def test_part_of_the_file_begun(stored: StoredFile) -> None:
    assert asked(stored, Range="bytes=0-9", **{"If-Range": ETAG})[:2] == (206, CONTENT[:10])


@pytest.mark.parametrize("begun", ['"other"', f"W/{ETAG}", "Mon, 23 Nov 2026 00:00:00 GMT"])
def test_part_of_another_file_begun_gives_everything(stored: StoredFile, begun: str) -> None:
    assert asked(stored, Range="bytes=0-9", **{"If-Range": begun})[:2] == (200, CONTENT)


def test_file_missing_in_the_store_is_not_found(stored: StoredFile) -> None:
    default_storage.delete(stored.storage_name)
    with pytest.raises(Http404):
        asked(stored)


def test_file_is_read_in_pieces(stored: StoredFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "PIECE", 100)
    pieces = list(respond(RequestFactory().get("/", headers={"Range": "bytes=0-249"}), stored))
    assert [len(piece) for piece in pieces] == [100, 100, 50]


def test_uploaded_page_never_runs_as_ours(stored: StoredFile) -> None:
    page = StoredFile(stored.asset, stored.storage_name, "text/html", 1024, "ab" * 32, "Trang chủ.html")
    headers = asked(page)[2]
    assert (headers["Content-Disposition"], headers["Content-Security-Policy"]) == (
        "attachment; filename*=UTF-8''Trang%20ch%E1%BB%A7.html",
        "default-src 'none'; sandbox",
    )


def found(path: str) -> StoredFile | None:
    _empty, _media, uid, sha, name = path.split("/")
    return find_file(uid, sha, name)


def test_rendition_is_found_by_its_address() -> None:
    one = picture()
    made = next(made for made in renditions(one) if made.name == "small-webp")
    row = one.renditions.get(sha256=made.sha256)
    assert found(made.url) == StoredFile(
        one.asset, row.file.name, "image/webp", made.size, made.sha256, "lang-sen.webp", made_from=one.sha256
    )


def test_original_is_found_and_internal() -> None:
    one = picture()
    assert found(file_path(one)) == StoredFile(
        one.asset, one.file.name, "image/jpeg", one.file_size, one.sha256, "lang-sen.jpg", internal=True
    )


def test_title_in_an_address_decides_nothing() -> None:
    made = renditions(picture())[0]
    assert found(made.url.replace("lang-sen", "an-older-title")) is not None


def test_video_subtitles_and_document_are_found(mp4: bytes) -> None:
    video = Video.objects.create(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"))
    vtt = b"WEBVTT\n\n00:00.500 --> 00:02.000\nA\n"
    track = SubtitleTrack.objects.create(video=video, language="zh-Hans", file=ContentFile(vtt, name="a.vtt"))
    document = LibraryDocument.objects.create(title="Bản đồ", file=ContentFile(b"%PDF-1.7", name="a.pdf"))
    assert found(file_path(video)) == StoredFile(
        video.asset, video.file.name, "video/mp4", len(mp4), video.sha256, "song-lam.mp4", internal=True
    )
    assert found(subtitles_path(video, track)) == StoredFile(
        video.asset, track.file.name, "text/vtt; charset=utf-8", len(vtt), track.sha256, "song-lam.zh-Hans.vtt"
    )
    assert found(file_path(document)) == StoredFile(
        document.asset, document.file.name, "application/pdf", 8, document.sha256, "ban-do.pdf"
    )


@pytest.mark.parametrize(("source", "internal"), [("of it", False), ("of another", True)])
def test_what_was_made_from_another_version_than_the_blurred_one_stays_inside(
    mp4: bytes, source: str, internal: bool
) -> None:
    """Films and faces of documents; renditions: `tests/cms/portal/test_files.py`."""
    video = Video.objects.create(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"))
    Asset.objects.update(file_version=2)
    seen = {"blur_seen_version": 2, "blur_seen_at": timezone.now()}
    PersonShown.objects.create(asset=Asset.objects.get(), name="Bé Mây", age=9, face_blurred=True, **seen)
    of = {"source_sha256": video.sha256 if source == "of it" else "0" * 64, "size": 1}
    proxy = PreparedFile.objects.create(video=video, role="proxy", file="p.mp4", sha256="1" * 64, **of)
    StampedProxy.objects.create(prepared=proxy, said="x", box=b"", sha256="2" * 64, size=1)
    Face.objects.create(asset=video.asset, drawn_as="x", file="f.jpg", sha256="3" * 64, **of)
    names = (("1", "a.mp4"), ("2", "a.mp4"), ("3", "a.jpg"))
    files = [find_file(video.uid, digit * 16, name) for digit, name in names]
    assert [file and file.internal for file in files] == [internal] * 3


def test_wrong_addresses_find_nothing() -> None:
    one = picture()
    made = renditions(one)[0]
    sha = made.sha256[:16]
    assert find_file(one.uid, sha, "x.jpg") is not None
    assert find_file(uuid4(), sha, "x.jpg") is None
    assert find_file("no-uid", sha, "x.jpg") is None
    assert find_file(one.uid, "0" * 16, "x.jpg") is None
    assert find_file(one.uid, sha[:8], "x.jpg") is None
    assert find_file(one.uid, sha.upper() + "\n", "x.jpg") is None
    assert find_file(one.uid, sha, "x.png") is None
    assert find_file(one.uid, sha, "x") is None


def test_address_holds_uid_and_checksum() -> None:
    uid = uuid4()
    assert asset_path(uid, "lang-sen.jpg", "0123456789abcdef" * 4) == f"/media/{uid}/0123456789abcdef/lang-sen.jpg"


@pytest.mark.s3
def test_parts_come_from_the_bucket_itself(stored: StoredFile) -> None:
    if not hasattr(default_storage, "bucket"):
        pytest.skip("S3_BUCKET is not set")
    assert asked(stored, Range="bytes=10-19")[:2] == (206, CONTENT[10:20])
    assert asked(stored)[:2] == (200, CONTENT)
