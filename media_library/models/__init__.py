"""Pictures, clips and documents, each with its owner, credit, licence and days of use."""

from media_library.models.documents import LibraryDocument
from media_library.models.pictures import Picture, PictureText, Rendition
from media_library.models.videos import SubtitleTrack, Video, VideoText

__all__ = ["LibraryDocument", "Picture", "PictureText", "Rendition", "SubtitleTrack", "Video", "VideoText"]
