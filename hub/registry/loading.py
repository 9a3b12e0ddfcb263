"""Loads the registry's data files into the database, whole or not at all.

The files are where a new hub starts, not where it is kept: what is already stored is left as its editors have made it,
unless `overwrite` says that the files win: then every field a row names is set, and its names or wordings are replaced.
Loading twice changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction

from hub.registry import sheets
from hub.registry.models import Agency, Fact, Office, Person, Place, Plan, PlanTask, Subject
from hub.registry.sheets import DATA, Row


@dataclass(frozen=True, slots=True)
class Loaded:
    """What happened to the rows of one file."""

    file: str
    added: int
    changed: int
    kept: int


@transaction.atomic
def load_registry(folder: Path = DATA, *, overwrite: bool = False) -> list[Loaded]:
    """Load every file of the folder; rows are known by their code.

    Raises:
        sheets.BrokenFileError: nothing has been loaded; the message names the file, the row and the reason.
    """
    loaded = [
        load_rows(Agency, sheets.rows(folder / "agencies.yaml", children=("names",)), overwrite=overwrite),
        load_rows(Person, sheets.rows(folder / "people.yaml", children=("names",)), overwrite=overwrite),
        load_rows(Office, sheets.rows(folder / "offices.yaml", children=("titles", "holdings")), overwrite=overwrite),
        load_rows(Place, sheets.rows(folder / "places.yaml", children=("names", "successions")), overwrite=overwrite),
        load_rows(Fact, sheets.rows(folder / "facts.yaml", children=("wordings",)), overwrite=overwrite),
        load_rows(Subject, sheets.topics(folder / "media_topics.yaml"), overwrite=overwrite),
    ]
    fields, tasks = sheets.plan(folder / "plan_tasks.yaml")
    head = Row("plan_tasks.yaml", 0, str(fields["number"]), fields)
    plan = Plan.objects.filter(number=fields["number"]).first()
    if plan is None or overwrite:
        plan = plan or Plan()
        _fill(plan, head)
        _store(plan, head)
    return [*loaded, load_rows(PlanTask, tasks, overwrite=overwrite, within={"plan": plan})]


def load_rows(
    model: type[Any], rows: Sequence[Row], *, overwrite: bool, within: dict[str, Any] | None = None
) -> Loaded:
    """Rows of one kind, known by their code within `within`; what is stored already is kept unless `overwrite`.

    In two passes, so that a row may point at one further down: the rows first, then what they point at.

    Raises:
        sheets.BrokenFileError: the message names the file, the row and the reason. The caller's transaction undoes the rest.
    """
    within = within or {}
    stored: dict[str, Any] = {
        row.code: row for row in model._default_manager.filter(**within, code__in=[row.key for row in rows])
    }
    counts: Counter[str] = Counter()
    loops = [f.name for f in model._meta.fields if f.related_model is model]
    touched: list[tuple[Row, models.Model]] = []
    for row in rows:
        if row.key in stored and not overwrite:
            counts["kept"] += 1
            continue
        counts["changed" if row.key in stored else "added"] += 1
        thing = stored.get(row.key) or model(**within)
        _fill(thing, row, skip=loops)
        _store(thing, row)
        stored[row.key] = thing
        touched.append((row, thing))
    for row, thing in touched:
        _fill(thing, row, only=loops, known=stored)
        _store(thing, row, children=row.children)
    file = rows[0].file if rows else model._meta.model_name or ""
    return Loaded(file, counts["added"], counts["changed"], counts["kept"])


def _fill(
    thing: models.Model,
    row: Row,
    *,
    skip: Sequence[str] = (),
    only: Sequence[str] | None = None,
    known: dict[str, Any] | None = None,
) -> None:
    for name, value in row.fields.items():
        if name not in skip and (only is None or name in only):
            _set(thing, name, value, broken=row.broken, known=known)


def _set(
    thing: models.Model,
    name: str,
    value: Any,
    *,
    broken: Callable[[str], Exception],
    known: dict[str, Any] | None = None,
) -> None:
    """Set one field; what it points at is named by its code."""
    try:
        field = thing._meta.get_field(name)
    except FieldDoesNotExist:
        known_names = sorted(f.name for f in thing._meta.fields if f.editable and not f.primary_key)
        raise broken(f"{name} is not known here; known are {', '.join(known_names)}") from None
    target = field.related_model
    if isinstance(target, type) and value is not None:
        if known is not None and target is type(thing) and value in known:
            value = known[value]
        else:
            found = target._default_manager.filter(code=value).first()
            if found is None:
                raise broken(f"{name}: there is no {target._meta.verbose_name} “{value}”")
            value = found
    # YAML's floats are binary: the figure as it was written, not its nearest fraction
    setattr(thing, name, str(value) if isinstance(value, float) else value)


def _store(thing: Any, row: Row, children: dict[str, list[dict[str, Any]]] | None = None) -> None:
    try:
        thing.full_clean()
        for relation, entries in (children or {}).items():
            setattr(thing, relation, [_child(thing, relation, entry, row) for entry in entries])
        if hasattr(thing, "clean_children"):
            thing.clean_children()
    except ValidationError as refused:
        raise row.broken(_in_words(refused)) from refused
    thing.save()


def _child(thing: models.Model, relation: str, entry: dict[str, Any], row: Row) -> models.Model:
    manager = getattr(type(thing), relation).rel
    child: models.Model = manager.related_model()
    for name, value in entry.items():
        _set(child, name, value, broken=lambda reason: row.broken(f"{relation}: {reason}"))
    try:
        child.full_clean(exclude=[manager.field.name])
    except ValidationError as refused:
        raise row.broken(
            f"{relation} ({entry.get('language') or entry.get('person')}): {_in_words(refused)}"
        ) from refused
    return child


def _in_words(refused: ValidationError) -> str:
    if not hasattr(refused, "error_dict"):
        return " ".join(refused.messages)
    return "; ".join(
        " ".join(messages) if name == "__all__" else f"{name}: {' '.join(messages)}"
        for name, messages in refused.message_dict.items()
    )
