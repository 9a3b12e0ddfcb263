"""Reads the demo's files (`docs/demo-content.md`) into plain values. A fault names the file."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from hub.publishing.bodies import Shape

HERE = Path(__file__).parent
KIND_ORDER = ("home", "column", "dossier", "article", "video", "event", "publication", "issue")


@dataclass(frozen=True)
class Work:
    """One work: what is the same in every language (`facts`), and its words per language."""

    name: str
    folder: Path

    @cached_property
    def facts(self) -> Shape:
        return read(self.folder / "work.yaml")

    @property
    def kind(self) -> str:
        return str(self.facts["type"])

    @cached_property
    def languages(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.yaml") if "." not in path.stem and path.stem != "work")

    def words(self, language: str) -> Shape:
        return read(self.folder / f"{language}.yaml")


def read(path: Path) -> Any:
    """Raises:
    ValueError: not YAML; the message names the file and the line.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - the C build of the safe loader
    except yaml.YAMLError as broken:
        raise ValueError(f"{path}: {broken}") from broken


def works() -> list[Work]:
    """Every work, shelves before goods."""
    found = [Work(path.name, path) for path in sorted((HERE / "works").iterdir()) if path.is_dir()]
    return sorted(found, key=lambda work: (KIND_ORDER.index(work.kind), str(work.facts.get("published", ""))))


def keywords(part: dict[str, Any], language: str) -> str:
    """Of what `keywords` of a picture, clip or brand asset names by codes: the words, as an asset's form has them."""
    return ", ".join(_vocabulary()[code][language] for code in part.get("keywords", ()))


def credit(part: dict[str, Any], language: str) -> str:
    """Its credit line in a language; of Vietnamese, and of what nobody translated, none: the asset's own stands."""
    return _credits().get(part["credit"], {}).get(language, "")


@cache
def _credits() -> dict[str, dict[str, str]]:
    lines: dict[str, dict[str, str]] = read(HERE / "credits.yaml")
    return lines


@cache
def _vocabulary() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = read(HERE / "keywords.yaml")
    return words
