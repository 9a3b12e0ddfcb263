"""The term base as documents: a concept with its words in every language. Its words say the same, so a query for one of
them finds the others; a word that the house forbids is found, but stands for nothing else."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save

from hub.registry.naming import SOURCE_LANGUAGE
from locales.canonical import fold
from locales.terms.models import Concept, Term, Usage
from search.documents import Reach, SearchDocument
from search.scope import FREE
from search.sources import Source, register, touched

PIECE = 500


class TermSource(Source):
    prefix = "term"

    def versions(self) -> Iterator[tuple[str, str]]:
        for concept in _concepts().iterator(chunk_size=PIECE):
            document = concept_document(concept)
            yield document.key, document.version

    def documents(self, keys: Sequence[str]) -> list[SearchDocument]:
        codes = [key.partition(":")[2] for key in keys]
        return [concept_document(concept) for concept in _concepts().filter(code__in=codes)]


def _concepts() -> QuerySet[Concept]:
    return Concept.objects.order_by("code").prefetch_related("terms")


def concept_document(concept: Concept) -> SearchDocument:
    terms = sorted(concept.terms.all(), key=lambda term: (term.language, term.usage != Usage.PREFERRED, term.text))
    used = [term for term in terms if term.usage != Usage.FORBIDDEN]
    forbidden = [term for term in terms if term.usage == Usage.FORBIDDEN]
    own = next((term.text for term in used if term.language == SOURCE_LANGUAGE), concept.code)
    return SearchDocument(
        key=f"{TermSource.prefix}:{concept.code}",
        kind="term",
        title=own,
        names=tuple(term.text for term in used),
        prose="\n".join(
            filter(None, [concept.definition_vi, concept.definition_en, *(term.text for term in forbidden)])
        ),
        equivalent_names=True,
        facets={"shown": (FREE,)},
        reach=Reach.PUBLIC,
        shown={"id": concept.code, "domain": concept.domain, "names": _by_language(used)},
    )


def _by_language(terms: list[Term]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for term in terms:
        names.setdefault(term.language, []).append(term.text)
    return names


def on_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:  # noqa: FBT001, FBT002 - Django's signal decides the signature
    if not raw:
        concept = instance.concept if isinstance(instance, Term) else instance
        touched(f"{TermSource.prefix}:{concept.code}")


def connect() -> None:
    """Run once, when the app is ready."""
    register(TermSource())
    for model in (Concept, Term):
        for signal in (post_save, post_delete):
            signal.connect(on_changed, sender=model, dispatch_uid=f"search-{model.__name__}")


def fold_again() -> None:
    """The stored folded texts of all terms, after an update that folds otherwise."""
    for term in Term.objects.iterator():
        if term.folded != fold(term.text):
            term.save(update_fields=["folded"])
