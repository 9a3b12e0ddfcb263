"""What a PDF says of itself: pages, title, author, keywords, rights; and whether it is locked or acts by itself.

Runs in the examiner's process. The file is read as readers read it, which find their way when its table is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media_library.ingest.embedded.reading import Proposal, from_packet, say
from media_library.ingest.embedded.wording import of_text
from media_library.ingest.safe_xml import BrokenXml, UnsafeXml

INFO = {"/Title": "title", "/Author": "creator", "/Subject": "caption", "/Keywords": "keyword"}
ACTS = ("/JavaScript", "/JS", "/Launch")


class BrokenPaper(Exception):  # noqa: N818 - named for the caller's decision
    """No reader would open it."""


@dataclass(frozen=True, slots=True)
class Paper:
    pages: int
    locked: bool
    notes: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def read_paper(path: Path) -> Paper:
    """
    Raises:
        BrokenPaper
    """
    from pypdf import PdfReader  # noqa: PLC0415 - slow import: of the files that are examined few are PDFs
    from pypdf.errors import DependencyError  # noqa: PLC0415 - as above

    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return Paper(0, locked=True)
        pages = len(reader.pages)
        notes, proposals = _said(reader)
        acts = ("acts",) if _acts(reader.trailer["/Root"]) else ()
    except (MemoryError, RecursionError):
        raise
    except DependencyError:  # locked in a way that takes a library to open, with or without a password
        return Paper(0, locked=True)
    except Exception as broken:  # whatever a broken file makes a parser stumble over
        raise BrokenPaper(str(broken)) from broken
    return Paper(pages, locked=False, notes=(*acts, *notes), proposals=proposals)


def _said(reader: Any) -> tuple[tuple[str, ...], tuple[Proposal, ...]]:
    """Broken words are no broken paper."""
    notes: list[str] = []
    found: list[Proposal] = []
    try:
        packet = reader.trailer["/Root"].get("/Metadata")
        if packet is not None:
            found += from_packet(packet.get_object().get_data())
    except UnsafeXml:
        notes.append("unsafe_xmp")
    except (BrokenXml, ValueError, KeyError, TypeError, AttributeError):
        notes.append("broken_xmp")
    known = {(each.field, each.value) for each in found}
    found += [each for each in _info(reader.metadata) if (each.field, each.value) not in known]
    return tuple(notes), tuple(found)


def _info(metadata: Any) -> Iterator[Proposal]:
    for key, field in INFO.items():
        value = str((metadata or {}).get(key) or "")
        for part in value.replace(";", ",").split(",") if field == "keyword" else [value]:
            yield from say(field, of_text(part), "file")


def _acts(root: Any) -> bool:
    """Something that runs when it is opened."""
    names = root.get("/Names")
    if names is not None and "/JavaScript" in names.get_object():
        return True
    opened = root.get("/OpenAction")
    action = opened.get_object() if opened is not None else None
    return isinstance(action, dict) and action.get("/S") in ACTS
