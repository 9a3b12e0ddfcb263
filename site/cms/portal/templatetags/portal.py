"""How the portal writes days, times, sizes and languages, and how it shows a picture. Decides nothing."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from cms.portal import addresses, pictures, structured_data
from hub.registry.figures import cldr, day
from locales.languages import SOURCE, bcp47, language
from media_library.files.naming import extension

register = template.Library()

Shape = dict[str, Any]


def reader() -> str:
    """The BCP 47 tag of the language the page is written in."""
    return bcp47(get_language() or SOURCE)


def moment(value: str | datetime) -> datetime:
    """A document's time in the province's own time."""
    return timezone.localtime(datetime.fromisoformat(value) if isinstance(value, str) else value)


@register.filter
def in_full(value: str) -> str:
    """`2026-05-12…` → `ngày 12 tháng 5 năm 2026`."""
    return day(_date(value), reader())


@register.filter
def day_number(value: str) -> str:
    return str(_date(value).day)


@register.filter
def month_name(value: str) -> str:
    locale = cldr(reader())
    pattern = {"vi": "M/y", "zh": "y年M月", "ja": "y年M月", "ko": "y년 M월"}.get(locale.language, "LLL y")
    return format_date(_date(value), pattern, locale=locale)


@register.filter
def clock(value: str) -> str:
    return moment(value).strftime("%H:%M")


@register.filter
def same_day(first: str, second: str) -> bool:
    return _date(first) == _date(second)


@register.filter
def iso(value: str) -> str:
    """For `datetime` attributes: the province's time with its offset; a bare day stays a day."""
    return moment(value).isoformat() if "T" in value else value


def _date(value: str) -> date:
    return moment(value).date() if "T" in value else date.fromisoformat(value)


@register.filter
def length(seconds: float | None) -> str:
    """83.4 → `1:23`."""
    minutes, rest = divmod(round(seconds or 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def file_size(size: int | None) -> str:
    return filesizeformat(size or 0)


@register.filter
def file_format(href: str) -> str:
    """`…/ban-do.svg` → SVG"""
    return extension(href).upper()


@register.filter
def kind_name(kind: str) -> str:
    names = {
        "article": pgettext("portal", "Article"),
        "video": pgettext("portal", "Video"),
        "publication": pgettext("portal", "Publication"),
        "issue": pgettext("portal", "Issue"),
        "event": pgettext("portal", "Event"),
        "dossier": pgettext("portal", "Dossier"),
    }
    return names.get(kind, "")


@register.filter
def cadence_name(cadence: str) -> str:
    names = {
        "daily": pgettext("portal", "Daily"),
        "weekly": pgettext("portal", "Weekly"),
        "monthly": pgettext("portal", "Monthly"),
        "quarterly": pgettext("portal", "Quarterly"),
        "irregular": pgettext("portal", "Irregular"),
    }
    return names.get(cadence, "")


@register.filter
def licence_name(licence: str) -> str:
    names = {
        "CC-BY-4.0": "CC BY 4.0",
        "press": pgettext("portal", "For press use, with credit"),
    }
    return names.get(licence, pgettext("portal", "All rights reserved"))


@register.filter
def endonym(tag: str) -> str:
    return language(tag).endonym


@register.filter
def host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


@register.filter
def grouped(number: int) -> str:
    """`1000` → `1.000`, as the language groups digits."""
    return format_decimal(number, locale=cldr(reader()))


@register.filter
def poster(video: Shape, otherwise: Shape | None = None) -> str:
    """The address of the still that stands before a film: its own, else the page's picture."""
    still = pictures.shown(video.get("poster")) or pictures.shown(otherwise)
    return still.src if still else ""


@register.filter
def local(url: str) -> str:
    return addresses.local(url)


@register.filter
def rich(html: str) -> SafeString:
    """The editors' own rich text: Wagtail lets through only the features of its fields."""
    return mark_safe(html)  # noqa: S308 - written by Wagtail's rich text field, not by readers


@register.filter
def json_ld(data: Mapping[str, Any]) -> SafeString:
    return structured_data.as_script(dict(data))


@register.inclusion_tag("portal/parts/picture.html")
def picture(
    described: Mapping[str, Any] | None, sizes: str = "100vw", *, first: bool = False, alt: bool = True
) -> dict[str, Any]:
    """`first`: the picture a reader sees first, so it is not loaded lazily. `alt=False`: a link beside it says the same
    in words."""
    return {"shown": pictures.shown(dict(described) if described else None), "sizes": sizes, "first": first, "alt": alt}
