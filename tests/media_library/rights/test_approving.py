"""Four eyes on rights: one drafts, another approves; ending needs one."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from hub.staff.models import User
from media_library.models import Consent, RightsCredit, RightsEvidence, RightsRecord
from media_library.rights.approving import approve, changes, end, waiting_for
from media_library.rights.clearing import verdict_of
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db
DESK = ("add_rightsrecord", "change_rightsrecord", "view_rightsrecord", "approve_rightsrecord")


def officer(name: str, *rights: str) -> User:
    user = User.objects.create_user(name, password="mot-mat-khau-dai")
    user.user_permissions.add(*Permission.objects.filter(codename__in=("access_admin", *rights)))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def drafter() -> User:
    return officer("nguoi-soan", *DESK)


@pytest.fixture
def second() -> User:
    return officer("nguoi-duyet", *DESK)


def drafted(by: User, **fields: Any) -> RightsRecord:
    record = RightsRecord(title="Hợp đồng 12", holder_name="Trần Nam", live=False, **fields)
    record.save()
    record.save_revision(user=by)
    return record


def test_a_draft_allows_nothing_until_somebody_else_approves_it(drafter: User, second: User) -> None:
    record = drafted(drafter)
    shown = picture(encoded(drawing((40, 30))), rights=record)
    assert [reason.code for reason in verdict_of(shown.asset).reasons] == ["not_approved"]
    shown.asset.rights = approve(record, by=second)
    assert verdict_of(shown.asset).ok


def test_nobody_approves_an_own_draft(drafter: User) -> None:
    record = drafted(drafter)
    with pytest.raises(ValidationError):
        approve(record, by=drafter)
    assert not RightsRecord.objects.get().live


def test_whoever_had_a_hand_in_a_draft_does_not_approve_it(client: Client, drafter: User, second: User) -> None:
    record = approve(drafted(drafter), by=second)
    record.uses = ["web"]
    record.save_revision(user=second)
    record.save_revision(user=drafter)  # saved once more, as it is
    third = officer("thu-ba", *DESK)
    for hand in (drafter, second):
        with pytest.raises(ValidationError, match="had a hand in it"):
            approve(record, by=hand)
    assert [list(waiting_for(user)) for user in (drafter, second, third)] == [[], [], [record]]
    client.force_login(third)
    page = client.get(reverse("media_library:approve", args=[record.pk])).content.decode()
    assert "nguoi-soan, nguoi-duyet" in page
    assert approve(record, by=third).uses == ["web"]


def test_who_has_not_the_right_approves_nothing(drafter: User) -> None:
    record = drafted(drafter)
    with pytest.raises(PermissionDenied):
        approve(record, by=officer("khac", "change_rightsrecord"))


def test_what_is_in_force_is_not_approved_twice(drafter: User, second: User) -> None:
    record = approve(drafted(drafter), by=second)
    with pytest.raises(ValidationError):
        approve(record, by=officer("thu-ba", *DESK))


def test_a_change_waits_while_the_old_stays_in_force(drafter: User, second: User) -> None:
    record = approve(drafted(drafter, uses=["web"]), by=second)
    record.uses = ["web", "print"]
    record.save_revision(user=second)
    record = RightsRecord.objects.get()
    assert (record.live, record.has_unpublished_changes, record.uses) == (True, True, ["web"])
    assert [(before, after) for _label, before, after in changes(record)] == [("web", "web, print")]
    assert approve(record, by=drafter).uses == ["web", "print"]


def test_one_person_ends_a_right_at_once(drafter: User, second: User) -> None:
    record = approve(drafted(drafter), by=second)
    shown = picture(encoded(drawing((40, 30))), rights=record)
    with pytest.raises(ValidationError):
        end(record, by=drafter, reason=" ")
    shown.asset.rights = end(record, by=drafter, reason="Hết hợp đồng")
    assert [reason.code for reason in verdict_of(shown.asset).reasons] == ["ended"]


def test_who_may_not_change_rights_ends_none(drafter: User, second: User) -> None:
    record = approve(drafted(drafter), by=second)
    with pytest.raises(PermissionDenied):
        end(record, by=officer("khac", "view_rightsrecord"), reason="x")


def test_by_hand(client: Client, drafter: User, second: User) -> None:
    record = drafted(drafter, uses=["web"])
    address = reverse("media_library:approve", args=[record.pk])
    client.force_login(drafter)
    client.post(address)
    assert not RightsRecord.objects.get().live
    client.force_login(second)
    page = client.get(address)
    assert (page.status_code, "Trần Nam" in page.content.decode()) == (200, True)
    assert client.post(address, {"seen": page.context["seen"]}).status_code == 302
    assert RightsRecord.objects.get().live


def test_a_second_person_is_shown_all_that_comes_into_force(drafter: User, second: User) -> None:
    record = approve(drafted(drafter, territories=["LA", "VN"]), by=second)
    draft = record.get_latest_revision_as_object()
    draft.credits = [RightsCredit(language="en", line="Photo: Tran Nam")]
    draft.evidence = [RightsEvidence(title="Thư của chủ ảnh", file="evidence/thu.pdf")]
    draft.data_mining, draft.watermark, draft.territories = "DMI-PROHIBITED", "Xem thử", ["LA"]
    draft.usable_until = date(2027, 5, 19)
    draft.save_revision(user=second)
    assert [(before, after) for _label, before, after in changes(RightsRecord.objects.get())] == [
        ("Laos, Vietnam", "Laos"),
        ("", "19 May 2027"),
        ("", "prohibited"),
        ("", "Xem thử"),
        ("", "English: Photo: Tran Nam"),
        ("", "Thư của chủ ảnh (thu.pdf)"),
    ]


def test_what_was_changed_since_it_was_shown_is_not_approved(client: Client, drafter: User, second: User) -> None:
    record = drafted(drafter, uses=["web"])
    address = reverse("media_library:approve", args=[record.pk])
    client.force_login(second)
    seen = client.get(address).context["seen"]
    record.uses = []
    record.save_revision(user=drafter)
    told = [str(each).strip() for each in client.post(address, {"seen": seen}, follow=True).context["messages"]]
    assert told == ["Trong lúc đó có người đã sửa bản thảo: hãy xem lại một lần nữa."]
    assert not RightsRecord.objects.get().live


def test_what_is_not_in_force_is_not_ended(drafter: User) -> None:
    with pytest.raises(ValidationError):
        end(drafted(drafter), by=drafter, reason="x")


def test_what_was_ended_comes_back_by_a_second_person_only(drafter: User, second: User) -> None:
    record = end(approve(drafted(drafter), by=second), by=second, reason="Hết hợp đồng")
    with pytest.raises(ValidationError):
        approve(record, by=drafter)
    assert approve(record, by=second).live


def test_the_page_of_the_end_tells_first_and_then_acts(client: Client, drafter: User, second: User) -> None:
    record = approve(drafted(drafter), by=second)
    shown = picture(encoded(drawing((40, 30))), rights=record)
    address, edit = (
        reverse("media_library:end", args=[record.pk]),
        reverse("wagtailsnippets_media_library_rightsrecord:edit", args=[record.pk]),
    )
    client.force_login(drafter)
    assert address in client.get(edit).content.decode()
    page = client.get(address)
    assert [row["asset"] for row in page.context["rows"]] == [shown.asset]
    refused = client.post(address, {"reason": " "})
    assert (refused.status_code, refused.context["fault"]) == (200, "Hãy ghi lý do chấm dứt quyền.")
    assert RightsRecord.objects.get().live
    answer = client.post(address, {"reason": "Chủ ảnh chấm dứt"}, follow=True)
    assert not RightsRecord.objects.get().live
    assert ModelLogEntry.objects.get(action="media_library.end").data == {"reason": "Chủ ảnh chấm dứt"}
    assert address not in answer.content.decode()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize(("rights", "status"), [(("view_rightsrecord",), 302), (("change_rightsrecord",), 200)])
def test_who_may_end_a_right(client: Client, drafter: User, second: User, rights: tuple[str, ...], status: int) -> None:
    record = approve(drafted(drafter), by=second)
    client.force_login(officer("khac", *rights))
    address = reverse("media_library:end", args=[record.pk])
    assert client.get(address).status_code == status
    client.post(address, {"reason": "x"})
    assert RightsRecord.objects.get().live == (status != 200)


def test_the_form_cannot_publish(client: Client, drafter: User) -> None:
    client.force_login(drafter)
    fields = {
        "title": "Hợp đồng 13", "holder": "", "holder_name": "Trần Nam", "contract_number": "13", "licence": "press", "terms": "",
        "uses": ["web"], "territories": ["VN"], "usable_from": "", "usable_until": "", "third_party": "", "fee_note": "",
        "action-publish": "x",
        **{f"{name}-{part}_FORMS": value for name in ("credits", "evidence") for part, value in (("TOTAL", 0), ("INITIAL", 0))},
    }  # fmt: skip
    answer = client.post(reverse("wagtailsnippets_media_library_rightsrecord:add"), fields)
    assert answer.status_code == 302, answer.context["form"].errors
    record = RightsRecord.objects.get()
    assert (record.live, record.territories, record.latest_revision.user) == (False, ["VN"], drafter)


def test_no_record_and_no_consent_is_made_by_copying_another(admin_client: Client, drafter: User) -> None:
    rows = [drafted(drafter), Consent.objects.create(name="Mây", scope=["web"], given_on=date(2026, 5, 1))]
    for row in rows:
        kind = f"media_library/{row._meta.model_name}"
        copying = f"{kind}/copy/"
        assert admin_client.get(f"/admin/snippets/{copying}{row.pk}/").status_code == 404
        for page in (f"/admin/snippets/{kind}/", f"/admin/snippets/{kind}/edit/{row.pk}/"):
            answer = admin_client.get(page)
            assert (answer.status_code, copying in answer.content.decode()) == (200, False)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"holder_name": ""}, "holder"),
        ({"uses": ["tiktok"]}, "uses"),
        ({"territories": ["XX"]}, "territories"),
        ({"languages": ["xx"]}, "languages"),
        ({"usable_from": "2026-05-02", "usable_until": "2026-05-01"}, "usable_until"),
    ],
)
def test_a_record_that_makes_no_sense_is_refused(fields: dict[str, Any], field: str) -> None:
    record = RightsRecord(**{"title": "x", "holder_name": "A"} | fields)
    with pytest.raises(ValidationError) as refused:
        record.full_clean()
    assert list(refused.value.message_dict) == [field]
