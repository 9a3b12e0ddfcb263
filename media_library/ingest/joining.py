"""A sidecar that is uploaded by itself and the picture it tells of: they come in any order, and are joined once both are judged.

Of a sidecar its row keeps what it says; its bytes go. What is judged is written before it looks for its other half, so of two
workers at least one sees both; joining twice is joining once. A sidecar that is sent again takes the place of the older one.
Halves are of one sender. What came out of a ZIP has what lay beside it there (`media_library.ingest.unpacking`).
"""

from typing import Any

from django.db.models import Q

from media_library.ingest.sidecars import BROKEN, ORIGIN, UNSAFE, is_named_in_full, tells_of
from media_library.models import Upload, UploadState


def keep_sidecar(upload: Upload, proposals: tuple[dict[str, str], ...], notes: tuple[str, ...]) -> Upload:
    """It waits for its picture, or for each of several, from now on."""
    upload.state, upload.proposals, upload.notes = UploadState.SIDECAR, list(proposals), list(notes)
    upload.save()
    for picture in _others(upload, UploadState.READY):
        if tells_of(upload.name, picture.name):
            _join(upload, picture)
    older = [each.pk for each in _others(upload, UploadState.SIDECAR) if each.name.lower() == upload.name.lower()]
    Upload.objects.filter(pk__in=older, tells_of=None).delete()
    return upload


def join_sidecar(picture: Upload) -> None:
    """What a sidecar says that was here before the picture is offered with it."""
    found = [each for each in _others(picture, UploadState.SIDECAR) if tells_of(each.name, picture.name)]
    found.sort(key=lambda each: (is_named_in_full(each.name, picture.name), each.created_at))
    if found:
        _join(found[-1], picture)


def _others(upload: Upload, state: UploadState) -> Any:
    rows = Upload.objects.filter(by=upload.by, link=upload.link, sender=upload.sender, state=state, bundle=None)
    return rows.exclude(pk=upload.pk).select_related("sidecar").defer("preview", "sidecar__preview")


def _join(sidecar: Upload, picture: Upload) -> None:
    before = picture.sidecar
    same_name = before is None or before.name.lower() == sidecar.name.lower()
    if not same_name and not is_named_in_full(sidecar.name, picture.name):
        return
    said = {(each["field"], each["value"]) for each in sidecar.proposals}
    inside = [
        each for each in picture.proposals if each["origin"] != ORIGIN and (each["field"], each["value"]) not in said
    ]
    notes = [each for each in picture.notes if each not in (BROKEN, UNSAFE)]
    unchanged = Q(sidecar=before) if before is not None else Q(sidecar__isnull=True)
    Upload.objects.filter(unchanged, pk=picture.pk, state=UploadState.READY).update(
        sidecar=sidecar, proposals=[*sidecar.proposals, *inside], notes=[*sidecar.notes, *notes]
    )
