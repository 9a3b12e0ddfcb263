"""What a change of many comes to in each asset, and how its order is kept."""

from typing import Any

import pytest
from wagtail.models import Collection

from hub.registry.models import Place
from media_library.changing.ordering import changeable
from media_library.changing.planning import as_needed, plan
from media_library.changing.wanted import NotThereError, Wanted, keywords_in, planned, read_again
from media_library.models import Asset, RightsRecord
from tests.media_library.changing.room import chief, helper, small
from tests.media_library.making import agency

pytestmark = pytest.mark.django_db
PLAN_QUERIES = 5


def test_the_plan_says_what_would_change_and_changes_nothing() -> None:
    place = Place.objects.create(code="vinh", kind="ward")
    first, second = small("A", "sen, hồ", credit="Cũ"), small("B", credit="Mới")
    wanted = Wanted({"credit": "Mới"}, {"places": [place]}, ("Sen", "mùa hè"), ("HỒ",))
    uids = [first.uid, second.uid]
    found = list(as_needed(uids, wanted))
    assert planned(found[0], wanted) == {
        "credit": ("Cũ", "Mới"), "keywords": ("sen, hồ", "sen, mùa hè"), "places": ("", str(place)),
    }  # fmt: skip
    assert planned(found[1], wanted) == {"keywords": ("", "Sen, mùa hè"), "places": ("", str(place))}
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
    wanted = Wanted(
        {"credit": "Mới", "owner": agency(), "licence": "internal", "rights": record}, {"places": [place]}, ("a",), ("b",), "lo"
    )  # fmt: skip
    assert read_again(wanted.kept()) == wanted


@pytest.mark.parametrize("gone", ["place", "owner", "record", "record not in force"])
def test_of_what_is_gone_meanwhile_nothing_is_written(gone: str) -> None:
    place, owner = Place.objects.create(code="vinh", kind="ward"), agency()
    record = RightsRecord.objects.create(title="HĐ 12", live=True)
    kept = Wanted({"owner": owner, "rights": record}, {"places": [place]}).kept()
    if gone == "record not in force":
        RightsRecord.objects.update(live=False)
    else:
        {"place": place, "owner": owner, "record": record}[gone].delete()
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
