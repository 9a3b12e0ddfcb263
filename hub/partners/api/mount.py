"""The partner API, put together: each address, what it answers with, and the function that answers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from ninja.openapi.docs import Swagger

from hub.partners import rate_limits
from hub.partners.api import (
    changes,
    errors,
    items,
    media,
    media_files,
    media_list,
    packages,
    reference,
    related,
    searching,
    shapes,
    snapshot,
    suggesting,
    works,
)
from hub.partners.api import parameters as take
from hub.partners.api.addresses import api_url
from hub.partners.api.asker import PartnerKeyAuth
from hub.partners.api.conditional import as_bytes, reply
from hub.partners.api.contract import PartnerAPI
from locales.languages import language

VERSION = "1.0.0"
ABOUT = """The content of the Nghệ An content hub for partner sites, broadcasters and delegations.

* Without a key you read what is under an open licence. A partner's key goes into the header `Authorization: Bearer nah_…`.
* To stay in sync: load `/api/v1/snapshot` once, then poll `/api/v1/changes?since=<cursor>` (with `wait=20` if you like).
* Every answer has a strong `ETag`. Send it back as `If-None-Match`.
* Nothing is ignored: an unknown parameter, a value out of range or a bad key is refused with `application/problem+json`.
"""
REFUSALS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 429, 503), shapes.Problem)

api = PartnerAPI(
    title="Nghệ An content hub: partner API",
    version=VERSION,
    description=ABOUT,
    urls_namespace="partner-api",
    auth=PartnerKeyAuth(),
    docs=Swagger(settings={"validatorUrl": None, "persistAuthorization": False, "displayRequestDuration": True}),
    openapi_extra={"servers": [{"url": "/"}]},
    servers=[{"url": "/", "description": "This hub"}],
)
errors.install(api)


@api.get(
    "/",
    response={200: shapes.Index, **REFUSALS},
    tags=["about"],
    summary="What there is",
    operation_id="index",
    openapi_extra=take.NONE.described(),
)
def index(request: HttpRequest) -> HttpResponse:
    take.NONE.read(request)
    names = ("items", "search", "changes", "snapshot", *(one.name for one in reference.LISTS))
    body = {
        "name": "Nghệ An content hub",
        "version": VERSION,
        "documentation": api_url("docs"),
        "openapi": api_url("openapi.json"),
        "problems": api_url("problems"),
        "languages": [{"tag": tag, "name": language(tag).endonym} for tag in settings.HUB_LANGUAGES],
        "anonymous_requests_a_minute": rate_limits.anonymous_limit(),
        "addresses": {
            **{name: api_url(name) for name in names},
            "item": api_url("items/{id}"),
            "work": api_url("works/{id}"),
            "media": api_url("media/{id}"),
            "media_list": api_url("media"),
            "package": api_url("packages/{id}"),
        },
    }
    return reply(request, as_bytes(body), max_age=60)


@api.get(
    "/items",
    response={200: shapes.ItemList, **REFUSALS},
    tags=["items"],
    summary="Released editions",
    operation_id="items",
    openapi_extra=items.LIST.described(),
)
def list_items(request: HttpRequest) -> HttpResponse:
    return items.items(request, request.auth)  # type: ignore[attr-defined]


@api.get(
    "/items/{item_id}",
    response={200: shapes.Item, **REFUSALS, 404: shapes.Problem, 410: shapes.Problem},
    tags=["items"],
    summary="One edition, whole",
    operation_id="item",
    openapi_extra=items.ONE.described(),
)
def one_item(request: HttpRequest, item_id: str) -> HttpResponse:
    return items.item(request, request.auth, item_id)  # type: ignore[attr-defined]


@api.get(
    "/search",
    response={200: shapes.SearchAnswer, **REFUSALS},
    tags=["search"],
    summary="Words in everything you may take",
    operation_id="search",
    openapi_extra=searching.QUERY.described(),
)
def find(request: HttpRequest) -> HttpResponse:
    return searching.find(request, request.auth)  # type: ignore[attr-defined]


@api.get(
    "/search/suggestions",
    response={200: shapes.Suggestions, **REFUSALS},
    tags=["search"],
    summary="What somebody may be about to type",
    operation_id="suggestions",
    openapi_extra=suggesting.QUERY.described(),
)
def suggestions(request: HttpRequest) -> HttpResponse:
    return suggesting.suggestions(request, request.auth)  # type: ignore[attr-defined]


@api.get(
    "/items/{item_id}/related",
    response={200: shapes.Related, **REFUSALS, 404: shapes.Problem, 410: shapes.Problem},
    tags=["search"],
    summary="Editions that speak of the same things",
    operation_id="related",
    openapi_extra=related.QUERY.described(),
)
def related_items(request: HttpRequest, item_id: str) -> HttpResponse:
    return related.related_items(request, request.auth, item_id)  # type: ignore[attr-defined]


@api.get(
    "/works/{work_id}",
    response={200: shapes.Work, **REFUSALS, 404: shapes.Problem},
    tags=["items"],
    summary="A work and where each of its languages stands",
    operation_id="work",
)
def one_work(request: HttpRequest, work_id: str) -> HttpResponse:
    return works.work(request, request.auth, work_id)  # type: ignore[attr-defined]


@api.get(
    "/changes",
    response={200: shapes.Changes, **REFUSALS, 410: shapes.Problem},
    tags=["sync"],
    summary="What changed since a cursor",
    operation_id="changes",
    openapi_extra=changes.QUERY.described(),
)
def list_changes(request: HttpRequest) -> HttpResponse:
    return changes.changes(request, request.auth)  # type: ignore[attr-defined]


@api.get(
    "/snapshot",
    response={200: shapes.SnapshotLine, **REFUSALS},
    tags=["sync"],
    summary="Everything you may take, as NDJSON",
    operation_id="snapshot",
    openapi_extra=snapshot.QUERY.described(),
)
def whole(request: HttpRequest) -> HttpResponseBase:
    return snapshot.snapshot(request, request.auth)  # type: ignore[attr-defined]


@api.get(
    "/media",
    response={200: shapes.MediaList, **REFUSALS},
    tags=["media"],
    summary="The media library",
    operation_id="media_list",
    openapi_extra=media_list.QUERY.described(),
)
def list_media(request: HttpRequest) -> HttpResponse:
    return media_list.media_list(request, request.auth)  # type: ignore[attr-defined]


@api.get(
    "/media/{media_id}",
    response={200: shapes.Media, **REFUSALS, 404: shapes.Problem},
    tags=["media"],
    summary="A picture, clip or document",
    operation_id="media",
    openapi_extra=media.QUERY.described(),
)
def one_asset(request: HttpRequest, media_id: str) -> HttpResponse:
    return media.media(request, request.auth, media_id)  # type: ignore[attr-defined]


@api.get(
    "/packages/{package_id}",
    response={200: shapes.Package, **REFUSALS, 404: shapes.Problem, 410: shapes.Problem},
    tags=["media"],
    summary="A package: what is in it, and where it is taken",
    operation_id="package",
    openapi_extra=take.NONE.described(),
)
def one_package(request: HttpRequest, package_id: str) -> HttpResponse:
    return packages.package(request, request.auth, package_id)  # type: ignore[attr-defined]


@api.get("/packages/{package_id}/download", include_in_schema=False, operation_id="package_download")
def one_packages_zip(request: HttpRequest, package_id: str) -> HttpResponseBase:
    return packages.download(request, package_id)


@api.get(
    "/media/{media_id}/dope-sheet",
    response={200: str, **REFUSALS, 404: shapes.Problem},
    tags=["media"],
    summary="The dope sheet of a clip or recording: shots, sound bites, restrictions, as text",
    operation_id="dope_sheet",
    openapi_extra=media.SHEET.described(),
)
def one_sheet(request: HttpRequest, media_id: str) -> HttpResponse:
    return media.sheet(request, request.auth, media_id)  # type: ignore[attr-defined]


@api.get("/media/{media_id}/files/{signature}/{sha_prefix}/{name}", include_in_schema=False, operation_id="media_file")
def one_file(request: HttpRequest, media_id: str, signature: str, sha_prefix: str, name: str) -> HttpResponseBase:
    return media_files.file(request, request.auth, media_id, signature, sha_prefix, name)  # type: ignore[attr-defined]


def _listing(which: reference.ReferenceList) -> Callable[[HttpRequest], HttpResponse]:
    def listing(request: HttpRequest) -> HttpResponse:
        return reference.reference_list(request, request.auth, which)  # type: ignore[attr-defined]

    return listing


for one in reference.LISTS:
    api.get(
        f"/{one.name}",
        response={200: shapes.ROWS[one.name], **REFUSALS},
        tags=["reference"],
        summary=one.summary,
        operation_id=one.name,
        openapi_extra=one.query.described(),
    )(_listing(one))


@api.get(
    "/problems",
    response={200: shapes.ProblemKinds, **REFUSALS},
    tags=["about"],
    summary="Every kind of refusal",
    operation_id="problems",
)
def problems(request: HttpRequest) -> HttpResponse:
    take.NONE.read(request)
    return _in_words(request, {"problems": [_told(kind) for kind in errors.PROBLEMS.values()]})


@api.get(
    "/problems/{slug}",
    response={200: shapes.ProblemKind, **REFUSALS, 404: shapes.Problem},
    tags=["about"],
    summary="One kind of refusal",
    operation_id="problem",
)
def problem(request: HttpRequest, slug: str) -> HttpResponse:
    take.NONE.read(request)
    kind = errors.PROBLEMS.get(slug)
    if kind is None:
        raise errors.Problem("not-found", _("No kind of refusal is called “%(name)s”.") % {"name": take.shown(slug)})
    return _in_words(request, _told(kind))


def _in_words(request: HttpRequest, body: dict[str, Any]) -> HttpResponse:
    """What is said in the caller's language is kept for that language."""
    response = reply(request, as_bytes(body))
    response["Vary"] = "Accept-Language"
    return response


def _told(kind: errors.ProblemType) -> dict[str, Any]:
    return {"type": kind.uri, "title": str(kind.title), "status": kind.status, "meaning": str(kind.meaning)}
