"""`cms uploads_due`: judges uploads that wait (their job was lost, the virus scanner was away), drops what nobody went on with."""

from typing import Any

from django.core.management.base import BaseCommand

from media_library.ingest.judging import drop_forgotten, judge_waiting


class Command(BaseCommand):
    help = "Judge uploads that wait, and drop those that nobody went on with. For cron; the worker does most of it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        judged = judge_waiting()
        self.stdout.write(f"{judged} judged, {drop_forgotten()} dropped")
