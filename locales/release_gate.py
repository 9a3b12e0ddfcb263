"""The gate between a page and its readers: asked on every path by which Wagtail publishes, it only looks and refuses.

Its own question is whether everything is translated: localize fills every gap with the source's words, so without it
Vietnamese text stands on a live foreign page. A page that no longer follows its source ("stop synchronised translation")
is its editor's own responsibility and passes. Packages above add theirs with `also_ask`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from locales.languages import display_name
from locales.segment_places import place

NAMED_IN_A_MESSAGE = 5
EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Gap:
    """One passage without a usable translation: where it stands, and how its source text begins."""

    field: str
    excerpt: str

    def __str__(self) -> str:
        return f"{self.field}: “{self.excerpt}”"


class ReleaseRefused(ValidationError):  # noqa: N818 - named for the caller's decision
    """This page may not go live as it is; the messages tell an editor why and what to do."""

    opening = ""

    def __init__(self, page: Page, reasons: str | list[str], *, code: str) -> None:
        super().__init__(reasons, code=code)
        self.page = page

    def in_words(self) -> str | SafeString:
        """One message that says everything at once."""
        if not self.opening:
            return " ".join(self.messages)
        reasons = format_html_join("", "<li>{}</li>", ((each,) for each in self.messages))
        return format_html("{}<ul>{}</ul>", self.opening, reasons)


class UntranslatedRefused(ReleaseRefused):
    """Passages are missing in the language of the page."""

    def __init__(self, page: Page, gaps: list[Gap]) -> None:
        self.gaps = gaps
        sentence = ngettext(
            "“%(title)s” cannot be published in %(language)s: %(count)d passage is not translated. %(passages)s",
            "“%(title)s” cannot be published in %(language)s: %(count)d passages are not translated. %(passages)s",
            len(gaps),
        )
        super().__init__(
            page,
            sentence
            % {
                "title": page.get_admin_display_title(),
                "language": display_name(page.locale.language_code),
                "count": len(gaps),
                "passages": _listed(gaps),
            },
            code="untranslated",
        )


class ParentRefused(ReleaseRefused):
    """The page above it is not live in this language, so no reader could come to it."""

    def __init__(self, page: Page, parent: Page) -> None:
        super().__init__(
            page,
            gettext(
                "“%(title)s” stands in “%(parent)s”, which is not published in %(language)s. Publish that one first."
            )
            % {
                "title": page.get_admin_display_title(),
                "parent": parent.get_admin_display_title(),
                "language": display_name(parent.locale.language_code),
            },
            code="parent_not_live",
        )


class AliasRefused(ReleaseRefused):
    """An alias would go live as it is made and follow its original without asking anybody; no ledger would tell of it."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            gettext("“%(title)s” cannot stand in two places: gather it in a dossier, or copy it without “alias”.")
            % {"title": page.get_admin_display_title()},
            code="alias",
        )


class CopyRefused(ReleaseRefused):
    """A copy would go live unseen, with whatever its original's newest draft says."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            gettext("A copy starts as a draft: copy “%(title)s” without publishing, then release the copy.")
            % {"title": page.get_admin_display_title()},
            code="copy",
        )


# what packages above ask of every page that is to go live; each raises ReleaseRefused
_further_questions: list[Callable[[Page], None]] = []


def also_ask(question: Callable[[Page], None]) -> None:
    """Have the gate ask this too, of the content that is about to go live. Called once, when an app is ready."""
    _further_questions.append(question)


def translation_of(page: Page) -> Translation | None:
    """The synchronised translation this page is the target of, if it is one."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .exclude(source__locale_id=page.locale_id)
        .select_related("source__specific_content_type", "target_locale")
        .first()
    )


def gaps(page: Page) -> list[Gap]:
    """What its translators still owe: passages of its source with no translation, an empty one or one in error.

    A translation that repeats the source's words is one (names are). None are owed by a page that follows no source.
    """
    translation = translation_of(page)
    return gaps_in(translation) if translation else []


def gaps_in(translation: Translation) -> list[Gap]:
    return [
        _gap(translation, segment) for segment in _segments(translation) if not _says_something(segment.translation)
    ]


def source_text_in(page: Page) -> list[Gap]:
    """The passages of this very content (a revision, say) that are still the source's words and were not meant to be.

    A draft made while passages were missing keeps the fallback text even after they were translated, and an older draft
    may be whole although its source has moved on: so what goes live is judged by its own words.
    """
    translation = translation_of(page)
    if translation is None:
        return []
    said: dict[str, set[str]] = defaultdict(set)
    for value in extract_segments(page):
        if isinstance(value, StringSegmentValue):
            said[value.path].add(value.string.data)
    return [
        _gap(translation, segment)
        for segment in _segments(translation)
        if segment.string.data in said[segment.context.path] and segment.translation != segment.string.data
    ]


def refuse_gaps(page: Page) -> None:
    """Call it with the content that is about to go live: `revision.as_object()`, not the page as it stands.

    Raises:
        UntranslatedRefused: it would show the source's words.
    """
    if found := source_text_in(page):
        raise UntranslatedRefused(page, found)


def refuse_orphan(page: Page) -> None:
    """
    Raises:
        ParentRefused: the page it stands in is not live.
    """
    parent = page.get_parent()
    if parent is not None and not parent.is_root() and not parent.live:
        raise ParentRefused(page, parent)


def refuse_release(page: Page, *, parent_goes_along: bool = False) -> None:
    """Everything that forbids this content to go live. `parent_goes_along`: the page above is released just before it.

    Raises:
        ReleaseRefused: with sentences for the editor.
    """
    refuse_gaps(page)
    if not parent_goes_along:
        refuse_orphan(page)
    for question in _further_questions:
        question(page)


def refusal_of_translation(page: Page) -> ReleaseRefused | None:
    """Why the current translations of this page could not be published now; None when they could."""
    translation = translation_of(page)
    if translation is None:
        return None
    if found := gaps_in(translation):
        return UntranslatedRefused(page, found)
    try:
        refuse_release(translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True))
    except ReleaseRefused as refused:
        return refused
    return None


def guard_publishing() -> None:
    """Ask the gate wherever Wagtail publishes a page. Run once, when the app is ready.

    Editor, revision, scheduler, workflow and API build this action each for itself and run its `check`; hooks and
    `Page.publish` are passed by some of them. A copy that is "published as well" and an alias are the pages that go
    live without it, so there are none.
    """
    vendor_check = PublishPageRevisionAction.check
    vendor_copy_check = CopyPageAction.check
    vendor_alias_check = CreatePageAliasAction.check

    def check(self: Any, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        vendor_check(self, skip_permission_checks=skip_permission_checks)
        refuse_release(self.object)

    def check_copy(self: Any, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        vendor_copy_check(self, skip_permission_checks=skip_permission_checks)
        if self.keep_live and self.page.get_descendants(inclusive=True).live().exists():
            raise CopyRefused(self.page)

    def check_alias(self: Any, skip_permission_checks: bool = False) -> None:  # noqa: FBT001, FBT002 - Wagtail's signature
        vendor_alias_check(self, skip_permission_checks=skip_permission_checks)
        if self.page.live:
            raise AliasRefused(self.page)

    PublishPageRevisionAction.check = check
    CopyPageAction.check = check_copy
    CreatePageAliasAction.check = check_alias


def _segments(translation: Translation) -> Iterable[StringSegment]:
    return (
        StringSegment.objects.filter(source_id=translation.source_id)
        .annotate_translation(translation.target_locale_id)
        .select_related("context", "string")
        .order_by("order")
    )


def _says_something(translated: str | None) -> bool:
    return bool(translated and StringValue(translated).render_text().strip())


def _gap(translation: Translation, segment: StringSegment) -> Gap:
    model = translation.source.specific_content_type.model_class()
    return Gap(
        field=place(model, segment.context.field_path or segment.context.path).label,
        excerpt=Truncator(StringValue(segment.string.data).render_text().strip()).chars(EXCERPT, truncate="…"),
    )


def _listed(found: list[Gap]) -> str:
    named = [str(gap) for gap in found[:NAMED_IN_A_MESSAGE]]
    if rest := len(found[NAMED_IN_A_MESSAGE:]):
        named.append(ngettext("and %(count)d more", "and %(count)d more", rest) % {"count": rest})
    return "; ".join(named)
