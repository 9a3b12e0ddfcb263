"""The languages of the house: which there are, and everything the outside and Django need to know of each.

A language is named by its BCP 47 tag everywhere outside (`zh-Hans`); Django and Wagtail use the same tag in lower case
(`zh-hans`). Names, script and direction come from CLDR (Babel), so a further language is one word in `HUB_LANGUAGES`.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale as Cldr
from babel.core import UnknownLocaleError, get_global
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.utils.functional import lazy
from django.utils.translation import get_language, to_locale

SOURCE = "vi"
NOT_LANGUAGES = frozenset({"und", "root", "mul", "zxx"})  # codes for "none", "any" or "several"


class UnknownLanguage(ValueError):  # noqa: N818 - named for what is wrong
    """Not a language CLDR knows, so nothing could be shown in it."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language: `tag` is BCP 47 (`zh-Hans`), `code` is Django's (`zh-hans`), `endonym` its name in itself."""

    tag: str
    code: str
    endonym: str
    english: str
    vietnamese: str
    script: str
    direction: str


@cache
def language(tag: str) -> Language:
    """The language of a BCP 47 tag, in any letter case.

    Raises:
        UnknownLanguage: CLDR does not know the tag.
    """
    refusal = f"{tag!r} is not a BCP 47 language that CLDR knows, such as 'th' or 'zh-Hant'"
    if tag.replace("_", "-").split("-")[0].lower() in NOT_LANGUAGES:
        raise UnknownLanguage(refusal)
    try:
        cldr = Cldr.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as unknown:
        raise UnknownLanguage(refusal) from unknown
    parts = [part for part in (cldr.language, cldr.script, cldr.territory) if part]
    proper = "-".join(parts)
    # CLDR's own name for the whole tag where there is one: 简体中文 rather than 中文 (简体)
    endonym = cldr.languages.get(str(cldr)) or cldr.get_display_name(cldr) or proper
    return Language(
        tag=proper,
        code=proper.lower(),
        endonym=endonym[:1].upper() + endonym[1:],
        english=cldr.get_display_name("en") or proper,
        vietnamese=cldr.get_display_name("vi") or proper,
        script=cldr.script or _likely_script(cldr),
        direction=cldr.text_direction,
    )


def _likely_script(cldr: Cldr) -> str:
    """The script CLDR expects where the tag names none: `lo` is written in Laoo."""
    likely = get_global("likely_subtags")
    whole = likely.get(str(cldr)) or likely.get(cldr.language, "")
    return next((part for part in whole.split("_")[1:] if len(part) == 4), "Latn")


def bcp47(code: str) -> str:
    """`zh-hans` → `zh-Hans`: Django's or Wagtail's code as the outside writes it."""
    return language(code).tag


def django_code(tag: str) -> str:
    """`zh-Hans` → `zh-hans`."""
    return language(tag).code


def display_name(code: str) -> str:
    """A language's name in the language of whoever is reading: `lo` → `Tiếng Lào`."""
    return _name_for(language(code), get_language() or SOURCE)


@cache
def _name_for(named: Language, reader: str) -> str:
    own = Cldr.parse(named.tag.replace("-", "_"))
    return own.get_display_name(Cldr.parse(reader.replace("-", "_"))) or named.endonym


def content_languages(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Wagtail's WAGTAIL_CONTENT_LANGUAGES: code and a name that each editor reads in the language of the admin."""
    return [(language(tag).code, lazy(display_name, str)(language(tag).code)) for tag in tags]


def settings_languages(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Django's LANGUAGES: code and endonym."""
    return [(language(tag).code, language(tag).endonym) for tag in tags]


def language_info(tags: Iterable[str]) -> dict[str, dict[str, object]]:
    """What `django.conf.locale.LANG_INFO` lacks: without an entry `get_language_info("lo")` raises KeyError."""
    return {
        (lang := language(tag)).code: {
            "bidi": lang.direction == "rtl",
            "code": lang.code,
            "name": lang.english,
            "name_local": lang.endonym,
        }
        for tag in tags
    }


def ensure_catalogs(tags: Iterable[str], folder: Path, known: Iterable[str], ours: Path) -> None:
    """Write a compiled catalog for each language of `tags` that needs one: with the portal's words where the hub's own catalogs (`ours`)
    have none of it, empty where Django has none (`known`).

    Django would show Vietnamese, the first language, to whoever reads Thai: what nobody has translated is in English, or in the
    language that a regional one belongs to (fr for fr-CA). And it serves a language prefix only where it finds a catalog: without
    one, every page below `/lo/` is a 404.
    """
    have = set(known)
    for tag in tags:
        code = language(tag).code
        name = to_locale(code)
        target = folder / name / "LC_MESSAGES" / "django.mo"
        names = (name, to_locale(code.split("-")[0]), "en")
        known_as = next((one for one in names if (ours / one / "LC_MESSAGES" / "django.mo").exists()), name)
        if known_as != name:
            words = (ours / known_as / "LC_MESSAGES" / "django.mo").read_bytes()
        elif code in have:
            continue
        else:
            empty = BytesIO()
            write_mo(empty, Catalog(locale=name))
            words = empty.getvalue()
        if not target.exists() or (known_as != name and target.read_bytes() != words):
            _write(target, words)


def _write(target: Path, words: bytes) -> None:
    """Whole: other processes begin at the same time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = target.with_suffix(f".{os.getpid()}")
    written.write_bytes(words)
    written.replace(target)
