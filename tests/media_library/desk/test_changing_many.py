"""Many assets changed at once: told before, done for all or none, kept in the log; nobody reaches further than alone."""

from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry

from hub.registry.models import Place
from hub.staff.models import User
from media_library.desk.changing_many import MOST, Wanted, change_many, changeable, counted, keywords_in, planned
from media_library.models import Asset, AssetText, Picture
from tests.media_library.making import agency, drawing, encoded, ordered, picture

pytestmark = pytest.mark.django_db
PLAN_QUERIES = 6


def small(title: str = "Sen", keywords: str = "", **fields: Any) -> Picture:
    made = picture(encoded(drawing((32, 24))), title=title, **fields)
    if keywords:
        made.texts = [AssetText(language="vi", keywords=keywords)]
        made.save()
    return made


def chief() -> User:
    return User.objects.create_superuser(f"chief{User.objects.count()}", "c@example.vn", "mot-mat-khau-dai")


def helper(*codenames: str, collection: Collection | None = None) -> User:
    user = User.objects.create_user(f"user{User.objects.count()}")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    if collection is not None:
        group = Group.objects.create(name=f"group{Group.objects.count()}")
        permission = Permission.objects.get(codename="change_image", content_type__app_label="wagtailimages")
        GroupCollectionPermission.objects.create(group=group, collection=collection, permission=permission)
        user.groups.add(group)
    return user


def assets(user: User, *rows: Picture) -> list[Asset]:
    return changeable([row.uid for row in rows], user)


def test_the_plan_says_what_would_change_and_changes_nothing() -> None:
    place = Place.objects.create(code="vinh", kind="ward")
    first, second = small("A", "sen, hồ", credit="Cũ"), small("B", credit="Mới")
    wanted = Wanted({"credit": "Mới"}, {"places": [place]}, ("Sen", "mùa hè"), ("HỒ",))
    found = assets(chief(), first, second)
    assert planned(found[0], wanted) == {
        "credit": ("Cũ", "Mới"), "keywords": ("sen, hồ", "sen, mùa hè"), "places": ("", str(place)),
    }  # fmt: skip
    assert planned(found[1], wanted) == {"keywords": ("", "Sen, mùa hè"), "places": ("", str(place))}
    assert counted(found, wanted) == {"credit": 1, "keywords": 2, "places": 2}
    assert (Asset.objects.get(pk=first.uid).credit, Asset.places.through.objects.count()) == ("Cũ", 0)


def test_they_are_changed_and_the_log_says_so() -> None:
    place = Place.objects.create(code="vinh", kind="ward")
    first, second, other = small("A", "sen"), small("B", "đã có, mùa hè", credit="Mới"), small("C")
    second.asset.places.add(place)
    user = chief()
    jobs = len(ordered("make_renditions"))
    wanted = Wanted({"credit": "Mới"}, {"places": [place]}, ("mùa hè",))
    assert change_many(assets(user, first, second), wanted, by=user) == 1
    changed = Asset.objects.get(pk=first.uid)
    assert (changed.credit, changed.text_in("vi").keywords, list(changed.places.all())) == (
        "Mới",
        "sen, mùa hè",
        [place],
    )  # type: ignore[union-attr]
    assert Picture.objects.get(pk=first.pk).title == "A"
    assert Asset.objects.get(pk=other.uid).credit == ""
    entries = ModelLogEntry.objects.filter(action="media_library.change_many")
    assert [(entry.object_id, entry.user, entry.data["changes"]["credit"]) for entry in entries] == [
        (str(first.uid), user, ["", "Mới"])
    ]
    assert len(ordered("make_renditions")) == jobs + 1  # the credit stands inside the files


def test_other_languages_keep_their_words() -> None:
    made = small("A", "sen")
    user = chief()
    change_many(assets(user, made), Wanted({}, {}, ("ດອກບົວ",), language="lo"), by=user)
    change_many(assets(user, made), Wanted({}, {}, (), ("sen",)), by=user)
    texts = {text.language: text.keywords for text in Asset.objects.get(pk=made.uid).texts.all()}
    assert texts == {"vi": "", "lo": "ດອກບົວ"}


def test_keywords_are_parted_by_commas() -> None:
    assert keywords_in(" sen ,hồ,, sen,mùa hè ") == ("sen", "hồ", "mùa hè")


# --- who may ---------------------------------------------------------------------------------------------------------


def test_rights_need_the_rights_permission() -> None:
    made = small()
    user = helper("change_asset", collection=Collection.get_first_root_node())
    with pytest.raises(PermissionDenied):
        change_many(assets(user, made), Wanted({"licence": "CC-BY-4.0"}, {}), by=user)
    assert Asset.objects.get(pk=made.uid).licence == "press"
    user = helper("change_asset", "change_rights", collection=Collection.get_first_root_node())
    assert change_many(assets(user, made), Wanted({"licence": "CC-BY-4.0", "owner": agency()}, {}), by=user) == 1
    changed = Asset.objects.get(pk=made.uid)
    assert (changed.licence, changed.owner.code) == ("CC-BY-4.0", "bao-nghe-an")  # type: ignore[union-attr]


def test_what_stands_in_other_collections_stays_as_it_is() -> None:
    mine, others = (Collection.get_first_root_node().add_child(name=name) for name in ("Báo", "Đài"))
    own, foreign = small("Của báo", collection=mine), small("Của đài", collection=others)
    user = helper("change_asset", collection=mine)
    assert [asset.title for asset in assets(user, own, foreign)] == ["Của báo"]
    with pytest.raises(PermissionDenied):
        change_many(assets(chief(), own, foreign), Wanted({"credit": "X"}, {}), by=user)
    assert set(Asset.objects.values_list("credit", flat=True)) == {""}


def test_without_permission_nothing_is_changeable() -> None:
    assert assets(helper("view_asset", collection=Collection.get_first_root_node()), small()) == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_costs_the_same_for_any_number(django_assert_num_queries: Any, count: int) -> None:
    rows, user = [small(f"Sen {number}", "a") for number in range(count)], chief()
    Place.objects.create(code="vinh", kind="ward")
    place, there = Place.objects.prefetch_related("names").get(), Place.objects.create(code="sen", kind="village")
    for row in rows:
        row.asset.places.add(there)
    with django_assert_num_queries(PLAN_QUERIES):
        assert counted(assets(user, *rows), Wanted({}, {"places": [place]}, ("b",)))["places"] == count


# --- the page --------------------------------------------------------------------------------------------------------


def post(client: Client, *rows: Picture, **fields: Any) -> Any:
    return client.post(reverse("media_library:change-chosen"), {"uid": [str(row.uid) for row in rows], **fields})


def test_form_preview_and_act(editor: Client) -> None:
    first, second = small("A"), small("B", credit="Mới")
    form = post(editor, first, second)
    assert (form.status_code, [asset.title for asset in form.context["assets"]]) == (200, ["A", "B"])
    preview = post(editor, first, second, step="preview", language="vi", credit="Mới")
    assert preview.context["plan"] == [("Credit line", 1, "")]
    assert Asset.objects.get(pk=first.uid).credit == ""
    done = post(editor, first, second, step="apply", language="vi", credit="Mới", shown=preview.context["shown"])
    assert (done.status_code, done["Location"]) == (302, f"{reverse('media_library:library')}?changed=2")
    assert Asset.objects.get(pk=first.uid).credit == "Mới"


def test_what_would_be_written_over_is_told_and_stands_in_the_history(editor: Client) -> None:
    rows = [small("A", credit="AFP"), small("B", credit="AFP", licence="internal"), small("C")]
    asked = {"language": "vi", "credit": "Mới", "licence": "CC-BY-4.0"}
    preview = post(editor, *rows, step="preview", **asked)
    assert preview.context["plan"] == [
        ("Credit line", 3, "AFP (2)"),
        ("Licence", 3, "Press (2), Internal (1)"),
    ]
    # as requests are: what they write in the log has one id
    with LogContext():
        post(editor, *rows, step="apply", shown=preview.context["shown"], **asked)
    history = editor.get(reverse("wagtailsnippets_media_library_asset:history", args=[rows[1].uid])).content.decode()
    told = "Changed together with others; Credit line: AFP → Mới; Licence: Internal → CC BY 4.0"
    assert told in history


def test_who_changed_many_goes_back_to_what_was_found_and_what_was_too_many_stays_chosen(editor: Client) -> None:
    made, place = small(), f"{reverse('media_library:library')}?q=sen&look=list"
    others = [str(UUID(int=number)) for number in range(MOST)]
    asked = {"uid": [str(made.uid), *others], "next": place, "language": "vi", "credit": "Mới"}
    preview = editor.post(reverse("media_library:change-chosen"), asked | {"step": "preview"})
    assert (len(preview.context["chosen"]), preview.context["too_many"]) == (MOST + 1, MOST)
    sent = asked | {"step": "apply", "shown": preview.context["shown"]}
    assert editor.post(reverse("media_library:change-chosen"), sent)["Location"] == f"{place}&changed=1"


def test_only_what_was_shown_is_done(editor: Client) -> None:
    made = small()
    shown = post(editor, made, step="preview", language="vi", credit="Mới").context["shown"]
    again = post(editor, made, step="apply", language="vi", credit="Khác", shown=shown)
    assert (again.status_code, again.context["plan"], Asset.objects.get(pk=made.uid).credit) == (
        200, [("Credit line", 1, "")], "",
    )  # fmt: skip


def test_an_empty_form_is_refused(editor: Client) -> None:
    answer = post(editor, small(), step="preview", language="vi")
    assert answer.context["form"].non_field_errors() == ["Nothing is to be changed: fill in at least one field."]


@pytest.mark.parametrize("uid", ["", "x", "11111111-1111-4111-8111-111111111111"])
def test_ids_of_nothing_are_no_fault(editor: Client, uid: str) -> None:
    answer = editor.post(reverse("media_library:change-chosen"), {"uid": uid})
    assert (answer.status_code, answer.context["assets"]) == (200, [])


def test_rights_are_no_fields_of_those_who_may_not() -> None:
    client = Client()
    client.force_login(helper("change_asset", collection=Collection.get_first_root_node()))
    made = small()
    assert not {"owner", "licence", "rights"} & set(post(client, made).context["form"].fields)
    client.force_login(helper("view_asset"))
    assert post(client, made).status_code == 302


def test_it_is_never_reached_by_a_link(editor: Client) -> None:
    assert editor.get(reverse("media_library:change-chosen")).status_code == 405
