"""XML that strangers wrote, read without doing what it says: no document types, no entities, no depths. Pure.

`xml.etree`'s own parser would expand what a document declares. Here a declaration ends the reading; drawings may declare
short words of their own, as Illustrator does with the names of its namespaces, as long as they could not swell.
"""

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

DEEPEST = 64
MOST_ELEMENTS = 50_000
LONGEST_WORD = 1_000  # that a drawing declares
MOST_SWOLLEN = 4 * 1024 * 1024  # bytes that declared words may become


class UnsafeXml(Exception):  # noqa: N818 - named for the caller's decision
    """It declares a document type or entities, or is deeper or longer than anything honest."""


class BrokenXml(Exception):  # noqa: N818 - as above
    """No well-formed XML."""


def parse(content: bytes, *, declaring: bool = False) -> Element:
    """The tree; names are `{namespace}name`. `declaring`: a document type is passed over, and plain words that it declares
    are put in.

    Raises:
        UnsafeXml
        BrokenXml
    """
    builder = TreeBuilder()
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise UnsafeXml("too deep or too many elements")
        builder.start(_clark(name), {_clark(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_clark(name))

    def refuse(*_args: Any) -> Any:
        raise UnsafeXml("declares a document type or entities")

    def declared(_name: str, parameter: bool, value: str | None, *_elsewhere: Any) -> None:  # noqa: FBT001 - expat's call
        nested = value is None or len(value) > LONGEST_WORD or bool(set("&%<") & set(value))
        if parameter or nested or len(value or "") * content.count(b"&") > MOST_SWOLLEN:
            refuse()

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    if not declaring:
        parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = declared if declaring else refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat's signature
    except (expat.ExpatError, ValueError, LookupError) as broken:
        raise BrokenXml(str(broken)) from broken
    return builder.close()


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name
