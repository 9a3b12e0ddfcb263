"""A missing or wrong variable stops the start with a sentence that says what to do. One test per condition."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cms.environment import Environment

NODE = "https://elastic.example.vn:9200"
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
         "ELASTICSEARCH_CA_FILE: there is no file /nowhere.pem: name the PEM file of the authority that signed the nodes"),
        ({"ELASTICSEARCH_URL": NODE, "ELASTICSEARCH_INDEX": "Hub*"},
         "ELASTICSEARCH_INDEX: small letters, digits, - and _, beginning with a letter or digit, at most 100"),
        ({"ELASTICSEARCH_URL": NODE, "ELASTICSEARCH_REPLICAS": "11"}, "ELASTICSEARCH_REPLICAS: Input should be less than or equal to 10"),
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
