"""What ffmpeg does to a clip, step by step: sound, chunks of the ladder, proxy, sprite. Files in, files and values out.

Picture and sound are apart (sound once for all rungs), so chunks join without a gap. Timestamps of every part begin at
`BEGINS_AT`, where subtitles are told to begin too. Each call is on a leash and may open its one source only.
"""

import re
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
from django.utils.translation import gettext as _

from media_library.clips import ladder, soundtracks
from media_library.clips.footage import CONTAINERS, SOUND, NotAClipError, made_plain
from media_library.clips.ladder import Rung, Source
from media_library.files.store import NoRoomError
from media_library.leash import GIGABYTE, Limits, OverLimitError, run

BEGINS_AT = 10  # seconds: room for pictures that are decoded before they are shown
LIMITS = Limits(seconds=20 * 60, cpu_seconds=3600, memory=8 * GIGABYTE, largest=40 * GIGABYTE)
RATE = re.compile(r"Video: .*?(\d+(?:\.\d+)?) fps")
LOUDNESS = re.compile(
    r"I:\s+(-?[\d.]+|-?inf) LUFS.*?LRA:\s+([\d.]+|-?inf) LU.*?Peak:\s+(-?[\d.]+|-?inf) dBFS", re.DOTALL
)
PART = re.compile(r"#EXTINF:([\d.]+),\s*#EXT-X-BYTERANGE:(\d+)@(\d+)")
TRANSPORT = ("-muxdelay", "0", "-muxpreload", "0", "-avoid_negative_ts", "disabled")
NO_ROOM = "No space left on device"  # how ffmpeg says that its disk is full
NO_MEMORY = "Cannot allocate memory"
SILENT = -70.0  # the meter's floor


@dataclass(frozen=True, slots=True)
class Loudness:
    """EBU R 128: integrated (LUFS), range (LU), true peak (dBTP). None: nothing is heard."""

    integrated: float | None
    range: float | None
    true_peak: float | None


Segments = list[list[float]]  # of one file: seconds, first byte, bytes


def probe(path: Path, kind: str, *, width: int, height: int, duration: float) -> Source:
    """What `media_library.clips.footage` did not measure: frames a second, and whether there is sound."""
    report = _ffmpeg(*_source(path, kind), may_fail=True)
    rate = RATE.search(report)
    return Source(width, height, duration, float(rate[1]) if rate else 25.0, ": Audio: " in report)


def make_sound(path: Path, kind: str, into: Path) -> tuple[Segments, Loudness]:
    """The sound in one file, and how loud it is, from one reading; a clip with a track for each side is heard once before."""
    loudness = _encode_sound(_source(path, kind), *_playlist(into, 0))
    return _segments(into), loudness


def make_recording(path: Path, kind: str, into: Path) -> Loudness:
    """An M4A that plays while it loads. Nothing that the recording says of itself goes along: where it was made is among it."""
    return _encode_sound(
        _source(path, kind), "-map_metadata", "-1", "-map_chapters", "-1", "-movflags", "+faststart", "-f", "ipod", f"file:{into}"
    )  # fmt: skip


def _encode_sound(source: tuple[str, ...], *output: str) -> Loudness:
    tracks = soundtracks.tracks(_ffmpeg(*source, may_fail=True))
    silent: set[int] = set()
    if soundtracks.are_two_sides(tracks):
        silent = soundtracks.silent_sides(
            _ffmpeg(*source, "-filter_complex", *soundtracks.BOTH_SIDES, "-f", "null", "-")
        )
    report = _ffmpeg(
        *source, "-vn",
        "-filter_complex", f"{soundtracks.mixed(tracks, silent)},ebur128=peak=true:framelog=quiet[heard]", "-map", "[heard]",
        "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000", *output,
    )  # fmt: skip
    return _loudness(report)


def make_chunk(path: Path, kind: str, source: Source, *, start: float, length: float, into: dict[Rung, Path]) -> None:
    """One chunk on all rungs, decoded once. Afterwards `segments_in` tells of each file."""
    names = [f"[v{number}]" for number, _rung in enumerate(into)]
    scaled = ";".join(
        f"[s{number}]scale={size[0]}:{size[1]},setsar=1,format=yuv420p{name}"
        for number, (name, size) in enumerate(zip(names, (ladder.size_on(rung, source) for rung in into), strict=True))
    )
    plain = made_plain(_ffmpeg(*_source(path, kind), may_fail=True))
    split = (
        "[0:v:0]"
        + ",".join([*plain, f"split={len(names)}"])
        + "".join(f"[s{number}]" for number, _name in enumerate(names))
    )
    outputs: list[str] = []
    for name, (rung, file) in zip(names, into.items(), strict=True):
        outputs += [
            "-map", name, "-an", "-sn", "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high",
            "-level:v", ladder.level_of(rung, source), "-crf", "22",
            "-maxrate", f"{rung.kilobits}k", "-bufsize", f"{2 * rung.kilobits}k", "-sc_threshold", "0",
            "-force_key_frames", f"expr:gte(t,n_forced*{ladder.KEYFRAME})", *_playlist(file, start),
        ]  # fmt: skip
    _ffmpeg(
        "-ss",
        f"{start:.3f}",
        "-t",
        f"{length:.3f}",
        *_source(path, kind),
        "-filter_complex",
        f"{split};{scaled}",
        *outputs,
    )


def segments_in(file: Path) -> Segments:
    return _segments(file)


def make_proxy(picture: Path, sound: Path | None, into: Path) -> None:
    """An MP4 that plays while it loads, from parts that are encoded already: nothing is encoded again."""
    inputs = ["-f", "mpegts", "-i", f"file:{picture}"]
    maps = ["-map", "0:v"]
    if sound is not None:
        inputs += ["-f", "mpegts", "-i", f"file:{sound}"]
        maps += ["-map", "1:a"]
    _ffmpeg(
        "-protocol_whitelist",
        "file",
        *inputs,
        *maps,
        "-c",
        "copy",
        "-movflags",
        "+faststart",
        "-f",
        "mp4",
        f"file:{into}",
    )


def make_sprite(picture: Path, duration: float, into: Path) -> None:
    """Stills in rows, as one JPEG: only keyframes are decoded."""
    every, stills = ladder.still_every(duration), ladder.stills_of(duration)
    chosen = f"select='isnan(prev_selected_t)+gte(t-prev_selected_t,{every - 0.1})'"
    rows = -(-stills // ladder.COLUMNS)
    drawn = f"{chosen},scale={ladder.STILL_WIDTH}:-2,tile={min(stills, ladder.COLUMNS)}x{rows}"
    _ffmpeg(
        "-protocol_whitelist", "file", "-skip_frame", "nokey", "-f", "mpegts", "-i", f"file:{picture}",
        "-vf", drawn, "-frames:v", "1", "-q:v", "5", "-f", "mjpeg", f"file:{into}",
    )  # fmt: skip


def _playlist(file: Path, start: float) -> tuple[str, ...]:
    return (
        *TRANSPORT, "-output_ts_offset", f"{BEGINS_AT + start:.3f}", "-f", "hls", "-hls_time", str(ladder.SEGMENT),
        "-hls_playlist_type", "vod", "-hls_flags", "single_file",
        "-hls_segment_filename", str(file), str(file.with_suffix(".m3u8")),
    )  # fmt: skip


def _segments(file: Path) -> Segments:
    listed = file.with_suffix(".m3u8")
    found = PART.findall(listed.read_text()) if listed.exists() else []
    if not found:
        raise NotAClipError(
            _("The video holds nothing that can be played in this place. Export it again in MP4 (H.264).")
        )
    return [[float(seconds), int(first), int(length)] for seconds, length, first in found]


def _loudness(report: str) -> Loudness:
    found = LOUDNESS.search(report)
    if found is None:
        return Loudness(None, None, None)
    integrated, span, peak = (None if "inf" in value else float(value) for value in found.groups())
    if integrated is None or integrated <= SILENT:
        return Loudness(None, None, None)
    return Loudness(integrated, span, peak)


def _source(path: Path, kind: str) -> tuple[str, ...]:
    return ("-protocol_whitelist", "file", "-f", (CONTAINERS | SOUND)[kind], "-i", f"file:{path}")


class BeyondMachineError(Exception):
    """It took more memory or time than there was: of a clip too large, or of a machine that had much else to do. The sentence
    is for a person."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Preparing the video takes more memory or time than the server has for it. Try again when less is going on, or "
                "export it in MP4 (H.264), 1080p at most, and replace the file."
            )
        )


def _ffmpeg(*arguments: str, may_fail: bool = False) -> str:
    """The report.

    Raises:
        NotAClipError: it cannot be done; the sentence is for a person.
        BeyondMachineError: it was ended by the clock, or by the kernel for its memory.
        NoRoomError: nothing is wrong with the clip.
    """
    command: list[Any] = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-y", *arguments]
    try:
        done = run(command, limits=LIMITS)
    except OverLimitError as slow:
        raise BeyondMachineError from slow
    report = done.stderr.decode(errors="replace")
    if done.returncode == -signal.SIGKILL or (done.returncode != 0 and NO_MEMORY in report):
        raise BeyondMachineError
    if done.returncode != 0 and NO_ROOM in report:
        raise NoRoomError(NO_ROOM)
    if done.returncode != 0 and not may_fail:
        raise NotAClipError(_("The video is damaged in a place. Export it again in MP4 (H.264) and replace the file."))
    return report
