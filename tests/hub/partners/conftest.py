from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from hub.partners.keys import create_key
from hub.partners.models import Partner

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def _fresh_minute() -> None:
    cache.clear()


@pytest.fixture
def ask(client: Client) -> Ask:
    """GET below /api/v1/, with a key or without."""

    def get(path: str, key: str | None = None, /, *, method: str = "get", **headers: str) -> HttpResponse:
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        return getattr(client, method)(
            f"/api/v1/{path}", headers={name.replace("_", "-"): value for name, value in headers.items()}
        )

    return get


@pytest.fixture
def partner(db: None) -> Partner:
    return Partner.objects.create(name="Đài Viêng Chăn", contact="desk@example.la", licences=["press"])


@pytest.fixture
def key(partner: Partner) -> str:
    return create_key(partner, by=None, name="web site")[1]
