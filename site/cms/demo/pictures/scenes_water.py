"""Scenes of sea and river: Cửa Lò, the Lam River."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, curve, down, mix, noise1, rgb
from .built import fishing_boat, person, sampan, thatched_house
from .nature import (
    areca,
    bamboo,
    birds,
    clouds,
    crown,
    grass,
    ground,
    ridge,
    sun,
)


def cua_lo_dawn(c: Canvas) -> None:
    """Sunrise over Cửa Lò beach and its islands."""
    c.sky([(0, "27477d"), (0.35, "7a78a3"), (0.65, "f2927c"), (0.88, "fdc27c"), (1, "ffe3a3")], bottom=560)
    sun(c, 1020, 490, 104, rgb("fff4d0"), rgb("ffc070"), 6)
    clouds(c, 200, 110, rgb("f7a58a"), 8, 0.5)
    clouds(c, 390, 50, rgb("ffd59a"), 5, 0.5)
    for x0, w, h, tone in ((1240, 330, 92, "6a5a80"), (430, 210, 60, "7c668a"), (1520, 120, 40, "84708f")):
        line = [
            (x0 + w * t, 560 - h * np.sin(np.pi * t) ** 0.8 * (1 + 0.18 * np.sin(t * 17)) * (1 - 0.3 * np.sin(t * 5)))
            for t in np.linspace(0, 1, 50)
        ]
        ground(c, line, 562, down(rgb(tone), mix(rgb(tone), rgb("f7b98e"), 0.5), 460, 562))
    c.reflect(560, 1000, (rgb("f0a184"), rgb("2d5f86")), 0.6, 0.9, 1.8)
    c.glints(566, 930, rgb("fff0c0"), 330, 1020, 110, 0.85)
    for k in range(5):
        base = 800 + k * 52 + k * k * 5
        x = np.linspace(-20, 1820, 120)
        y = base + noise1(c.rng, 120, 4, 3) * (10 + 5 * k)
        top = list(zip(x.tolist(), y.tolist(), strict=True))
        ground(
            c,
            top,
            1010 + k * 20,
            down(mix(rgb("4b86a0"), rgb("9fd0c8"), k / 5), mix(rgb("f2b896"), rgb("d9c9b0"), k / 5), base, base + 120),
            0.62,
        )
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
        person(
            c,
            x,
            1115,
            h,
            (rgb("332a4a"), rgb("5a2c4c"), rgb("3d3557"))[k],
            rgb("2d2238"),
            rgb("3a2c44") if k == 1 else None,
            -1 if k else 1,
        )
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
    boats = (
        (1490, 655, 170, "1f4f66", -1),
        (260, 690, 230, "22506a", 1),
        (960, 720, 270, "8f3b35", 1),
        (1330, 850, 560, "1d5c86", -1),
        (480, 1000, 760, "b5452f", 1),
    )
    for x, y, s, tone, flip in boats:
        far = max(0.0, 0.55 - s / 1000)
        hull, trim, cabin = (mix(rgb(t), rgb("e8a878"), far) for t in (tone, "f6dca2", "e8e0cc"))
        for k in range(9):
            c.ellipse(
                x + c.rng.uniform(-0.3, 0.3) * s,
                y + s * (0.05 + 0.025 * k),
                s * (0.42 - 0.03 * k),
                s * 0.011,
                hull,
                0.5 - 0.045 * k,
            )
        fishing_boat(c, x, y, s, hull, trim, cabin, flip)
        for px in (-0.02, 0.2) if s > 250 else ():
            person(
                c,
                x + px * s * flip,
                y - s * 0.08,
                s * 0.19,
                rgb("e9dcc0") if px > 0 else rgb("4f8f92"),
                rgb("9a6848"),
                rgb("e6c98e"),
                flip,
                arm=0.6,
                skirt=rgb("23304a"),
            )
        c.ellipse(x, y + s * 0.04, s * 0.46, s * 0.012, rgb("fff0d0"), 0.65, 1.5)
    birds(c, 1120, 300, 16, rgb("24405a"), 20, 210)
    for k in range(4):
        y = 1085 + k * 38
        x = np.linspace(-20, 1820, 90)
        crest = list(zip(x.tolist(), (y + noise1(c.rng, 90, 6, 2) * 14).tolist(), strict=True))
        c.poly(
            crest + [(px, py + 10 + 3 * k) for px, py in reversed(crest)], mix(rgb("2f7f90"), rgb("0d3f5c"), k / 4), 0.5
        )


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
        c.poly(
            [(x, y), (x + w, y - h * 0.1), (x + w * 1.15, y + h), (x + w * 0.1, y + h * 1.1)],
            mix(tone, rgb("eadfb0"), 0.4 * (1 - d)),
            0.75,
        )
    left = curve([(1010, 474), (900, 500), (1180, 545), (1010, 620), (420, 720), (300, 860), (700, 1010), (880, 1220)])
    right = curve(
        [(1700, 1220), (1330, 960), (900, 850), (880, 770), (1290, 650), (1370, 560), (1080, 505), (1080, 474)]
    )
    river = left + right
    c.poly([(px, py + 7) for px, py in river], rgb("e8d9a4"), 0.9, 2)
    c.poly(river, down(rgb("fbe2b0"), rgb("2a7f96"), 474, 1150))
    with c.clip(river):
        c.glints(480, 1200, rgb("fff6d6"), 420, None, 0, 0.5, 0.9)
        c.glints(480, 760, rgb("fffbe6"), 160, 1150, 160, 0.8, 0.7)
        for _ in range(90):
            c.ellipse(
                c.rng.uniform(300, 1600), c.rng.uniform(800, 1200), c.rng.uniform(30, 120), 3, rgb("155a74"), 0.28
            )
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


SCENES: dict[str, Callable[[Canvas], None]] = {
    "cua-lo-binh-minh": cua_lo_dawn,
    "cua-lo-thuyen": cua_lo_boats,
    "song-lam": song_lam,
}
