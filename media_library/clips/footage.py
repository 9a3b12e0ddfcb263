"""Looking into clips and recordings with ffmpeg, as a separate program: length and frame size, and one good still.

A clip is what a stranger uploaded. The container is named to ffmpeg from the file's extension and it may open this one
file only, so a playlist dressed as a clip reaches neither other files nor the network. Every call is on a leash.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
from django.utils.translation import gettext as _

from media_library.leash import GIGABYTE, Limits, OverLimitError, run

CONTAINERS = {"mp4": "mov", "mov": "mov", "webm": "matroska", "mkv": "matroska"}
CONTENT_TYPES = {"mp4": "video/mp4", "mov": "video/quicktime", "webm": "video/webm", "mkv": "video/x-matroska"}
SOUND = {"mp3": "mp3", "m4a": "mov", "ogg": "ogg", "oga": "ogg", "flac": "flac", "wav": "wav"}
SOUND_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
}
# reading, not decoding: some gigabytes pass in less; a still is decoded
LIMITS = Limits(seconds=120, cpu_seconds=240, memory=8 * GIGABYTE, largest=0)
VIDEO_STREAM = re.compile(r"Stream #\d+:\d+.*?: Video: .*?\b(\d{2,5})x(\d{2,5})\b")
ROTATION = re.compile(r"display ?matrix: rotation of (-?\d+)", re.IGNORECASE)
DECLARED = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
PLAYED = re.compile(r"^out_time_us=(\d+)$", re.MULTILINE)
WHOLE = 0.95  # a file that plays less of its declared length than this was cut off


class NotAClipError(Exception):
    """The file is no clip that can be played; the message tells a person why."""


@dataclass(frozen=True, slots=True)
class Footage:
    """What a clip measures: seconds, and pixels as seen."""

    duration: float
    width: int
    height: int


def look_into(path: Path, extension: str) -> Footage:
    """Measure a clip by reading all of it.

    Raises:
        NotAClipError: another kind of file, no moving picture, damaged, or cut off.
    """
    # one pass over the packets: what a header declares is not what a cut-off file holds
    done = _ffmpeg(
        *_source(path, extension),
        *("-map", "0:v:0", "-map", "0:a?", "-c", "copy", "-f", "null", "-progress", "pipe:1", "-"),
    )
    report = done.stderr.decode(errors="replace")
    stream = VIDEO_STREAM.search(report)
    if stream is None:
        if "Stream #" in report:
            raise NotAClipError(_("The file holds no moving picture. Upload a video in MP4 (H.264), MOV or WebM."))
        raise NotAClipError(_("The file is damaged or is not a video. Upload a video in MP4 (H.264), MOV or WebM."))
    played = [int(value) / 1_000_000 for value in PLAYED.findall(done.stdout.decode(errors="replace"))]
    duration = max(played, default=0.0)
    declared = _declared_seconds(report)
    if duration <= 0 or done.returncode != 0 or (declared and duration < declared * WHOLE):
        raise NotAClipError(_("The video is damaged or was cut off while it was copied. Export or copy it again."))
    width, height = int(stream[1]), int(stream[2])
    rotation = ROTATION.search(report)
    if rotation and int(rotation[1]) % 180:
        width, height = height, width
    return Footage(duration=round(duration, 2), width=width, height=height)


def listen_to(path: Path, extension: str) -> float:
    """Measure a recording by reading all of it: seconds.

    Raises:
        NotAClipError: another kind of file, silent of any sound stream, damaged, or cut off.
    """
    done = _ffmpeg(
        *("-protocol_whitelist", "file", "-f", SOUND[extension], "-i", f"file:{path}"),
        *("-map", "0:a:0", "-c", "copy", "-f", "null", "-progress", "pipe:1", "-"),
    )
    report = done.stderr.decode(errors="replace")
    played = max(
        (int(value) / 1_000_000 for value in PLAYED.findall(done.stdout.decode(errors="replace"))), default=0.0
    )
    declared = _declared_seconds(report)
    if played <= 0 or done.returncode != 0 or (declared and played < declared * WHOLE):
        raise NotAClipError(_("The file is damaged or is no sound recording. Upload MP3, M4A, OGG, FLAC or WAV."))
    return round(played, 2)


def still(path: Path, extension: str, *, at: float) -> bytes:
    """A JPEG of the most telling of the frames that follow second `at`: black ones and blends lose.

    Raises:
        NotAClipError: no frame can be had.
    """
    done = _ffmpeg(
        *("-ss", f"{at:.2f}"),
        *_source(path, extension),
        *(
            "-map",
            "0:v:0",
            "-vf",
            "thumbnail=25",
            "-frames:v",
            "1",
            "-f",
            "image2pipe",
            "-c:v",
            "mjpeg",
            "-q:v",
            "2",
            "pipe:1",
        ),
    )
    if not done.stdout:
        raise NotAClipError(_("No still picture can be taken from the video."))
    return done.stdout


def _source(path: Path, extension: str) -> tuple[str, ...]:
    return ("-protocol_whitelist", "file", "-f", CONTAINERS[extension], "-i", f"file:{path}")


def _ffmpeg(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-threads", "2", *arguments]
    try:
        return run(command, limits=LIMITS)
    except OverLimitError as slow:
        raise NotAClipError(_("The video takes too long to read. Export it again in MP4 (H.264).")) from slow


def _declared_seconds(report: str) -> float:
    found = DECLARED.search(report)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else 0.0
