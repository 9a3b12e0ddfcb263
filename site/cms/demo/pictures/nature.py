"""Motifs of land and plants: ridges, trees, palms, bamboo, lotus."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: PLR0913

from __future__ import annotations

import numpy as np

from .brush import Canvas, Color, Fill, Point, Points, Ramp, curve, down, mix, noise1, place, rgb, turn


def sun(c: Canvas, x: float, y: float, radius: float, color: Color, halo: Color, reach: float = 6.0) -> None:
    """A clear disc with light around it."""
    c.glow(x, y, radius * reach, halo, 0.75)
    c.glow(x, y, radius * 2.2, mix(halo, color, 0.5), 0.7)
    c.ellipse(x, y, radius, radius, color)


def clouds(c: Canvas, y: float, spread: float, color: Color, count: int = 7, alpha: float = 0.5) -> None:
    """Long flat clouds, lens upon lens."""
    for _ in range(count):
        x, level = c.rng.uniform(0, c.width), y + c.rng.uniform(-spread, spread)
        long = c.rng.uniform(160, 420)
        for k in range(4):
            shift = c.rng.uniform(-0.5, 0.5) * long
            c.ellipse(x + shift, level - k * 5, long * (1 - k * 0.2), 5 + k * 3, color, alpha * (0.35 + 0.15 * k), 2)


def birds(c: Canvas, x: float, y: float, count: int, color: Color, size: float = 16, spread: float = 130) -> None:
    """A loose flock of far birds."""
    for _ in range(count):
        bx, by = x + c.rng.normal(0, spread), y + c.rng.normal(0, spread * 0.3)
        s = size * c.rng.uniform(0.6, 1.2)
        lift = c.rng.uniform(0.25, 0.6)
        for side in (-1, 1):
            c.stroke(
                [(bx, by), (bx + side * s * 0.5, by - s * lift), (bx + side * s, by - s * lift * 0.7)],
                s * 0.18,
                0.6,
                color,
            )


def ridge_line(
    c: Canvas, base: float, height: float, cells: float, octaves: int = 6, gain: float = 0.48
) -> list[Point]:
    """A skyline across the canvas, rising up to about `height` above `base`."""
    count = c.width // 4
    line = np.abs(noise1(c.rng, count, cells, octaves, gain)) ** 0.9
    return [
        (float(x), float(base - height * v)) for x, v in zip(np.linspace(-20, c.width + 20, count), line, strict=True)
    ]


def karst_line(c: Canvas, base: float, height: float, towers: int) -> list[Point]:
    """A skyline of steep rounded limestone towers."""
    x = np.linspace(-20, c.width + 20, c.width // 4)
    line = np.zeros_like(x)
    for _ in range(towers):
        middle, half = c.rng.uniform(0, c.width), c.rng.uniform(60, 190)
        tall = height * c.rng.uniform(0.4, 1)
        line = np.maximum(line, tall * np.exp(-(np.abs((x - middle) / half) ** 3.2)))
    line += noise1(c.rng, len(x), 60, 4) * height * 0.035 + 8
    return [(float(a), float(base - b)) for a, b in zip(x, line, strict=True)]


def ground(c: Canvas, line: Points, bottom: float, fill: Fill, alpha: float = 1.0) -> None:
    """Everything between a skyline and `bottom`."""
    c.poly([*line, (line[-1][0], bottom), (line[0][0], bottom)], fill, alpha)


def ridge(
    c: Canvas,
    base: float,
    height: float,
    cells: float,
    near: Color,
    haze: Color,
    shade: float = 0.25,
    drop: float = 260,
    karst: int = 0,
    light: float = 0.0,
) -> list[Point]:
    """A mountain range that melts into haze at its foot, with shaded flanks."""
    line = karst_line(c, base, height, karst) if karst else ridge_line(c, base, height, cells)
    ground(c, line, base + drop, down(near, haze, base - height * 0.75, base + drop * 0.75))
    if shade:
        _flanks(c, line, base, mix(near, (10, 16, 40), 0.45), shade)
    if light:
        lit = [(x, y + 2) for x, y in line]
        c.poly([*line, *[(x, y + 5) for x, y in reversed(lit)]], mix(near, (255, 235, 200), 0.6), light)
    return line


def _flanks(c: Canvas, line: Points, base: float, dark: Color, alpha: float) -> None:
    ys = np.array([y for _, y in line])
    reach = 9
    for i in range(reach, len(line) - reach):
        if ys[i] > ys[i - reach : i + reach + 1].min() or ys[i] > base - 30:
            continue
        j = i
        while j < len(line) - 1 and ys[j + 1] >= ys[j] - 1.5 and j - i < 60:
            j += 1
        deep = (base - ys[i]) * c.rng.uniform(0.5, 0.85)
        px, py = line[i]
        back: list[Point] = []
        for k in range(9):
            share = k / 8
            jag = c.rng.uniform(-1, 1) * 14 * (1 - share)
            back.append((px - deep * 0.1 + (1 - share) * (line[j][0] - px) * 0.3 + jag, py + deep * (1 - share)))
        end = max(line[j][1], py + deep * 0.5)
        c.poly([*line[i : j + 1], (line[j][0] + 10, end), *back], down(dark, dark, py, base), alpha)


def treeline(c: Canvas, line: Points, size: float, color: Color, step: int = 3, alpha: float = 1.0) -> None:
    """Rounded crowns along a line."""
    for x, y in line[::step]:
        s = size * c.rng.uniform(0.5, 1.3)
        c.ellipse(x + c.rng.uniform(-4, 4), y - s * 0.25, s * 0.8, s, color, alpha)


def crown(c: Canvas, x: float, y: float, radius: float, dark: Color, light: Color, leaves: int = 90) -> None:
    """A leafy crown, lit from the upper left."""
    for k in range(leaves):
        share = k / leaves
        a, r = c.rng.uniform(0, 2 * np.pi), radius * np.sqrt(c.rng.uniform(0, 1)) * (1 - 0.35 * share)
        px, py = x + r * np.cos(a) * 1.15 - radius * 0.22 * share, y + r * np.sin(a) * 0.8 - radius * 0.25 * share
        s = radius * c.rng.uniform(0.12, 0.26) * (1 - 0.4 * share)
        c.ellipse(px, py, s * 1.3, s * 0.8, mix(dark, light, share * c.rng.uniform(0.7, 1.1)), 0.95)


def tree(c: Canvas, x: float, y: float, height: float, dark: Color, light: Color, trunk: Color) -> None:
    """A broad tree standing at (x, y)."""
    c.stroke(
        [(x, y), (x + height * 0.03, y - height * 0.3), (x - height * 0.02, y - height * 0.6)],
        height * 0.09,
        height * 0.04,
        trunk,
    )
    for dx, dy, r in ((-0.22, -0.6, 0.24), (0.22, -0.62, 0.24), (0, -0.78, 0.3), (0.02, -0.55, 0.22)):
        crown(c, x + dx * height, y + dy * height, r * height, dark, light)


def pine(c: Canvas, x: float, y: float, height: float, needle: Color, trunk: Color, lean: float = 0.1) -> None:
    """An old pine with flat tiers, as in a woodcut."""
    path = [(x, y), (x + lean * height * 0.3, y - height * 0.4), (x + lean * height, y - height * 0.95)]
    c.stroke(path, height * 0.06, height * 0.02, trunk)
    for k in range(7):
        level = 0.38 + 0.1 * k
        side = (-1, 1, -0.5, 0.8, -0.9, 0.5, 0.0)[k]
        wide = height * (0.27 - 0.022 * k)
        bx, by = x + lean * height * level, y - height * level
        tx, ty = bx + side * wide * 0.75, by - height * 0.03
        c.stroke([(bx, by + height * 0.03), (tx, ty)], height * 0.022, 4, trunk, soft=False)
        for layer in range(3):
            tone = mix(mix(needle, (0, 10, 20), 0.25), mix(needle, (215, 225, 150), 0.3), layer / 2)
            for _ in range(9):
                share = c.rng.uniform(-1, 1)
                s = wide * (0.28 - 0.05 * layer) * (1 - 0.4 * share * share)
                c.ellipse(
                    tx + share * wide * 0.75 - layer * wide * 0.04,
                    ty - s * 0.25 - layer * wide * 0.075,
                    s * 1.15,
                    s * 0.62,
                    tone,
                )


def areca(c: Canvas, x: float, y: float, height: float, leaf: Color, trunk: Color, lean: float = 0.04) -> None:
    """A slender areca palm."""
    top = (x + lean * height, y - height)
    c.stroke([(x, y), (x + lean * height * 0.4, y - height * 0.55), top], height * 0.032, height * 0.02, trunk)
    for k in range(9, int(height * 0.9), 17):
        c.ellipse(x + lean * k * 0.85, y - k, height * 0.013, 1.1, mix(trunk, (20, 20, 20), 0.45), 0.6)
    c.stroke([(top[0], top[1] + height * 0.1), top], height * 0.034, height * 0.02, mix(leaf, (230, 230, 120), 0.25))
    for k, degrees in enumerate((-168, -12, -150, -30, -128, -52, -105, -78, 172, 8)):
        frond(c, top[0], top[1], height * (0.36 if k < 4 else 0.31), degrees, mix(leaf, (250, 240, 140), 0.05 * k))


def frond(c: Canvas, x: float, y: float, length: float, degrees: float, color: Color) -> None:
    """A feathered palm leaf that bends under its weight."""
    rad = np.radians(degrees)
    spine = [
        (x + np.cos(rad) * length * t, y + np.sin(rad) * length * t + length * 0.55 * t * t * abs(np.cos(rad)))
        for t in np.linspace(0, 1, 12)
    ]
    c.stroke(spine, length * 0.03, 1, color, soft=False)
    for i in range(2, 12):
        px, py = spine[i]
        size = length * 0.24 * np.sin(np.pi * (i + 1.5) / 14)
        forward = 1 if np.cos(rad) >= 0 else -1
        for side in (-1, 1):
            tip = (px + forward * size * 0.65, py + side * size * 0.5 + size * 0.55)
            c.poly([(px - 3, py), (px + 4, py), tip], mix(color, (0, 0, 0), 0.12 if side > 0 else 0))


def bamboo(c: Canvas, x: float, y: float, height: float, stem: Color, leaf: Color, stems: int = 5) -> None:
    """A clump of bamboo."""
    for _ in range(stems):
        bend, base = c.rng.uniform(-0.28, 0.28) * height, x + c.rng.uniform(-0.07, 0.07) * height
        tall = height * c.rng.uniform(0.75, 1.05)
        path = curve([(base, y), (base + bend * 0.25, y - tall * 0.5), (base + bend, y - tall)])
        c.stroke(path, height * 0.02, height * 0.006, mix(stem, leaf, c.rng.uniform(0, 0.4)), soft=False)
        for px, py in path[3::2]:
            for _ in range(3):
                blade(
                    c,
                    px,
                    py,
                    height * c.rng.uniform(0.08, 0.15),
                    c.rng.uniform(15, 165),
                    mix(leaf, stem, c.rng.uniform(0, 0.6)),
                )


def blade(
    c: Canvas, x: float, y: float, length: float, degrees: float, color: Fill, alpha: float = 1.0, fat: float = 0.1
) -> None:
    """A single lance-shaped leaf."""
    shape = [(0.0, 0.0), (0.3, -fat), (0.65, -fat * 0.8), (1.0, 0.0), (0.65, fat * 0.8), (0.3, fat)]
    c.smooth(turn(place(shape, x, y, length), degrees, (x, y)), color, alpha)


def grass(
    c: Canvas, y: float, height: float, color: Color, count: int, left: float = 0, right: float | None = None
) -> None:
    """Blades of grass along a line."""
    for _ in range(count):
        x = c.rng.uniform(left, c.width if right is None else right)
        tall = height * c.rng.uniform(0.4, 1.1)
        lean = c.rng.uniform(-0.4, 0.4) * tall
        c.stroke(
            [(x, y), (x + lean * 0.3, y - tall * 0.6), (x + lean, y - tall)],
            5,
            0.8,
            mix(color, (230, 230, 150), c.rng.uniform(0, 0.2)),
        )


def petal(c: Canvas, x: float, y: float, length: float, wide: float, degrees: float, base: Color, tip: Color) -> None:
    """A lotus petal from its base at (x, y); 0 degrees points up."""
    half = [(0.0, 0.0), (0.3, -0.2), (0.5, -0.5), (0.4, -0.8), (0.13, -0.95), (0.0, -1.03)]
    outline = half + [(-px, py) for px, py in reversed(half[1:-1])]
    end = turn([(x, y - length)], degrees, (x, y))[0]
    shape = turn(place(outline, x, y, wide, length), degrees, (x, y))
    c.smooth(shape, mix(tip, (120, 20, 70), 0.25))
    inner = turn(place(outline, x, y - length * 0.01, wide * 0.94, length * 0.975), degrees, (x, y))
    c.smooth(inner, Ramp(base, tip, (x, y), end))
    for k in (-0.22, -0.1, 0.0, 0.1, 0.22):
        vein = [
            (x + k * wide * 0.4, y - length * 0.12),
            (x + k * wide * 1.25, y - length * 0.55),
            (x + k * wide * 0.4, y - length * 0.93),
        ]
        c.stroke(turn(vein, degrees, (x, y)), length * 0.006, length * 0.003, tip, 0.55)


def lotus(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    base: Color = (255, 238, 236),
    tip: Color = (236, 90, 138),
    open_: float = 1.0,
) -> None:
    """A lotus flower seen from the side, its base at (x, y)."""
    deep = mix(tip, (150, 20, 80), 0.3)
    for degrees in (-58, 58, -30, 30, 0):
        petal(c, x, y - size * 0.08, size * 0.98, size * 0.46, degrees * open_, mix(base, tip, 0.3), deep)
    if open_ > 0.7:
        c.ellipse(x, y - size * 0.4, size * 0.2, size * 0.1, rgb("f2c94c"))
    for degrees in (-84, 84, -48, 48, -20, 20):
        petal(c, x, y, size * (0.86 if abs(degrees) > 30 else 0.8), size * 0.5, degrees * open_, base, tip)
    petal(c, x, y + size * 0.03, size * 0.68, size * 0.5, 0, base, tip)
    if open_ > 0.7:
        for degrees in (-103, 103):
            petal(c, x, y, size * 0.62, size * 0.34, degrees, base, tip)


def bud(c: Canvas, x: float, y: float, size: float, tip: Color = (228, 76, 128)) -> None:
    """A closed lotus bud."""
    for degrees in (-14, 14, 0):
        petal(c, x, y, size, size * 0.42, degrees, (250, 205, 205), tip)


def stem(c: Canvas, x: float, y: float, foot: float, color: Color, width: float = 8, lean: float = 20) -> None:
    """A stalk from a flower down to the water."""
    c.stroke([(x, y), (x + lean, (y + foot) / 2), (x + lean * 0.4, foot)], width, width * 1.2, color)


def pad(c: Canvas, x: float, y: float, rx: float, ry: float, dark: Color, light: Color) -> None:
    """A lotus leaf seen at a slant, with veins and a pale rim."""
    t = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    wave = 1 + 0.05 * np.sin(t * 5 + c.rng.uniform(0, 6)) + 0.03 * np.sin(t * 9 + c.rng.uniform(0, 6))
    rim: list[Point] = list(zip(x + rx * wave * np.cos(t), y + ry * wave * np.sin(t), strict=True))
    c.poly([(px, py + ry * 0.16) for px, py in rim], mix(dark, (0, 20, 30), 0.5), 0.7)
    c.poly(rim, mix(light, (240, 255, 210), 0.35))
    c.poly(
        [(x + (px - x) * 0.975, y + (py - y) * 0.96 + ry * 0.015) for px, py in rim], down(dark, light, y - ry, y + ry)
    )
    for k in range(0, 40, 2):
        px, py = rim[k]
        c.stroke(
            [(x, y - ry * 0.08), (x + (px - x) * 0.9, y + (py - y) * 0.9)],
            3.2,
            0.8,
            mix(light, (245, 255, 215), 0.5),
            0.5,
            soft=False,
        )
    c.ellipse(x, y - ry * 0.08, rx * 0.05, ry * 0.07, mix(light, (250, 255, 220), 0.6))


def rock(c: Canvas, x: float, y: float, size: float, dark: Color, light: Color) -> None:
    """A boulder with a lit face."""
    n = 9
    angles = np.linspace(np.pi, 2 * np.pi, n)
    top = [
        (x + size * np.cos(a) * c.rng.uniform(0.85, 1.1), y + size * 0.75 * np.sin(a) * c.rng.uniform(0.8, 1.1))
        for a in angles
    ]
    c.poly(
        [*top, (x + size, y + size * 0.2), (x - size, y + size * 0.2)],
        down(mix(dark, light, 0.35), dark, y - size, y + size * 0.2),
    )
    middle = (x + c.rng.uniform(-0.1, 0.25) * size, y - size * 0.2)
    c.poly(
        [*top[1 : n // 2 + 2], middle, (x - size * 0.3, y + size * 0.1), (x - size * 0.9, y - size * 0.1)], light, 0.55
    )
