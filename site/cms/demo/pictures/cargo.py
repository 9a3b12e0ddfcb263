"""Motifs of a port: cranes and containers."""

from __future__ import annotations

from .brush import Canvas, Color, Point, down, mix, place


def ship_crane(c: Canvas, x: float, y: float, height: float, color: Color, flip: int = 1) -> None:
    """A ship-to-shore gantry crane standing on the quay at (x, y)."""

    def line(a: Point, b: Point, width: float, tone: Color = color) -> None:
        pts = place([a, b], x, y, height * flip, height)
        c.stroke(pts, width * height, width * height, tone, soft=False)

    dark = mix(color, (15, 15, 35), 0.4)
    for px in (-0.16, 0.16):
        line((px + 0.05, 0), (px + 0.05, -0.6), 0.02, dark)
        line((px, 0), (px, -0.68), 0.028)
    line((-0.16, -0.2), (0.16, -0.2), 0.026)
    line((-0.16, -0.58), (0.16, -0.2), 0.013)
    line((0.16, -0.58), (-0.16, -0.2), 0.013, dark)
    line((-0.42, -0.61), (0.92, -0.61), 0.038)
    line((-0.42, -0.585), (0.92, -0.585), 0.01, dark)
    line((0.1, -0.62), (0.13, -0.95), 0.026)
    line((0.13, -0.95), (0.88, -0.62), 0.009)
    line((0.13, -0.95), (0.5, -0.62), 0.009)
    line((0.13, -0.95), (-0.38, -0.62), 0.009)
    for k in range(13):
        line((-0.4 + k * 0.1, -0.62), (-0.35 + k * 0.1, -0.665), 0.005)
        line((-0.35 + k * 0.1, -0.665), (-0.3 + k * 0.1, -0.62), 0.005)
    line((-0.4, -0.667), (0.9, -0.667), 0.006)
    c.poly(
        place([(-0.3, -0.63), (-0.3, -0.72), (-0.13, -0.72), (-0.13, -0.63)], x, y, height * flip, height),
        mix(color, (255, 255, 255), 0.55),
    )
    c.poly(place([(0.55, -0.59), (0.55, -0.53), (0.62, -0.53), (0.62, -0.59)], x, y, height * flip, height), dark)


def containers(
    c: Canvas, x: float, y: float, size: float, columns: int, rows: int, palette: list[Color], full: float = 0.75
) -> None:
    """Stacked containers seen from the side."""
    long, tall = size, size * 0.38
    for i in range(columns):
        stack = rows if c.rng.uniform() < full else int(c.rng.integers(1, rows + 1))
        for j in range(stack):
            color = palette[int(c.rng.integers(len(palette)))]
            left, top = x + i * long, y - (j + 1) * tall
            c.rect(
                left + 1,
                top + 1,
                long - 2,
                tall - 2,
                down(mix(color, (255, 240, 220), 0.12), mix(color, (10, 10, 30), 0.25), top, top + tall),
            )
            for k in range(1, 11):
                c.rect(left + k * long / 11, top + tall * 0.12, 1.6, tall * 0.76, mix(color, (10, 10, 30), 0.45), 0.7)
