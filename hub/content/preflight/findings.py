"""Puts the rules together: `preflight` says what is missing, `refuse_unready` stops a release for what may not be missing.

The release gate (`locales.release_gate`) asks the second on every path by which a page goes live. Reads only.
"""

from typing import Any

from django.utils.translation import ngettext

from hub.content.preflight import assets, belonging, words
from hub.content.preflight.finding import Finding, Severity
from locales.release_gate import ReleaseRefused


class UnreadyRefused(ReleaseRefused):
    """Something that must not be missing is missing."""

    def __init__(self, page: Any, missing: list[str]) -> None:
        self.opening = ngettext(
            "“%(title)s” is not released yet: this is still missing. Your text is saved as a draft.",
            "“%(title)s” is not released yet: these are still missing. Your text is saved as a draft.",
            len(missing),
        ) % {"title": page.get_admin_display_title()}
        super().__init__(page, missing, code="unready")


def preflight(page: Any) -> list[Finding]:
    """Everything that is missing in this draft, what stops the release first. Shelves are asked for less."""
    rules = (words.RULES, assets.RULES, belonging.RULES) if page.released else (words.SHELF_RULES, assets.SHELF_RULES)
    found = [finding for group in rules for rule in group for finding in rule(page)]
    if not page.released:
        found = [finding.as_a_hint() for finding in found]
    return sorted(found, key=lambda finding: finding.severity != Severity.BLOCKING)


def refuse_unready(page: Any) -> None:
    """
    Raises:
        UnreadyRefused: one message for each thing that must not be missing.
    """
    if not getattr(page, "released", False):
        return
    stopping = [finding.message for finding in preflight(page) if finding.severity == Severity.BLOCKING]
    if stopping:
        raise UnreadyRefused(page, stopping)


def summed_up(findings: list[Finding]) -> dict[str, Any]:
    """For a template."""
    blocking = sum(finding.severity == Severity.BLOCKING for finding in findings)
    return {
        "findings": findings,
        "blocking": blocking,
        "warnings": len(findings) - blocking,
        "worst": Severity.BLOCKING if blocking else Severity.WARNING,
    }
