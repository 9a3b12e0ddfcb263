"""Compiles the catalogs: `python -m locales.catalogs.compile`. Babel alone, neither gettext's programs nor Django.

`hub/<language>/LC_MESSAGES/<domain>.po` becomes the `.mo` beside it. The single files of `wagtail/`,
`<app>.<language>.po` and `<app>.<language>.djangojs.po`, become one catalog per domain below `wagtail/compiled/`.
A broken entry stops its catalog, names file and line, and leaves the compiled one as it was.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

FOLDER = Path(__file__).resolve().parent
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr](?!\w)|\{\w*\}")
WHOLE_LINE = re.compile(r'(?:msg(?:id|str|ctxt|id_plural)(?:\[\d+\])?\s*)?"(?:[^"\\]|\\.)*"')
SINGLE_FILE = re.compile(r"^[^.]+\.(?P<language>[^.]+)(?P<script>\.djangojs)?\.po$")


class BrokenCatalog(ValueError):  # noqa: N818 - named for what the caller does about it
    """A file that cannot be read as a catalog; the message says where."""


@dataclass(frozen=True, slots=True)
class Target:
    """One compiled catalog and the files it is made of, the strongest first."""

    compiled: Path
    language: str
    sources: tuple[Path, ...]

    @property
    def is_current(self) -> bool:
        return self.compiled.exists() and all(
            source.stat().st_mtime < self.compiled.stat().st_mtime for source in self.sources
        )


def targets(folder: Path = FOLDER) -> list[Target]:
    """Every catalog there is to compile."""
    own = [
        Target(source.with_suffix(".mo"), source.parent.parent.name, (source,))
        for source in sorted((folder / "hub").glob("*/LC_MESSAGES/*.po"))
    ]
    return own + _wagtail_targets(folder / "wagtail")


def compile_catalogs(folder: Path = FOLDER) -> list[str]:
    """Compile what is older than its sources; the faults found, as `file:line: sentence`, none when all is well."""
    faults = []
    for target in targets(folder):
        if target.is_current:
            continue
        merged = Catalog(locale=target.language)
        found = [fault for source in reversed(target.sources) for fault in _merge(merged, source, target.language)]
        if not found:
            _write(merged, target.compiled)
        faults += found
    return faults


def faults_in(message: Message) -> list[str]:
    """What is wrong with one translated entry: a placeholder too many or too few breaks the page at run time."""
    sources, translations = _texts(message.id), _texts(message.string or "")
    required = frozenset.intersection(*map(_placeholders, sources))
    allowed = frozenset.union(*map(_placeholders, sources))
    faults = []
    for text in translations:
        found = _placeholders(text)
        if missing := required - found:
            faults.append(f"{sources[0]!r}: the translation lacks {', '.join(sorted(missing))}")
        if foreign := found - allowed:
            faults.append(f"{sources[0]!r}: the translation has {', '.join(sorted(foreign))}, which the source has not")
    return faults


def is_translated(message: Message) -> bool:
    texts = _texts(message.string or "")
    return bool(message.id and texts) and not message.fuzzy and all(text.strip() for text in texts)


def read_catalog(source: Path, language: str) -> Catalog:
    """
    Raises:
        BrokenCatalog: the file is not one.
    """
    try:
        text = source.read_text(encoding="utf-8")
    except UnicodeDecodeError as broken:
        raise BrokenCatalog(f"{source}: not UTF-8: {broken}") from broken
    for number, line in enumerate(text.splitlines(), start=1):
        # Babel would take the last letter for the quotation mark that is missing
        if line.startswith(("msg", '"')) and not WHOLE_LINE.fullmatch(line.rstrip()):
            raise BrokenCatalog(f"{source}:{number}: a quotation mark is missing, or stands without a backslash")
    try:
        return read_po(StringIO(text), locale=language, abort_invalid=True)
    except PoFileError as broken:
        raise BrokenCatalog(f"{source}: {broken}") from broken


def _wagtail_targets(folder: Path) -> list[Target]:
    grouped: dict[tuple[str, str], list[Path]] = {}
    for source in sorted(folder.glob("*.po")):
        if match := SINGLE_FILE.match(source.name):
            domain = "djangojs" if match["script"] else "django"
            grouped.setdefault((match["language"], domain), []).append(source)
    return [
        Target(folder / "compiled" / language / "LC_MESSAGES" / f"{domain}.mo", language, tuple(sources))
        for (language, domain), sources in grouped.items()
    ]


def _merge(merged: Catalog, source: Path, language: str) -> Iterator[str]:
    try:
        catalog = read_catalog(source, language)
    except BrokenCatalog as broken:
        yield str(broken)
        return
    for message in catalog:
        if not is_translated(message):
            continue
        yield from (f"{source}:{message.lineno}: {fault}" for fault in faults_in(message))
        merged.delete(message.id, message.context)  # Babel would join the two translations into one
        merged.add(message.id, message.string, context=message.context)


def _texts(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _placeholders(text: str) -> frozenset[str]:
    return frozenset(PLACEHOLDER.findall(text.replace("%%", "")))


def _write(catalog: Catalog, compiled: Path) -> None:
    """All or nothing: a process that starts meanwhile reads the old catalog or the new one."""
    compiled.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=compiled.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalog)
    Path(name).chmod(0o644)
    Path(name).replace(compiled)


def main() -> int:
    faults = compile_catalogs()
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
