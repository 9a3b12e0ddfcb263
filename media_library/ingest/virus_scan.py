"""The virus scanner, when the house has one: clamd, spoken to in its own protocol (INSTREAM). Without an address: none.

A scanner that is away lets nothing through: files wait for it.
"""

import re
import select
import socket
import struct
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from media_library.ingest.refusals import FileRefused

PIECE = 128 * 1024
TIMEOUT = 120.0
FOUND = re.compile(rb"stream: (.+) FOUND")


class ScannerAway(Exception):  # noqa: N818 - named for the caller's decision
    """It does not answer, or not with a verdict."""


def scan(path: Path) -> tuple[str, ...]:
    """Notes for a person: a film may be larger than the scanner reads.

    Raises:
        FileRefused: it found something.
        ScannerAway
    """
    if not settings.CLAMD_URL:
        return ()
    try:
        answer = _ask(path)
    except OSError as away:
        raise ScannerAway(str(away)) from away
    found = FOUND.search(answer)
    if found:
        raise FileRefused("virus", name=found[1].decode(errors="replace").replace("\0", ""))
    if b"size limit exceeded" in answer:
        return ("too_large_to_scan",)
    if not answer.strip(b"\0 \n").endswith(b"stream: OK"):
        raise ScannerAway(answer.decode(errors="replace"))
    return ()


def _ask(path: Path) -> bytes:
    with _connected() as scanner, path.open("rb") as file:
        scanner.sendall(b"zINSTREAM\0")
        # it may say that it reads no further, and go: what it said before is in hand all the same
        with suppress(BrokenPipeError, ConnectionResetError):
            while (piece := file.read(PIECE)) and not select.select([scanner], [], [], 0)[0]:
                scanner.sendall(struct.pack(">I", len(piece)) + piece)
            scanner.sendall(struct.pack(">I", 0))
        answer = b""
        with suppress(ConnectionResetError):
            while piece := scanner.recv(4096):
                answer += piece
        return answer


def _connected() -> socket.socket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(TIMEOUT)
        try:
            scanner.connect(address.path)
        except OSError:
            scanner.close()
            raise
        return scanner
    return socket.create_connection((address.hostname or "127.0.0.1", address.port or 3310), TIMEOUT)
