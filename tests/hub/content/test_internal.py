"""What is marked internal never leaves, on no path."""

import pytest
from django.core.exceptions import ValidationError

from hub.content.preflight.belonging import INTERNAL_REFUSED
from hub.publishing.acts import publish as release
from hub.publishing.models import PublishingEvent
from tests.newsroom import article, desk_head, edit, fresh, publish

pytestmark = pytest.mark.django_db


def test_a_revision_of_an_internal_page_is_not_published():
    page = article(licence="internal")

    with pytest.raises(ValidationError) as refused:
        publish(page)

    assert refused.value.messages == [str(INTERNAL_REFUSED)]
    assert (fresh(page).live, PublishingEvent.objects.count()) == (False, 0)


def test_the_desk_does_not_release_an_internal_page():
    page = article(licence="internal")

    with pytest.raises(ValidationError) as refused:
        release(page, by=desk_head())

    assert str(INTERNAL_REFUSED) in refused.value.messages[0]
    assert not fresh(page).live


def test_a_live_page_does_not_become_internal():
    page = article()
    publish(page)
    edit(page, licence="internal")

    with pytest.raises(ValidationError):
        publish(fresh(page))

    assert fresh(page).licence == "CC-BY-4.0"
