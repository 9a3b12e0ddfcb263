"""What the forms of the registry refuse, one by one, and with which words; rows of a panel are not stored yet."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hub.registry.models import Agency, AgencyName, Fact, OfficeHolding, Place, PlaceSuccession
from tests.hub.registry import making

pytestmark = pytest.mark.django_db

Send = Callable[..., dict[str, Any]]


@pytest.fixture
def send(admin_client: Client) -> Send:
    """Post a form in English; the errors of the form and of each row of its panels, or nothing where it was stored."""

    def send(model: str, fields: dict[str, Any], row: Any = None) -> dict[str, Any]:
        url = reverse(f"wagtailsnippets_registry_{model}:{'edit' if row else 'add'}", args=[row.pk] if row else [])
        answer = admin_client.post(url, fields, headers={"accept-language": "en"})
        if answer.status_code == 302:
            return {}
        form = answer.context["form"]
        errors: dict[str, Any] = {name: list(said) for name, said in form.errors.items()}
        for prefix, formset in form.formsets.items():
            rows = {
                number: {name: list(said) for name, said in each.errors.items()}
                for number, each in enumerate(formset.forms)
                if each.errors
            }
            if rows:
                errors[prefix] = rows
            if formset.non_form_errors():
                errors[f"{prefix}, together"] = list(formset.non_form_errors())
        return errors

    return send


def panel(prefix: str, rows: Sequence[dict[str, Any]], stored: int = 0) -> dict[str, Any]:
    """An inline panel as the browser sends it; the first `stored` rows are stored ones."""
    management = {"TOTAL_FORMS": len(rows), "INITIAL_FORMS": stored, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    fields: dict[str, Any] = {f"{prefix}-{key}": str(value) for key, value in management.items()}
    for number, row in enumerate(rows):
        fields |= {f"{prefix}-{number}-{key}": value for key, value in {"id": "", **row}.items()}
    return fields


def name(words: str, first: str = "", last: str = "", language: str = "vi", **more: Any) -> dict[str, Any]:
    return {"language": language, "name": words, "status": "approved", "valid_from": first, "valid_to": last, **more}


def agency(*names: dict[str, Any], stored: int = 0, **fields: Any) -> dict[str, Any]:
    return {
        **{"code": "so-ngoai-vu", "kind": "department", "parent": "", "successor": "", "website": ""},
        **{"valid_from": "", "valid_to": ""},
        **panel("names", names, stored),
        **fields,
    }


def fact(*wordings: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {
        **{"code": "coastline", "value": "82", "decimals": "0", "unit": "km", "as_of": "2025-07-01", "expires": ""},
        **{"source": "Cổng Thông tin", "source_url": "", "owner": "", "supersedes": "", "status": "approved"},
        **panel("wordings", wordings),
        **fields,
    }


def wording(text: str, language: str = "vi") -> dict[str, Any]:
    return {"language": language, "label": "Bờ biển", "text": text, "status": "approved"}


def place(*successors: Place, **fields: Any) -> dict[str, Any]:
    return {
        **{
            "code": "vinh",
            "kind": "city",
            "parent": "",
            "valid_from": "",
            "valid_to": "",
            "latitude": "",
            "longitude": "",
        },
        **panel("names", [name("Vinh")]),
        **panel("successions", [{"successor": str(each.pk)} for each in successors]),
        **fields,
    }


def person(**fields: Any) -> dict[str, Any]:
    given = {"code": "an", "name_ascii": "", "born": "", "died": ""}
    return {**given, **panel("names", [name("An")]), **fields}


# --- names ---------------------------------------------------------------------------------------------------------


def test_an_agency_with_two_names_one_after_the_other_is_stored(send):
    assert send("agency", agency(name("Cũ", last="2025-06-30"), name("Mới", first="2025-07-01"))) == {}
    assert [(row.name, row.valid_from) for row in AgencyName.objects.order_by("pk")] == [
        ("Cũ", None),
        ("Mới", date(2025, 7, 1)),
    ]


def test_two_new_names_of_one_day_are_refused(send):
    errors = send("agency", agency(name("Cũ", last="2025-07-01"), name("Mới", first="2025-07-01")))
    assert errors == {
        "names": {1: {"valid_from": ["Overlaps with “Cũ” (… – 1 Jul 2025). End that one first, or choose other days."]}}
    }
    assert Agency.objects.count() == 0


def test_two_names_of_one_day_in_two_languages_are_stored(send):
    assert send("agency", agency(name("Sở Ngoại vụ"), name("Department of Foreign Affairs", language="en"))) == {}


def test_a_new_name_beside_a_stored_one_of_the_same_day_is_refused(send):
    row = making.agency()
    stored = str(row.names.get().pk)
    errors = send("agency", agency(name("Sở Ngoại vụ", id=stored), name("Mới", first="2025-07-01"), stored=1), row)
    assert errors == {
        "names": {1: {"valid_from": ["Overlaps with “Sở Ngoại vụ” (… – …). End that one first, or choose other days."]}}
    }


def test_ending_the_stored_name_and_adding_the_next_one_in_one_form_is_stored(send):
    row = making.agency()
    old = name("Sở Ngoại vụ", last="2025-06-30", id=str(row.names.get().pk))
    assert send("agency", agency(old, name("Mới", first="2025-07-01"), stored=1), row) == {}
    assert Agency.objects.get().name_in("vi", date(2025, 7, 1)) == "Mới"
    assert Agency.objects.get().name_in("vi", date(2024, 7, 1)) == "Sở Ngoại vụ"


def test_a_new_name_in_the_place_of_a_deleted_one_is_stored(send):
    row = making.agency()
    old = name("Sở Ngoại vụ", id=str(row.names.get().pk), DELETE="on")
    assert send("agency", agency(old, name("Mới"), stored=1), row) == {}
    assert [each.name for each in AgencyName.objects.all()] == ["Mới"]


def test_a_name_that_ends_before_it_begins_is_refused(send):
    errors = send("agency", agency(name("Sở", first="2025-07-02", last="2025-07-01")))
    assert errors == {"names": {0: {"valid_to": ["The last day lies before the first day."]}}}


def test_a_day_that_does_not_exist_is_refused(send):
    assert send("agency", agency(name("Sở", first="2025-02-30"))) == {
        "names": {0: {"valid_from": ["Enter a valid date."]}}
    }


def test_a_name_in_a_language_that_the_house_does_not_have_is_refused(send):
    errors = send("agency", agency(name("Sở", language="xx")))
    said = "Select a valid choice. xx is not one of the available choices."
    assert errors == {"names": {0: {"language": [said]}}}


def test_a_name_is_stored_in_nfc(send):
    assert send("agency", agency(name("So\u031b\u0309 Ngoa\u0323i vu\u0323"))) == {}
    assert AgencyName.objects.get().name == "S\u1edf Ngo\u1ea1i v\u1ee5"


# --- agencies ------------------------------------------------------------------------------------------------------


def test_an_agency_that_ends_before_it_begins_is_refused(send):
    errors = send("agency", agency(name("Sở"), valid_from="2025-07-02", valid_to="2025-07-01"))
    assert errors == {"valid_to": ["The last day lies before the first day."]}


@pytest.mark.parametrize("code", ["So-Ngoai-Vu", "so ngoai vu", "sở-ngoại-vụ", "so_ngoai_vu", "-so"])
def test_a_code_of_other_letters_is_refused(send, code):
    errors = send("agency", agency(name("Sở"), code=code))
    assert errors == {"code": ["Small letters a–z, digits and hyphens only, such as “so-ngoai-vu”."]}


def test_a_code_that_is_taken_is_refused(send):
    making.agency()
    assert send("agency", agency(name("Sở"))) == {"code": ["Agency with this Code already exists."]}


def test_an_agency_with_a_successor_but_no_last_day_is_refused(send):
    heir = making.agency("heir", "Sở mới")
    errors = send("agency", agency(name("Sở"), successor=str(heir.pk)))
    assert errors == {"valid_to": ["An agency with a successor needs its last day."]}


LAST = {"valid_to": "2025-06-30"}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_successor_loop_is_refused(send, length):
    row = heir = making.agency(valid_to=date(2025, 6, 30))
    for number in range(1, length):
        heir = making.agency(f"so-{number}", f"Sở {number}", valid_to=date(2025, 6, 30), successor=heir)
    stored = name("Sở Ngoại vụ", id=str(row.names.get().pk))
    errors = send("agency", agency(stored, stored=1, **LAST, successor=str(heir.pk)), row)
    assert errors == {"successor": ["“Sở Ngoại vụ” would become its own successor. Choose another agency."]}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_parent_loop_of_agencies_is_refused(send, length):
    row = child = making.agency()
    for number in range(1, length):
        child = making.agency(f"so-{number}", f"Sở {number}", parent=child)
    stored = name("Sở Ngoại vụ", id=str(row.names.get().pk))
    errors = send("agency", agency(stored, stored=1, parent=str(child.pk)), row)
    assert errors == {"parent": ["“Sở Ngoại vụ” would belong to itself. Choose another agency."]}


# --- offices -------------------------------------------------------------------------------------------------------


def office(*holdings: dict[str, Any], titles: tuple[str, ...] = ("vi",)) -> dict[str, Any]:
    return {
        **{"code": "giam-doc", "agency": str(making.agency().pk)},
        **panel("titles", [{"language": language, "title": "Giám đốc"} for language in titles]),
        **panel("holdings", holdings),
    }


def holding(first: str, last: str, code: str) -> dict[str, Any]:
    return {"person": str(making.person(code, code.title()).pk), "valid_from": first, "valid_to": last}


def test_an_office_held_by_one_after_the_other_is_stored(send):
    held = [holding("2020-01-01", "2024-12-31", "an"), holding("2025-01-01", "", "binh")]
    assert send("office", office(*held)) == {}
    assert [row.person.code for row in OfficeHolding.objects.order_by("valid_from")] == ["an", "binh"]


def test_an_office_held_by_two_on_one_day_is_refused(send):
    held = [holding("2020-01-01", "2025-01-01", "an"), holding("2025-01-01", "", "binh")]
    said = "Overlaps with “An” (1 Jan 2020 – 1 Jan 2025). End that one first, or choose other days."
    assert send("office", office(*held)) == {"holdings": {1: {"valid_from": [said]}}}


def test_two_titles_of_an_office_in_one_language_are_refused(send):
    errors = send("office", office(titles=("vi", "vi")))
    assert list(errors) == ["titles", "titles, together"]


# --- people --------------------------------------------------------------------------------------------------------


def test_a_death_before_the_birth_is_refused(send):
    errors = send("person", person(born="1890-05-19", died="1889-05-19"))
    assert errors == {"died": ["The day of death lies before the day of birth."]}


# --- places --------------------------------------------------------------------------------------------------------


def test_a_place_split_among_two_is_stored(send):
    heirs = [making.place("thanh-vinh", "Thành Vinh"), making.place("truong-vinh", "Trường Vinh")]
    assert send("place", place(*heirs, valid_to="2025-06-30")) == {}
    assert [row.successor for row in PlaceSuccession.objects.order_by("pk")] == heirs


def test_a_place_with_a_successor_but_no_last_day_is_refused(send):
    errors = send("place", place(making.place("thanh-vinh")))
    assert errors == {"valid_to": ["A place with a successor needs its last day."]}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_successor_loop_of_places_is_refused(send, length):
    row = heir = making.place("vinh", "Vinh")
    for number in range(1, length):
        next_one = making.place(f"vinh-{number}", f"Vinh {number}", valid_to=date(2025, 6, 30))
        PlaceSuccession.objects.create(place=next_one, successor=heir)
        heir = next_one
    fields = place(heir, valid_to="2025-06-30", **panel("names", []))
    errors = send("place", fields, row)
    assert errors == {"__all__": ["“Vinh” would become its own successor. Choose another place."]}


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_parent_loop_of_places_is_refused(send, length):
    row = child = making.place("vinh", "Vinh")
    for number in range(1, length):
        child = making.place(f"vinh-{number}", f"Vinh {number}", parent=child)
    errors = send("place", place(parent=str(child.pk), **panel("names", [])), row)
    assert errors == {"parent": ["“Vinh” would lie in itself. Choose another place."]}


def test_one_coordinate_alone_is_refused(send):
    assert send("place", place(latitude="18.67")) == {"__all__": ["Give both latitude and longitude, or neither."]}


def test_a_latitude_beyond_the_pole_is_refused(send):
    errors = send("place", place(latitude="91", longitude="105"))
    assert errors == {"latitude": ["Ensure this value is less than or equal to 90."]}


# --- facts ---------------------------------------------------------------------------------------------------------


def test_a_fact_with_source_and_wordings_is_stored(send):
    assert send("fact", fact(wording("Bờ biển dài {value}."), wording("{value} of coast.", "en"))) == {}
    assert {row.language: row.text for row in Fact.objects.get().wordings.all()} == {
        "vi": "Bờ biển dài {value}.",
        "en": "{value} of coast.",
    }


@pytest.mark.parametrize("source", ["", "   "])
def test_a_fact_without_source_is_refused(send, source):
    errors = send("fact", fact(source=source))
    assert errors == {"source": ["A fact needs a source: the document, its number and date."]}


def test_a_fact_that_expires_before_its_day_is_refused(send):
    errors = send("fact", fact(expires="2025-06-30"))
    assert errors == {"expires": ["A fact cannot expire before the day it is true of."]}


def test_a_sentence_without_the_value_is_refused(send):
    errors = send("fact", fact(wording("Bờ biển dài {value}."), wording("82 km of coast.", "en")))
    said = "Write {value} where the figure stands, so that a corrected figure shows here too."
    assert errors == {"wordings": {1: {"text": [said]}}}


def test_two_wordings_in_one_language_are_refused(send):
    errors = send("fact", fact(wording("{value}"), wording("{value}.")))
    assert list(errors) == ["wordings", "wordings, together"]


def test_a_value_that_is_no_number_is_refused(send):
    assert send("fact", fact(value="tám mươi")) == {"value": ["Enter a number."]}


def test_a_fact_that_supersedes_itself_is_refused(send):
    row = making.fact()
    newer = making.fact("newer", "Mới", supersedes=row)
    errors = send("fact", fact(supersedes=str(newer.pk)), row)
    assert errors == {"supersedes": ["“Bờ biển” would supersede itself. Choose another fact."]}


# --- plan tasks and media topics -----------------------------------------------------------------------------------


def task(**fields: Any) -> dict[str, Any]:
    given = {"plan": str(making.plan().pk), "code": "3.1", "position": "0", "title_vi": "Chuyên mục", "title_en": ""}
    return {**given, "parent": "", "lead": "", "years": "", "status": "approved", **fields}


def test_a_task_in_the_task_of_another_plan_is_refused(send):
    parent = making.task("3", plan=making.plan("1/KH"))
    errors = send("plantask", task(parent=str(parent.pk)))
    assert errors == {"parent": ["A task can only be part of a task of the same plan."]}


def test_a_parent_loop_of_tasks_is_refused(send):
    row = making.task("3.1", "Chuyên mục")
    child = making.task("3.1.1", parent=row)
    errors = send("plantask", task(parent=str(child.pk)), row)
    assert errors == {"parent": ["“3.1 Chuyên mục” would be part of itself. Choose another task."]}


def test_a_loop_of_broader_topics_is_refused(send):
    row = making.subject("01000000", "văn hóa")
    narrower = making.subject("20000038", "lễ hội", broader=row)
    fields = {"code": "01000000", "broader": str(narrower.pk), **panel("names", [])}
    errors = send("subject", fields, row)
    assert errors == {"broader": ["“văn hóa” would be broader than itself. Choose another topic."]}
