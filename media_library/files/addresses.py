"""Addresses of files. They hold the checksum, so whatever is behind one never changes and may be kept for ever."""

from uuid import UUID

PREFIX = "/media/"
SHA_LENGTH = 16


def asset_path(uid: UUID | str, name: str, sha256: str) -> str:
    """`/media/<uid>/<first 16 of the checksum>/<name>`; the name is for people, uid and checksum decide."""
    return f"{PREFIX}{uid}/{sha256[:SHA_LENGTH]}/{name}"


def latest_path(slug: str) -> str:
    """Where a brand asset's newest file is found, whichever it is."""
    return f"{PREFIX}latest/{slug}"
