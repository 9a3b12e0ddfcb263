"""Scenes of neighbours and partners: Laos, the Volga, Gyeonggi."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: C901

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, Ramp, curve, down, mix, place, rgb, turn
from .built import curved_roof
from .nature import (
    birds,
    blade,
    clouds,
    crown,
    grass,
    ground,
    pine,
    ridge,
    sun,
    tree,
    treeline,
)


def _frangipani(c: Canvas, x: float, y: float, s: float, first: float) -> None:
    for k in range(5):
        a = first + k * 72
        c.smooth(
            turn(place([(0, 0), (0.42, -0.34), (0.95, -0.26), (1.0, 0.1), (0.55, 0.22)], x, y, s), a, (x, y)),
            rgb("d9b7a0"),
            0.6,
        )
        shape = turn(place([(0, 0), (0.4, -0.32), (0.92, -0.24), (0.97, 0.08), (0.52, 0.2)], x, y, s), a, (x, y))
        tip = turn([(x + s * 0.8, y)], a, (x, y))[0]
        c.smooth(shape, Ramp(rgb("ffc93f"), rgb("fffdf4"), (x, y), tip))
    c.ellipse(x, y, s * 0.12, s * 0.12, rgb("f09a2a"))


def bunpimay(c: Canvas) -> None:
    """Lao New Year: water from a silver bowl, frangipani, temple roofs."""
    c.sky([(0, "1d5f86"), (0.45, "5fb0b8"), (0.8, "fbdc9c"), (1, "f7b272")], bottom=900)
    sun(c, 1230, 400, 120, rgb("fff6d8"), rgb("ffd98f"), 5)
    clouds(c, 180, 80, rgb("fff3d6"), 6, 0.4)
    ridge(c, 760, 200, 3, rgb("6fa3a6"), rgb("f4cf98"), 0.18)
    gold, tile = rgb("f0b94a"), rgb("a8402f")
    for x, y, w in ((420, 700, 620), (1420, 740, 480)):
        for k in range(3):
            ww, yy = w * (1 - 0.22 * k), y - k * w * 0.15
            c.rect(x - ww * 0.3, yy - 10, ww * 0.6, w * 0.2, mix(rgb("fbe7c0"), rgb("8a3a2c"), 0.25 + 0.1 * k))
            for side in (-1, 1):
                eave = curve(
                    [
                        (x + side * ww * 0.02, yy - w * 0.32),
                        (x + side * ww * 0.2, yy - w * 0.13),
                        (x + side * ww * 0.36, yy - w * 0.02),
                        (x + side * ww * 0.56, yy + w * 0.015),
                    ]
                )
                c.poly(
                    [*eave, (x + side * ww * 0.5, yy + w * 0.055), (x, yy + w * 0.03)],
                    down(mix(tile, gold, 0.3), mix(tile, (40, 10, 20), 0.35), yy - w * 0.3, yy + w * 0.05),
                )
                c.stroke(eave, w * 0.016, w * 0.022, gold, soft=False)
                c.stroke(
                    [
                        (x + side * ww * 0.55, yy + w * 0.015),
                        (x + side * ww * 0.6, yy - w * 0.01),
                        (x + side * ww * 0.605, yy - w * 0.06),
                    ],
                    w * 0.02,
                    2,
                    gold,
                )
            c.stroke([(x, yy - w * 0.3), (x, yy - w * 0.44)], w * 0.016, 2, gold, soft=False)
        c.poly(
            [(x - w * 0.2, y + w * 0.02), (x, y - w * 0.24), (x + w * 0.2, y + w * 0.02)],
            down(rgb("ffe2a0"), rgb("c98a3a"), y - w * 0.24, y),
        )
        c.rect(x - w * 0.34, y + w * 0.06, w * 0.68, 300, down(rgb("fbe7c0"), rgb("cf9a6a"), y, y + 240))
        for k in range(6):
            c.rect(x - w * 0.33 + k * w * 0.124, y + w * 0.06, w * 0.035, 300, down(gold, rgb("a8642f"), y, y + 260))
        c.rect(x - w * 0.06, y + w * 0.12, w * 0.12, 260, rgb("7a2a26"))
    c.glow(900, 800, 700, rgb("fff0c4"), 0.55)
    c.rect(0, 880, 1800, 320, down(rgb("4fa8b0"), rgb("0f5670"), 880, 1200))
    c.glints(890, 1195, rgb("fff2cc"), 260, 900, 420, 0.7, 1.2)

    def bowl(x: float, y: float, s: float, tilt: float) -> None:
        body = [(-1, 0), (-0.92, 0.34), (-0.6, 0.66), (-0.2, 0.78), (0.2, 0.78), (0.6, 0.66), (0.92, 0.34), (1, 0)]
        shape = turn(place(curve(body), x, y, s), tilt, (x, y))
        c.poly(shape, Ramp(rgb("fdfdf6"), rgb("7d8fa0"), (x - s, y), (x + s, y + s * 0.5)))
        for k in range(13):
            t = -0.84 + k * 0.14
            spot = turn(place([(t, 0.3 + 0.12 * np.cos(t * 1.6))], x, y, s), tilt, (x, y))[0]
            for a in range(0, 360, 72):
                rad = np.radians(a)
                c.ellipse(
                    spot[0] + s * 0.045 * np.cos(rad),
                    spot[1] + s * 0.045 * np.sin(rad),
                    s * 0.035,
                    s * 0.02,
                    rgb("6a7f94"),
                    0.8,
                    0,
                    a,
                )
        c.stroke(
            turn(place([(-0.98, 0.1), (0, 0.2), (0.98, 0.1)], x, y, s), tilt, (x, y)), s * 0.03, s * 0.03, rgb("5f7488")
        )
        c.ellipse(x, y, s, s * 0.2, rgb("eef4f4"), 1, 0, tilt)
        c.ellipse(
            x,
            y + s * 0.01,
            s * 0.93,
            s * 0.16,
            down(rgb("2f8fa6"), rgb("8fd8dc"), y - s * 0.2, y + s * 0.3),
            1,
            0,
            tilt,
        )

    bowl(700, 520, 250, 24)
    lip = (925, 626)
    for k in range(26):
        wide = (k - 12.5) * 5
        fall = [
            (lip[0] + wide * 0.3, lip[1]),
            (lip[0] + 60 + wide * 0.6, lip[1] + 80),
            (lip[0] + 96 + wide, lip[1] + 260),
            (lip[0] + 100 + wide * 1.3, 960),
        ]
        c.stroke(
            fall,
            c.rng.uniform(5, 14),
            c.rng.uniform(4, 10),
            mix(rgb("ffffff"), rgb("5fc0d0"), c.rng.uniform(0, 0.9)),
            0.62,
        )
    for _ in range(330):
        a, r = c.rng.uniform(np.pi, 2 * np.pi), abs(c.rng.normal(0, 1)) * 230
        x, y, s = 1025 + r * 1.3 * np.cos(a), 955 + r * np.sin(a) * 0.9, c.rng.uniform(3, 15)
        c.ellipse(x, y, s * 0.8, s, rgb("e6fbfb"), 0.75)
        c.ellipse(x - s * 0.2, y - s * 0.3, s * 0.25, s * 0.25, rgb("ffffff"))
    for k in range(6):
        c.ellipse(1025, 962, 90 + k * 62, 16 + k * 13, rgb("ffffff"), 0.16)
        c.ellipse(1025, 965, 80 + k * 62, 12 + k * 13, rgb("3f9fb0"), 0.2)
    for _ in range(12):
        c.ellipse(1025 + c.rng.normal(0, 40), 945 + c.rng.normal(0, 12), 46, 18, rgb("ffffff"), 0.4, 4)
    for x, y, s in (
        (300, 1060, 84),
        (520, 1130, 100),
        (780, 1090, 70),
        (1330, 1120, 96),
        (1560, 1050, 80),
        (1700, 1150, 90),
        (130, 1150, 70),
        (1180, 1170, 60),
    ):
        c.ellipse(x + 8, y + s * 0.4, s * 0.9, s * 0.3, rgb("0a3f56"), 0.5, 5)
        _frangipani(c, x, y, s, float(c.rng.uniform(0, 72)))
    bark = rgb("6a5248")
    for path in (
        [(1820, 240), (1600, 200), (1400, 110)],
        [(1600, 200), (1520, 90), (1440, 20)],
        [(-20, 250), (140, 190), (290, 80)],
    ):
        c.stroke(path, 40, 20, bark)
    for x, y in ((1400, 110), (1500, 60), (1640, 150), (1760, 70), (290, 80), (150, 150), (40, 90), (1700, 250)):
        for a in range(0, 360, 40):
            blade(
                c,
                x,
                y,
                c.rng.uniform(130, 190),
                a + c.rng.uniform(-12, 12),
                mix(rgb("14584a"), rgb("6fb05f"), c.rng.uniform(0, 1)),
                1,
                0.14,
            )
        for _ in range(3):
            _frangipani(c, x + c.rng.normal(0, 44), y + c.rng.normal(0, 32), 62, float(c.rng.uniform(0, 72)))


def volga(c: Canvas) -> None:
    """The Volga at Ulyanovsk: a wide river, high banks, birches."""
    c.sky([(0, "2a5f95"), (0.5, "8fbcd0"), (0.85, "fde3bd"), (1, "fbc99a")], bottom=620)
    sun(c, 640, 440, 84, rgb("fff8e0"), rgb("ffe3ae"))
    clouds(c, 220, 110, rgb("fff6e6"), 8, 0.5)
    bank = [
        (float(x), 596 - 60 * np.exp(-(((x - 300) / 420) ** 2)) - 12 * np.sin(x / 90)) for x in range(-20, 1840, 12)
    ]
    ground(c, bank, 640, down(rgb("8fa9b0"), rgb("e9c9a8"), 520, 640))
    bluff = curve([(820, 640), (960, 560), (1120, 490), (1320, 440), (1560, 420), (1830, 410)])
    for x, w, h, kind in (
        (1110, 70, 60, 0),
        (1190, 56, 110, 1),
        (1260, 90, 70, 0),
        (1360, 60, 150, 1),
        (1430, 84, 92, 0),
        (1520, 64, 176, 1),
        (1595, 90, 110, 0),
        (1690, 70, 140, 1),
        (1760, 70, 100, 0),
    ):
        y = float(np.interp(x, [p[0] for p in bluff], [p[1] for p in bluff])) + 26
        tone = mix(rgb("e8d2b8"), rgb("a8879a"), c.rng.uniform(0, 1))
        c.rect(x, y - h, w, h, down(mix(tone, (255, 244, 220), 0.3), tone, y - h, y))
        if kind == 0:
            c.poly([(x - 5, y - h), (x + w / 2, y - h - 30), (x + w + 5, y - h)], rgb(("7a4a58", "4f6f7f")[x % 2]))
        for j in range(int(h / 20)):
            for i in range(int(w / 15)):
                c.rect(
                    x + 5 + i * 15,
                    y - h + 8 + j * 20,
                    7,
                    10,
                    rgb("4a5a78") if c.rng.uniform() < 0.6 else rgb("ffe2a0"),
                    0.85,
                )
    ground(c, bluff, 660, down(rgb("6f9a76"), rgb("3a6a66"), 410, 660))
    for _ in range(260):
        x = c.rng.uniform(840, 1810)
        y = float(np.interp(x, [p[0] for p in bluff], [p[1] for p in bluff]))
        crown(
            c,
            x,
            y + 20 + c.rng.uniform(0, 1) * max(0, 620 - y),
            c.rng.uniform(12, 26),
            rgb("2f6458"),
            (rgb("93b56a"), rgb("e0b04f"), rgb("d98a45"))[int(c.rng.integers(3))],
            9,
        )
    c.reflect(640, 1200, (rgb("a9c6cf"), rgb("1f527c")), 0.6, 1.0)
    c.glints(646, 1190, rgb("fff3d0"), 300, 640, 160, 0.8)
    c.glints(660, 1190, rgb("bcdbe6"), 240, None, 0, 0.4, 1.4)
    hull = curve([(940, 742), (960, 772), (1000, 784)]) + curve([(1330, 784), (1390, 764), (1420, 734)])
    c.poly([*hull, (940, 742)], down(rgb("fffdf4"), rgb("c3cad2"), 735, 785))
    for k in range(3):
        c.rect(980 + k * 34, 712 - k * 26, 370 - k * 80, 28, rgb("fffaf0") if k < 2 else rgb("e9eef0"))
        for j in range(14 - k * 3):
            c.rect(992 + k * 34 + j * 25, 718 - k * 26, 13, 12, rgb("3f6f96"))
    c.rect(1120, 610, 50, 52, down(rgb("c8503f"), rgb("8a3030"), 610, 660))
    c.ellipse(1180, 790, 250, 10, rgb("ffffff"), 0.6, 2)
    c.ellipse(1180, 830, 200, 10, rgb("123f66"), 0.3, 6)
    slope = curve([(-20, 1010), (300, 1040), (640, 1110), (900, 1220)])
    ground(c, slope, 1220, down(rgb("7fa062"), rgb("2f5f4c"), 1000, 1200))
    c.poly([(1820, 1060), (1500, 1130), (1280, 1220), (1820, 1220)], down(rgb("7fa062"), rgb("2f5f4c"), 1050, 1200))
    for x, y, tall, w in (
        (120, 1110, 1080, 44),
        (290, 1130, 1000, 32),
        (440, 1150, 900, 26),
        (1640, 1190, 1100, 40),
        (1770, 1190, 1000, 30),
    ):
        lean = c.rng.uniform(-40, 40)
        trunk = [(x, y), (x + lean * 0.4, y - tall * 0.5), (x + lean, y - tall)]
        c.stroke(trunk, w, w * 0.45, rgb("f6f1e4"))
        c.stroke([(px + w * 0.28, py) for px, py in trunk], w * 0.3, w * 0.12, rgb("b9b4b4"), 0.7)
        for k in range(26):
            t = k / 26
            px, py, half = x + lean * t, y - tall * t, w * (0.5 - 0.26 * t)
            side = c.rng.uniform(-0.9, 0.3)
            c.ellipse(px + half * side, py, half * c.rng.uniform(0.25, 0.6), c.rng.uniform(2, 5), rgb("2a2a34"))
        for k in range(11):
            py = y - tall * (0.5 + 0.05 * k)
            px = x + lean * (0.5 + 0.05 * k)
            side = -1 if k % 2 else 1
            end = (px + side * c.rng.uniform(110, 190), py + c.rng.uniform(-20, 60))
            c.stroke([(px, py), ((px + end[0]) / 2, py - 40), end], 5, 2, rgb("3a343c"))
            for _ in range(64):
                t = c.rng.uniform(0.25, 1.1)
                lx, ly = (
                    px + (end[0] - px) * t + c.rng.normal(0, 24),
                    py + (end[1] - py) * t - 20 + abs(c.rng.normal(0, 50)),
                )
                c.ellipse(
                    lx,
                    ly,
                    8,
                    5,
                    (rgb("f0bd4a"), rgb("e09a3a"), rgb("a9b24f"), rgb("f7da8a"))[int(c.rng.integers(4))],
                    0.95,
                    0,
                    c.rng.uniform(0, 90),
                )
    grass(c, 1215, 90, rgb("3f6f4c"), 240)


def gyeonggi(c: Canvas) -> None:
    """Hanok roofs and pines in Gyeonggi."""
    c.sky([(0, "3f6f9f"), (0.5, "a9c6cf"), (0.9, "fbe3c6"), (1, "f7cfae")], bottom=640)
    sun(c, 1330, 330, 92, rgb("fff4dc"), rgb("ffe0b4"))
    for k, tone in enumerate(("a5b9c6", "819fb0", "5b8496")):
        ridge(c, 480 + k * 70, 250 - k * 40, 2.5 + k, rgb(tone), mix(rgb(tone), rgb("fbe9d2"), 0.8), 0.2)
        c.mist(540 + k * 70, 60, rgb("fdf1e0"), 0.85)
    treeline(c, [(float(x), 650 + 16 * np.sin(x / 140)) for x in range(-20, 1840, 14)], 38, rgb("3f6b66"), 1)
    c.rect(0, 660, 1800, 560, down(rgb("6f8f78"), rgb("3a5a58"), 660, 1200))
    tile, wood = rgb("3f4756"), rgb("7a4a38")

    def hanok(x: float, y: float, w: float, light: float) -> None:
        h = w * 0.16
        c.rect(x - w * 0.45, y - 16, w * 0.9, 30, rgb("b3aa9c"))
        c.rect(x - w * 0.4, y - h, w * 0.8, h, down(rgb("c9b89c"), rgb("fbf3e0"), y - h, y))
        for k in range(6):
            left = x - w * 0.39 + k * w * 0.132
            c.rect(left, y - h * 0.86, w * 0.11, h * 0.74, mix(rgb("fdf3d8"), rgb("ffcf7a"), light))
            for j in range(1, 5):
                c.rect(left + j * w * 0.022, y - h * 0.86, 2.2, h * 0.74, wood)
            for j in range(1, 4):
                c.rect(left, y - h * (0.86 - j * 0.185), w * 0.11, 2.2, wood)
        for k in range(7):
            c.rect(x - w * 0.405 + k * w * 0.132, y - h, w * 0.018, h, wood)
        c.rect(
            x - w * 0.47, y - h * 1.1, w * 0.94, h * 0.2, down(rgb("5a3430"), rgb("8a5a44"), y - h * 1.1, y - h * 0.9)
        )
        for k in range(40):
            c.ellipse(x - w * 0.47 + k * w * 0.0241, y - h * 0.96, w * 0.006, w * 0.006, rgb("e9d2a6"))
        curved_roof(c, x, y - h * 0.98, w * 1.14, w * 0.22, tile, rgb("8f96a0"), rgb("2a303c"), 0.2)
        for side in (-1, 1):
            c.stroke(
                [
                    (x + side * w * 0.3, y - h * 0.98 - w * 0.22),
                    (x + side * w * 0.4, y - h * 1.0 - w * 0.1),
                    (x + side * w * 0.56, y - h * 1.05 - w * 0.035),
                ],
                w * 0.018,
                w * 0.026,
                rgb("2a303c"),
            )

    for x, y, w in (
        (320, 740, 330),
        (760, 725, 300),
        (1180, 745, 340),
        (1580, 735, 330),
        (540, 840, 460),
        (1050, 850, 480),
        (1590, 860, 480),
    ):
        hanok(x, y, w, 0.3)
        for side in (-1, 1):
            crown(
                c,
                x + side * w * 0.56,
                y - 6,
                w * 0.085,
                rgb("3f6a4c"),
                (rgb("e8a24a"), rgb("d9643f"), rgb("f3c5cc"))[int(c.rng.integers(3))],
                34,
            )
    c.mist(880, 40, rgb("fdf1e0"), 0.35)
    for k in range(26):
        c.rect(k * 74 - 10, 955 + (k % 2) * 3, 70, 40, mix(rgb("b9ac98"), rgb("8f8478"), c.rng.uniform(0, 1)))
        c.rect(k * 74 - 40, 1000, 70, 40, mix(rgb("b9ac98"), rgb("7f766e"), c.rng.uniform(0, 1)))
    c.rect(-10, 930, 1820, 30, down(rgb("5a6070"), rgb("2a303c"), 930, 960))
    for k in range(62):
        c.ellipse(k * 30, 958, 12, 9, rgb("434a58"))
    c.rect(0, 1040, 1800, 170, down(rgb("7f9a6c"), rgb("3a5f4c"), 1040, 1200))
    hanok(820, 1150, 900, 0.75)
    pine(c, 140, 1190, 980, rgb("2a5a4a"), rgb("5f3f34"), 0.16)
    pine(c, 1690, 1200, 860, rgb("2a5a4a"), rgb("5f3f34"), -0.14)
    tree(c, 1430, 1190, 330, rgb("8a2f2f"), rgb("f0a04a"), rgb("43302c"))
    for _ in range(120):
        c.ellipse(
            c.rng.uniform(1200, 1720),
            c.rng.uniform(1130, 1195),
            8,
            5,
            (rgb("e8803f"), rgb("f3bd5a"), rgb("c9443a"))[int(c.rng.integers(3))],
        )
    birds(c, 700, 260, 9, rgb("3f5f78"))


SCENES: dict[str, Callable[[Canvas], None]] = {
    "bunpimay": bunpimay,
    "ulyanovsk-volga": volga,
    "gyeonggi": gyeonggi,
}
