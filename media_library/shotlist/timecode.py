"""Times in a clip, as people write them, in thousandths of a second. Pure.

Shown and told as `hh:mm:ss.mmm` (as WebVTT has it), because a list must outlive the file it was made from: web copies and
masters have other frame rates. What comes from an editing suite as SMPTE timecode (`hh:mm:ss:ff`, non-drop: Vietnam films
at 25 and 50) is taken over at the clip's frame rate. Drop-frame (`;`) is refused: it belongs to 29.97 alone.
"""

import re

from django.utils.translation import gettext as _

USUAL_RATE = 25.0
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")
SMPTE = re.compile(r"(\d{1,2}):(\d{2}):(\d{2}):(\d{2})")
DROP_FRAME = re.compile(r"\d{1,2}:\d{2}:\d{2}[;.]\d{2}(?!\d)|\d{1,2};\d{2}")


class NotATimeError(ValueError):
    """The sentence is for whoever wrote it."""


def read(text: str, rate: float | None = None) -> int:
    """
    Raises:
        NotATimeError: it is no time, or one that cannot be.
    """
    text = text.strip()
    if ";" in text and DROP_FRAME.search(text):
        raise NotATimeError(
            _("“%(time)s” is drop-frame timecode. Export the list with non-drop timecode.") % {"time": text}
        )
    frames = SMPTE.fullmatch(text)
    if frames is not None:
        hours, minutes, seconds, frame = map(int, frames.groups())
        rate = rate or USUAL_RATE
        if frame >= round(rate):
            raise NotATimeError(
                _("“%(time)s”: frame %(frame)s is not there, the clip has %(rate)s frames a second.")
                % {"time": text, "frame": frame, "rate": f"{rate:g}"}
            )
        return _thousandths(text, hours, minutes, seconds, round(frame * 1000 / rate))
    clock = CLOCK.fullmatch(text)
    if clock is None:
        raise NotATimeError(_("“%(time)s” is no time. Write it as 00:07, 01:02:03 or 00:07.500.") % {"time": text})
    hours, minutes, seconds = int(clock[1] or 0), int(clock[2]), int(clock[3])
    return _thousandths(text, hours, minutes, seconds, int(f"{clock[4] or '0':0<3}"), hours_told=clock[1] is not None)


def _thousandths(text: str, hours: int, minutes: int, seconds: int, rest: int, *, hours_told: bool = True) -> int:
    if seconds > 59 or (hours_told and minutes > 59):  # “75:00” is how short lists write an hour and a quarter
        raise NotATimeError(_("“%(time)s” is no time: there are 60 seconds in a minute.") % {"time": text})
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def written(thousandths: int) -> str:
    """`00:07`, `01:02:03`, `00:07.500`: hours and thousandths where there are any."""
    minutes, rest = divmod(thousandths, 60_000)
    seconds, rest = divmod(rest, 1000)
    hours, minutes = divmod(minutes, 60)
    clock = f"{minutes:02d}:{seconds:02d}" + (f".{rest:03d}" if rest else "")
    return f"{hours:02d}:{clock}" if hours else clock
