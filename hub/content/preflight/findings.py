"""Puts the rules together: `preflight` says what is missing, `refuse_unready` stops a release for what may not be missing.

Only the desk asks the second (the page editor and `hub.publishing.acts`); a bare `revision.publish()` in code is its
author's own responsibility. Reads only.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from hub.content.preflight import assets, belonging, words
from hub.content.preflight.finding import Finding, Severity

SHELVES = frozenset({"home", "column"})  # where goods stand: asked for less, and never refused


def preflight(page: Any) -> list[Finding]:
    """Everything that is missing in this draft, what stops the release first."""
    rules = (
        (words.SHELF_RULES, assets.SHELF_RULES)
        if page.kind in SHELVES
        else (words.RULES, assets.RULES, belonging.RULES)
    )
    found = [finding for group in rules for rule in group for finding in rule(page)]
    if page.kind in SHELVES:
        found = [finding.as_a_hint() for finding in found]
    return sorted(found, key=lambda finding: finding.severity != Severity.BLOCKING)


def refuse_unready(page: Any) -> None:
    """
    Raises:
        ValidationError: one message for each thing that must not be missing.
    """
    stopping = [finding.message for finding in preflight(page) if finding.severity == Severity.BLOCKING]
    if stopping:
        raise ValidationError(stopping, code="unready")


def summed_up(findings: list[Finding]) -> dict[str, Any]:
    """For a template."""
    blocking = sum(finding.severity == Severity.BLOCKING for finding in findings)
    return {
        "findings": findings,
        "blocking": blocking,
        "warnings": len(findings) - blocking,
        "worst": Severity.BLOCKING if blocking else Severity.WARNING,
    }


def refusal_in_words(page: Any, missing: Iterable[str]) -> SafeString:
    """One message for the editor that names everything at once."""
    missing = list(missing)
    opening = ngettext(
        "“%(title)s” is not released yet: this is still missing. Your text is saved as a draft.",
        "“%(title)s” is not released yet: these are still missing. Your text is saved as a draft.",
        len(missing),
    ) % {"title": page.get_admin_display_title()}
    return format_html("{}<ul>{}</ul>", opening, format_html_join("", "<li>{}</li>", ((each,) for each in missing)))
