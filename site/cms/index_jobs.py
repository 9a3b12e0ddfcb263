"""Index jobs of what is deleted go with it: saved and deleted before the worker came, an object has nothing to index.

Wagtail puts one job into the queue at each save, for its search index and for its index of references. Deleting the
object takes it out of both indexes, but leaves the jobs, which could only fail.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from modelsearch.index import class_is_indexed
from modelsearch.tasks import insert_or_update_object_task
from wagtail.models import ReferenceIndex
from wagtail.tasks import update_reference_index_task

INDEXING = (insert_or_update_object_task.module_path, update_reference_index_task.module_path)


@receiver(post_delete, dispatch_uid="index-jobs-go-with-their-object")
def drop_waiting_jobs(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    if not (class_is_indexed(sender) or sender in ReferenceIndex.tracked_models):
        return
    named = [sender._meta.app_label, sender._meta.model_name, str(instance.pk)]
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path__in=INDEXING)
    waiting.filter(args_kwargs={"args": named, "kwargs": {}}).delete()
