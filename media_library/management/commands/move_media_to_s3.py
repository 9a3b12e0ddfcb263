"""`cms move_media_to_s3`: brings the library's files from the disk into the bucket of the environment, and proves each."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from media_library.files.moving import move
from media_library.files.store import StoreAwayError, is_full


class Command(BaseCommand):
    help = "Move the library's files from the disk into the bucket; run again to go on, and after the hub has changed over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take off the disk what is proved in the bucket")

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        bucket = getattr(default_storage, "bucket", None)
        if bucket is None:
            raise CommandError("S3_BUCKET is not set: name the bucket to move to, as docs/operations.md says.")
        disk = Path(settings.MEDIA_ROOT)
        if not disk.is_dir():
            raise CommandError(f"There is no folder {disk}: nothing is to be moved.")
        try:
            done = move(disk, bucket, remove=remove, tell=self.stdout.write)
        except StoreAwayError as away:
            wanting = "There is no room" if is_full(away) else "The store does not answer"
            raise CommandError(f"{wanting}: run the command again later, it goes on where it was. ({away})") from away
        self.stdout.write(
            f"{done.files} files moved and proved ({done.bytes / 1e6:.0f} MB), {done.there_already} were there already"
        )
        if done.changed:
            listed = "\n  ".join(done.changed)
            self.stderr.write(
                f"{len(done.changed)} files changed while they were moved; run the command again:\n  {listed}"
            )
        if done.damaged:
            listed = "\n  ".join(done.damaged)
            raise CommandError(f"{len(done.damaged)} files on the disk are not what the library measured:\n  {listed}")
