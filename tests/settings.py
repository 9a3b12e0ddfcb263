"""The product's settings with a quick password hash. Database and store: by the environment, as in production."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("HUB_VAR", tempfile.mkdtemp(prefix="hub-test-"))

from cms.settings import *  # noqa: F403 - the settings under test; HUB_VAR has to be set before they are read
from cms.settings import CACHES, STATIC_ROOT, STORAGES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if "LOCATION" in CACHES["default"] and "redis" in CACHES["default"]["BACKEND"]:
    # each worker of pytest-xdist has a database of its own
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    CACHES["default"]["LOCATION"] = f"{CACHES['default']['LOCATION'].rpartition('/')[0]}/{1 + int(number)}"
# a test that needs Elasticsearch takes it by hand (tests/search); the others are answered by the embedded engine
ELASTICSEARCH = None
# static files are not collected for tests
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MEDIA_ROOT = Path(VAR) / "media" / os.environ.get("PYTEST_XDIST_WORKER", "main")
# a test that needs a job runs it by hand; the others must not depend on one
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
# whitenoise warns of a missing folder, and warnings are errors
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
