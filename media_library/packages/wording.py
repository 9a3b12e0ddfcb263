"""The house's words to the recipients of packages, in their languages: what is in it, what a licence allows, what to print.

They are data (`words/`), for most of these languages have no catalogue: nobody works in the admin in Lao. Only Vietnamese
and English have sentences for everything else (`SPOKEN`); a language without words of its own is told in English, and
that it is.
"""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

SPOKEN = ("vi", "en")
OTHERWISE = "en"
BOM = "\ufeff"  # without it Excel and Notepad take UTF-8 for the country's old character set


@cache
def words_in(language: str) -> dict[str, Any]:
    """
    Raises:
        FileNotFoundError: nobody has written them (`has_words`).
    """
    text = files("media_library.packages").joinpath("words", f"{language}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def has_words(language: str) -> bool:
    return files("media_library.packages").joinpath("words", f"{language}.yaml").is_file()


def spoken_for(languages: tuple[str, ...] | list[str]) -> list[str]:
    """The languages of a package in which there are words; English too, where one of them has none."""
    known = [tag for tag in languages if has_words(tag)]
    return (
        known if known and len(known) == len(languages) else [*known, *([OTHERWISE] if OTHERWISE not in known else [])]
    )
