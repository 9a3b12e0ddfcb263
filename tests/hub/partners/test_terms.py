"""Terms for partners: approved ones only, narrowed, paged, at one cost."""

from datetime import UTC, datetime
from typing import Any

import pytest

from locales.terms.models import Concept, Term
from tests.hub.partners.test_access import problem
from tests.locales.terms.making import concept, term

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 5, 19, 8, tzinfo=UTC)


def told(term: Term, **fields: Any) -> dict[str, Any]:
    return {
        "lang": term.language, "text": term.text, "usage": term.usage, "audience": term.audience, "reason": None,
        "source": None, "note": None, "valid_from": None, "valid_to": None,
    } | fields  # fmt: skip


def department() -> None:
    concept(
        "so-ngoai-vu",
        term(source="Nghị định"),
        term("en", "Department of Foreign Affairs"),
        term("en", "Ministry of Foreign Affairs", usage="forbidden", reason="cấp bộ"),
        term("lo", "ພະແນກ", status="proposed"),
        critical=True,
        definition_vi="Cơ quan của tỉnh.",
        note_en="A note.",
    )
    Concept.objects.update(updated_at=THEN)


def test_a_concept_is_told_with_its_approved_terms(ask):
    department()
    assert ask("terms").json() == {
        "items": [
            {
                "id": "so-ngoai-vu",
                "names": {"en": "Department of Foreign Affairs", "vi": "Sở Ngoại vụ"},
                "domain": "state",
                "critical": True,
                "definitions": {"vi": "Cơ quan của tỉnh."},
                "notes": {"en": "A note."},
                "terms": [
                    told(term("en", "Department of Foreign Affairs")),
                    told(term("en", "Ministry of Foreign Affairs", usage="forbidden"), reason="cấp bộ"),
                    told(term(), source="Nghị định"),
                ],
                "updated_at": "2026-05-19T08:00:00+00:00",
            }
        ],
        "next": None,
    }


def test_in_one_language(ask):
    department()
    row = ask("terms?lang=vi").json()["items"][0]
    assert (row["name"], [one["text"] for one in row["terms"]]) == ("Sở Ngoại vụ", ["Sở Ngoại vụ"])
    assert "names" not in row


def test_a_concept_whose_only_word_is_forbidden_has_no_name(ask):
    concept("phong-nha", term("en", "Phong Nha", usage="forbidden", reason="nhầm nơi"))
    assert ask("terms?lang=en").json()["items"][0]["name"] is None


@pytest.mark.parametrize("with_key", [True, False])
def test_what_is_only_proposed_never_leaves(ask, key: str, with_key: bool):
    department()
    concept("x", term("vi", "bí mật", status="proposed"))
    for query in ("", "?status=approved", "?lang=lo", "?q=bi", "?q=ພະແນກ"):
        said = ask(f"terms{query}", key if with_key else "").content.decode()
        assert "bí mật" not in said
        assert "ພະແນກ" not in said


FOUND = [
    ("q=ngoai", ["so-ngoai-vu"]),
    ("q=Sở ngoại", ["so-ngoai-vu"]),
    ("q=ministry", ["so-ngoai-vu"]),
    ("q=%25", []),
    ("domain=place", ["phuong"]),
    ("status=approved", ["phuong", "so-ngoai-vu"]),
    ("updated_since=2026-05-19T08:00:00Z", ["phuong", "so-ngoai-vu"]),
    ("updated_since=2026-05-20", ["phuong"]),
    ("lang=vi&domain=state", ["so-ngoai-vu"]),
    ("lang=ja", []),
]


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_the_list_is_narrowed(ask, query: str, found: list[str]):
    department()
    concept("phuong", term("vi", "phường"), domain="place")
    assert [row["id"] for row in ask(f"terms?{query}").json()["items"]] == found


BAD = [
    "status=proposed",
    "domain=all",
    "updated_since=x",
    "q=",
    "usage=forbidden",
    "lang=th",
    "limit=0",
    "cursor=x",
    "q=a&q=b",
]


@pytest.mark.parametrize("query", BAD)
def test_bad_parameters_are_refused(ask, query: str):
    assert problem(ask(f"terms?{query}"))[0] == 400


def test_the_list_is_paged_and_a_cursor_belongs_to_its_filters(ask):
    for number in range(3):
        concept(f"c-{number}", term("vi", f"từ {number}"))
    first = ask("terms?limit=2&q=tu").json()
    following = first["next"].partition("/api/v1/")[2]
    assert [row["id"] for row in first["items"] + ask(following).json()["items"]] == ["c-0", "c-1", "c-2"]
    assert problem(ask(following.replace("q=tu", "q=t")))[0] == 400


def test_an_unchanged_list_is_not_sent_again(ask):
    department()
    etag = ask("terms")["ETag"]
    assert ask("terms", if_none_match=etag).status_code == 304
    Term.objects.filter(language="en").first().delete()
    assert ask("terms", if_none_match=etag).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(ask, count: int, django_assert_num_queries):
    for number in range(count):
        concept(f"c-{number}", term("vi", f"từ {number}"), term("en", f"word {number}"))
    with django_assert_num_queries(2):
        assert len(ask("terms").json()["items"]) == count
