"""What a change of many comes to in each asset, and how its order is kept."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Collection

from hub.registry.models import Person, Place
from media_library.changing.ordering import changeable
from media_library.changing.planning import as_needed, plan
from media_library.changing.wanted import NotThereError, Wanted, differing, in_words, keywords_in, read_again
from media_library.models import Asset, Consent, PersonShown, RightsRecord
from tests.media_library.changing.room import chief, helper, small
from tests.media_library.making import agency

pytestmark = pytest.mark.django_db
PLAN_QUERIES, RIGHTS_PLAN_QUERIES = 5, 4


def test_the_plan_says_what_would_change_and_changes_nothing() -> None:
    place = Place.objects.create(code="vinh", kind="ward")
    first, second = small("A", "sen, hồ", credit="Cũ"), small("B", credit="Mới")
    wanted = Wanted({"credit": "Mới"}, {"places": [place]}, ("Sen", "mùa hè"), ("HỒ",))
    uids = [first.uid, second.uid]
    found = list(as_needed(uids, wanted))
    assert in_words(differing(found[0], wanted)) == {
        "credit": ("Cũ", "Mới"), "keywords": ("sen, hồ", "sen, mùa hè"), "places": ("", str(place)),
    }  # fmt: skip
    assert in_words(differing(found[1], wanted)) == {"keywords": ("", "Sen, mùa hè"), "places": ("", str(place))}
    whole = plan(uids, wanted)
    assert (whole.counts, whole.befores) == ({"credit": 1, "keywords": 2, "places": 2}, {"credit": {"Cũ": 1}})
    assert (Asset.objects.get(pk=first.uid).credit, Asset.places.through.objects.count()) == ("Cũ", 0)


def test_keywords_are_parted_by_commas() -> None:
    assert keywords_in(" sen ,hồ,, sen,mùa hè ") == ("sen", "hồ", "mùa hè")


def test_an_order_is_read_as_it_was_written() -> None:
    place, record = (
        Place.objects.create(code="vinh", kind="ward"),
        RightsRecord.objects.create(title="HĐ 12", live=True),
    )
    days = {"usable_from": None, "usable_until": date(2027, 1, 31)}
    person = {"person": Person.objects.create(code="an"), "basis": "consent", "consent": None, "age": 9, "named": False}
    wanted = Wanted(
        {"credit": "Mới", "owner": agency(), "licence": "internal", "rights": record, **days}, {"places": [place]},
        ("a",), ("b",), "lo", person, "Lễ hội.",
    )  # fmt: skip
    assert read_again(wanted.kept()) == wanted


@pytest.mark.parametrize("gone", ["place", "owner", "record", "record not in force", "person", "consent"])
def test_of_what_is_gone_meanwhile_nothing_is_written(gone: str) -> None:
    place, owner = Place.objects.create(code="vinh", kind="ward"), agency()
    record = RightsRecord.objects.create(title="HĐ 12", live=True)
    person, consent = Person.objects.create(code="an"), Consent.objects.create(name="Bình")
    shown = {"person": person, "consent": consent}
    kept = Wanted({"owner": owner, "rights": record}, {"places": [place]}, person=shown).kept()
    if gone == "record not in force":
        RightsRecord.objects.update(live=False)
    else:
        {"place": place, "owner": owner, "record": record, **shown}[gone].delete()
    with pytest.raises(NotThereError):
        read_again(kept)


def test_without_permission_nothing_is_changeable() -> None:
    assert changeable([small().uid], helper("view_asset", collection=Collection.get_first_root_node())) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_costs_the_same_for_any_number(django_assert_num_queries: Any, count: int) -> None:
    rows, user = [small(f"Sen {number}", "a") for number in range(count)], chief()
    Place.objects.create(code="vinh", kind="ward")
    place, there = Place.objects.prefetch_related("names").get(), Place.objects.create(code="sen", kind="village")
    for row in rows:
        row.asset.places.add(there)
    with django_assert_num_queries(PLAN_QUERIES):
        uids = changeable([row.uid for row in rows], user)
        assert plan(uids, Wanted({}, {"places": [place]}, ("b",))).counts["places"] == count


# --- days of use and people shown ------------------------------------------------------------------------------------


def test_what_would_not_be_allowed_any_more_is_counted_with_the_reason() -> None:
    today = timezone.localdate()
    free, closed = small("A"), small("B", usable_until=today - timedelta(days=1))
    consent = Consent.objects.create(name="An", scope=["web", "print"], given_on=today)
    inside = small("C", licence="internal")
    uids = [row.uid for row in (free, closed, inside)]

    def narrowed(fields: Any = None, **person: Any) -> Any:
        return plan(uids, Wanted(fields or {}, {}, person=person)).narrowed

    every = "web, print, broadcast, social networks, exhibition"
    assert narrowed(name="An") == {(every, "There is no consent of An."): 2}
    scope = "An agreed to web, print, not to broadcast."
    assert narrowed(name="An", consent=consent) == {("broadcast, social networks, exhibition", scope): 2}
    assert narrowed(name="An", basis="public_event") == {}
    assert narrowed({"licence": "internal"}) == {(every, "It is for internal use and not released to anybody."): 1}
    last = today - timedelta(days=2)
    assert list(narrowed({"usable_until": last}).values()) == [2]
    assert narrowed({"usable_until": None}) == {}
    draft = RightsRecord.objects.create(title="HĐ 12", live=False)
    reason = "The rights record “HĐ 12” is not in force: a second person has not approved it yet."
    assert narrowed({"rights": draft}) == {(every, reason): 2}


def test_nobody_stands_there_twice_and_a_consent_is_entered_where_one_is_waited_for() -> None:
    an, bình = (Person.objects.create(code=code) for code in ("an", "binh"))
    an.names.create(language="vi", name="Nguyễn An")
    consent = Consent.objects.create(person=an, scope=["web"], given_on=timezone.localdate())
    old = Consent.objects.create(person=an, scope=["print"], given_on=timezone.localdate())
    there: dict[str, list[dict[str, Any]]] = {
        "nobody": [],
        "another": [{"person": bình}],
        "waits": [{"person": an, "named": True}],
        "as a name": [{"name": "nguyễn an"}],
        "another consent": [{"person": an, "consent": old}],
        "by an event": [{"person": an, "basis": "public_event"}],
    }
    for title, people in there.items():
        made = small(title)
        for person in people:
            PersonShown.objects.create(asset=made.asset, **person)
    wanted = Wanted({}, {}, person={"person": an, "consent": consent})
    came_out = {}
    for asset in Asset.objects.all():
        difference = differing(asset, wanted)
        rows = difference["people"][1] if difference else []
        came_out[asset.title] = [(row.person, row.consent, row.named) for row in rows]
    assert came_out == {
        "nobody": [(an, consent, False)],
        "another": [(bình, None, False), (an, consent, False)],
        "waits": [(an, consent, True)],
        "as a name": [(an, consent, False)],
        "another consent": [],
        "by an event": [],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_of_rights_costs_the_same_for_any_number(django_assert_num_queries: Any, count: int) -> None:
    record, user = RightsRecord.objects.create(title="HĐ 1", live=True), chief()
    rows = [small(f"Sen {number}", rights=record) for number in range(count)]
    for number, row in enumerate(rows):
        PersonShown.objects.create(asset=row.asset, person=Person.objects.create(code=f"an{number}"))
    with django_assert_num_queries(RIGHTS_PLAN_QUERIES):
        uids = changeable([row.uid for row in rows], user)
        assert plan(uids, Wanted({"licence": "internal"}, {}, person={"name": "Bình"})).counts["people"] == count
