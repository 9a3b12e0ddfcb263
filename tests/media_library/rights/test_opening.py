"""Rights are opened by two: what makes an asset more usable is done by somebody who may approve rights, and told in its history."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from media_library.desk.changing_desk import ChangesForm
from media_library.models import Asset, Basis, BrandAsset, Consent, LibraryDocument, PersonShown, Picture, RightsRecord
from media_library.rights.opening import openings, openings_of_consent, said
from tests.media_library.making import document, drawing, encoded, pdf, picture

pytestmark = pytest.mark.django_db
EDIT = "wagtailsnippets_media_library_asset:edit"
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=30)
ADVICE = (
    "With this change more could be done with it than now, and that takes a second person: ask somebody who may approve "
    "rights records (rights officer, desk head) to make it. Nothing is saved, and what you entered still stands here."
)


def photo(**fields: Any) -> Picture:
    return picture(encoded(drawing((40, 30))), credit="A", **fields)


def record(**fields: Any) -> RightsRecord:
    return RightsRecord.objects.create(**{"title": "HĐ 12", "holder_name": "A", "live": True} | fields)


def as_role(client: Client, role: str) -> User:
    ensure_roles()
    user = User.objects.create_user(role, password="mot-mat-khau-dai")
    UserProfile.objects.create(user=user, preferred_language="en")
    user.groups.add(Group.objects.get(name=group_name(role)))
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("before", "changes", "code"),
    [
        ({"licence": "internal"}, {"licence": "press"}, "licence"),
        ({"licence": "CC-BY-4.0"}, {"licence": "press"}, ""),
        ({"usable_from": LATER}, {"usable_from": LATER - timedelta(days=1)}, "earlier"),
        ({"usable_from": LATER}, {"usable_from": None}, "earlier"),
        ({"usable_from": LATER}, {"usable_from": LATER + timedelta(days=1)}, ""),
        ({"usable_from": TODAY}, {"usable_from": None}, ""),
        ({"usable_until": TODAY}, {"usable_until": LATER}, "later"),
        ({"usable_until": TODAY}, {"usable_until": None}, "later"),
        ({"usable_until": LATER}, {"usable_until": TODAY}, ""),
        ({}, {"usable_from": TODAY, "usable_until": TODAY}, ""),
    ],
)
def test_licence_and_days_are_narrowed_by_one_and_opened_by_two(
    before: dict[str, Any], changes: dict[str, Any], code: str
) -> None:
    assert [one.code for one in openings(Asset(**before), changes)] == ([code] if code else [])


@pytest.mark.parametrize("live", [True, False])
def test_a_record_is_taken_off_or_exchanged_by_two(live: bool) -> None:
    shown = photo(rights=record(live=live)).asset
    found = [openings(shown, {"rights": new}) for new in (None, record(title="HĐ 13"), shown.rights)]
    assert [[said(one) for one in each] for each in found] == [
        ["The rights record “HĐ 12” no longer holds."],
        ["The rights record “HĐ 12” no longer holds."],
        [],
    ]


@pytest.mark.parametrize(("licence", "changed", "codes"), [
    ("press", False, []), ("press", True, ["changes"]), ("CC-BY-4.0", True, []),
])  # fmt: skip
def test_a_record_is_put_where_there_is_none_by_one_unless_it_allows_more(
    licence: str, changed: bool, codes: list[str]
) -> None:
    shown = photo(licence=licence).asset
    assert [one.code for one in openings(shown, {"rights": record(modification_allowed=changed)})] == codes


FREED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "taken off": ({}, {"pk": None}, "taken_off"),
    "not asked any more": ({}, {"basis": Basis.PUBLIC_EVENT}, "not_asked"),
    "a face that is not seen": ({"age": 9}, {"face_visible": False}, "not_asked"),
    "no child any more": ({"age": 9, "basis": Basis.PUBLIC_EVENT}, {"age": None}, "not_asked"),
    "a school that is not named": ({"age": 9, "named": True, "school_named": True}, {"school_named": False}, "less"),
    "only a name": ({"name": "May"}, {"name": "Mây"}, ""),
    "a child": ({}, {"age": 9}, ""),
    "a passer-by": ({"basis": Basis.PUBLIC_EVENT}, {"pk": None}, ""),
}


@pytest.mark.parametrize("case", FREED)
def test_who_has_a_say_keeps_it(case: str) -> None:
    was, change, code = FREED[case]
    shown = photo().asset
    person = PersonShown.objects.create(asset=shown, **{"name": "Mây"} | was)
    for name, value in change.items():
        setattr(person, name, value)
    added = PersonShown(asset=shown, name="Gió")
    assert [one.code for one in openings(shown, {}, [person, added])] == ([code] if code else [])


def test_a_consent_is_linked_or_exchanged_by_two_and_taken_off_by_one() -> None:
    shown = photo().asset
    paper, other = (Consent.objects.create(name="Mây", scope=["web"], given_on=TODAY) for _number in range(2))
    person = PersonShown.objects.create(asset=shown, name="Mây")
    person.consent = paper
    assert [one.code for one in openings(shown, {}, [person])] == ["less"]
    person.save()
    shown = Asset.objects.get(pk=shown.pk)
    found = []
    for consent in (other, None, paper):
        person.consent = consent
        found.append([one.code for one in openings(shown, {}, [person])])
    assert found == [["consent"], [], []]


@pytest.mark.parametrize(
    ("before", "change", "part"),
    [
        ({}, {"scope": ["web", "print"]}, "scope"),
        ({"given_on": None}, {"given_on": TODAY}, "given_on"),
        ({}, {"guardian_given_on": TODAY}, "guardian_given_on"),
        ({"ends_on": TODAY}, {"ends_on": None}, "ends_on"),
        ({"withdrawn_on": TODAY}, {"withdrawn_on": None}, "withdrawn_on"),
        ({"scope": ["web", "print"]}, {"scope": ["web"], "ends_on": TODAY, "withdrawn_on": TODAY}, ""),
    ],
)
def test_a_consent_on_which_assets_stand_is_widened_by_two(
    before: dict[str, Any], change: dict[str, Any], part: str
) -> None:
    paper = Consent.objects.create(**{"name": "Mây", "scope": ["web"], "given_on": TODAY} | before)
    after = Consent.objects.get()
    for name, value in change.items():
        setattr(after, name, value)
    assert openings_of_consent(paper, after) == []
    PersonShown.objects.create(asset=photo().asset, name="Mây", consent=paper)
    assert [one.part for one in openings_of_consent(paper, after)] == ([part] if part else [])


# --- at the doors -----------------------------------------------------------------------------------------------------


def sent(shown: Asset, **more: Any) -> dict[str, Any]:
    [person] = shown.people.all()
    return {
        "title": "Tựa mới", "creator": "", "credit": "A", "source": "", "event": "", "owner": "", "licence": "press",
        "rights": str(shown.rights_id or ""), "usable_from": "", "usable_until": "",
        "digital_source_type": "digitalCapture", "ai_system": "", "ai_version": "", "ai_prompt": "", "ai_prompt_writer": "",
        "people-TOTAL_FORMS": 1, "people-INITIAL_FORMS": 1, "people-0-id": person.pk, "people-0-name": person.name,
        "people-0-person": "", "people-0-basis": "consent", "people-0-consent": "", "people-0-age": "9",
        "people-0-face_visible": "on",
    } | more  # fmt: skip


@pytest.mark.parametrize("role", ["media_librarian", "rights_officer"])
def test_the_child_without_consent_and_the_record_are_taken_off_by_who_may_approve(client: Client, role: str) -> None:
    user, shown = as_role(client, role), photo(rights=record()).asset
    PersonShown.objects.create(asset=shown, name="Bé Mây", age=9)
    answer = client.post(reverse(EDIT, args=[shown.pk]), sent(shown, **{"rights": "", "people-0-DELETE": "on"}))
    kept = Asset.objects.get(pk=shown.pk)
    entries = list(ModelLogEntry.objects.filter(action="media_library.open_rights").values_list("user", "data"))
    if role == "rights_officer":
        assert (answer.status_code, kept.title, kept.rights, kept.people.count()) == (302, "Tựa mới", None, 0)
        assert entries == [(user.pk, {"opened": [
            {"part": "rights", "code": "record", "about": "HĐ 12"},
            {"part": "people", "code": "taken_off", "about": "Bé Mây"},
        ]})]  # fmt: skip
        history = client.get(reverse("wagtailsnippets_media_library_asset:history", args=[shown.pk])).content.decode()
        assert "Bé Mây no longer stands among the people shown." in history
        return
    assert (kept.title, kept.rights_id, kept.people.count(), entries) == ("Làng Sen", shown.rights_id, 1, [])
    form = answer.context["form"]
    assert form.errors == {
        "rights": ["The rights record “HĐ 12” no longer holds."],
        "__all__": ["Bé Mây no longer stands among the people shown.", ADVICE],
    }
    [child] = form.formsets["people"].forms
    assert (form["title"].value(), child["DELETE"].value()) == ("Tựa mới", "")


def test_who_may_not_approve_still_narrows_and_describes(client: Client) -> None:
    as_role(client, "media_librarian")
    shown = photo().asset
    PersonShown.objects.create(asset=shown, name="Bé Mây", age=9)
    more = {
        "licence": "internal",
        "usable_until": TODAY.isoformat(),
        "rights": str(record().pk),
        "people-0-named": "on",
    }
    answer = client.post(reverse(EDIT, args=[shown.pk]), sent(shown, **more))
    kept = Asset.objects.get(pk=shown.pk)
    assert answer.status_code == 302, answer.context["form"].errors
    assert (kept.title, kept.licence, kept.usable_until, kept.people.get().named) == (
        "Tựa mới", "internal", TODAY, True,
    )  # fmt: skip


def _picture_page() -> tuple[Any, str, dict[str, Any]]:
    made = photo(licence="internal")
    focal = {f"focal_point_{part}": "" for part in ("x", "y", "width", "height")}
    return made, reverse("wagtailimages:edit", args=[made.pk]), {"title": "Sen", "tags": ""} | focal


def _document_page() -> tuple[Any, str, dict[str, Any]]:
    made = document(pdf("x"))
    LibraryDocument.objects.get().asset.__class__.objects.update(licence="internal")
    return made, reverse("wagtaildocs:edit", args=[made.pk]), {"title": "Sen", "tags": ""}


def _brand_page() -> tuple[Any, str, dict[str, Any]]:
    made = BrandAsset(title="Sen", slug="sen", role="logo", licence="internal")
    made.save()
    page = reverse("wagtailsnippets_media_library_brandasset:edit", args=[made.pk])
    return (
        made,
        page,
        {"title": "Sen", "slug": "sen", "role": "logo", "status": "proposed", "collection": made.collection_id},
    )


@pytest.mark.parametrize("page", [_picture_page, _document_page, _brand_page])
@pytest.mark.parametrize("role", ["media_librarian", "desk_head"])
def test_no_carriers_form_goes_round_it(client: Client, page: Any, role: str) -> None:
    as_role(client, role)
    made, address, entered = page()
    answer = client.post(address, entered | {"licence": "press", "digital_source_type": "digitalCapture"})
    may = role == "desk_head"
    assert Asset.objects.get(pk=made.uid).licence == ("press" if may else "internal")
    assert ModelLogEntry.objects.filter(action="media_library.open_rights", object_id=made.uid).count() == may
    if not may:
        assert answer.context["form"].errors == {
            "licence": ["The licence is freer than “Internal: not for release”."],
            "__all__": [ADVICE],
        }


def test_a_consents_form_does_not_go_round_it(client: Client) -> None:
    as_role(client, "media_librarian")
    paper = Consent.objects.create(name="Mây", scope=["web"], given_on=TODAY)
    PersonShown.objects.create(asset=photo().asset, name="Mây", consent=paper)
    entered = {"person": "", "name": "Mây", "form": "written", "given_on": TODAY.isoformat(), "scope": ["web", "print"]}
    address = reverse("wagtailsnippets_media_library_consent:edit", args=[paper.pk])
    assert client.post(address, entered).context["form"].errors == {
        "scope": ["More uses are agreed: print."],
        "__all__": [ADVICE],
    }
    Consent.objects.update(scope=["web", "print"])
    assert client.post(address, entered | {"scope": ["web"]}).status_code == 302
    assert Consent.objects.get().scope == ["web"]


@pytest.mark.parametrize("role", ["media_librarian", "desk_head"])
def test_who_changes_many_is_told_what_will_be_left(client: Client, role: str) -> None:
    form = ChangesForm(for_user=as_role(client, role))
    told = "Left as they are: assets with which more could be done than now. That takes somebody who may approve rights records."
    said_of = {str(form.fields[name].help_text) for name in ("licence", "rights", "usable_from", "usable_until")}
    assert said_of == ({told} if role == "media_librarian" else {""})
