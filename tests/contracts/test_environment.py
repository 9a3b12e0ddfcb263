"""A missing or wrong variable stops the start with a sentence that says what to do. One test per condition."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cms.environment import Environment, Mail

NODE = "https://elastic.example.vn:9200"
SERVER = (
    "HUB_EMAIL_URL: write smtp://USER:PASSWORD@HOST:587 (encrypted by STARTTLS; add ?tls=no for a server of your own that "
    "has none), or smtps://USER:PASSWORD@HOST:465; signs such as @ and / in a password as %40 and %2F"
)
SENDER = "HUB_EMAIL_FROM: write an address, hub@nghean.vn, or with a name: Nghệ An <hub@nghean.vn>"
BOTH = "set HUB_EMAIL_URL and HUB_EMAIL_FROM both, or neither: then no e-mail is sent, and none offered"
NODES = (
    "write each node as https://HOST:PORT, by commas; name and password belong in ELASTICSEARCH_USERNAME and "
    "ELASTICSEARCH_PASSWORD, or set ELASTICSEARCH_API_KEY"
)


def refusal(tmp_path: Path, **variables: str) -> str:
    """What a start under these variables says."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("S3_", "HUB_", "DATABASE", "REDIS", "SECRET", "ELASTICSEARCH"))
    }
    started = subprocess.run(
        [sys.executable, "-m", "cms", "check"],
        env=clean | {"HUB_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings"} | variables,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert started.returncode == 1, started.stderr
    return started.stderr.strip()


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"HUB_LANGUAGES": "en,vi"}, "HUB_LANGUAGES: the first language is the source language, 'vi': write HUB_LANGUAGES=vi,en,lo,…"),
        ({"HUB_LANGUAGES": "vi,en,EN"}, "HUB_LANGUAGES: a language is named twice: name each once"),
        ({"HUB_LANGUAGES": "vi,klingonese"}, "HUB_LANGUAGES: 'klingonese' is not a BCP 47 language that CLDR knows, such as 'th' or 'zh-Hant'"),
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL: use postgresql://USER:PASSWORD@HOST:PORT/NAME, or leave it unset for SQLite"),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL: use redis://HOST:PORT/NUMBER, or leave it unset for the embedded cache"),
        ({"BASE_URL": "hub.example.vn"}, "BASE_URL: write the whole address, with http:// or https://"),
        ({"S3_BUCKET": "hub"}, "S3_BUCKET is set, so S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY must be set too"),
        ({"S3_ENDPOINT_URL": "http://127.0.0.1:1"}, "S3_BUCKET is missing: name the bucket, or unset the other S3_ variables for local files"),
        ({"ELASTICSEARCH_URL": "https://a.example.vn:9200,b.example.vn:9200"}, f"ELASTICSEARCH_URL: {NODES}"),
        ({"ELASTICSEARCH_URL": "https://elastic.example.vn"}, f"ELASTICSEARCH_URL: {NODES}"),
        ({"ELASTICSEARCH_URL": "https://hub:secret@elastic.example.vn:9200"}, f"ELASTICSEARCH_URL: {NODES}"),
        ({"ELASTICSEARCH_API_KEY": "x"}, "ELASTICSEARCH_URL is missing: name the nodes, or unset the other ELASTICSEARCH_ variables"),
        ({"ELASTICSEARCH_URL": NODE, "ELASTICSEARCH_USERNAME": "hub"}, "set ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD both, or neither"),
        ({"ELASTICSEARCH_URL": NODE, "ELASTICSEARCH_USERNAME": "hub", "ELASTICSEARCH_PASSWORD": "x", "ELASTICSEARCH_API_KEY": "x"},
         "ELASTICSEARCH_API_KEY and ELASTICSEARCH_USERNAME are both set: choose one"),
        ({"ELASTICSEARCH_URL": NODE, "ELASTICSEARCH_CA_FILE": "/nowhere.pem"},
         "ELASTICSEARCH_CA_FILE: there is no file /nowhere.pem: name the PEM file of the authority that signed the server's certificate"),
        ({"S3_CA_FILE": "/nowhere.pem"},
         "S3_CA_FILE: there is no file /nowhere.pem: name the PEM file of the authority that signed the server's certificate"),
        ({"ELASTICSEARCH_URL": NODE, "ELASTICSEARCH_INDEX": "Hub*"},
         "ELASTICSEARCH_INDEX: small letters, digits, - and _, beginning with a letter or digit, at most 100"),
        ({"ELASTICSEARCH_URL": NODE, "ELASTICSEARCH_REPLICAS": "11"}, "ELASTICSEARCH_REPLICAS: Input should be less than or equal to 10"),
        ({"HUB_EMAIL_URL": "mail.example.vn:25"}, SERVER),
        ({"HUB_EMAIL_URL": "http://mail.example.vn"}, SERVER),
        ({"HUB_EMAIL_URL": "smtp://:587"}, SERVER),
        ({"HUB_EMAIL_URL": "smtp://mail.example.vn:x"}, SERVER),
        ({"HUB_EMAIL_URL": "smtp://hub@mail.example.vn"}, SERVER),
        ({"HUB_EMAIL_URL": "smtp://mail.example.vn/path"}, SERVER),
        ({"HUB_EMAIL_URL": "smtp://mail.example.vn?tls=maybe"}, SERVER),
        ({"HUB_EMAIL_URL": "smtps://mail.example.vn?tls=no"}, SERVER),
        ({"HUB_EMAIL_FROM": "hub", "HUB_EMAIL_URL": "smtp://mail.example.vn"}, SENDER),
        ({"HUB_EMAIL_FROM": "Hub <>", "HUB_EMAIL_URL": "smtp://mail.example.vn"}, SENDER),
        ({"HUB_EMAIL_FROM": "hub@example.vn"}, BOTH),
        ({"HUB_EMAIL_URL": "smtp://mail.example.vn"}, BOTH),
        ({"HUB_OUTBOUND_ALLOW": "10.0.0.0/8,intranet.example.vn"},
         "HUB_OUTBOUND_ALLOW: 'intranet.example.vn' is no network: write addresses or networks by commas, such as 10.20.0.0/16,192.168.1.5"),
        ({"HUB_MODE": "production"}, "HUB_MODE=production needs SECRET_KEY, BASE_URL, DATABASE_URL: set each in the environment"),
    ],
)  # fmt: skip
def test_an_environment_that_cannot_work_is_refused_with_a_remedy(tmp_path, variables, sentence):
    assert refusal(tmp_path, **variables) == f"cms: The environment cannot work:\n  {sentence}"


def test_an_unknown_mode_is_refused(tmp_path):
    assert "HUB_MODE: Input should be 'demo', 'development' or 'production'" in refusal(tmp_path, HUB_MODE="prod")


def test_a_port_that_is_none_is_refused(tmp_path):
    assert "PORT: Input should be less than or equal to 65535" in refusal(tmp_path, PORT="70000")


def test_a_whole_cluster_is_understood(tmp_path, monkeypatch):
    authority = tmp_path / "ca.pem"
    authority.touch()
    for name, value in {
        "URL": "https://a.example.vn:9200/, https://[2001:db8::1]:443/search",
        "API_KEY": "secret",
        "CA_FILE": str(authority),
        "REPLICAS": "2",
    }.items():
        monkeypatch.setenv(f"ELASTICSEARCH_{name}", value)

    assert Environment().elasticsearch == {
        "nodes": ("https://a.example.vn:9200", "https://[2001:db8::1]:443/search"),
        "index": "hub-search",
        "replicas": 2,
        "api_key": "secret",
        "username": "",
        "password": "",
        "ca_file": str(authority),
    }


def test_without_a_cluster_the_embedded_engine_is_alone(monkeypatch):
    monkeypatch.delenv("ELASTICSEARCH_URL", raising=False)

    assert Environment().elasticsearch is None


def test_a_mail_server_is_understood(monkeypatch):
    monkeypatch.setenv("HUB_EMAIL_FROM", "Nghệ An <hub@nghean.vn>")
    for url, host, port, user, password, tls in (
        ("smtp://hub:p%40ss%2F@mail.example.vn", "mail.example.vn", 587, "hub", "p@ss/", "starttls"),
        ("smtp://mail.example.vn:25/?tls=no", "mail.example.vn", 25, "", "", ""),
        ("smtps://hub:x@mail.example.vn", "mail.example.vn", 465, "hub", "x", "at once"),
    ):
        monkeypatch.setenv("HUB_EMAIL_URL", url)
        assert Environment().mail == Mail("smtp", "Nghệ An <hub@nghean.vn>", host, port, user, password, tls)


def test_without_a_mail_server_there_is_no_mail_but_files_in_the_demo(monkeypatch, tmp_path):
    for name in ("HUB_EMAIL_URL", "HUB_EMAIL_FROM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HUB_VAR", str(tmp_path))

    assert Environment(hub_mode="development").mail is None
    assert Environment(hub_mode="demo").mail == Mail("filebased", "hub@nghean.example", folder=tmp_path / "mail")


def test_networks_that_may_be_called_are_understood(monkeypatch):
    monkeypatch.setenv("HUB_OUTBOUND_ALLOW", "10.20.0.0/16, 192.168.1.5")
    assert Environment().hub_outbound_allow == ("10.20.0.0/16", "192.168.1.5")
