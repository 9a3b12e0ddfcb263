"""The shapes of items and their bodies, of works and of changes."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from hub.content.models import RELEASED
from hub.partners.api.media_shapes import Audio, Document, Picture, Shape, Video

Kind = Annotated[str, Field(json_schema_extra={"enum": [model.kind for model in RELEASED]})]


class FactText(Shape):
    id: str
    label: str
    value: str
    sentence: str
    as_of: date
    source: str
    status: str


class ParagraphBlock(Shape):
    type: Literal["paragraph"]
    html: str


class HeadingBlock(Shape):
    type: Literal["heading"]
    text: str


class PictureBlock(Shape):
    type: Literal["picture"]
    picture: Picture
    caption: str


class GalleryBlock(Shape):
    type: Literal["gallery"]
    pictures: list[Picture]


class ClipBlock(Shape):
    type: Literal["clip"]
    video: Video
    caption: str


class RecordingBlock(Shape):
    type: Literal["recording"]
    audio: Audio
    caption: str


class DocumentBlock(Shape):
    type: Literal["document"]
    document: Document
    caption: str


class QuoteBlock(Shape):
    type: Literal["quote"]
    text: str
    speaker: str
    role: str


class TableBlock(Shape):
    type: Literal["table"]
    caption: str
    header_row: bool
    header_column: bool
    rows: list[list[Any]]


class FactBlock(Shape):
    type: Literal["fact"]
    fact: FactText


class BoxBlock(Shape):
    type: Literal["box"]
    title: str
    html: str


class EmbedBlock(Shape):
    type: Literal["embed"]
    url: str
    title: str


Block = Annotated[
    ParagraphBlock
    | HeadingBlock
    | PictureBlock
    | GalleryBlock
    | ClipBlock
    | RecordingBlock
    | DocumentBlock
    | QuoteBlock
    | TableBlock
    | FactBlock
    | BoxBlock
    | EmbedBlock,
    Field(discriminator="type"),
]


class NamedAgency(Shape):
    id: str
    name: str


class Shelf(Shape):
    """A column or a dossier."""

    id: UUID
    slug: str
    title: str
    url: str


class NamedTask(Shape):
    code: str
    title: str


class NamedSubject(Shape):
    id: str = Field(examples=["medtop:01000000"])
    uri: str
    name: str


class NamedPlace(Shape):
    id: str
    name: str
    latitude: float | None
    longitude: float | None


class Rights(Shape):
    licence: str
    licence_url: str | None
    open: bool
    usage_terms: str
    holder: str


class Correction(Shape):
    version: int
    at: datetime
    note: str


class Alternate(Shape):
    lang: str
    id: str
    url: str


class SearchWords(Shape):
    title: str
    description: str


class EventTimes(Shape):
    starts: datetime
    ends: datetime | None
    all_day: bool
    venue: str
    organiser: NamedAgency | None


class IssueParticulars(Shape):
    publication: UUID
    number: str
    issued: date | None
    print_run: int | None
    pages: int | None
    document: Document | None


class PublicationParticulars(Shape):
    licence_number: str
    frequency: str


class ItemSummary(Shape):
    """An edition without its body."""

    id: str = Field(description="`<work>.<lang>`", examples=["1b4e28ba-2fa1-41d2-883f-0016d3cca427.en"])
    work: UUID
    lang: str = Field(description="BCP 47")
    type: Kind
    version: int = Field(description="Counts the releases whose text differs; a correction is a new version.")
    url: str = Field(description="The page for people.")
    title: str
    summary: str
    byline: str
    agency: NamedAgency | None
    column: Shelf | None
    dossiers: list[Shelf]
    tasks: list[NamedTask]
    subjects: list[NamedSubject]
    places: list[NamedPlace]
    audience: str
    published_at: datetime
    updated_at: datetime
    source_lang: str
    translated_from_version: int | None
    freshness: Literal["current"] | int = Field(
        description="`current`, or how many paragraphs the source has changed since."
    )
    origin: str
    rights: Rights
    credit: str = Field(description="Print it with the text.")
    note: str | None = Field(description="What changed in this version, in words for readers.")
    corrections: list[Correction]
    alternates: list[Alternate] = Field(description="The other languages of the same work that are released.")
    search: SearchWords
    picture: Picture | None
    video: Video | None = None
    event: EventTimes | None = None
    issue: IssueParticulars | None = None
    publication: PublicationParticulars | None = None
    external_id: str | None = Field(None, description="Its id in the archive it was brought over from.")
    external_url: str | None = Field(None, description="Where it came out first.")


class Item(ItemSummary):
    """An edition, whole."""

    body: list[Block]


class ListedItem(ItemSummary):
    """A summary; with `include=body` it has its `body`. With `fields` only the named keys are there."""

    body: list[Block] | None = None


class ItemList(Shape):
    items: list[ListedItem]
    next: str | None = Field(description="The address of the next page, or null on the last one.")


class WorkEdition(Shape):
    """Live: `url`, `etag`, `freshness`, `published_at`, `updated_at`. Withdrawn: `reason`, `withdrawn_at`, `replacement`."""

    id: str
    lang: str
    state: Literal["live", "withdrawn"]
    version: int
    title: str
    href: str
    url: str | None = None
    etag: str | None = None
    freshness: Literal["current"] | int | None = None
    published_at: datetime | None = None
    updated_at: datetime | None = None
    reason: str | None = None
    withdrawn_at: datetime | None = None
    replacement: str | None = None


class Work(Shape):
    id: UUID
    type: Kind
    editions: list[WorkEdition]
    missing: list[str] = Field(description="Languages of the house in which the work was never released.")


class ChangeEntry(Shape):
    seq: int = Field(description="Its number in the ledger. The order of the numbers is the order of the changes.")
    id: str
    work: UUID
    lang: str
    version: int
    change: Literal["published", "updated", "corrected", "withdrawn", "rights_changed"]
    at: datetime
    etag: str | None = Field(description="Of the item as of this change; null for a withdrawal.")
    href: str
    note: str | None = Field(description="Why, in words: a correction's note, a withdrawal's reason.")


class Changes(Shape):
    changes: list[ChangeEntry]
    cursor: str = Field(description="Send it as `since` next time, also where there was no change.")
    more: bool = Field(description="True: there is more already, ask again at once.")
