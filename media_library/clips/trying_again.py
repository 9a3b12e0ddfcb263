"""Orders the preparation of a clip anew that was given up: from the step on which it failed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from media_library.finding.seen_shelves import may_change_carrier
from media_library.jobs import order_once, prepare_video
from media_library.models import Preparation, Video
from media_library.models.prepared import Stage


@transaction.atomic
def try_again(video: Video, *, by: Any) -> None:
    """Asked twice, or of a clip that was not given up, it does nothing more.

    Raises:
        PermissionDenied: `by` may not change the clip.
    """
    if not may_change_carrier(by, video):
        raise PermissionDenied
    given_up = Preparation.objects.filter(video=video, source_sha256=video.sha256, stage=Stage.FAILED)
    if given_up.update(stage=Stage.WAITING, attempts=0, fault=""):
        order_once(prepare_video, video.pk)
