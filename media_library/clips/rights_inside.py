"""The proxy of a clip or recording with its rights inside, as pictures have them: the same packet, in a box of its own behind the film.

The film's bytes stay as they are stored, once: a row has the box, and the checksum of both together; delivery puts one behind
the other (`media_library.files.delivery`). So other words or rights cost one reading of the film and a few kilobytes, and the
address of what was said before stays good. A box of the kind `uuid` may stand anywhere at the top of the file; players pass over
it, and one at the end moves nothing that `moov` points to (Adobe XMP specification part 3, MPEG-4; ISO/IEC 14496-12, 8.1.1).

What HLS plays has none: its segments are parts of a stream, which no reader of XMP opens.
"""

import logging
import struct
from hashlib import sha256
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import Http404

from media_library.clips import streaming
from media_library.files.delivery import stored_pieces
from media_library.models import Audio, PreparedFile, StampedProxy, Video
from media_library.models.prepared import Role
from media_library.renditions.embedding import xmp
from media_library.renditions.standard import may_be_drawn
from media_library.rights.statements import statement_of

XMP_BOX = UUID("BE7ACFCB-97A9-42E8-9C71-999491E3AFAC")
logger = logging.getLogger("hub.media_library")


def told_proxy(video: Video | Audio) -> PreparedFile | StampedProxy | None:
    """What is given out of the clip today: with what is said of it now, or, until a job has seen to that, what was said before.
    None while it is not prepared. Reads no file.

    Raises:
        NotDrawnError: whoever holds a lock tells of nothing that changes by itself a moment later (`only_drawn`).
    """
    proxy = _proxy(video)
    if proxy is None:
        return None
    there, said = list(proxy.stamped.all()), _said(_packet(video))
    now = next((row for row in there if row.said == said), None)
    if now is not None:
        return now
    may_be_drawn(video)
    return max(there, key=lambda row: row.pk, default=proxy)


def is_stamped(video: Video | Audio) -> bool:
    """Is what is said of it now inside? Also where there is nothing that it could be inside of."""
    proxy = _proxy(video)
    return proxy is None or _has_inside(proxy, _packet(video))


def stamp_proxy(video: Video | Audio) -> bool:
    """Puts what is said of it now inside, unless it is there. False: the film is gone from the store. Safe to run twice.

    Raises:
        StoreAwayError: not at the moment.
    """
    proxy = _proxy(video)
    if proxy is None:
        return True
    packet = _packet(video)
    if _has_inside(proxy, packet):
        return True
    box, digest = box_of(packet), sha256()
    try:
        for piece in stored_pieces(default_storage, str(proxy.file.name)):
            digest.update(piece)
    except Http404:
        logger.warning("proxy_gone asset=%s", video.uid)
        return False
    digest.update(box)
    told = {"box": box, "sha256": digest.hexdigest(), "size": proxy.size + len(box)}
    StampedProxy.objects.get_or_create(prepared=proxy, said=_said(packet), defaults=told)
    return True


def box_of(packet: bytes) -> bytes:
    return struct.pack(">I", 24 + len(packet)) + b"uuid" + XMP_BOX.bytes + packet


def _proxy(video: Video | Audio) -> PreparedFile | None:
    return streaming.one_of(video, Role.PROXY) if streaming.preparation_of(video) is not None else None


def _packet(video: Video | Audio) -> bytes:
    return xmp(statement_of(video.asset))


def _has_inside(proxy: PreparedFile, packet: bytes) -> bool:
    """Asked of the database: who saves a clip may have read its rows before they were stamped."""
    return proxy.stamped.filter(said=_said(packet)).exists()


def _said(packet: bytes) -> str:
    return sha256(packet).hexdigest()
