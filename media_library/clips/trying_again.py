"""Orders the preparation of a clip or recording anew that was given up: from the step on which it failed."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from media_library.finding.seen_shelves import may_change_carrier
from media_library.jobs import order_once, prepare_recording, prepare_video
from media_library.models import Audio, Preparation, Video
from media_library.models.prepared import Stage


@transaction.atomic
def try_again(carrier: Video | Audio, *, by: Any) -> None:
    """Asked twice, or of one that was not given up, it does nothing more.

    Raises:
        PermissionDenied: `by` may not change it.
    """
    if not may_change_carrier(by, carrier):
        raise PermissionDenied
    of, job = ("audio", prepare_recording) if isinstance(carrier, Audio) else ("video", prepare_video)
    given_up = Preparation.objects.filter(**{of: carrier}, source_sha256=carrier.sha256, stage=Stage.FAILED)
    if given_up.update(stage=Stage.WAITING, attempts=0, fault=""):
        order_once(job, carrier.pk)
