"""What a term may be, and what the house never has: two words for one thing at a time."""

from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from locales.terms.models import Concept, Term
from tests.locales.terms.making import concept, term

pytestmark = pytest.mark.django_db


def refusal(made: Term) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        made.full_clean(exclude=["concept"])
    return refused.value.message_dict


def test_texts_are_stored_composed_and_without_spare_spaces():
    made = term(text=normalize("NFD", "  Sở  Ngoại vụ "), note=normalize("NFD", "cũ"), language="ZH-hans")
    made.full_clean(exclude=["concept"])
    assert (made.text, made.note, made.language) == ("Sở Ngoại vụ", "cũ", "zh-Hans")


def test_a_term_may_be_in_a_language_the_house_does_not_publish_in():
    made = term("th", "จังหวัดเหงะอาน")
    made.full_clean(exclude=["concept"])
    assert made.language == "th"


WRONG: list[tuple[dict[str, Any], dict[str, list[str]]]] = [
    ({"text": ""}, {"text": ["Write the term, or delete this row."]}),
    ({"text": "   "}, {"text": ["Write the term, or delete this row."]}),
    ({"text": "Sở\x00"}, {"text": ["There is an invisible control character in it: type it anew."]}),
    ({"text": "Sở\x85Ngoại\x1fvụ\x7f"}, {"text": ["There is an invisible control character in it: type it anew."]}),
    ({"language": "xx"}, {"language": ["“xx” is no language we know. Write its BCP 47 tag, such as lo, zh-Hans or th."]}),
    ({"language": "und"}, {"language": ["“und” is no language we know. Write its BCP 47 tag, such as lo, zh-Hans or th."]}),
    ({"usage": "forbidden"}, {"reason": ["Say why it is forbidden."]}),
    ({"usage": "forbidden", "reason": " "}, {"reason": ["Say why it is forbidden."]}),
    ({"usage": "best"}, {"usage": ["Value 'best' is not a valid choice."]}),
    ({"audience": "all"}, {"audience": ["Value 'all' is not a valid choice."]}),
    (
        {"valid_from": date(2025, 7, 1), "valid_to": date(2025, 6, 30)},
        {"valid_to": ["The last day lies before the first day."]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "said"), WRONG)
def test_what_a_term_may_not_be(fields: dict[str, Any], said: dict[str, list[str]]):
    told = refusal(term(**fields))
    assert {name: told[name] for name in said} == said


def test_refusals_speak_vietnamese():
    with translation.override("vi"):
        assert refusal(term(usage="forbidden")) == {"reason": ["Hãy nêu lý do không được dùng."]}


CLASHES = [
    (
        [term("en", "DFA"), term("en", "DFA", usage="admitted")],
        "“DFA” stands here twice in English for the same readers.",
    ),
    (
        [term("en", "DFA"), term("en", "Department of Foreign Affairs")],
        "“DFA” (… – …) is already the preferred term in English for the same readers. "
        "Give it a last day or make it “admitted” before “Department of Foreign Affairs” is approved.",
    ),
    (
        [term("en", "DFA", valid_to=date(2025, 6, 30)), term("en", "Department", valid_from=date(2025, 6, 30))],
        "“DFA” (… – 30 Jun 2025) is already the preferred term in English for the same readers. "
        "Give it a last day or make it “admitted” before “Department” is approved.",
    ),
]


@pytest.mark.parametrize(("terms", "said"), CLASHES)
def test_one_preferred_term_a_language_and_audience_at_a_time(terms: list[Term], said: str):
    made = Concept(code="x", domain="state")
    made.terms = terms
    with pytest.raises(ValidationError) as refused:
        made.clean_children()
    assert refused.value.messages == [said]


PEACE = [
    [term("en", "Viet Nam"), term("en", "Vietnam", audience="press")],
    [term("en", "Viet Nam"), term("fr", "Viet Nam")],
    [term("en", "Viet Nam"), term("en", "Vietnam", status="proposed")],
    [term("en", "Viet Nam"), term("en", "Vietnam", usage="admitted")],
    [term("en", "Old", valid_to=date(2025, 6, 30)), term("en", "New", valid_from=date(2025, 7, 1))],
]


@pytest.mark.parametrize("terms", PEACE)
def test_terms_that_do_not_compete(terms: list[Term]):
    made = Concept(code="x", domain="state")
    made.terms = terms
    made.clean_children()


BY_THE_DATABASE = [
    term("en", "B"),
    term("en", "A", usage="admitted"),
    term("en", ""),
    term("fr", "A", usage="forbidden"),
]


@pytest.mark.parametrize("made", BY_THE_DATABASE, ids=["second preferred", "twice", "empty", "no reason"])
def test_the_database_refuses_too(made: Term):
    made.pk, made.concept = None, concept("x", term("en", "A"))
    with pytest.raises(IntegrityError):
        made.save()


def test_a_concept_is_called_by_its_vietnamese_word():
    assert (
        str(concept("a", term("en", "Ward"), term("vi", "P.", usage="abbreviation"), term("vi", "phường"))) == "phường"
    )
    assert str(concept("b", term("en", "Ward"))) == "b"


def test_a_change_of_a_term_is_a_change_of_its_concept():
    about = concept()
    Concept.objects.update(updated_at="2020-01-01T00:00:00Z")
    about.terms.get().delete()
    about.refresh_from_db()
    assert about.updated_at.year > 2020
