"""The bytes of an asset that was deleted come again: whoever brings them is told, and what was barred takes somebody who approves."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from wagtail.models import Collection

from media_library.ingest.filing import refuse_duplicate
from media_library.ingest.refusals import FileRefused
from media_library.models import DeletedFile, PersonShown, Picture
from tests.media_library.ingest.arriving import arrived, begin
from tests.media_library.ingest.test_review import REVIEW, answers
from tests.media_library.ingest.test_tus import reporter_of
from tests.media_library.making import drawing, encoded, picture

pytestmark = pytest.mark.django_db
CONTENT = encoded(drawing((60, 40)))


def deleted(client: Client, **person: Any) -> DeletedFile:
    one = picture(CONTENT)
    if person:
        PersonShown.objects.create(asset=one.asset, name="Bé Mây", **person)
    assert client.post(reverse("wagtailimages:delete", args=[one.pk])).status_code == 302
    return DeletedFile.objects.get()


def today() -> str:
    with translation.override("en"):
        return date_format(timezone.localdate(), "SHORT_DATE_FORMAT")


def test_whoever_looks_it_through_is_told(editor: Client) -> None:
    gone = deleted(editor)
    upload = arrived(editor, CONTENT)
    assert (gone.title, gone.was_barred, gone.by) == ("Làng Sen", False, upload.by)
    [row] = editor.get(REVIEW).context["rows"]
    assert ("", f"This very file was deleted from the library on {today()}: “Làng Sen”.") in row.form.offers.facts
    editor.post(REVIEW, answers(upload))
    assert Picture.objects.get().sha256 == gone.sha256


def test_what_was_barred_is_taken_in_again_by_those_who_may_approve(editor: Client) -> None:
    gone = deleted(editor, age=9)
    assert gone.was_barred
    reporter, theirs = reporter_of(Collection.get_first_root_node()), Client()
    theirs.force_login(reporter)
    refused = begin(theirs, CONTENT, collection=str(Collection.get_first_root_node().pk))
    assert (refused.status_code, refused.json()["code"]) == (400, "deleted_barred")
    with pytest.raises(FileRefused):
        refuse_duplicate(gone.sha256, by=reporter)
    upload = arrived(editor, CONTENT)
    [row] = editor.get(REVIEW).context["rows"]
    assert "a consent or another right stood against its use" in row.form.offers.facts[-1][1]
    editor.post(REVIEW, answers(upload))
    assert Picture.objects.get().sha256 == gone.sha256
