"""Files that we made ourselves: under a name that their content decides, so making them twice makes one file."""

from typing import Any

from django.core.files.base import ContentFile


def keep(storage: Any, name: str, content: bytes) -> str:
    """Put the content under its name. What a killed process left there half-written is written again.

    Returns the name; another one when somebody else writes the same at this very moment.
    """
    if storage.exists(name):
        if storage.size(name) == len(content):
            return name
        storage.delete(name)
    return str(storage.save(name, ContentFile(content)))
