"""What may be written of a consent and of a person shown."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from media_library.models import Consent, PersonShown
from media_library.models.consents import Basis
from media_library.rights.clearing import verdict_of
from tests.media_library.making import picture

pytestmark = pytest.mark.django_db


def refused(row: Consent | PersonShown, field: str) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        row.clean()
    return refusal.value.message_dict[field]


def test_a_withdrawal_holds_at_once() -> None:
    consent = Consent(name="Mây", scope=["web"], given_on=timezone.localdate(), withdrawal_reason="Đổi ý")
    consent.withdrawn_on = timezone.localdate()
    consent.clean()

    consent.withdrawn_on += timedelta(days=1)
    assert refused(consent, "withdrawn_on") == [
        "A withdrawal holds at once. If the consent ends on a later day, write that into “valid until”."
    ]


@pytest.mark.parametrize("field", ["given_on", "guardian_given_on"])
def test_what_is_not_given_yet_is_no_consent(field: str) -> None:
    consent = Consent(name="Mây", scope=["web"], guardian="Hồ Thị A", **{field: timezone.localdate()})
    consent.clean()

    setattr(consent, field, timezone.localdate() + timedelta(days=1))
    assert refused(consent, field) == ["That day is still to come: enter the consent once it is given."]


@pytest.mark.parametrize("seen", [{"face_visible": True}, {"face_visible": False, "named": True}])
def test_who_can_be_recognised_is_shown_for_another_reason(seen: dict[str, bool]) -> None:
    shown = PersonShown(name="Mây", basis=Basis.UNRECOGNISABLE, **seen)
    assert refused(shown, "basis") == [
        "Whose face can be recognised, or who is named in the words, needs another reason."
    ]
    PersonShown(name="Mây", basis=Basis.UNRECOGNISABLE, face_visible=False).clean()


@pytest.mark.parametrize(
    ("seen", "codes"),
    [
        ({"face_visible": True}, ["no_consent"]),
        ({"face_visible": False, "named": True}, ["no_consent"]),
        ({"face_blurred": True}, ["no_consent"]),
        ({"face_blurred": True, "blur_seen_version": 1, "blur_seen_at": timezone.now()}, []),
        ({"face_blurred": True, "blur_seen_version": 2, "blur_seen_at": timezone.now()}, ["no_consent"]),
        ({"face_blurred": False, "blur_seen_version": 1, "blur_seen_at": timezone.now()}, ["no_consent"]),
    ],
)
def test_a_child_is_asked_for_whatever_somebody_ticked(seen: dict[str, Any], codes: list[str]) -> None:
    asset = picture().asset
    PersonShown.objects.create(asset=asset, name="Mây", age=9, basis=Basis.UNRECOGNISABLE, **seen)

    assert [reason.code for reason in verdict_of(asset).reasons] == codes
