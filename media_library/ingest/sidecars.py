"""Sidecars: what programs say of a picture in a file beside it, since they leave cameras' own files alone. `IMG_1.xmp`, as Adobe's
name them, or `IMG_1.CR2.xmp`, as darktable and digiKam do. A sidecar is no asset: it belongs to what lies beside it.

Opened by the examiner, as all that strangers wrote. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, Protocol, TypeVar

from media_library.ingest.embedded import xmp
from media_library.ingest.embedded.reading import from_packet
from media_library.ingest.safe_xml import BrokenXml, UnsafeXml

ENDING, ORIGIN = ".xmp", "sidecar"
BROKEN, UNSAFE = "broken_sidecar", "unsafe_sidecar"


class Named(Protocol):
    @property
    def name(self) -> str: ...


Some = TypeVar("Some", bound=Named)


def is_sidecar(name: str) -> bool:
    return name.lower().endswith(ENDING)


def beside(files: Sequence[Some]) -> tuple[list[Some], dict[str, Some]]:
    """What is there without the sidecars of others; and the sidecar of each that has one, by its name. Of two files that differ
    in their endings, as RAW and JPEG of one moment do, both are told by the one that is called like neither."""
    named = {each.name.lower(): each for each in files if is_sidecar(each.name)}
    found: dict[str, Some] = {}
    for each in files:
        if not is_sidecar(each.name):
            stem = str(PurePosixPath(each.name).with_suffix(""))
            sidecar = next((named[name] for name in _names(each.name, stem) if name in named), None)
            if sidecar is not None:
                found[each.name] = sidecar
    used = {sidecar.name for sidecar in found.values()}
    return [each for each in files if each.name not in used], found


def tells_of(sidecar: str, name: str) -> bool:
    """By their names, without folders."""
    return sidecar.lower() in _names(name, PurePosixPath(name).stem)


def is_named_in_full(sidecar: str, name: str) -> bool:
    """`IMG_1.CR2.xmp` is for that file alone."""
    return sidecar.lower() == f"{name}{ENDING}".lower()


def _names(name: str, stem: str) -> Iterable[str]:
    return f"{name}{ENDING}".lower(), f"{stem}{ENDING}".lower()


def read_sidecar(path: Path) -> dict[str, Any]:
    """What it proposes, and notes of what could not be read."""
    if path.stat().st_size > xmp.LARGEST:
        return {"proposals": [], "notes": [UNSAFE]}
    try:
        said = [replace(each, origin=ORIGIN).as_json() for each in from_packet(path.read_bytes())]
    except UnsafeXml:
        return {"proposals": [], "notes": [UNSAFE]}
    except (BrokenXml, ValueError, KeyError, TypeError, AttributeError):
        return {"proposals": [], "notes": [BROKEN]}
    return {"proposals": said, "notes": []}
