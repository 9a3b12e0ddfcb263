"""Temporary files go with their process, however it ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cms import workroom

PROGRAM = """
import sys, tempfile, pathlib
from cms import workroom
workroom.enter(pathlib.Path(sys.argv[1]))
tempfile.NamedTemporaryFile(delete=False).write(b"half a film")
print(tempfile.gettempdir(), flush=True)
sys.stdin.read()
"""


def process(var: Path) -> tuple["subprocess.Popen[str]", Path]:
    begun = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(var)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert begun.stdout is not None
    return begun, Path(begun.stdout.readline().strip())


@pytest.fixture(autouse=True)
def unnamed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)


def test_the_room_of_a_killed_process_is_swept_and_no_other(tmp_path: Path) -> None:
    killed, left = process(tmp_path)
    living, room = process(tmp_path)
    assert left.parent == room.parent == tmp_path / "tmp"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert len(list(left.iterdir())) == 2

    assert workroom.sweep(tmp_path / "tmp") == 1

    assert (left.exists(), len(list(room.iterdir()))) == (False, 2)
    living.communicate("")
    assert (living.returncode, list((tmp_path / "tmp").iterdir())) == (0, [])


def test_the_environment_names_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "fast"))
    begun, room = process(tmp_path / "var")
    begun.communicate("")
    assert room.parent.parent == tmp_path / "fast"


def test_where_no_room_can_be_made_a_process_begins_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "tmp").write_bytes(b"no folder")
    begun, room = process(tmp_path)
    begun.communicate("")
    assert (begun.returncode, tmp_path in room.parents) == (0, False)
