"""One HTTP request to the outside: bounded in time and size, never to a private network, never redirected.

The name is resolved once and the connection goes to the very address that was looked at, so a name that changes its
answer between the look and the call leads nowhere else. Redirects are answers like any other: nobody follows them.
"""

import http.client
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from threading import Timer
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from hub.outbound.networks import may_be_called, read_network

PATIENCE = 10.0  # seconds for everything: connecting, asking, reading the answer
LARGEST_ANSWER = 64 * 1024
LONGEST_URL = 2000
PORTS = {"http": 80, "https": 443}


class OutboundError(Exception):
    """It did not get there; the message says why, for a person."""


class Refused(OutboundError):  # noqa: N818 - named for the caller's decision
    """The hub does not call this address."""


class Unanswered(OutboundError):  # noqa: N818 - named for the caller's decision
    """Nobody answered, or not in time; it may be another matter later."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. Of a body longer than `LARGEST_ANSWER` only the beginning was read."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. `asked`: path and query."""

    scheme: str
    host: str
    port: int
    asked: str


def target(url: str) -> Target:
    """The address, if it is one that can be called at all. Asks nobody: what its name resolves to is seen at the call.

    Raises:
        Refused: it is none, or names a private address outright.
    """
    parts = _split(url)
    if parts.username is not None or parts.password is not None:
        raise Refused(_("Leave name and password out of the address."))
    host, port = parts.hostname, parts.port
    if not host or port == 0:
        raise Refused(_("This is no whole address: write it as https://host/path."))
    if _is_literal(host):
        _refuse_private(host, host)
    query = f"?{parts.query}" if parts.query else ""
    return Target(parts.scheme, host, port or PORTS[parts.scheme], (parts.path or "/") + query)


def _split(url: str) -> SplitResult:
    if len(url) > LONGEST_URL or not url.isascii() or any(sign <= " " or sign == "\x7f" for sign in url):
        raise Refused(_("Write the address in plain signs, without spaces, at most 2,000 of them."))
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - looked at, it is checked
    except ValueError as wrong:
        raise Refused(_("This is no whole address: write it as https://host/path.")) from wrong
    if parts.scheme not in PORTS:
        raise Refused(_("Only addresses that begin with https:// or http:// can be called."))
    return parts


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _refuse_private(host: str, address: str) -> None:
    if not may_be_called(address, [read_network(text) for text in settings.OUTBOUND_ALLOW]):
        raise Refused(
            _("%(host)s is in a private network, which the hub does not call. An administrator can allow it.")
            % {"host": host}
        )


def call(
    method: str, url: str, *, body: bytes = b"", headers: Mapping[str, str] | None = None, patience: float = PATIENCE
) -> Reply:
    """Ask once, and wait for `patience` seconds at most. (Resolving the name is bounded by the system's resolver.)

    Raises:
        Refused: the address is none of the public internet, nor allowed.
        Unanswered: no whole answer in time.
    """
    wanted = target(url)
    connection = _connection(wanted, _resolved(wanted), patience)
    with _until(patience, connection) as late:
        try:
            connection.request(method, wanted.asked, body=body or None, headers=dict(headers or {}))
            with connection.getresponse() as answer:
                reply = Reply(answer.status, answer.read(LARGEST_ANSWER), dict(answer.getheaders()))
        except (OSError, http.client.HTTPException) as fault:
            raise Unanswered(_too_late(wanted, patience) if late() else _why(wanted, fault)) from fault
        if late():  # what was read by then may be half of it
            raise Unanswered(_too_late(wanted, patience))
    return reply


def _too_late(wanted: Target, patience: float) -> str:
    return _("%(host)s did not answer within %(seconds)g seconds.") % {"host": wanted.host, "seconds": patience}


def _why(wanted: Target, fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return _("%(host)s does not answer.") % {"host": wanted.host}
    return _("No answer from %(host)s: %(fault)s") % {
        "host": wanted.host,
        "fault": f"{type(fault).__name__}: {fault}".rstrip(": "),
    }


# --- the connection --------------------------------------------------------------------------------------------------

Resolved = tuple[socket.AddressFamily, Any]


def _resolved(wanted: Target) -> list[Resolved]:
    """Where the name leads to: those of its addresses that may be called."""
    try:
        found = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise Unanswered(_("The name %(host)s is not known.") % {"host": wanted.host}) from unknown
    networks = [read_network(text) for text in settings.OUTBOUND_ALLOW]
    callable_: list[Resolved] = [
        (family, address) for family, _kind, _proto, _name, address in found if may_be_called(str(address[0]), networks)
    ]
    if not callable_:
        _refuse_private(wanted.host, str(found[0][4][0]))
    return callable_


class _Pinned(http.client.HTTPConnection):
    """Connects to addresses that were looked at, whatever the name says by now.

    `wire`: the socket; `sock` itself is given up as soon as an answer says that it is the last one."""

    wire: socket.socket | None = None

    def __init__(self, wanted: Target, addresses: list[Resolved], patience: float) -> None:
        super().__init__(wanted.host, wanted.port, timeout=patience)
        self.addresses = addresses

    def connect(self) -> None:
        fault: OSError | None = None
        for family, address in self.addresses:
            self.sock = self.wire = socket.socket(family, socket.SOCK_STREAM)
            self.sock.settimeout(self.timeout)
            try:
                self.sock.connect(address)
            except OSError as refused:
                self.sock.close()
                fault = refused
            else:
                return
        raise fault or ConnectionError


class _PinnedTls(_Pinned):
    """The certificate must be that of the name."""

    default_port = 443

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        self.wire = self.sock
        self.sock.do_handshake()


def _connection(wanted: Target, addresses: list[Resolved], patience: float) -> _Pinned:
    return (_PinnedTls if wanted.scheme == "https" else _Pinned)(wanted, addresses, patience)


@contextmanager
def _until(patience: float, connection: _Pinned) -> Iterator[Any]:
    """A limit for the whole: a sender that drips a byte a second would never time out otherwise. Gives a function that
    says whether it was reached."""
    reached = False

    def cut() -> None:
        nonlocal reached
        reached = True
        if connection.wire is not None:
            try:
                socket.socket.shutdown(connection.wire, socket.SHUT_RDWR)  # TLS's own would talk first
            except OSError:
                return  # it has ended meanwhile

    timer = Timer(patience, cut)
    timer.daemon = True
    timer.start()
    try:
        yield lambda: reached
    finally:
        timer.cancel()
        connection.close()
