"""The registry's data files: reads `hub/registry/data/*.yaml` into plain rows and says where a file is broken.

A row's keys are the fields of the model; a row of another row (`names`, `wordings`, …) is a list below it. Two files
have a shape of their own, the plan's tasks and the Media Topics: they become such rows here. Touches no database.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


class BrokenFileError(ValueError):
    """A data file that cannot be loaded; the message names the file, the row and the reason."""

    def __init__(self, file: str, row: str, reason: str) -> None:
        self.file, self.row, self.reason = file, row, reason
        super().__init__(f"{file}, {row}: {reason}" if row else f"{file}: {reason}")


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a file: `key` is its code, `position` counts from 1."""

    file: str
    position: int
    key: str
    fields: dict[str, Any]
    children: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def broken(self, reason: str) -> BrokenFileError:
        return BrokenFileError(self.file, f"row {self.position} (“{self.key}”)", reason)


def read(path: Path) -> Any:
    """The content of a YAML file.

    Raises:
        BrokenFileError: it is missing, not UTF-8, or not YAML.
    """
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise BrokenFileError(path.name, "", "there is no such file") from missing
    except UnicodeDecodeError as bytes_:
        raise BrokenFileError(path.name, "", "is not UTF-8 text") from bytes_
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else ""
        raise BrokenFileError(path.name, line, f"is not YAML: {getattr(wrong, 'problem', wrong)}") from wrong


def rows(path: Path, *, children: tuple[str, ...] = ()) -> list[Row]:
    """The rows of a plain file: a list of mappings with a `code` each."""
    return _rows(path.name, read(path), children)


def plan(path: Path) -> tuple[dict[str, Any], list[Row]]:
    """The plan of `plan_tasks.yaml` as the fields of a Plan, and its tasks as rows of PlanTask."""
    content = _mapping(path.name, "", read(path), keys={"plan", "tasks"})
    head = _mapping(
        path.name, "plan", content["plan"], keys={"number", "issued", "title"}, also={"source", "title_status"}
    )
    found = _rows(path.name, content["tasks"], ())
    tasks = []
    for position, row in enumerate(found):
        known = {"code", "parent", "title", "lead", "years", "product", "proposed"}
        _refuse_unknown(row, known)
        tasks.append(
            Row(
                row.file,
                row.position,
                row.key,
                {
                    "code": row.key,
                    "parent": row.fields.get("parent"),
                    **_titles(row.file, f"row {row.position} (“{row.key}”)", row.fields.get("title")),
                    "lead": row.fields.get("lead") or "",
                    "years": str(row.fields.get("years") or ""),
                    "carried_by_product": bool(row.fields.get("product")),
                    "status": "proposed" if row.fields.get("proposed") else "approved",
                    "position": position,
                },
            )
        )
    fields = {
        "number": head["number"],
        "issued": head["issued"],
        "source": head.get("source") or "",
        "status": head.get("title_status") or "approved",
    }
    return fields | _titles(path.name, "plan", head["title"]), tasks


def topics(path: Path) -> list[Row]:
    """The Media Topics of `media_topics.yaml` as rows of Subject; `proposed` names languages whose label is ours."""
    content = _mapping(path.name, "", read(path), keys={"topics"}, also={"scheme", "as_of"})
    result = []
    for row in _rows(path.name, content["topics"], ()):
        _refuse_unknown(row, {"code", "labels", "broader", "proposed"})
        labels = row.fields.get("labels")
        if not isinstance(labels, dict) or not labels:
            raise row.broken("labels: one label per language is needed")
        proposed = row.fields.get("proposed") or []
        names = [
            {"language": tag, "name": label, "status": "proposed" if tag in proposed else "approved"}
            for tag, label in labels.items()
        ]
        fields = {"code": row.key, "broader": row.fields.get("broader")}
        result.append(Row(row.file, row.position, row.key, fields, {"names": names}))
    return result


def _rows(file: str, content: Any, children: tuple[str, ...]) -> list[Row]:
    if not isinstance(content, list):
        raise BrokenFileError(file, "", "a list of rows is needed")
    found, seen = [], set()
    for position, entry in enumerate(content, 1):
        where = f"row {position}"
        if not isinstance(entry, dict):
            raise BrokenFileError(file, where, "a mapping of fields is needed")
        key = entry.get("code")
        if not key or not isinstance(key, str):
            raise BrokenFileError(
                file, where, f"code: {key!r} is not a code; write it in quotes if it looks like a number"
            )
        if key in seen:
            raise BrokenFileError(file, f"{where} (“{key}”)", "the code stands twice in this file")
        seen.add(key)
        below = {name: entry.get(name) or [] for name in children}
        for name, entries in below.items():
            if not isinstance(entries, list) or not all(isinstance(child, dict) for child in entries):
                raise BrokenFileError(file, f"{where} (“{key}”)", f"{name}: a list of mappings is needed")
        found.append(Row(file, position, key, {n: v for n, v in entry.items() if n not in children}, below))
    return found


def _mapping(
    file: str, where: str, value: Any, *, keys: set[str], also: AbstractSet[str] = frozenset()
) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BrokenFileError(file, where, f"a mapping with {', '.join(sorted(keys))} is needed")
    for missing in sorted(keys - value.keys()):
        raise BrokenFileError(file, where, f"{missing} is missing")
    for unknown in sorted(value.keys() - keys - also):
        raise BrokenFileError(file, where, f"{unknown} is not known here; known are {', '.join(sorted(keys | also))}")
    return value


def _titles(file: str, where: str, titles: Any) -> dict[str, str]:
    title = _mapping(file, where, titles, keys={"vi"}, also={"en"})
    return {"title_vi": str(title["vi"]), "title_en": str(title.get("en") or "")}


def _refuse_unknown(row: Row, known: set[str]) -> None:
    for unknown in sorted(row.fields.keys() - known):
        raise row.broken(f"{unknown} is not known here; known are {', '.join(sorted(known))}")
