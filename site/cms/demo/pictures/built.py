"""Motifs made by people: thatched houses, temple roofs, boats, figures."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: FBT001, FBT002, PLR0913

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .brush import Canvas, Color, Fill, Point, curve, down, mix, place, rgb


def thatched_house(c: Canvas, x: float, y: float, w: float, wall: Color, thatch: Color, dark: Color) -> None:
    """A Nghệ house under a deep thatched roof; (x, y) is the middle of its foot."""
    h = w * 0.2
    c.rect(x - w * 0.42, y - h, w * 0.84, h, down(mix(wall, dark, 0.55), wall, y - h, y))
    for k in range(5):
        left = x - w * 0.4 + k * w * 0.165
        opened = k in (1, 3)
        c.rect(left, y - h * 0.92, w * 0.14, h * 0.9, mix(dark, (0, 0, 0), 0.35) if opened else mix(wall, dark, 0.25))
        if not opened:
            for j in range(1, 9):
                c.rect(left + j * w * 0.0155, y - h * 0.9, w * 0.004, h * 0.86, mix(wall, dark, 0.7))
        else:
            c.rect(left + w * 0.02, y - h * 0.3, w * 0.1, h * 0.28, rgb("d98b3f"), 0.35)
    for k in range(6):
        c.rect(x - w * 0.41 + k * w * 0.163, y - h, w * 0.014, h, mix(wall, dark, 0.8))
    c.rect(x - w * 0.47, y - 5, w * 0.94, h * 0.12, mix(wall, (190, 180, 170), 0.5))
    roof = curve([(x - w * 0.56, y - h * 0.72), (x - w * 0.44, y - h * 1.35), (x - w * 0.3, y - h * 2.35)])
    roof += curve([(x + w * 0.3, y - h * 2.35), (x + w * 0.44, y - h * 1.35), (x + w * 0.56, y - h * 0.72)])
    c.poly([(px, py + h * 0.16) for px, py in roof], mix(dark, (0, 0, 0), 0.4), 0.55, 3)
    c.poly(roof, down(mix(thatch, (255, 225, 160), 0.25), mix(thatch, dark, 0.35), y - h * 2.4, y - h * 0.7))
    with c.clip(roof):
        for _ in range(520):
            px, py = c.rng.uniform(-0.56, 0.56), c.rng.uniform(0.6, 2.35)
            fan = px * 0.35 * (2.35 - py) / 2.35
            tone = mix(thatch, dark if c.rng.uniform() < 0.5 else (255, 232, 175), c.rng.uniform(0.1, 0.5))
            c.stroke(
                [(x + px * w, y - py * h), (x + (px + fan * 0.25) * w, y - (py - 0.28) * h)],
                2.6,
                1,
                tone,
                0.6,
                soft=False,
            )
        for level in (1.15, 1.6, 2.02):
            c.rect(x - w * 0.6, y - h * level, w * 1.2, h * 0.05, dark, 0.28, 1.5)
    c.stroke(
        [(x - w * 0.32, y - h * 2.33), (x, y - h * 2.44), (x + w * 0.32, y - h * 2.33)],
        h * 0.17,
        h * 0.17,
        mix(thatch, dark, 0.5),
    )
    for k in range(15):
        px = x - w * 0.3 + k * w * 0.043
        c.stroke([(px - 5, y - h * 2.28), (px + 5, y - h * 2.5)], 4, 3, mix(thatch, (255, 230, 170), 0.35), soft=False)


def fence(c: Canvas, x0: float, x1: float, y: float, height: float, color: Color) -> None:
    """A bamboo fence."""
    for level in (0.35, 0.75):
        c.rect(x0, y - height * level, x1 - x0, height * 0.06, mix(color, (0, 0, 0), 0.2))
    for px in np.arange(x0, x1, height * 0.22):
        tall = height * c.rng.uniform(0.9, 1.06)
        c.rect(px, y - tall, height * 0.075, tall, mix(color, (255, 240, 180), c.rng.uniform(0, 0.3)))


def curved_roof(
    c: Canvas, x: float, y: float, w: float, h: float, tile: Color, edge: Color, ridge: Color, lift: float = 0.35
) -> None:
    """A tiled roof with upswept corners; (x, y) is the middle of the eave."""
    top_half = w * 0.31
    left = curve(
        [(x - w * 0.5, y - h * lift), (x - w * 0.44, y - h * 0.24), (x - w * 0.36, y - h * 0.5), (x - top_half, y - h)]
    )
    right = [(2 * x - px, py) for px, py in reversed(left)]
    eave = curve(
        [
            (x + w * 0.5, y - h * lift),
            (x + w * 0.42, y - h * 0.02),
            (x + w * 0.25, y),
            (x, y),
            (x - w * 0.25, y),
            (x - w * 0.42, y - h * 0.02),
            (x - w * 0.5, y - h * lift),
        ]
    )
    shape = left + right + eave
    c.poly([(px, py + h * 0.14) for px, py in shape], (12, 10, 18), 0.35, 4)
    c.poly(shape, down(mix(tile, (255, 225, 180), 0.16), mix(tile, (20, 8, 20), 0.35), y - h, y))
    with c.clip(shape):
        for k in range(-16, 17):
            top, foot = x + k / 16 * top_half, x + k / 16 * w * 0.52
            c.stroke(
                [(top, y - h), ((top * 0.55 + foot * 0.45), y - h * 0.45), (foot, y + 4)],
                2,
                5,
                mix(tile, (20, 8, 20), 0.5),
                0.55,
            )
            c.stroke(
                [(top + 3, y - h), ((top * 0.55 + foot * 0.45) + 4, y - h * 0.45), (foot + 6, y + 4)],
                1,
                2,
                (255, 220, 180),
                0.2,
            )
    c.stroke(eave, h * 0.07, h * 0.07, edge, soft=False)
    for side in (-1, 1):
        tip = [
            (x + side * w * 0.47, y - h * (lift - 0.1)),
            (x + side * w * 0.52, y - h * (lift + 0.08)),
            (x + side * w * 0.535, y - h * (lift + 0.3)),
            (x + side * w * 0.51, y - h * (lift + 0.4)),
        ]
        c.stroke(tip, h * 0.12, h * 0.03, edge)
    c.stroke(
        [(x - top_half * 1.04, y - h * 1.03), (x, y - h * 0.99), (x + top_half * 1.04, y - h * 1.03)],
        h * 0.14,
        h * 0.14,
        ridge,
    )
    for side in (-1, 1):
        c.stroke(
            [
                (x + side * top_half, y - h * 1.0),
                (x + side * top_half * 1.1, y - h * 1.16),
                (x + side * top_half * 0.98, y - h * 1.3),
            ],
            h * 0.14,
            3,
            ridge,
        )
    c.ellipse(x, y - h * 1.12, h * 0.09, h * 0.09, mix(ridge, (255, 220, 120), 0.6))


def temple(c: Canvas, x: float, y: float, w: float, tile: Color, wall: Color, wood: Color, tiers: int = 2) -> None:
    """A temple hall on a stone base with one or two roofs."""
    h = w * 0.2
    stone = rgb("b9b0a2")
    for k in range(3):
        c.rect(x - w * (0.5 + 0.03 * k), y - 14 * (3 - k), w * (1 + 0.06 * k), 14, mix(stone, (60, 50, 60), 0.12 * k))
    c.rect(
        x - w * 0.42, y - 42 - h, w * 0.84, h, down(mix(wood, (0, 0, 0), 0.55), mix(wood, (0, 0, 0), 0.25), y - h, y)
    )
    for side in (-1, 1):
        c.rect(x + side * w * 0.36 - w * 0.06, y - 42 - h, w * 0.12, h, wall)
    for k in range(5):
        c.rect(
            x - w * 0.27 + k * w * 0.112,
            y - 42 - h * 0.9,
            w * 0.09,
            h * 0.88,
            mix(wood, (240, 170, 70), 0.32 if k == 2 else 0.05),
        )
    for k in range(6):
        c.rect(x - w * 0.295 + k * w * 0.112, y - 42 - h, w * 0.022, h, mix(wood, (200, 60, 40), 0.55))
    gold = rgb("e8b04a")
    curved_roof(c, x, y - 42 - h * 0.86, w * 1.16, h * 0.85, tile, mix(tile, gold, 0.45), mix(tile, (70, 30, 30), 0.3))
    if tiers > 1:
        c.rect(x - w * 0.27, y - 42 - h * 2.02, w * 0.54, h * 0.42, mix(wall, wood, 0.25))
        for k in range(9):
            c.rect(x - w * 0.25 + k * w * 0.058, y - 42 - h * 1.98, w * 0.035, h * 0.34, mix(wood, (0, 0, 0), 0.3))
        curved_roof(
            c, x, y - 42 - h * 1.9, w * 0.8, h * 0.72, tile, mix(tile, gold, 0.45), mix(tile, (70, 30, 30), 0.3)
        )


def sampan(
    c: Canvas, x: float, y: float, length: float, color: Color, light: Color, shelter: Color | None = None
) -> None:
    """A slim river boat; (x, y) is the middle of its waterline."""
    half = length / 2
    hull = curve(
        [
            (x - half, y - length * 0.11),
            (x - half * 0.6, y - length * 0.045),
            (x, y - length * 0.03),
            (x + half * 0.6, y - length * 0.045),
            (x + half, y - length * 0.13),
        ]
    )
    keel = curve(
        [
            (x + half * 0.92, y - length * 0.06),
            (x + half * 0.6, y + length * 0.02),
            (x, y + length * 0.035),
            (x - half * 0.6, y + length * 0.02),
            (x - half * 0.94, y - length * 0.05),
        ]
    )
    c.poly(hull + keel, down(mix(color, light, 0.3), color, y - length * 0.1, y + length * 0.03))
    c.stroke(hull, length * 0.014, length * 0.014, light, 0.9, soft=False)
    if shelter:
        arch = [
            (x + length * px, y + length * py)
            for px, py in ((-0.2, -0.03), (-0.19, -0.13), (-0.1, -0.185), (0.02, -0.19), (0.12, -0.14), (0.14, -0.03))
        ]
        outline = curve(arch)
        c.poly(outline, down(mix(shelter, light, 0.4), shelter, y - length * 0.18, y))
        with c.clip(outline):
            for k in range(-20, 20):
                c.stroke(
                    [(x + k * length * 0.02, y), (x + (k + 8) * length * 0.02, y - length * 0.2)],
                    1.5,
                    1.5,
                    mix(shelter, (0, 0, 0), 0.35),
                    0.5,
                    soft=False,
                )


def fishing_boat(
    c: Canvas, x: float, y: float, length: float, hull: Color, trim: Color, cabin: Color, flip: int = 1
) -> None:
    """A wooden fishing boat with a high bow, cabin, mast and lamps."""

    def at(points: Iterable[Point]) -> list[Point]:
        return place(points, x, y, length * flip, length)

    shape = curve(at([(-0.5, -0.13), (-0.3, -0.085), (0, -0.075), (0.3, -0.12), (0.53, -0.24)]))
    keel = curve(at([(0.53, -0.24), (0.45, -0.06), (0.36, 0.035), (0, 0.05), (-0.4, 0.04), (-0.5, -0.13)]))
    c.poly(
        at([(-0.36, -0.1), (-0.35, -0.27), (-0.1, -0.27), (-0.08, -0.09)]),
        down(cabin, mix(cabin, (20, 20, 40), 0.35), y - length * 0.27, y),
    )
    c.poly(at([(-0.39, -0.265), (-0.38, -0.3), (-0.06, -0.3), (-0.06, -0.265)]), trim)
    for k in range(3):
        c.poly(
            at(
                [
                    (-0.33 + k * 0.08, -0.23),
                    (-0.27 + k * 0.08, -0.23),
                    (-0.27 + k * 0.08, -0.17),
                    (-0.33 + k * 0.08, -0.17),
                ]
            ),
            rgb("ffdf9a"),
            0.9,
        )
    c.poly(shape + keel, down(hull, mix(hull, (10, 10, 30), 0.5), y - length * 0.15, y + length * 0.05))
    c.stroke(shape, length * 0.022, length * 0.022, trim, soft=False)
    c.stroke(at([(-0.49, -0.03), (0, 0.0), (0.43, -0.06)]), length * 0.012, length * 0.012, trim, 0.8)
    for px, tall in ((0.08, 0.52), (-0.22, 0.44)):
        c.stroke(
            at([(px, -0.08), (px + 0.01, -tall)]),
            length * 0.014,
            length * 0.008,
            mix(hull, (10, 10, 20), 0.6),
            soft=False,
        )
    dark = mix(hull, (10, 10, 20), 0.6)
    for a, b in (((0.09, -0.52), (0.53, -0.24)), ((0.09, -0.52), (-0.21, -0.44)), ((-0.21, -0.44), (-0.5, -0.13))):
        c.stroke(at([a, b]), 1.8, 1.8, dark, 0.8, soft=False)
    for k in range(6):
        c.ellipse(*at([(0.05 - k * 0.045, -0.5 + k * 0.012)])[0], length * 0.009, length * 0.013, rgb("fff1c4"))


def person(
    c: Canvas,
    x: float,
    y: float,
    height: float,
    coat: Fill,
    skin: Color,
    hat: Color | None = None,
    flip: int = 1,
    seated: bool = False,
    arm: float = 0.0,
    skirt: Fill | None = None,
) -> None:
    """A faceless figure in a long tunic, standing or seated, with or without a conical hat."""

    def at(points: Iterable[Point]) -> list[Point]:
        return place(points, x, y, height * flip, height)

    if seated:
        c.smooth(
            at(
                [
                    (-0.16, 0.0),
                    (-0.17, -0.2),
                    (-0.12, -0.45),
                    (-0.04, -0.56),
                    (0.06, -0.54),
                    (0.11, -0.4),
                    (0.16, -0.22),
                    (0.34, -0.17),
                    (0.36, 0.0),
                ]
            ),
            coat,
        )
        neck, head = -0.55, -0.66
    else:
        c.smooth(
            at(
                [
                    (-0.14, 0.0),
                    (-0.12, -0.3),
                    (-0.09, -0.55),
                    (-0.11, -0.74),
                    (-0.05, -0.82),
                    (0.05, -0.82),
                    (0.11, -0.74),
                    (0.08, -0.55),
                    (0.11, -0.3),
                    (0.14, 0.0),
                ]
            ),
            coat,
        )
        if skirt is not None:
            c.poly(
                at([(-0.148, 0.012), (-0.145, -0.05), (-0.11, -0.42), (0.11, -0.42), (0.145, -0.05), (0.148, 0.012)]),
                skirt,
            )
        neck, head = -0.81, -0.91
    c.poly(at([(-0.025, neck + 0.03), (-0.02, neck - 0.06), (0.035, neck - 0.06), (0.035, neck + 0.03)]), skin)
    c.ellipse(x + 0.01 * height * flip, y + height * head, height * 0.058, height * 0.074, skin)
    c.smooth(
        at(
            [
                (-0.06, head + 0.07),
                (-0.07, head - 0.03),
                (-0.02, head - 0.085),
                (0.045, head - 0.07),
                (0.03, head - 0.035),
                (-0.01, head + 0.03),
            ]
        ),
        rgb("1d1720"),
    )
    if arm:
        c.stroke(
            at([(0.04, neck + 0.09), (0.14, neck + 0.2), (0.14 + 0.16 * arm, neck + 0.2 - 0.14 * arm)]),
            height * 0.07,
            height * 0.04,
            coat,
        )
        c.ellipse(*at([(0.15 + 0.16 * arm, neck + 0.19 - 0.14 * arm)])[0], height * 0.025, height * 0.025, skin)
    if hat:
        brim, peak = head - 0.015, head - 0.17
        c.poly(
            at([(-0.19, brim + 0.02), (0.0, peak), (0.2, brim)]),
            down(mix(hat, (255, 250, 230), 0.4), hat, y + peak * height, y + brim * height),
        )
        c.poly(at([(-0.19, brim + 0.02), (0.0, peak), (-0.06, brim + 0.028)]), mix(hat, (60, 40, 30), 0.35), 0.6)
        c.smooth(
            at([(-0.19, brim + 0.02), (0.0, brim - 0.012), (0.2, brim), (0.0, brim + 0.04)]),
            mix(hat, (60, 40, 30), 0.5),
        )
