"""The shapes of an answer to `/search`."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from hub.partners.api.media_shapes import Names, Shape


class Thumbnail(Shape):
    href: str
    type: str
    width: int
    height: int
    alt: str
    credit: str


class Highlights(Shape):
    """HTML: escaped text, in which only `<mark>` stands around what was found."""

    title: str
    excerpt: str | None


class SearchHit(Shape):
    id: str
    type: Literal[
        "article", "video", "publication", "issue", "event", "dossier", "picture", "clip", "recording",
        "document", "brand", "agency", "place", "person", "fact", "term",
    ]  # fmt: skip
    lang: str | None = Field(description="BCP 47; null for what belongs to no language: media, names, facts, terms.")
    work: str | None = Field(description="Of an edition: its work.")
    title: str
    summary: str | None
    names: Names | None = Field(description="Of agencies, places, people and terms: the name in every language.")
    published_at: datetime | None
    href: str | None = Field(description="Its address in this API; null for names, facts and terms: see their lists.")
    url: str | None = Field(description="The page for people; of media one that shows it.")
    languages: list[str] = Field(description="The languages in which you may take the work, or the items that show it.")
    picture: Thumbnail | None
    highlights: Highlights
    external_id: str | None = Field(description="Its id in the archive it was brought over from.")
    tier: int = Field(description="0 is the best; inside a tier newer hits come first.")


class SearchAnswer(Shape):
    hits: list[SearchHit]
    facets: dict[str, dict[str, int]] = Field(
        description="Of each facet that was asked for: its values, and how many of all hits have each. Most first."
    )
    total: int = Field(description="All hits, on all pages.")
    next: str | None = Field(description="The address of the next page, or null on the last one.")
    did_you_mean: str | None = Field(
        description="Nothing has what was typed; the hits are those of this query instead."
    )
    stage: Literal["all", "corrected", "some"] = Field(
        description="`all`: the hits have everything that was typed; `corrected`: everything in `did_you_mean`; `some`: most of it."
    )


class Suggestion(Shape):
    text: str = Field(description="As it is written.")
    lang: str | None = Field(description="BCP 47; null where it is not known or there is none.")
    type: str = Field(description="As in `/search`.")
    id: str


class Suggestions(Shape):
    suggestions: list[Suggestion] = Field(description="Best first.")


class Related(Shape):
    items: list[SearchHit] = Field(description="What shares most stands first; in the same language.")
