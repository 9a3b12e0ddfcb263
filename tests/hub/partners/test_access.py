"""Who gets in: keys, scopes, addresses, rates; and what every answer carries."""

import hashlib
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from hub.partners.api.errors import reader_language
from hub.partners.models import Partner, PartnerKey
from tests.hub.partners.ledger import tell

pytestmark = pytest.mark.django_db

EVERYWHERE = ["", "items", "search", "changes", "snapshot", "agencies", "problems", "items/x.vi", "works/x", "media/x"]


def problem(response) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    return told["status"], told["type"].rpartition("/")[2]


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize(
    "header",
    ["Bearer", "Bearer ", "Bearer x", "Basic abc", "", "nah_" + "x" * 43, "Bearer nah_" + "x" * 43, "Bearer a b"],
)
def test_a_bad_authorization_header_is_401_and_never_anonymous(ask, path: str, header: str):
    response = ask(path, Authorization=header)
    assert problem(response) == (401, "invalid-key")
    assert response["WWW-Authenticate"] == 'Bearer realm="partner API", error="invalid_token"'


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, "This key expired on"),
        ({"revoked_at": timezone.now()}, "This key was revoked on"),
    ],
)
def test_an_expired_or_revoked_key_is_401(ask, key: str, change: dict, detail: str):
    PartnerKey.objects.update(**change)
    response = ask("items", key)
    assert problem(response) == (401, "invalid-key")
    assert response.json()["detail"].startswith(detail)


def test_a_suspended_partner_is_401(ask, key: str):
    Partner.objects.update(is_active=False)
    assert problem(ask("items", key)) == (401, "invalid-key")


def test_scheme_may_be_written_in_any_case(ask, key: str):
    assert ask("items", Authorization=f"bearer {key}").status_code == 200


@pytest.mark.parametrize(
    ("scopes", "path", "status"),
    [
        (["read:media"], "items", 403),
        (["read:media"], "items/x.vi", 403),
        (["read:media"], "works/x", 403),
        (["read:media"], "changes", 403),
        (["read:media"], "snapshot", 403),
        (["read:media"], "media/x", 404),
        (["read:items"], "media/x", 403),
        (["read:items"], "items", 200),
        (["read:items"], "agencies", 200),
    ],
)
def test_scope_decides(ask, key: str, scopes: list[str], path: str, status: int):
    Partner.objects.update(scopes=scopes)
    assert ask(path, key).status_code == status


def test_key_from_another_network_is_403(ask, key: str):
    Partner.objects.update(networks="203.0.113.0/24")
    assert problem(ask("items", key)) == (403, "address-not-allowed")
    Partner.objects.update(networks="203.0.113.0/24\n127.0.0.0/8")
    assert ask("items", key).status_code == 200


def test_rate_is_counted_for_each_key_and_told(ask, key: str):
    Partner.objects.update(rate_limit=2)
    told = [
        (response.status_code, response["RateLimit"].partition(";t=")[0])
        for response in (ask("items", key) for _ in range(3))
    ]
    assert told == [(200, '"minute";r=1'), (200, '"minute";r=0'), (429, '"minute";r=0')]
    refused = ask("items", key)
    assert problem(refused) == (429, "rate-limited")
    assert refused["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert ask("items").status_code == 200


def test_guessing_keys_counts_against_the_address(ask, settings):
    settings.PARTNER_API_ANONYMOUS_RATE = 2
    assert [ask("items", Authorization="Bearer x").status_code for _ in range(3)] == [401, 401, 429]


@pytest.mark.parametrize(
    "path",
    [
        "/api",
        "/api?a=1",
        "/api//v1/items",
        "/api/",
        "/api/v1/nothing",
        "/api/v2/items",
        "/api/v1/items/",
        "/api/v1//items",
        "/api/v1/vi/items",
        "/api/x",
    ],
)
def test_unknown_addresses_are_404_and_never_redirect(client, path: str):
    for method in ("get", "post", "head"):
        assert getattr(client, method)(path).status_code == 404
    assert problem(client.get(path)) == (404, "not-found")


def test_a_doubled_slash_before_the_api_is_404_too(client):
    response = client.get("/", PATH_INFO="//api/v1/items")  # the test client would read a host into it
    assert problem(response) == (404, "not-found")


def test_a_problem_names_its_instance_as_an_address_is_written(client):
    assert client.get("/api/v1/works/%E2%80%AE%00 x").json()["instance"] == "/api/v1/works/%E2%80%AE%00%20x"
    assert client.get("/api/v1/works/%1b[2J").json()["detail"] == "No released work has the id “�[2J”."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["items", "items/x.vi", "changes", "openapi.json", "docs"])
def test_writing_is_405(ask, method: str, path: str):
    response = ask(path, method=method)
    assert problem(response) == (405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_any_site_may_read_from_a_browser(ask):
    preflight = ask("items", method="options", Origin="https://example.org", Access_Control_Request_Method="GET")
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")
    assert "Authorization" in preflight["Access-Control-Allow-Headers"]
    response = ask("items")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link"} <= set(response["Access-Control-Expose-Headers"].split(", "))


def test_head_is_get_without_a_body(ask):
    item = tell(1)
    for path in ("items", f"items/{item.pk}", "changes", "agencies", "openapi.json"):
        got, head = ask(path), ask(path, method="head")
        assert (head.status_code, head.content, head["Content-Length"]) == (200, b"", str(len(got.content)))
        assert head.get("ETag") == got.get("ETag")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("vi", "vi"),
        ("vi-VN,en;q=0.5", "vi"),
        ("lo,vi;q=0.5", "vi"),
        ("en;q=0.4,vi;q=0.6", "vi"),
        ("en", "en"),
        ("en-GB,vi;q=0.9", "en"),
        ("fr", "en"),
        ("", "en"),
        ("*", "en"),
        ("vi;q=0", "en"),
        ("; q=x,,vi", "en"),
    ],
)
def test_problems_speak_vietnamese_to_who_prefers_it_and_english_to_all_others(header: str, language: str):
    assert reader_language(RequestFactory().get("/", headers={"Accept-Language": header})) == language


def test_problems_vary_with_the_language(ask):
    assert ask("items?limit=0")["Vary"] == "Accept-Language, Authorization"


def test_answers_are_private_with_a_key_and_public_without(ask, key: str):
    assert ask("items")["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert ask("items", key)["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert ask("items")["Vary"] == "Authorization"


def test_no_answer_sets_a_cookie(ask):
    assert [dict(ask(path).cookies) for path in EVERYWHERE] == [{}] * len(EVERYWHERE)


def test_each_problem_has_its_page(ask):
    kinds = ask("problems").json()["problems"]
    assert [ask(f"problems/{kind['type'].rpartition('/')[2]}").json() for kind in kinds] == kinds


@pytest.mark.parametrize(("path", "kind"), [("openapi.json", "application/json"), ("docs", "text/html; charset=utf-8")])
def test_schema_and_docs_can_be_not_modified(ask, path: str, kind: str):
    got = ask(path)
    assert got["ETag"] == f'"{hashlib.sha256(got.content).hexdigest()[:32]}"'
    assert (got["Content-Type"], got["Cache-Control"]) == (kind, "public, max-age=60, must-revalidate")
    again = ask(path, If_None_Match=got["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", got["ETag"])


def test_docs_and_schema_name_no_other_host(ask):
    import re  # noqa: PLC0415 - slow import

    page = ask("docs").content.decode()
    assert re.findall(r"""(?:src|href)=["'](https?:)?//""", page) == []
    assert '"validatorUrl": null' in page
