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

CONTAINERS = {
    "mp4": "mov",
    "mov": "mov",
    "webm": "matroska",
    "mkv": "matroska",
    "mxf": "mxf",
    "mts": "mpegts",
    "mpg": "mpeg",
    "avi": "avi",
    "wmv": "asf",
    "flv": "flv",
    "ogv": "ogg",
    "dv": "dv",
}
CONTENT_TYPES = {
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mkv": "video/x-matroska",
    "mxf": "application/mxf",
    "mts": "video/mp2t",
    "mpg": "video/mpeg",
    "avi": "video/x-msvideo",
    "wmv": "video/x-ms-wmv",
    "flv": "video/x-flv",
    "ogv": "video/ogg",
    "dv": "video/x-dv",
}
SOUND = {
    "mp3": "mp3",
    "m4a": "mov",
    "ogg": "ogg",
    "oga": "ogg",
    "flac": "flac",
    "wav": "wav",
    "aac": "aac",
    "aiff": "aiff",
    "wma": "asf",
    "amr": "amr",
    "weba": "matroska",
    "mka": "matroska",
}
# no browser plays them, or not each: everybody takes a proxy in their place
UNPLAYED = {"aiff", "wma", "amr", "mka"}
MOST_CHUNKS, LARGEST_PACKET = 10_000, 2 * 1024 * 1024
SOUND_TYPES = {
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "flac": "audio/flac",
    "wav": "audio/wav",
    "aac": "audio/aac",
    "aiff": "audio/aiff",
    "wma": "audio/x-ms-wma",
    "amr": "audio/amr",
    "weba": "audio/webm",
    "mka": "audio/x-matroska",
}
# reading, not decoding: some gigabytes pass in less; a still is decoded
LIMITS = Limits(seconds=120, cpu_seconds=240, memory=8 * GIGABYTE, largest=0)
VIDEO_STREAM = re.compile(r"Stream #\d+:\d+.*?: Video: (.*?)\b(\d{2,5})x(\d{2,5})\b(?: \[SAR (\d+):(\d+))?")
INTERLACED = re.compile(r"\b(?:top|bottom)(?: coded)? first\b")
HIGH_RANGE = re.compile(r"/(?:arib-std-b67|smpte2084)\b")
# whole pictures out of half ones; high dynamic range brought to what every screen shows, with white where it was meant
DEINTERLACED = "bwdif=mode=send_frame:deint=interlaced"
TONE_MAPPED = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=mobius:param=0.8:desat=0,zscale=t=bt709:m=bt709:r=tv"
ROTATION = re.compile(r"display ?matrix: rotation of (-?\d+)", re.IGNORECASE)
DECLARED = re.compile(r"Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)")
BEGINS = re.compile(r"Duration: [^,]+, start: (-?\d+\.\d+)")
PLAYED = re.compile(r"^out_time_us=(\d+)$", re.MULTILINE)
# a file that plays less of its declared length than this, and more than a moment less, was cut off
WHOLE, A_MOMENT = 0.95, 0.5
# Ogg declares nothing (its length is the time of its last page, and a part of a broadcast begins late); ASF counts what it
# waits before it plays, and tells its size in bytes (`ingest.cut_short`)
DECLARES_NO_LENGTH = frozenset({"ogg", "asf"})


class NotAClipError(Exception):
    """The file is no clip that can be played; the message tells a person why."""


class NoPictureError(NotAClipError):
    """There is sound in it and nothing to see."""


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
            raise NoPictureError(_("The file holds no moving picture. Upload a video in MP4 (H.264), MOV or WebM."))
        raise NotAClipError(_("The file is damaged or is not a video. Upload a video in MP4 (H.264), MOV or WebM."))
    duration = _played_seconds(path, done)
    declared = _declared_seconds(report)
    if CONTAINERS[extension] == "matroska":
        declared -= _begins_at(report)  # which it counts from the time 0
    if duration <= 0 or done.returncode != 0 or _is_cut(duration, declared):
        raise NotAClipError(_("The video is damaged or was cut off while it was copied. Export or copy it again."))
    width, height = int(stream[2]), int(stream[3])
    if stream[4] and int(stream[4]) and int(stream[5]):
        width = round(width * int(stream[4]) / int(stream[5]))  # points that are no squares: as it is seen
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
    played = _played_seconds(path, done)
    declared = 0.0 if SOUND[extension] in DECLARES_NO_LENGTH else _declared_seconds(report)
    if played <= 0 or done.returncode != 0 or _is_cut(played, declared):
        raise NotAClipError(_("The file is damaged or is no sound recording. Upload MP3, M4A, OGG, FLAC or WAV."))
    return round(played, 2)


def still(path: Path, extension: str, *, at: float, widest: int | None = None) -> bytes:
    """A JPEG of the most telling of the frames that follow second `at`: black ones and blends lose. Not wider than `widest` pixels.

    Raises:
        NotAClipError: no frame can be had.
    """
    size = "scale=iw*sar:ih" if widest is None else f"scale='min(iw*sar,{widest})':-1"
    filters = ",".join([*made_plain(_report_of(path, extension)), "thumbnail=25", size, "setsar=1"])
    for start in dict.fromkeys((at, 0.0)):  # where no picture begins after that second, from the first one on
        done = _ffmpeg(
            *("-ss", f"{start:.2f}", *_source(path, extension), "-map", "0:v:0", "-vf", filters, "-frames:v", "1"),
            *("-f", "image2pipe", "-c:v", "mjpeg", "-q:v", "2", "pipe:1"),
        )
        if done.stdout:
            return done.stdout
    raise NotAClipError(_("No still picture can be taken from the video."))


def told_in(path: Path, extension: str) -> dict[str, str]:
    """What the envelope says of the whole: titles, names, days, by the names that ffmpeg gives them. Bytes that are no UTF-8 stay
    what they are (`surrogateescape`)."""
    demuxer = CONTAINERS.get(extension) or SOUND[extension]
    packet = ("-export_xmp", "1") if demuxer == "mov" else ()
    opened = ("-protocol_whitelist", "file", *packet, "-f", demuxer, "-i", f"file:{path}")
    lines = _ffmpeg(*opened, "-f", "ffmetadata", "pipe:1").stdout.decode(errors="surrogateescape")
    told: dict[str, str] = {}
    for line in re.split(r"(?<!\\)\n", lines):
        name, equals, value = line.partition("=")
        if name.startswith("["):
            break  # chapters follow
        if equals and name:
            told.setdefault(name.lower(), re.sub(r"\\(.|\n)", r"\1", value).strip())
    if demuxer in ("avi", "wav") and "xmp" not in told:
        told["xmp"] = _packet_in_chunks(path)
    return told


def _packet_in_chunks(path: Path) -> str:
    """The XMP of AVI and WAV, which ffmpeg passes over."""
    with path.open("rb") as file:
        at = 12
        for _chunk in range(MOST_CHUNKS):
            file.seek(at)
            head = file.read(8)
            length = int.from_bytes(head[4:], "little")
            if head[:4] == b"_PMX":
                return file.read(min(length, LARGEST_PACKET)).decode(errors="replace")
            if len(head) < 8:
                break
            at += 8 + length + length % 2
    return ""


def made_plain(report: str) -> list[str]:
    """What is done to the picture before anything else, by what ffmpeg reports of the clip."""
    stream = VIDEO_STREAM.search(report)
    told = stream[1] if stream else ""
    return [
        *([DEINTERLACED] if INTERLACED.search(told) else []),
        *([TONE_MAPPED] if HIGH_RANGE.search(told) else []),
    ]


def _report_of(path: Path, extension: str) -> str:
    return _ffmpeg(*_source(path, extension)).stderr.decode(errors="replace")


def _source(path: Path, extension: str) -> tuple[str, ...]:
    return ("-protocol_whitelist", "file", "-f", CONTAINERS[extension], "-i", f"file:{path}")


def _ffmpeg(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-threads", "2", *arguments]
    try:
        return run(command, limits=LIMITS)
    except OverLimitError as slow:
        raise NotAClipError(_("The video takes too long to read. Export it again in MP4 (H.264).")) from slow


def _played_seconds(path: Path, done: subprocess.CompletedProcess[bytes]) -> float:
    """Of less than a page of Vorbis, ffmpeg counts years, and declares what is right: nothing plays a second for each byte."""
    played = [int(value) / 1_000_000 for value in PLAYED.findall(done.stdout.decode(errors="replace"))]
    longest = max(played, default=0.0)
    return longest if longest < path.stat().st_size else _declared_seconds(done.stderr.decode(errors="replace"))


def _is_cut(played: float, declared: float) -> bool:
    return played < declared * WHOLE and declared - played > A_MOMENT


def _begins_at(report: str) -> float:
    found = BEGINS.search(report)
    return max(0.0, float(found[1])) if found else 0.0


def _declared_seconds(report: str) -> float:
    found = DECLARED.search(report)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found else 0.0
