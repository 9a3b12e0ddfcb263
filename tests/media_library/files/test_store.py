"""The bucket: what it refuses to strangers, parts, a library that moves into it, and a store that is dead."""

import json
import time
import urllib.error
import urllib.request
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory

from media_library.clips.preparing import advance
from media_library.clips.rights_inside import stamp_proxy
from media_library.description import describe_picture
from media_library.files.delivery import StoredFile, find_file, respond, stored_pieces
from media_library.files.given_out import file_path
from media_library.files.moving import NOTES, move
from media_library.files.store import StoreAwayError
from media_library.models import Picture, PreparedFile, StampedProxy, Video
from media_library.renditions.standard import renditions
from tests.media_library.making import described, drawing, encoded, picture
from tests.newsroom import article, open_newsroom, publish, relay

DEAD = {
    "BACKEND": "media_library.files.store.LibraryStorage",
    "OPTIONS": {
        "bucket_name": "hub",
        "endpoint_url": "http://127.0.0.1:9",  # nobody listens there
        "region_name": "default",
        "access_key": "hub",
        "secret_key": "hub-secret",
    },
}


# --- a dead store -----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_dead_store_costs_pictures_only(client: Client, settings: Any) -> None:
    open_newsroom()
    shown = described(picture(encoded(drawing((64, 48)))))
    page = article(picture=shown)
    publish(page)
    relay()
    address = describe_picture(Picture.objects.get(pk=shown.pk), "vi")["renditions"][0]["href"]
    assert client.get(address).status_code == 200
    settings.STORAGES = settings.STORAGES | {"default": DEAD}
    answer = client.get(address)
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "30", "no-store")
    text = client.get(f"/vi/van-hoa/{page.slug}/")
    assert (text.status_code, address in text.content.decode()) == (200, True)
    assert client.get("/api/v1/changes").status_code == 200


def test_dead_store_is_told_as_such_to_those_who_read_from_it(settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {"default": DEAD}
    with pytest.raises(StoreAwayError):
        stored_pieces(default_storage, "images/a.jpg")


def test_moving_without_a_bucket_is_refused() -> None:
    if hasattr(default_storage, "bucket"):
        pytest.skip("a bucket is configured")
    with pytest.raises(CommandError, match="S3_BUCKET is not set"):
        call_command("move_media_to_s3")


# --- a real one -------------------------------------------------------------------------------------------------------


@pytest.fixture
def bucket(settings: Any, tmp_path: Path) -> Any:
    if not hasattr(default_storage, "bucket"):
        pytest.skip("S3_BUCKET is not set")
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return default_storage.bucket  # type: ignore[attr-defined]


def fetch(address: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:  # noqa: S310 - the store
            return answer.status, answer.read()
    except urllib.error.HTTPError as refused:
        return refused.code, b""


@pytest.mark.s3
def test_originals_are_private_and_links_to_them_short_lived(bucket: Any) -> None:
    if bucket.meta.client.meta.endpoint_url.startswith("https"):
        pytest.skip("the same over HTTP")
    name = default_storage.save(f"original_images/{uuid4()}.jpg", ContentFile(b"an original"))
    signed = default_storage.url(name)
    assert fetch(signed) == (200, b"an original")
    assert fetch(signed, Range="bytes=3-10") == (206, b"original")
    assert fetch(signed.partition("?")[0]) == (403, b"")
    assert fetch(signed.replace("original_images", "evidence")) == (403, b"")
    brief = default_storage.url(name, expire=1)  # type: ignore[call-arg]
    deadline = time.monotonic() + 30
    while fetch(brief)[0] == 200:
        assert time.monotonic() < deadline, "the link does not end"
        time.sleep(0.2)
    assert fetch(brief) == (403, b"")


@pytest.mark.s3
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headers", "status", "span"),
    [
        ({}, 200, slice(None)),
        ({"Range": "bytes=10-19"}, 206, slice(10, 20)),
        ({"Range": "bytes=-5"}, 206, slice(-5, None)),
        ({"Range": "bytes=0-1,5-6"}, 200, slice(None)),  # several parts: everything
        ({"Range": "bytes=10-19", "If-Range": '"another"'}, 200, slice(None)),
    ],
)
def test_parts_of_a_picture_come_from_the_bucket(
    bucket: Any, headers: dict[str, str], status: int, span: slice
) -> None:
    one = picture(encoded(drawing((64, 48))))
    with default_storage.open(one.file.name) as file:
        whole = file.read()
    _empty, _media, uid, sha_prefix, name = file_path(one).split("/")
    found = find_file(uid, sha_prefix, name)
    assert found is not None
    answer = respond(RequestFactory().get("/", headers=headers), found)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (status, whole[span])  # type: ignore[attr-defined]


@pytest.mark.s3
@pytest.mark.django_db
def test_renditions_and_clips_are_made_from_and_into_the_bucket(bucket: Any, mp4: bytes) -> None:
    made = renditions(picture(encoded(drawing((64, 48)))))
    assert len(made) == 24
    film = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"))
    film.save()
    while advance(film.pk):
        pass
    assert {row.role for row in PreparedFile.objects.all()} == {"sound", "picture", "proxy", "sprite"}
    assert stamp_proxy(Video.objects.get())
    [stamped] = StampedProxy.objects.select_related("prepared")
    found = find_file(film.uid, stamped.sha256[:16], "proxy.mp4")
    assert found is not None
    whole = body(found)
    assert (sha256(whole).hexdigest(), len(whole)) == (stamped.sha256, stamped.size)
    border = stamped.prepared.size
    assert body(found, Range=f"bytes={border - 2}-{border + 1}") == whole[border - 2 : border + 2]


def body(found: StoredFile, **headers: str) -> bytes:
    return b"".join(respond(RequestFactory().get("/", headers=headers), found).streaming_content)  # type: ignore[attr-defined]


def on_disk(disk: Path, names: list[str]) -> dict[str, bytes]:
    there = {f"{uuid4()}/{name}": f"{name} with words".encode() for name in names}
    for name, content in there.items():
        (disk / name).parent.mkdir(parents=True)
        (disk / name).write_bytes(content)
    return there


def in_bucket(bucket: Any, name: str) -> bytes:
    return bytes(bucket.Object(name).get()["Body"].read())


@pytest.mark.s3
@pytest.mark.django_db
def test_library_moves_and_is_proved(bucket: Any, settings: Any) -> None:
    there = on_disk(settings.MEDIA_ROOT, ["a.jpg", "b.mp4", "c.pdf"])
    lines: list[str] = []
    done = move(settings.MEDIA_ROOT, bucket, tell=lines.append)
    assert (done.files, done.there_already, done.damaged) == (3, 0, [])
    assert lines == ["3 of 3 files, 0 of 0 MB"]
    assert {name: in_bucket(bucket, name) for name in there} == there
    assert all((settings.MEDIA_ROOT / name).exists() for name in there)


@pytest.mark.s3
@pytest.mark.django_db
def test_moving_goes_on_where_it_was_stopped(bucket: Any, settings: Any) -> None:
    there = on_disk(settings.MEDIA_ROOT, ["a.jpg", "b.mp4", "c.pdf"])
    first, second, _third = sorted(there)
    move(settings.MEDIA_ROOT, bucket)
    notes = settings.MEDIA_ROOT / NOTES
    kept = notes.read_text().splitlines()
    # killed: the first is noted, the second is there but not noted and half-written, of the third there is nothing
    notes.write_text(kept[0] + "\n" + kept[1][:20])
    bucket.Object(second).put(Body=there[second][:3])
    bucket.Object(sorted(there)[2]).delete()
    done = move(settings.MEDIA_ROOT, bucket)
    assert (done.files, done.there_already) == (2, 1)
    assert {name: in_bucket(bucket, name) for name in there} == there
    assert json.loads(kept[0])["sha256"] == sha256(there[first]).hexdigest()


@pytest.mark.s3
@pytest.mark.django_db
def test_file_that_is_not_what_was_measured_stays_and_is_named(bucket: Any, settings: Any) -> None:
    one = picture(encoded(drawing((64, 48))))
    path = settings.MEDIA_ROOT / one.file.name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"rotten")
    bucket.Object(one.file.name).delete()
    with pytest.raises(
        CommandError, match=r"1 files on the disk are not what the library measured:\s+original_images/"
    ):
        call_command("move_media_to_s3", remove=True)
    assert path.read_bytes() == b"rotten"
    assert not list(bucket.objects.filter(Prefix=one.file.name))


@pytest.mark.s3
@pytest.mark.django_db
def test_hub_reads_from_the_disk_what_is_not_moved_yet(bucket: Any, settings: Any) -> None:
    (name,) = on_disk(settings.MEDIA_ROOT, ["a.jpg"])
    assert default_storage.exists(name)
    assert default_storage.open(name).read() == b"a.jpg with words"
    assert b"".join(stored_pieces(default_storage, name, 2, 5)) == b"jpg"
    call_command("move_media_to_s3", remove=True)
    assert not (settings.MEDIA_ROOT / name).exists()
    assert b"".join(stored_pieces(default_storage, name, 2, 5)) == b"jpg"
