"""Every name the registry knows, in all languages and of all times: what search needs to find one by another."""

from collections.abc import Iterator

from hub.registry.models import AgencyName, Person, PersonName, PlaceName

ASCII = "en"  # a name without accents is read as the English form of it


def every_name() -> Iterator[tuple[str, str, str]]:
    """(`place:nam-dan`, language, name) of agencies (with abbreviations), places and people; four queries."""
    agencies = AgencyName.objects.order_by("agency__code", "pk")
    for code, lang, name, short in agencies.values_list("agency__code", "language", "name", "abbreviation"):
        yield from ((f"agency:{code}", lang, text) for text in (name, short) if text)
    places = PlaceName.objects.order_by("place__code", "pk")
    for code, lang, name in places.values_list("place__code", "language", "name"):
        yield f"place:{code}", lang, name
    people = PersonName.objects.order_by("person__code", "pk")
    for code, lang, name in people.values_list("person__code", "language", "name"):
        yield f"person:{code}", lang, name
    plain = Person.objects.exclude(name_ascii="").order_by("code")
    for code, name in plain.values_list("code", "name_ascii"):
        yield f"person:{code}", ASCII, name
