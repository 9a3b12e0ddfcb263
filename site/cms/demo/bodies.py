"""Turns the blocks of a demo file into the value of a StreamField, with ids that are the same in every language."""

import html
import re
import unicodedata
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from hub.publishing.bodies import Shape
from hub.registry.models import Fact
from media_library.models import Picture, Video

NAMESPACE = uuid.UUID("3f0d7e2a-9a55-4f0e-8f0b-6d1c0e7a1c11")
_INLINE = re.compile(r"</?(?:b|i|a)\b[^>]*>")


class Bodies:
    """Looks pictures, clips and facts up by the names the files use."""

    def __init__(self, pictures: dict[str, Picture], videos: dict[str, Video]) -> None:
        self.pictures = pictures
        self.videos = videos
        self.facts = {fact.code: fact for fact in Fact.objects.all()}
        self.writers: dict[str, Callable[[Any], Any]] = {
            "paragraph": lambda text: f"<p>{inline(text)}</p>",
            "heading": nfc,
            "picture": lambda part: {"image": self.pictures[part["image"]].pk, "caption": nfc(part.get("caption", ""))},
            "clip": lambda part: {"video": self.videos[part["video"]].pk, "caption": nfc(part.get("caption", ""))},
            "quote": lambda part: {key: nfc(part.get(key, "")) for key in ("text", "speaker", "role")},
            "fact": lambda part: {"fact": self.facts[part["fact"]].pk},
            "box": lambda part: {"title": nfc(part["title"]), "text": f"<p>{inline(part['text'])}</p>"},
            "embed": lambda part: {"url": part["url"], "title": nfc(part["title"])},
            "table": table,
        }

    def raw(self, work: str, blocks: Iterable[Shape]) -> list[Shape]:
        """The StreamField's raw data."""
        return [
            self._block(work, number, kind, part) for number, block in enumerate(blocks) for kind, part in block.items()
        ]

    def _block(self, work: str, number: int, kind: str, part: Any) -> Shape:
        block_id = str(uuid.uuid5(NAMESPACE, f"{work}/{number}"))
        if kind == "gallery":
            items = [
                {
                    "type": "item",
                    "value": self.pictures[name].pk,
                    "id": str(uuid.uuid5(NAMESPACE, f"{work}/{number}/{name}")),
                }
                for name in part["pictures"]
            ]
            return {"type": kind, "value": {"pictures": items}, "id": block_id}
        return {"type": kind, "value": self.writers[kind](part), "id": block_id}


def table(part: Shape) -> Shape:
    rows = [[nfc(str(cell)) for cell in row] for row in part["rows"]]
    return {
        "cell": [], "mergeCells": [], "data": rows, "table_caption": nfc(part.get("caption", "")),
        "first_row_is_table_header": True, "first_col_is_header": False, "table_header_choice": "row",
    }  # fmt: skip


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def inline(text: str) -> str:
    """Text with only <b>, <i> and <a href> left as markup."""
    text = nfc(text)
    parts, at = [], 0
    for match in _INLINE.finditer(text):
        parts += [html.escape(text[at : match.start()], quote=False), match.group()]
        at = match.end()
    return "".join([*parts, html.escape(text[at:], quote=False)]).replace("&amp;amp;", "&amp;")
