"""The real scanner, with a signature of our own: nothing is fetched, and the whole of its protocol is asked."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from media_library.ingest.refusals import FileRefused
from media_library.ingest.virus_scan import scan

pytestmark = pytest.mark.clamd
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "signatures").mkdir()
    (folder / "signatures" / "own.ndb").write_text(f"Eicar-Test-Signature:0:0:{EICAR.hex()}\n", encoding="ascii")
    door = folder / "clamd.sock"
    (folder / "clamd.conf").write_text(
        f"LocalSocket {door}\nDatabaseDirectory {folder / 'signatures'}\nForeground yes\nStreamMaxLength 1M\n"
        f"TemporaryDirectory {folder}\nUser root\n",
        encoding="ascii",
    )
    process = subprocess.Popen(["clamd", "-c", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 120
        while not _answers(door):
            assert process.poll() is None, "clamd does not start"
            assert time.monotonic() < deadline, "clamd does not answer"
            time.sleep(0.1)
        yield f"unix://{door}"
    finally:
        process.terminate()
        process.wait(30)


def _answers(door: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(door))
        except OSError:
            return False
        return True


@pytest.fixture
def scanned(clamd: str, settings: LazySettings, tmp_path: Path) -> Path:
    settings.CLAMD_URL = clamd
    return tmp_path / "file"


def test_a_clean_file_passes(scanned: Path) -> None:
    scanned.write_bytes(b"Lang Sen" * 10_000)

    assert scan(scanned) == ()


def test_eicar_is_refused_by_its_name(scanned: Path) -> None:
    scanned.write_bytes(EICAR)
    with pytest.raises(FileRefused) as refused:
        scan(scanned)

    code, about = refused.value.refusal.code, refused.value.refusal.about
    assert (code, str(about["name"]).split(".UNOFFICIAL")[0]) == ("virus", "Eicar-Test-Signature")


def test_what_is_larger_than_it_reads_is_noted(scanned: Path) -> None:
    scanned.write_bytes(bytes(3 * 1024 * 1024))

    assert scan(scanned) == ("too_large_to_scan",)
