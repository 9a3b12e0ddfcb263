"""Scenes of nature: lotus, forest, waterfall, valley."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: C901

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, Point, curve, down, mix, noise1, rgb
from .nature import (
    birds,
    blade,
    bud,
    crown,
    ground,
    lotus,
    pad,
    ridge,
    rock,
    stem,
    sun,
    treeline,
)


def hoa_sen(c: Canvas) -> None:
    """A lotus in full bloom, close up."""
    c.sky([(0, "0e4a52"), (0.45, "1f7d73"), (0.8, "7fbf95"), (1, "1c6a5d")])
    c.glow(1000, 380, 900, rgb("f6e3a5"), 0.85)
    for _ in range(26):
        r = c.rng.uniform(30, 110)
        c.ellipse(c.rng.uniform(0, 1800), c.rng.uniform(0, 700), r, r, rgb("f4f3c4"), 0.07, 4)
    for x, y, s in ((250, 520, 150), (1560, 470, 170), (1310, 620, 120), (520, 640, 110)):
        stem(c, x, y, 1200, rgb("2f7d66"), 9, 10)
        lotus(c, x, y, s, rgb("f7c9c4"), rgb("d97c95"), 0.9)
    c.poly([(0, 0), (1800, 0), (1800, 1200), (0, 1200)], rgb("3f8f80"), 0.28)
    for k in range(26):
        x, y = c.rng.uniform(-100, 1900), 720 + k * 19
        size = 150 + k * 9
        tone = c.rng.uniform(0, 0.4)
        pad(c, x, y, size, size * 0.3, mix(rgb("0c4a43"), rgb("2b7d57"), tone), mix(rgb("3d8f5c"), rgb("a9d17c"), tone))
    for x, y, s, foot in ((395, 610, 210, 1000), (1460, 660, 190, 1050)):
        stem(c, x, y, foot, rgb("3f8a55"), 13, 22)
        bud(c, x, y, s)
    stem(c, 920, 900, 1210, rgb("4a9459"), 30, 30)
    lotus(c, 920, 910, 620)
    for side in (-1, 1):
        pad(c, 920 + side * 760, 1150, 520, 165, rgb("0d5145"), rgb("5fae63"))
    pad(c, 900, 1230, 420, 120, rgb("0b463e"), rgb("4c9c5d"))
    for _ in range(34):
        x, y = c.rng.uniform(200, 1700), c.rng.uniform(1060, 1190)
        r = c.rng.uniform(4, 11)
        c.ellipse(x, y, r, r * 0.75, rgb("d7f0d5"), 0.6)
        c.ellipse(x - r * 0.3, y - r * 0.25, r * 0.3, r * 0.22, rgb("ffffff"), 0.9)
    for x, y, wing in ((500, 300, 1.0), (1330, 210, 0.8)):
        for k, a in enumerate((-38, 8, 172, 218)):
            blade(c, x, y - 4, (150 if k in (0, 3) else 128) * wing, a, rgb("fdf3d6"), 0.72, 0.11)
        c.stroke(
            [(x, y - 26 * wing), (x + 6, y + 40 * wing), (x + 26 * wing, y + 120 * wing)], 15 * wing, 5, rgb("c9402f")
        )
        c.ellipse(x, y - 30 * wing, 15 * wing, 12 * wing, rgb("8f2a2a"))


def pu_mat(c: Canvas) -> None:
    """The rainforest of Pù Mát at first light."""
    c.sky([(0, "2a7a80"), (0.5, "a8d2b4"), (1, "fdeec2")], bottom=800)
    sun(c, 1180, 330, 84, rgb("fffbe2"), rgb("fff0ae"), 8)
    tones = ["9cc7b0", "7bb39d", "559a86", "368070", "22685c", "15524b"]
    for k, tone in enumerate(tones):
        base = 470 + k * 85
        line = ridge(c, base, 300 - k * 30, 3, rgb(tone), mix(rgb(tone), rgb("f7efc4"), 0.75 - k * 0.08), 0.2)
        if k > 1:
            treeline(c, line, 6 + k * 4, mix(rgb(tone), rgb("0c3a38"), 0.15), 1)
        c.mist(base + 60, 55, rgb("fcf2cf"), 0.75 - k * 0.06)
    for k in range(1500):
        y = 960 + (k / 1500) * 260
        tone = c.rng.uniform(0, 0.7)
        crown(
            c,
            c.rng.uniform(-30, 1830),
            y,
            c.rng.uniform(16, 44),
            mix(rgb("0e463f"), rgb("1c5f4c"), tone),
            mix(rgb("2f7a55"), rgb("93b95c"), tone),
            6,
        )
    dark = rgb("0a2e30")
    for x, w, lean in ((120, 84, 30), (330, 40, -20), (1690, 96, -40), (1500, 44, 16)):
        c.stroke(
            [(x, 1210), (x + lean * 0.5, 600), (x + lean, -20)], w * 1.5, w * 0.8, down(rgb("1d4a44"), dark, 0, 1200)
        )
        c.stroke(
            [(x + w * 0.2, 1210), (x + lean * 0.5 + w * 0.2, 600), (x + lean + w * 0.15, -20)],
            w * 0.2,
            w * 0.1,
            rgb("7fae7c"),
            0.35,
        )
        for side in (-1, 1):
            c.poly(
                [
                    *curve([(x + side * w * 0.4, 900), (x + side * w * 0.8, 1100), (x + side * w * 1.9, 1215)]),
                    (x, 1215),
                ],
                dark,
            )
        for k, side in enumerate((-1, 1, 1)):
            by = 60 + k * 110 + c.rng.uniform(-30, 30)
            c.stroke(
                [(x + lean, by + 90), (x + lean + side * 70, by + 10), (x + lean + side * 220, by - 60)],
                w * 0.3,
                5,
                dark,
            )
    for x in (60, 240, 1620, 1770, 420, 1440):
        for _ in range(7):
            crown(c, x + c.rng.uniform(-150, 150), c.rng.uniform(-20, 130), 100, dark, rgb("2d6b4c"), 34)
    for x0, x1, sag in ((150, 700, 330), (1660, 1130, 260), (380, 980, 190)):
        vine = [(x0, 60), ((x0 + x1) / 2, 60 + sag), (x1, 20)]
        c.stroke(vine, 9, 5, dark)
        for px, py in curve(vine)[1::2]:
            blade(c, px, py, c.rng.uniform(22, 44), c.rng.uniform(50, 130), rgb("1b5646"), 1, 0.22)
    for x, y, s in ((790, 330, 1.0), (930, 400, 0.72), (690, 440, 0.6)):
        body = rgb("123638")
        c.smooth(
            [
                (x - 70 * s, y + 4),
                (x, y - 12 * s),
                (x + 60 * s, y - 6 * s),
                (x + 98 * s, y + 4 * s),
                (x + 58 * s, y + 12 * s),
                (x, y + 12 * s),
            ],
            body,
        )
        c.smooth(
            [(x + 78 * s, y - 6 * s), (x + 120 * s, y - 4 * s), (x + 130 * s, y + 14 * s), (x + 96 * s, y + 10 * s)],
            rgb("f0a63c"),
        )
        c.smooth(
            [
                (x + 26 * s, y - 4),
                (x - 6 * s, y - 92 * s),
                (x - 46 * s, y - 112 * s),
                (x - 38 * s, y - 40 * s),
                (x - 22 * s, y),
            ],
            body,
        )
        c.smooth(
            [(x + 20 * s, y), (x + 30 * s, y - 74 * s), (x - 2 * s, y - 100 * s), (x - 14 * s, y - 30 * s)],
            mix(body, rgb("7fb5a0"), 0.3),
        )
        c.poly(
            [(x - 62 * s, y), (x - 128 * s, y - 14 * s), (x - 132 * s, y + 14 * s), (x - 62 * s, y + 10 * s)],
            rgb("fdf6df"),
        )
        c.poly(
            [(x - 92 * s, y - 6 * s), (x - 108 * s, y - 10 * s), (x - 108 * s, y + 10 * s), (x - 92 * s, y + 8 * s)],
            body,
        )
    for _ in range(46):
        x = c.rng.uniform(-20, 1820)
        for a in range(5):
            blade(
                c,
                x,
                1215,
                c.rng.uniform(90, 210),
                -90 + (a - 2) * 24 + c.rng.uniform(-8, 8),
                mix(dark, rgb("2c6d4b"), c.rng.uniform(0, 0.5)),
                1,
                0.07,
            )


def khe_kem(c: Canvas) -> None:
    """Kèm Falls: a white curtain between forest walls."""
    c.sky([(0, "3b93a5"), (0.5, "b5dcc8"), (1, "eaf2cf")], bottom=520)
    c.glow(900, 120, 620, rgb("fffbe0"), 0.8)
    ridge(c, 380, 180, 4, rgb("7fb8a8"), rgb("d9ebc9"), 0.15)
    wall = rgb("46595a")
    cliff = curve(
        [(-20, 330), (250, 250), (520, 285), (720, 235), (900, 250), (1100, 230), (1350, 280), (1600, 235), (1830, 320)]
    )
    ground(c, cliff, 1000, down(rgb("73877d"), wall, 230, 950))
    for _ in range(420):
        x, y = c.rng.uniform(-20, 1820), c.rng.uniform(290, 930)
        w, h = c.rng.uniform(30, 120), c.rng.uniform(40, 150)
        tone = mix(wall, rgb("a9b59a") if c.rng.uniform() < 0.45 else rgb("22363c"), c.rng.uniform(0.2, 0.7))
        c.poly(
            [
                (x, y),
                (x + w * 0.6, y - h * 0.25),
                (x + w, y + h * 0.2),
                (x + w * 0.7, y + h),
                (x + w * 0.1, y + h * 0.8),
            ],
            tone,
            0.5,
        )
    fall = curve([(700, 240), (690, 400), (640, 560), (610, 720), (560, 960)])
    edge = curve([(1270, 960), (1215, 720), (1180, 560), (1120, 400), (1100, 232)])
    body = fall + edge
    c.poly(body, down(rgb("eef9f4"), rgb("a7d3d3"), 240, 960))
    with c.clip(body):
        for _ in range(620):
            x0 = c.rng.uniform(-0.98, 0.98)
            y0 = c.rng.uniform(230, 900)
            long = c.rng.uniform(60, 260)

            def at(y: float, x0: float = x0) -> Point:
                spread = np.interp(y, [240, 400, 560, 720, 960], [200, 215, 270, 303, 355])
                return 905 + x0 * spread, y

            tone = rgb("ffffff") if c.rng.uniform() < 0.62 else mix(rgb("5f9fa8"), rgb("2d6b78"), c.rng.uniform(0, 0.7))
            c.stroke([at(y0), at(y0 + long / 2), at(y0 + long)], c.rng.uniform(2, 9), 1, tone, 0.62)
        for y, x, w in ((360, 800, 130), (455, 1010, 150), (590, 800, 190), (700, 1080, 180), (800, 800, 190)):
            for k in range(9):
                px, py = x + (k / 4 - 1) * w, y + 16 * np.sin(k * 1.3)
                c.poly(
                    [(px - 24, py - 8), (px + 22, py - 12), (px + 30, py + 26), (px + 4, py + 44), (px - 28, py + 22)],
                    rgb("4d7f88"),
                    0.4,
                    2,
                )
            for _ in range(16):
                r = c.rng.uniform(8, 26)
                c.ellipse(
                    x + c.rng.uniform(-1, 1) * w,
                    y - 10 + c.rng.uniform(-12, 8),
                    r * 1.5,
                    r * 0.5,
                    rgb("ffffff"),
                    0.55,
                    3,
                )
    for k in range(260):
        x = c.rng.uniform(-20, 1820)
        y = 268 - 40 * np.sin(x / 140) ** 2 - (0 if 690 < x < 1130 else 60 * c.rng.uniform(0, 1))
        if not 725 < x < 1085 or k % 9 == 0:
            crown(c, x, y if not 725 < x < 1085 else 236, c.rng.uniform(30, 62), rgb("175445"), rgb("86b45f"), 16)
    for k in range(1100):
        side = -1 if k % 2 else 1
        y = 250 + (k / 1100) * 860
        inner = np.interp(y, [240, 560, 960, 1200], [225, 300, 385, 560])
        x = 905 + side * (inner + abs(c.rng.normal(0, 1)) * 330)
        tone = c.rng.uniform(0, 1)
        crown(
            c,
            x,
            y,
            c.rng.uniform(20, 52),
            mix(rgb("0f4a42"), rgb("24664c"), tone),
            mix(rgb("3f8a55"), rgb("a9c663"), tone),
            8,
        )
    pool = [(float(x), 960 + 8 * np.sin(x / 60)) for x in range(-20, 1840, 12)]
    ground(c, pool, 1200, down(rgb("8fd0c8"), rgb("0f5a68"), 950, 1200))
    c.glints(985, 1195, rgb("e9fbf2"), 230, 905, 520, 0.6, 1.2)
    for _ in range(120):
        r = c.rng.uniform(14, 60)
        c.ellipse(905 + c.rng.normal(0, 230), 950 + c.rng.uniform(-40, 26), r * 1.5, r * 0.6, rgb("ffffff"), 0.16, 8)
    for x, y, s in (
        (120, 1120, 150),
        (330, 1180, 110),
        (1640, 1130, 170),
        (1430, 1190, 100),
        (700, 1165, 60),
        (1180, 1110, 64),
        (560, 1050, 46),
    ):
        c.ellipse(x, y + s * 0.2, s * 1.2, s * 0.14, rgb("0a3d4a"), 0.6, 4)
        rock(c, x, y, s, rgb("2b4247"), rgb("93a594"))
        c.ellipse(x, y + s * 0.2, s * 1.1, s * 0.045, rgb("eafaf4"), 0.7, 1.5)
    for x, flip in ((-10, 1), (1810, -1)):
        for k in range(12):
            blade(
                c,
                x,
                820 + k * 30,
                c.rng.uniform(220, 380),
                (0 if flip > 0 else 180) + flip * c.rng.uniform(-40, 40),
                mix(rgb("0c3f3a"), rgb("2c7a50"), c.rng.uniform(0, 0.8)),
                1,
                0.12,
            )
    birds(c, 900, 120, 7, rgb("35606a"))


def muong_long(c: Canvas) -> None:
    """Plum blossom above the misty valley of Mường Lống."""
    c.sky([(0, "5b7fa6"), (0.5, "b9cbd2"), (1, "fbe9d6")], bottom=700)
    c.glow(560, 300, 640, rgb("fff4dc"), 0.9)
    for k, tone in enumerate(("a9bccb", "86a3b6", "6488a0", "44708a", "2f5a72")):
        base = 430 + k * 95
        line = ridge(c, base, 330 - k * 40, 3 + k, rgb(tone), mix(rgb(tone), rgb("fdf3e6"), 0.9 - k * 0.06), 0.22)
        if k == 4:
            treeline(c, line, 15, mix(rgb(tone), rgb("143a48"), 0.3), 1)
        c.mist(base + 75, 85, rgb("fffaf0"), 0.95)
    slope = curve([(-20, 900), (300, 880), (700, 960), (1100, 1010), (1500, 960), (1830, 900)])
    ground(c, slope, 1210, down(rgb("6f9a78"), rgb("2c6152"), 880, 1200))
    for k in range(12):
        row = [(px, py + 18 + k * 25 + 8 * np.sin(px / 140 + k)) for px, py in slope]
        c.stroke(row, 4, 4, rgb("a8c493"), 0.5, soft=False)
    for x, y, w in ((640, 965, 190), (860, 1010, 230), (1160, 1020, 200), (1010, 960, 150)):
        wall = rgb("6b4a38")
        c.rect(x - w * 0.36, y - w * 0.2, w * 0.72, w * 0.22, down(mix(wall, (0, 0, 0), 0.3), wall, y - w * 0.2, y))
        for k in range(12):
            c.rect(x - w * 0.36 + k * w * 0.06, y - w * 0.2, 2, w * 0.22, rgb("3a2620"), 0.7)
        c.rect(x - w * 0.06, y - w * 0.16, w * 0.12, w * 0.18, rgb("f6b860"), 0.85)
        c.poly(
            [
                (x - w * 0.5, y - w * 0.15),
                (x - w * 0.3, y - w * 0.42),
                (x + w * 0.3, y - w * 0.42),
                (x + w * 0.5, y - w * 0.15),
            ],
            down(rgb("8c8a8a"), rgb("4a4f5a"), y - w * 0.42, y - w * 0.15),
        )
        smoke = noise1(c.rng, 9, 3, 2) * 20
        c.stroke([(x + w * 0.2 + smoke[i], y - w * 0.42 - i * 24) for i in range(9)], 5, 34, rgb("ffffff"), 0.22)
    for x, y, r in ((450, 960, 44), (760, 1010, 36), (1330, 1000, 50), (1450, 970, 40), (560, 1040, 46)):
        c.stroke([(x, y + r), (x, y)], 7, 4, rgb("4a3330"), soft=False)
        crown(c, x, y, r, rgb("e7c3cc"), rgb("fffafa"), 60)
    c.mist(1040, 50, rgb("fffaf0"), 0.5)
    bark = rgb("35252c")
    branches = (
        [(1820, 640), (1560, 470), (1330, 400), (1090, 250)],
        [(1560, 470), (1420, 290), (1340, 120)],
        [(1820, 380), (1620, 250), (1500, 60)],
        [(-20, 1120), (180, 960), (260, 760), (420, 640)],
        [(180, 960), (90, 770), (120, 620)],
        [(1330, 400), (1180, 430), (1040, 410)],
    )
    for k, path in enumerate(branches):
        c.stroke(path, 40 - 6 * (k % 3), 6, bark)
        for px, py in curve(path)[2:]:
            for _ in range(6):
                x, y, s = px + c.rng.normal(0, 34), py + c.rng.normal(0, 30), c.rng.uniform(9, 17)
                blush = mix(rgb("ffffff"), rgb("f6c9d4"), c.rng.uniform(0, 0.6))
                first = c.rng.uniform(0, 6)
                for a in range(5):
                    c.ellipse(
                        x + s * np.cos(first + a * 1.257), y + s * np.sin(first + a * 1.257), s * 0.72, s * 0.62, blush
                    )
                c.ellipse(x, y, s * 0.36, s * 0.36, rgb("d9627f"), 0.8)
                c.ellipse(x, y, s * 0.18, s * 0.18, rgb("f7d56a"))


SCENES: dict[str, Callable[[Canvas], None]] = {
    "hoa-sen": hoa_sen,
    "pu-mat-rung": pu_mat,
    "khe-kem-thac": khe_kem,
    "muong-long": muong_long,
}
