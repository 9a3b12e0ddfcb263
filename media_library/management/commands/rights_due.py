"""`cms rights_due`: once a day. Says what ends soon and tells the ledger what ended; the relay does the latter too."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from media_library.rights.expiry import tell_turned, warn


class Command(BaseCommand):
    help = "Warn of rights that end in 30, 7 and 1 days, and tell of those that ended."

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        for due in [*warn(today), *tell_turned(today)]:
            self.stdout.write(f"{due.day.isoformat()} {due.notice.label}: {due.asset.title} ({due.asset.pk})")
