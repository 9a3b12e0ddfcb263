"""Looks at the words: title, summary, description, headings, tables, quotations, abbreviations."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hub.content.preflight.abbreviations import WELL_KNOWN
from hub.content.preflight.finding import Finding, Rule, blocks, hint, needed
from locales.languages import SOURCE
from locales.legacy_fonts import legacy_words

DENSE = frozenset({"zh", "ja", "ko"})  # one sign says what two or three letters say elsewhere
ROMAN = re.compile(r"[IVXLCDM]+")
CAPITALS = re.compile(r"(?<![\w-])[A-ZĐ](?:[A-ZĐ]|-(?=[A-ZĐ])|&){1,9}(?![\w-])")


def _room(page: Any, letters: int) -> int:
    return letters // 2 if page.language.partition("-")[0] in DENSE else letters


def title_length(page: Any) -> Iterator[Finding]:
    most = _room(page, 90)
    if len(page.title) > most:
        yield hint("title_long", _("The title is long: %(length)d characters; up to %(most)d fit into lists and search results.") % {
            "length": len(page.title), "most": most}, "title")  # fmt: skip


def summary(page: Any) -> Iterator[Finding]:
    text, least, most = page.summary.strip(), _room(page, 40), _room(page, 300)
    if not text:
        yield needed("summary_missing", _("The summary is missing: lists, feeds and partners show it."), "summary")
    elif len(text) < least:
        yield hint("summary_short", _("The summary is very short: write one or two whole sentences."), "summary")
    elif len(text) > most:
        yield hint("summary_long", _("The summary is long: %(length)d characters; up to %(most)d are read.") % {
            "length": len(text), "most": most}, "summary")  # fmt: skip


def search_description(page: Any) -> Iterator[Finding]:
    text, most = page.search_description.strip(), _room(page, 160)
    if not text:
        yield hint(
            "search_description_missing",
            _("No description for search engines: they will show the summary."),
            "search_description",
        )
    elif len(text) > most:
        yield hint("search_description_long", _("The description for search engines is cut after about %(most)d characters.") % {
            "most": most}, "search_description")  # fmt: skip


def body(page: Any) -> Iterator[Finding]:
    if page.kind in ("article", "event") and not any(True for _block in blocks(page)):
        yield hint("body_empty", _("The body is empty."), "body")


def headings(page: Any) -> Iterator[Finding]:
    """A heading stands above text: not above another one, not at the end."""
    pending: tuple[str, str] | None = None
    for kind, value, place in blocks(page):
        if pending is not None and kind == "heading":
            yield _lone_heading(*pending)
        pending = (value, place) if kind == "heading" else None
    if pending is not None:
        yield _lone_heading(*pending)


def _lone_heading(text: str, place: str) -> Finding:
    return hint("heading_alone", _("Nothing stands under the heading “%(heading)s”.") % {"heading": text}, place)


def tables(page: Any) -> Iterator[Finding]:
    for kind, value, place in blocks(page):
        if (
            kind == "table"
            and value
            and not (value.get("first_row_is_table_header") or value.get("first_col_is_header"))
        ):
            yield hint(
                "table_header_missing",
                _("A table has no header row or column: screen readers cannot tell what its figures are."),
                place,
            )


def quotes(page: Any) -> Iterator[Finding]:
    for kind, value, place in blocks(page):
        if kind == "quote" and not value["speaker"].strip():
            yield hint("quote_speaker_missing", _("A quotation does not say who said it."), place)


def abbreviations(page: Any) -> Iterator[Finding]:
    """Capitals that are neither known to everybody nor explained: “Ủy ban nhân dân (UBND)” or “UBND (Ủy ban …)”."""
    texts = list(_texts(page))
    whole = " ".join(text for text, _place in texts)
    seen: set[str] = set()
    for text, place in texts:
        if text.upper() == text:
            continue  # a line in capitals is no row of abbreviations
        for short in CAPITALS.findall(text):
            if short in seen or short in WELL_KNOWN or ROMAN.fullmatch(short):
                continue
            seen.add(short)
            if f"({short})" not in whole and f"{short} (" not in whole:
                yield hint("abbreviation_undefined", _("“%(short)s” is not explained: write it out once, with the abbreviation in brackets.") % {
                    "short": short}, place)  # fmt: skip


def legacy_fonts(page: Any) -> Iterator[Finding]:
    """Text pasted from a document of before Unicode: readers would see “NghÖ An”."""
    if page.language != SOURCE:
        return
    headings = [(value, place) for kind, value, place in blocks(page) if kind == "heading"]
    for text, place in ((page.title, "title"), *_texts(page), *headings):
        if found := legacy_words(text):
            message = _(
                "“%(excerpt)s” was typed for an old font (TCVN3 or VNI): “%(pasted)s” is to be “%(meant)s”. "
                "Convert the text to Unicode and paste it again."
            )
            excerpt = Truncator(text.strip()).chars(40, truncate="…")
            words = {"excerpt": excerpt, "pasted": found[0].pasted, "meant": found[0].meant}
            yield needed("legacy_font", message % words, place)


def _texts(page: Any) -> Iterator[tuple[str, str]]:
    yield page.summary, "summary"
    for kind, value, place in blocks(page):
        if kind == "paragraph":
            yield _plain(value), place
        elif kind == "box":
            yield _plain(value["text"]), place
        elif kind == "quote":
            yield value["text"], place


def _plain(rich: Any) -> str:
    return unescape(strip_tags(str(rich.source).replace("</p>", " ").replace("<br", " <br"))) if rich else ""


SHELF_RULES: tuple[Rule, ...] = (title_length, summary, search_description)
RULES: tuple[Rule, ...] = (
    title_length, summary, search_description, body, headings, tables, quotes, abbreviations, legacy_fonts,
)  # fmt: skip
