"""Jobs go in two lanes, each with workers of its own: what somebody waits for never stands behind what goes on for long, and
what goes on for long goes on though there is always somebody who waits.

Quick: each job is over in seconds; whose result is waited for most goes first (the priorities of jobs). Long: work of minutes
to days, cut into steps that order the next one; a step goes behind those that wait already, so all of it takes turns.
"""

from enum import StrEnum

from django_tasks import DEFAULT_TASK_QUEUE_NAME


class Lane(StrEnum):
    """A queue of django-tasks. Wagtail's own jobs go in the quick one."""

    QUICK = DEFAULT_TASK_QUEUE_NAME
    LONG = "long"
