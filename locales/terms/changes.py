"""What follows, in the same transaction, from a change of words: the wordbook has a new state, the concept a new time."""

from typing import Any
from uuid import UUID, uuid4

from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from hub.registry.models import Agency, AgencyName, Person, PersonName, Place, PlaceName
from locales.terms.models import Concept, Term, Wordbook

THE_ROW = 1
KINDS = (Concept, Term, Agency, AgencyName, Person, PersonName, Place, PlaceName)


def connect() -> None:
    """Run once, when the app is ready."""
    for kind in KINDS:
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=kind, dispatch_uid=f"terms-{kind.__name__}")


def words_changed() -> None:
    """For those who write past the models: what was made of the words is to be made anew.

    The state is drawn at random rather than counted, so that one of a transaction that was undone never comes again.
    """
    state = uuid4()
    if not Wordbook.objects.filter(pk=THE_ROW).update(state=state):
        Wordbook.objects.bulk_create([Wordbook(pk=THE_ROW, state=state)], ignore_conflicts=True)


def state_of_words() -> UUID | None:
    """None before the first word."""
    return Wordbook.objects.filter(pk=THE_ROW).values_list("state", flat=True).first()


def _changed(sender: type, instance: Any, **_kwargs: Any) -> None:
    if sender is Term:
        Concept.objects.filter(pk=instance.concept_id).update(updated_at=timezone.now())
    words_changed()
