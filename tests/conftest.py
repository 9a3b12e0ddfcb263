"""What every test may use, and which tests need a server that this run does not have.

`make test` runs on nothing but Python; `.ci/run` starts PostgreSQL, S3 and Chromium and runs the rest.
"""

import os
import shutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import connection
from django.utils import translation

HAVE = {
    "postgres": os.environ.get("DATABASE_URL", "").startswith("postgres"),
    "s3": bool(os.environ.get("S3_BUCKET")),
    "elasticsearch": bool(os.environ.get("ELASTICSEARCH_URL")),
    "browser": shutil.which("chromium") is not None,
    "clamd": shutil.which("clamd") is not None,
    "exiftool": shutil.which("exiftool") is not None,
}
DATABASE = frozenset({"db", "transactional_db", "live_server"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for need, there in HAVE.items():
            if item.get_closest_marker(need) and not there:
                item.add_marker(pytest.mark.skip(reason=f"no {need} here; .ci/run has it"))
        if item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Tables are made without migrations (`pyproject.toml`). What no model says stands here: who asks whether any are waiting is
    told none, and Wagtail's words in SQLite are a virtual table with triggers, as its own migration makes it."""
    from django.db.migrations import SeparateDatabaseAndState  # noqa: PLC0415 - app ready
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 - app ready

    from tests.newsroom import lay_foundations  # noqa: PLC0415 - app ready

    by_hand = import_module("wagtail.search.migrations.0006_customise_indexentry").Migration.operations
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        MigrationRecorder(connection).ensure_schema()
        for operation in by_hand:
            if isinstance(operation, SeparateDatabaseAndState):
                cursor.execute("DROP TABLE wagtailsearch_indexentry_fts")
                for statement in operation.database_operations:
                    cursor.execute(statement.sql)
        lay_foundations()


@pytest.fixture(autouse=True)
def _foundations(request: pytest.FixtureRequest, _django_db_marker: None) -> None:
    """A test with real transactions ends by emptying every table; the next one finds what migrations had made."""
    for fixture in DATABASE:
        if fixture in request.fixturenames:
            request.getfixturevalue(fixture)
    if request.node.get_closest_marker("django_db") or DATABASE & set(request.fixturenames):
        from tests.newsroom import lay_foundations  # noqa: PLC0415 - app ready

        lay_foundations()


@pytest.fixture
def django_assert_num_queries(db: None, django_assert_num_queries: Any) -> Any:
    """A count is the same whatever ran before: what Django asks for once and keeps, until a test empties the tables, is there."""
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - app ready

    ContentType.objects.get_for_models(*apps.get_models())
    return django_assert_num_queries


@pytest.fixture(autouse=True)
def _as_written() -> Iterator[None]:
    """Messages are asserted as the code words them; a request still speaks the language of its user."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _caches_are_empty() -> None:
    """They outlive a test; what one has put there (addresses, renditions of a picture by its number) is wrong for the next."""
    for name in caches:
        caches[name].clear()


@pytest.fixture(scope="session")
def mp4(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A clip of four seconds."""
    from tests.media_library.making import clip  # noqa: PLC0415 - app ready

    return clip(tmp_path_factory.mktemp("clips") / "clip.mp4")
