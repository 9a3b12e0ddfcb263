"""The API's contract: a committed snapshot, a valid OpenAPI 3.1 document, and real answers that keep to it.

After an intended change: `UPDATE_OPENAPI=1 .venv/bin/pytest tests/contracts/test_openapi.py`, and read the diff.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from hub.partners.keys import create_key
from hub.partners.models import Partner
from hub.publishing.acts import withdraw
from hub.registry.models import PlanTask, Subject
from media_library.models import AssetText, BrandAsset
from media_library.renditions.faces import draw_face
from search.indexing import index_waiting
from tests.hub.partners.ledger import tell, work
from tests.hub.partners.test_media_and_reference import registry
from tests.media_library.making import drawing, encoded, pdf, picture
from tests.media_library.packages.room import librarian, made
from tests.newsroom import article, desk_head, fresh, open_newsroom, publish, relay, translate

SNAPSHOT = Path(__file__).with_name("openapi.json")


@pytest.fixture
def contract(client: Client) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json()


def test_the_contract_is_the_committed_one(contract: dict[str, Any]):
    told = json.dumps(contract, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_OPENAPI"):
        SNAPSHOT.write_text(told)
    assert SNAPSHOT.read_text() == told


def test_the_contract_is_a_valid_openapi_document(contract: dict[str, Any]):
    assert contract["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(contract).iter_errors()) == []


def test_the_contract_names_no_host_of_its_machine(contract: dict[str, Any], settings: Any):
    assert settings.BASE_URL not in json.dumps(contract)


def test_every_block_is_told_apart_by_its_type(contract: dict[str, Any]):
    body = contract["components"]["schemas"]["Item"]["properties"]["body"]
    assert set(body["items"]["discriminator"]["mapping"]) == {
        "paragraph", "heading", "picture", "gallery", "clip", "recording", "document", "quote", "table", "fact", "box", "embed",
    }  # fmt: skip


def operation_of(contract: dict[str, Any], path: str) -> dict[str, Any]:
    """The operation whose path matches."""
    asked = path.partition("?")[0].strip("/").split("/")
    for template, operations in contract["paths"].items():
        parts = template.removeprefix("/api/v1/").strip("/").split("/")
        if len(parts) == len(asked) and all(
            part == word or part.startswith("{") for part, word in zip(parts, asked, strict=True)
        ):
            return operations["get"]
    raise AssertionError(path)


def keeps_to(contract: dict[str, Any], path: str, response: Any) -> list[str]:
    """What of the answer the contract does not allow."""
    answer = operation_of(contract, path)["responses"][str(response.status_code)]
    media_type = response["Content-Type"].partition(";")[0]
    schema = answer["content"][media_type]["schema"] | {"components": contract["components"]}
    return [
        f"{path}: {error.json_path} {error.message[:200]}"
        for error in Draft202012Validator(schema).iter_errors(response.json())
    ]


@pytest.mark.django_db
def test_real_answers_keep_to_the_contract(contract: dict[str, Any], client: Client, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    open_newsroom()
    registry(1)
    photo = picture(encoded(drawing((320, 240))), title="Hồ sen", credit="Báo Nghệ An", licence="CC-BY-4.0")
    photo.texts = [
        AssetText(language="vi", alt="Hồ sen", caption="Hồ sen."),
        AssetText(language="lo", alt="ສະບົວ"),
    ]
    photo.save()
    body = [
        {"type": "paragraph", "value": "<p>Sen nở.</p>", "id": "11111111-1111-4111-8111-111111111111"},
        {"type": "heading", "value": "Đường đến", "id": "11111111-1111-4111-8111-111111111112"},
        {"type": "picture", "value": {"image": photo.pk, "caption": ""}, "id": "11111111-1111-4111-8111-111111111113"},
        {"type": "gallery", "value": {"pictures": [photo.pk, photo.pk]}, "id": "11111111-1111-4111-8111-111111111114"},
        {
            "type": "quote",
            "value": {"text": "Đẹp", "speaker": "Ông A", "role": ""},
            "id": "11111111-1111-4111-8111-111111111115",
        },
        {
            "type": "embed",
            "value": {"url": "https://example.org/a", "title": "A"},
            "id": "11111111-1111-4111-8111-111111111116",
        },
        {"type": "box", "value": {"title": "Hộp", "text": "<p>Chữ</p>"}, "id": "11111111-1111-4111-8111-111111111117"},
    ]
    asset = photo.asset
    asset.taken_at = asset.created_at
    asset.save()
    asset.tasks.set(PlanTask.objects.all())
    asset.subjects.set(Subject.objects.all())
    logo = BrandAsset(title="Logo", slug="logo", role="logo", status="approved", licence="CC-BY-4.0")
    logo.file = ContentFile(pdf("Sen"), name="logo.ai")
    logo.save()
    draw_face(logo.asset)
    package = made(librarian(), photo.asset, offered=True)
    page, gone = article(picture=photo, body=body), article(title="Sẽ rút")
    page.tasks.set(PlanTask.objects.all())
    publish(page)
    publish(gone)
    translate(page, "lo")
    relay()
    withdraw(fresh(gone), by=desk_head(), reason="Sai")
    relay()
    tell(7, "lo", kind="dossier")
    while index_waiting():
        pass
    key = create_key(Partner.objects.create(name="Đài", contact="a@example.org"), by=None, name="web")[1]
    item, withdrawn = f"items/{page.translation_key}.vi", f"items/{gone.translation_key}.vi"
    paths = [
        "", "items?type=article", "items?type=article&include=body&limit=1", item, f"items/{page.translation_key}.lo", withdrawn, "items/x.vi",
        f"works/{page.translation_key}", f"works/{gone.translation_key}", "works/x", "changes", "changes?since=x", f"media/{photo.uid}",
        f"media/{photo.uid}?lang=vi", f"media/{logo.uid}", "media/x",
        "columns", "columns?lang=vi", "dossiers", "dossiers?lang=lo", "agencies", "agencies?lang=en",
        "places", "places?lang=vi", "people", "people?lang=vi", "facts", "facts?lang=vi", "tasks", "tasks?lang=vi", "subjects", "subjects?lang=vi",
        "search?q=sen&facets=type,lang", "search?q=nghe+an&limit=1", "search?limit=0",
        f"packages/{package.pk}", "packages/x",
        "media?limit=1", "media?lang=vi&use=print", "media?limit=0", "search?type=picture",
        "problems", "problems/withdrawn", "problems/x", "items?q=1", f"items/{work(7)}.lo?fields=x",
    ]  # fmt: skip
    wrong = [fault for path in paths for fault in keeps_to(contract, path, client.get(f"/api/v1/{path}"))]
    wrong += [
        fault for path in ("items", "changes", item)
        for authorization in (f"Bearer {key[:-1]}", "Basic x")
        for fault in keeps_to(contract, path, client.get(f"/api/v1/{path}", headers={"Authorization": authorization}))
    ]  # fmt: skip
    assert wrong == []


@pytest.mark.django_db
def test_each_endpoint_knows_the_parameters_of_its_contract_and_no_others(contract: dict[str, Any], client: Client):
    cache.clear()
    for path, operations in contract["paths"].items():
        if "{" in path:
            continue
        known = sorted(one["name"] for one in operations["get"].get("parameters", []) if one["in"] == "query")
        assert client.get(f"{path}?no-such=1").json()["allowed"] == known


def test_the_addresses_in_the_papers_can_be_asked_for_as_they_stand():
    """A web server refuses a letter beyond ASCII before we see it."""
    papers = Path(__file__).parents[2] / "docs" / "partner-api.md"
    asked = [line for line in papers.read_text().splitlines() if line.startswith("curl ") and "?" in line]
    assert len(asked) == 3
    assert [line for line in asked if not line.partition("#")[0].isascii()] == []
