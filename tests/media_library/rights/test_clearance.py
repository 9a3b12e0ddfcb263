"""The rule over values: every condition by itself, and no database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from media_library.rights.clearance import Agreement, AssetFacts, Grant, Shown, summary, usable

DAY = date(2026, 6, 15)
GRANT = Grant(title="Hợp đồng 12", approved=True, licence="press")
AGREED = Agreement(scope=frozenset({"web", "print"}), given=date(2026, 1, 1))
ADULT = Shown(who="Hồ Thị A", needs_consent=True, agreement=AGREED)
CHILD = replace(ADULT, who="Bé B", age=8, agreement=replace(AGREED, guardian_given=date(2026, 1, 1)))


@pytest.fixture(autouse=True)
def english() -> Any:
    with override("en"):
        yield


def codes(facts: AssetFacts, **question: Any) -> list[str]:
    return [reason.code for reason in usable(facts, **{"use": "web", "day": DAY, **question}).reasons]


def granted(**limits: Any) -> AssetFacts:
    return AssetFacts(licence="press", grant=replace(GRANT, **limits))


def showing(person: Shown, **changes: Any) -> AssetFacts:
    return AssetFacts(licence="press", people=(replace(person, **changes),))


def agreeing(person: Shown, **changes: Any) -> AssetFacts:
    assert person.agreement is not None
    return showing(person, agreement=replace(person.agreement, **changes))


FREE = [
    (AssetFacts(licence="press"), {}),
    (AssetFacts(licence="internal"), {}),
    (AssetFacts(licence="press"), {"licences": frozenset({"press"})}),
    (AssetFacts(licence="press", usable_from=DAY, usable_until=DAY), {}),
    (granted(), {"territory": "VN", "language": "en"}),
    (granted(uses=frozenset({"web"})), {}),
    (granted(territories=frozenset({"VN"})), {"territory": "VN"}),
    (granted(languages=frozenset({"vi"})), {"language": "vi"}),
    (granted(languages=frozenset({"vi"})), {"language": None}),
    (granted(translation_allowed=False), {"language": "vi"}),
    (showing(ADULT), {}),
    (showing(ADULT, agreement=None, needs_consent=False), {}),
    (showing(ADULT, agreement=None, recognisable=False), {}),
    (agreeing(ADULT, withdrawn=date(2026, 6, 16)), {}),
    (agreeing(ADULT, ends=DAY), {}),
    (showing(CHILD), {}),
    (showing(CHILD, named=True, school=True, face=False), {}),
    (showing(CHILD, named=False, school=True), {}),
    (showing(CHILD, named=True, school=False), {}),
    (showing(ADULT, named=True, school=True), {}),
    (showing(replace(CHILD, age=6), agreement=Agreement(frozenset({"web"}), guardian_given=DAY)), {}),
]

REFUSED = [
    (AssetFacts(licence="press"), {"licences": frozenset({"CC-BY-4.0"})}, ["licence"]),
    (AssetFacts(licence="internal"), {"licences": frozenset({"press"})}, ["internal"]),
    (AssetFacts(licence="CC-BY-4.0", grant=GRANT), {"licences": frozenset({"CC-BY-4.0"})}, ["licence"]),
    (AssetFacts(licence="press", usable_from=date(2026, 6, 16)), {}, ["not_yet"]),
    (AssetFacts(licence="press", usable_until=date(2026, 6, 14)), {}, ["expired"]),
    (granted(usable_from=date(2026, 6, 16)), {}, ["not_yet"]),
    (granted(usable_until=date(2026, 6, 14)), {}, ["expired"]),
    (granted(approved=False), {}, ["not_approved"]),
    (granted(approved=False, ended=True), {}, ["ended"]),
    (granted(uses=frozenset({"print"})), {}, ["use"]),
    (granted(territories=frozenset({"VN"})), {"territory": "JP"}, ["territory"]),
    (granted(territories=frozenset({"VN"})), {}, ["territory"]),
    (granted(languages=frozenset({"vi"})), {"language": "en"}, ["language"]),
    (granted(translation_allowed=False), {"language": "en"}, ["translation"]),
    (showing(ADULT, agreement=None), {}, ["no_consent"]),
    (agreeing(ADULT, withdrawn=DAY), {}, ["consent_withdrawn"]),
    (agreeing(ADULT, ends=date(2026, 6, 14)), {}, ["expired"]),
    (showing(ADULT), {"use": "broadcast"}, ["consent_scope"]),
    (agreeing(ADULT, given=None), {}, ["no_own_consent"]),
    (agreeing(ADULT, given=date(2026, 6, 16)), {}, ["no_own_consent"]),
    (agreeing(CHILD, guardian_given=None), {}, ["no_guardian"]),
    (agreeing(CHILD, guardian_given=date(2026, 6, 16)), {}, ["no_guardian"]),
    (agreeing(CHILD, given=None), {}, ["no_own_consent"]),
    (showing(CHILD, needs_consent=False, agreement=None), {}, ["no_consent"]),
    (showing(CHILD, named=True, school=True), {}, ["child_identified"]),
]


@pytest.mark.parametrize(("facts", "question"), FREE)
def test_usable(facts: AssetFacts, question: dict[str, Any]) -> None:
    assert codes(facts, **question) == []


@pytest.mark.parametrize(("facts", "question", "expected"), REFUSED)
def test_not_usable_and_why(facts: AssetFacts, question: dict[str, Any], expected: list[str]) -> None:
    assert codes(facts, **question) == expected


def test_every_reason_is_told_at_once() -> None:
    facts = AssetFacts(
        licence="press",
        usable_until=date(2026, 1, 1),
        grant=replace(GRANT, uses=frozenset({"print", "broadcast"}), territories=frozenset({"VN", "LA"})),
        people=(replace(ADULT, agreement=None),),
    )
    assert usable(facts, use="web", day=DAY, territory="JP").words == (
        "It could be used until 1 Jan 2026; that has passed. It may be used for print, broadcast, not for web. "
        "It may be used in Laos, Vietnam only, not in Japan. There is no consent of Hồ Thị A."
    )


def test_the_narrowest_days_count() -> None:
    facts = AssetFacts(
        licence="press",
        usable_from=date(2026, 1, 1),
        usable_until=date(2026, 12, 31),
        grant=replace(GRANT, usable_from=date(2026, 2, 1), usable_until=date(2027, 1, 1)),
        people=(replace(ADULT, agreement=replace(AGREED, ends=date(2026, 10, 1))),),
    )
    assert (facts.first_day, facts.last_day) == (date(2026, 2, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (AssetFacts(licence="press"), "Usable for every use"),
        (AssetFacts(licence="internal"), "Usable inside the house only"),
        (
            granted(uses=frozenset({"print", "web"}), territories=frozenset({"VN"}), usable_until=date(2026, 12, 31)),
            "Usable for web, print; Vietnam; until 31 Dec 2026",
        ),
        (
            granted(terms="Không dùng cho\n quảng cáo.", third_party="Đồng sản xuất: Đài NHK"),
            "Usable for every use; own terms: Không dùng cho quảng cáo; ask third parties too: Đồng sản xuất: Đài NHK",
        ),
        (granted(modification_allowed=False), "Usable for every use; must not be changed"),
        (granted(exclusive=True), "Usable for every use; exclusive rights"),
        (granted(terms="một " * 50), f"Usable for every use; own terms: {'một ' * 39}một…"),
        (
            granted(usable_from=date(2099, 1, 2)),
            "Not usable: It is under embargo: it may be used from 2 Jan 2099 on.",
        ),
        (
            AssetFacts(licence="press", usable_until=date(2026, 1, 1)),
            "Not usable: It could be used until 1 Jan 2026; that has passed.",
        ),
    ],
)
def test_summary_in_words(facts: AssetFacts, expected: str) -> None:
    assert summary(facts, DAY) == expected


WEB, PRINT = frozenset({"web"}), frozenset({"print"})


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (AssetFacts(licence="press"), None),
        (granted(), None),
        (granted(uses=WEB), WEB),
        (showing(ADULT), WEB | PRINT),
        (agreeing(ADULT, scope=WEB), WEB),
        (replace(agreeing(ADULT, scope=WEB), grant=replace(GRANT, uses=WEB | PRINT)), WEB),
        (replace(agreeing(ADULT, scope=WEB), grant=replace(GRANT, uses=PRINT)), frozenset()),
        (replace(showing(ADULT), people=(ADULT, replace(ADULT, agreement=replace(AGREED, scope=PRINT)))), PRINT),
        (showing(ADULT, agreement=None), frozenset()),
        (showing(ADULT, needs_consent=False), None),
        (showing(ADULT, recognisable=False), None),
    ],
)
def test_uses_that_are_left(facts: AssetFacts, expected: frozenset[str] | None) -> None:
    assert facts.uses == expected


@pytest.mark.parametrize(
    ("own", "record", "expected"),
    [
        ("CC-BY-4.0", None, True),
        ("CC-BY-4.0", {"licence": "CC-BY-4.0", "modification_allowed": False}, True),
        ("press", None, False),
        ("press", {"modification_allowed": False}, False),
        ("press", {"modification_allowed": True}, True),
        ("CC-BY-4.0", {"modification_allowed": True}, True),
        ("CC-BY-4.0", {"modification_allowed": False}, False),
        ("press", {"licence": "CC-BY-4.0", "modification_allowed": True}, False),
        ("internal", None, False),
    ],
)
def test_whether_it_may_be_changed(own: str, record: dict[str, Any] | None, expected: bool) -> None:
    facts = AssetFacts(licence=own, grant=replace(GRANT, **record) if record is not None else None)
    assert facts.modification_allowed is expected
