"""Scenes of nature: lotus, forest, waterfall, sea, river, valley."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, Point, curve, down, mix, noise1, rgb
from .built import fishing_boat, person, sampan, thatched_house
from .nature import (
    areca, bamboo, birds, blade, bud, clouds, crown, grass, ground, lotus, pad, ridge, rock, stem, sun, tree, treeline,
)  # fmt: skip


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
    for x, y, s in ((500, 300, 1.0), (1330, 210, 0.8)):
        for k, a in enumerate((-38, 8, 172, 218)):
            blade(c, x, y - 4, (150 if k in (0, 3) else 128) * s, a, rgb("fdf3d6"), 0.72, 0.11)
        c.stroke([(x, y - 26 * s), (x + 6, y + 40 * s), (x + 26 * s, y + 120 * s)], 15 * s, 5, rgb("c9402f"))
        c.ellipse(x, y - 30 * s, 15 * s, 12 * s, rgb("8f2a2a"))


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
        crown(c, c.rng.uniform(-30, 1830), y, c.rng.uniform(16, 44), mix(rgb("0e463f"), rgb("1c5f4c"), tone), mix(rgb("2f7a55"), rgb("93b95c"), tone), 6)
    dark = rgb("0a2e30")
    for x, w, lean in ((120, 84, 30), (330, 40, -20), (1690, 96, -40), (1500, 44, 16)):
        c.stroke([(x, 1210), (x + lean * 0.5, 600), (x + lean, -20)], w * 1.5, w * 0.8, down(rgb("1d4a44"), dark, 0, 1200))
        c.stroke([(x + w * 0.2, 1210), (x + lean * 0.5 + w * 0.2, 600), (x + lean + w * 0.15, -20)], w * 0.2, w * 0.1, rgb("7fae7c"), 0.35)
        for side in (-1, 1):
            c.poly(curve([(x + side * w * 0.4, 900), (x + side * w * 0.8, 1100), (x + side * w * 1.9, 1215)]) + [(x, 1215)], dark)
        for k, side in enumerate((-1, 1, 1)):
            by = 60 + k * 110 + c.rng.uniform(-30, 30)
            c.stroke([(x + lean, by + 90), (x + lean + side * 70, by + 10), (x + lean + side * 220, by - 60)], w * 0.3, 5, dark)
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
        c.smooth([(x - 70 * s, y + 4), (x, y - 12 * s), (x + 60 * s, y - 6 * s), (x + 98 * s, y + 4 * s), (x + 58 * s, y + 12 * s), (x, y + 12 * s)], body)
        c.smooth([(x + 78 * s, y - 6 * s), (x + 120 * s, y - 4 * s), (x + 130 * s, y + 14 * s), (x + 96 * s, y + 10 * s)], rgb("f0a63c"))
        c.smooth([(x + 26 * s, y - 4), (x - 6 * s, y - 92 * s), (x - 46 * s, y - 112 * s), (x - 38 * s, y - 40 * s), (x - 22 * s, y)], body)
        c.smooth([(x + 20 * s, y), (x + 30 * s, y - 74 * s), (x - 2 * s, y - 100 * s), (x - 14 * s, y - 30 * s)], mix(body, rgb("7fb5a0"), 0.3))
        c.poly([(x - 62 * s, y), (x - 128 * s, y - 14 * s), (x - 132 * s, y + 14 * s), (x - 62 * s, y + 10 * s)], rgb("fdf6df"))
        c.poly([(x - 92 * s, y - 6 * s), (x - 108 * s, y - 10 * s), (x - 108 * s, y + 10 * s), (x - 92 * s, y + 8 * s)], body)
    for k in range(46):
        x = c.rng.uniform(-20, 1820)
        for a in range(5):
            blade(c, x, 1215, c.rng.uniform(90, 210), -90 + (a - 2) * 24 + c.rng.uniform(-8, 8), mix(dark, rgb("2c6d4b"), c.rng.uniform(0, 0.5)), 1, 0.07)


def khe_kem(c: Canvas) -> None:
    """Kèm Falls: a white curtain between forest walls."""
    c.sky([(0, "3b93a5"), (0.5, "b5dcc8"), (1, "eaf2cf")], bottom=520)
    c.glow(900, 120, 620, rgb("fffbe0"), 0.8)
    ridge(c, 380, 180, 4, rgb("7fb8a8"), rgb("d9ebc9"), 0.15)
    wall = rgb("46595a")
    cliff = curve([(-20, 330), (250, 250), (520, 285), (720, 235), (900, 250), (1100, 230), (1350, 280), (1600, 235), (1830, 320)])
    ground(c, cliff, 1000, down(rgb("73877d"), wall, 230, 950))
    for _ in range(420):
        x, y = c.rng.uniform(-20, 1820), c.rng.uniform(290, 930)
        w, h = c.rng.uniform(30, 120), c.rng.uniform(40, 150)
        tone = mix(wall, rgb("a9b59a") if c.rng.uniform() < 0.45 else rgb("22363c"), c.rng.uniform(0.2, 0.7))
        c.poly([(x, y), (x + w * 0.6, y - h * 0.25), (x + w, y + h * 0.2), (x + w * 0.7, y + h), (x + w * 0.1, y + h * 0.8)], tone, 0.5)
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
                c.poly([(px - 24, py - 8), (px + 22, py - 12), (px + 30, py + 26), (px + 4, py + 44), (px - 28, py + 22)], rgb("4d7f88"), 0.4, 2)
            for _ in range(16):
                r = c.rng.uniform(8, 26)
                c.ellipse(x + c.rng.uniform(-1, 1) * w, y - 10 + c.rng.uniform(-12, 8), r * 1.5, r * 0.5, rgb("ffffff"), 0.55, 3)
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
        crown(c, x, y, c.rng.uniform(20, 52), mix(rgb("0f4a42"), rgb("24664c"), tone), mix(rgb("3f8a55"), rgb("a9c663"), tone), 8)
    pool = [(float(x), 960 + 8 * np.sin(x / 60)) for x in range(-20, 1840, 12)]
    ground(c, pool, 1200, down(rgb("8fd0c8"), rgb("0f5a68"), 950, 1200))
    c.glints(985, 1195, rgb("e9fbf2"), 230, 905, 520, 0.6, 1.2)
    for _ in range(120):
        r = c.rng.uniform(14, 60)
        c.ellipse(905 + c.rng.normal(0, 230), 950 + c.rng.uniform(-40, 26), r * 1.5, r * 0.6, rgb("ffffff"), 0.16, 8)
    for x, y, s in ((120, 1120, 150), (330, 1180, 110), (1640, 1130, 170), (1430, 1190, 100), (700, 1165, 60), (1180, 1110, 64), (560, 1050, 46)):
        c.ellipse(x, y + s * 0.2, s * 1.2, s * 0.14, rgb("0a3d4a"), 0.6, 4)
        rock(c, x, y, s, rgb("2b4247"), rgb("93a594"))
        c.ellipse(x, y + s * 0.2, s * 1.1, s * 0.045, rgb("eafaf4"), 0.7, 1.5)
    for x, flip in ((-10, 1), (1810, -1)):
        for k in range(12):
            blade(c, x, 820 + k * 30, c.rng.uniform(220, 380), (0 if flip > 0 else 180) + flip * c.rng.uniform(-40, 40), mix(rgb("0c3f3a"), rgb("2c7a50"), c.rng.uniform(0, 0.8)), 1, 0.12)
    birds(c, 900, 120, 7, rgb("35606a"))


def cua_lo_dawn(c: Canvas) -> None:
    """Sunrise over Cửa Lò beach and its islands."""
    c.sky([(0, "27477d"), (0.35, "7a78a3"), (0.65, "f2927c"), (0.88, "fdc27c"), (1, "ffe3a3")], bottom=560)
    sun(c, 1020, 490, 104, rgb("fff4d0"), rgb("ffc070"), 6)
    clouds(c, 200, 110, rgb("f7a58a"), 8, 0.5)
    clouds(c, 390, 50, rgb("ffd59a"), 5, 0.5)
    for x0, w, h, tone in ((1240, 330, 92, "6a5a80"), (430, 210, 60, "7c668a"), (1520, 120, 40, "84708f")):
        line = [(x0 + w * t, 560 - h * np.sin(np.pi * t) ** 0.8 * (1 + 0.18 * np.sin(t * 17)) * (1 - 0.3 * np.sin(t * 5))) for t in np.linspace(0, 1, 50)]
        ground(c, line, 562, down(rgb(tone), mix(rgb(tone), rgb("f7b98e"), 0.5), 460, 562))
    c.reflect(560, 1000, (rgb("f0a184"), rgb("2d5f86")), 0.6, 0.9, 1.8)
    c.glints(566, 930, rgb("fff0c0"), 330, 1020, 110, 0.85)
    for k in range(5):
        base = 800 + k * 52 + k * k * 5
        x = np.linspace(-20, 1820, 120)
        y = base + noise1(c.rng, 120, 4, 3) * (10 + 5 * k)
        top = list(zip(x.tolist(), y.tolist(), strict=True))
        ground(c, top, 1010 + k * 20, down(mix(rgb("4b86a0"), rgb("9fd0c8"), k / 5), mix(rgb("f2b896"), rgb("d9c9b0"), k / 5), base, base + 120), 0.62)
        c.poly(top + [(px, py + 5 + 5 * k + 6 * np.sin(px / 31 + k)) for px, py in reversed(top)], rgb("fffaf0"), 0.85)
    sand = [(float(x), 1035 + 22 * np.sin(x / 330 + 1)) for x in range(-20, 1840, 20)]
    ground(c, [(x, y - 14) for x, y in sand], 1200, rgb("a97f6a"), 0.7)
    ground(c, sand, 1200, down(rgb("e8b98c"), rgb("b97f5c"), 1020, 1200))
    for _ in range(240):
        c.ellipse(c.rng.uniform(0, 1800), c.rng.uniform(1060, 1200), c.rng.uniform(6, 40), 1.5, rgb("8f5b45"), 0.25)
    for x, tall, lean in ((90, 760, 0.16), (230, 620, 0.26), (1770, 800, -0.1)):
        areca(c, x, 1190, tall, rgb("1c2f4a"), rgb("2b2740"), lean)
    for x, h, k in ((1180, 150, 0), (1260, 140, 1), (1235, 88, 2)):
        c.poly([(x - 10, 1112), (x + 14, 1112), (x - 90, 1185), (x - 130, 1180)], rgb("5a3340"), 0.3, 4)
        person(c, x, 1115, h, (rgb("332a4a"), rgb("5a2c4c"), rgb("3d3557"))[k], rgb("2d2238"), rgb("3a2c44") if k == 1 else None, -1 if k else 1)
    birds(c, 640, 300, 12, rgb("3a3a66"))


def cua_lo_boats(c: Canvas) -> None:
    """Fishing boats off Cửa Lò at sunrise."""
    c.sky([(0, "124a66"), (0.4, "3f8f96"), (0.75, "f5c586"), (1, "f59a66")], bottom=600)
    sun(c, 640, 430, 150, rgb("ffe9b0"), rgb("ffc375"), 4)
    for k in range(5):
        c.rect(440, 470 + k * 22, 400, 3 + k * 2.4, rgb("f2a76c"), 0.9 if k else 0.5)
    clouds(c, 230, 90, rgb("f9d7a0"), 6, 0.4)
    ridge(c, 596, 80, 3, rgb("3f7f8c"), rgb("e8a878"), 0.12, 30)
    c.reflect(600, 1200, (rgb("e8a274"), rgb("0d4460")), 0.62, 1.4)
    c.glints(606, 1190, rgb("ffe2a2"), 420, 640, 130, 0.85)
    c.glints(640, 1190, rgb("8cc6c4"), 200, None, 0, 0.35, 1.5)
    boats = ((1490, 655, 170, "1f4f66", -1), (260, 690, 230, "22506a", 1), (960, 720, 270, "8f3b35", 1), (1330, 850, 560, "1d5c86", -1), (480, 1000, 760, "b5452f", 1))
    for x, y, s, tone, flip in boats:
        far = max(0.0, 0.55 - s / 1000)
        hull, trim, cabin = (mix(rgb(t), rgb("e8a878"), far) for t in (tone, "f6dca2", "e8e0cc"))
        for k in range(9):
            c.ellipse(x + c.rng.uniform(-0.3, 0.3) * s, y + s * (0.05 + 0.025 * k), s * (0.42 - 0.03 * k), s * 0.011, hull, 0.5 - 0.045 * k)
        fishing_boat(c, x, y, s, hull, trim, cabin, flip)
        for px in (-0.02, 0.2) if s > 250 else ():
            person(c, x + px * s * flip, y - s * 0.08, s * 0.19, rgb("e9dcc0") if px > 0 else rgb("4f8f92"), rgb("9a6848"), rgb("e6c98e"), flip, arm=0.6, skirt=rgb("23304a"))
        c.ellipse(x, y + s * 0.04, s * 0.46, s * 0.012, rgb("fff0d0"), 0.65, 1.5)
    birds(c, 1120, 300, 16, rgb("24405a"), 20, 210)
    for k in range(4):
        y = 1085 + k * 38
        x = np.linspace(-20, 1820, 90)
        crest = list(zip(x.tolist(), (y + noise1(c.rng, 90, 6, 2) * 14).tolist(), strict=True))
        c.poly(crest + [(px, py + 10 + 3 * k) for px, py in reversed(crest)], mix(rgb("2f7f90"), rgb("0d3f5c"), k / 4), 0.5)


def song_lam(c: Canvas) -> None:
    """The Lam River winding to the sea, seen from a hill."""
    c.sky([(0, "2f6f9a"), (0.5, "8ec3c6"), (0.85, "fbe3b2"), (1, "fbd09a")], bottom=480)
    sun(c, 1370, 300, 72, rgb("fffbe4"), rgb("ffe8ae"))
    clouds(c, 150, 70, rgb("fff6df"), 6, 0.45)
    ridge(c, 400, 190, 3, rgb("83a8b4"), rgb("f1dcb2"), 0.2)
    ridge(c, 440, 150, 4, rgb("5d8f98"), rgb("e6d6ad"), 0.22)
    c.mist(440, 50, rgb("fdf0d0"), 0.8)
    ground(c, [(-20.0, 470.0), (1820.0, 470.0)], 1200, down(rgb("a9c08a"), rgb("3f8058"), 460, 1100))
    for _ in range(330):
        d = c.rng.uniform(0, 1) ** 1.5
        y = 482 + d * 640
        w, h = 40 + 300 * d, 6 + 46 * d
        x = c.rng.uniform(-100, 1800)
        tone = (rgb("c9d07a"), rgb("8fbf6a"), rgb("5fa060"), rgb("e0cf85"), rgb("74ad72"))[int(c.rng.integers(5))]
        c.poly([(x, y), (x + w, y - h * 0.1), (x + w * 1.15, y + h), (x + w * 0.1, y + h * 1.1)], mix(tone, rgb("eadfb0"), 0.4 * (1 - d)), 0.75)
    left = curve([(1010, 474), (900, 500), (1180, 545), (1010, 620), (420, 720), (300, 860), (700, 1010), (880, 1220)])
    right = curve([(1700, 1220), (1330, 960), (900, 850), (880, 770), (1290, 650), (1370, 560), (1080, 505), (1080, 474)])
    river = left + right
    c.poly([(px, py + 7) for px, py in river], rgb("e8d9a4"), 0.9, 2)
    c.poly(river, down(rgb("fbe2b0"), rgb("2a7f96"), 474, 1150))
    with c.clip(river):
        c.glints(480, 1200, rgb("fff6d6"), 420, None, 0, 0.5, 0.9)
        c.glints(480, 760, rgb("fffbe6"), 160, 1150, 160, 0.8, 0.7)
        for _ in range(90):
            c.ellipse(c.rng.uniform(300, 1600), c.rng.uniform(800, 1200), c.rng.uniform(30, 120), 3, rgb("155a74"), 0.28)
    for d, n in ((0.05, 60), (0.2, 70), (0.45, 60), (0.8, 50)):
        for _ in range(n):
            y = 482 + d * 640 + c.rng.uniform(-20, 30)
            x = c.rng.uniform(-20, 1820)
            inside = any(abs(px - x) < 60 + 140 * d and abs(py - y) < 26 for px, py in river[::4])
            mid = d > 0.3 and 420 < x < 1500
            if not inside and not mid:
                crown(c, x, y, 8 + 40 * d, rgb("20604f"), mix(rgb("5b9a5a"), rgb("c2cf86"), 1 - d), 9)
    for x, y, s in ((760, 800, 90), (620, 850, 120), (1120, 640, 46), (1010, 1010, 190), (1130, 1075, 220)):
        c.ellipse(x, y + s * 0.06, s * 0.5, s * 0.03, rgb("124a60"), 0.5, 2)
        person(c, x - s * 0.25, y, s * 0.42, rgb("33303f"), rgb("b98660"), rgb("efdcab"), 1, arm=0.7)
        sampan(c, x, y, s, rgb("3a2b2b"), rgb("e2b06a"), rgb("9c7342"))
    for x, y, w in ((160, 760, 130), (1560, 720, 140), (1650, 860, 210)):
        thatched_house(c, x, y, w, rgb("d8b47a"), rgb("b58a55"), rgb("4f3826"))
        areca(c, x + w * 0.7, y, w * 0.9, rgb("2f7350"), rgb("8a7a60"))
    bamboo(c, 70, 1210, 640, rgb("5f8a45"), rgb("1f5f47"), 9)
    bamboo(c, 1760, 1210, 520, rgb("5f8a45"), rgb("1f5f47"), 7)
    grass(c, 1210, 130, rgb("2a6a4a"), 260, 0, 620)
    grass(c, 1210, 110, rgb("2a6a4a"), 120, 1560)


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
        c.poly([(x - w * 0.5, y - w * 0.15), (x - w * 0.3, y - w * 0.42), (x + w * 0.3, y - w * 0.42), (x + w * 0.5, y - w * 0.15)],
               down(rgb("8c8a8a"), rgb("4a4f5a"), y - w * 0.42, y - w * 0.15))  # fmt: skip
        smoke = noise1(c.rng, 9, 3, 2) * 20
        c.stroke([(x + w * 0.2 + smoke[i], y - w * 0.42 - i * 24) for i in range(9)], 5, 34, rgb("ffffff"), 0.22)
    for x, y, r in ((450, 960, 44), (760, 1010, 36), (1330, 1000, 50), (1450, 970, 40), (560, 1040, 46)):
        c.stroke([(x, y + r), (x, y)], 7, 4, rgb("4a3330"), soft=False)
        crown(c, x, y, r, rgb("e7c3cc"), rgb("fffafa"), 60)
    c.mist(1040, 50, rgb("fffaf0"), 0.5)
    bark = rgb("35252c")
    branches = (
        [(1820, 640), (1560, 470), (1330, 400), (1090, 250)], [(1560, 470), (1420, 290), (1340, 120)], [(1820, 380), (1620, 250), (1500, 60)],
        [(-20, 1120), (180, 960), (260, 760), (420, 640)], [(180, 960), (90, 770), (120, 620)], [(1330, 400), (1180, 430), (1040, 410)],
    )  # fmt: skip
    for k, path in enumerate(branches):
        c.stroke(path, 40 - 6 * (k % 3), 6, bark)
        for px, py in curve(path)[2:]:
            for _ in range(6):
                x, y, s = px + c.rng.normal(0, 34), py + c.rng.normal(0, 30), c.rng.uniform(9, 17)
                tone = mix(rgb("ffffff"), rgb("f6c9d4"), c.rng.uniform(0, 0.6))
                first = c.rng.uniform(0, 6)
                for a in range(5):
                    c.ellipse(x + s * np.cos(first + a * 1.257), y + s * np.sin(first + a * 1.257), s * 0.72, s * 0.62, tone)
                c.ellipse(x, y, s * 0.36, s * 0.36, rgb("d9627f"), 0.8)
                c.ellipse(x, y, s * 0.18, s * 0.18, rgb("f7d56a"))


SCENES: dict[str, Callable[[Canvas], None]] = {
    "hoa-sen": hoa_sen, "pu-mat-rung": pu_mat, "khe-kem-thac": khe_kem, "cua-lo-binh-minh": cua_lo_dawn,
    "cua-lo-thuyen": cua_lo_boats, "song-lam": song_lam, "muong-long": muong_long,
}  # fmt: skip
