"""The shapes of answers, for the OpenAPI document: what is told here is held against real answers by the tests.

Answers are stored bytes; nothing is built from these classes.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["article", "video", "publication", "issue", "event", "dossier"]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Names = dict[str, str]


class Shape(BaseModel):
    """Further keys may be added in later versions: programs have to pass over what they do not know."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": True})


class Absent(Shape):
    """A base for shapes some of whose keys are left out instead of being null."""


# --- media -----------------------------------------------------------------------------------------------------------


class Rendition(Shape):
    name: str
    href: str = Field(description="Immutable: what is behind it never changes.")
    type: str = Field(examples=["image/webp"])
    width: int
    height: int
    size: int
    sha256: Sha256


class StoredFile(Shape):
    href: str
    type: str
    size: int | None
    sha256: str


class OwnerName(Shape):
    code: str
    name: str | None = None
    names: Names | None = None


class FocalPoint(Shape):
    x: float
    y: float


class MediaRights(Shape):
    id: UUID
    title: str
    credit: str
    creator: str
    owner: OwnerName | None
    licence: str
    licence_url: str | None
    usable_from: date | None
    usable_until: date | None
    digital_source_type: str = Field(description="IPTC digital source type")


class PictureWords(Shape):
    alt: str
    caption: str


class VideoWords(Shape):
    title: str
    description: str


class Picture(MediaRights):
    """Words: `alt` and `caption` in one language, or `texts` in all."""

    kind: Literal["picture"]
    alt: str | None = None
    caption: str | None = None
    texts: dict[str, PictureWords] | None = None
    width: int | None
    height: int | None
    focal_point: FocalPoint | None
    renditions: list[Rendition]


class SubtitleTrack(Shape):
    lang: str
    href: str
    type: Literal["text/vtt"]
    sha256: str


class Video(MediaRights):
    kind: Literal["video"]
    description: str | None = None
    texts: dict[str, VideoWords] | None = None
    duration: float | None
    width: int | None
    height: int | None
    file: StoredFile
    poster: Picture | None
    subtitles: list[SubtitleTrack]
    spoken_language: str


class Document(MediaRights):
    kind: Literal["document"]
    file: StoredFile


Media = Annotated[Picture | Video | Document, Field(discriminator="kind")]


# --- the body --------------------------------------------------------------------------------------------------------


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
    | QuoteBlock
    | TableBlock
    | FactBlock
    | BoxBlock
    | EmbedBlock,
    Field(discriminator="type"),
]


# --- items -----------------------------------------------------------------------------------------------------------


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


# --- reference -------------------------------------------------------------------------------------------------------


class DatedName(Shape):
    lang: str
    name: str
    valid_from: date | None
    valid_to: date | None
    status: str


class Named(Shape):
    """`name` where `lang` was given, `names` otherwise."""

    name: str | None = None
    names: Names | None = None


class ColumnRow(Named):
    id: UUID
    slug: str
    agency: str | None
    cadence: str
    summary: str | None = None
    summaries: Names | None = None
    url: str | None = None
    urls: Names | None = None


class DossierRow(Named):
    id: UUID
    item: str | None = None
    items: Names | None = None
    url: str | None = None
    urls: Names | None = None


class AgencyRow(Named):
    id: str
    kind: str
    name_history: list[DatedName]
    parent: str | None
    successor: str | None
    website: str | None
    valid_from: date | None
    valid_to: date | None


class PlaceRow(Named):
    id: str
    kind: str
    name_history: list[DatedName]
    parent: str | None
    successors: list[str]
    latitude: float | None
    longitude: float | None
    valid_from: date | None
    valid_to: date | None


class HeldOffice(Shape):
    id: str
    agency: str
    title: str | None = None
    titles: Names | None = None
    valid_from: date | None
    valid_to: date | None


class PersonRow(Named):
    id: str
    name_ascii: str | None
    born: date | None
    died: date | None
    fictional: bool
    offices: list[HeldOffice]


class FactWords(Shape):
    label: str
    text: str
    sentence: str | None


class FactRow(Shape):
    """`label`, `text` and `sentence` where `lang` was given, `wordings` otherwise."""

    id: str
    value: str = Field(description="A decimal number as text, so that no digit is lost.")
    unit: str | None
    as_of: date
    source: str
    source_url: str | None
    owner: str | None
    expires: date | None
    status: str
    supersedes: str | None
    label: str | None = None
    text: str | None = None
    sentence: str | None = None
    wordings: dict[str, FactWords] | None = None


class TaskRow(Named):
    id: str
    plan: str
    parent: str | None
    lead: str | None
    years: str | None
    carried_by_product: bool


class SubjectRow(Named):
    id: str
    uri: str
    broader: str | None


def _list_of(row: type[Shape], name: str) -> type[Shape]:
    return type(name, (Shape,), {"__annotations__": {"items": list[row], "next": str | None}, "__module__": __name__})  # type: ignore[valid-type]


ROWS: dict[str, type[Shape]] = {
    "columns": _list_of(ColumnRow, "ColumnList"),
    "dossiers": _list_of(DossierRow, "DossierList"),
    "agencies": _list_of(AgencyRow, "AgencyList"),
    "places": _list_of(PlaceRow, "PlaceList"),
    "people": _list_of(PersonRow, "PersonList"),
    "facts": _list_of(FactRow, "FactList"),
    "tasks": _list_of(TaskRow, "TaskList"),
    "subjects": _list_of(SubjectRow, "SubjectList"),
}


# --- about the API ---------------------------------------------------------------------------------------------------


class LanguageName(Shape):
    tag: str
    name: str


class Index(Shape):
    name: str
    version: str
    documentation: str
    openapi: str
    problems: str
    languages: list[LanguageName]
    anonymous_requests_a_minute: int
    addresses: dict[str, str]


class Problem(Shape):
    """RFC 9457. Programs decide by `type`; `title` and `detail` are English, or Vietnamese where Accept-Language asks."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    parameter: str | None = None
    allowed: list[str] | None = None
    expected: str | None = None
    reason: str | None = None
    withdrawn_at: datetime | None = None
    replacement: str | None = None
    snapshot: str | None = None
    scope: str | None = None


class ProblemKind(Shape):
    type: str
    title: str
    status: int
    meaning: str


class ProblemKinds(Shape):
    problems: list[ProblemKind]


class SnapshotLine(Shape):
    """The first line has `cursor` and `generated_at`, each further one is an item, the last one has `end`, `items`
    (their number) and `cursor` again. A snapshot without its last line was cut off."""

    cursor: str | None = None
    generated_at: datetime | None = None
    end: bool | None = None
    items: int | None = None
