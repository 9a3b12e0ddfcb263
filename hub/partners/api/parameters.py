"""What an endpoint takes: each parameter knows how to read its value, what to say when it cannot, and its schema.

Nothing is guessed, clamped or ignored: a program with a spelling mistake in a parameter must find out.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from hub.partners.api.errors import Problem
from hub.partners.api.language_hints import meant
from locales.languages import UnknownLanguage, language
from media_library.rights.uses import territory_codes

LONGEST = 500
CODE = re.compile(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z")
# Python's own reader also takes braces, "urn:uuid:", underscores and the digits of every script
UUID = re.compile(r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.ASCII | re.IGNORECASE)
TASK = re.compile(r"\A[A-Za-z0-9]+(\.[A-Za-z0-9]+)*\Z")
SUBJECT = re.compile(r"\A(?:medtop:|http://cv\.iptc\.org/newscodes/mediatopic/)?(\d{8})\Z", re.ASCII)
# RFC 3339: a date alone, or with a time and an offset
MOMENT = re.compile(r"\A\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:[Zz]|[+-]\d{2}:\d{2}))?\Z", re.ASCII)
HOUSE = ZoneInfo("Asia/Ho_Chi_Minh")


class Unusable(ValueError):  # noqa: N818 - reads as a sentence where it is raised
    """The value cannot be used; the message says what is expected instead."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the query string. `read` raises `Unusable`. `schema`: of one value; there may be several, if it is
    `repeatable` or takes them `by_commas`. `longest`: characters."""

    name: str
    read: Callable[[str], Any]
    schema: dict[str, Any]
    description: str
    example: str = ""
    repeatable: bool = False
    by_commas: bool = False
    longest: int = LONGEST

    def described(self) -> dict[str, Any]:
        """As OpenAPI has it."""
        many = self.repeatable or self.by_commas
        schema = {"type": "array", "items": self.schema} if many else self.schema
        told = {"in": "query", "name": self.name, "required": False, "description": self.description, "schema": schema}
        if many:
            told |= {"style": "form", "explode": self.repeatable}
        example = self.example.split(",") if many else self.example
        return told | ({"example": example} if self.example else {})


@dataclass(frozen=True, slots=True)
class Parameters:
    """All that one endpoint takes."""

    known: Sequence[Parameter] = field(default_factory=tuple)

    def read(self, request: HttpRequest) -> dict[str, Any]:
        """The values that were given, by name; a repeatable one is a tuple.

        Raises:
            Problem: an unknown parameter, a value that cannot be used, or one given twice.
        """
        by_name = {parameter.name: parameter for parameter in self.known}
        unknown = [name for name in request.GET if name not in by_name]
        if unknown:
            raise _unknown(unknown[0], sorted(by_name))
        return {name: _value(by_name[name], request.GET.getlist(name)) for name in request.GET}

    def described(self) -> dict[str, Any]:
        """For ninja's `openapi_extra`."""
        return {"parameters": [parameter.described() for parameter in self.known]}


NONE = Parameters()


def _unknown(name: str, allowed: list[str]) -> Problem:
    told = shown(name)
    if not allowed:
        return Problem(
            "unknown-parameter",
            _("“%(name)s” is not known: this address takes no parameters.") % {"name": told},
            parameter=told,
            allowed=allowed,
        )
    return Problem(
        "unknown-parameter",
        _("“%(name)s” is not known here. Allowed: %(allowed)s.") % {"name": told, "allowed": ", ".join(allowed)},
        parameter=told,
        allowed=allowed,
    )


def _value(parameter: Parameter, values: list[str]) -> Any:
    if len(values) > 1 and not parameter.repeatable:
        raise malformed(
            parameter.name, values[1], _("the parameter once, not %(times)s times") % {"times": len(values)}
        )
    try:
        read = tuple(dict.fromkeys(parameter.read(_sound(value, parameter.longest)) for value in values))
    except Unusable as wrong:
        raise malformed(parameter.name, ", ".join(values), str(wrong)) from wrong
    return read if parameter.repeatable else read[0]


def malformed(name: str, value: str, expected: str) -> Problem:
    return Problem(
        "malformed-parameter",
        _("“%(name)s” cannot be “%(value)s”. Expected: %(expected)s.")
        % {"name": name, "value": shown(value), "expected": expected},
        parameter=name,
        expected=expected,
    )


def _sound(value: str, longest: int) -> str:
    """In NFC, which is also what is measured: the same words are as long however they were typed."""
    value = unicodedata.normalize("NFC", value)
    if len(value) > longest:
        raise Unusable(_("at most %(count)s characters") % {"count": longest})
    if "\N{REPLACEMENT CHARACTER}" in value:
        raise Unusable(_("text in UTF-8"))
    if any(unicodedata.category(character) == "Cc" for character in value):
        raise Unusable(_("text without control characters"))
    if not value:
        raise Unusable(_("a value, or leave the parameter out"))
    return value


def shown(value: str) -> str:
    """A caller's words in our answer: short, and nothing a terminal would obey."""
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in value[:80])


# --- readers ---------------------------------------------------------------------------------------------------------


def a_language(value: str) -> str:
    try:
        tag = language(value).tag
    except UnknownLanguage:
        tag = ""
    if tag not in settings.HUB_LANGUAGES or "_" in value:
        tags = ", ".join(settings.HUB_LANGUAGES)
        if hint := meant(value):
            raise Unusable(
                _("“%(hint)s”: a BCP 47 tag of one of our languages (%(tags)s)") % {"hint": hint, "tags": tags}
            )
        raise Unusable(_("a BCP 47 tag of one of our languages: %(tags)s") % {"tags": tags})
    return tag


def a_country(value: str) -> str:
    if value not in territory_codes():
        raise Unusable(_("a country such as VN, LA or JP (ISO 3166)"))
    return value


def one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise Unusable(_("one of %(choices)s") % {"choices": ", ".join(choices)})
        return value

    return read


def some_of(*choices: str) -> Callable[[str], tuple[str, ...]]:
    """Several, parted by commas."""

    def read(value: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(part.strip() for part in value.split(",")))
        if any(name not in choices for name in names):
            raise Unusable(_("names parted by commas, of %(choices)s") % {"choices": ", ".join(choices)})
        return names

    return read


def a_whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value, re.ASCII) or not lowest <= int(value) <= highest:
            raise Unusable(_("a whole number from %(lowest)s to %(highest)s") % {"lowest": lowest, "highest": highest})
        return int(value)

    return read


def a_uuid(value: str) -> str:
    if not UUID.match(value):
        raise Unusable(_("an id such as 1b4e28ba-2fa1-41d2-883f-0016d3cca427"))
    return value.lower()


def a_code(value: str) -> str:
    if not CODE.match(value):
        raise Unusable(_("a code such as bao-nghe-an: small letters a–z, digits and hyphens"))
    return value


def a_task(value: str) -> str:
    if not TASK.match(value):
        raise Unusable(_("a task's code such as 3.1"))
    return value


def a_subject(value: str) -> str:
    """`20000002`, `medtop:20000002` or the URI."""
    found = SUBJECT.match(value)
    if found is None:
        raise Unusable(_("a Media Topic such as medtop:01000000"))
    return found[1]


def a_moment(*, end_of_day: bool = False) -> Callable[[str], datetime]:
    """RFC 3339. A date alone is that day in Viet Nam: its first moment, or its last."""

    def read(value: str) -> datetime:
        expected = _("a time such as 2026-05-19T08:00:00Z (RFC 3339; write “+” as %2B) or a day such as 2026-05-19")
        if not MOMENT.match(value):
            raise Unusable(expected)
        try:
            moment = parse_datetime(value.upper()) if len(value) > 10 else _edge_of(parse_date(value), last=end_of_day)
        except (ValueError, OverflowError) as wrong:
            raise Unusable(expected) from wrong
        if moment is None:
            raise Unusable(expected)
        try:
            return moment.astimezone(UTC)
        except OverflowError as wrong:  # in UTC it would lie before the year 1 or after 9999
            raise Unusable(expected) from wrong

    return read


def _edge_of(day: date | None, *, last: bool) -> datetime | None:
    """The first or the last moment of a day in Viet Nam."""
    if day is None:
        return None
    return datetime.combine(day, time.max if last else time.min, tzinfo=HOUSE)


def some_text(value: str) -> str:
    return value


# --- parameters that several endpoints share -------------------------------------------------------------------------

LIMIT = Parameter(
    "limit",
    a_whole_number(1, 200),
    {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    "How many at most. Outside 1–200 is refused, not clamped.",
    "50",
)
CURSOR = Parameter(
    "cursor",
    some_text,
    {"type": "string"},
    "Where to go on: take it from `next`. It belongs to the same endpoint with the same filters.",
    longest=3000,  # an address has room for little more
)
