import pytest

from media_library.ingest.svg import sanitise
from tests.media_library.ingest.files import SVG

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

PUBLIC = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


def drawing(inner: str, attributes: str = "") -> bytes:
    return f"<svg {NS} {attributes}>{inner}</svg>".encode()


@pytest.mark.parametrize(
    "inner",
    [
        '<use href="#mark"/><linearGradient id="a"/><rect fill="url(#a)" style="fill:url(\'#a\')"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>.a{fill:#c00}</style><title>Làng Sen</title>",
        '<g xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="Nền"><path d="M0 0"/></g>',
    ],
)
@pytest.mark.parametrize("before", [b"", PUBLIC])
def test_what_only_draws_is_kept_byte_for_byte(before: bytes, inner: str) -> None:
    content = before + drawing(inner)

    assert (sanitise(content).content, sanitise(content).removed) == (content, ())


def test_illustrators_words_are_put_in() -> None:
    content = (
        PUBLIC[:-1]
        + b'[<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/"><!ATTLIST svg onload CDATA "alert(1)">]>'
    )
    content += drawing('<g xmlns:i="&ns_ai;" i:layer="yes"><path d="M0 0"/></g>')

    clean = sanitise(content)

    assert clean.removed == ("<!DOCTYPE>", "onload")
    assert b"DOCTYPE" not in clean.content
    assert b'"http://ns.adobe.com/AdobeIllustrator/10.0/"' in clean.content
    assert sanitise(clean.content).removed == ()


@pytest.mark.parametrize(
    ("content", "removed"),
    [
        (drawing("<script>alert(1)</script>"), ("script",)),
        (drawing('<script href="https://evil.example/x.js"/>'), ("script",)),
        (drawing('<rect onclick="alert(1)"/>'), ("onclick",)),
        (drawing("", 'onload="alert(1)"'), ("onload",)),
        (drawing('<a href="javascript:alert(1)"><rect/></a>'), ("href",)),
        (drawing('<a xlink:href=" JaVaScRiPt:alert(1)"><rect/></a>'), ("href",)),
        (drawing('<image href="https://evil.example/pixel.png"/>'), ("href",)),
        (drawing('<image href="data:image/svg+xml;base64,AAAA"/>'), ("href",)),
        (drawing('<use href="other.svg#a"/>'), ("href",)),
        (drawing('<use href="data:image/png;base64,AAAA"/>'), ("href",)),
        (drawing("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"), ("foreignObject",)),
        (drawing('<set attributeName="href" to="javascript:alert(1)"/>'), ("set",)),
        (drawing('<animate attributeName="href" values="javascript:x"/>'), ("animate",)),
        (drawing('<rect style="fill:url(https://evil.example/a)"/>'), ("style",)),
        (drawing('<rect fill="url( \'//evil.example/a\' )"/>'), ("fill",)),
        (drawing("<style>@import url(https://evil.example)</style>"), ("style",)),
        (drawing("<style>a{b:\\75 rl(x)}</style>"), ("style",)),
        (drawing("<style>@im/**/port 'x'; @font-face{}</style>"), ("style",)),
        (drawing('<x:y xmlns:x="urn:x"><script/></x:y>'), ("y",)),
        (drawing('<h:script xmlns:h="http://www.w3.org/1999/xhtml">1</h:script>'), ("script",)),
        (drawing('<g xmlns:i="http://www.inkscape.org/n"><i:note><script/></i:note></g>'), ("script",)),
        (drawing("", 'xml:base="https://evil.example/"'), ("base",)),
        (b'<?xml version="1.0"?><?xml-stylesheet href="https://evil.example/a.css"?>' + SVG, ("<?…?>",)),
        (drawing("<script/>").decode().encode("utf-16"), ("<?…?>", "script")),
    ],
)  # fmt: skip
def test_what_could_act_is_taken_out(content: bytes, removed: tuple[str, ...]) -> None:
    clean = sanitise(content)

    assert clean.removed == removed
    for trace in (b"script", b"evil", b"alert", b"onload", b"foreignObject", b"import"):
        assert trace not in clean.content.replace(b'attributeName="href"', b"")
    assert sanitise(clean.content).removed == ()


def test_its_size_is_that_of_its_box() -> None:
    told = sanitise(SVG)

    assert (told.width, told.height) == (40.0, 20.0)
