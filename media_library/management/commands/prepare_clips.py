"""`cms prepare_clips`: orders what is still missing of every clip, and of recordings that browsers do not play; and of those
given up."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from media_library.clips.preparing import is_wanting
from media_library.jobs import prepare_recording, prepare_video
from media_library.models import Audio, Preparation, Video
from media_library.models.prepared import Stage


class Command(BaseCommand):
    help = "Order the preparation of clips that are not ready for the web."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="those that failed, too")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        if again:
            Preparation.objects.filter(stage=Stage.FAILED).update(stage=Stage.WAITING, attempts=0, fault="")
        wanting = [video for video in Video.objects.order_by("pk") if is_wanting(video)]
        for video in wanting:
            prepare_video.enqueue(video.pk)
        recordings = [audio for audio in Audio.objects.order_by("pk") if is_wanting(audio)]
        for audio in recordings:
            prepare_recording.enqueue(audio.pk)
        self.stdout.write(f"{len(wanting) + len(recordings)} clips ordered")
