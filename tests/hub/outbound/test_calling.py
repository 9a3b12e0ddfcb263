"""The one door to the outside, at real servers on loopback. What the system's resolver says is the test's to choose."""

import socket
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from hub.outbound.calling import LARGEST_ANSWER, Refused, Unanswered, call, target
from tests.hub.outbound.receiver import CERTIFICATE, listening


@pytest.fixture
def loopback_allowed(settings: Any) -> None:
    settings.OUTBOUND_ALLOW = ("127.0.0.0/8",)


def resolves(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Names lead to the first answer, then to the second …; returns the names that were asked for."""
    asked: list[str] = []
    waiting = list(answers)

    def look_up(host: str, port: int, *_kind: Any, **_more: Any) -> list[Any]:
        asked.append(host)
        found = waiting.pop(0)
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_request_arrives_as_it_was_sent(loopback_allowed):
    with listening() as receiver:
        receiver.status = 202
        reply = call("POST", f"{receiver.url}/a/b?c=d", body=b"hello", headers={"X-One": "1"})

    assert (reply.status, reply.accepted) == (202, True)
    [heard] = receiver.heard
    assert (heard.method, heard.path, heard.body, heard.headers["X-One"]) == ("POST", "/a/b?c=d", b"hello", "1")
    assert heard.headers["Host"] == f"127.0.0.1:{receiver.port}"


def test_loopback_is_refused_where_nobody_allowed_it():
    with listening() as receiver, pytest.raises(Refused) as refused:
        call("GET", receiver.url)
    assert str(refused.value) == (
        "127.0.0.1 is in a private network, which the hub does not call. An administrator can allow it."
    )
    assert receiver.heard == []


@pytest.mark.parametrize(
    "host", ["127.1", "2130706433", "0x7f.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]"]
)
def test_other_spellings_of_loopback_are_refused_as_well(host):
    with listening() as receiver, pytest.raises((Refused, Unanswered)):  # not every system knows the odd ones
        call("GET", f"http://{host}:{receiver.port}/")
    assert receiver.heard == []


def test_a_name_that_leads_inside_is_refused(monkeypatch):
    resolves(monkeypatch, ["127.0.0.1"])
    with listening() as receiver, pytest.raises(Refused, match=r"^hooks\.example\.vn is in a private network"):
        call("GET", f"http://hooks.example.vn:{receiver.port}/")
    assert receiver.heard == []


def test_a_name_is_asked_for_once_and_what_was_looked_at_is_called(monkeypatch, loopback_allowed):
    """DNS rebinding: the second answer would be another machine."""
    asked = resolves(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    with listening() as receiver:
        assert call("GET", f"http://hooks.example.vn:{receiver.port}/").status == 204

    assert asked == ["hooks.example.vn"]
    assert receiver.heard[0].headers["Host"] == f"hooks.example.vn:{receiver.port}"


def test_of_several_addresses_only_those_outside_are_called(monkeypatch, settings):
    settings.OUTBOUND_ALLOW = ("127.0.0.2",)
    resolves(monkeypatch, ["169.254.169.254", "127.0.0.1", "127.0.0.2"])
    with listening() as receiver, pytest.raises(Unanswered):  # the receiver is on 127.0.0.1
        call("GET", f"http://hooks.example.vn:{receiver.port}/")
    assert receiver.heard == []


def test_the_next_address_is_tried_where_the_first_is_dead(monkeypatch, loopback_allowed):
    resolves(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    with listening() as receiver:
        assert call("GET", f"http://hooks.example.vn:{receiver.port}/").status == 204


def test_redirects_are_not_followed(loopback_allowed):
    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://169.254.169.254/")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with listening(answer=elsewhere) as receiver:
        reply = call("GET", receiver.url)
    assert (reply.status, reply.accepted, len(receiver.heard)) == (302, False, 1)


def test_of_a_long_answer_only_the_beginning_is_read(loopback_allowed):
    def long(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"x" * (LARGEST_ANSWER * 4))

    with listening(answer=long) as receiver:
        assert call("GET", receiver.url).body == b"x" * LARGEST_ANSWER


def test_an_answer_that_drips_is_cut_off(loopback_allowed):
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _second in range(200):
            handler.wfile.write(b".")
            time.sleep(0.05)

    with listening(answer=drip) as receiver:
        begun = time.monotonic()
        with pytest.raises(Unanswered) as late:
            call("GET", receiver.url, patience=0.4)
        took = time.monotonic() - begun
    assert str(late.value) == "127.0.0.1 did not answer within 0.4 seconds."
    assert took < 5  # it would drip for ten


def test_a_server_that_says_nothing_is_given_up(loopback_allowed):
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(Unanswered):
        call("GET", f"http://127.0.0.1:{silent.getsockname()[1]}/", patience=0.3)


def test_a_closed_port_is_no_answer(loopback_allowed):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(Unanswered, match=r"^No answer from 127\.0\.0\.1: ConnectionRefusedError"):
        call("GET", f"http://127.0.0.1:{port}/")


def test_nonsense_is_no_answer(loopback_allowed):
    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    with listening(answer=nonsense) as receiver, pytest.raises(Unanswered, match="BadStatusLine"):
        call("GET", receiver.url)


def test_an_unknown_name_is_no_answer(monkeypatch):
    def unknown(*_asked: Any, **_more: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unanswered) as refused:
        call("GET", "https://hooks.example.vn/")
    assert str(refused.value) == "The name hooks.example.vn is not known."


# --- TLS -------------------------------------------------------------------------------------------------------------


def test_the_certificate_is_that_of_the_name(monkeypatch, loopback_allowed):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    resolves(monkeypatch, ["127.0.0.1"])
    with listening(tls=True) as receiver:
        assert call("GET", f"https://hooks.example.vn:{receiver.port}/").status == 204


def test_a_certificate_of_another_name_is_refused(monkeypatch, loopback_allowed):
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    resolves(monkeypatch, ["127.0.0.1"])
    with listening(tls=True) as receiver, pytest.raises(Unanswered, match="Hostname mismatch"):
        call("GET", f"https://other.example.vn:{receiver.port}/")
    assert receiver.heard == []


def test_a_certificate_that_nobody_signed_is_refused(monkeypatch, loopback_allowed):
    resolves(monkeypatch, ["127.0.0.1"])
    with listening(tls=True) as receiver, pytest.raises(Unanswered, match="CERTIFICATE_VERIFY_FAILED"):
        call("GET", f"https://hooks.example.vn:{receiver.port}/")
    assert receiver.heard == []


# --- addresses -------------------------------------------------------------------------------------------------------

WHOLE = "This is no whole address: write it as https://host/path."
SCHEME = "Only addresses that begin with https:// or http:// can be called."
SIGNS = "Write the address in plain signs, without spaces, at most 2,000 of them."


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("file:///etc/passwd", SCHEME),
        ("ftp://example.vn/", SCHEME),
        ("//example.vn/", SCHEME),
        ("example.vn", SCHEME),
        ("", SCHEME),
        ("https://", WHOLE),
        ("https:///path", WHOLE),
        ("https://example.vn:0/", WHOLE),
        ("https://example.vn:99999/", WHOLE),
        ("https://example.vn:x/", WHOLE),
        ("https://[::1/", WHOLE),
        ("https://me:secret@example.vn/", "Leave name and password out of the address."),
        ("https://example.vn\\@127.0.0.1/", "Leave name and password out of the address."),
        ("https://example.vn/a b", SIGNS),
        ("https://example.vn/\r\nHost: x", SIGNS),
        ("https://ví-dụ.vn/", SIGNS),
        ("https://example.vn/" + "a" * 2000, SIGNS),
        ("http://10.0.0.1/", "10.0.0.1 is in a private network, which the hub does not call. An administrator can allow it."),
    ],
)  # fmt: skip
def test_what_is_no_address_to_call_is_refused_in_words(url, sentence):
    with pytest.raises(Refused) as refused:
        target(url)
    assert str(refused.value) == sentence


def test_an_address_is_taken_apart():
    told = target("https://Hooks.example.vn/in?key=1#part")
    assert (told.scheme, told.host, told.port, told.asked) == ("https", "hooks.example.vn", 443, "/in?key=1")
    assert target("http://example.vn:8080").asked == "/"
