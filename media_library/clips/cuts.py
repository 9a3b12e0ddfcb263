"""Where the picture of a clip changes at once: a proposal for its shot list. Read from the smallest rung, in a job.

A cut is a proposal and no more: a fade is missed, a flash is found. `Preparation.cuts` keeps what was found.
"""

import re
import tempfile
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg

from media_library.clips import streaming
from media_library.clips.transcoding import LIMITS
from media_library.files.delivery import stored_pieces
from media_library.leash import OverLimitError, run
from media_library.models import Preparation, Video
from media_library.models.prepared import Role

CHANGED = 0.3  # how unlike the frame before one must be, of 1
SHORTEST = 800  # thousandths; what is shorter is no shot but a flash
MOST = 500
AT = re.compile(r"\bpts_time:(\d+(?:\.\d+)?)")


def find_cuts(video: Video) -> None:
    """Looks once, and keeps what it saw. Nothing of a clip that is not prepared, or that cannot be read: then later."""
    preparation, proxy = streaming.preparation_of(video), streaming.one_of(video, Role.PROXY)
    if preparation is None or proxy is None or preparation.cuts is not None:
        return
    with tempfile.NamedTemporaryFile(suffix=".mp4") as copy:
        for piece in stored_pieces(proxy.file.storage, str(proxy.file.name)):
            copy.write(piece)
        copy.flush()
        Preparation.objects.filter(pk=preparation.pk).update(cuts=cuts_in(Path(copy.name)))


def cuts_in(path: Path) -> list[int]:
    """Thousandths at which a new shot begins, the first but not the beginning."""
    command = [
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-protocol_whitelist", "file", "-f", "mov"),
        *("-i", f"file:{path}", "-an", "-vf", f"scale=320:-2,select='gt(scene,{CHANGED})',showinfo", "-f", "null", "-"),
    ]
    try:
        report = run(command, limits=LIMITS).stderr.decode(errors="replace")
    except OverLimitError:
        return []
    found = [round(float(second) * 1000) for second in AT.findall(report)]
    apart = [later for before, later in pairwise([0, *found]) if later - before >= SHORTEST]
    return apart[:MOST]


def spans(cuts: list[int], length: int) -> list[tuple[int, int]]:
    """The shots between the cuts."""
    marks = [0, *(cut for cut in cuts if 0 < cut < length), length]
    return [(start, end) for start, end in pairwise(marks) if end > start]
