"""Addresses as a reader's browser needs them: documents carry the whole address, because partners store them."""

from django.conf import settings


def local(url: str) -> str:
    """`https://hub.example/en/lotus/` → `/en/lotus/`; another house's address stays whole."""
    return url.removeprefix(settings.BASE_URL) or "/" if url.startswith(settings.BASE_URL + "/") else url


def absolute(path: str) -> str:
    return settings.BASE_URL + path if path.startswith("/") else path
