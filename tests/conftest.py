"""What every test may use, and which tests need a server that this run does not have.

`make test` runs on nothing but Python; `.ci/run` starts PostgreSQL, S3 and Chromium and runs the rest:
"""

import os
import shutil

import pytest

HAVE = {
    "postgres": os.environ.get("DATABASE_URL", "").startswith("postgres"),
    "s3": bool(os.environ.get("S3_BUCKET")),
    "browser": shutil.which("chromium") is not None,
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for need, there in HAVE.items():
            if item.get_closest_marker(need) and not there:
                item.add_marker(pytest.mark.skip(reason=f"no {need} here; .ci/run has it"))
