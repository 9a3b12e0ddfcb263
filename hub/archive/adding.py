"""A page that is released as it is made. Wagtail saves such a page three times (draft, revision, publication) and asks the
database eighty times; an archive has tens of thousands of them. Here each thing is written once.

What Wagtail promises of a published page is kept: its place in the tree, its content checked, the release gate asked,
its revision, its history, both of its signals.
"""

from typing import Any

from django.db import models
from django.db.models import F
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

from hub.content.models.editions import Story
from hub.staff.models import User
from locales.release_gate import refuse_release

# known to be there; the place in the tree is ours to give
UNASKED = frozenset({"path", "content_type", "agency", "picture", "latest_revision", "live_revision"})


def add_released(page: Story, *, below: int, by: User | None) -> Revision:
    """Add a page that is in no database yet as the last one below another, and release it, in the caller's transaction.

    Raises:
        ReleaseRefused: the gate does not let it out.
        ValidationError: the page does not take its content.
        IntegrityError: somebody took its place in the tree at this moment.
    """
    parent = Page.objects.select_for_update().get(pk=below)
    _stand_last(page, parent)
    _has_no_relations(page)
    now = timezone.now()
    page.live, page.has_unpublished_changes = True, False
    page.last_published_at = page.latest_revision_created_at = now
    page.full_clean(exclude=UNASKED)
    refuse_release(page)
    page.save_base(force_insert=(models.Model,))
    revision = Revision(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=by,
        created_at=now,
        object_str=str(page),
        content=page.serializable_data(),
    )
    revision.save()
    page.latest_revision = page.live_revision = revision
    Page.objects.filter(pk=page.pk).update(latest_revision=revision, live_revision=revision)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    page_published.send(sender=type(page), instance=page, revision=revision)
    published.send(sender=type(page), instance=page, revision=revision)
    return revision


def _stand_last(page: Story, parent: Page) -> None:
    page.depth = parent.depth + 1
    last = parent.get_last_child()
    page.path = last._inc_path() if last is not None else Page._get_path(parent.path, page.depth, 1)
    page._cached_parent_obj = parent
    page.set_url_path(parent)


def _has_no_relations(page: Any) -> None:
    """Nobody need ask the database what a new page is related to."""
    names = [field.name for field in page._meta.many_to_many if isinstance(field, ParentalManyToManyField)]
    for name in (*names, *(relation.get_accessor_name() for relation in get_all_child_relations(page))):
        setattr(page, name, [])
