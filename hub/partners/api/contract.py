"""The OpenAPI document: ninja's, completed with what ninja cannot know: refusals, headers, the optional key."""

import copy
from typing import Any

from ninja import NinjaAPI

from hub.partners.api.errors import MEDIA_TYPE
from hub.partners.api.snapshot import MEDIA_TYPE as NDJSON

DESCRIPTIONS = {
    200: "What was asked for.",
    400: "A parameter is unknown, malformed or given twice; or a cursor is.",
    401: "The key is malformed, unknown, expired or revoked.",
    403: "You may not take it; `detail` says why.",
    404: "There is no such thing.",
    410: "Withdrawn, or a cursor that cannot be continued.",
    429: "Too many requests: wait as long as Retry-After says.",
    503: "The hub cannot answer just now.",
}
NOT_JSON = {"/snapshot": NDJSON, "/dope-sheet": "text/plain"}  # by how the path ends
SCHEMA_MARKS = {"type", "anyOf", "oneOf", "allOf", "$ref", "const", "enum"}
NOT_MODIFIED = {"description": "You have it already (`If-None-Match`)."}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "required": False,
    "description": "The ETag of your copy; 304 if it is still the same.",
    "schema": {"type": "string"},
}
HEADERS = {
    "ETag": ("Strong: the first 32 hexadecimal digits of the SHA-256 of the body, in quotes.", "string"),
    "Cache-Control": ("`private` where a key was used.", "string"),
    "RateLimit": ("What is left of the running minute (draft-ietf-httpapi-ratelimit-headers-11).", "string"),
    "RateLimit-Policy": ("Requests a minute.", "string"),
}
RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
CHALLENGE = {"WWW-Authenticate": {"description": '`Bearer … error="invalid_token"`', "schema": {"type": "string"}}}


class PartnerAPI(NinjaAPI):
    """ninja with a complete contract, worked out once in each process."""

    _contract: dict[str, Any] | None = None

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> Any:
        if self._contract is None:
            document = copy.deepcopy(dict(super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)))
            for path, operations in document["paths"].items():
                for operation in operations.values():
                    _complete(path, operation)
            self._contract = _sorted(_without_titles(document))
        return self._contract


def _complete(path: str, operation: dict[str, Any]) -> None:
    operation["security"] = [{"PartnerKeyAuth": []}, {}]
    operation["responses"] = {str(status): told for status, told in operation["responses"].items()}
    for status, told in operation["responses"].items():
        told["description"] = DESCRIPTIONS.get(int(status), told["description"])
        if status == "200":
            told["headers"] = {
                name: {"description": words, "schema": {"type": kind}} for name, (words, kind) in HEADERS.items()
            }
        else:
            told["content"] = {MEDIA_TYPE: told["content"]["application/json"]}
        if status in ("429", "503"):
            told["headers"] = RETRY_AFTER
        if status == "401":
            told["headers"] = CHALLENGE
    answer = operation["responses"]["200"]
    media_type = next((kind for end, kind in NOT_JSON.items() if path.endswith(end)), "")
    if media_type:
        answer["content"] = {media_type: answer["content"]["application/json"]}
    if media_type == NDJSON:
        answer["headers"].pop("ETag")
    else:
        operation["responses"]["304"] = NOT_MODIFIED
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)


def _without_titles(shape: Any) -> Any:
    """pydantic titles every field with its own name, which tells nobody anything."""
    if isinstance(shape, dict):
        schema = not SCHEMA_MARKS.isdisjoint(shape)
        return {
            key: _without_titles(part)
            for key, part in shape.items()
            if not (schema and key == "title" and isinstance(part, str))
        }
    if isinstance(shape, list):
        return [_without_titles(part) for part in shape]
    return shape


def _sorted(document: dict[str, Any]) -> dict[str, Any]:
    """Schemas by name, so that the committed snapshot changes only where the contract does."""
    document["components"]["schemas"] = dict(sorted(document["components"]["schemas"].items()))
    return document
