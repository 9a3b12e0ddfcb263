"""Which of our languages somebody means who writes a country's code or a region too many: `cn`, `jp`, `vn`, `zh-CN`,
`en-US`. For the words of a refusal only: a value is never taken for another one.
"""

from collections.abc import Iterator

from babel.core import get_global
from django.conf import settings

from locales.languages import NOT_LANGUAGES


def meant(value: str) -> str:
    """A tag of ours, or nothing."""
    for whole in _likely(value):
        language, script, _region = whole.split("_")
        for tag in settings.HUB_LANGUAGES:
            if tag in (language, f"{language}-{script}"):
                return str(tag)
    return ""


def _likely(value: str) -> Iterator[str]:
    """What CLDR expects of it as a language, then as a region: `zh_Hans_CN`."""
    likely = get_global("likely_subtags")
    language, _dash, more = value.replace("_", "-").lower().partition("-")
    if language in NOT_LANGUAGES:
        return
    further = more.title() if len(more) == 4 else more.upper()  # a script or a region
    found = (
        likely.get(f"{language}_{further}") or likely.get(language),
        not more and likely.get(f"und_{language.upper()}"),
    )
    yield from filter(None, found)
