from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def own_store(settings: LazySettings, tmp_path: Path) -> None:
    if "DiskStorage" in settings.STORAGES["default"]["BACKEND"]:
        settings.MEDIA_ROOT = tmp_path / "media"
