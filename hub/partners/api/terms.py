"""The approved terms, as partners take them: a row for each concept. What is only proposed never leaves the house."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from hub.partners.api import parameters as take
from hub.publishing.compiling import in_utc
from hub.registry.naming import Certainty
from locales.terms.lookup import concepts_saying, names_of
from locales.terms.models import Concept, Domain, Term

FILTERS = (
    take.Parameter(
        "q",
        take.some_text,
        {"type": "string"},
        "Words that occur in a term of the concept, with or without accents.",
        "uy ban",
    ),
    take.Parameter(
        "domain",
        take.one_of(*Domain.values),
        {"type": "string", "enum": list(Domain.values)},
        "What the concept is about.",
        "place",
    ),
    take.Parameter(
        "status",
        take.one_of(Certainty.APPROVED),
        {"type": "string", "enum": [str(Certainty.APPROVED)]},
        "Only approved terms are told; proposals stay in the house.",
    ),
    take.Parameter(
        "updated_since",
        take.a_moment(),
        {"type": "string", "format": "date-time"},
        "Concepts that changed at this moment or later, with all their terms.",
        "2026-05-19T00:00:00Z",
    ),
)


def rows(wanted: Mapping[str, Any]) -> QuerySet[Concept]:
    """Concepts with at least one approved term (in the language), with their approved terms."""
    approved = Term.objects.filter(status=Certainty.APPROVED)
    in_language = approved.filter(language=wanted["lang"]) if "lang" in wanted else approved
    concepts = Concept.objects.filter(Exists(in_language.filter(concept=OuterRef("pk"))))
    if "q" in wanted:
        concepts = concepts.filter(pk__in=concepts_saying(wanted["q"], approved).values("pk"))
    if "domain" in wanted:
        concepts = concepts.filter(domain=wanted["domain"])
    if "updated_since" in wanted:
        concepts = concepts.filter(updated_at__gte=wanted["updated_since"])
    return concepts.prefetch_related(Prefetch("terms", in_language.order_by("language", "pk")))


def concept(row: Concept, lang: str | None) -> dict[str, Any]:
    terms = list(row.terms.all())
    best = {
        tag: words[0].text for tag in dict.fromkeys(term.language for term in terms) if (words := names_of(row, tag))
    }
    return {
        "id": row.code,
        **({"name": best.get(lang)} if lang is not None else {"names": best}),
        "domain": row.domain,
        "critical": row.critical,
        "definitions": _said(row.definition_vi, row.definition_en),
        "notes": _said(row.note_vi, row.note_en),
        "terms": [_term(term) for term in terms],
        "updated_at": in_utc(row.updated_at),
    }


def _said(vi: str, en: str) -> dict[str, str]:
    return {tag: text for tag, text in (("vi", vi), ("en", en)) if text}


def _term(term: Term) -> dict[str, Any]:
    return {
        "lang": term.language,
        "text": term.text,
        "usage": term.usage,
        "audience": term.audience,
        "reason": term.reason or None,
        "source": term.source or None,
        "note": term.note or None,
        "valid_from": term.valid_from.isoformat() if term.valid_from else None,
        "valid_to": term.valid_to.isoformat() if term.valid_to else None,
    }
