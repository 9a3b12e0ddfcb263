"""A person's basket: what it holds, in which order, and what its page says of rights."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from media_library.models import Asset, Basket, BasketItem, PersonShown, RightsRecord
from media_library.packages import basket
from media_library.packages.purpose import Purpose
from tests.media_library.packages.room import LOOK, MAKE, librarian, may_see, person, signed_in, small

pytestmark = pytest.mark.django_db
WEB = Purpose("web")
QUERIES = 20


def act(client: Client, name: str, script: bool = True, **fields: Any) -> Any:
    headers = {"Accept": "application/json"} if script else {}
    return client.post(reverse(f"media_library:basket_{name}"), fields, headers=headers)


def titles(client: Client) -> list[str]:
    return [each["row"].asset.title for each in client.get(reverse("media_library:basket")).context["rows"]]


def test_it_is_ones_own_and_keeps_the_order_in_which_things_came():
    mine, other = librarian(), librarian()
    first, second, third = small("Một"), small("Hai"), small("Ba")
    assert basket.put_in(mine, [second.uid, first.uid]) == 2
    assert basket.put_in(mine, [third.uid, second.uid, third.uid]) == 1
    assert basket.uids_in_basket(mine) == [str(second.uid), str(first.uid), str(third.uid)]
    assert basket.uids_in_basket(other) == []
    assert titles(signed_in(mine)) == ["Hai", "Một", "Ba"]  # another session of the same person


def test_looking_at_it_writes_nothing():
    client = signed_in(librarian())
    for name in ("basket", "package_new"):
        client.get(reverse(f"media_library:{name}"))
    assert Basket.objects.count() == 0
    act(client, "purpose", use="print", territory="", day="")
    assert [(mine.use, mine.items.count()) for mine in Basket.objects.all()] == [("print", 0)]


def test_it_is_moved_and_taken_out():
    user = librarian()
    pictures = [small(title) for title in ("A", "B", "C")]
    basket.put_in(user, [each.uid for each in pictures])
    client = signed_in(user)
    for uid, to, order in (
        (pictures[2].uid, "up", "ACB"),
        (pictures[2].uid, "up", "CAB"),
        (pictures[2].uid, "up", "CAB"),
        (pictures[0].uid, "down", "CBA"),
        (pictures[0].uid, "down", "CBA"),
    ):
        act(client, "move", uid=str(uid), to=to)
        assert "".join(titles(client)) == order
    told = act(client, "take", uid=str(pictures[1].uid)).json()
    assert told == {"words": "1 asset was taken out.", "uids": [str(pictures[2].uid), str(pictures[0].uid)]}
    act(client, "empty")
    assert titles(client) == []


def test_a_note_is_kept_beside_its_asset():
    user, shown = librarian(), small()
    basket.put_in(user, [shown.uid])
    act(signed_in(user), "note", uid=str(shown.uid), note="  Trang bìa  ")
    assert BasketItem.objects.get().note == "Trang bìa"


def test_what_somebody_does_not_see_is_not_there():
    shelf = Collection.get_first_root_node().add_child(name="Đài")
    seen, hidden = small("Thấy", collection=shelf), small("Khuất")
    user = person(LOOK)
    may_see(user, shelf)
    assert basket.put_in(user, [seen.uid, hidden.uid]) == 1
    seen.collection = Collection.get_first_root_node()
    seen.save()
    assert basket.uids_in_basket(user) == []
    assert titles(signed_in(user)) == []


def test_it_is_full_at_some_time():
    user, one_more = librarian(), small()
    mine = Basket.objects.create(owner=user)
    assets = Asset.objects.bulk_create(Asset(kind="image", title=str(number)) for number in range(basket.MOST))
    BasketItem.objects.bulk_create(BasketItem(basket=mine, asset=asset, place=1) for asset in assets)
    answer = act(signed_in(user), "put", uid=str(one_more.uid))
    assert answer.status_code == 409
    assert answer.json()["words"] == (
        "A basket holds at most 500 assets, and 501 would be in it: nothing was put in. "
        "Choose fewer, pack what is in it, or take some out."
    )
    assert BasketItem.objects.count() == basket.MOST


def test_nonsense_is_no_asset():
    assert act(signed_in(librarian()), "put", uid=["x", "", "../.."]).json()["uids"] == []


def test_without_a_script_it_leads_back_to_the_basket():
    user, shown = librarian(), small()
    answer = act(signed_in(user), "put", script=False, uid=str(shown.uid))
    assert (answer.status_code, answer["Location"]) == (302, reverse("media_library:basket"))


@pytest.mark.parametrize("name", ["put", "take", "move", "note", "purpose", "empty"])
def test_it_is_for_those_who_see_the_library(name: str):
    stranger = signed_in(person())
    assert act(stranger, name).status_code == 302  # to the admin's first page, with a sentence
    assert stranger.get(reverse("media_library:basket")).status_code == 302
    assert Client().get(reverse("media_library:basket"))["Location"].startswith("/admin/login/")


def test_the_verdict_is_for_the_purpose_that_was_chosen():
    user, free, bound = librarian(), small("Tự do"), small("Có hợp đồng")
    bound.rights = RightsRecord.objects.create(
        title="HĐ 1", holder_name="A", licence="press", uses=["web"], territories=["LA"], usable_until=date(2030, 1, 1), live=True
    )  # fmt: skip
    bound.save()
    basket.put_in(user, [free.uid, bound.uid])
    client = signed_in(user)

    def verdicts(**purpose: str) -> list[list[str]]:
        act(client, "purpose", **{"use": "web", "territory": "", "day": "", **purpose})
        rows = client.get(reverse("media_library:basket")).context["rows"]
        return [[reason.code for reason in each["row"].verdict.reasons] for each in rows]

    assert verdicts(territory="LA") == [[], []]
    assert verdicts() == [[], ["territory"]]
    assert verdicts(use="print", territory="LA") == [[], ["use"]]
    assert verdicts(territory="LA", day="2031-05-01") == [[], ["expired"]]
    assert basket.purpose_of(basket.basket_of(user)) == Purpose("web", "LA", date(2031, 5, 1))


def test_a_purpose_that_is_none_changes_nothing():
    user = librarian()
    answer = act(signed_in(user), "purpose", use="tv", territory="XX")
    assert sorted(answer.context["form"].errors) == ["territory", "use"]
    assert basket.purpose_of(basket.basket_of(user)) == WEB


def test_what_is_internal_and_a_person_without_consent_are_named():
    user, internal, shown = librarian(), small("Nội bộ", licence="internal"), small("Người")
    shown.spine.people = [PersonShown(name="Bà Ba")]
    shown.save()
    basket.put_in(user, [internal.uid, shown.uid])
    told = [row.verdict.words for row in basket.rows_of(user, WEB)]
    assert told == ["It is for internal use and not released to anybody.", "There is no consent of Bà Ba."]


@pytest.mark.parametrize("count", [1, 3])
def test_its_page_asks_the_same_for_any_number(count: int, django_assert_num_queries: Any):
    user = librarian()
    basket.put_in(user, [small(f"Ảnh {number}").uid for number in range(count)])
    client = signed_in(user)
    client.get(reverse("media_library:basket"))
    with django_assert_num_queries(QUERIES):
        client.get(reverse("media_library:basket"))


@pytest.mark.parametrize(("permissions", "offered"), [((LOOK, MAKE), True), ((LOOK,), False)])
def test_packing_is_offered_to_those_who_may(permissions: tuple[str, ...], offered: bool):
    user = person(*permissions)
    may_see(user, Collection.get_first_root_node())
    basket.put_in(user, [small().uid])
    page = signed_in(user).get(reverse("media_library:basket")).content.decode()
    assert (reverse("media_library:package_new") in page) is offered
