"""The supervisor with real processes: what is killed comes back, and the web's port never closes."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cms.processes import house, listen

from tests.journeys.conftest import free_port
from tests.waiting import is_alive, wait_until

ROOT = Path(__file__).resolve().parents[2]
# a web server that takes its time to start, as the real one does, and says who answers
SLOW_WEB = """
import os, socket, sys, time
time.sleep(1)
listener = socket.socket(fileno=int(sys.argv[1]))
while True:
    caller, _address = listener.accept()
    caller.sendall(str(os.getpid()).encode())
    caller.close()
"""
GROUP = """
import sys
from cms.processes import Child, ProcessGroup, listen
with listen(int(sys.argv[1])) as listener:
    web = [sys.executable, "-c", sys.argv[2], str(listener.fileno())]
    ProcessGroup(Child("web", web, lent=(listener.fileno(),))).run()
"""


@contextmanager
def running(port: int) -> Iterator["subprocess.Popen[bytes]"]:
    group = subprocess.Popen(
        [sys.executable, "-c", GROUP, str(port), SLOW_WEB], cwd=ROOT, env={**os.environ, "PYTHONPATH": "site"}
    )
    try:
        yield group
    finally:
        group.terminate()
        assert group.wait(15) == 0


def answer(port: int) -> int:
    """Who answers; the connection is refused if the port is closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as call:
        return int(call.recv(100))


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def first_answer(port: int) -> int:
    deadline = time.monotonic() + 30
    while not is_open(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer(port)


def test_callers_wait_while_a_killed_web_server_starts_again():
    port = free_port()
    with running(port):
        before = first_answer(port)
        os.kill(before, signal.SIGKILL)
        wait_until(
            lambda: not is_alive(before)
        )  # a signal takes a moment, in which the dying one may still take a call
        after = answer(port)  # at once: it is neither refused nor lost
        assert after != before
    assert not is_open(port)


def test_a_killed_supervisor_takes_its_children_along():
    port = free_port()
    with running(port) as group:
        first_answer(port)
        group.kill()
        group.wait()
        group.returncode = 0  # as it was meant
        deadline = time.monotonic() + 20
        while is_open(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not is_open(port)


def test_a_taken_port_is_refused():
    port = free_port()
    taken = [sys.executable, "-c", "import sys; from cms.processes import listen; listen(int(sys.argv[1]))", str(port)]
    environment = {**os.environ, "PYTHONPATH": "site"}
    assert subprocess.run(taken, cwd=ROOT, env=environment, check=False).returncode == 0
    with socket.create_server(("127.0.0.1", port)):
        refused = subprocess.run(taken, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert "Address already in use" in refused.stderr


@pytest.mark.parametrize("follow", [True, False])
def test_elasticsearch_is_followed_where_there_is_one(*, follow: bool):
    with listen(free_port()) as listener:
        names = [child.name for child in house(listener, follow=follow).children]

    assert names == [
        *("web", "quick worker", "long worker", "relay", "index", "alerts"),
        *(["follow"] if follow else []),
    ]
