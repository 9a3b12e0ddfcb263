"""Who orders joint changes, sees and undoes them; and what undoing brings back."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save
from wagtail.models import Collection, ModelLogEntry

from hub.registry.models import Person, Place
from media_library.changing.carrying_out import advance
from media_library.changing.ordering import (
    NotAsShownError,
    changeable,
    go_on,
    may_go_on,
    may_stop,
    may_undo,
    order,
    seen_changes,
    stop,
    undo,
)
from media_library.changing.planning import plan
from media_library.changing.wanted import Wanted
from media_library.models import Asset, AssetText, Consent, JointChange, PersonShown, Picture, RightsRecord
from media_library.tidying import unchanged
from tests.media_library.changing.room import (
    MANY,
    chief,
    credit_lines,
    finished,
    helper,
    ordered,
    outcomes,
    small,
    some,
)
from tests.media_library.making import agency
from tests.media_library.making import ordered as ordered_jobs

pytestmark = pytest.mark.django_db
ORDER_QUERIES = 7


def test_what_stands_in_other_collections_stays_as_it_is() -> None:
    mine, others = (Collection.get_first_root_node().add_child(name=name) for name in ("Báo", "Đài"))
    own, foreign = small("Của báo", collection=mine), small("Của đài", collection=others)
    user = helper("change_asset", collection=mine)
    assert changeable([foreign.uid, own.uid], user) == [own.uid]
    with pytest.raises(PermissionDenied):
        order(changeable([own.uid, foreign.uid], chief()), Wanted({"credit": "X"}, {}), by=user)
    assert set(Asset.objects.values_list("credit", flat=True)) == {""}


def test_keywords_in_another_language_are_given_to_many_by_who_may_approve_words() -> None:
    made, foreign = small(), Wanted({}, {}, ("lotus",), language="en")
    writer = helper("change_asset", "change_assettext", collection=Collection.get_first_root_node())
    reviser = helper("change_asset", "approve_assettext", collection=Collection.get_first_root_node())
    with pytest.raises(PermissionDenied):
        ordered(writer, foreign, made)
    assert outcomes(ordered(writer, Wanted({}, {}, ("sen",)), made)) == [("Sen", "changed", None)]
    assert outcomes(ordered(reviser, foreign, made)) == [("Sen", "changed", None)]
    assert {text.language: text.keywords for text in Asset.objects.get().texts.all()} == {"vi": "sen", "en": "lotus"}


def test_who_may_not_approve_words_any_more_gives_none_to_the_rest() -> None:
    rows = some()
    reviser = helper("change_asset", "approve_assettext", collection=Collection.get_first_root_node())
    change = ordered(reviser, Wanted({}, {}, ("lotus",), language="en"), *rows)
    reviser.user_permissions.remove(Permission.objects.get(codename="approve_assettext"))
    finished(change)
    assert {(outcome, reason["code"]) for _title, outcome, reason in outcomes(change)} == {("left", "no_words")}


@pytest.mark.parametrize("count", [1, 3])
def test_an_order_costs_the_same_for_any_number(django_assert_num_queries: Any, count: int) -> None:
    user, rows = chief(), some(MANY + count)
    uids, owner = [row.uid for row in rows], agency()
    owner = type(owner).objects.prefetch_related("names").get(pk=owner.pk)  # as the form reads it
    with django_assert_num_queries(ORDER_QUERIES):
        order(uids, Wanted({"credit": "Mới", "owner": owner}, {}, ("sen",)), by=user)


def test_another_plan_than_the_one_shown_orders_nothing() -> None:
    user, wanted, uids = chief(), Wanted({"credit": "Mới"}, {}), [row.uid for row in some()]
    shown = plan(uids, wanted).digest
    Asset.objects.filter(pk=uids[-1]).update(credit="Khác")
    with pytest.raises(NotAsShownError):
        order(uids, wanted, by=user, shown=shown)
    assert (JointChange.objects.count(), ordered_jobs("change_together")) == (0, [])
    assert order(uids, wanted, by=user, shown=plan(uids, wanted).digest).size == MANY


def test_ones_own_are_seen_and_those_who_look_after_them_see_all() -> None:
    anywhere = Collection.get_first_root_node()
    own, other = (helper("change_asset", collection=anywhere) for _one in range(2))
    keeper = helper("change_asset", "change_jointchange", collection=anywhere)
    no_more = helper("change_jointchange", collection=anywhere)
    change = ordered(own, Wanted({"credit": "Mới"}, {}), small())
    assert [(list(seen_changes(user)), may_undo(change, user)) for user in (own, other, keeper, no_more)] == [
        ([change], True), ([], False), ([change], True), ([], False),
    ]  # fmt: skip
    with pytest.raises(PermissionDenied):
        undo(change, by=other)
    assert credit_lines() == ["Mới"]


# --- stopping --------------------------------------------------------------------------------------------------------


def test_what_is_stopped_stays_where_it_is_goes_on_or_is_undone() -> None:
    user, rows = chief(), some(credit="Cũ")
    change = ordered(user, Wanted({"credit": "Mới"}, {}), *rows)
    advance(str(change.pk), seconds=0)

    assert stop(change, by=user).state == "stopped"

    assert advance(str(change.pk)) is False  # a job that was ordered before, or the next worker after a kill
    JointChange.objects.update(moved_at="2026-01-01T00:00:00Z")
    assert list(unchanged()) == []  # nobody orders it anew
    assert credit_lines() == ["Mới", *["Cũ"] * (MANY - 1)]
    on = go_on(change, by=user)
    assert (on.state, on.stopped_by, len(ordered_jobs("change_together"))) == ("waiting", None, 2)
    advance(str(change.pk), seconds=0)
    stopped = stop(change, by=user)
    assert undo(stopped, by=user).size == 2
    assert credit_lines() == ["Cũ"] * MANY
    assert may_go_on(stopped, user) is False
    with pytest.raises(PermissionDenied):
        go_on(stopped, by=user)


def test_the_asset_in_hand_is_the_last() -> None:
    user, rows = chief(), some()
    change = ordered(user, Wanted({"credit": "Mới"}, {}), *rows)

    def stop_at_the_second(instance: Picture, **_about: Any) -> None:
        if instance.pk == rows[1].pk:
            stop(change, by=user)

    post_save.connect(stop_at_the_second, sender=Picture)
    try:
        assert advance(str(change.pk)) is False
    finally:
        post_save.disconnect(stop_at_the_second, sender=Picture)
    change.refresh_from_db()
    assert (change.state, change.decided, credit_lines()) == ("stopped", 2, ["Mới", "Mới", *[""] * (MANY - 2)])


def test_only_ones_own_is_stopped_and_only_while_it_runs() -> None:
    anywhere = Collection.get_first_root_node()
    own, other = (helper("change_asset", collection=anywhere) for _one in range(2))
    keeper = helper("change_asset", "change_jointchange", collection=anywhere)
    change = ordered(own, Wanted({"credit": "Mới"}, {}), *some())
    assert [may_stop(change, user) for user in (own, other, keeper)] == [True, False, True]
    for act, by in ((stop, other), (go_on, own)):
        with pytest.raises(PermissionDenied):
            act(change, by=by)
    stopped = stop(change, by=keeper)
    assert [may_go_on(stopped, user) for user in (own, other, keeper)] == [True, False, True]
    finished(go_on(stopped, by=own))
    with pytest.raises(PermissionDenied):
        stop(change, by=own)
    assert credit_lines() == ["Mới"] * MANY


# --- undoing ---------------------------------------------------------------------------------------------------------


def test_it_is_undone_as_a_whole() -> None:
    vinh, sen = (Place.objects.create(code=code, kind="ward") for code in ("vinh", "sen"))
    record, owner, user = RightsRecord.objects.create(title="HĐ 12", live=True), agency(), chief()
    first, second, third = small("A", "sen, hồ", credit="Cũ", source="TTXVN"), small("B"), small("C", credit="Mới")
    first.asset.places.add(vinh)
    fields = {"credit": "Mới", "source": "Báo", "licence": "internal", "owner": owner, "rights": record}
    before = as_it_stands()
    change = ordered(user, Wanted(fields, {"places": [vinh, sen]}, ("mùa hè",), ("hồ",)), first, second)
    ordered(user, Wanted({"credit": "Mới"}, {}), third)
    assert as_it_stands() != before

    undoing = undo(change, by=user)

    assert (undoing.state, undoing.undoes, outcomes(undoing)) == (
        "done", change, [("A", "changed", None), ("B", "changed", None)],
    )  # fmt: skip
    assert as_it_stands() == before
    entry = ModelLogEntry.objects.filter(action="media_library.change_many").latest("pk")
    assert (entry.object_id, entry.data["undoes"], entry.data["changes"]["credit"]) == (
        str(second.uid),
        True,
        ["Mới", ""],
    )
    assert undo(change, by=user) == undoing  # asked twice
    assert JointChange.objects.filter(undoes=change).count() == 1


def as_it_stands() -> Any:
    return [
        (
            *(asset.title, asset.credit, asset.source, asset.licence, asset.owner, asset.rights),
            [(text.language, text.keywords) for text in asset.texts.all()],
            list(asset.places.all()),
        )
        for asset in Asset.objects.order_by("title")
    ]


def test_days_of_use_and_people_shown_are_given_to_many_and_taken_back() -> None:
    user, an, day = chief(), Person.objects.create(code="an"), date(2026, 1, 31)
    consent = Consent.objects.create(person=an, scope=["web"], given_on=day)
    rows = [small(title, usable_from=day) for title in ("A", "B", "C", "D")]
    waits, touched = (PersonShown.objects.create(asset=row.asset, person=an) for row in (rows[1], rows[2]))
    Asset.objects.filter(title="D").update(usable_from=date(2030, 1, 1))

    def standing() -> Any:
        return [
            (asset.usable_from, asset.usable_until, [(one.pk, one.person, one.consent) for one in asset.people.all()])
            for asset in Asset.objects.order_by("title")
        ]

    before = standing()
    person = {"person": an, "basis": "consent", "consent": consent}
    change = ordered(user, Wanted({"usable_until": date(2026, 12, 31)}, {}, person=person), *rows)
    added = PersonShown.objects.get(asset__title="A")
    until = date(2026, 12, 31)
    assert standing() == [
        (day, until, [(added.pk, an, consent)]),
        (day, until, [(waits.pk, an, consent)]),
        (day, until, [(touched.pk, an, consent)]),
        before[3],
    ]
    assert outcomes(change)[3] == (
        "D", "left", {"code": "invalid", "words": "Ngày cuối được dùng đứng trước ngày đầu."}
    )  # fmt: skip
    entry = ModelLogEntry.objects.get(object_id=str(rows[1].uid), action="media_library.change_many")
    assert entry.data["changes"] == {"usable_until": ["", "2026-12-31"], "people": ["an", "an (có sự đồng ý)"]}

    PersonShown.objects.filter(pk=touched.pk).update(named=True)
    assert outcomes(undo(change, by=user)) == [
        ("A", "changed", None),
        ("B", "changed", None),
        ("C", "left", {"code": "changed_since", "now": {"people": "an (có sự đồng ý)"}}),
    ]
    assert standing() == [before[0], before[1], (day, until, [(touched.pk, an, consent)]), before[3]]
    ordered(user, Wanted({"usable_from": None}, {}), rows[0])
    assert standing()[0] == (None, None, [])


def test_a_caption_is_written_where_there_is_none_and_taken_back() -> None:
    user, bare, said, foreign = chief(), small("A"), small("B", "sen"), small("C")
    said.texts = [AssetText(language="vi", caption="Sen nở.", keywords="sen")]
    foreign.texts = [AssetText(language="lo", caption="ດອກບົວ")]
    for row in (said, foreign):
        row.save()

    def captions() -> Any:
        return [
            {text.language: (text.caption, text.keywords) for text in asset.texts.all()}
            for asset in Asset.objects.order_by("title")
        ]

    before = captions()
    change = ordered(user, Wanted({}, {}, ("hồ",), caption="Lễ hội."), bare, said, foreign)
    assert captions() == [
        {"vi": ("Lễ hội.", "hồ")},
        {"vi": ("Sen nở.", "sen, hồ")},
        {"lo": ("ດອກບົວ", ""), "vi": ("Lễ hội.", "hồ")},
    ]
    entry = ModelLogEntry.objects.get(object_id=str(bare.uid), action="media_library.change_many")
    assert entry.data["changes"] == {"keywords": ["", "hồ"], "caption": ["", "Lễ hội."]}
    undo(change, by=user)
    assert captions() == before


def test_people_shown_are_added_by_who_may_change_rights() -> None:
    anywhere, made = Collection.get_first_root_node(), small()
    with pytest.raises(PermissionDenied):
        ordered(helper("change_asset", collection=anywhere), Wanted({}, {}, person={"name": "An"}), made)
    assert not PersonShown.objects.exists()


def test_what_was_changed_since_is_told_and_left() -> None:
    user, place = chief(), Place.objects.create(code="vinh", kind="ward")
    other = Place.objects.create(code="sen", kind="ward")
    rows = [small(title, "sen", credit="Cũ") for title in ("A", "B", "C", "D", "E")]
    change = ordered(user, Wanted({"credit": "Mới"}, {"places": [place]}, ("hồ",)), *rows)
    a, b, c, d, _e = (Picture.objects.get(pk=row.pk) for row in rows)
    a.credit = "Khác"
    a.save()
    b.texts = [AssetText(language="vi", keywords="sen")]
    b.save()
    c.asset.places.remove(place)
    d.asset.places.add(other)
    d.source = "TTXVN"
    d.save()

    undoing = undo(change, by=user)

    assert outcomes(undoing) == [
        ("A", "left", {"code": "changed_since", "now": {"credit": "Khác"}}),
        ("B", "left", {"code": "changed_since", "now": {"keywords": "sen"}}),
        ("C", "left", {"code": "changed_since", "now": {"places": ""}}),
        ("D", "changed", None),
        ("E", "changed", None),
    ]
    assert credit_lines() == ["Khác", "Mới", "Mới", "Cũ", "Cũ"]
    kept = Asset.objects.get(pk=d.uid)
    assert (kept.source, list(kept.places.all())) == ("TTXVN", [other])


def test_what_stood_there_before_and_is_no_more_cannot_come_back() -> None:
    user, record = chief(), RightsRecord.objects.create(title="HĐ 12", live=True)
    old = RightsRecord.objects.create(title="HĐ 1", live=True)
    change = ordered(user, Wanted({"rights": record}, {}), small(rights=old))
    old.delete()
    assert outcomes(undo(change, by=user)) == [("Sen", "left", {"code": "not_there"})]
    assert Asset.objects.get().rights == record


def test_rights_are_given_back_by_who_may_change_rights() -> None:
    anywhere = Collection.get_first_root_node()
    change = ordered(chief(), Wanted({"licence": "internal"}, {}), small())
    keeper = helper("change_asset", "change_jointchange", collection=anywhere)
    assert outcomes(undo(change, by=keeper)) == [("Sen", "left", {"code": "no_rights"})]
    assert Asset.objects.get().licence == "internal"


def test_many_are_undone_by_a_job_and_an_undoing_can_be_undone() -> None:
    user = chief()
    change = ordered(user, Wanted({"credit": "Mới"}, {}), *some(credit="Cũ"))
    with pytest.raises(PermissionDenied):
        undo(change, by=user)  # it is under way
    undoing = undo(finished(change), by=user)
    assert (undoing.state, ordered_jobs("change_together")[1:]) == ("waiting", [[str(undoing.pk)]])
    finished(undoing)
    assert credit_lines() == ["Cũ"] * MANY
    finished(undo(undoing, by=user))
    assert credit_lines() == ["Mới"] * MANY


def test_where_nothing_was_changed_nothing_is_undone() -> None:
    user = chief()
    change = ordered(user, Wanted({"credit": "Mới"}, {}), small(credit="Mới"))
    assert (outcomes(change), may_undo(change, user)) == ([("Sen", "same", None)], False)
    with pytest.raises(PermissionDenied):
        undo(change, by=user)
