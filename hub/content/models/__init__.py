"""What editors write. Every page is one edition of a work: `translation_key` is the work, `locale` the language."""

from hub.content.models.columns import Column, Dossier, HomePage
from hub.content.models.events import Event
from hub.content.models.provenance import Provenance
from hub.content.models.publications import Issue, Publication
from hub.content.models.stories import Article, VideoStory

EDITIONS = (Article, VideoStory, Publication, Issue, Event, Dossier, Column, HomePage)
RELEASED = tuple(model for model in EDITIONS if model.released)

__all__ = [
    "EDITIONS",
    "RELEASED",
    "Article",
    "Column",
    "Dossier",
    "Event",
    "HomePage",
    "Issue",
    "Provenance",
    "Publication",
    "VideoStory",
]
