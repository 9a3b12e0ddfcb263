"""What becomes of what has arrived: ready with its proposals, or refused and gone."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone, translation

from media_library.ingest.incoming import Folder, incoming
from media_library.ingest.judging import judge, judge_waiting
from media_library.models import Upload
from tests.media_library.ingest import files
from tests.media_library.ingest.arriving import arrived, begin, patch
from tests.media_library.making import picture

pytestmark = pytest.mark.django_db
CONTENT = files.jpeg()


def bytes_of(upload: Upload) -> bool:
    store = incoming()
    assert isinstance(store, Folder)
    return store.path(upload.pk).exists()


def test_a_good_file_is_ready_to_be_looked_through(editor: Client) -> None:
    upload = arrived(editor, files.with_iptc(CONTENT, files.iptc((120, "Hồ sen".encode()))), "hồ sen.png")

    assert (upload.state, upload.format, upload.width, upload.height) == ("ready", "jpeg", 320, 200)
    assert (upload.notes, upload.proposals) == (
        ["mislabelled"],
        [{"field": "caption", "value": "Hồ sen", "origin": "iptc"}],
    )
    assert (len(upload.likeness), bytes(upload.preview or b"")[:2], bytes_of(upload)) == (16, b"\xff\xd8", True)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (CONTENT[:-1500], "broken_picture"),
        (b"MZ" + b"\0" * 400, "not_taken"),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\nXin", "subtitles"),
    ],
)
def test_a_bad_file_is_refused_and_its_bytes_go(
    editor: Client, django_capture_on_commit_callbacks: object, content: bytes, refusal: str
) -> None:
    begun = begin(editor, content)
    patch(editor, begun["Location"], content)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        upload = judge(Upload.objects.get())

    assert (upload.state, upload.refusal and upload.refusal["code"], bytes_of(upload)) == ("refused", refusal, False)
    assert upload.why_refused


def test_a_file_without_a_claimed_checksum_is_found_to_be_a_duplicate(editor: Client) -> None:
    known = picture(CONTENT, title="Làng Sen")

    upload = arrived(editor, CONTENT, sha256="")

    assert upload.refusal == {"code": "duplicate", "about": {"title": "Làng Sen", "asset": str(known.asset_id)}}
    with translation.override("en"):
        assert upload.why_refused == "The library has this very file already: “Làng Sen”."


def test_judging_twice_changes_nothing(editor: Client) -> None:
    upload = arrived(editor, CONTENT)

    assert judge(Upload.objects.get(pk=upload.pk)).tries == 1


def test_a_file_that_kills_its_worker_again_and_again_is_refused_and_kept(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    patch(editor, begun["Location"], CONTENT)
    Upload.objects.update(tries=3)  # three workers have begun and none has ended

    upload = judge(Upload.objects.get())

    assert (upload.state, upload.refusal, bytes_of(upload)) == ("refused", {"code": "interrupted", "about": {}}, True)


def test_an_upload_whose_job_was_lost_is_judged_later(editor: Client) -> None:
    begun = begin(editor, CONTENT)
    patch(editor, begun["Location"], CONTENT)
    assert judge_waiting() == 0
    Upload.objects.update(created_at=timezone.now() - timedelta(minutes=6))

    assert (judge_waiting(), Upload.objects.get().state) == (1, "ready")


# --- the virus scanner ------------------------------------------------------------------------------------------------


class Scanner:
    """Speaks clamd's protocol: finds what holds EICAR's beginning. The real one is asked in `test_clamd`."""

    def __init__(self) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.answer: bytes | None = None
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Nobody is let in any more. A door that is only closed would let one more in: the kernel keeps it for who waits at it."""
        if self.thread.is_alive():
            self.door.shutdown(socket.SHUT_RDWR)
            self.thread.join()
        self.door.close()

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.door.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                caller, _address = self.door.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(said.read(4), "big"):
                    content += said.read(length)
                found = b"stream: Eicar-Test FOUND\0" if b"X5O!P%" in content else b"stream: OK\0"
                caller.sendall(self.answer or found)


@pytest.fixture
def scanner(settings: LazySettings) -> Iterator[Scanner]:
    made = Scanner()
    settings.CLAMD_URL = made.url
    yield made
    made.close()


def test_what_the_scanner_passes_is_ready(editor: Client, scanner: Scanner) -> None:
    assert arrived(editor, CONTENT).state == "ready"


def test_what_the_scanner_finds_is_refused_by_its_name(editor: Client, scanner: Scanner) -> None:
    upload = arrived(editor, CONTENT + b"X5O!P%@AP")

    assert (upload.state, upload.refusal) == ("refused", {"code": "virus", "about": {"name": "Eicar-Test"}})


def test_what_is_too_large_for_the_scanner_says_so(editor: Client, scanner: Scanner) -> None:
    scanner.answer = b"INSTREAM size limit exceeded. ERROR\0"

    assert (arrived(editor, CONTENT).state, Upload.objects.get().notes) == ("ready", ["too_large_to_scan"])


def test_while_the_scanner_is_away_files_wait(editor: Client, scanner: Scanner, settings: LazySettings) -> None:
    scanner.close()
    upload = arrived(editor, CONTENT)
    assert (upload.state, upload.tries) == ("waiting", 0)
    assert (judge_waiting(), Upload.objects.get().state) == (0, "waiting")

    back = Scanner()
    settings.CLAMD_URL = back.url
    assert (judge_waiting(), Upload.objects.get().state) == (1, "ready")
    back.close()


def test_an_answer_that_is_no_verdict_lets_nothing_through(editor: Client, scanner: Scanner) -> None:
    scanner.answer = b"stream: lstat() failed. ERROR\0"

    assert arrived(editor, CONTENT).state == "waiting"
