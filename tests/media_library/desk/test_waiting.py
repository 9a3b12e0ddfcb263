"""What waits for librarians on the first page: warned without a mail server, and nothing of other people's shelves."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection

from hub.staff.models import User
from hub.staff.waiting import Waiting
from media_library.desk.waiting import EndingRights, FilesToLookThrough, RecordsToApprove
from media_library.models import ContributorLink, RightsRecord, Upload, UploadState
from media_library.rights.approving import approve, end
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db


def somebody(name: str, *rights: str, superuser: bool = False) -> User:
    user = User.objects.create_user(name, password="mot-mat-khau-dai", is_superuser=superuser)
    user.user_permissions.add(*Permission.objects.filter(codename__in=("access_admin", *rights)))
    return User.objects.get(pk=user.pk)


def panel(kind: Any, user: User) -> Any:
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = user
    return kind(request)


def rows(kind: Any, user: User) -> list[Waiting]:
    shown: list[Waiting] = panel(kind, user).get_context_data()["rows"]
    return shown


def test_rights_that_end_within_a_month_wait_and_those_of_a_week_are_urgent() -> None:
    today = timezone.localdate()
    for title, days in (("Hôm qua", -1), ("Tuần này", 7), ("Tháng này", 30), ("Sau này", 31)):
        picture(encoded(drawing((40, 30))), title=title, usable_until=today + timedelta(days=days))
    told = [(row.title, row.about, row.flag, row.urgent) for row in rows(EndingRights, somebody("a", superuser=True))]
    assert told == [
        ("Tuần này", "The asset's own days of use", "7 days left", True),
        ("Tháng này", "The asset's own days of use", "30 days left", False),
    ]


def test_who_sees_no_shelf_is_told_of_no_right() -> None:
    picture(encoded(drawing((40, 30))), usable_until=timezone.localdate())
    librarian = somebody("b", "change_rights", "view_asset")
    assert (panel(EndingRights, librarian).is_for(), rows(EndingRights, librarian)) == (True, [])
    assert not panel(EndingRights, somebody("c", "view_asset")).is_for()


def test_a_draft_waits_for_others_and_what_was_ended_for_nobody() -> None:
    drafter, second = (somebody(name, "change_rightsrecord", "approve_rightsrecord") for name in ("d", "e"))
    record = RightsRecord(title="Hợp đồng 12", holder_name="Trần Nam", live=False)
    record.save()
    record.save_revision(user=drafter)
    assert rows(RecordsToApprove, drafter) == []
    assert [(row.title, row.about) for row in rows(RecordsToApprove, second)] == [("Hợp đồng 12", str(drafter))]
    end(approve(record, by=second), by=second, reason="Hết hợp đồng")
    assert rows(RecordsToApprove, second) == []
    assert not panel(RecordsToApprove, somebody("f", "change_rightsrecord")).is_for()


def test_what_contributors_sent_waits_for_those_of_the_shelf() -> None:
    root = Collection.get_first_root_node()
    link = ContributorLink.objects.create(
        title="CTV", collection=root, token_hash="x", expires_at=timezone.now() + timedelta(days=1)
    )
    Upload.objects.create(
        link=link, sender="Lô Thị A", collection=root, name="a.jpg", size=1, received=1, state=UploadState.READY,
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    told = [(row.title, row.about) for row in rows(FilesToLookThrough, somebody("g", superuser=True))]
    assert told == [("a.jpg", "Sent by Lô Thị A (“CTV”)")]
    assert rows(FilesToLookThrough, somebody("h", "view_asset")) == []
