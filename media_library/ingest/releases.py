"""What a file says of releases, and of the age of those it shows (PLUS vocabularies; IPTC Photo Metadata 2025.1).

A release in a file is a claim without its paper: it is told, and is no consent. A child's age is more than a word: whoever is
under 16 is proposed as a person shown with that age, so that nobody uses the file before the guardian has agreed. Pure.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.rights.clearance import CHILD_UNTIL

Said = Mapping[str, str]
RELEASE = re.compile(r"[MP]R-(NON|NAP|UMR|UPR|LMR|LPR)")
RELEASED = {
    "NON": gettext_lazy("none"),
    "NAP": gettext_lazy("not needed, says the file"),
    **dict.fromkeys(("UMR", "UPR"), gettext_lazy("for every use, says the file; its paper is not here")),
    **dict.fromkeys(("LMR", "LPR"), gettext_lazy("limited or incomplete, says the file")),
}
DISCLOSED = re.compile(r"AG-[AU](\d\d)")
OR_UNDER, OR_OVER = "AG-U14", "AG-A25"
AGES = ("minor_age", "model_age")


def in_words(said: Said) -> str:
    """Of a release or an age; what is no term of the vocabulary, as it stands."""
    code = said["value"].rpartition("/")[2].upper()
    if release := RELEASE.fullmatch(code):
        return str(RELEASED[release[1]])
    if code == "AG-UNK":
        return _("not known")
    age = _age(said)
    if age is None:
        return said["value"]
    words = {OR_UNDER: _("%(age)s or under"), OR_OVER: _("%(age)s or over")}.get(code, "%(age)s")
    return words % {"age": age}


def child_age(proposals: Iterable[Said]) -> int | None:
    """Of the youngest that is shown, where that is a child by law; the highest it may be, where the file says “or under”."""
    ages = [age for said in proposals if said["field"] in AGES and (age := _age(said)) is not None]
    return min((age for age in ages if age < CHILD_UNTIL), default=None)


def child_in_words(age: int) -> str:
    """Its name in the library until somebody writes another. No comma: a list of people is parted by them."""
    with translation.override(SOURCE_LANGUAGE):
        return _("child of %(age)s (says the file)") % {"age": age}


def who_is_the_child(proposals: Iterable[Said]) -> dict[str, int]:
    """Name → age: of the only person that the file names, else of somebody without a name; empty where no child is shown."""
    proposals = list(proposals)
    age = child_age(proposals)
    if age is None:
        return {}
    named = {said["value"] for said in proposals if said["field"] == "person"}
    return {named.pop() if len(named) == 1 else child_in_words(age): age}


def _age(said: Any) -> int | None:
    value = said["value"].rpartition("/")[2].upper()
    disclosed = DISCLOSED.fullmatch(value)
    age = disclosed[1] if disclosed else value
    return int(age) if age.isascii() and age.isdigit() and len(age) <= 2 else None
