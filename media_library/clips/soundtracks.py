"""Which of a clip's soundtracks are heard, and where. Pure: by what ffmpeg reports.

Cameras and broadcasters keep each side, or each microphone, in a track of its own: the first is heard left, the second right
(EBU R 123). Further ones are other languages, or music and effects without a voice: a proxy has no use for them.
"""

import re
from dataclasses import dataclass

_TRACK = re.compile(r"Stream #\d+:\d+(?:\[\w+\])?(?:\((?P<lang>\w+)\))?: Audio: [^\n]*? Hz, (?P<channels>[^,\n]+)")
_MONO = frozenset({"mono", "1 channels"})
_UNNAMED = re.compile(r"(\d+) channels")  # side by side in one track: nobody says which loudspeaker is whose
_LOUDEST = re.compile(r"Parsed_volumedetect_(\d+) [^\n]*max_volume: (-?[\d.]+|-?inf) dB")
SILENT = -60.0  # dB of full scale at the loudest: the noise of a socket without a microphone
BOTH_SIDES = ("[0:a:0]volumedetect[left];[0:a:1]volumedetect[right]", "-map", "[left]", "-map", "[right]")


@dataclass(frozen=True, slots=True)
class Track:
    """`channels`: as ffmpeg names them. `lang`: as the file says, or empty."""

    channels: str
    lang: str


def tracks(report: str) -> list[Track]:
    return [Track(found["channels"].strip(), found["lang"] or "") for found in _TRACK.finditer(report)]


def are_two_sides(of: list[Track]) -> bool:
    """The first two tracks are one channel each, and not in two languages."""
    return len(of) > 1 and all(one.channels in _MONO for one in of[:2]) and of[0].lang == of[1].lang


def silent_sides(report: str) -> set[int]:
    """Of the two (0, 1), by what `BOTH_SIDES` reports."""
    return {int(side) for side, loudest in _LOUDEST.findall(report) if "inf" in loudest or float(loudest) < SILENT}


def mixed(of: list[Track], silent: set[int]) -> str:
    """The filter that makes of them the sound that is heard; a silent side is not (one microphone is heard on both)."""
    if are_two_sides(of) and not silent:
        return "[0:a:0][0:a:1]join=inputs=2:channel_layout=stereo"
    first = "[0:a:1]" if silent == {0} else "[0:a:0]"
    unnamed = _UNNAMED.fullmatch(of[0].channels) if of else None
    return f"{first}pan=stereo|c0=c0|c1=c1" if unnamed and int(unnamed[1]) > 1 else f"{first}anull"
