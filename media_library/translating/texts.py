"""How words per language are written into an asset."""

from collections.abc import Mapping

from media_library.behind import note_sources
from media_library.models import Asset, AssetText

Texts = dict[str, dict[str, str]]  # language → part → words


def texts_of(asset: Asset, parts: tuple[str, ...]) -> Texts:
    return {row.language: {part: getattr(row, part) for part in parts} for row in asset.texts.all()}


def put_texts(asset: Asset, texts: Texts, *, seen: Mapping[str, str] | None = None) -> None:
    """Into the cluster: the rows are written when the asset is. A language with no words left has no row.

    `seen`: the source's words that were translated (`media_library.behind`)."""
    before = texts_of(asset, AssetText.WORDS)
    rows = {row.language: row for row in asset.texts.all()}
    for tag, parts in texts.items():
        row = rows.get(tag) or AssetText(language=tag)
        for part, words in parts.items():
            setattr(row, part, words)
        if any(getattr(row, part) for part in AssetText.WORDS):
            rows[tag] = row
        else:
            rows.pop(tag, None)
    note_sources(before, rows.values(), seen=seen)
    asset.texts.set(list(rows.values()))
