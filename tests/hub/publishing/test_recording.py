"""One event row per act, on every path by which Wagtail publishes, unpublishes, moves or deletes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield
from wagtail_localize.models import Translation

from hub.publishing.acts import correct, withdraw
from hub.publishing.identity import edition_id_of
from hub.publishing.models import PublishingEvent
from hub.registry.models import Agency
from tests.newsroom import article, column, desk_head, edit, fresh, publish, translate

pytestmark = pytest.mark.django_db


def acts() -> list[tuple[str, str]]:
    return [(event.act, event.lang) for event in PublishingEvent.objects.order_by("id")]


def test_publish_by_revision_is_recorded_with_page_revision_and_author():
    author = desk_head()
    page = article()

    page.save_revision(user=author).publish()

    event = PublishingEvent.objects.get()
    page = fresh(page)
    assert (event.edition_id, event.page_id, event.revision_id, event.act, event.by, event.handled_at) == (
        edition_id_of(page), page.pk, page.live_revision_id, "published", author, None,
    )  # fmt: skip


def test_publish_in_the_editor_is_recorded():
    page = article(agency=Agency.objects.create(code="bao", kind="press"))
    client = Client()
    client.force_login(desk_head())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    body = nested_form_data({"body": streamfield([("paragraph", rich_text("<p>Sen nở.</p>"))])})

    client.post(url, data.dict() | body | {"action-publish": "action-publish", "title": "Từ bàn biên tập"})

    assert acts() == [("published", "vi")]
    assert fresh(page).title == "Từ bàn biên tập"


def test_scheduled_page_is_recorded_only_when_its_hour_comes():
    page = article()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert acts() == []

    revision = Revision.objects.get(object_id=str(page.pk), approved_go_live_at__isnull=False)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.save()
    call_command("publish_scheduled")

    assert acts() == [("published", "vi")]
    assert fresh(page).live


def test_page_past_its_last_hour_is_withdrawn():
    page = article()
    publish(page)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert acts() == [("published", "vi"), ("withdrawn", "vi")]
    assert not fresh(page).live


def test_unpublish_is_recorded():
    page = article()
    publish(page)

    fresh(page).unpublish()

    assert acts() == [("published", "vi"), ("withdrawn", "vi")]


def test_delete_is_recorded():
    page = article()
    publish(page)

    fresh(page).delete()

    assert acts() == [("published", "vi"), ("deleted", "vi")]


def test_delete_of_a_draft_is_not_recorded():
    article().delete()

    assert acts() == []


def test_delete_of_a_column_is_recorded_for_each_live_story_in_it():
    shelf = column()
    first, second = article(shelf, "Một"), article(shelf, "Hai")
    publish(first)
    publish(second)
    article(shelf, "Nháp")

    fresh(shelf).delete()

    assert acts() == [("published", "vi"), ("published", "vi"), ("deleted", "vi"), ("deleted", "vi")]


def test_move_is_recorded_for_each_live_story_below():
    old, new = column(), column("Du lịch", "du-lich")
    story = article(old)
    publish(story)

    fresh(story).move(new, pos="last-child")

    assert acts() == [("published", "vi"), ("moved", "vi")]


def test_translation_is_recorded_when_localize_publishes_it(django_capture_on_commit_callbacks):
    page = article()
    publish(page)
    edition = translate(page, "lo", release=False)
    assert not edition.live

    with django_capture_on_commit_callbacks(execute=True):
        Translation.objects.get(source__object_id=page.translation_key).save_target(publish=True)

    event = PublishingEvent.objects.order_by("id").last()
    assert (event.act, event.lang, event.source_revision_id) == ("published", "lo", fresh(page).live_revision_id)


def test_withdrawal_of_the_source_withdraws_its_translations():
    page = article()
    publish(page)
    lao, chinese = translate(page, "lo"), translate(page, "zh-Hans")
    PublishingEvent.objects.all().delete()

    withdraw(fresh(page), by=desk_head(), reason="Số liệu sai")

    assert acts() == [("withdrawn", "vi"), ("withdrawn", "lo"), ("withdrawn", "zh-Hans")]
    assert {event.note for event in PublishingEvent.objects.all()} == {"Số liệu sai"}
    assert (fresh(lao).live, fresh(chinese).live) == (False, False)


def test_deleting_the_source_withdraws_its_translations():
    page = article()
    publish(page)
    lao = translate(page, "lo")
    PublishingEvent.objects.all().delete()

    fresh(page).delete()

    assert acts() == [("deleted", "vi"), ("withdrawn", "lo")]
    assert not fresh(lao).live


def test_correction_carries_its_note():
    page = article()
    publish(page)
    edit(page, title="Làng Sen, mùa sen nở")

    correct(fresh(page), by=desk_head(), note="Sửa tên bài")

    event = PublishingEvent.objects.order_by("id").last()
    assert (event.act, event.note) == ("corrected", "Sửa tên bài")


@pytest.mark.django_db(transaction=True)
def test_publish_that_rolls_back_leaves_no_trace():
    page = article()

    with transaction.atomic():
        publish(page)
        transaction.set_rollback(True)

    assert (acts(), fresh(page).live) == ([], False)
