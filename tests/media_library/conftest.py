from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django_tasks import default_task_backend
from wagtail.users.models import UserProfile

from hub.staff.models import User


@pytest.fixture(autouse=True)
def own_store(settings: LazySettings, tmp_path: Path) -> None:
    if "DiskStorage" in settings.STORAGES["default"]["BACKEND"]:
        settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def own_folder_of_arrivals(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"


@pytest.fixture(autouse=True)
def no_jobs_yet() -> None:
    default_task_backend.clear()


@pytest.fixture
def editor(db: None, client: Client) -> Client:
    user = User.objects.create_superuser("bien-tap", "bien-tap@example.vn", "mot-mat-khau-dai")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client
