"""Where a segment stands on a page: its label for people, and how long its text may be.

Localize names a place by its field path (`body.quote.speaker`). Pure look-ups in the model; no queries.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from wagtail.fields import StreamField


@dataclass(frozen=True, slots=True)
class Place:
    """`limit` is the greatest number of characters its text may have, None where there is no limit."""

    label: str
    limit: int | None


def place(model: type[models.Model], field_path: str) -> Place:
    """The place a field path names; a path the model no longer has is labelled by itself."""
    name, *rest = field_path.split(".")
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return Place(field_path, None)
    if isinstance(field, StreamField):
        return _block_place(str(field.verbose_name), field.stream_block, rest)
    if isinstance(field, models.ManyToOneRel):
        child = place(field.related_model, ".".join(rest))
        return Place(f"{capfirst(str(field.related_model._meta.verbose_name))}: {child.label}", child.limit)
    return Place(capfirst(str(field.verbose_name)), getattr(field, "max_length", None))


def _block_place(name: str, block: Any, path: list[str]) -> Place:
    labels = [capfirst(name)]
    for step in path:
        children = getattr(block, "child_blocks", None)
        inner = children.get(step) if children is not None else getattr(block, "child_block", None)
        if inner is None:
            break
        block = inner
        labels.append(capfirst(str(block.label)))
    return Place(
        " › ".join(label for label in labels if label), getattr(getattr(block, "field", None), "max_length", None)
    )
