"""The shapes of pictures, clips and documents in answers, and what every shape is made of."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Names = dict[str, str]


class Shape(BaseModel):
    """Further keys may be added in later versions: programs have to pass over what they do not know."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": True})


class Rendition(Shape):
    name: str = Field(
        description="thumb, small, medium, large (widths 320 to 1920 in the picture's own proportions, never enlarged); crops "
        "around the focal point: social (1200×630), wide (16:9), classic (4:3), square (1:1). Each also with -webp and -avif.",
        examples=["medium-avif"],
    )
    href: str = Field(
        description="Immutable: what is behind it never changes. Rights and words are inside, as XMP and IPTC. Below `/media/` it "
        "is for everybody; below `/api/` it was made for you, needs no key and is good for an hour."
    )
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


class Original(StoredFile):
    """The file as it came. Each download is noted."""

    href: str = Field(description="Made for you: it needs no key, opens this file alone and takes `Range`.")
    expires_at: datetime = Field(description="Until when the address is good.")
    position_inside: bool = Field(description="It says where it was taken: have that removed before you publish it.")


class WithOriginal(Shape):
    original: Original | None = Field(
        None,
        description="With a key, and `use` print, broadcast or exhibition, where you may have it for that; null otherwise. "
        "Told by `/media`, not in an item's body.",
    )


class OwnerName(Shape):
    code: str
    name: str | None = None
    names: Names | None = None


class FocalPoint(Shape):
    x: float
    y: float


class WhyNot(Shape):
    code: str = Field(examples=["expired"])
    words: str


class Rights(Shape):
    """What may be done with it. Empty lists: no limit."""

    usable: bool = Field(
        description="Today. Told by `/media`: by you, for the `use` and `territory` you asked for; in an item: on the web."
    )
    why_not: list[WhyNot]
    uses: list[str] | None = Field(
        description="As far as the record and the consents of those shown agree; null: no use is left.",
        examples=[["web", "print"]],
    )
    territories: list[str] = Field(description="ISO 3166-1 alpha-2", examples=[["VN", "LA"]])
    languages: list[str]
    translation_allowed: bool
    modification_allowed: bool
    exclusive: bool
    holder: str
    terms: str
    terms_url: str | None = None
    data_mining: str | None = Field(None, description="PLUS vocabulary", examples=["DMI-PROHIBITED-AIMLTRAINING"])
    third_party: str


class MadeByAI(Shape):
    """IPTC Photo Metadata 2025.1: AI system, its version, prompt information, prompt writer."""

    system: str
    version: str
    prompt: str
    prompt_writer: str


class PersonShown(Shape):
    id: str | None = Field(description="The person's code in the reference data, if it is there.")
    name: str


class FiledTask(Shape):
    """`title` where `lang` was given, `titles` otherwise."""

    code: str = Field(examples=["3.1"])
    title: str | None = None
    titles: Names | None = None


class FiledSubject(Shape):
    """`name` where `lang` was given, `names` otherwise."""

    id: str = Field(examples=["medtop:01000000"])
    uri: str
    name: str | None = None
    names: Names | None = None


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
    rights: Rights | None = Field(None, description="What may be done with it, and whether it may be used now.")
    ai: MadeByAI | None = Field(None, description="Which system made it; null for what people made.")
    source: str = ""
    file_version: int = 1
    keywords: list[str] = Field(
        [], description="Of the language asked for; without `lang` of all languages, each once: `texts` has them apart."
    )
    people: list[PersonShown] = []
    places: list[OwnerName] = []
    event: str = ""
    taken_at: datetime | None = Field(
        None, description="When it was photographed, filmed or recorded. Told by `/media`, not in an item's body."
    )
    tasks: list[FiledTask] = Field([], description="Plan tasks; told by `/media`, not in an item's body.")
    subjects: list[FiledSubject] = Field([], description="Media Topics; told by `/media`, not in an item's body.")


class PictureWords(Shape):
    alt: str
    caption: str
    title: str = ""
    keywords: list[str] = []


class VideoWords(Shape):
    title: str
    description: str
    keywords: list[str] = []


class Picture(MediaRights, WithOriginal):
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
    srt: str | None = Field(None, description="The same as SubRip.")
    ttml: str | None = Field(None, description="The same as IMSC 1.1 Text (TTML).")


class Played(Shape):
    href: str
    type: str


class Proxy(StoredFile):
    width: int
    height: int


class Loudness(Shape):
    """EBU R 128."""

    integrated: float | None = Field(description="LUFS", examples=[-23.0])
    range: float | None = Field(description="LU")
    true_peak: float | None = Field(description="dBTP")


class ShotWords(Shape):
    description: str


class Shot(Shape):
    """Words: `description` in one language, or `texts` in all."""

    start: float = Field(description="Seconds from the beginning of the clip.", examples=[7.5])
    end: float
    description: str | None = None
    texts: dict[str, ShotWords] | None = None
    places: list[OwnerName] = []
    people: list[PersonShown] = Field([], description="Those whom the clip names.")


class Speaker(Shape):
    id: str | None = Field(description="The person's code in the reference data, if it is there.")
    name: str = Field(description="Name and title as this language presents them.")


class Translated(Shape):
    translation: str


class SoundBite(Shape):
    """What somebody says: word for word, and translated; in one language, or as `texts` in all."""

    start: float
    end: float
    lang: str = Field(description="The language spoken, BCP 47.")
    speaker: Speaker
    verbatim: str
    translation: str | None = Field(None, description="Null in the language that is spoken.")
    texts: dict[str, Translated] | None = None


class Chapters(Shape):
    lang: str
    href: str = Field(description="The shots as WebVTT, for a player's `kind=chapters`.")
    type: Literal["text/vtt"]


class Video(MediaRights, WithOriginal):
    kind: Literal["video"]
    description: str | None = None
    texts: dict[str, VideoWords] | None = None
    duration: float | None
    width: int | None
    height: int | None
    file: StoredFile | None = Field(
        description="The same MP4 as `proxy`, with rights and words inside as XMP. Null while the clip is being prepared."
    )
    poster: Picture | None
    subtitles: list[SubtitleTrack]
    hls: Played | None = Field(
        None, description="HLS: H.264 up to 1080p, sound alone, subtitles. Null while the clip is being prepared."
    )
    proxy: Proxy | None = Field(None, description="MP4 of at most 720p that plays while it loads.")
    stills: Played | None = Field(None, description="WebVTT whose cues are places in a sheet of stills.")
    loudness: Loudness | None = None
    spoken_language: str
    shots: list[Shot] = []
    sound_bites: list[SoundBite] = []
    chapters: list[Chapters] = []


class Drawn(Shape):
    """How a file looks that is no picture. Nothing until it is drawn, and of kinds that are not."""

    pages: int | None = None
    renditions: list[Rendition] = Field(
        [], description="`face`: its first page; under another address when the file or its rights change."
    )


class Document(MediaRights, Drawn):
    kind: Literal["document"]
    description: str | None = None
    texts: dict[str, VideoWords] | None = None
    file: StoredFile


class Audio(MediaRights):
    kind: Literal["audio"]
    description: str | None = None
    texts: dict[str, VideoWords] | None = None
    duration: float | None
    file: StoredFile | None = Field(
        description="As it came; of one that browsers do not play, or that says inside where it was recorded, an M4A, "
        "null until it is made."
    )
    spoken_language: str
    sound_bites: list[SoundBite] = []


class Latest(Shape):
    href: str = Field(description="Always leads to the newest file.")


class LockUp(Shape):
    """By what a designer chooses."""

    lang: str | None = Field(None, description="The language of the words in it; null: there are none.")
    colour: str | None = Field(None, description="full, one, reversed (white, for dark grounds) or black.")
    format: str | None = Field(None, description="The end of its file's name.", examples=["svg"])
    latest: Latest | None


class BrandVariant(LockUp):
    id: UUID
    slug: str
    title: str


class Brand(MediaRights, LockUp, Drawn):
    """A logo, slogan, rules of use or souvenir model. A slogan has no file: its words are its title."""

    kind: Literal["brand"]
    description: str | None = None
    texts: dict[str, VideoWords] | None = None
    role: str = Field(examples=["logo"])
    status: str = Field(examples=["approved"])
    slug: str = Field(description="Its short name: the end of `latest`.", examples=["logo-tinh"])
    variant_of: UUID | None = Field(
        None, description="The logo whose lock-up it is, the rules whose translation it is."
    )
    variants: list[BrandVariant] = Field([], description="Its approved lock-ups and translations.")
    file: StoredFile | None
    picture: Picture | None


Media = Annotated[Picture | Video | Audio | Document | Brand, Field(discriminator="kind")]


class MediaList(Shape):
    items: list[Media]
    next: str | None = Field(description="The address of the next page, or null on the last one.")
