"""Which forms a clip is brought into, and in how many steps. Pure.

The ladder is named by the shorter side, so a standing clip climbs the same one. Nothing is ever above the source. The clip is
cut into chunks of a minute: one chunk, on all rungs, is one step, and what is done stays done.
"""

import math
from dataclasses import dataclass
from itertools import count, takewhile

CHUNK = 60.0  # seconds
SEGMENT = 6  # seconds; a chunk holds whole ones
KEYFRAME = 2  # seconds; every segment, and every still of the sprite, begins at one
SMOOTH = 31.0  # frames a second beyond which a rung needs a higher level of H.264
STILLS, COLUMNS, STILL_WIDTH = 100, 10, 160
AUDIO_CODEC = "mp4a.40.2"
PROXY_RUNG = 720


@dataclass(frozen=True, slots=True)
class Rung:
    """`side`: the shorter one. `kilobits`: the most a second may take. Levels: up to 30 frames a second, and up to 60."""

    side: int
    kilobits: int
    levels: tuple[str, str]

    @property
    def name(self) -> str:
        return f"{self.side}p"


RUNGS = (
    Rung(1080, 4500, ("4.0", "4.2")),
    Rung(720, 2500, ("3.1", "3.2")),
    Rung(480, 1100, ("3.0", "3.1")),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a clip is, as it is seen."""

    width: int
    height: int
    duration: float
    rate: float
    sound: bool


def rungs_for(source: Source) -> list[Rung]:
    """The highest first; a clip smaller than the lowest rung has one of its own size."""
    side = min(source.width, source.height)
    fitting = [rung for rung in RUNGS if rung.side <= side]
    return fitting or [Rung(side - side % 2, RUNGS[-1].kilobits, RUNGS[-1].levels)]


def size_on(rung: Rung, source: Source) -> tuple[int, int]:
    """Even numbers: H.264 halves the colour."""
    scale = rung.side / min(source.width, source.height)
    return 2 * round(source.width * scale / 2), 2 * round(source.height * scale / 2)


def level_of(rung: Rung, source: Source) -> str:
    return rung.levels[source.rate > SMOOTH]


def codec_of(level: str) -> str:
    """As playlists name it (RFC 6381): High profile, no constraints."""
    return f"avc1.6400{round(float(level) * 10):02x}"


def chunks_of(duration: float) -> list[tuple[float, float]]:
    """Beginning and length of each; a rest of less than a frame is none."""
    starts = takewhile(lambda start: start < duration - 0.02, (number * CHUNK for number in count()))
    return [(start, min(CHUNK, duration - start)) for start in starts]


def still_every(duration: float) -> int:
    """Seconds between the stills of the sprite: a hundred at the most, always at a keyframe."""
    return KEYFRAME * max(1, math.ceil(duration / STILLS / KEYFRAME))


def stills_of(duration: float) -> int:
    return max(1, math.ceil(duration / still_every(duration)))


def steps_of(source: Source) -> int:
    """Sound, chunks, proxy and sprite."""
    return int(source.sound) + len(chunks_of(source.duration)) + 2
