"""A joint change carried out: each asset once, told in its history; what must not be changed is left, with the reason."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models.signals import post_save
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry

from hub.registry.models import Place
from hub.staff.models import User
from media_library.changing.carrying_out import advance
from media_library.changing.ordering import not_added, order, undo
from media_library.changing.wanted import Wanted
from media_library.jobs import change_together
from media_library.models import Asset, AssetText, JointChange, Picture, RightsRecord
from media_library.renditions.standard import renditions
from media_library.tidying import unchanged, without_job
from tests.media_library.changing.killed_worker import worker
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
from tests.media_library.making import agency, document, pdf
from tests.media_library.making import ordered as ordered_jobs
from tests.warm_processes import begin, ended

pytestmark = pytest.mark.django_db
NEW = Wanted({"credit": "Mới"}, {})
QUERIES_AN_ASSET = 29


def history() -> list[str]:
    return [
        entry.object_id for entry in ModelLogEntry.objects.filter(action="media_library.change_many").order_by("pk")
    ]


# --- what is done ----------------------------------------------------------------------------------------------------


def test_a_few_are_changed_while_one_waits_and_the_log_says_so() -> None:
    place = Place.objects.create(code="vinh", kind="ward")
    first, second, other = small("A", "sen"), small("B", "đã có, mùa hè", credit="Mới"), small("C")
    second.asset.places.add(place)
    user = chief()
    drawn = len(ordered_jobs("make_renditions"))
    change = ordered(user, Wanted({"credit": "Mới"}, {"places": [place]}, ("mùa hè",)), first, second)
    assert (change.state, change.decided, ordered_jobs("change_together")) == ("done", 2, [])
    assert outcomes(change) == [("A", "changed", None), ("B", "same", None)]
    changed = Asset.objects.get(pk=first.uid)
    text: Any = changed.text_in("vi")
    assert (changed.credit, text.keywords, list(changed.places.all())) == ("Mới", "sen, mùa hè", [place])
    assert Picture.objects.get(pk=first.pk).title == "A"
    assert Asset.objects.get(pk=other.uid).credit == ""
    entry = ModelLogEntry.objects.get(action="media_library.change_many")
    assert (entry.object_id, entry.user, entry.data) == (
        str(first.uid), user, {
            "changes": {"credit": ["", "Mới"], "keywords": ["sen", "sen, mùa hè"], "places": ["", str(place)]},
            "joint_change": str(change.pk), "undoes": False,
        },
    )  # fmt: skip
    assert len(ordered_jobs("make_renditions")) == drawn + 1  # the credit stands inside the files


def test_places_stand_inside_the_files_too() -> None:
    place = Place.objects.create(code="vinh", kind="ward")
    shown, user = small("A"), chief()
    renditions(shown)
    drawn = len(ordered_jobs("make_renditions"))
    ordered(user, Wanted({}, {"places": [place]}), shown)
    assert len(ordered_jobs("make_renditions")) == drawn + 1


def test_other_languages_keep_their_words() -> None:
    made, user = small("A", "sen"), chief()
    ordered(user, Wanted({}, {}, ("ດອກບົວ",), language="lo"), made)
    ordered(user, Wanted({}, {}, (), ("sen",)), made)
    texts = {text.language: text.keywords for text in Asset.objects.get(pk=made.uid).texts.all()}
    assert texts == {"vi": "", "lo": "ດອກບົວ"}


def test_many_are_a_jobs_that_tells_how_far_it_is_and_does_each_once() -> None:
    change = ordered(chief(), NEW, *some())
    assert (change.state, change.percent, ordered_jobs("change_together")) == ("waiting", 0, [[str(change.pk)]])
    assert credit_lines() == [""] * MANY
    assert advance(str(change.pk), seconds=0) is True
    change.refresh_from_db()
    assert (change.state, change.decided, change.percent) == ("changing", 1, 100 // MANY)
    change_together.call(str(change.pk))
    change_together.call(str(change.pk))  # by a worker that came late: nothing
    change.refresh_from_db()
    assert (change.state, change.percent, credit_lines()) == ("done", 100, ["Mới"] * MANY)
    assert (len(history()), len(set(history()))) == (MANY, MANY)


@pytest.mark.parametrize("count", [1, 3])
def test_an_asset_costs_the_same_however_many_there_are(django_assert_num_queries: Any, count: int) -> None:
    user, rows = chief(), some(MANY + count, credit="Cũ")
    change = ordered(user, NEW, *rows)
    change.items.filter(place__gt=count).delete()
    with django_assert_num_queries(5 + count * QUERIES_AN_ASSET):
        assert advance(str(change.pk)) is False


# --- what is left ----------------------------------------------------------------------------------------------------


def test_what_somebody_wrote_meanwhile_is_not_written_over() -> None:
    rows = some(credit="Cũ")
    change = ordered(chief(), Wanted({"credit": "Mới"}, {}, ("sen",)), *rows)
    first, second = (Picture.objects.get(pk=row.pk) for row in rows[:2])
    first.credit = "Của người khác"
    first.save()
    second.texts = [AssetText(language="vi", caption="Chú thích mới", keywords="hồ")]
    second.save()
    finished(change)
    assert outcomes(change)[:3] == [
        ("Sen 00", "left", {"code": "changed_since", "now": {"credit": "Của người khác"}}),
        ("Sen 01", "changed", None),  # into other fields, or to be added to
        ("Sen 02", "changed", None),
    ]
    assert credit_lines() == ["Của người khác", *["Mới"] * (MANY - 1)]
    text: Any = Asset.objects.get(pk=rows[1].uid).text_in("vi")
    assert (text.caption, text.keywords) == ("Chú thích mới", "hồ, sen")


def lose_the_right_to_change(user: User, rows: list[Picture]) -> None:
    user.user_permissions.remove(*user.user_permissions.filter(codename="change_asset"))


def lose_the_collection(user: User, rows: list[Picture]) -> None:
    user.groups.clear()


def be_dismissed(user: User, rows: list[Picture]) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def be_forgotten(user: User, rows: list[Picture]) -> None:
    user.delete()


@pytest.mark.parametrize("happens", [lose_the_right_to_change, lose_the_collection, be_dismissed, be_forgotten])
def test_who_may_not_any_more_changes_nothing_more(happens: Callable[[User, list[Picture]], None]) -> None:
    user, rows = helper("change_asset", collection=Collection.get_first_root_node()), some()
    change = ordered(user, NEW, *rows)
    advance(str(change.pk), seconds=0)
    happens(user, rows)
    finished(change)
    assert [row[1:] for row in outcomes(change)] == [
        ("changed", None), *[("left", {"code": "not_theirs"})] * (MANY - 1)
    ]  # fmt: skip
    assert (change.state, credit_lines()) == ("done", ["Mới", *[""] * (MANY - 1)])


def test_rights_are_left_where_the_permission_was_lost() -> None:
    user = helper("change_asset", "change_rights", collection=Collection.get_first_root_node())
    change = ordered(user, Wanted({"licence": "internal"}, {}), *some())
    user.user_permissions.remove(*user.user_permissions.filter(codename="change_rights"))
    finished(change)
    assert {(outcome, reason["code"]) for _title, outcome, reason in outcomes(change)} == {("left", "no_rights")}
    assert set(Asset.objects.values_list("licence", flat=True)) == {"press"}


def test_what_was_deleted_or_would_not_be_valid_is_told() -> None:
    full = small("Đầy", "a" * 499)
    rows = [full, *some()]
    change = ordered(chief(), Wanted({"credit": "Mới"}, {}, ("sen",)), *rows)
    Picture.objects.get(pk=rows[1].pk).delete()
    Asset.objects.filter(pk=rows[1].uid).delete()
    finished(change)
    told = {title: (outcome, reason) for title, outcome, reason in outcomes(change)}
    assert told["Sen 00"] == ("left", {"code": "gone"})
    assert (told["Đầy"][0], told["Đầy"][1]["code"], "500" in told["Đầy"][1]["words"]) == ("left", "invalid", True)
    kept: Any = Asset.objects.get(pk=full.uid)
    assert (kept.credit, kept.text_in("vi").keywords) == ("", "a" * 499)  # all of it or nothing
    assert [outcome for title, (outcome, _reason) in told.items() if title not in ("Đầy", "Sen 00")] == ["changed"] * (
        MANY - 1
    )


def test_a_rights_record_that_ended_meanwhile_stops_it() -> None:
    record = RightsRecord.objects.create(title="HĐ 12", live=True)
    change = ordered(chief(), Wanted({"rights": record}, {}), *some())
    RightsRecord.objects.update(live=False)
    assert advance(str(change.pk)) is False
    change.refresh_from_db()
    assert (change.state, change.fault, change.decided) == (
        "failed",
        "Nội dung cần ghi đã bị xóa hoặc không còn hiệu lực trong lúc chờ. Những tư liệu còn lại giữ nguyên.",
        0,
    )


# --- when things break -----------------------------------------------------------------------------------------------


def test_an_asset_that_kills_its_worker_three_times_is_left_and_the_others_go_on() -> None:
    change = ordered(chief(), NEW, *some())
    change.items.filter(place=1).update(attempts=3)
    finished(change)
    assert outcomes(change)[:2] == [("Sen 00", "left", {"code": "fault"}), ("Sen 01", "changed", None)]
    assert credit_lines()[:2] == ["", "Mới"]


def test_a_fault_of_the_house_costs_one_asset_and_one_of_the_database_none() -> None:
    rows, raised = some(), [ValueError("of ours"), OperationalError("database is locked")]

    def break_down(instance: Picture, **_about: Any) -> None:
        if raised and instance.credit == "Mới":
            raise raised.pop(0)

    change = ordered(chief(), NEW, *rows)
    post_save.connect(break_down, sender=Picture)
    try:
        with pytest.raises(OperationalError):
            advance(str(change.pk))
    finally:
        post_save.disconnect(break_down, sender=Picture)
    finished(change)  # the job is run again
    assert [row[1] for row in outcomes(change)] == ["left", *["changed"] * (MANY - 1)]
    assert credit_lines() == ["", *["Mới"] * (MANY - 1)]
    assert len(history()) == MANY - 1


def test_a_change_that_lost_its_job_gets_another() -> None:
    change = ordered(chief(), NEW, *some())
    assert list(without_job(change_together.module_path, unchanged())) == []
    JointChange.objects.update(moved_at="2026-01-01T00:00:00Z")
    assert list(without_job(change_together.module_path, unchanged())) == [str(change.pk)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["write", "_decide"])
def test_a_killed_worker_loses_nothing_and_nothing_is_done_twice(step: str) -> None:
    """With real processes: killed after an asset was written (and nothing committed), and after it was committed."""
    change = ordered(chief(), NEW, *some())
    assert ended(begin(worker, str(change.pk), step)) == [-signal.SIGKILL]
    assert credit_lines() == [{"write": "", "_decide": "Mới"}[step], *[""] * (MANY - 1)]
    assert list(change.items.values_list("attempts", flat=True)) == [1, *[0] * (MANY - 1)]
    assert ended(begin(worker, str(change.pk)), begin(worker, str(change.pk))) == [0, 0]
    change.refresh_from_db()
    assert (change.state, change.decided, credit_lines()) == ("done", MANY, ["Mới"] * MANY)
    assert sorted(history()) == sorted(str(uid) for uid in Asset.objects.values_list("pk", flat=True))


# --- who may ---------------------------------------------------------------------------------------------------------


def test_rights_need_the_rights_permission() -> None:
    made = small()
    user = helper("change_asset", collection=Collection.get_first_root_node())
    with pytest.raises(PermissionDenied):
        ordered(user, Wanted({"licence": "CC-BY-4.0"}, {}), made)
    assert (Asset.objects.get(pk=made.uid).licence, JointChange.objects.count()) == ("press", 0)
    user = helper("change_asset", "change_rights", collection=Collection.get_first_root_node())
    change = ordered(user, Wanted({"licence": "internal", "owner": agency()}, {}), made)
    changed: Any = Asset.objects.get(pk=made.uid)
    assert outcomes(change) == [("Sen", "changed", None)]
    assert (changed.licence, changed.owner.code) == ("internal", "bao-nghe-an")


def test_rights_are_opened_by_who_may_approve_them_and_undone_by_the_same() -> None:
    made = small()
    user = helper("change_asset", "change_rights", collection=Collection.get_first_root_node())
    opened = [{"part": "licence", "code": "licence", "about": "press"}]
    change = ordered(user, Wanted({"licence": "CC-BY-4.0"}, {}), made)
    assert outcomes(change) == [("Sen", "left", {"code": "opened", "openings": opened})]
    narrowed = ordered(user, Wanted({"licence": "internal"}, {}), made)
    [(_title, outcome, reason)] = outcomes(undo(narrowed, by=user))
    assert (outcome, reason["code"], Asset.objects.get(pk=made.uid).licence) == ("left", "opened", "internal")
    user.user_permissions.add(Permission.objects.get(codename="approve_rightsrecord"))
    ordered(User.objects.get(pk=user.pk), Wanted({"licence": "press"}, {}), made)
    entry = ModelLogEntry.objects.get(action="media_library.open_rights")
    assert (entry.user, entry.data["opened"][0]["about"]) == (user, "internal")
    assert Asset.objects.get(pk=made.uid).licence == "press"


# --- moved to another collection ---------------------------------------------------------------------------------------


def collections(*names: str) -> list[Collection]:
    return [Collection.get_first_root_node().add_child(name=name) for name in names]


def where(*rows: Any) -> list[tuple[str, str]]:
    """Where the asset stands, and where the row with its file does."""
    assets = Asset.objects.filter(pk__in=[row.uid for row in rows]).order_by("title").select_related("collection")
    return [(asset.collection.name, asset.carrier.collection.name) for asset in assets]  # type: ignore[attr-defined]


def may(user: User, codename: str, collection: Collection) -> None:
    permission = Permission.objects.get(codename=codename, content_type__app_label__startswith="wagtail")
    group = Group.objects.create(name=f"{codename} {collection.name}")
    GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
    user.groups.add(group)


def test_assets_move_and_move_back() -> None:
    old, new = collections("Báo", "Đài")
    first, second = small("A", collection=old), small("B", collection=new)
    paper = document(pdf("x"), title="C", collection=old)
    user = chief()

    change = ordered(user, Wanted({"collection": new}, {}), first, second, paper)
    assert outcomes(change) == [("A", "changed", None), ("B", "same", None), ("C", "changed", None)]
    assert where(first, second, paper) == [("Đài", "Đài")] * 3
    assert [item.told for item in change.items.exclude(told={})] == [{"collection": ["Báo", "Đài"]}] * 2

    assert finished(undo(change, by=user)).state == "done"
    assert where(first, second, paper) == [("Báo", "Báo"), ("Đài", "Đài"), ("Báo", "Báo")]


def test_nothing_moves_to_where_its_kind_may_not_be_added() -> None:
    old, new = collections("Báo", "Đài")
    user = helper("change_asset", collection=old)
    may(user, "change_document", old)
    may(user, "add_document", new)
    picture, paper = small("A", collection=old), document(pdf("x"), title="B", collection=old)
    assert not_added([picture.uid, paper.uid], new, user) == 1

    change = ordered(user, Wanted({"collection": new}, {}), picture, paper)

    assert outcomes(change) == [("A", "left", {"code": "not_added", "where": "Đài"}), ("B", "changed", None)]
    assert where(picture, paper) == [("Báo", "Báo"), ("Đài", "Đài")]


def test_nothing_moves_from_where_it_may_not_be_changed() -> None:
    old, new = collections("Báo", "Đài")
    user = helper("change_asset", collection=new)
    may(user, "add_image", new)
    made = small("A", collection=old)
    with pytest.raises(PermissionDenied):
        order([made.uid], Wanted({"collection": new}, {}), by=user)
    assert where(made) == [("Báo", "Báo")]


def test_a_collection_that_is_gone_meanwhile_moves_nothing() -> None:
    old, new = collections("Báo", "Đài")
    rows = [small(f"{number}", collection=old) for number in range(MANY)]
    change = ordered(chief(), Wanted({"collection": new}, {}), *rows)
    new.delete()
    assert finished(change).state == "failed"
    assert set(where(*rows)) == {("Báo", "Báo")}
