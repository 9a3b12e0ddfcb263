"""Faces that are blurred in the newest file, and are seen in the older ones.

A file is cleared by a blurred face once a second person has looked at that very version of it (`PersonShown.blur_counts`).
What was made from another version shows the face still, so it stays in the house: addresses of renditions and of films, lent
or public, and packages ask here.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # models draw pictures, and what is drawn into them asks for rights
    from media_library.models import Asset


def only_this_version(asset: "Asset") -> bool:
    """Do its rights rest on faces that somebody has seen blurred in the file as it now is? One query where `people_prefetch`
    was not asked for, and none where the file was never replaced."""
    return asset.file_version > 1 and any(person.blur_counts for person in asset.people.all())
