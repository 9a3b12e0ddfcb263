"""The last part of a page's address: made from its title, one of its kind in its place. Reads only.

Two stories of one title in one column are common ("Tin vắn"), so what the title gives is numbered without a word; what
an editor typed himself is his own, and he is told who has it.
"""

import re

from django.conf import settings
from django.db import connection
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii
from wagtail.models import Page

LONGEST = 200  # leaves room for a number


def slug_of(title: str) -> str:
    """Wagtail's own slug drops what has no ASCII decomposition: "đền" would become "en"."""
    return slugify(string_to_ascii(title), allow_unicode=settings.WAGTAIL_ALLOW_UNICODE_SLUGS)[:LONGEST]


def is_made_from(slug: str, title: str) -> bool:
    """Whether the browser's proposal for this title was left as it was: it treats dashes a little differently."""
    return _without_doubled_dashes(slug)[:LONGEST] == _without_doubled_dashes(slug_of(title))


def _without_doubled_dashes(slug: str) -> str:
    return re.sub("-+", "-", slug).strip("-")


def holder(slug: str, parent: Page, besides: Page) -> Page | None:
    """The page that has this address already."""
    siblings = parent.get_children().filter(slug=slug)
    return (siblings.exclude(pk=besides.pk) if besides.pk else siblings).first()


def numbered(slug: str, parent: Page, besides: Page) -> str:
    """`lang-sen-2`: the first that is free."""
    taken = set(
        parent.get_children().exclude(pk=besides.pk or 0).filter(slug__startswith=slug).values_list("slug", flat=True)
    )
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def one_at_a_time(parent: Page) -> None:
    """Until this transaction ends nobody else may choose an address below `parent`: two editors save in one moment."""
    if connection.in_atomic_block:
        Page.objects.select_for_update().filter(pk=parent.pk).first()
        parent.refresh_from_db(fields=["numchild"])  # the tree counts on it for the path of the next child
