"""The right word, and what else a word is called."""

from datetime import date

import pytest

from hub.registry.models import AgencyName, Person, PersonName, PlaceName
from locales.canonical import fold
from locales.terms.lookup import Wording, every_wording, forbidden_in, grouped, names_of, synonyms
from locales.terms.models import Concept, Term
from tests.hub.registry import making as registry
from tests.locales.terms.making import concept, term


def test_from_a_text_to_every_other_text_of_what_it_means():
    words = [
        Wording("concept:a", "vi", "Sở Ngoại vụ"),
        Wording("concept:a", "fr", "Service des affaires étrangères"),
        Wording("concept:a", "zh-Hans", "外务厅"),
        Wording("concept:a", "zh-Hans", "外交部", offered=False),
        Wording("place:b", "vi", "Vinh"),
    ]
    assert grouped(words) == {
        fold("Sở Ngoại vụ"): (("fr", "Service des affaires étrangères"), ("zh-Hans", "外务厅")),
        fold("Service des affaires étrangères"): (("vi", "Sở Ngoại vụ"), ("zh-Hans", "外务厅")),
        fold("外务厅"): (("vi", "Sở Ngoại vụ"), ("fr", "Service des affaires étrangères")),
        fold("外交部"): (("vi", "Sở Ngoại vụ"), ("fr", "Service des affaires étrangères"), ("zh-Hans", "外务厅")),
    }


def test_a_text_of_two_meanings_leads_to_both():
    words = [
        Wording("a", "vi", "Vinh"), Wording("a", "zh-Hans", "荣市"), Wording("b", "vi", "vịnh"), Wording("b", "en", "bay"),
    ]  # fmt: skip
    assert grouped(words)[fold("vinh")] == (("zh-Hans", "荣市"), ("en", "bay"))


@pytest.mark.django_db
def test_the_best_word_comes_first():
    about = concept(
        "viet-nam",
        term("vi", "Việt Nam"),
        term("en", "Vietnam", audience="press"),
        term("en", "VN", usage="abbreviation"),
        term("en", "Annam", usage="forbidden", reason="tên thời thuộc địa"),
        term("en", "Socialist Republic of Viet Nam", usage="admitted"),
        term("en", "Vietnam!", status="proposed"),
        term("en", "Viet Nam"),
        term("en", "Viet-Nam", valid_to=date(1975, 4, 30)),
        term("en", "sunny Vietnam", audience="tourism"),
    )
    told = ["Viet Nam", "Socialist Republic of Viet Nam", "VN", "Vietnam!"]
    assert [word.text for word in names_of(about, "en")] == told
    assert [word.text for word in names_of(about, "en", audience="press")] == ["Vietnam", *told]
    assert [word.text for word in names_of(about, "en", day=date(1970, 1, 1))] == ["Viet Nam", "Viet-Nam", *told[1:]]
    assert names_of(about, "lo") == []
    assert [(word.text, word.reason) for word in forbidden_in(about, "en")] == [("Annam", "tên thời thuộc địa")]


@pytest.mark.django_db
def test_a_proposed_ban_is_no_ban():
    assert forbidden_in(concept("x", term("en", "A", usage="forbidden", reason="r", status="proposed")), "en") == []


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_words_of_fetched_concepts_cost_nothing_more(count: int, django_assert_num_queries):
    for number in range(count):
        concept(f"c-{number}", term("en", f"Word {number}"))
    with django_assert_num_queries(2):
        assert [names_of(one, "en")[0].text for one in Concept.objects.prefetch_related("terms")] == [
            f"Word {number}" for number in range(count)
        ]


@pytest.mark.django_db
def test_every_wording_of_terms_and_registry(django_assert_num_queries):
    concept("a", term(), term("en", "Office", usage="forbidden", reason="r"), term("lo", "ຫ້ອງການ", status="proposed"))
    agency = registry.agency()
    AgencyName.objects.create(
        agency=agency, language="en", name="Department", abbreviation="DFA", valid_to=date(2020, 1, 1)
    )
    PlaceName.objects.create(place=registry.place(), language="zh-Hans", name="南坛")
    person = Person.objects.create(code="an", name_ascii="Nguyen An")
    PersonName.objects.create(person=person, language="vi", name="Nguyễn Ân")
    with django_assert_num_queries(5):
        assert list(every_wording()) == [
            Wording("concept:a", "en", "Office", offered=False),
            Wording("concept:a", "lo", "ຫ້ອງການ"),
            Wording("concept:a", "vi", "Sở Ngoại vụ"),
            Wording("agency:so-ngoai-vu", "vi", "Sở Ngoại vụ"),
            Wording("agency:so-ngoai-vu", "en", "Department"),
            Wording("agency:so-ngoai-vu", "en", "DFA"),
            Wording("place:nam-dan", "vi", "Nam Đàn"),
            Wording("place:nam-dan", "zh-Hans", "南坛"),
            Wording("person:an", "vi", "Nguyễn Ân"),
            Wording("person:an", "en", "Nguyen An"),
        ]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_synonyms_are_made_once_and_cost_one_query(count: int, django_assert_num_queries):
    for number in range(count):
        concept(f"c-{number}", term("vi", f"từ {number}"), term("en", f"word {number}"))
    synonyms()
    with django_assert_num_queries(1):
        assert synonyms()[fold("word 0")] == (("vi", "từ 0"),)


@pytest.mark.django_db
def test_synonyms_follow_every_change():
    about = concept("a", term("vi", "sen"), term("en", "lotus"))
    assert synonyms()[fold("sen")] == (("en", "lotus"),)
    made = about.terms.get(language="en")
    made.text = "lotus flower"
    made.save()
    assert synonyms()[fold("sen")] == (("en", "lotus flower"),)
    Term.objects.create(concept=about, language="ja", text="蓮")
    assert synonyms()[fold("sen")] == (("en", "lotus flower"), ("ja", "蓮"))
    made.delete()
    assert synonyms()[fold("sen")] == (("ja", "蓮"),)
    name = PlaceName.objects.create(place=registry.place(), language="zh-Hans", name="南坛")
    assert synonyms()[fold("nam dan")] == (("zh-Hans", "南坛"),)
    name.delete()
    assert fold("nam dan") not in synonyms()
    Concept.objects.get().delete()
    assert fold("sen") not in synonyms()
