"""Deleting what is used elsewhere, while the index of references does not know of it yet."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from media_library.models import Picture
from tests import newsroom
from tests.media_library.making import drawing, encoded, picture


@pytest.mark.django_db
def test_what_is_used_is_not_deleted_and_whoever_asked_is_told_by_what(admin_client: Client) -> None:
    made = picture(encoded(drawing((64, 48))))
    newsroom.article(title="Làng Sen", picture=made)
    where = reverse("wagtailimages:delete", args=[made.pk])
    with override("en"):
        answer = admin_client.post(where, headers={"Accept-Language": "en"})
    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert (answer.status_code, answer["Location"], Picture.objects.count()) == (302, where, 1)
    assert len(told) == 1
    assert "“Làng Sen”" in told[0]
