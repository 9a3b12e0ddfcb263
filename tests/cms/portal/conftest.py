from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache


@pytest.fixture(autouse=True)
def own_store(settings: LazySettings, tmp_path: Path) -> None:
    if "DiskStorage" in settings.STORAGES["default"]["BACKEND"]:
        settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Query counts must not depend on what an earlier test has cached."""
    cache.clear()
    ContentType.objects.clear_cache()
