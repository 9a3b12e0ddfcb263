"""From the editing floor to the ledger: versions, changes, tombstones, siblings, staleness, corrected figures."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Page, Revision

from hub.publishing.acts import correct, withdraw
from hub.publishing.acts import publish as release
from hub.publishing.identity import edition_id_of
from hub.publishing.models import Edition, LedgerEntry, PublishingEvent, Reference
from hub.publishing.relay import BATCH, pass_over, relay_one, relay_waiting
from hub.registry.models import Fact, FactWording, Subject
from media_library.models import LibraryDocument
from media_library.renditions.standard import STANDARD, NotDrawnError, PictureUnreadableError, only_drawn, renditions
from tests.media_library.making import described, drawing, encoded, picture
from tests.newsroom import article, column, desk_head, edit, fresh, publish, relay, told, translate

pytestmark = pytest.mark.django_db


def document(page: Page) -> dict:
    return json.loads(Edition.objects.get(page_id=page.pk).document)


def test_first_release_is_published_version_one():
    page = article()
    publish(page)
    relay()

    assert list(told()) == [(1, "vi", "published", 1)]
    edition = Edition.objects.get()
    assert (edition.state, edition.title, edition.url_path, edition.last_seq) == (
        "live", "Làng Sen mùa sen nở", "/vi/van-hoa/lang-sen-mua-sen-no/", 1,
    )  # fmt: skip


def test_second_release_is_updated_and_a_correction_is_corrected():
    page = article()
    publish(page)
    edit(page, title="Lần hai")
    publish(fresh(page))
    edit(page, title="Lần ba")
    correct(fresh(page), by=desk_head(), note="Sửa tên")
    relay()

    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "updated", 2), (3, "vi", "corrected", 3)]
    shown = document(page)
    assert (shown["title"], shown["version"], shown["note"]) == ("Lần ba", 3, "Sửa tên")
    assert [(c["version"], c["note"]) for c in shown["corrections"]] == [(3, "Sửa tên")]


def test_a_new_licence_is_told_as_changed_rights():
    page = article()
    publish(page)
    edit(page, licence="press")
    publish(fresh(page))
    relay()

    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "rights_changed", 2)]
    edition = Edition.objects.get()
    assert (edition.licence, edition.is_open) == ("press", False)


def test_each_release_is_told_as_it_was_even_when_the_relay_was_late():
    page = article(title="Một")
    publish(page)
    edit(page, title="Hai")
    publish(fresh(page))

    relay_one(PublishingEvent.objects.order_by("id").first().pk)

    assert document(page)["title"] == "Một"


def test_withdrawal_leaves_a_tombstone_and_no_text():
    page, other = article(), article(title="Bài thay thế")
    publish(page)
    publish(other)
    relay()
    withdraw(fresh(page), by=desk_head(), reason="Sai", replacement=edition_id_of(other))
    relay()

    assert list(told())[-1] == (3, "vi", "withdrawn", 1)
    edition = Edition.objects.get(page_id=page.pk)
    assert (edition.state, edition.reason, edition.replacement, edition.document, edition.etag) == (
        "withdrawn", "Sai", edition_id_of(other), "", "",
    )  # fmt: skip


def test_deletion_is_told_as_a_withdrawal():
    page = article()
    publish(page)
    relay()
    fresh(page).delete()
    relay()

    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "withdrawn", 1)]
    assert Edition.objects.get().state == "deleted"


def test_release_and_deletion_before_the_relay_came_are_both_told():
    page = article()
    publish(page)
    fresh(page).delete()
    relay()

    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "withdrawn", 1)]


def test_release_after_withdrawal_goes_on_counting():
    page = article()
    publish(page)
    withdraw(fresh(page), by=desk_head(), reason="Tạm rút")
    publish(fresh(page))
    relay()

    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "withdrawn", 1), (3, "vi", "published", 2)]


def test_a_new_language_is_told_to_its_siblings():
    page = article()
    publish(page)
    relay()
    lao = translate(page, "lo")
    relay()

    assert list(told()) == [(1, "vi", "published", 1), (2, "lo", "published", 1), (3, "vi", "updated", 1)]
    assert [other["lang"] for other in document(page)["alternates"]] == ["lo"]
    assert document(lao)["translated_from_version"] == 1
    assert document(lao)["freshness"] == "current"


def test_a_new_language_leaves_the_version_of_its_backdated_siblings_alone():
    page = article()
    draft = page.get_latest_revision_as_object()
    draft.first_published_at = datetime(2025, 5, 19, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    draft.save_revision()
    publish(fresh(page))
    relay()
    translate(page, "lo")
    relay()

    assert list(told())[-1] == (3, "vi", "updated", 1)
    assert document(page)["published_at"] == "2025-05-19T01:30:00+00:00"


def test_a_change_of_meaning_in_the_source_makes_its_translations_stale():
    page = article()
    publish(page)
    lao = translate(page, "lo")
    relay()
    edit(page, summary="Hai ngày ở Kim Liên.")
    release(fresh(page), by=desk_head())
    relay()

    assert list(told())[-2:] == [(4, "vi", "updated", 2), (5, "lo", "updated", 1)]
    assert (document(lao)["freshness"], document(lao)["translated_from_version"]) == (1, 1)


def test_a_cosmetic_change_of_the_source_leaves_its_translations_current():
    page = article()
    publish(page)
    lao = translate(page, "lo")
    relay()
    edit(page, summary="Một ngày ở Kim Liên")
    release(fresh(page), by=desk_head(), cosmetic=True)
    relay()

    assert list(told())[-1] == (4, "vi", "updated", 2)
    assert document(lao)["freshness"] == "current"


def test_a_corrected_fact_reaches_every_edition_that_shows_it_and_no_other():
    fact = Fact(code="dien-tich", value=16489, unit="km²", as_of=date(2024, 12, 31), source="Niên giám 2024")
    fact.wordings = [FactWording(language="vi", label="Diện tích")]
    fact.save()
    shows = article(body=[{"type": "fact", "value": {"fact": fact.pk}, "id": "22222222-2222-4222-8222-222222222222"}])
    other = article(title="Bài khác")
    publish(shows)
    publish(other)
    relay()

    fact.value = 16490
    fact.save()
    relay()

    assert list(told())[2:] == [(3, "vi", "updated", 2)]
    assert LedgerEntry.objects.get(seq=3).edition.page_id == shows.pk
    assert document(shows)["body"][0]["fact"]["value"] == "16.490 km²"


def test_saving_a_fact_unchanged_tells_nobody():
    fact = Fact(code="dien-tich", value=16489, unit="km²", as_of=date(2024, 12, 31), source="Niên giám 2024")
    fact.save()
    page = article(body=[{"type": "fact", "value": {"fact": fact.pk}, "id": "22222222-2222-4222-8222-222222222222"}])
    publish(page)
    relay()

    fact.save()
    relay()

    assert list(told()) == [(1, "vi", "published", 1)]


def test_a_moved_column_changes_the_address_of_its_stories():
    shelf = column()
    page = article(shelf)
    publish(page)
    relay()
    edit(shelf, slug="di-san", title="Di sản")
    publish(fresh(shelf))
    relay()

    assert document(page)["url"].endswith("/vi/di-san/lang-sen-mua-sen-no/")
    assert document(page)["column"]["title"] == "Di sản"
    assert [change for _seq, _lang, change, _version in told()] == ["published", "updated"]


def test_an_event_that_cannot_be_compiled_holds_its_own_edition_and_no_other():
    unreadable, sound = article(), article(title="Lành")
    publish(unreadable)
    revision = Revision.objects.get(pk=fresh(unreadable).live_revision_id)
    content = revision.content
    edit(unreadable, title="Lần hai")
    publish(fresh(unreadable))
    publish(sound)
    Revision.objects.filter(pk=revision.pk).update(content={})

    relay_waiting()

    assert {entry.edition.page_id for entry in LedgerEntry.objects.all()} == {sound.pk}
    waiting = PublishingEvent.objects.order_by("id").first()
    assert (waiting.attempts, waiting.handled_at, waiting.fault) == (1, None, "KeyError: 'pk'")

    Revision.objects.filter(pk=revision.pk).update(content=content)
    PublishingEvent.objects.filter(pk=waiting.pk).update(retry_at=None)
    relay()

    assert list(told()) == [(1, "vi", "published", 1), (2, "vi", "published", 1), (3, "vi", "updated", 2)]


def test_many_events_behind_a_fault_hold_up_no_other_edition():
    stuck = article()
    publish(stuck)
    event = PublishingEvent.objects.get()
    PublishingEvent.objects.update(retry_at=timezone.now() + timedelta(hours=1), attempts=5, fault="Boom")
    PublishingEvent.objects.bulk_create(
        PublishingEvent(edition_id=event.edition_id, work=event.work, lang="vi", page_id=stuck.pk, act="refreshed", at=event.at, note=f"{number}")
        for number in range(BATCH)
    )  # fmt: skip
    publish(article(title="Chợ phiên", slug="cho-phien"))

    assert relay_waiting() == 1
    assert [(entry.seq, entry.edition.title) for entry in LedgerEntry.objects.all()] == [(1, "Chợ phiên")]


def test_of_what_only_asks_to_compile_again_the_last_is_enough():
    page, other = article(), article(title="Chợ phiên", slug="cho-phien")
    publish(page)
    publish(other)
    relay()
    first, second = PublishingEvent.objects.order_by("id")
    asked = [
        PublishingEvent(edition_id=of.edition_id, work=of.work, lang="vi", page_id=of.page_id, act=act, at=of.at, note=note)
        for of, act, note in (
            (first, "refreshed", ""), (first, "refreshed", "A figure was put right."), (first, "moved", ""), (second, "refreshed", ""),
            (first, "withdrawn", ""), (first, "refreshed", ""),
        )
    ]  # fmt: skip
    PublishingEvent.objects.bulk_create(asked)

    assert pass_over() == 2
    waiting = PublishingEvent.objects.filter(handled_at__isnull=True).order_by("id")
    assert [(event.edition_id == first.edition_id, event.act, event.note) for event in waiting] == [
        (True, "refreshed", "A figure was put right."), (False, "refreshed", ""), (True, "withdrawn", ""), (True, "refreshed", ""),
    ]  # fmt: skip
    assert pass_over() == 0


def test_a_changed_document_has_the_editions_that_show_it_compiled_again():
    page = article()
    publish(page)
    relay()
    paper = LibraryDocument.objects.create(title="Số 1", file=ContentFile(b"%PDF-1.7", name="so-1.pdf"))
    assert PublishingEvent.objects.filter(act="refreshed").count() == 0
    Reference.objects.create(edition=Edition.objects.get(), kind="document", key=str(paper.uid))
    paper.credit = "Tạp chí Sông Lam"
    paper.save()

    assert [event.edition_id for event in PublishingEvent.objects.filter(act="refreshed")] == [edition_id_of(page)]


def test_a_replacement_that_is_no_edition_is_refused():
    page = article()
    publish(page)

    with pytest.raises(ValidationError) as refused:
        withdraw(fresh(page), by=desk_head(), reason="Sai", replacement="x.vi")

    assert (refused.value.messages, fresh(page).live) == (["The replacement is not the id of an edition."], True)


def test_a_topic_counts_for_every_broader_one():
    politics = Subject.objects.create(code="11000000")
    relations = Subject.objects.create(code="20000638", broader=politics)
    page = article()
    page.subjects = [Subject.objects.create(code="20000639", broader=relations)]
    page.save_revision()
    publish(page)
    relay()

    subjects = Reference.objects.filter(kind="subject").order_by("key").values_list("key", flat=True)
    assert list(subjects) == ["11000000", "20000638", "20000639"]


# --- pictures that are not drawn yet ---------------------------------------------------------------------------------


@pytest.fixture
def own_store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_what_is_not_drawn_is_drawn_before_it_is_told(own_store: None):
    pond = described(picture(encoded(drawing((64, 48)))))
    page = article(picture=pond)
    publish(page)
    relay()

    assert len(document(page)["picture"]["renditions"]) == len(STANDARD)
    assert list(told()) == [(1, "vi", "published", 1)]


def test_what_cannot_be_drawn_holds_up_no_page(own_store: None):
    pond = described(picture(encoded(drawing((64, 48)))))
    pond.file.storage.delete(pond.file.name)
    page = article(picture=pond)
    publish(page)
    relay()

    assert document(page)["picture"]["renditions"] == []
    assert list(told()) == [(1, "vi", "published", 1)]


def test_nothing_is_drawn_by_who_holds_the_ledger(own_store: None):
    pond = described(picture(encoded(drawing((64, 48)))))

    with only_drawn(), pytest.raises(NotDrawnError) as missing:
        renditions(pond)
    with only_drawn({pond}), pytest.raises(PictureUnreadableError):
        renditions(pond)

    assert (missing.value.carrier, pond.renditions.count()) == (pond, 0)
    assert len(renditions(pond)) == len(STANDARD)
