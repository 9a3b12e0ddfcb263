"""The library as its staff search it: one request's question, and its answer with the facets it can be narrowed by.

Finding is `search`'s, with everything the house has; who sees which collection is a part of the question. Reads only.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.registry.models import Agency, Person, Place
from hub.registry.naming import SOURCE_LANGUAGE, language_choices
from media_library.finding.findable import HOUSE, KINDS, NOTHING, alt_in
from media_library.finding.seen_shelves import seen_by
from media_library.models import Kind
from media_library.models.assets import TOLD_AS
from media_library.rights.licences import Licence
from media_library.rights.uses import Use
from search.answering import Answer, Hit, Order, Stage, every_key, is_cursor, search
from search.documents import storable
from search.engine import SORTED_BY
from search.expressions import Expression, Without, any_of, carries
from search.scope import STAFF, Filters

A_PAGE = 48
MOST_CHOICES = 8
MOST_PASSED = 60  # pages that one can go back through; an address has an end
ORDERS = {
    "": Order.RELEVANCE,
    "newest": Order.NEWEST,
    "oldest": Order.OLDEST,
    **{str(order): order for order in SORTED_BY},
}
LOOKS = ("grid", "list")

Names = Mapping[str, Any]
LACKING: dict[str, str | Promise] = {
    "alt": _("alt text"),
    "caption": _("caption"),
    "keywords": _("keywords"),
    "place": _("place"),
    "credit": _("credit line"),
    "owner": _("owner"),
    "rights": _("rights record"),
}
ORIENTATIONS: dict[str, str | Promise] = {
    "landscape": _("landscape"),
    "portrait": _("portrait"),
    "square": _("square"),
}
COLOURS: dict[str, str | Promise] = {
    "red": pgettext_lazy("colour", "red"),
    "orange": pgettext_lazy("colour", "orange"),
    "yellow": pgettext_lazy("colour", "yellow"),
    "green": pgettext_lazy("colour", "green"),
    "turquoise": pgettext_lazy("colour", "turquoise"),
    "blue": pgettext_lazy("colour", "blue"),
    "violet": pgettext_lazy("colour", "violet"),
    "pink": pgettext_lazy("colour", "pink"),
    "brown": pgettext_lazy("colour", "brown"),
    "white": pgettext_lazy("colour", "white"),
    "grey": pgettext_lazy("colour", "grey"),
    "black": pgettext_lazy("colour", "black"),
    "monochrome": pgettext_lazy("colour", "without colours"),
}
USABLE: dict[str, str | Promise] = {
    **{str(use): use.label for use in Use},
    HOUSE: _("inside the house only"),
    NOTHING: _("nothing at present"),
}
LICENCES: dict[str, str | Promise] = {
    str(Licence.CC_BY): "CC BY 4.0",
    str(Licence.PRESS): pgettext_lazy("licence", "Press"),
    str(Licence.INTERNAL): pgettext_lazy("licence", "Internal"),
}


def _rows(model: type[Model]) -> Callable[[Iterable[str]], Names]:
    """Names of the registry, in one query and one for the names."""

    def named(codes: Iterable[str]) -> Names:
        rows: Any = model._default_manager.filter(code__in=list(codes)).prefetch_related("names")
        return {row.code: row.name_in(SOURCE_LANGUAGE) or row.code for row in rows}

    return named


def _fixed(names: Names) -> Callable[[Iterable[str]], Names]:
    return lambda _values: names


def _years(years: Iterable[str]) -> Names:
    return {year: year for year in years}


def _languages(_tags: Iterable[str]) -> Names:
    return dict(language_choices())


# a facet for what nobody has written in a language: which kinds could have it, and the value of `worded` that they have not. So no
# document says in which languages it says nothing, which most do in most
PICTURES = tuple(str(kind) for kind, told_as in TOLD_AS.items() if told_as == "picture")
NOT_WORDED: dict[str, tuple[tuple[str, ...], Callable[[str], str]]] = {
    "no_caption": (tuple(map(str, Kind)), str),
    "no_alt": (PICTURES, alt_in),
}
# facet of the index, or one of `NOT_WORDED` → its heading, and how its values are called
FACETS: dict[str, tuple[str | Promise, Callable[[Iterable[str]], Names]]] = {
    "medium": (_("Kind"), _fixed({str(kind.value): kind.label for kind in Kind})),
    "usable": (_("Usable for"), _fixed(USABLE)),
    "lacks": (_("What is missing"), _fixed(LACKING)),
    "no_caption": (_("No caption in"), _languages),
    "no_alt": (_("No alt text in"), _languages),
    "agency": (_("Owner"), _rows(Agency)),
    "place": (_("Place"), _rows(Place)),
    "person_shown": (_("Person shown"), _rows(Person)),
    "taken": (_("Taken in"), _years),
    "year": (_("Added in"), _years),
    "worded": (_("Caption in"), _languages),
    "licence": (_("Licence"), _fixed(LICENCES)),
    "orientation": (_("Format"), _fixed(ORIENTATIONS)),
    "colour": (_("Colour"), _fixed(COLOURS)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for; values that mean nothing are left out, never refused.

    `cursor`: of every page on the way behind the first, the one asked for last; so there is a way back."""

    q: str = ""
    taken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    look: str = "grid"
    cursor: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """This very page."""
        return self.query(cursor=self.cursor)

    @property
    def page(self) -> int | None:
        """Its number, or None so far behind that the way is not whole any more."""
        return len(self.cursor) + 1 if len(self.cursor) < MOST_PASSED else None

    @property
    def previous(self) -> str:
        return self.query(cursor=self.cursor[:-1])

    def query(self, **changes: Any) -> str:
        """This question with changes, from its first page on."""
        asked: dict[str, Any] = {"q": self.q, **self.taken, "order": self.order, "look": self.look, **changes}
        if asked["look"] == LOOKS[0]:
            asked["look"] = ""
        return urlencode({name: value for name, value in asked.items() if value}, doseq=True)

    def without(self, name: str, value: str) -> str:
        return self.query(**{name: tuple(one for one in self.taken.get(name, ()) if one != value)})

    def with_(self, name: str, value: str) -> str:
        return self.query(**{name: (*self.taken.get(name, ()), value)})


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: `query` takes it, or gives it up where it is taken."""

    name: str
    query: str
    count: int
    taken: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """`more`: the rarer values, folded away."""

    facet: str
    title: str
    choices: Sequence[Choice]
    more: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Found:
    asked: Asked
    answer: Answer
    facets: Sequence[Choices]

    @property
    def hits(self) -> Sequence[Hit]:
        return self.answer.hits

    @property
    def taken(self) -> list[Choice]:
        return [choice for facet in self.facets for choice in (*facet.choices, *facet.more) if choice.taken]

    @property
    def meant(self) -> str:
        return self.answer.did_you_mean or ""

    @property
    def is_guess(self) -> bool:
        return self.answer.stage == Stage.SOME

    @property
    def next_query(self) -> str:
        way = (*self.asked.cursor, self.answer.next)
        return self.asked.query(cursor=way[-MOST_PASSED:]) if self.answer.next else ""

    @property
    def pages(self) -> int:
        return -(-self.answer.total // A_PAGE)


def asked_of(typed: str, narrowed: Mapping[str, Iterable[str]]) -> Asked:
    """As it was kept somewhere, in the facets' own order; a facet that there is no more is left out."""
    return Asked(q=typed, taken={name: tuple(narrowed[name]) for name in FACETS if name in narrowed})


def names_in(many: Iterable[Mapping[str, Iterable[str]]]) -> dict[str, Names]:
    """Facet → how the values that stand in any of them are called; as many queries as for one."""
    values: dict[str, dict[str, None]] = {}
    for narrowed in many:
        for name, taken in narrowed.items():
            values.setdefault(name, {}).update(dict.fromkeys(taken))
    return {name: FACETS[name][1](taken) for name, taken in values.items() if name in FACETS}


def in_words(narrowed: Mapping[str, Iterable[str]], names: Mapping[str, Names] | None = None) -> str:
    """`Kind: Video; Place: Kim Liên`. `names`: of many, where many are told."""
    known = names_in([narrowed]) if names is None else names
    return "; ".join(
        f"{title}: {', '.join(_called(known[name], value) for value in narrowed[name])}"
        for name, (title, _names) in FACETS.items()
        if name in known and name in narrowed
    )


def read(address: QueryDict) -> Asked:
    taken = {
        name: tuple(dict.fromkeys(storable(value)[:80] for value in address.getlist(name) if value)) for name in FACETS
    }
    order, look = address.get("order", ""), address.get("look", "")
    return Asked(
        q=address.get("q", "").strip(),
        taken={name: values for name, values in taken.items() if values},
        order=order if order in ORDERS else "",
        look=look if look in LOOKS else LOOKS[0],
        cursor=tuple(filter(is_cursor, address.getlist("cursor")))[-MOST_PASSED:],
    )


def find(asked: Asked, user: Any) -> Found:
    """
    Raises:
        Refused: a query longer than anybody types.
    """
    answer = search(
        asked.q,
        scope=STAFF,
        filters=_filters(asked, user),
        order=ORDERS[asked.order],
        limit=A_PAGE,
        cursor=asked.cursor[-1] if asked.cursor else None,
        facets=tuple(name for name in FACETS if name not in NOT_WORDED),
    )
    counts = {**answer.facets, **{name: _unworded(name, answer) for name in NOT_WORDED}}
    return Found(asked, answer, [_choices(asked, name, counts.get(name, {})) for name in FACETS])


def find_all(asked: Asked, user: Any, *, most: int) -> tuple[int, list[UUID]]:
    """How many `find` counts, and all of them in their order: none where they are more than `most`.

    Raises:
        Refused: as above.
    """
    filters, order = _filters(asked, user), ORDERS[asked.order]
    total, keys = every_key(asked.q, scope=STAFF, filters=filters, order=order, most=most)
    return total, [UUID(key.partition(":")[2]) for key in keys]


def filters_of(narrowed: Mapping[str, tuple[str, ...]], **facets: tuple[str, ...]) -> Filters:
    """What the library is narrowed to, as searching takes it."""
    kept = {name: values for name, values in narrowed.items() if name not in NOT_WORDED}
    return Filters(
        {"kind": tuple(KINDS.values()), **kept, **facets},
        also=tuple(_not_worded(name, values) for name, values in narrowed.items() if name in NOT_WORDED and values),
    )


def _filters(asked: Asked, user: Any) -> Filters:
    shelves = seen_by(user)
    if shelves is None:
        return filters_of(asked.taken)
    return filters_of(asked.taken, shelf=shelves or (" ",))  # no collection has that name: nothing is theirs


def _not_worded(name: str, tags: Iterable[str]) -> Expression:
    """Nothing is written in one of these languages."""
    media, value = NOT_WORDED[name]
    return any_of(Without(carries("medium", media), carries("worded", [value(tag)])) for tag in tags)


def _unworded(name: str, answer: Answer) -> dict[str, int]:
    """Language → in how many of what is found nothing is written in it."""
    media, value = NOT_WORDED[name]
    worded, counted = answer.facets.get("worded", {}), answer.facets.get("medium", {})
    could = sum(counted.get(medium, 0) for medium in media)
    left = {tag: could - worded.get(value(tag), 0) for tag, _name in language_choices()}
    return {tag: count for tag, count in left.items() if count}


def _choices(asked: Asked, name: str, counts: Mapping[str, int]) -> Choices:
    """What is taken first, then most first, years newest first."""
    title, naming = FACETS[name]
    taken = asked.taken.get(name, ())
    names = naming({*counts, *taken})
    others = [value for value in counts if value not in taken and value in names]
    others.sort(
        key=(lambda value: (-int(value),)) if naming is _years else (lambda value: (-counts[value], str(names[value])))
    )
    choices = [
        *(
            Choice(_called(names, value), asked.without(name, value), counts.get(value, 0), taken=True)
            for value in taken
        ),
        *(Choice(_called(names, value), asked.with_(name, value), counts[value], taken=False) for value in others),
    ]
    shown = max(MOST_CHOICES, len(taken))
    return Choices(name, str(title), choices[:shown], choices[shown:])


def _called(names: Names, value: str) -> str:
    return capfirst(str(names.get(value, value)))
