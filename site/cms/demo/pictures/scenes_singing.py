"""Scenes of Ví and Giặm singing: on the river, at the loom."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: C901

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, Ramp, down, mix, rgb
from .built import person, sampan
from .nature import (
    bamboo,
    clouds,
    ground,
    petal,
    ridge,
    sun,
    treeline,
)


def vi_giam_boats(c: Canvas) -> None:
    """Singers on boats on the Lam River under a full moon."""
    c.sky([(0, "0d1b3f"), (0.5, "274a7d"), (0.85, "7d8fb0"), (1, "d9b79b")], bottom=640)
    for _ in range(150):
        s = c.rng.uniform(0.8, 2.2)
        c.ellipse(c.rng.uniform(0, 1800), c.rng.uniform(0, 330), s, s, rgb("fff6dc"), c.rng.uniform(0.2, 0.9))
    sun(c, 1180, 300, 128, rgb("fff2cf"), rgb("f0c98e"), 4.5)
    for dx, dy, r in ((-40, -30, 30), (30, 20, 42), (48, -46, 18), (-30, 50, 20)):
        c.ellipse(1180 + dx, 300 + dy, r, r * 0.8, rgb("f0d9a6"), 0.5, 3)
    clouds(c, 380, 60, rgb("e7c6a4"), 5, 0.3)
    ridge(c, 600, 260, 3, rgb("41608c"), rgb("b7a6a3"), 0.25)
    ridge(c, 625, 150, 4, rgb("294a72"), rgb("8f93a4"), 0.25)
    c.mist(620, 40, rgb("e6cdb2"), 0.6)
    bank = [(float(x), 640 - 26 * abs(np.sin(x / 210)) - 6) for x in range(-20, 1840, 14)]
    treeline(c, bank, 26, rgb("16304f"), 1)
    ground(c, bank, 660, rgb("16304f"))
    bamboo(c, 90, 650, 300, rgb("16304f"), rgb("1c3b5c"), 8)
    c.reflect(652, 1200, (rgb("5b769b"), rgb("0a1c3e")), 0.62, 1.2)
    c.glints(660, 1180, rgb("ffe9bd"), 240, 1180, 90, 0.75)
    c.glints(700, 1190, rgb("89a6c9"), 120, None, 0, 0.3, 1.4)
    wood, pale = rgb("2a1a1d"), rgb("d9a15a")
    skin = rgb("e9bd93")
    for x, y, size, flip in ((620, 905, 720, 1), (1390, 800, 470, -1)):
        c.ellipse(x, y + size * 0.05, size * 0.5, size * 0.04, rgb("06132c"), 0.6, 8)
        coats = (rgb("b0304a"), rgb("e7d8c0"), rgb("3f7f76"))
        for k, (px, h) in enumerate(((0.23, 0.36), (0.33, 0.34))):
            person(
                c,
                x + flip * px * size,
                y - size * 0.03,
                size * h,
                coats[k],
                skin,
                rgb("e9cf97") if k else None,
                -flip,
                arm=0.8 if k == 0 else 0.0,
                skirt=rgb("20161f"),
            )
        person(c, x - flip * 0.3 * size, y - size * 0.01, size * 0.4, rgb("3a2d3f"), skin, rgb("cfae72"), flip, arm=1.0)
        c.stroke(
            [(x - flip * 0.22 * size, y - size * 0.5), (x - flip * 0.36 * size, y + size * 0.14)],
            size * 0.012,
            size * 0.016,
            rgb("8d643a"),
            soft=False,
        )
        if flip == 1:
            person(c, x + 0.13 * size, y - size * 0.02, size * 0.3, coats[2], skin, None, 1, seated=True)
        sampan(c, x, y, size, wood, pale, rgb("6d4a2e"))
        lamp = (x + flip * size * 0.02, y - size * 0.23)
        c.glow(*lamp, size * 0.36, rgb("ffb658"), 0.85)
        c.ellipse(*lamp, size * 0.02, size * 0.026, rgb("fff0c2"))
        c.glints(y + size * 0.05, y + size * 0.3, rgb("ffc26e"), 34, x, size * 0.09, 0.75)
    for k in range(9):
        x, y = 120 + k * 205 + c.rng.uniform(-60, 60), c.rng.uniform(1010, 1130)
        c.glow(x, y - 10, 70, rgb("ffb45e"), 0.7)
        for a in (-60, -30, 0, 30, 60):
            petal(c, x, y, 34, 20, a, rgb("fff0dc"), rgb("f08aa0"))
        c.ellipse(x, y - 16, 4, 9, rgb("fff6d0"))


def vi_giam_loom(c: Canvas) -> None:
    """Ví of the weavers' guild: spinning and weaving by lamplight, singers at the window."""
    c.sky([(0, "3a2230"), (0.6, "6b3a35"), (1, "7d4636")])
    for x in range(0, 1800, 75):
        c.rect(x, 0, 73, 900, down(mix(rgb("5b2f30"), rgb("8a4f3a"), c.rng.uniform(0, 0.5)), rgb("54302d"), 0, 900))
        c.rect(x + 73, 0, 2, 900, rgb("2a161c"))
    c.rect(1010, 130, 560, 520, rgb("2c171c"))
    window = [(1035.0, 155.0), (1545.0, 155.0), (1545.0, 625.0), (1035.0, 625.0)]
    with c.clip(window):
        c.rect(1000, 130, 600, 520, down(rgb("13264f"), rgb("6f87a6"), 150, 640))
        sun(c, 1420, 265, 56, rgb("fff3d0"), rgb("d9c49a"), 4)
        hill = [(float(x), 520 - 60 * np.sin((x - 1000) / 170) ** 2) for x in range(1000, 1600, 10)]
        ground(c, hill, 660, down(rgb("3c5f80"), rgb("7f93a6"), 450, 640))
        bamboo(c, 1520, 660, 330, rgb("1b3550"), rgb("24466a"), 6)
        person(c, 1130, 670, 360, rgb("1c2c49"), rgb("d9ab86"), rgb("d8bb80"), 1, arm=0.8)
        person(c, 1320, 675, 350, rgb("2f4a63"), rgb("d9ab86"), None, -1)
    for k in range(1, 8):
        c.rect(1035 + k * 63.7 - 4, 155, 8, 470, rgb("4a2822"), 0.9 if k in (4,) else 0.0)
    for y in (130, 625):
        c.rect(990, y, 600, 30, rgb("8a5535"))
    c.rect(0, 880, 1800, 320, down(rgb("8d5638"), rgb("3a2024"), 880, 1200))
    for k in range(9):
        c.stroke([(900 + (k - 4) * 150, 880), (900 + (k - 4) * 330, 1200)], 2, 4, rgb("3a1e20"), 0.6, soft=False)
    c.glow(640, 330, 900, rgb("ffb357"), 0.8)
    wood, light = rgb("5f3520"), rgb("d79a57")
    # the loom: frame, warp, cloth
    for x in (150, 760):
        c.rect(x, 300, 34, 720, Ramp(light, wood, (x, 0), (x + 34, 0)))
    c.rect(110, 290, 730, 36, down(light, wood, 290, 326))
    c.rect(120, 800, 700, 34, down(light, wood, 800, 834))
    for k in range(90):
        thread = 215 + k * 5.9
        c.stroke([(thread, 322), (thread, 610)], 1.6, 1.6, rgb("fbe6bf"), 0.85, soft=False)
    cloth = [(205.0, 610.0), (752.0, 610.0), (765.0, 812.0), (192.0, 812.0)]
    c.poly(cloth, down(rgb("b23a48"), rgb("7f2438"), 610, 812))
    with c.clip(cloth):
        for r in range(9):
            y = 620 + r * 22
            c.rect(180, y, 600, 4, rgb("f3c15f") if r % 3 == 0 else rgb("2d3b66"))
            for x in range(200, 780, 28):
                c.poly(
                    [(x, y + 13), (x + 9, y + 6), (x + 18, y + 13), (x + 9, y + 20)],
                    rgb("f7e3b5") if r % 2 else rgb("e8854a"),
                )
    for y, h in ((470, 60), (545, 34)):
        c.rect(180, y, 600, h, down(mix(light, wood, 0.3), wood, y, y + h), 0.95)
        for k in range(44):
            c.rect(190 + k * 13.3, y + 7, 2, h - 14, rgb("f2d7a4"), 0.7)
    person(c, 470, 1120, 560, rgb("e9dcc4"), rgb("e2b088"), None, 1, seated=True, arm=0.4)
    c.smooth([(372, 1120), (370, 1030), (500, 1010), (680, 1040), (690, 1120)], rgb("2b1c28"))
    c.rect(330, 1110, 380, 26, light)
    for x in (350, 670):
        c.rect(x, 1130, 24, 70, wood)
    # the spinning wheel and a second singer
    wheel = (1060, 930)
    person(c, 1330, 1110, 470, rgb("a8324c"), rgb("e2b088"), None, -1, seated=True, arm=0.5)
    c.smooth([(1180, 1112), (1190, 1040), (1330, 1015), (1420, 1050), (1430, 1112)], rgb("241824"))
    for r, w in ((170, 12), (158, 4)):
        t = np.linspace(0, 2 * np.pi, 80)
        ring = [(wheel[0] + r * np.cos(a), wheel[1] + r * np.sin(a)) for a in t]
        c.stroke(ring, w, w, light, soft=False)
    for k in range(12):
        a = k * np.pi / 6
        c.stroke(
            [wheel, (wheel[0] + 160 * np.cos(a), wheel[1] + 160 * np.sin(a))], 6, 4, mix(light, wood, 0.3), soft=False
        )
    c.ellipse(*wheel, 16, 16, wood)
    c.stroke([(wheel[0], wheel[1]), (960, 1130)], 16, 20, wood, soft=False)
    c.stroke([(wheel[0], wheel[1]), (1160, 1130)], 16, 20, wood, soft=False)
    c.rect(930, 1120, 260, 18, light)
    c.stroke([(wheel[0] + 100, wheel[1] - 130), (1240, 960)], 1.4, 1.4, rgb("fff0cf"), soft=False)
    c.stroke([(900, 0), (900, 330)], 4, 4, rgb("2a161c"), soft=False)
    c.glow(900, 380, 330, rgb("ffcf7a"), 0.9)
    c.smooth(
        [(868, 340), (900, 322), (932, 340), (938, 400), (900, 420), (862, 400)],
        down(rgb("fff6d6"), rgb("ffb84e"), 325, 420),
    )


SCENES: dict[str, Callable[[Canvas], None]] = {
    "vi-giam-thuyen": vi_giam_boats,
    "vi-giam-khung-cui": vi_giam_loom,
}
