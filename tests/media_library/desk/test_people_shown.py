"""That a face is blurred counts once a second person has looked at that version of the file; until then it is said why not."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from hub.staff.models import User
from hub.staff.roles import ensure_roles, group_name
from media_library.models import Asset, PersonShown, Picture
from media_library.models.versions import Change
from media_library.rights.blurring import may_leave, version_may_leave
from media_library.rights.clearing import verdict_of
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db
EDIT = "wagtailsnippets_media_library_asset:edit"
NOT_YET = (
    "That the face of Bé Mây is blurred does not count yet: the face counts as seen until somebody who may approve rights "
    "records has looked at the file and confirmed it."
)


def sent(person: PersonShown | None = None, **more: Any) -> dict[str, Any]:
    return {
        "title": "Làng Sen", "creator": "", "credit": "A", "source": "", "event": "", "owner": "", "licence": "press",
        "rights": "", "usable_from": "", "usable_until": "", "digital_source_type": "digitalCapture", "ai_system": "",
        "ai_version": "", "ai_prompt": "", "ai_prompt_writer": "", "people-TOTAL_FORMS": 1,
        "people-INITIAL_FORMS": int(person is not None), "people-0-id": person.pk if person is not None else "",
        "people-0-person": "", "people-0-name": "Bé Mây", "people-0-basis": "consent", "people-0-consent": "",
        "people-0-age": "9", "people-0-face_visible": "on", "people-0-face_blurred": "on",
    } | more  # fmt: skip


def as_role(client: Client, role: str) -> User:
    user = User.objects.create_user(role, password="mot-mat-khau-dai")
    UserProfile.objects.create(user=user, preferred_language="en")
    user.groups.add(Group.objects.get(name=group_name(role)))
    client.force_login(user)
    return user


def test_a_blurred_face_is_confirmed_by_a_second_person_for_a_version_of_the_file(client: Client) -> None:
    ensure_roles()
    made = picture(encoded(drawing((40, 30))), credit="A")
    page = reverse(EDIT, args=[made.uid])
    as_role(client, "media_librarian")
    seen = {"people-0-blur_seen": "on"}
    assert client.post(page, sent(**seen)).status_code == 302  # what is not theirs to say, is not said
    person = PersonShown.objects.get()
    assert (person.face_blurred, person.blur_counts, verdict_of(made.asset).ok) == (True, False, False)
    assert client.get(page).content.decode().count(NOT_YET) == 2  # above, and beside the box

    officer = as_role(client, "rights_officer")
    refused = client.post(page, sent(person, **seen, **{"people-0-face_blurred": ""})).context["form"]
    assert refused.formsets["people"].errors == [{"blur_seen": ["Then say as well that the face is blurred."]}]
    assert client.post(page, sent(person, **seen)).status_code == 302
    person.refresh_from_db()
    assert (person.blur_seen_by, person.blur_seen_version, verdict_of(Asset.objects.get()).ok) == (officer, 1, True)
    entry = ModelLogEntry.objects.get(action="media_library.open_rights")
    assert (entry.user, entry.data["opened"][0]["code"]) == (officer, "not_asked")
    with translation.override("en"):
        today = date_format(timezone.localdate(), "SHORT_DATE_FORMAT")
    assert f"Confirmed by rights_officer on {today}." in client.get(page).content.decode()

    made = Picture.objects.get()
    made.file, made.change = ContentFile(encoded(drawing((60, 80))), name="khac.jpg"), Change(by=officer)
    made.save()
    assert [reason.code for reason in verdict_of(Asset.objects.get()).reasons] == ["no_consent"]
    assert f"was confirmed on {today} for another version of the file" in client.get(page).content.decode()
    refused = client.post(page, sent(person, **seen)).context["form"]
    assert refused.formsets["people"].errors == [
        {"blur_seen": ["You brought in this version of the file yourself: a second person has to look at it."]}
    ]


def test_who_may_confirm_adds_somebody_and_confirms_at_once(client: Client) -> None:
    ensure_roles()
    made = picture(encoded(drawing((40, 30))), credit="A")
    as_role(client, "rights_officer")
    assert client.post(reverse(EDIT, args=[made.uid]), sent(**{"people-0-blur_seen": "on"})).status_code == 302
    assert (PersonShown.objects.get().blur_counts, verdict_of(Asset.objects.get()).ok) == (True, True)


@pytest.mark.parametrize(
    ("person", "now", "closed"),
    [
        ({"age": 9}, "taken off", True),
        ({}, "not to be recognised", True),
        ({"basis": "public_event"}, "taken off", False),
        ({"face_visible": False}, "taken off", False),
        ({}, "named otherwise", False),
    ],
)
def test_whoever_is_no_longer_shown_leaves_no_older_version_open(
    person: dict[str, Any], now: str, closed: bool
) -> None:
    made = picture(encoded(drawing((40, 30))))
    shown = PersonShown.objects.create(asset=made.asset, name="Bé Mây", **person)
    made.file = ContentFile(encoded(drawing((60, 80))), name="khac.jpg")
    made.save()
    if now == "taken off":
        PersonShown.objects.all().delete()
    else:
        shown.name = "Bé Gió"
        shown.face_visible = now != "not to be recognised"
        shown.save()
    asset = Asset.objects.get()
    before = asset.versions.get(number=1).sha256
    assert (may_leave(asset, made_from=before), version_may_leave(asset, 1)) == (not closed, not closed)
    assert (may_leave(asset, made_from=made.sha256), version_may_leave(asset, 2)) == (True, True)
    PersonShown.objects.create(asset=asset, name="Bé Mây", basis="public_event")  # whoever is listed later
    assert may_leave(Asset.objects.get(), made_from=before) is not closed
