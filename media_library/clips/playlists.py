"""What players read of a prepared clip: the playlists of HLS (RFC 8216) and the list of stills. Pure: values in, text out.

Addresses are relative to the playlist's own (`../<checksum>/<name>`), so they hold wherever the clip is served from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from media_library.clips import ladder

Segment = tuple[float, int, int]  # seconds, first byte, bytes


@dataclass(frozen=True, slots=True)
class Part:
    """One stored file and its segments."""

    address: str
    segments: list[Segment]


@dataclass(frozen=True, slots=True)
class Variant:
    """One rung as the master tells it; without a size, sound alone."""

    address: str
    bandwidth: int
    average: int
    codecs: str
    size: tuple[int, int] | None = None
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Subtitles:
    language: str
    name: str
    address: str


def media_playlist(parts: Iterable[Part]) -> str:
    """The segments of all parts, in order, each a range of its file."""
    rows = [(part.address, segment) for part in parts for segment in part.segments]
    longest = max(seconds for _address, (seconds, _first, _length) in rows)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:4",
        f"#EXT-X-TARGETDURATION:{max(1, round(longest))}",
        "#EXT-X-MEDIA-SEQUENCE:0",
    ]
    lines += ["#EXT-X-PLAYLIST-TYPE:VOD", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for address, (seconds, first, length) in rows:
        lines += [f"#EXTINF:{seconds:.6f},", f"#EXT-X-BYTERANGE:{int(length)}@{int(first)}", address]
    return _text([*lines, "#EXT-X-ENDLIST"])


def subtitle_playlist(address: str, duration: float) -> str:
    """One file for the whole clip."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:4", f"#EXT-X-TARGETDURATION:{max(1, round(duration + 0.5))}"]
    lines += ["#EXT-X-MEDIA-SEQUENCE:0", "#EXT-X-PLAYLIST-TYPE:VOD", f"#EXTINF:{duration:.3f},", address]
    return _text([*lines, "#EXT-X-ENDLIST"])


def subtitles_at(vtt: str, begins_at: int) -> str:
    """The same subtitles, telling where in the picture's clock they begin."""
    head, _newline, rest = vtt.partition("\n")
    return f"{head}\nX-TIMESTAMP-MAP=MPEGTS:{begins_at * 90_000},LOCAL:00:00:00.000\n{rest}"


def master_playlist(variants: list[Variant], *, sound: str, subtitles: list[Subtitles]) -> str:
    """`sound`: the address of the sound that goes with every picture; empty: there is none."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:4", "#EXT-X-INDEPENDENT-SEGMENTS"]
    if sound:
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="{sound}"'
        )
    lines += [
        f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",LANGUAGE="{track.language}",NAME="{track.name}",'
        f'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="{track.address}"'
        for track in subtitles
    ]
    for one in variants:
        told = [f"BANDWIDTH={one.bandwidth}", f"AVERAGE-BANDWIDTH={one.average}", f'CODECS="{one.codecs}"']
        if one.size is not None:
            told.append(f"RESOLUTION={one.size[0]}x{one.size[1]}")
            told.append(f"FRAME-RATE={one.rate or 25.0:.3f}")
        told += ['AUDIO="sound"'] if sound else []
        told += ['SUBTITLES="subtitles"'] if subtitles else []
        lines += [f"#EXT-X-STREAM-INF:{','.join(told)}", one.address]
    return _text(lines)


def still_list(sprite: str, duration: float, size: tuple[int, int]) -> str:
    """WebVTT whose cues are places in the sprite: what most players show above their time bar."""
    every, (width, height) = ladder.still_every(duration), size
    lines = ["WEBVTT"]
    for number in range(ladder.stills_of(duration)):
        row, column = divmod(number, ladder.COLUMNS)
        start, end = number * every, min((number + 1) * every, duration)
        lines += [
            "",
            f"{clock(start)} --> {clock(end)}",
            f"{sprite}#xywh={column * width},{row * height},{width},{height}",
        ]
    return _text(lines)


def rates(parts: Iterable[Part]) -> tuple[int, int]:
    """The fastest segment and all together, in bits a second."""
    rows = [segment for part in parts for segment in part.segments]
    fastest = max(length * 8 / max(seconds, 0.1) for seconds, _first, length in rows)
    return round(fastest), round(sum(row[2] for row in rows) * 8 / max(0.1, sum(row[0] for row in rows)))


def clock(seconds: float) -> str:
    """`00:01:02.500`"""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
