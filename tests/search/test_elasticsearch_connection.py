"""How a cluster lets us in: key, name and password, a certificate of an authority of its own. No node is needed: what
answers here looks at what comes and says what a server says."""

import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from elasticsearch import ApiError, TransportError

from search.engines.elasticsearch.connection import Cluster, configured, told


class Door(BaseHTTPRequestHandler):
    """Lets in whoever says the word."""

    word = ""
    came: list[str]

    def do_GET(self) -> None:
        said = self.headers.get("Authorization", "")
        self.came.append(said)
        answer = json.dumps(
            {"status": "green"} if said == self.word else {"error": {"type": "security_exception", "reason": "no"}}
        )
        self.send_response(200 if said == self.word else 401)
        for name, value in {
            "X-Elastic-Product": "Elasticsearch",
            "Content-Type": "application/json",
            "Content-Length": str(len(answer)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def door() -> Iterator[tuple[type[Door], HTTPServer]]:
    class Own(Door):
        came: list[str] = []

    server = HTTPServer(("127.0.0.1", 0), Own)
    thread = threading.Thread(target=server.serve_forever)
    yield Own, server
    if thread.is_alive():
        server.shutdown()
    server.server_close()


def opened(server: HTTPServer) -> None:
    threading.Thread(target=server.serve_forever, daemon=True).start()


@pytest.mark.parametrize(
    ("secret", "word"),
    [
        ({}, ""),
        ({"api_key": "a2V5OnNlY3JldA=="}, "ApiKey a2V5OnNlY3JldA=="),
        ({"username": "hub", "password": "bí mật"}, "Basic aHViOmLDrSBt4bqtdA=="),
    ],
    ids=["open", "API key", "name and password"],
)
def test_the_cluster_is_told_who_we_are(door, secret: dict[str, str], word: str):
    handler, server = door
    opened(server)
    handler.word = word
    client = Cluster((f"http://127.0.0.1:{server.server_port}",), **secret).client(2.0)

    assert client.cluster.health()["status"] == "green"
    assert handler.came == [word]
    client.close()
    server.shutdown()


def test_who_is_not_let_in_is_told_so(door):
    handler, server = door
    opened(server)
    handler.word = "Basic x"
    client = Cluster((f"http://127.0.0.1:{server.server_port}",)).client(2.0)

    with pytest.raises(ApiError) as refused:
        client.cluster.health()
    assert told(refused.value) == "401 security_exception: no"
    client.close()
    server.shutdown()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("ca")
    pem, key = folder / "node.pem", folder / "node.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-out", pem, "-keyout", key],
        check=True, capture_output=True,
    )  # fmt: skip
    return pem, key


@pytest.mark.parametrize("known", [True, False])
def test_a_node_is_believed_only_with_a_certificate_of_the_named_authority(
    door, certificate: tuple[Path, Path], *, known: bool
):
    _handler, server = door
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_args: None
    opened(server)
    client = Cluster((f"https://127.0.0.1:{server.server_port}",), ca_file=str(certificate[0]) if known else "").client(
        2.0
    )

    if known:
        assert client.cluster.health()["status"] == "green"
    else:
        with pytest.raises(TransportError) as refused:
            client.cluster.health()
        assert "CERTIFICATE_VERIFY_FAILED" in told(refused.value)
    client.close()
    server.shutdown()


def test_the_settings_name_the_cluster_or_none(settings):
    assert configured() is None
    settings.ELASTICSEARCH = {"nodes": ("http://a:9200", "http://b:9200"), "index": "hub", "replicas": 2}

    assert configured() == Cluster(("http://a:9200", "http://b:9200"), index="hub", replicas=2)
