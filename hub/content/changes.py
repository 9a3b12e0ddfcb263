"""What differs between two states of a page: by what an editor writes, not by when it was saved. Reads only."""

import json
import re
from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page

from hub.content.models.editions import EditionPage

# of Wagtail's own fields those that readers and partners come to see; the others keep its books
PUBLIC_OF_A_PAGE = ("title", "slug", "seo_title", "search_description")
BLOCK_KEY = re.compile(r' data-block-key=\\"\w+\\"')


def changed_fields(before: EditionPage, after: EditionPage) -> list[str]:
    """The names of the fields in which they differ. A draft that was only saved again differs in none."""
    return [field.name for field in _written_fields(before) if _value(field, before) != _value(field, after)]


def _written_fields(page: EditionPage) -> Iterator[Any]:
    bookkeeping = {field.name for field in Page._meta.get_fields()} - set(PUBLIC_OF_A_PAGE)
    for field in (*page._meta.concrete_fields, *page._meta.many_to_many):
        if field.name not in bookkeeping and not (field.is_relation and field.remote_field.parent_link):
            yield field


def _value(field: Any, page: EditionPage) -> Any:
    if field.many_to_many:
        return {each.pk for each in getattr(page, field.name).all()}
    if isinstance(field, StreamField):
        stream = getattr(page, field.name)
        # the rich text editor gives each paragraph a key when it saves it: that is no change of the text
        return BLOCK_KEY.sub("", json.dumps(stream.stream_block.get_prep_value(stream), sort_keys=True))
    return field.value_from_object(page)
