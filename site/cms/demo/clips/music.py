"""Music for the clips: plucked strings in a pentatonic scale over soft pads, made with numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RATE = 44_100


@dataclass(frozen=True)
class Score:
    """What makes one clip's music its own."""

    seed: int
    tonic: float
    scale: tuple[int, ...]
    beat: float
    pattern: tuple[int | None, ...]
    chords: tuple[tuple[int, ...], ...]
    bright: float = 1.0
    wood: bool = False
    bass: bool = False


def pitch(score: Score, step: int) -> float:
    """The frequency of a step of the scale, counted from the tonic."""
    octave, degree = divmod(step, len(score.scale))
    return float(score.tonic * 2 ** (octave + score.scale[degree] / 12))


def pluck(frequency: float, seconds: float, bright: float, bend: float = 0.0) -> np.ndarray:
    """A plucked string: decaying partials with a small slide into the note and a late vibrato."""
    t = np.arange(int(seconds * RATE)) / RATE
    vibrato = 0.004 * np.sin(2 * np.pi * 5.2 * t) * np.clip(t - 0.25, 0, 1)
    phase = 2 * np.pi * np.cumsum(frequency * (1 + vibrato - bend * np.exp(-t * 16))) / RATE
    tone = np.zeros_like(t)
    for k in range(1, 9):
        if frequency * k < 9_000:
            tone += np.sin(k * phase * (1 + 0.0004 * k)) * bright ** (k - 1) / k * np.exp(-t * (1.5 + 0.95 * k))
    return tone * np.minimum(1, t / 0.004)


def pad(frequencies: list[float], seconds: float) -> np.ndarray:
    """A soft chord of detuned sines that swells and fades, in stereo."""
    t = np.arange(int(seconds * RATE)) / RATE
    shape = np.sin(np.pi * np.clip(t / seconds, 0, 1)) ** 0.7
    sides = []
    for drift in (0.9985, 1.0015):
        tone = np.zeros_like(t)
        for frequency in frequencies:
            tone += np.sin(2 * np.pi * frequency * drift * t) + 0.3 * np.sin(2 * np.pi * frequency * 2 * t / drift)
        sides.append(tone * shape / len(frequencies))
    return np.stack(sides, 1)


def knock(rng: np.random.Generator, frequency: float) -> np.ndarray:
    """The dry click of wood on wood."""
    t = np.arange(int(0.16 * RATE)) / RATE
    return (np.sin(2 * np.pi * frequency * t) + 0.4 * rng.normal(0, 1, len(t)) * np.exp(-t * 160)) * np.exp(-t * 46)


def _add(mix: np.ndarray, tone: np.ndarray, at: float, gain: float, side: float = 0.0) -> None:
    start = int(at * RATE)
    tone = tone[: max(0, len(mix) - start)]
    if tone.ndim == 1:
        tone = np.stack([tone * (1 - side) / 1.4, tone * (1 + side) / 1.4], 1)
    mix[start : start + len(tone)] += tone * gain


def _room(rng: np.random.Generator, dry: np.ndarray, seconds: float = 2.2, wet: float = 0.32) -> np.ndarray:
    """A hall: the sound convolved with decaying noise."""
    t = np.arange(int(seconds * RATE)) / RATE
    size = 1 << int(np.ceil(np.log2(len(dry) + len(t))))
    out = np.empty_like(dry)
    for side in range(2):
        tail = np.convolve(rng.normal(0, 1, len(t)), np.ones(6) / 6, "same") * np.exp(-t * 3.1)
        tail /= np.sqrt(np.sum(tail**2))
        wave = np.fft.irfft(np.fft.rfft(dry[:, side], size) * np.fft.rfft(tail, size), size)[: len(dry)]
        out[:, side] = dry[:, side] + wet * wave
    return out


def compose(score: Score, seconds: float) -> np.ndarray:
    """The finished track as floats in -1..1, two channels."""
    rng = np.random.default_rng(score.seed)
    mix = np.zeros((int(seconds * RATE), 2))
    bar = score.beat * 8
    for k in range(int(np.ceil(seconds / bar))):
        chord = score.chords[k % len(score.chords)]
        _add(mix, pad([pitch(score, step) / 2 for step in chord], bar * 1.35), k * bar, 0.16)
        if score.bass:
            for half in (0, 3, 4):
                _add(mix, pluck(pitch(score, chord[0]) / 4, 1.4, 0.5), k * bar + half * score.beat, 0.5)
    at, k = 0.35, 0
    while at < seconds - 1.2:
        step = score.pattern[k % len(score.pattern)]
        if step is not None:
            bend = 0.03 if k % 4 == 0 else 0.0
            side = 0.35 * float(np.sin(k * 1.7))
            gain = 0.34 * float(rng.uniform(0.75, 1))
            _add(mix, pluck(pitch(score, step), 2.6, 0.62 * score.bright, bend), at, gain, side)
            if k % 8 == 0:
                _add(mix, pluck(pitch(score, step - len(score.scale)), 3.0, 0.5), at, 0.3, -side)
        if score.wood and k % 2 == 0:
            _add(mix, knock(rng, 720 if k % 4 == 0 else 540), at, 0.14, 0.2 if k % 4 else -0.2)
        at += score.beat / 2
        k += 1
    mix = _room(rng, mix)
    n = len(mix)
    t = np.arange(n) / RATE
    mix *= (np.clip(t / 0.7, 0, 1) * np.clip((seconds - t) / 2.0, 0, 1))[:, None]
    return mix / np.abs(mix).max() * 0.7


SCORES = {
    "song-lam-ban-mai": Score(
        11,
        220.0,
        (0, 2, 5, 7, 9),
        0.72,
        (5, None, 7, 8, None, 7, 5, None, 4, 5, None, 7, 3, None, None, 4),
        ((0, 2, 3), (1, 3, 4), (-1, 2, 3)),
    ),
    "det-tho-cam": Score(
        12,
        246.94,
        (0, 3, 5, 7, 10),
        0.5,
        (5, 6, 7, None, 8, 7, 6, None, 5, 7, 8, 10, 8, None, 7, 6),
        ((0, 2, 3), (-2, 1, 2)),
        1.1,
        wood=True,
    ),
    "cang-cua-lo": Score(
        13,
        196.0,
        (0, 2, 4, 7, 9),
        0.46,
        (5, 7, 8, 10, 8, 7, 5, None, 4, 5, 7, 8, 9, 8, 7, None),
        ((0, 2, 4), (-2, 1, 3), (-1, 1, 3)),
        0.9,
        bass=True,
    ),
    "le-hoi-lang-sen": Score(
        14,
        261.63,
        (0, 2, 5, 7, 9),
        0.8,
        (5, 8, None, 9, 8, None, 7, None, 5, 7, None, 4, 5, None, None, 3),
        ((0, 2, 3), (-1, 1, 3), (0, 3, 4)),
        0.85,
    ),
}
