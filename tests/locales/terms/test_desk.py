"""The term desk: found, narrowed, edited, approved; what it costs and who may."""

from typing import Any
from unicodedata import normalize

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.staff.models import User
from hub.staff.roles import ROLES
from locales.terms.models import Concept, Term
from tests.locales.terms.making import at_the_desk, concept, staff, term

pytestmark = pytest.mark.django_db
ROLE_CODES = [None, *(role.code for role in ROLES)]
KEEPERS = {"translator", "reviser", "desk_head", "external_affairs"}
APPROVERS = {"reviser", "desk_head"}


def rows(client: Client, **query: str) -> list[str]:
    return [one.text for one in client.get(reverse("terms:index_results"), query).context["object_list"]]


def two_concepts() -> None:
    concept("so-ngoai-vu", term(), term("lo", "ພະແນກ", status="proposed"), term("zh-Hans", "外务厅"))
    concept(
        "phuong",
        term("vi", "phường"),
        term("en", "Ward"),
        term("en", "district", usage="forbidden", reason="bãi bỏ"),
        term("ru", "Ёлка", audience="press"),
        domain="place",
        critical=True,
    )


FOUND = [
    ({}, ["phường", "Ward", "district", "Ёлка", "Sở Ngoại vụ", "ພະແນກ", "外务厅"]),
    ({"q": "so ngoai"}, ["Sở Ngoại vụ", "ພະແນກ", "外务厅"]),
    ({"q": "SỞ ngoại"}, ["Sở Ngoại vụ", "ພະແນກ", "外务厅"]),
    ({"q": normalize("NFD", "Ngoại")}, ["Sở Ngoại vụ", "ພະແນກ", "外务厅"]),
    ({"q": "外务"}, ["Sở Ngoại vụ", "ພະແນກ", "外务厅"]),
    ({"q": "so-ngoai"}, ["Sở Ngoại vụ", "ພະແນກ", "外务厅"]),
    ({"q": "ngoai ward"}, []),
    ({"q": "%"}, []),
    ({"q": "ngoai", "language": "lo"}, ["ພະແນກ"]),
    ({"language": "lo"}, ["ພະແນກ"]),
    ({"status": "proposed"}, ["ພະແນກ"]),
    ({"usage": "forbidden"}, ["district"]),
    ({"audience": "press"}, ["Ёлка"]),
    ({"domain": "state"}, ["Sở Ngoại vụ", "ພະແນກ", "外务厅"]),
    ({"critical": "true"}, ["phường", "Ward", "district", "Ёлка"]),
]


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_the_list_is_searched_and_narrowed(query: dict[str, str], found: list[str]):
    two_concepts()
    assert rows(at_the_desk("auditor"), **query) == found


def test_a_language_that_the_house_does_not_publish_in_can_be_chosen():
    concept("x", term("th", "ก"))
    assert rows(at_the_desk("auditor"), language="th") == ["ก"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more_terms(count: int, django_assert_num_queries):
    for number in range(count):
        concept(f"c-{number}", term("vi", f"từ {number}"), term("en", f"word {number}", status="proposed"))
    client = at_the_desk("reviser")
    client.get(reverse("terms:index"))
    with django_assert_num_queries(13):
        assert client.get(reverse("terms:index")).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_asks_no_more_for_more_terms(count: int, django_assert_num_queries):
    about = concept("c", *(term("en", f"word {number}", usage="admitted") for number in range(count)))
    client = at_the_desk("reviser")
    client.get(reverse("terms:edit", args=[about.pk]))
    with django_assert_num_queries(16):
        assert client.get(reverse("terms:edit", args=[about.pk])).status_code == 200


# --- the form --------------------------------------------------------------------------------------------------------

CONCEPT = {"code": "phuong", "domain": "place", "definition_vi": "", "definition_en": "", "note_vi": "", "note_en": ""}


def table(*filled: dict[str, Any], stored: int = 0) -> dict[str, Any]:
    """The posted table: stored rows first."""
    posted = {
        "terms-TOTAL_FORMS": len(filled),
        "terms-INITIAL_FORMS": stored,
        "terms-MIN_NUM_FORMS": 0,
        "terms-MAX_NUM_FORMS": 1000,
    }
    for number, fields in enumerate(filled):
        for name, value in (
            {"language": "vi", "text": "", "usage": "preferred", "audience": "general"} | fields
        ).items():
            posted[f"terms-{number}-{name}"] = value
    return posted


def posted_row(made: Term, **fields: Any) -> dict[str, Any]:
    kept = {
        name: getattr(made, name) or ""
        for name in ("language", "text", "usage", "audience", "reason", "source", "note")
    }
    return {"id": made.pk} | kept | fields


def save(client: Client, about: Concept | None, *filled: dict[str, Any], **fields: Any) -> Any:
    stored = sum("id" in row for row in filled)
    url = reverse("terms:edit", args=[about.pk]) if about else reverse("terms:add")
    return client.post(url, CONCEPT | fields | table(*filled, stored=stored))


def stored_terms() -> list[tuple[str, str, str, str]]:
    return sorted(Term.objects.values_list("language", "text", "status", "proposed_by__username"))


def faults(answer: Any) -> list[dict[str, list[str]]]:
    assert answer.status_code == 200
    return [
        {name: list(said) for name, said in form.errors.items()}
        for form in answer.context["form"].formsets["terms"].forms
    ]


def test_the_form_offers_a_row_for_every_language_without_a_word(settings: Any):
    about = concept("phuong", term("vi", "phường"), term("th", "แขวง"))
    page = at_the_desk("translator").get(reverse("terms:edit", args=[about.pk]))
    formset = page.context["form"].formsets["terms"]
    assert [form["language"].value() for form in formset.forms] == ["th", "vi", *settings.HUB_LANGUAGES[1:]]


def test_a_new_concept_is_a_proposal_and_empty_rows_are_passed_over():
    client = at_the_desk("translator")
    answer = save(
        client, None, {"text": normalize("NFD", "phường")}, {"language": "en", "text": "Ward"}, {"language": "lo"}
    )
    assert answer.status_code == 302
    assert stored_terms() == [("en", "Ward", "proposed", "translator"), ("vi", "phường", "proposed", "translator")]
    assert ModelLogEntry.objects.filter(action="wagtail.create").count() == 1


def test_a_changed_term_waits_for_approval_anew_and_the_others_stay_approved():
    about = concept("phuong", term("vi", "phường"), term("en", "Ward"))
    vi, en = about.terms.get(language="vi"), about.terms.get(language="en")
    client = at_the_desk("translator")
    assert save(client, about, posted_row(en, text="ward"), posted_row(vi, note="từ 2025")).status_code == 302
    assert stored_terms() == [("en", "ward", "proposed", "translator"), ("vi", "phường", "approved", None)]
    assert Term.objects.get(language="vi").note == "từ 2025"
    assert ModelLogEntry.objects.filter(action="wagtail.edit").count() == 1


def test_a_status_cannot_be_posted():
    about = concept("phuong", term("vi", "phường", status="proposed"))
    save(at_the_desk("desk_head"), about, posted_row(about.terms.get(), status="approved"))
    assert stored_terms() == [("vi", "phường", "proposed", None)]


def test_a_row_is_deleted_and_its_text_used_anew():
    about = concept("phuong", term("vi", "phường"))
    row = posted_row(about.terms.get(), DELETE="1")
    assert save(at_the_desk("translator"), about, row, {"text": "phường", "usage": "admitted"}).status_code == 302
    assert stored_terms() == [("vi", "phường", "proposed", "translator")]


def test_what_is_wrong_is_said_at_its_row_and_nothing_is_lost():
    client = at_the_desk("translator")
    answer = save(
        client,
        None,
        {"text": "phường"},
        {"text": "phường", "usage": "admitted"},
        {"language": "en", "text": "district", "usage": "forbidden"},
        {"language": "", "text": "x"},
        {"language": "xx", "text": "y"},
        {"language": "lo", "note": "chưa có"},
    )
    assert faults(answer) == [
        {},
        {"text": ["“phường” stands here twice in Vietnamese for the same readers."]},
        {"reason": ["Say why it is forbidden."]},
        {"language": ["This field is required."]},
        {"language": ["“xx” is no language we know. Write its BCP 47 tag, such as lo, zh-Hans or th."]},
        {"text": ["Write the term, or delete this row."]},
    ]
    assert stored_terms() == []
    assert answer.content.decode().count('value="district"') == 1


def test_two_rows_do_not_exchange_their_texts():
    about = concept("phuong", term("en", "Ward"), term("en", "ward", usage="admitted"))
    upper, lower = about.terms.get(text="Ward"), about.terms.get(text="ward")
    answer = save(at_the_desk("translator"), about, posted_row(upper, text="ward"), posted_row(lower, text="Ward"))
    assert faults(answer) == [
        {"text": ["“ward” stands in another row: change its usage there instead of typing it here."]},
        {"text": ["“Ward” stands in another row: change its usage there instead of typing it here."]},
    ]


def test_a_concept_needs_a_term():
    answer = save(at_the_desk("translator"), None, {"language": "lo"})
    assert answer.context["form"].non_field_errors() == ["A concept needs at least one term."]


def test_a_code_stands_once():
    concept("phuong")
    answer = save(at_the_desk("translator"), None, {"text": "phường"})
    assert answer.context["form"].errors["code"] == ["Concept with this Code already exists."]


# --- approving -------------------------------------------------------------------------------------------------------


def said(answer: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(answer.wsgi_request)]


def test_approving_in_the_list_comes_back_to_the_list():
    made = concept("x", term("lo", "ພ", status="proposed")).terms.get()
    client, back = at_the_desk("reviser"), reverse("terms:index") + "?language=lo"
    assert reverse("terms:approve", args=[made.pk]) in client.get(back).content.decode()
    answer = client.post(reverse("terms:approve", args=[made.pk]), {"next": back})
    assert (answer.status_code, answer["Location"], said(answer)) == (302, back, ["“ພ” is approved."])
    assert reverse("terms:approve", args=[made.pk]) not in client.get(back).content.decode()


def test_approving_leads_to_no_other_site():
    made = concept("x", term("lo", "ພ", status="proposed")).terms.get()
    answer = at_the_desk("reviser").post(reverse("terms:approve", args=[made.pk]), {"next": "https://example.org/"})
    assert answer["Location"] == reverse("terms:index")


def test_an_own_proposal_has_no_button_and_is_refused_with_the_reason():
    client = at_the_desk("reviser")
    made = concept("x", term("lo", "ພ", status="proposed", proposed_by=User.objects.get())).terms.get()
    assert reverse("terms:approve", args=[made.pk]) not in client.get(reverse("terms:index")).content.decode()
    assert client.get(reverse("terms:approve", args=[made.pk])).context["may"] is False
    answer = client.post(reverse("terms:approve", args=[made.pk]))
    assert said(answer) == ["You proposed “ພ”: somebody else has to approve it."]
    made.refresh_from_db()
    assert made.status == "proposed"


def test_a_term_is_judged_beside_the_others_of_its_concept():
    about = concept(
        "x", term("vi", "a"), term("lo", "ພ", status="proposed"), term("lo", "ຜ", usage="admitted"), term("en", "e")
    )
    page = at_the_desk("reviser").get(reverse("terms:approve", args=[about.terms.get(text="ພ").pk]))
    assert sorted(other.text for other in page.context["others"]) == ["a", "ຜ"]


# --- who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLE_CODES)
def test_who_may_do_what(role: str | None):
    about = concept("x", term("lo", "ພ", status="proposed"))
    made, client = about.terms.get(), at_the_desk(role)
    asked = {
        "list": reverse("terms:index"),
        "csv": reverse("terms:export_csv"),
        "tbx": reverse("terms:export_tbx"),
        "add": reverse("terms:add"),
        "edit": reverse("terms:edit", args=[about.pk]),
        "import": reverse("terms:import_csv"),
        "delete": reverse("terms:delete", args=[about.pk]),
        "approve": reverse("terms:approve", args=[made.pk]),
    }
    may = {name for name, url in asked.items() if client.get(url).status_code == 200}
    expected = set()
    if role:
        expected |= {"list", "csv", "tbx"}
    if role in KEEPERS:
        expected |= {"add", "edit", "import"}
    if role in APPROVERS:
        expected |= {"approve"}
    if role == "desk_head":
        expected |= {"delete"}
    assert may == expected
    assert client.post(asked["approve"]).status_code == 302
    made.refresh_from_db()
    assert made.status == ("approved" if role in APPROVERS else "proposed")


@pytest.mark.parametrize("name", ["index", "add", "export_csv", "export_tbx", "import_csv"])
def test_strangers_are_sent_to_the_login(name: str):
    answer = Client().get(reverse(f"terms:{name}"))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, reverse("wagtailadmin_login"))


def test_a_second_pair_of_eyes_may_be_any_approver():
    first, second = staff("desk_head"), at_the_desk("reviser")
    made = concept("x", term("lo", "ພ", status="proposed", proposed_by=first)).terms.get()
    second.post(reverse("terms:approve", args=[made.pk]))
    made.refresh_from_db()
    assert made.approved_by == User.objects.get(username="reviser")
