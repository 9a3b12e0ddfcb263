"""`cms load_demo`: the demo content, in demo mode only. Safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.loading import load_demo


class Command(BaseCommand):
    help = "Load the demo content."

    def handle(self, *args: Any, **options: Any) -> None:
        load_demo(self.stdout.write)
