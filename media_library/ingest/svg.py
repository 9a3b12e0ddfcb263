"""Drawings in SVG, made harmless: what draws is kept, what could act is taken out. Pure.

A list of what is allowed, not of what is forbidden: what nobody thought of is out. Served with a policy that forbids
scripts besides (`media_library.files.delivery`).
"""

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ElementTree, register_namespace

from media_library.ingest.limits import LARGEST
from media_library.ingest.refusals import FileRefused
from media_library.ingest.safe_xml import BrokenXml, UnsafeXml, parse

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
GZIP = b"\x1f\x8b"

DRAWS = """svg g a defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath image
    linearGradient radialGradient stop pattern clipPath mask marker style switch view filter feBlend feColorMatrix
    feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow
    feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
    feSpecularLighting feSpotLight feTile feTurbulence"""
ELEMENTS = frozenset(DRAWS.split())
# programs' own notes; they draw nothing. What they hold is looked through all the same
NOTES = re.compile(
    r"http://www\.inkscape\.org/|http://sodipodi\.|http://ns\.adobe\.com/|http://purl\.org/dc/|http://www\.w3\.org/1999/02/22-rdf"
    r"|http://(?:web\.resource\.org|creativecommons\.org|www\.serif\.com|www\.bohemiancoding\.com|schemas\.microsoft\.com)/"
)
INSTRUCTION = re.compile(rb"<\?(?!xml\s)")
DECLARATIONS = re.compile(rb"<!DOCTYPE[^>]*\[")
# an image inside may only be one that is inside
INLINE_IMAGE = re.compile(r"\s*data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*\Z")
LOCAL = re.compile(r"\s*#[^\s]*\s*\Z")
URL = re.compile(r"url\s*\(\s*(['\"]?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
# an escaped letter could spell any of these
ACTS_IN_STYLE = re.compile(
    r"@import|@font-face|expression\s*\(|javascript:|-moz-binding|behavior\s*:|\\", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The harmless drawing; `removed` names what was taken out, for a person to read. `unpacked`: it came as svgz."""

    content: bytes
    width: float | None
    height: float | None
    removed: tuple[str, ...]
    unpacked: bool = False


def sanitise(content: bytes) -> Drawing:
    """A drawing from which nothing had to be taken comes back byte for byte; one that was packed, unpacked.

    Raises:
        FileRefused: no SVG, one with entities that could swell or come from elsewhere, or one that swells when it is unpacked.
    """
    packed = content.startswith(GZIP)
    if packed:
        content = _unpacked(content)
    try:
        root = parse(content, declaring=True)
    except UnsafeXml as unsafe:
        raise FileRefused("hostile_drawing") from unsafe
    except BrokenXml as broken:
        raise FileRefused("broken_drawing") from broken
    if root.tag != f"{{{SVG}}}svg":
        raise FileRefused("broken_drawing")
    removed: list[str] = []
    if not _plainly_encoded(content) or INSTRUCTION.search(content):
        removed.append("<?…?>")  # an instruction can fetch a style from anywhere; the tree has none
    if DECLARATIONS.search(content):
        removed.append(
            "<!DOCTYPE>"
        )  # its words stand in the tree; what it declares of attributes, a browser would believe
    _clean(root, removed)
    width, height = _size(root)
    return Drawing(_written(root) if removed else content, width, height, tuple(dict.fromkeys(removed)), packed)


def _unpacked(content: bytes) -> bytes:
    most = LARGEST["drawing"]
    packing = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        plain = packing.decompress(content, most + 1)
    except zlib.error as broken:
        raise FileRefused("broken_drawing") from broken
    if len(plain) > most:
        raise FileRefused("bomb")
    if not packing.eof:
        raise FileRefused("broken_drawing")
    return plain


def _clean(element: Element, removed: list[str]) -> None:
    for name, value in list(element.attrib.items()):
        if not _harmless(element, name, value):
            removed.append(_local(name))
            del element.attrib[name]
    if element.tag == f"{{{SVG}}}style" and not _harmless_style(element.text or ""):
        removed.append("style")
        element.text = ""
    for child in list(element):
        namespace, local = _parts(child.tag)
        if local in ELEMENTS if namespace == SVG else NOTES.match(namespace):
            _clean(child, removed)
        else:
            removed.append(local)
            element.remove(child)


def _harmless(element: Element, name: str, value: str) -> bool:
    namespace, local = _parts(name)
    lower = local.lower()
    if lower.startswith("on"):
        return False
    if lower in ("href", "src"):
        is_image = _local(element.tag) == "image"
        return namespace in ("", XLINK) and bool(LOCAL.match(value) or (is_image and INLINE_IMAGE.match(value)))
    return not (namespace == XML and lower == "base") and _harmless_style(value)


def _harmless_style(text: str) -> bool:
    squeezed = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    if ACTS_IN_STYLE.search(squeezed):
        return False
    return all(LOCAL.match(found[2]) or INLINE_IMAGE.match(found[2]) for found in URL.finditer(squeezed))


def _plainly_encoded(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _written(root: Element) -> bytes:
    register_namespace("", SVG)
    register_namespace("xlink", XLINK)
    out = BytesIO()
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


def _size(root: Element) -> tuple[float | None, float | None]:
    box = re.findall(r"-?[\d.]+", root.get("viewBox", ""))
    sides = [re.fullmatch(r"\s*([\d.]+)\s*(?:px)?\s*", root.get(name, "")) for name in ("width", "height")]
    try:
        if all(sides):
            return float(sides[0][1]), float(sides[1][1])  # type: ignore[index] # all() has seen them
        return (float(box[2]), float(box[3])) if len(box) == 4 else (None, None)
    except ValueError:
        return None, None


def _parts(name: str) -> tuple[str, str]:
    namespace, _brace, local = name[1:].partition("}") if name.startswith("{") else ("", "", name)
    return namespace, local


def _local(name: str) -> str:
    return _parts(name)[1]
