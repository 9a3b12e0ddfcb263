"""BagIt 1.0 (RFC 8493): the tag files that make a folder of files a bag. Pure: names and checksums in, bytes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

PAYLOAD = "data/"
DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Held:
    """One file of the payload; `path` begins with `data/`."""

    path: str
    sha256: str
    size: int


def tag_files(payload: Sequence[Held], info: Mapping[str, str]) -> dict[str, bytes]:
    """Path → bytes of every tag file, in the order in which a reader meets them. `info`: of bag-info.txt, in order."""
    oxum = f"{sum(held.size for held in payload)}.{len(payload)}"
    files = {
        DECLARATION: b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        INFO: _info({**info, "Payload-Oxum": oxum}),
        MANIFEST: _manifest({held.path: held.sha256 for held in payload}),
    }
    return {**files, TAG_MANIFEST: _manifest({path: sha256(content).hexdigest() for path, content in files.items()})}


def _info(labels: Mapping[str, str]) -> bytes:
    """One line a label: what a value breaks into lines is told in one."""
    told = {label: " ".join(value.split()) for label, value in labels.items()}
    return "".join(f"{label}: {value}\n" for label, value in told.items() if value).encode()


def _manifest(checksums: Mapping[str, str]) -> bytes:
    """RFC 8493, 2.1.3: line ends and the percent sign in a path are encoded, nothing else is."""
    return "".join(f"{digest}  {_encoded(path)}\n" for path, digest in checksums.items()).encode()


def _encoded(path: str) -> str:
    return "".join(quote(sign, safe="") if sign in "\r\n%" else sign for sign in path)
