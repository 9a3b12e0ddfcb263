"""When a clip says or shows what was found in it: an excerpt is cut from one line, and lines of clips have their times."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from media_library.models import Passage, WordsInside

Line = tuple[int, str]  # the thousandth at which it begins, what it says


def moments(excerpts: Mapping[str, str]) -> dict[str, int]:
    """An asset's id and its excerpt → the thousandth of the line that it was cut from: the same words first, then words
    around it, the earliest of them. Three queries, however many clips."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for uid, line in _lines([UUID(uid) for uid in excerpts]) if excerpts else ():
        if excerpts[uid] in line[1]:
            lines[uid].append(line)
    return {uid: min(those, key=lambda line: (line[1] != excerpts[uid], line[0]))[0] for uid, those in lines.items()}


def _lines(uids: list[UUID]) -> Iterator[tuple[str, Line]]:
    for passage in Passage.objects.filter(asset__in=uids).prefetch_related("texts"):
        for text in passage.texts.all():
            yield from ((str(passage.asset_id), (passage.starts, part)) for part in (text.words, text.speaker))
    for words in WordsInside.objects.filter(asset__in=uids, starts__isnull=False):
        said = zip(words.starts or (), words.text.split("\n"), strict=False)
        yield from ((str(words.asset_id), line) for line in said)
