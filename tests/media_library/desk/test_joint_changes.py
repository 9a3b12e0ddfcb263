"""The pages on which many assets are changed at once: what would change, how far it is, what came out, and undoing it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import Collection, GroupCollectionPermission

from hub.registry.models import Person
from hub.staff.models import User
from media_library.changing.ordering import MOST
from media_library.changing.wanted import Wanted
from media_library.desk import joint_changes
from media_library.desk.changing_desk import PersonForm
from media_library.models import Asset, Consent, JointChange, Picture
from tests.media_library.changing.room import MANY, credit_lines, finished, helper, ordered, small, some
from tests.media_library.desk.test_library import choosers, librarian

pytestmark = pytest.mark.django_db
AI = "trainedAlgorithmicMedia"
PAGE_QUERIES, LIST_QUERIES, STATE_QUERIES = 12, 8, 4

# --- what is to be changed --------------------------------------------------------------------------------------------------------


def post(client: Client, *rows: Picture, **fields: Any) -> Any:
    return client.post(reverse("media_library:change-chosen"), {"uid": [str(row.uid) for row in rows], **fields})


def test_form_preview_and_act(editor: Client) -> None:
    first, second = small("A"), small("B", credit="Mới")
    form = post(editor, first, second)
    assert (form.status_code, list(form.context["titles"])) == (200, ["A", "B"])
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
    asked = {"uids": " ".join([str(made.uid), *others]), "next": place, "language": "vi", "credit": "Mới"}
    preview = editor.post(reverse("media_library:change-chosen"), asked | {"step": "preview"})
    assert (len(preview.context["chosen"]), preview.context["too_many"]) == (MOST + 1, "50,000")
    sent = asked | {"step": "apply", "shown": preview.context["shown"]}
    assert editor.post(reverse("media_library:change-chosen"), sent)["Location"] == f"{place}&changed=1"


def test_only_what_was_shown_is_done(editor: Client) -> None:
    made = small()
    shown = post(editor, made, step="preview", language="vi", credit="Mới").context["shown"]
    again = post(editor, made, step="apply", language="vi", credit="Khác", shown=shown)
    assert (again.status_code, again.context["plan"], Asset.objects.get(pk=made.uid).credit) == (
        200, [("Credit line", 1, "")], "",
    )  # fmt: skip
    made.credit = "Của người khác"
    made.save()
    since = post(editor, made, step="apply", language="vi", credit="Khác", shown=again.context["shown"])
    assert since.context["plan"] == [("Credit line", 1, "Của người khác (1)")]
    assert "Nothing was changed yet" in since.content.decode()


def test_an_empty_form_is_refused(editor: Client) -> None:
    answer = post(editor, small(), step="preview", language="vi")
    assert answer.context["form"].non_field_errors() == ["Nothing is to be changed: fill in at least one field."]


@pytest.mark.parametrize("uid", ["", "x", "11111111-1111-4111-8111-111111111111"])
def test_ids_of_nothing_are_no_fault(editor: Client, uid: str) -> None:
    answer = editor.post(reverse("media_library:change-chosen"), {"uid": uid})
    assert (answer.status_code, answer.context["size"]) == (200, 0)


def test_rights_are_no_fields_of_those_who_may_not() -> None:
    client = Client()
    client.force_login(helper("change_asset", collection=Collection.get_first_root_node()))
    made = small()
    form = post(client, made).context["form"]
    assert [[field.name for field in fields] for _heading, fields in form.sections()] == [
        ["caption", "language", "add_keywords", "drop_keywords"], ["credit", "creator", "source"],
        ["event", "places", "subjects", "tasks"],
        ["digital_source_type", "ai_system", "ai_version", "ai_prompt", "ai_prompt_writer"], ["collection"],
    ]  # fmt: skip
    of_rights = {"owner", "licence", "rights", "usable_from", "no_usable_from", "usable_until", "no_usable_until"}
    assert not of_rights & set(form.fields)
    answer = post(client, made, step="preview", language="vi", **{"person-name": "An"})
    assert (answer.context["form"].person, "plan" in answer.context) == (None, False)
    client.force_login(helper("view_asset"))
    assert post(client, made).status_code == 302


def test_days_and_a_person_shown_with_what_that_takes_away(editor: Client) -> None:
    made = small(usable_until=date(2020, 12, 31))
    person = {"person-name": "An", "person-basis": "consent", "person-face_visible": "on"}
    asked = {"language": "vi", "no_usable_until": "on", "usable_from": "2020-01-31", **person}
    preview = post(editor, made, small("B"), step="preview", **asked)
    assert (preview.context["plan"], preview.context["narrowed"]) == (
        [("Usable from", 2, ""), ("Usable until", 1, "31 Dec 2020 (1)"), ("People shown", 2, "")],
        [("web, print, broadcast, social networks, exhibition", "There is no consent of An.", 1)],
    )
    assert "Less would be allowed of them than now:" in preview.content.decode()
    post(editor, made, step="apply", shown=post(editor, made, step="preview", **asked).context["shown"], **asked)
    kept = Asset.objects.get(pk=made.uid)
    assert (kept.usable_from, kept.usable_until, [one.who for one in kept.people.all()]) == (
        date(2020, 1, 31), None, ["An"],
    )  # fmt: skip
    told = page(editor, JointChange.objects.get())
    assert "Usable from, Usable until, People shown: 1 asset" in told
    assert "Usable until: 31 Dec 2020 → –" in told


def test_what_only_an_approver_may_open_is_said_before() -> None:
    rows = [small("A", usable_until=date(2020, 12, 31)), small("B")]
    for codenames, left in ((("change_rights",), 1), (("change_rights", "approve_rightsrecord"), 0)):
        client = Client()
        client.force_login(helper("change_asset", *codenames, collection=Collection.get_first_root_node()))
        preview = post(client, *rows, step="preview", language="vi", no_usable_until="on")
        assert (preview.context["plan"][0][1], preview.context["left_closed"]) == (1, left)


def test_many_are_said_to_be_made_by_ai_and_how(editor: Client) -> None:
    made = small("A")
    how = {"ai_system": "Vẽ", "ai_version": "2", "ai_prompt": "Sen", "ai_prompt_writer": "An"}
    apply(editor, made, digital_source_type=AI, **how)
    kept = Asset.objects.get(pk=made.uid)
    assert (kept.digital_source_type, {name: getattr(kept, name) for name in how}) == (AI, how)
    told = page(editor, JointChange.objects.get())
    assert "Digital source type: photographed, filmed or recorded → made by a trained model (AI)" in told


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({"usable_from": "2026-02-01", "usable_until": "2026-01-31"}, {"usable_until"}),
        ({"usable_from": "2026-02-01", "no_usable_from": "on"}, {"no_usable_from"}),
        ({"digital_source_type": AI, "ai_version": "2"}, {"ai_system", "ai_prompt", "ai_prompt_writer"}),
        ({"person-age": "9", "person-basis": "consent", "person-face_visible": "on"}, {"name"}),
    ],
)
def test_days_and_people_that_cannot_be_are_refused(editor: Client, sent: Any, refused: set[str]) -> None:
    form = post(editor, small(), step="preview", language="vi", **sent).context["form"]
    assert {*form.errors, *form.person.errors} == refused


def test_somebody_elses_consent_is_no_consent() -> None:
    an, other = (Person.objects.create(code=code) for code in ("an", "binh"))
    consent = Consent.objects.create(person=other, scope=["web"])
    form = PersonForm({"p-person": an.pk, "p-consent": consent.pk, "p-basis": "consent"}, prefix="p")
    assert form.errors == {"consent": ["This is somebody else's consent: binh."]}


def test_it_is_never_reached_by_a_link(editor: Client) -> None:
    assert editor.get(reverse("media_library:change-chosen")).status_code == 405


# --- what comes out of it --------------------------------------------------------------------------------------------


def apply(client: Client, *rows: Picture, **fields: Any) -> Any:
    preview = post(client, *rows, step="preview", language="vi", **fields)
    return post(client, *rows, step="apply", language="vi", shown=preview.context["shown"], **fields)


def address(change: JointChange, act: str = "") -> str:
    return reverse(f"media_library:joint-change{act and f'-{act}'}", args=[change.pk])


def page(client: Client, change: JointChange) -> str:
    return " ".join(client.get(address(change)).content.decode().split())


def test_a_few_are_told_at_once_and_can_be_undone(editor: Client) -> None:
    small_one = small("A", credit="AFP")
    told = [str(one) for one in editor.get(apply(editor, small_one, credit="Mới")["Location"]).context["messages"]]
    change = JointChange.objects.get()
    assert len(told) == 1
    assert told[0].startswith("1 asset was changed.")
    assert address(change) in told[0]
    assert "<strong>A</strong></a> <span>Credit line: AFP → Mới</span>" in page(editor, change)
    answer = editor.post(address(change, "undo"))
    undoing = JointChange.objects.exclude(undoes=None).get()
    assert (answer["Location"], credit_lines()) == (address(undoing), ["AFP"])
    assert "Credit line undone: 1 asset" in page(editor, undoing)
    assert "Undo it" not in page(editor, change)


def test_many_are_followed_on_their_page_and_found_again(editor: Client) -> None:
    rows = some()
    change = ordered(User.objects.get(), Wanted({"credit": "Mới"}, {}, ("sen",)), *rows)
    assert editor.get(address(change, "state")).json() == {"percent": 0, "words": "Waits for its turn …", "open": True}
    assert f'data-under-way="{address(change, "state")}"' in page(editor, change)
    listed = editor.get(reverse("media_library:joint-changes")).context["rows"]
    assert [(row["change"], row["what"], row["words"]) for row in listed] == [
        (change, f"Credit line, Keywords: {MANY} assets", "Waits for its turn …")
    ]
    Asset.objects.filter(pk=rows[0].uid).update(credit="Khác")
    Asset.objects.filter(pk=rows[1].uid).update(title="Khác")
    finished(change)
    words = f"{MANY - 1} assets were changed. 1 was left as it was."
    assert editor.get(address(change, "state")).json() == {"percent": 100, "words": words, "open": False}
    assert (
        "<strong>Sen 00</strong></a> <span>Somebody has changed it meanwhile. There stands now: Credit line: Khác</span>"
    ) in page(editor, change)


def test_one_that_runs_is_stopped_on_its_page_and_goes_on(editor: Client) -> None:
    change = ordered(User.objects.get(), Wanted({"credit": "Mới"}, {}), *some())
    assert address(change, "stop") in page(editor, change)
    assert editor.post(address(change, "stop"))["Location"] == address(change)
    words = f"Stopped. 0 assets were changed. {MANY} were not come to."
    assert editor.get(address(change, "state")).json() == {"percent": 0, "words": words, "open": False}
    told = page(editor, change)
    assert (address(change, "stop") in told, "has stopped it." in told, f"Not come to ({MANY})" in told) == (
        False, True, True,
    )  # fmt: skip
    editor.post(address(change, "go-on"))
    finished(change)
    assert credit_lines() == ["Mới"] * MANY
    editor.post(address(change, "stop"))  # too late
    assert f"{MANY} assets were changed." in page(editor, change)
    assert [editor.get(address(change, act)).status_code for act in ("stop", "go-on")] == [405, 405]


def test_who_ordered_many_goes_to_the_page_and_back_to_what_was_found(editor: Client) -> None:
    place = f"{reverse('media_library:library')}?q=sen"
    answer = apply(editor, *some(), credit="Mới", next=place)
    change = JointChange.objects.get()
    assert answer["Location"].startswith(f"{address(change)}?")
    assert editor.get(answer["Location"]).context["back"] == f"{place}&changed={MANY}"
    assert credit_lines() == [""] * MANY


def test_of_a_large_one_the_page_shows_the_beginning_and_the_rest_page_by_page(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joint_changes, "SHOWN", 2)
    monkeypatch.setattr(joint_changes, "A_PAGE", 3)
    change = finished(ordered(User.objects.get(), Wanted({"credit": "Mới"}, {}), *some(), small("Z", credit="Mới")))

    def shown(**asked: Any) -> list[tuple[str, str, list[str]]]:
        sections = editor.get(address(change), asked).context["sections"]
        return [(one["title"], one["counted"], [row["title"] for row in one["rows"]]) for one in sections]

    assert shown() == [("Changed", str(MANY), ["Sen 00", "Sen 01"]), ("Were so already", "1", ["Z"])]
    assert f"See all {MANY}" in page(editor, change)
    assert shown(show="changed", p=2) == [("Changed", str(MANY), ["Sen 03", "Sen 04", "Sen 05"])]
    assert shown(show="left") == shown()  # there is nothing of it


def test_what_was_left_is_a_warning(editor: Client) -> None:
    answer = apply(editor, small("A"), small("Đầy", "a" * 499), add_keywords="sen")
    (told,) = editor.get(answer["Location"]).context["messages"]
    assert (told.level_tag, str(told).startswith("1 asset was changed. 1 was left as it was.")) == ("warning", True)
    assert "It would not be valid:" in page(editor, JointChange.objects.get())


def test_pages_are_for_those_who_change_assets_and_see_that_change(editor: Client) -> None:
    change = ordered(User.objects.get(), Wanted({"credit": "Mới"}, {}), small())
    addresses = [reverse("media_library:joint-changes"), address(change), address(change, "state")]
    anywhere = Collection.get_first_root_node()
    for permissions, opened in [
        (("view_asset",), []),
        (("change_asset",), addresses[:1]),
        (("change_asset", "change_jointchange"), addresses),
    ]:
        client = Client()
        client.force_login(helper(*permissions, collection=anywhere))
        assert [one for one in addresses if client.get(one).status_code == 200] == opened
        client.post(address(change, "undo"))
        assert JointChange.objects.exclude(undoes=None).exists() is (opened == addresses)
    assert credit_lines() == [""]
    assert editor.get(address(change, "undo")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_any_number(editor: Client, django_assert_num_queries: Any, count: int) -> None:
    user = User.objects.get()
    change = ordered(user, Wanted({"credit": "Mới"}, {}), *some(count))
    for _number in range(count - 1):
        ordered(user, Wanted({"credit": "Mới"}, {}), small())
    editor.get(reverse("media_library:joint-changes"))  # what is remembered from the first time on
    with django_assert_num_queries(PAGE_QUERIES):
        (changed,) = editor.get(address(change)).context["sections"]
        assert (changed["title"], len(changed["rows"])) == ("Changed", count)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(editor.get(reverse("media_library:joint-changes")).context["rows"]) == count
    with django_assert_num_queries(STATE_QUERIES):
        editor.get(address(change, "state"))


def test_where_they_move_and_what_that_means_is_said_before(editor: Client) -> None:
    new = Collection.get_first_root_node().add_child(name="Đài")
    made = small("Sen")
    answer = post(editor, made, step="preview", language="vi", collection=new.pk)
    assert [(name, count, before) for name, count, before in answer.context["plan"]] == [("Collection", 1, "Root (1)")]
    assert (answer.context["moves_to"], answer.context["not_added"]) == (new, 0)
    assert "Whoever has to do with the collection “Đài” sees and changes them from then on" in answer.content.decode()


def test_one_moves_only_to_collections_one_may_add_to() -> None:
    mine, group = choosers("Báo")
    others = Collection.get_first_root_node().add_child(name="Đài")
    for codename in ("change_image", "add_image"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailimages")
        GroupCollectionPermission.objects.create(group=group, collection=mine, permission=permission)
    client = librarian("change_asset", groups=(group,))
    made = small("Sen", collection=mine)
    form = post(client, made).context["form"]
    assert list(form.fields["collection"].queryset) == [mine]
    answer = post(client, made, step="apply", language="vi", collection=others.pk)
    assert answer.context["form"].errors.keys() == {"collection"}


def test_fifty_thousand_that_are_chosen_fit_into_one_form(editor: Client) -> None:
    """Django takes 2.5 MB; the page's own fields come to some kilobytes more."""
    uids = " ".join(str(UUID(int=(1 << 127) + number)) for number in range(MOST + 1))
    answer = editor.post(reverse("media_library:change-chosen"), {"uids": uids, "next": "/" + "x" * 4000})
    assert (answer.status_code, len(answer.context["chosen"]), answer.context["size"]) == (200, MOST + 1, 0)
    body = urlencode({"uids": uids})
    answer = editor.post(reverse("media_library:change-chosen"), body, content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, len(answer.context["chosen"])) == (200, MOST + 1)
