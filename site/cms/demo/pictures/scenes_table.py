"""Scenes of the table: eel porridge, oranges, soybean paste."""

# ruff: noqa: C901, FBT001, FBT003

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, Ramp, curve, down, mix, rgb
from .built import fence, person
from .nature import areca, blade, clouds, crown, ridge, sun, treeline


def _chilli(c: Canvas, x: float, y: float, size: float, angle: float) -> None:
    rad = np.radians(angle)
    end = (x + np.cos(rad) * size, y + np.sin(rad) * size)
    bend = ((x + end[0]) / 2 + np.sin(rad) * size * 0.16, (y + end[1]) / 2 - np.cos(rad) * size * 0.16)
    c.stroke([(x, y + 5), (bend[0], bend[1] + 5), (end[0], end[1] + 5)], size * 0.2, 2, rgb("5a120f"), 0.4)
    c.stroke([(x, y), bend, end], size * 0.19, 2, rgb("d2281f"))
    c.stroke([(x, y - size * 0.03), (bend[0], bend[1] - size * 0.04), end], size * 0.04, 1, rgb("ff9a7d"), 0.8)
    c.stroke(
        [(x, y), (x - np.cos(rad) * size * 0.25, y - np.sin(rad) * size * 0.25 - 5)],
        size * 0.07,
        size * 0.04,
        rgb("4f8a3a"),
        soft=False,
    )


def chao_luon(c: Canvas) -> None:
    """A bowl of eel porridge with herbs, chilli, lime and bread."""
    c.sky([(0, "7c2f22"), (0.5, "a04a2c"), (1, "5d231d")])
    for k in range(13):
        y = k * k * 7.2
        c.rect(0, y, 1800, 3 + k * 0.5, rgb("4a1a17"), 0.55)
        for _ in range(16):
            x = c.rng.uniform(0, 1800)
            c.ellipse(x, y + c.rng.uniform(10, 60), c.rng.uniform(80, 320), 1.6, rgb("d98a52"), 0.22)
    c.glow(620, 200, 1000, rgb("ffc27a"), 0.7)
    mat = [(250.0, 640.0), (1600.0, 560.0), (1830.0, 1120.0), (120.0, 1230.0)]
    c.poly([(x + 8, y + 18) for x, y in mat], rgb("2a0d0d"), 0.5, 12)
    c.poly(mat, down(rgb("e6cb8c"), rgb("b9904f"), 560, 1200))
    with c.clip(mat):
        for k in range(60):
            c.stroke([(100, 600 + k * 12), (1840, 500 + k * 12.4)], 1.6, 1.6, rgb("8f6a35"), 0.4, soft=False)
        for k in range(26):
            c.stroke([(250 + k * 54, 560), (120 + k * 68, 1220)], 3, 3, rgb("a0453a"), 0.4, soft=False)
    c.ellipse(930, 985, 560, 140, rgb("2a0f0e"), 0.5, 24)
    c.poly(
        curve([(398, 640), (430, 820), (560, 985), (760, 1050), (1080, 1050), (1290, 985), (1420, 820), (1452, 640)]),
        down(rgb("fbf4e4"), rgb("b9a99a"), 640, 1060),
    )
    c.smooth([(700, 1030), (720, 1080), (1120, 1080), (1150, 1030)], down(rgb("d9cbb8"), rgb("8f8078"), 1030, 1080))
    for k in range(27):
        t = k / 26 * np.pi
        x, y = 925 - 500 * np.cos(t), 760 + 178 * np.sin(t)
        c.ellipse(x, y, 22, 15, rgb("2d5fa0"), 0.85)
        c.ellipse(x, y, 12, 8, rgb("fbf4e4"))
        c.ellipse(x, y, 5, 4, rgb("2d5fa0"))
    for lift in (-44, 46):
        ring = [
            (925 - (512 - abs(lift) * 0.5) * np.cos(t), 760 + lift + 178 * np.sin(t))
            for t in np.linspace(0.04, np.pi - 0.04, 40)
        ]
        c.stroke(ring, 6, 6, rgb("2d5fa0"), 0.8, soft=False)
    c.ellipse(925, 640, 528, 176, rgb("fffaf0"))
    c.ellipse(925, 646, 498, 158, down(rgb("a89a86"), rgb("e9dcc6"), 490, 800))
    c.ellipse(925, 662, 476, 140, down(rgb("e9b254"), rgb("f6d58c"), 520, 800))
    soup = [(925 + 476 * np.cos(t), 662 + 140 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 80)]
    with c.clip(soup):
        for _ in range(420):
            x, y = 925 + c.rng.normal(0, 230), 662 + c.rng.normal(0, 66)
            c.ellipse(
                x,
                y,
                c.rng.uniform(7, 13),
                c.rng.uniform(3, 5),
                mix(rgb("fff0c4"), rgb("e6b35a"), c.rng.uniform(0, 0.8)),
                0.8,
                0,
                c.rng.uniform(0, 180),
            )
        for _ in range(46):
            r = c.rng.uniform(8, 30)
            c.ellipse(925 + c.rng.normal(0, 260), 672 + c.rng.normal(0, 70), r, r * 0.42, rgb("e2661f"), 0.5)
            c.ellipse(925 + c.rng.normal(0, 260), 672 + c.rng.normal(0, 70), r * 0.5, r * 0.2, rgb("fff0b0"), 0.6)
    for _ in range(30):
        x, y, s, a = (
            925 + c.rng.normal(0, 130),
            640 + c.rng.normal(0, 30),
            c.rng.uniform(70, 120),
            c.rng.uniform(-50, 50),
        )
        rad = np.radians(a)
        path = [
            (x - np.cos(rad) * s, y - np.sin(rad) * s * 0.4),
            (x, y - 22),
            (x + np.cos(rad) * s, y + np.sin(rad) * s * 0.4),
        ]
        c.stroke([(px, py + 8) for px, py in path], 26, 14, rgb("4a2413"), 0.5)
        c.stroke(path, 27, 13, rgb("8a4a22"))
        c.stroke([(px, py - 6) for px, py in path], 10, 4, rgb("e0a25c"), 0.85)
    for _ in range(70):
        x, y = 925 + c.rng.normal(0, 170), 628 + c.rng.normal(0, 34)
        r = c.rng.uniform(7, 13)
        c.ellipse(x, y, r, r * 0.6, rgb("3d8a3c"), 1, 0, c.rng.uniform(0, 90))
        c.ellipse(x, y, r * 0.55, r * 0.3, rgb("b9dc8c"), 1, 0, c.rng.uniform(0, 90))
    for _ in range(24):
        blade(
            c,
            925 + c.rng.normal(0, 90),
            610 + c.rng.normal(0, 20),
            c.rng.uniform(60, 110),
            c.rng.uniform(-170, -10),
            mix(rgb("2f7a35"), rgb("86c05a"), c.rng.uniform(0, 1)),
            1,
            0.2,
        )
    for _ in range(16):
        c.ellipse(925 + c.rng.normal(0, 130), 606 + c.rng.normal(0, 20), 10, 6, rgb("d2281f"))
    for k in range(5):
        x = 700 + k * 115
        wave = [(x + 34 * np.sin(j * 0.8 + k * 1.7), 540 - j * 42) for j in range(11)]
        c.stroke(wave, 30, 8, rgb("fff2da"), 0.13)
        c.stroke(wave, 12, 3, rgb("fff2da"), 0.16)
    for x, y, s in ((330, 1040, 120), (470, 1110, 105)):
        c.ellipse(x, y + 16, s, s * 0.6, rgb("2a0f0e"), 0.4, 8)
        c.ellipse(x, y, s, s * 0.62, rgb("3f8f3a"))
        c.ellipse(x, y - 8, s * 0.93, s * 0.56, rgb("f3f6cf"))
        c.ellipse(x, y - 8, s * 0.85, s * 0.5, rgb("c5dd6a"))
        for k in range(8):
            a = k * np.pi / 4
            c.stroke(
                [(x, y - 8), (x + s * 0.83 * np.cos(a), y - 8 + s * 0.49 * np.sin(a))], 3, 7, rgb("f7f9dc"), soft=False
            )
    for x, y, s, a in ((1420, 1090, 190, -20), (1490, 1140, 170, -6), (1350, 1150, 150, -34)):
        _chilli(c, x, y, s, a)
    for k in range(2):
        x, y = 250 + k * 110, 560 + k * 105
        loaf = curve(
            [
                (x - 210, y + 70),
                (x - 170, y - 10),
                (x, y - 70),
                (x + 200, y - 110),
                (x + 250, y - 70),
                (x + 130, y + 30),
                (x - 60, y + 100),
            ],
            closed=True,
        )
        c.poly([(px + 6, py + 20) for px, py in loaf], rgb("2a0d0d"), 0.5, 10)
        c.poly(loaf, down(rgb("f2b864"), rgb("a85c25"), y - 110, y + 90))
        for j in range(4):
            bx, by = x - 110 + j * 90, y + 26 - j * 34
            c.smooth(
                [(bx - 30, by + 24), (bx + 10, by - 34), (bx + 44, by - 40), (bx + 14, by + 14)], rgb("fbe3ae"), 0.9
            )
    for _ in range(15):
        blade(
            c,
            1560 + c.rng.normal(0, 50),
            760 + c.rng.normal(0, 36),
            c.rng.uniform(120, 220),
            c.rng.uniform(-150, 20),
            mix(rgb("1f6635"), rgb("7dbb56"), c.rng.uniform(0, 1)),
            1,
            0.22,
        )
    c.stroke([(1230, 520), (1480, 330), (1800, 120)], 40, 20, rgb("b9aa98"))
    c.stroke([(1230, 514), (1480, 322), (1800, 112)], 14, 8, rgb("fffaf0"), 0.8)


def orange(c: Canvas, x: float, y: float, r: float, tone: float = 0.0) -> None:
    """A ripe orange with dimpled skin."""
    skin, deep = mix(rgb("f7941d"), rgb("ffb938"), tone), mix(rgb("c9510f"), rgb("e07a1c"), tone)
    c.ellipse(x, y, r, r * 0.96, deep)
    for k in range(14):
        t = k / 13
        c.ellipse(
            x - r * 0.16 * t,
            y - r * 0.18 * t,
            r * (0.98 - 0.6 * t),
            r * (0.94 - 0.58 * t),
            mix(deep, mix(skin, (255, 226, 140), t * 0.55), 0.25 + 0.75 * t),
            0.5,
        )
    for _ in range(int(r * 1.6)):
        a, q = c.rng.uniform(0, 6.28), np.sqrt(c.rng.uniform(0, 1)) * r * 0.93
        c.ellipse(x + q * np.cos(a), y + q * np.sin(a) * 0.96, 1.7, 1.4, deep, 0.5)
    c.ellipse(x - r * 0.36, y - r * 0.42, r * 0.2, r * 0.11, rgb("fff3cf"), 0.75, 5, -35)
    c.stroke(
        [(x + r * 0.84 * np.cos(a), y + r * 0.8 * np.sin(a)) for a in np.linspace(0.2, 1.9, 14)],
        2,
        r * 0.09,
        rgb("ffce7a"),
        0.25,
    )


def cam_vinh(c: Canvas) -> None:
    """Oranges ripening on a branch above an orchard."""
    c.sky([(0, "1f8f94"), (0.5, "9fd3bb"), (1, "fbefc0")], bottom=820)
    sun(c, 1440, 250, 82, rgb("fffbe6"), rgb("fff0b0"))
    clouds(c, 200, 90, rgb("ffffff"), 5, 0.4)
    ridge(c, 690, 220, 3, rgb("7bb5a6"), rgb("e9ecc0"), 0.16)
    ridge(c, 750, 130, 4, rgb("4f957f"), rgb("d5deaa"), 0.16)
    c.rect(0, 770, 1800, 430, down(rgb("c2d07a"), rgb("5f8f4a"), 770, 1200))
    for k in range(9):
        y = 790 + k * k * 5.4
        size = 18 + k * 12
        for x in np.arange(-40 + (k % 2) * size, 1860, size * 2.6):
            c.ellipse(x, y + size * 0.75, size, size * 0.2, rgb("2c5f3c"), 0.4, 2)
            c.ellipse(x, y, size * 1.12, size * 0.86, down(rgb("3f8a4e"), rgb("14523c"), y - size, y + size))
            crown(c, x, y, size, rgb("1d6a48"), rgb("8dbb55"), 34)
            for _ in range(7):
                c.ellipse(
                    x + c.rng.normal(0, size * 0.5),
                    y + c.rng.normal(0, size * 0.35),
                    size * 0.09 + 1,
                    size * 0.09 + 1,
                    rgb("f58a1e"),
                )
    bark = rgb("5f4630")
    branches = (
        [(-30, 130), (300, 170), (640, 150), (980, 240), (1250, 220)],
        [(300, 170), (420, 300), (560, 340)],
        [(640, 150), (840, 60), (1080, 40)],
        [(-30, 420), (160, 520), (330, 500)],
        [(980, 240), (1080, 340), (1130, 380)],
    )
    for path in branches:
        c.stroke(path, 34, 9, bark)
        c.stroke([(x, y - 6) for x, y in path], 9, 2, rgb("b08a5c"), 0.5)
    leaves = (rgb("0f5a3f"), rgb("2a7d48"), rgb("4f9d4c"), rgb("8cc152"))

    def spray(x: float, y: float, count: int, reach: float) -> None:
        for _ in range(count):
            px, py, a, s = (
                x + c.rng.normal(0, reach),
                y + c.rng.normal(0, reach * 0.5),
                c.rng.uniform(0, 360),
                c.rng.uniform(100, 170),
            )
            tone = leaves[int(c.rng.integers(4))]
            blade(c, px, py, s, a, mix(tone, (0, 30, 25), 0.25), 1, 0.24)
            rad = np.radians(a)
            c.stroke(
                [(px, py), (px + np.cos(rad) * s * 0.94, py + np.sin(rad) * s * 0.94)],
                3,
                1,
                mix(tone, (240, 255, 190), 0.45),
                soft=False,
            )
            blade(c, px - np.sin(rad) * -2, py - 2, s * 0.95, a, mix(tone, (240, 255, 190), 0.25), 0.5, 0.11)

    for path in branches:
        for x, y in curve(path)[2::5]:
            spray(x, y, 5, 70)
    fruit = (
        (330, 430, 150),
        (640, 470, 172),
        (930, 470, 138),
        (150, 690, 140),
        (1160, 560, 120),
        (480, 690, 128),
        (770, 250, 104),
        (1330, 330, 92),
    )
    for k, (x, y, r) in enumerate(fruit):
        c.stroke([(x, y - r * 1.5), (x + 8, y - r * 0.9)], 9, 12, rgb("4d7a35"), soft=False)
        orange(c, x, y, r, c.rng.uniform(0, 0.6))
        for a in (-150, -95, -35):
            blade(c, x + 4, y - r * 0.92, r * 0.55, a, leaves[(k + a) % 4], 1, 0.2)
        spray(x, y - r * 1.15, 4, r * 0.45)
    for x, y in ((1010, 200), (500, 210), (1240, 260), (250, 300)):
        for a in range(5):
            blade(c, x, y, 46, a * 72 + 20, rgb("fffdf2"), 1, 0.3)
        c.ellipse(x, y, 9, 9, rgb("f6c945"))


def tuong(c: Canvas) -> None:
    """Jars of soybean paste fermenting in a sunny yard in Nam Đàn."""
    c.sky([(0, "4aa3ad"), (0.6, "c5e0c4"), (1, "fbf0cb")], bottom=700)
    sun(c, 300, 190, 70, rgb("fffbe6"), rgb("fff0b0"))
    clouds(c, 180, 60, rgb("ffffff"), 5, 0.45)
    ridge(c, 560, 170, 3, rgb("86b8a8"), rgb("e8ecc4"), 0.14)
    treeline(c, [(float(x), 590 + 14 * np.sin(x / 120)) for x in range(-20, 1840, 16)], 60, rgb("3f8564"), 1)
    for x, tall in ((1240, 430), (1350, 520), (90, 470)):
        areca(c, x, 690, tall, rgb("2b7350"), rgb("95836a"))
    c.rect(0, 600, 1800, 110, down(rgb("d8a870"), rgb("b07a4a"), 600, 710))
    for j in range(4):
        for x in np.arange(-30 + (j % 2) * 45, 1830, 90):
            c.rect(x, 604 + j * 27, 86, 24, mix(rgb("b5643f"), rgb("dc9560"), c.rng.uniform(0, 0.7)))
    c.rect(0, 708, 1800, 500, down(rgb("efd9a8"), rgb("c69a62"), 708, 1200))
    for k in range(8):
        c.rect(0, 715 + k * k * 9, 1800, 2 + k * 0.4, rgb("a97c4b"), 0.35)
    for k in range(13):
        c.stroke([(900 + (k - 6) * 170, 708), (900 + (k - 6) * 380, 1200)], 1.5, 4, rgb("a97c4b"), 0.35, soft=False)

    def jar(x: float, y: float, r: float, lid: bool) -> None:
        c.smooth(
            [
                (x - r, y),
                (x + r, y - r * 0.05),
                (x + r * 2.1, y + r * 0.2),
                (x + r * 1.6, y + r * 0.42),
                (x - r * 0.4, y + r * 0.3),
            ],
            rgb("5a331f"),
            0.35,
            8,
        )
        body = curve(
            [
                (x - r * 0.62, y - r * 1.55),
                (x - r * 1.02, y - r * 1.15),
                (x - r * 1.04, y - r * 0.6),
                (x - r * 0.6, y + r * 0.18),
                (x + r * 0.6, y + r * 0.18),
                (x + r * 1.04, y - r * 0.6),
                (x + r * 1.02, y - r * 1.15),
                (x + r * 0.62, y - r * 1.55),
            ]
        )
        tone = mix(rgb("8f4a2c"), rgb("5f2f25"), c.rng.uniform(0, 1))
        c.poly(
            body,
            Ramp(mix(tone, rgb("e8a468"), 0.65), mix(tone, (20, 8, 14), 0.45), (x - r, y - r), (x + r, y - r * 0.6)),
        )
        with c.clip(body):
            for level in (-1.25, -1.15, -0.3):
                c.stroke(
                    [(x - r * 1.1, y + r * level), (x, y + r * (level + 0.13)), (x + r * 1.1, y + r * level)],
                    r * 0.035,
                    r * 0.035,
                    mix(tone, rgb("f2bf85"), 0.5),
                    0.7,
                )
            c.smooth(
                [
                    (x - r * 0.75, y - r * 1.2),
                    (x - r * 0.85, y - r * 0.6),
                    (x - r * 0.6, y - r * 0.2),
                    (x - r * 0.62, y - r * 0.8),
                ],
                rgb("ffdcae"),
                0.4,
                5,
            )
        c.ellipse(x, y - r * 1.55, r * 0.68, r * 0.21, mix(tone, rgb("f0b27a"), 0.5))
        if lid:
            c.poly(
                [(x - r * 0.98, y - r * 1.5), (x, y - r * 2.15), (x + r * 0.98, y - r * 1.5)],
                Ramp(rgb("f3dda6"), rgb("a87f45"), (x - r, y), (x + r, y)),
            )
            for k in range(-6, 7):
                c.stroke(
                    [(x, y - r * 2.15), (x + k * r * 0.16, y - r * 1.46)], 1.5, 1.5, rgb("8a6535"), 0.5, soft=False
                )
            c.smooth(
                [(x - r * 0.98, y - r * 1.5), (x, y - r * 1.58), (x + r * 0.98, y - r * 1.5), (x, y - r * 1.38)],
                rgb("a87f45"),
            )
        else:
            c.ellipse(x, y - r * 1.54, r * 0.58, r * 0.155, rgb("42200f"))
            c.ellipse(
                x, y - r * 1.51, r * 0.54, r * 0.12, down(rgb("b06a1e"), rgb("e2a23f"), y - r * 1.65, y - r * 1.4)
            )
            for _ in range(40):
                a, q = c.rng.uniform(0, 6.28), np.sqrt(c.rng.uniform(0, 1))
                c.ellipse(
                    x + q * r * 0.48 * np.cos(a),
                    y - r * 1.51 + q * r * 0.1 * np.sin(a),
                    r * 0.045,
                    r * 0.022,
                    mix(rgb("f3cf7a"), rgb("8a4d15"), c.rng.uniform(0, 1)),
                )

    for row, (y, r) in enumerate(((760, 62), (860, 84), (1000, 118))):
        for k, x in enumerate(np.arange(150 + 40 * (row % 2), 1800, r * 2.75)):
            if row < 2 or x < 1240:
                jar(float(x), y, r, (k + row) % 3 != 1)
    person(c, 1560, 1160, 560, rgb("7a3b2e"), rgb("d9a07a"), rgb("e9d19b"), -1, arm=0.9, skirt=rgb("2a1d28"))
    c.stroke([(1420, 740), (1340, 800), (1290, 880)], 10, 12, rgb("8a5f38"))
    jar(1270, 1180, 165, False)
    jar(300, 1215, 170, True)
    jar(700, 1225, 165, False)
    fence(c, 1690, 1810, 760, 120, rgb("c9a35e"))
    for k in range(8):
        blade(c, 1840, 20 + k * 30, 330 - k * 18, 178 - k * 9, mix(rgb("1b5f46"), rgb("59a060"), k / 8), 1, 0.13)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "chao-luon": chao_luon,
    "cam-vinh": cam_vinh,
    "tuong-nam-dan": tuong,
}
