"""Approval by a second person."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from hub.staff.roles import ROLES
from locales.terms.acts import approve
from locales.terms.models import Term
from tests.locales.terms.making import concept, staff, term

pytestmark = pytest.mark.django_db


def proposed(**fields: object) -> Term:
    return concept("so-ngoai-vu", term(), term("en", "Department", status="proposed", **fields)).terms.get(
        language="en"
    )


def test_a_reviser_approves_what_a_translator_proposed():
    translator, reviser = staff("translator"), staff("reviser")
    approve(proposed(proposed_by=translator), by=reviser)
    stored = Term.objects.get(language="en")
    assert (stored.status, stored.approved_by, stored.proposed_by) == ("approved", reviser, translator)
    assert stored.approved_at is not None
    entry = ModelLogEntry.objects.get(action="terms.approve")
    assert (entry.user, entry.object_id, entry.data) == (
        reviser, str(stored.concept_id), {"text": "Department", "language": "en"},
    )  # fmt: skip
    assert entry.message == "Approved “Department” (English)"


def refused(made: Term, by: object) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        approve(made, by=by)  # type: ignore[arg-type]
    made.refresh_from_db()
    return refusal.value.messages


def test_nobody_approves_an_own_proposal():
    reviser = staff("reviser")
    made = proposed(proposed_by=reviser)
    assert refused(made, reviser) == ["You proposed “Department”: somebody else has to approve it."]
    assert made.status == "proposed"


def test_what_is_approved_is_not_approved_again():
    assert refused(concept().terms.get(), staff("reviser")) == ["“Sở Ngoại vụ” is approved already."]


def test_a_rival_has_to_go_first():
    about = concept("x", term("en", "DFA"), term("en", "Department", status="proposed"))
    made = about.terms.get(status="proposed")
    assert refused(made, staff("reviser")) == [
        "“DFA” (… – …) is already the preferred term in English for the same readers. "
        "Give it a last day or make it “admitted” before “Department” is approved."
    ]
    Term.objects.filter(text="DFA").update(valid_to=date(2025, 6, 30))
    Term.objects.filter(pk=made.pk).update(valid_from=date(2025, 7, 1))
    assert approve(made, by=staff("desk_head")).status == "approved"


def test_an_admitted_term_has_no_rival():
    about = concept("x", term("en", "DFA"), term("en", "Department", usage="admitted", status="proposed"))
    assert approve(about.terms.get(status="proposed"), by=staff("reviser")).status == "approved"


@pytest.mark.parametrize("role", [None, *(role.code for role in ROLES)])
def test_who_may_approve(role: str | None):
    made, user = proposed(), staff(role)
    if role in ("reviser", "desk_head"):
        assert approve(made, by=user).status == "approved"
    else:
        with pytest.raises(PermissionDenied):
            approve(made, by=user)
