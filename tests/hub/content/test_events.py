"""The rules of events."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from hub.content.models import Event
from tests import newsroom

pytestmark = pytest.mark.django_db


def event(hours: int) -> Event:
    shelf = newsroom.column()
    now = timezone.now()
    page = Event(
        title="Lễ hội Làng Sen", slug="le-hoi", locale=shelf.locale, starts=now, ends=now + timedelta(hours=hours)
    )
    Page.objects.get(pk=shelf.pk).add_child(instance=page)
    return page


def test_event_that_ends_before_it_starts_is_refused() -> None:
    page = event(2)
    page.ends = page.starts - timedelta(minutes=1)
    with override("en"), pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert refused.value.message_dict == {"ends": ["The event ends before it starts."]}


def test_event_may_end_when_it_starts() -> None:
    event(0).full_clean()
