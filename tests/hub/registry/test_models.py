"""The rules of dated data without forms: names of a day, overlaps, and what a row refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from hub.registry.models import Agency, AgencyName, Fact, OfficeHolding
from hub.registry.naming import code_like, name_in
from hub.registry.validity import covers, overlap
from tests.hub.registry import making


def row(first: str = "", last: str = "", words: str = "", language: str = "vi") -> AgencyName:
    return AgencyName(
        language=language,
        name=words,
        valid_from=date.fromisoformat(first) if first else None,
        valid_to=date.fromisoformat(last) if last else None,
    )


OVERLAPS = [
    (("", ""), ("", ""), True),
    (("", "2025-06-30"), ("2025-07-01", ""), False),
    (("", "2025-07-01"), ("2025-07-01", ""), True),
    (("2025-01-01", "2025-12-31"), ("2025-03-01", "2025-04-01"), True),
    (("2025-01-01", "2025-02-01"), ("2025-03-01", "2025-04-01"), False),
]


@pytest.mark.parametrize(("first", "second", "expected"), OVERLAPS)
def test_overlap_is_a_day_in_common_in_either_order(first, second, expected):
    assert (overlap(row(*first), row(*second)), overlap(row(*second), row(*first))) == (expected, expected)


def test_a_row_covers_its_first_and_its_last_day():
    span = row("2025-07-01", "2025-07-31")
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 31), date(2025, 8, 1)]
    assert [covers(span, day) for day in days] == [False, True, True, False]


NAMES = [
    row("", "2023-12-31", "Đài"),
    row("2024-01-01", "2025-06-20", "Báo"),
    row("2025-06-21", "2025-12-31", "Báo và Đài"),
    row("2025-06-21", "2025-12-31", "Newspaper and Radio", language="en"),
]
DAYS = [
    ("vi", date(2020, 1, 1), "Đài"),
    ("vi", date(2024, 5, 1), "Báo"),
    ("vi", date(2025, 6, 21), "Báo và Đài"),
    ("vi", date(2026, 6, 1), "Báo và Đài"),
    ("en", date(2025, 7, 1), "Newspaper and Radio"),
    ("en", date(2024, 5, 1), "Báo"),
    ("en", date(2026, 6, 1), "Newspaper and Radio"),
    ("lo", date(2024, 5, 1), "Báo"),
]


@pytest.mark.parametrize(("language", "day", "expected"), DAYS)
def test_the_name_of_a_day(language, day, expected):
    assert name_in(NAMES, language, day) == expected


def test_before_the_first_name_the_oldest_one_is_used():
    assert (
        name_in([row("2025-01-01", "", "Mới"), row("2024-01-01", "2024-12-31", "Cũ")], "vi", date(2000, 1, 1)) == "Cũ"
    )


def test_nothing_known_is_an_empty_name():
    assert name_in([], "vi") == ""


@pytest.mark.parametrize(
    ("words", "code"), [("Nam Đàn", "nam-dan"), ("Sở Ngoại vụ", "so-ngoai-vu"), ("Ủy  ban", "uy-ban")]
)
def test_a_vietnamese_name_is_spelled_like_a_code(words, code):
    assert code_like(words) == code


@pytest.mark.django_db
def test_names_of_one_day_are_refused_without_a_form():
    agency = Agency(code="so", kind="department")
    agency.names = [row("", "2025-07-01", "Cũ"), row("2025-07-01", "", "Mới")]
    with pytest.raises(ValidationError) as refused:
        agency.clean_children()
    assert [error.code for error in refused.value.error_list] == ["overlap"]


@pytest.mark.django_db
def test_holders_of_one_day_are_refused_without_a_form():
    office = making.office()
    an, binh = making.person("an"), making.person("binh")
    office.holdings = [OfficeHolding(person=an), OfficeHolding(person=binh, valid_from=date(2025, 1, 1))]
    with pytest.raises(ValidationError) as refused:
        office.clean_children()
    assert [error.code for error in refused.value.error_list] == ["overlap"]


@pytest.mark.django_db
def test_successors_are_told_nearest_first():
    third = making.agency("third")
    second = making.agency("second", valid_to=date(2025, 2, 28), successor=third)
    first = making.agency("first", valid_to=date(2024, 2, 28), successor=second)
    assert list(first.successors()) == [second, third]


@pytest.mark.django_db
@pytest.mark.parametrize("source", ["", "  "])
def test_a_fact_without_source_is_refused_without_a_form(source):
    fact = Fact(code="coastline", value=Decimal(82), as_of=date(2025, 7, 1), source=source)
    with pytest.raises(ValidationError) as refused:
        fact.full_clean()
    assert list(refused.value.error_dict) == ["source"]


@pytest.mark.django_db
def test_the_database_refuses_a_fact_without_source():
    with pytest.raises(IntegrityError), transaction.atomic():
        Fact.objects.create(code="coastline", value=Decimal(82), as_of=date(2025, 7, 1), source="")


@pytest.mark.django_db
def test_the_database_refuses_an_agency_that_ends_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        Agency.objects.create(code="so", kind="press", valid_from=date(2025, 7, 2), valid_to=date(2025, 7, 1))
