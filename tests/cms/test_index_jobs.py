"""What was saved and deleted before the worker came leaves no job that can only fail."""

from typing import Any

import pytest
from cms.index_jobs import INDEXING
from django_tasks_db.models import DBTaskResult

from tests.newsroom import article, column, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _queue(settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


def indexed() -> set[str]:
    """The pages that a waiting index job names, by their ids."""
    named = [job.args_kwargs["args"] for job in DBTaskResult.objects.filter(status="READY", task_path__in=INDEXING)]
    return {pk for _app, model, pk in named if model in ("article", "column")}


def test_jobs_of_a_deleted_page_go_with_it_and_those_of_others_stay():
    shelf = column()
    gone, stays = article(shelf, "Nháp"), article(shelf, "Bài")
    assert indexed() == {str(shelf.pk), str(gone.pk), str(stays.pk)}

    fresh(gone).delete()

    assert indexed() == {str(shelf.pk), str(stays.pk)}


def test_jobs_of_pages_below_a_deleted_one_go_too():
    shelf = column()
    article(shelf, "Nháp")

    fresh(shelf).delete()

    assert indexed() == set()
