"""The shapes of packages in answers."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from hub.partners.api.media_shapes import Sha256, Shape


class Purpose(Shape):
    """What its rights were asked for."""

    use: str = Field(examples=["broadcast"])
    territory: str | None = Field(description="ISO 3166-1 alpha-2; null: everywhere.")
    day: date | None


class PackedWords(Shape):
    title: str
    caption: str
    alt: str
    keywords: list[str]


class PackedTrack(Shape):
    """Subtitles or a dope sheet, in one language."""

    lang: str
    file: str
    sha256: Sha256
    size: int
    type: str = Field(examples=["text/vtt; charset=utf-8"])
    offset: int


class MadeBy(Shape):
    system: str
    version: str


class Contact(Shape):
    """Whom to ask for more than is allowed."""

    name: str
    url: str | None
    email: str | None


class PackedItem(Shape):
    """One asset. A slogan has words and no file."""

    id: UUID
    kind: str = Field(examples=["picture"])
    file: str | None = Field(description="Below `data/` in the bag.", examples=["media/001-lang-sen.jpg"])
    sha256: Sha256 | None
    size: int | None
    type: str | None
    offset: int | None = Field(
        description="Where the file's own bytes begin in the ZIP: it is stored, so a range of the ZIP is the file."
    )
    file_version: int
    title: str
    texts: dict[str, PackedWords]
    creator: str
    credit: str
    credits: dict[str, str] = Field(description="The credit line to print, by language.")
    owner: str
    source: str
    event: str
    places: dict[str, list[str]] = Field({}, description="What is shown, by language.")
    taken_at: datetime | None
    licence: str
    licence_url: str | None
    terms: dict[str, str] = Field(description="The terms of use in words, Vietnamese and English.")
    terms_url: str | None
    uses: list[str]
    territories: list[str]
    languages: list[str] = Field([], description="In which its words may be used; empty: in all.")
    translation_allowed: bool = True
    modification_allowed: bool
    exclusive: bool = False
    usable_from: date | None = Field(description="Under embargo until then.")
    usable_until: date | None = Field(description="The last day on which it may be used.")
    third_party: str = Field(description="What needs somebody else's leave: co-producers, music, works of art.")
    own_terms: str = Field("", description="What the contract adds, in its words.")
    contact: Contact | None = None
    as_it_came: bool = Field(
        default=False, description="It keeps what its camera and programs wrote into it; those for the web don't."
    )
    position_inside: bool = Field(default=False, description="The place where it was taken is among that.")
    digital_source_type: str
    ai: MadeBy | None
    subtitles: list[PackedTrack]
    dope_sheets: list[PackedTrack] = Field(
        [], description="Of clips and recordings: shot list and sound bites, as text."
    )


class WhyLeftOut(Shape):
    code: str
    words: dict[str, str]


class LeftOut(Shape):
    id: UUID
    title: str
    reasons: list[WhyLeftOut]


class PackageDownload(Shape):
    href: str = Field(
        description="Good until `expires_at`, without a key, with `Range`. Afterwards ask for the package again."
    )
    expires_at: datetime
    type: str = Field(examples=["application/zip"])
    size: int
    etag: str = Field(description="Of the ZIP: send it as `If-Range` when you resume.")
    name: str


class Package(Shape):
    """A BagIt 1.0 bag in a ZIP. Nothing in it ever changes; what has to be other is another package."""

    id: UUID
    title: str
    version: int
    replaces: UUID | None
    made_at: datetime
    made_by: str
    recipient: str
    purpose: Purpose
    form: str = Field(description="`original`, or `web`: JPEG of 1920 pixels and MP4 of 720p.")
    languages: list[str]
    items: list[PackedItem]
    left_out: list[LeftOut]
    download: PackageDownload
