"""Brings our own catalogs up to the code: `python -m locales.catalogs.extract [lo zh_Hans …]`.

Vietnamese, the language the house works in, has every string that Python or a template marks for translation. The other
languages (those below `hub/`, and those named on the command line) have what readers see: the context "portal".
Translations are kept, entries no code asks for any more are dropped, and what is still to be translated is counted.
Babel, with Django's reader of templates.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import write_po
from django.conf import settings
from django.utils.translation.template import templatize

from locales.catalogs.compile import FOLDER, is_translated, read_catalog

ROOT = FOLDER.parents[1]
CODE = ("site/cms", "hub", "media_library", "search", "locales")
WORKING = "vi"  # the language the house works in
READERS = "portal"  # the context of what readers see
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in ("gettext", "ngettext", "pgettext", "npgettext")},
}
CALL = re.compile(r"\b(?:n|p|np)?gettext\(|\b_\(")


@dataclass(frozen=True, slots=True)
class Marked:
    """One string of the code that wants a translation."""

    id: str | tuple[str, str]
    context: str | None
    file: str


def marked_strings(root: Path = ROOT) -> Iterator[Marked]:
    """All of them, Python first."""
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from _in_python(path, str(path.relative_to(root)))
        for path in sorted((root / folder).rglob("templates/**/*")):
            if path.suffix in {".html", ".txt", ".xml"}:
                yield from _in_template(path, str(path.relative_to(root)))


def template_catalog(language: str = WORKING, root: Path = ROOT) -> Catalog:
    """What the code asks of a language, without translations."""
    catalog = Catalog(project="nghe-an-hub", charset="utf-8", fuzzy=False)
    for marked in marked_strings(root):
        if language == WORKING or marked.context == READERS:
            catalog.add(marked.id, locations=[(marked.file, 0)], context=marked.context)
    return catalog


def update(language: str, template: Catalog, folder: Path = FOLDER) -> Catalog:
    """Write one language's catalog anew: the template's entries with the translations there are."""
    target = folder / "hub" / language / "LC_MESSAGES" / "django.po"
    catalog = read_catalog(target, language) if target.exists() else _new_catalog(language)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_po(file, catalog, width=110, include_lineno=False, sort_output=True, ignore_obsolete=True)
    return catalog


def _new_catalog(language: str) -> Catalog:
    catalog = Catalog(locale=language, fuzzy=False, project="nghe-an-hub", version="1")
    catalog.header_comment = (
        "# The words of the hub's own interface. Written by locales.catalogs.extract; translate msgstr."
    )
    return catalog


def missing(catalog: Catalog) -> list[str]:
    """The English of what a catalog does not translate yet."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and not is_translated(message)
    ]


def _in_python(path: Path, name: str) -> Iterator[Marked]:
    for _line, found, _comments, context in extract_from_file("python", path, keywords=KEYWORDS):
        if found:
            yield Marked(found if isinstance(found, str) else (found[0], found[1]), context, name)


def _in_template(path: Path, name: str) -> Iterator[Marked]:
    code = templatize(path.read_text(encoding="utf-8"), origin=name)
    for match in CALL.finditer(code):
        yield _from_call(_whole_call(code, match.start()), name)


def _whole_call(code: str, start: int) -> ast.Call:
    """The shortest valid call from here on: Django's output is Python only inside its calls."""
    for end in re.finditer(r"\)", code[start:]):
        try:
            return ast.parse(code[start : start + end.end()], mode="eval").body  # type: ignore[return-value]  # CALL starts one
        except SyntaxError:
            continue
    raise ValueError(f"a translation call never ends: {code[start : start + 80]!r}")


def _from_call(call: ast.Call, name: str) -> Marked:
    function = call.func.id  # type: ignore[attr-defined]  # CALL matches plain names only
    texts = [str(argument.value) for argument in call.args if isinstance(argument, ast.Constant)]
    context = texts.pop(0) if function in {"pgettext", "npgettext"} else None
    return Marked((texts[0], texts[1]) if function.startswith("n") else texts[0], context, name)


def main(named: list[str]) -> int:
    settings.configure(USE_I18N=True)
    languages = {WORKING, *named, *(path.name for path in (FOLDER / "hub").glob("*") if path.is_dir())}
    for language in sorted(languages):
        catalog = update(language, template_catalog(language))
        sys.stdout.write(f"{language}: {len(catalog)} strings, {len(missing(catalog))} to be translated\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
