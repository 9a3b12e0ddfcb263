"""Files on their way into the library, for tests: sent, judged, ready."""

from base64 import b64encode
from hashlib import sha256
from typing import Any

from django.test import Client

from media_library.ingest.judging import judge
from media_library.models import Upload

UPLOADS = "/admin/media-library/uploads/files/"
TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}


def told(**metadata: str) -> str:
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in metadata.items())


def begin(client: Client, content: bytes, name: str = "anh.jpg", where: str = UPLOADS, **metadata: str) -> Any:
    metadata = {"filename": name, "sha256": sha256(content).hexdigest()} | metadata
    return client.post(
        where, content_type="application/octet-stream", HTTP_UPLOAD_LENGTH=str(len(content)),
        HTTP_UPLOAD_METADATA=told(**metadata), **TUS,
    )  # fmt: skip


def patch(client: Client, url: str, content: bytes, offset: int = 0, **headers: str) -> Any:
    return client.patch(
        url, content, content_type="application/offset+octet-stream", HTTP_UPLOAD_OFFSET=str(offset), **TUS | headers
    )


def checksum(content: bytes) -> dict[str, str]:
    return {"HTTP_UPLOAD_CHECKSUM": f"sha256 {b64encode(sha256(content).digest()).decode()}"}


def arrived(client: Client, content: bytes, name: str = "anh.jpg", **metadata: str) -> Upload:
    """Sent whole and judged."""
    begun = begin(client, content, name, **metadata)
    assert begun.status_code == 201, begun.content
    assert patch(client, begun["Location"], content).status_code == 204
    return judge(Upload.objects.get(pk=begun.json()["uid"]))
