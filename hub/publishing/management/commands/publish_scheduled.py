"""`cms publish_scheduled`: stands before Wagtail's command of the same name, which publishes outside a transaction."""

from typing import Any

from django.core.management.base import BaseCommand

from hub.publishing.scheduling import publish_due


class Command(BaseCommand):
    help = "Publish and withdraw what is due."

    def handle(self, *args: Any, **options: Any) -> None:
        publish_due()
