"""The shapes of pictures, clips and documents in answers, and what every shape is made of."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Names = dict[str, str]


class Shape(BaseModel):
    """Further keys may be added in later versions: programs have to pass over what they do not know."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"additionalProperties": True})


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
