"""Reads what is said inside an asset's files, once a file, and keeps it for search. Run by a job, after the file came.

A file that cannot be read is noted as such; only a store that does not answer is tried again, by the next order.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.storage import Storage
from django.db.models import Exists, OuterRef
from django.http import Http404

from media_library.files.delivery import stored_pieces
from media_library.files.naming import extension
from media_library.finding.pdf_words import UnreadableError, words_of_pdf
from media_library.models import Asset, Kind, LibraryDocument, SubtitleTrack, WordsInside
from media_library.subtitles.webvtt import SubtitlesRefusedError, spoken

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def read_inside(asset: Asset) -> None:
    """Read the files that were not read yet, forget what is no file of the asset any more. Safe to run twice."""
    files = {file.sha256: file for file in _files(asset)}
    rows = asset.words_inside.all()
    if asset.kind == Kind.VIDEO:
        rows = rows.filter(starts__isnull=False)
    kept = set(rows.values_list("sha256", flat=True))
    for sha256, file in files.items():
        if sha256 not in kept and (words := _read(file)) is not None:
            WordsInside.objects.update_or_create(asset=asset, sha256=sha256, defaults=words)
    asset.words_inside.exclude(sha256__in=files).delete()


def unread() -> Iterator[UUID]:
    """Assets with a file that was not read yet."""
    read = WordsInside.objects.filter(sha256=OuterRef("sha256"))
    documents = LibraryDocument.objects.filter(~Exists(read.filter(asset=OuterRef("asset"))), file__iendswith=".pdf")
    timed = read.filter(asset=OuterRef("video__asset"), starts__isnull=False)
    tracks = SubtitleTrack.objects.filter(~Exists(timed))
    yield from documents.order_by().values_list("asset_id", flat=True)
    yield from tracks.order_by().values_list("video__asset_id", flat=True).distinct()


def is_read(asset_id: UUID, sha256: str) -> bool:
    return WordsInside.objects.filter(asset=asset_id, sha256=sha256).exists()


def _files(asset: Asset) -> Iterator[Any]:
    """Rows with `file` and `sha256`."""
    if asset.told_as == "document" and extension(asset.carrier.file.name) == "pdf":
        yield asset.carrier
    if asset.kind == Kind.VIDEO:
        yield from asset.carrier.subtitles.all()  # type: ignore[attr-defined]  # a clip


def _read(row: Any) -> dict[str, Any] | None:
    """Fields of `WordsInside`; None where the store has no such file: it may come back."""
    kind = extension(row.file.name)
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        try:
            _fetch(row.file.storage, row.file.name, copy)
        except Http404:
            return None
        starts: list[int] | None = None
        try:
            if kind == "pdf":
                text = words_of_pdf(Path(copy.name))
            else:
                lines = spoken(Path(copy.name).read_bytes())
                text, starts = "\n".join(words for _start, words in lines), [start for start, _words in lines]
        except UnreadableError as why:
            return {"text": "", "fault": str(why)[:255]}
        except SubtitlesRefusedError as why:
            return {"text": "", "fault": str(why)[:255], "starts": []}
    return {"text": UNSTORABLE.sub(" ", text), "fault": "", "starts": starts}


def _fetch(storage: Storage, name: str, into: Any) -> None:
    for piece in stored_pieces(storage, name):
        into.write(piece)
    into.flush()
