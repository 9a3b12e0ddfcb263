"""Scenes of heritage: Kim Liên, temples, Truông Bồn."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, curve, down, mix, noise1, rgb
from .built import fence, person, sampan, temple, thatched_house
from .nature import (
    areca,
    bamboo,
    birds,
    blade,
    bud,
    clouds,
    crown,
    ground,
    lotus,
    pad,
    pine,
    ridge,
    stem,
    sun,
    tree,
    treeline,
)


def _pond(c: Canvas, top: float, dark: str, light: str, rows: int = 9) -> None:
    """Rows of lotus leaves and flowers that grow towards the viewer."""
    for k in range(rows):
        d = k / (rows - 1)
        y = top + (c.height + 40 - top) * d**1.25
        size = 26 + 170 * d**1.2
        for x in np.arange(-60, c.width + 80, size * 1.75):
            if c.rng.uniform() < 0.2:
                continue
            px, py = x + c.rng.uniform(-0.5, 0.5) * size, y + c.rng.uniform(-0.2, 0.2) * size
            tone = c.rng.uniform(0, 0.35)
            pad(
                c, px, py, size, size * 0.36, mix(rgb(dark), rgb(light), tone), mix(rgb(light), rgb("d6e58a"), tone * d)
            )
        for _ in range(max(2, 7 - k)):
            x, tall = c.rng.uniform(0, c.width), size * c.rng.uniform(0.9, 1.5)
            stem(c, x, y - tall, y, mix(rgb(dark), rgb(light), 0.5), 2 + 7 * d, 12 * d)
            if c.rng.uniform() < 0.72:
                lotus(c, x, y - tall, size * 0.72, open_=c.rng.uniform(0.75, 1.0))
            else:
                bud(c, x, y - tall, size * 0.7)


def lang_sen(c: Canvas) -> None:
    """The lotus pond of Sen Village with a thatched house at daybreak."""
    c.sky([(0, "2f7f9a"), (0.35, "7fbdb8"), (0.65, "f6dfae"), (1, "f7b98a")], bottom=640)
    sun(c, 1290, 330, 78, rgb("fff3d2"), rgb("ffd48a"))
    clouds(c, 170, 70, rgb("fdf0d5"), 5, 0.35)
    ridge(c, 520, 190, 3, rgb("6fa3a4"), rgb("f3d2a2"), 0.18)
    ridge(c, 560, 120, 5, rgb("4c8787"), rgb("e6c79a"), 0.18)
    c.mist(560, 60, rgb("fce8c4"), 0.8)
    line = [(float(x), 585 + 10 * np.sin(x / 130)) for x in range(-20, 1840, 20)]
    treeline(c, line, 38, rgb("2f6b5d"), 1)
    ground(c, line, 720, down(rgb("3f7d55"), rgb("2c5f4a"), 580, 720))
    for x, tall in ((300, 300), (365, 360), (960, 330), (1035, 270)):
        areca(c, x, 655, tall, rgb("2d6a4c"), rgb("8d7b63"), c.rng.uniform(-0.06, 0.06))
    bamboo(c, 130, 660, 380, rgb("6f8f45"), rgb("3f7a46"), 7)
    bamboo(c, 1660, 660, 340, rgb("6f8f45"), rgb("35704a"), 7)
    thatched_house(c, 660, 668, 560, rgb("c49b66"), rgb("b48a52"), rgb("4a3324"))
    tree(c, 1300, 665, 230, rgb("215848"), rgb("5c9a56"), rgb("59422f"))
    for _ in range(60):
        crown(
            c,
            c.rng.uniform(0, 1800),
            672 + c.rng.uniform(-4, 6),
            c.rng.uniform(14, 26),
            rgb("25604a"),
            rgb("7cb35e"),
            12,
        )
    c.reflect(690, 1200, (rgb("8fc0a8"), rgb("14564f")), 0.6)
    c.glints(700, 900, rgb("fff0c9"), 70, 1290, 120, 0.6)
    _pond(c, 750, "0f5547", "4f9a5a")


def nha_tranh(c: Canvas) -> None:
    """A thatched house and its garden in Kim Liên."""
    c.sky([(0, "3f9bb0"), (0.55, "a9d8cd"), (1, "f5ecc9")], bottom=760)
    sun(c, 420, 210, 64, rgb("fffbe6"), rgb("fff1b8"))
    clouds(c, 200, 90, rgb("ffffff"), 6, 0.45)
    ridge(c, 620, 180, 3, rgb("7fb5a6"), rgb("e5ecc4"), 0.14)
    line = [(float(x), 640 + 16 * np.sin(x / 170)) for x in range(-20, 1840, 16)]
    treeline(c, line, 70, rgb("3f8064"), 1)
    treeline(c, [(x, y + 30) for x, y in line], 60, rgb("2d6b52"), 1)
    for x, tall, lean in (
        (210, 560, 0.05),
        (310, 470, -0.05),
        (1500, 520, 0.04),
        (1600, 600, -0.03),
        (1420, 420, 0.06),
    ):
        areca(c, x, 800, tall, rgb("2a7350"), rgb("9b8a70"), lean)
    ground(c, [(-20.0, 712.0), (1820.0, 712.0)], 1200, down(rgb("d9b77c"), rgb("b98a55"), 770, 1200))
    thatched_house(c, 900, 850, 980, rgb("c79a62"), rgb("b58b50"), rgb("46301f"))
    yard = [(640.0, 860.0), (1160.0, 860.0), (1420.0, 1210.0), (380.0, 1210.0)]
    c.poly(yard, down(rgb("e8cd98"), rgb("cfa46c"), 860, 1200))
    for k in range(12):
        y = 868 + 2.4 * k**2
        c.stroke([(640 - k * 21, y), (1160 + k * 21, y)], 1.5, 1.5, rgb("a97c4b"), 0.25, soft=False)
    c.poly([(400, 855), (1400, 855), (1330, 905), (470, 905)], rgb("5a3a2a"), 0.28, 8)
    for side in (0, 1):
        x0, x1 = (-10, 470) if side == 0 else (1330, 1810)
        for x in np.arange(x0, x1, 24):
            crown(c, x, 905 + c.rng.uniform(-8, 8), 40, rgb("1f6148"), rgb("86bd5c"), 26)
        fence(c, x0, x1, 990, 110, rgb("b99a5a"))
        for _ in range(70):
            x, y = c.rng.uniform(x0, x1 + (60 if side == 0 else 0)), c.rng.uniform(1000, 1200)
            crown(c, x - (50 if side else 0), y, c.rng.uniform(24, 44), rgb("175742"), rgb("6fae54"), 14)
        for _ in range(120):
            x, y = c.rng.uniform(x0, x1), c.rng.uniform(985, 1190)
            tone = (rgb("f26b5b"), rgb("ffd35c"), rgb("f7a6b8"), rgb("fff3e0"))[int(c.rng.integers(4))]
            for a in range(5):
                c.ellipse(x + 8 * np.cos(a * 1.257), y + 7 * np.sin(a * 1.257), 6, 5, tone)
            c.ellipse(x, y, 3.5, 3.5, rgb("c98a1e"))
    for x, y, r in ((620, 930, 36), (1190, 930, 36)):
        c.ellipse(x, y + r * 0.9, r * 1.2, 8, rgb("5a3a2a"), 0.35, 3)
        c.smooth(
            [
                (x - r, y - r * 0.7),
                (x - r * 1.15, y),
                (x - r * 0.6, y + r * 0.9),
                (x + r * 0.6, y + r * 0.9),
                (x + r * 1.15, y),
                (x + r, y - r * 0.7),
            ],
            down(rgb("a65a38"), rgb("6d3524"), y - r, y + r),
        )
        c.ellipse(x, y - r * 0.72, r * 0.92, r * 0.22, rgb("3f6f7a"))


def den_cuong(c: Canvas) -> None:
    """Cuông Temple among pines on Mộ Dạ hill."""
    c.sky([(0, "23406b"), (0.4, "6a7fa0"), (0.7, "f3b98a"), (1, "f9d9a0")], bottom=760)
    sun(c, 430, 420, 90, rgb("fff0c9"), rgb("ffca85"))
    clouds(c, 300, 90, rgb("fbd6ab"), 6, 0.4)
    birds(c, 640, 260, 11, rgb("3c4668"))
    ridge(c, 640, 250, 3, rgb("8a88a0"), rgb("f5d0a0"), 0.2)
    ridge(c, 700, 190, 4, rgb("57688a"), rgb("e3b592"), 0.22)
    c.mist(680, 70, rgb("fbe0b5"), 0.8)
    hill = [
        (float(x), 880 - 330 * np.exp(-(((x - 1050) / 560) ** 2)) + 8 * np.sin(x / 37)) for x in range(-20, 1840, 12)
    ]
    treeline(c, hill, 60, rgb("254a4a"), 1)
    ground(c, hill, 1200, down(rgb("2f5a50"), rgb("17363a"), 560, 1200))
    for _ in range(900):
        x, y = c.rng.uniform(-20, 1820), c.rng.uniform(640, 1200)
        if y > 900 - 320 * np.exp(-(((x - 1050) / 560) ** 2)):
            crown(c, x, y, c.rng.uniform(22, 44) * (y / 900), rgb("1c4440"), rgb("5d8a5a"), 7)
    stair = [(1010.0, 800.0), (1150.0, 800.0), (1270.0, 1210.0), (890.0, 1210.0)]
    c.poly([(px + (30 if px > 1080 else -30), py) for px, py in stair], rgb("7d6f68"))
    c.poly(stair, down(rgb("e6d3b3"), rgb("a58f7c"), 800, 1200))
    for k in range(26):
        y = 806 + 0.6 * k**2
        c.stroke(
            [(1006 - (y - 800) * 0.29, y), (1154 + (y - 800) * 0.29, y)],
            1.5 + k * 0.16,
            1.5 + k * 0.16,
            rgb("6d5a55"),
            0.6,
            soft=False,
        )
    temple(c, 1080, 812, 560, rgb("9c4a35"), rgb("efd9b0"), rgb("6b2b25"))
    for x in (760, 1400):
        temple(c, x, 850, 250, rgb("8f4634"), rgb("e6cda2"), rgb("5f2723"), 1)
    for x, y, s, lean in (
        (240, 1010, 640, 0.18),
        (600, 960, 430, -0.12),
        (1610, 1020, 700, -0.16),
        (1750, 1120, 520, 0.1),
    ):
        pine(c, x, y, s, rgb("14403c"), rgb("43302c"), lean)
    for _ in range(60):
        crown(
            c,
            c.rng.uniform(-20, 860) if c.rng.uniform() < 0.5 else c.rng.uniform(1300, 1820),
            c.rng.uniform(1130, 1210),
            60,
            rgb("0f302f"),
            rgb("3f6f4c"),
            12,
        )


def den_con(c: Canvas) -> None:
    """Cờn Temple above a river mouth with boats coming home."""
    c.sky([(0, "1f6f86"), (0.5, "79c0bb"), (0.85, "fbe6b4"), (1, "fbcf97")], bottom=660)
    sun(c, 330, 470, 80, rgb("fff6d8"), rgb("ffe0a0"))
    clouds(c, 220, 90, rgb("fff3d6"), 7, 0.45)
    ridge(c, 640, 130, 3, rgb("6ba3a6"), rgb("f2dcae"), 0.16)
    ridge(c, 655, 70, 5, rgb("437f86"), rgb("d9cfa8"), 0.16)
    c.reflect(655, 1200, (rgb("9fd0c0"), rgb("0f4e5f")), 0.6)
    c.glints(665, 1150, rgb("fff0c6"), 190, 330, 150, 0.8)
    c.glints(700, 1190, rgb("c9ece0"), 130, None, 0, 0.35, 1.3)
    cliff = curve([(640, 1210), (700, 1010), (800, 860), (980, 770), (1250, 740), (1560, 720), (1830, 690)])
    ground(c, cliff, 1210, down(rgb("5c7f54"), rgb("1f4a45"), 700, 1200))
    for _ in range(420):
        x = c.rng.uniform(680, 1810)
        y = c.rng.uniform(0, 1) * 420 + np.interp(x, [p[0] for p in cliff], [p[1] for p in cliff]) + 25
        crown(c, x, y, c.rng.uniform(24, 48), rgb("1d5146"), rgb("7aa65a"), 9)
    for k in range(9):
        x = 730 + k * 60
        y = 1190 - k * 42
        c.poly(
            [(x - 70, y), (x + 40, y - 10), (x + 20, y - 46), (x - 40, y - 40)],
            down(rgb("a3937d"), rgb("4f5650"), y - 50, y),
        )
    for x, tall in ((930, 300), (1010, 240)):
        areca(c, x, 800, tall, rgb("2a6b50"), rgb("8a7a63"))
    tree(c, 1740, 800, 460, rgb("174a40"), rgb("5f9a58"), rgb("4d392c"))
    temple(c, 1360, 812, 580, rgb("a8503a"), rgb("f0dcb4"), rgb("70302a"))
    for x in (1010, 1700):
        c.rect(x - 14, 690, 28, 120, down(rgb("f2e2c2"), rgb("c2a887"), 690, 810))
        c.poly([(x - 24, 692), (x + 24, 692), (x, 640)], rgb("a8503a"))
    for x, y, s in ((210, 800, 250), (470, 735, 150), (330, 990, 420)):
        c.ellipse(x, y + s * 0.04, s * 0.45, s * 0.03, rgb("0a3644"), 0.5, 4)
        person(c, x - s * 0.28, y - s * 0.02, s * 0.42, rgb("3d3340"), rgb("c99670"), rgb("e6c98e"), 1, arm=0.8)
        sampan(c, x, y, s, rgb("3c2a2a"), rgb("d8a05c"), rgb("8a6238"))
    birds(c, 620, 330, 9, rgb("2c5d6b"))


def truong_bon(c: Canvas) -> None:
    """The road of Truông Bồn between pine hills, incense in the morning."""
    c.sky([(0, "51708f"), (0.5, "b7b9b5"), (0.85, "f7dcb0"), (1, "f5c89a")], bottom=620)
    sun(c, 900, 440, 74, rgb("fff8e2"), rgb("ffe3ae"), 7)
    ridge(c, 560, 240, 3, rgb("93a3ac"), rgb("f4d9b0"), 0.16)
    ridge(c, 600, 190, 4, rgb("6b8a8e"), rgb("e8cfa6"), 0.18)
    c.mist(600, 60, rgb("fdebcb"), 0.9)
    for level, size, tone in ((650, 60, "54807a"), (720, 84, "3b6c66"), (800, 120, "285851")):
        line = [
            (float(x), level - 150 * abs((x - 900) / 900) ** 1.2 + 12 * np.sin(x / 90)) for x in range(-20, 1840, 8)
        ]
        ground(c, line, 1200, down(rgb(tone), mix(rgb(tone), rgb("e7c998"), 0.25), level - 150, level + 150))
        for x, y in line[:: 4 + size // 30]:
            tall = size * c.rng.uniform(0.8, 1.5)
            if abs(x - 900) > size * 1.1:
                c.poly(
                    [(x - tall * 0.22, y + 6), (x, y - tall), (x + tall * 0.22, y + 6)],
                    mix(rgb(tone), rgb("12302f"), 0.3),
                )
                c.poly(
                    [(x - tall * 0.28, y + 12), (x, y - tall * 0.6), (x + tall * 0.28, y + 12)],
                    mix(rgb(tone), rgb("12302f"), 0.2),
                )
        c.mist(level + 20, 50, rgb("f9e6c3"), 0.45)
    ground(c, [(-20.0, 830.0), (900.0, 800.0), (1820.0, 830.0)], 1200, down(rgb("71915c"), rgb("2a5546"), 800, 1200))
    left = curve([(885, 640), (850, 700), (930, 770), (860, 860), (660, 1010), (420, 1220)])
    right = curve([(1400, 1220), (1180, 1010), (1050, 860), (1010, 770), (885, 700), (895, 640)])
    c.poly(left + right, down(rgb("e6b78b"), rgb("b5613f"), 640, 1200))
    for k in range(16):
        y = 820 + k * k * 1.6
        c.ellipse(930 + c.rng.uniform(-60, 60) * k / 5, y, 20 + 12 * k, 1 + k * 0.4, rgb("8f4630"), 0.3)
    for x, y, s, lean in ((170, 1050, 800, 0.1), (1630, 1050, 820, -0.1)):
        pine(c, x, y, s, rgb("173f3c"), rgb("4a3430"), lean)
    for _ in range(330):
        side = c.rng.uniform() < 0.5
        x = c.rng.uniform(-20, 640) if side else c.rng.uniform(1220, 1820)
        y = c.rng.uniform(900, 1200)
        if (side and x < 900 - (y - 700) * 0.95) or (not side and x > 950 + (y - 700) * 0.9):
            s = 6 + (y - 880) * 0.035
            blade(c, x, y + s, s * 2.4, c.rng.uniform(30, 150), rgb("2c6149"))
            for a in range(6):
                c.ellipse(
                    x + s * np.cos(a * 1.05),
                    y + s * 0.8 * np.sin(a * 1.05),
                    s * 0.75,
                    s * 0.6,
                    rgb("fdf8ee") if c.rng.uniform() < 0.9 else rgb("e9b7cf"),
                )
            c.ellipse(x, y, s * 0.5, s * 0.42, rgb("e9b23c"))
    c.ellipse(900, 1150, 120, 22, rgb("6a3324"), 0.4, 6)
    c.smooth([(815, 1050), (830, 1140), (970, 1140), (985, 1050)], down(rgb("8f8378"), rgb("4b4442"), 1045, 1150))
    c.ellipse(900, 1052, 88, 20, rgb("5b524e"))
    c.ellipse(900, 1055, 72, 13, rgb("cbbda8"))
    for k in range(10):
        x = 860 + k * 9
        c.stroke([(x, 1056), (x + (k - 4.5) * 3, 940)], 4, 3, rgb("9c3b2e"), soft=False)
        tip = (x + (k - 4.5) * 3, 938)
        c.ellipse(*tip, 4, 4, rgb("ffb347"))
        smoke = noise1(c.rng, 14, 3, 2) * 46
        c.stroke([(tip[0] + smoke[i] * i / 13, tip[1] - i * 30) for i in range(14)], 4, 22, rgb("fff4e0"), 0.11)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "lang-sen": lang_sen,
    "nha-tranh-kim-lien": nha_tranh,
    "den-cuong": den_cuong,
    "den-con": den_con,
    "truong-bon": truong_bon,
}
