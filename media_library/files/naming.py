"""Names of stored files: plain ASCII, short, and telling."""

from pathlib import PurePosixPath

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

LONGEST = 60


def plain_name(title: str, *, otherwise: str = "file") -> str:
    """`Làng Sen mùa sen nở` → `lang-sen-mua-sen-no`; `otherwise` where nothing readable is left."""
    return slugify(string_to_ascii(title))[:LONGEST].strip("-") or otherwise


def extension(name: str | None) -> str:
    """`Clip.MP4` → `mp4`; nothing of a file that is not there."""
    return PurePosixPath(name or "").suffix.lower().removeprefix(".")


def stored_name(filename: str, *, otherwise: str = "file") -> str:
    """The name of an upload as it is kept."""
    return f"{plain_name(PurePosixPath(filename).stem, otherwise=otherwise)}.{extension(filename)}".rstrip(".")
