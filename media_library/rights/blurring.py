"""Faces that are not seen in the newest file, and are seen in the older ones.

A file is cleared by a blurred face once a second person has looked at that very version of it (`PersonShown.blur_counts`), and
as well by taking somebody off the people shown, or saying that the face cannot be recognised. What was made from an older
version shows the face still, and nobody listed answers for it any more: so from then on that version stays in the house,
whoever is listed later. Addresses of renditions and of films, lent or public, and packages ask here.
"""

from typing import TYPE_CHECKING

from django.db.models import F

from media_library.rights.clearing import shown_as

if TYPE_CHECKING:  # models draw pictures, and what is drawn into them asks for rights
    from media_library.models import Asset, PersonShown


def close_older_versions(before: "PersonShown | None", now: "PersonShown | None") -> None:
    """A row of the people shown is changed: before, None of a new one, and now, None of one that is taken off. Whoever has no say
    closes nothing."""
    had_a_say = before is not None and before.face_shown and shown_as(before, before.asset.file_version).has_a_say
    if (now is not None and now.blur_counts) or (had_a_say and (now is None or not now.face_shown)):
        asset = (now or before).asset  # type: ignore[union-attr]  # one of them is there
        asset.versions.filter(number__lt=F("asset__file_version")).update(stays_inside=True)


def may_leave(asset: "Asset", *, made_from: str) -> bool:
    """What was made from the file with that checksum; empty: nobody knows from which. One query where `versions` were not asked
    for, and none where the file was never replaced."""
    if asset.file_version == 1:
        return True
    versions = asset.versions.all()
    known = any(version.sha256 == made_from and not version.stays_inside for version in versions)
    return known or not any(version.stays_inside for version in versions)


def version_may_leave(asset: "Asset", number: int | None) -> bool:
    """The same of a version's number, as packages keep it."""
    if number == asset.file_version:
        return True
    return not any(version.stays_inside and number in (None, version.number) for version in asset.versions.all())
