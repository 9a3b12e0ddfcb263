"""Packages by the API: offered by the desk, told with checksums, taken by an address that is good for an hour."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from hub.partners.models import Partner
from media_library.models import Consent, Package, PersonShown, Picture
from media_library.packages import ordering
from tests.hub.partners.test_access import problem
from tests.media_library.packages.room import finished, librarian, made, ordered, small
from tests.newsroom import open_newsroom

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000/api/v1/"


@pytest.fixture(autouse=True)
def _own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    open_newsroom()


def offered(*pictures: Picture, **fields: Any) -> Package:
    return made(librarian(), *(each.asset for each in pictures), offered=True, **{"languages": ["vi"], **fields})


def free(title: str = "Sen", **fields: Any) -> Picture:
    return small(title, licence="CC-BY-4.0", **fields)


def path_of(told: dict[str, Any]) -> str:
    return str(told["download"]["href"]).removeprefix(HERE)


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_the_manifest_and_the_zip(ask):
    shown = free()
    package = offered(shown)
    told = ask(f"packages/{package.pk}").json()
    assert {name: told[name] for name in ("id", "title", "version", "form", "languages", "left_out", "purpose")} == {
        "id": str(package.pk), "title": "Mùa sen", "version": 1, "form": "original", "languages": ["vi"], "left_out": [],
        "purpose": {"use": "web", "territory": None, "day": None},
    }  # fmt: skip
    (item,) = told["items"]
    assert (item["id"], item["sha256"], item["size"]) == (str(shown.uid), shown.sha256, shown.file_size)
    answer = ask(path_of(told))
    content = content_of(answer)
    assert (answer.status_code, answer["Content-Type"], len(content), answer["ETag"]) == (
        200, "application/zip", told["download"]["size"], f'"{told["download"]["etag"]}"',
    )  # fmt: skip
    with ZipFile(BytesIO(content)) as archive:
        assert archive.read(f"mua-sen-1/data/{item['file']}") == shown.file.open().read()
    span = f"bytes={item['offset']}-{item['offset'] + item['size'] - 1}"
    one_file = ask(path_of(told), Range=span)
    assert (one_file.status_code, content_of(one_file)) == (206, shown.file.open().read())
    (entry,) = ModelLogEntry.objects.filter(action="media_library.package_taken")
    assert entry.data == {"recipient": "somebody without a key", "api": True}
    assert ask(path_of(told), method="head")["Content-Length"] == str(len(content))


def test_the_answer_stays_the_same_for_a_while(ask):
    package = offered(free())
    first = ask(f"packages/{package.pk}")
    assert ask(f"packages/{package.pk}", If_None_Match=first["ETag"]).status_code in (200, 304)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_what_the_desk_does_not_offer_is_not_there(ask):
    package = made(librarian(), free().asset)
    for uid in (package.pk, "x", "00000000-0000-4000-8000-000000000000"):
        assert problem(ask(f"packages/{uid}")) == (404, "not-found")
    waiting = ordered(librarian(), small("Chờ").asset, offered=True)
    assert problem(ask(f"packages/{waiting.pk}")) == (503, "unavailable")


def test_what_is_for_the_press_needs_a_key_and_says_so(ask, key: str):
    package = offered(small())
    refused = ask(f"packages/{package.pk}")
    assert problem(refused) == (403, "not-entitled")
    assert "It is for partners: send your key" in refused.json()["detail"]
    told = ask(f"packages/{package.pk}", key).json()
    assert ask(path_of(told)).status_code == 200  # the address needs no key
    assert ModelLogEntry.objects.get(action="media_library.package_taken").data == {
        "recipient": "Đài Viêng Chăn",
        "api": True,
    }


def test_an_agreement_for_other_languages_says_so(ask, key: str, partner: Partner):
    package = offered(small(), languages=["vi", "lo"])
    Partner.objects.update(languages=["lo"])
    refused = ask(f"packages/{package.pk}", key)
    assert problem(refused) == (403, "not-entitled")
    assert refused.json()["detail"] == "Your agreement covers these languages: lo. This edition is in vi."


@pytest.mark.parametrize(("country", "status"), [("LA", 200), ("JP", 403), ("", 403)])
def test_a_package_for_one_country_is_for_partners_there(ask, key: str, country: str, status: int):
    package = offered(small(), territory="LA")
    Partner.objects.update(country=country)
    answer = ask(f"packages/{package.pk}", key)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["reasons"] == ["territory"]


def test_a_key_without_the_scope_is_told_which(ask, key: str):
    package = offered(small())
    Partner.objects.update(scopes=["read:items"])
    assert ask(f"packages/{package.pk}", key).json()["scope"] == "read:media"


def test_a_withdrawn_consent_refuses_it_by_every_address_and_names_nobody(ask, key: str):
    shown = small("Chân dung")
    consent = Consent.objects.create(name="Bà Ba", scope=["web"], given_on=timezone.localdate())
    shown.spine.people = [PersonShown(name="Bà Ba", consent=consent)]
    shown.save()
    package = offered(shown, small("Sen"))
    told = ask(f"packages/{package.pk}", key).json()
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=timezone.localdate(), withdrawal_reason="x")
    for path, with_key in ((f"packages/{package.pk}", key), (path_of(told), None)):
        refused = ask(path, with_key)
        assert problem(refused) == (403, "not-entitled")
        assert (refused.json()["reasons"], refused.json()["refused"]) == (["consent_withdrawn"], [str(shown.uid)])
        assert "Bà Ba" not in refused.content.decode()
    following = finished(ordering.make_next(package, by=package.created_by))
    gone = ask(f"packages/{package.pk}", key)
    assert problem(gone) == (410, "withdrawn")
    assert gone.json()["replacement"] == f"{HERE}packages/{following.pk}"
    assert ask(f"packages/{following.pk}", key).status_code == 200


def test_a_recalled_package_is_gone(ask):
    package = offered(free())
    told = ask(f"packages/{package.pk}").json()
    ordering.recall(package, by=package.created_by, reason="Nhầm")
    for path in (f"packages/{package.pk}", path_of(told)):
        assert problem(ask(path)) == (410, "withdrawn")


def test_an_address_that_is_not_good_opens_nothing(ask, key: str, partner: Partner):
    package, other = offered(small()), offered(small("Khác"))
    path = path_of(ask(f"packages/{package.pk}", key).json())
    signature = path.partition("signature=")[2]
    for wrong in (
        f"packages/{package.pk}/download",
        f"packages/{package.pk}/download?signature={signature[:-1]}",
        f"packages/{other.pk}/download?signature={signature}",
    ):
        assert ask(wrong).status_code in (400, 403)
    Partner.objects.update(is_active=False)
    assert problem(ask(path)) == (403, "not-entitled")
    Partner.objects.update(is_active=True, networks="203.0.113.0/24")
    assert problem(ask(path)) == (403, "address-not-allowed")


def test_an_address_ends(ask, monkeypatch: pytest.MonkeyPatch):
    package = offered(free())
    path = path_of(ask(f"packages/{package.pk}").json())
    later = timezone.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)  # the clock, not our code
    assert problem(ask(path)) == (403, "not-entitled")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_any_number(ask, count: int, django_assert_num_queries: Any):
    package = offered(*(free(f"Ảnh {number}") for number in range(count)))
    with django_assert_num_queries(7):
        ask(f"packages/{package.pk}")


@pytest.mark.parametrize("query", ["lang=vi", "a=1", "signature=x"])
def test_it_takes_no_parameters(ask, query: str):
    package = offered(free())
    assert problem(ask(f"packages/{package.pk}?{query}")) == (400, "unknown-parameter")
