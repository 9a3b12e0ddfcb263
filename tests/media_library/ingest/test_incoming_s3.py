"""Uploads into a real S3: parts through the hub or straight to the store, and one file at the end."""

import os
import ssl
from hashlib import sha256
from io import BytesIO
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from django.test import Client

from media_library.ingest.filing import Description
from media_library.ingest.incoming import PART, Bucket, Damaged, OutOfPlace, incoming
from media_library.ingest.judging import judge
from media_library.ingest.review import save
from media_library.models import Picture, Upload
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import TUS, arrived, begin

pytestmark = [pytest.mark.s3, pytest.mark.django_db]
FILM = bytes(PART) + b"the rest"


@pytest.fixture
def bucket() -> Bucket:
    store = incoming()
    assert isinstance(store, Bucket)
    return store


def test_parts_are_received_until_the_first_gap(bucket: Bucket) -> None:
    uid = uuid4()
    key = bucket.begin(uid)
    assert bucket.received(uid, key) == 0

    cut = bucket.append(uid, key, offset=0, stream=BytesIO(FILM[: PART // 2]), most=PART, checksum=None)
    assert cut == bucket.received(uid, key) == 0  # half a part is none
    assert bucket.append(uid, key, offset=0, stream=BytesIO(FILM), most=len(FILM), checksum=None) == len(FILM)
    assert bucket.received(uid, key) == len(FILM)
    with pytest.raises(OutOfPlace):
        bucket.append(uid, key, offset=0, stream=BytesIO(b"x"), most=1, checksum=None)

    bucket.finish(uid, key)
    with bucket.at_hand(uid) as path:
        assert path.read_bytes() == FILM
    bucket.discard(uid, key)
    with pytest.raises(FileNotFoundError):
        bucket.received(uid, key)


def test_a_damaged_part_is_none(bucket: Bucket) -> None:
    uid = uuid4()
    key = bucket.begin(uid)
    with pytest.raises(Damaged):
        bucket.append(uid, key, offset=0, stream=BytesIO(b"abc"), most=3, checksum=sha256(b"other").digest())

    assert bucket.received(uid, key) == 0
    bucket.discard(uid, key)


def test_a_sender_puts_parts_into_the_store_itself(editor: Client, bucket: Bucket) -> None:
    content = files.jpeg()
    begun = begin(editor, content)
    assert begun.json()["direct"] is True
    url = begun["Location"]
    assert editor.post(f"{url}?part=2", **TUS).status_code == 400
    assert editor.post(url, **TUS).status_code == 409  # nothing is there yet

    address = editor.post(f"{url}?part=1", **TUS).json()["url"]
    trusting = ssl.create_default_context(cafile=os.environ.get("S3_CA_FILE"))
    with urlopen(Request(address, data=content, method="PUT"), context=trusting) as answer:  # noqa: S310 - our own store
        assert answer.status == 200
    assert editor.head(url, **TUS)["Upload-Offset"] == str(len(content))
    assert editor.post(url, **TUS).json()["state"] == "examining"

    upload = judge(Upload.objects.get())
    save(upload, Description(title="A"), by=upload.by)
    assert Picture.objects.get().file.read() == content
    assert "Contents" not in bucket.client.list_objects_v2(Bucket=bucket.bucket, Prefix=f"incoming/{upload.pk}")


def test_parts_go_through_the_hub_too(editor: Client) -> None:
    assert arrived(editor, files.jpeg()).state == "ready"
