"""What the database itself refuses, whoever writes: one broken row for each thing that must always be true."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import Model

from hub.publishing.models import Edition, Ledger, LedgerEntry, PublishingEvent, Reference
from tests.hub.partners.ledger import tell

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 19, tzinfo=UTC)

REFUSED: list[tuple[str, type[Model], dict[str, Any]]] = [
    ("publishing_event_known_act", PublishingEvent, {"act": "printed"}),
    ("publishing_event_release_has_revision", PublishingEvent, {"revision_id": None}),
    ("publishing_event_release_has_revision", PublishingEvent, {"act": "corrected", "note": "x", "revision_id": None}),
    ("publishing_event_correction_has_note", PublishingEvent, {"act": "corrected", "note": ""}),
    ("publishing_event_handled_has_no_fault", PublishingEvent, {"handled_at": NOW, "fault": "Boom", "attempts": 1}),
    ("publishing_event_handled_has_no_fault", PublishingEvent, {"handled_at": NOW, "retry_at": NOW, "attempts": 1}),
    ("publishing_event_fault_was_attempted", PublishingEvent, {"fault": "Boom"}),
    ("publishing_event_fault_was_attempted", PublishingEvent, {"retry_at": NOW}),
    ("publishing_edition_known_state", Edition, {"state": "draft", "document": "", "summary": "", "etag": ""}),
    ("publishing_edition_live_is_whole", Edition, {"published_at": None}),
    ("publishing_edition_live_is_whole", Edition, {"version": 0}),
    ("publishing_edition_live_is_whole", Edition, {"document": ""}),
    ("publishing_edition_live_is_whole", Edition, {"summary": ""}),
    ("publishing_edition_live_is_whole", Edition, {"etag": ""}),
    ("publishing_edition_live_is_whole", Edition, {"kind": ""}),
    ("publishing_edition_live_is_whole", Edition, {"licence": ""}),
    ("publishing_edition_live_has_no_reason", Edition, {"reason": "Sai"}),
    ("publishing_edition_live_has_no_reason", Edition, {"replacement": "x.vi"}),
    ("publishing_edition_tombstone_is_empty", Edition, {"state": "withdrawn", "summary": "", "etag": ""}),
    ("publishing_edition_tombstone_is_empty", Edition, {"state": "deleted", "document": "", "etag": ""}),
    ("publishing_edition_tombstone_is_empty", Edition, {"state": "lost", "document": "", "summary": ""}),
    ("publishing_edition_was_told", Edition, {"last_seq": 0}),
    ("publishing_reference_names_something", Reference, {"kind": ""}),
    ("publishing_reference_names_something", Reference, {"key": ""}),
    ("publishing_entry_counts_from_one", LedgerEntry, {"seq": 0}),
    ("publishing_entry_counts_from_one", LedgerEntry, {"version": 0}),
    ("publishing_entry_known_change", LedgerEntry, {"change": "printed"}),
    ("publishing_entry_correction_has_note", LedgerEntry, {"change": "corrected", "note": ""}),
    ("publishing_entry_withdrawal_has_no_etag", LedgerEntry, {"change": "withdrawn"}),
    ("publishing_one_ledger", Ledger, {"id": 2}),
    ("publishing_ledger_keeps_its_end", Ledger, {"oldest_seq": 0}),
    ("publishing_ledger_keeps_its_end", Ledger, {"oldest_seq": 3}),
]


@pytest.fixture
def _one_of_each() -> None:
    edition = tell(1, references=(("place", "nghe-an"),))
    PublishingEvent.objects.create(
        edition_id=edition.pk, work=UUID(int=1), lang="vi", page_id=1, revision_id=1, act="published", at=NOW
    )


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize(("name", "model", "broken"), REFUSED)
def test_the_database_refuses(name: str, model: type[Model], broken: dict[str, Any]):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model._default_manager.update(**broken)


def test_every_check_has_its_negative_test():
    checks = {
        constraint.name
        for model in (PublishingEvent, Edition, Reference, LedgerEntry, Ledger)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }
    assert {name for name, _model, _broken in REFUSED} == checks


@pytest.mark.usefixtures("_one_of_each")
def test_a_second_ledger_is_refused():
    with pytest.raises(IntegrityError, match="publishing_one_ledger"), transaction.atomic():
        Ledger.objects.create(pk=2)


@pytest.mark.usefixtures("_one_of_each")
@pytest.mark.parametrize("taken", [{"seq": 1}, {"seq": 2, "event_id": 1}])
def test_a_number_and_an_event_are_told_once(taken: dict[str, int]):
    event = PublishingEvent.objects.get()
    LedgerEntry.objects.update(event=event)
    values = {"edition_id": Edition.objects.get().pk, "version": 1, "change": "updated", "at": NOW, "etag": "x"} | taken
    if "event_id" in values:
        values["event_id"] = event.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerEntry.objects.create(**values)
