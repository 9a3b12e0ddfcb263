import pytest

from media_library.ingest.safe_xml import DEEPEST, LONGEST_WORD, MOST_ELEMENTS, BrokenXml, UnsafeXml, parse

BILLION = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize(
    "content",
    [
        BILLION,
        OUTSIDE,
        b"<!DOCTYPE a SYSTEM 'http://evil.example/a.dtd'><a/>",
        b"<a>" * (DEEPEST + 1) + b"</a>" * (DEEPEST + 1),
        b"<a>" + b"<b/>" * MOST_ELEMENTS + b"</a>",
    ],
)
def test_what_could_do_harm_is_not_read(content: bytes) -> None:
    with pytest.raises(UnsafeXml):
        parse(content)


@pytest.mark.parametrize(
    "content",
    [
        BILLION,
        OUTSIDE,
        b"<!DOCTYPE a [<!ENTITY % x \"<!ENTITY y 'z'>\">%x;]><a>&y;</a>",
        b'<!DOCTYPE a [<!ENTITY x "<script/>">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "' + b"x" * (LONGEST_WORD + 1) + b'">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "' + b"x" * 900 + b'">]><a>' + b"&x;" * 5_000 + b"</a>",
    ],
    ids=["nested", "from elsewhere", "of declarations", "elements", "long", "often"],
)
def test_what_a_drawing_declares_may_not_swell(content: bytes) -> None:
    with pytest.raises(UnsafeXml):
        parse(content, declaring=True)


@pytest.mark.parametrize(
    "content", [b"", b"<a>", b"<a></b>", b"\xff\xfe\0", b'<?xml version="1.0" encoding="nonsense"?><a/>']
)
def test_what_is_no_xml_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(BrokenXml):
        parse(content)


def test_names_carry_their_namespace() -> None:
    root = parse(b'<x:a xmlns:x="urn:x" x:b="1" c="2"><d/></x:a>')

    assert (root.tag, root.attrib, [child.tag for child in root]) == ("{urn:x}a", {"{urn:x}b": "1", "c": "2"}, ["d"])
