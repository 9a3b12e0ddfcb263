"""A body of blocks as plain data: what a partner lays out in its own way. No layout, no block ids, no database ids.

While it goes through the blocks it notes what they show (`References`), so that the ledger knows who uses a picture
or a fact.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText, expand_db_html

from hub.registry.figures import fact_in
from hub.registry.models import Fact
from media_library.description import (
    AUDIO_PREFETCH,
    DOCUMENT_PREFETCH,
    PICTURE_PREFETCH,
    VIDEO_PREFETCH,
    describe_audio,
    describe_document,
    describe_picture,
    describe_video,
)

Shape = dict[str, Any]


class References(set[tuple[str, str]]):
    """(kind, key) of everything a document shows or speaks of."""

    def note(self, kind: str, *keys: object) -> None:
        self.update((kind, str(key)) for key in keys)


class BodyWriter:
    """Writes the blocks of one edition in its language."""

    def __init__(self, language: str, references: References) -> None:
        self.language = language
        self.references = references

    def write(self, stream: Iterable[StreamValue.StreamChild]) -> list[Shape]:
        return [shape for block in stream for shape in self._block(block.block_type, block.value)]

    def picture(self, picture: Any) -> Shape | None:
        return self._asset("picture", picture, PICTURE_PREFETCH, describe_picture)

    def video(self, video: Any) -> Shape | None:
        if video is not None and video.poster is not None:
            self.references.note("picture", video.poster.uid)
        return self._asset("video", video, VIDEO_PREFETCH, describe_video)

    def recording(self, audio: Any) -> Shape | None:
        return self._asset("audio", audio, AUDIO_PREFETCH, describe_audio)

    def document(self, document: Any) -> Shape | None:
        return self._asset("document", document, DOCUMENT_PREFETCH, describe_document)

    def _asset(self, kind: str, carrier: Any, prefetch: Sequence[Any], describe: Callable[..., Shape]) -> Shape | None:
        if carrier is None:
            return None
        self.references.note(kind, carrier.uid)
        prefetch_related_objects([carrier], *prefetch)
        return describe(carrier, self.language)

    def fact(self, fact: Fact) -> Shape:
        self.references.note("fact", fact.code)
        text = fact_in(fact, self.language)
        return {
            "id": fact.code,
            "label": text.label,
            "value": text.value,
            "sentence": text.sentence,
            "as_of": fact.as_of.isoformat(),
            "source": fact.source,
            "status": fact.status,
        }

    def _block(self, kind: str, value: Any) -> Iterator[Shape]:
        write: Callable[[Any], Shape | None] = getattr(self, f"_{kind}")
        shape = write(value)
        if shape is not None:
            yield {"type": kind, **shape}

    def _paragraph(self, value: RichText) -> Shape:
        return {"html": html(value)}

    def _heading(self, value: str) -> Shape:
        return {"text": value}

    def _picture(self, value: Any) -> Shape | None:
        picture = self.picture(value["image"])
        return picture and {"picture": picture, "caption": value["caption"] or picture["caption"]}

    def _gallery(self, value: Any) -> Shape:
        pictures = [picture for picture in value["pictures"] if picture is not None]
        prefetch_related_objects(pictures, *PICTURE_PREFETCH)
        return {"pictures": [self.picture(picture) for picture in pictures]}

    def _clip(self, value: Any) -> Shape | None:
        video = self.video(value["video"])
        return video and {"video": video, "caption": value["caption"]}

    def _recording(self, value: Any) -> Shape | None:
        audio = self.recording(value["audio"])
        return audio and {"audio": audio, "caption": value["caption"]}

    def _document(self, value: Any) -> Shape | None:
        document = self.document(value["document"])
        return document and {"document": document, "caption": value["caption"]}

    def _quote(self, value: Any) -> Shape:
        return {"text": value["text"], "speaker": value["speaker"], "role": value["role"]}

    def _table(self, value: Any) -> Shape:
        value = value or {}
        return {
            "caption": value.get("table_caption") or "",
            "header_row": bool(value.get("first_row_is_table_header")),
            "header_column": bool(value.get("first_col_is_header")),
            "rows": [[cell or "" for cell in row] for row in value.get("data") or []],
        }

    def _fact(self, value: Any) -> Shape | None:
        return {"fact": self.fact(value["fact"])} if value["fact"] is not None else None

    def _box(self, value: Any) -> Shape:
        return {"title": value["title"], "html": html(value["text"])}

    def _embed(self, value: Any) -> Shape:
        return {"url": value["url"], "title": value["title"]}


def html(value: RichText) -> str:
    """Rich text with its links resolved and absolute: a partner shows it away from us."""
    if not value:
        return ""
    return str(expand_db_html(value.source)).replace('href="/', f'href="{settings.BASE_URL}/')
