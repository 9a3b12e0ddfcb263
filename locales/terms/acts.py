"""The acts on terms: propose and approve, by two different people. Each checks its permission and leaves an audit entry."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from hub.registry.naming import Certainty
from hub.registry.validity import overlap
from hub.staff.models import User
from locales.terms.models import Concept, Term, Usage, rivalry

APPROVE = "terms.approve_term"
APPROVED = "terms.approve"


def propose(term: Term, *, by: User | None) -> None:
    """It is `by`'s word now, and somebody else has to approve it. In memory: the caller saves it with its concept."""
    term.status = Certainty.PROPOSED
    term.proposed_by, term.approved_by, term.approved_at = by, None, None


def may_approve(term: Term, by: User) -> bool:
    return bool(term.status == Certainty.PROPOSED and by.has_perm(APPROVE) and term.proposed_by_id != by.pk)


def approve(term: Term, *, by: User) -> Term:
    """Make a proposed term the house's own.

    Raises:
        PermissionDenied: `by` may not approve terms.
        ValidationError: `by` proposed it, it is approved already, or another preferred term stands in its way.
    """
    if not by.has_perm(APPROVE):
        raise PermissionDenied
    with transaction.atomic():
        concept = Concept.objects.select_for_update().get(pk=term.concept_id)
        term = Term.objects.get(pk=term.pk)
        if term.status == Certainty.APPROVED:
            raise ValidationError(_("“%(text)s” is approved already.") % {"text": term.text}, code="approved")
        if term.proposed_by_id == by.pk:
            raise ValidationError(
                _("You proposed “%(text)s”: somebody else has to approve it.") % {"text": term.text}, code="four_eyes"
            )
        _refuse_rival(term)
        term.status, term.approved_by, term.approved_at = Certainty.APPROVED, by, timezone.now()
        term.save(update_fields=["status", "approved_by", "approved_at"])
        log(
            instance=concept,
            action=APPROVED,
            user=by,
            data={"text": term.text, "language": term.language},
            content_changed=True,
        )
    return term


def _refuse_rival(term: Term) -> None:
    if term.usage != Usage.PREFERRED:
        return
    others = Term.objects.filter(
        concept_id=term.concept_id,
        language=term.language,
        audience=term.audience,
        usage=Usage.PREFERRED,
        status=Certainty.APPROVED,
    )
    for other in others:
        if overlap(term, other):
            raise rivalry(term, other)
