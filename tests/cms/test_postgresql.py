"""PostgreSQL behind a line that goes dead without a word: whoever asks is told in time, and it is asked again later."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from cms.postgresql import base, patience
from django.db import OperationalError, connection

from hub.silence import Silence

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


class Line:
    """Carries bytes between callers and the database until it is `dead`; then it takes calls and says nothing."""

    def __init__(self, host: str, port: int) -> None:
        self.to, self.dead = (host, port), threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.ends: list[socket.socket] = [self.listener]
        threading.Thread(target=self._take_calls, daemon=True).start()

    def _take_calls(self) -> None:
        with suppress(OSError):
            while True:
                caller, _address = self.listener.accept()
                self.ends.append(caller)
                if not self.dead.is_set():
                    called = socket.create_connection(self.to)
                    self.ends.append(called)
                    for one, other in ((caller, called), (called, caller)):
                        threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(65536):
                if not self.dead.is_set():
                    other.sendall(piece)

    def close(self) -> None:
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@pytest.fixture
def line() -> Iterator[Line]:
    told = connection.settings_dict
    with closing(Line(told["HOST"], int(told["PORT"]))) as line:
        yield line


def over(line: Line) -> base.DatabaseWrapper:
    told = connection.settings_dict
    options = told["OPTIONS"] | {"connect_timeout": 2}  # the least that libpq knows
    return base.DatabaseWrapper(told | {"HOST": "127.0.0.1", "PORT": line.port, "OPTIONS": options}, "over")


def ask(database: base.DatabaseWrapper) -> object:
    with database.cursor() as cursor:
        cursor.execute("SELECT 42")
        return cursor.fetchone()[0]


def test_a_line_that_goes_dead_is_told_of_in_time_and_one_caller_finds_out_when_it_is_back(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "_silence", Silence(60))
    monkeypatch.setattr(patience, "_statement", 0.3)
    monkeypatch.setattr(patience, "GLANCE", 0.2)
    used, idle, new = over(line), over(line), over(line)
    assert (ask(used), ask(idle)) == (42, 42)

    line.dead.set()
    with pytest.raises(OperationalError, match=r"the database did not answer within 0\.3 seconds"):
        ask(used)
    assert not used.is_usable()  # nothing is asked over it any more
    assert not idle.is_usable()
    began = time.monotonic()
    with pytest.raises(OperationalError, match="timeout"):
        ask(new)
    asked = time.monotonic()
    with pytest.raises(OperationalError, match="the database did not answer a moment ago"):
        ask(new)
    assert time.monotonic() - asked < 1 < asked - began

    line.dead.clear()
    monkeypatch.setattr(base, "_silence", Silence(60))
    used.close()
    idle.close()
    assert [ask(used), ask(idle), ask(new)] == [42, 42, 42]
    for database in (used, idle, new):
        database.close()


def test_a_lasting_command_waits(line: Line) -> None:
    database = over(line)
    database.ensure_connection()
    assert database.connection.patience is None
    assert database.is_usable()
    assert database.connection.patience is None
    database.close()
