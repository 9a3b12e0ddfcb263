"""Scenes of craft and food: brocade, loom, eel porridge, oranges, soybean paste."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from .brush import Canvas, Ramp, curve, down, mix, noise2, rgb
from .built import fence, person
from .nature import areca, blade, clouds, crown, ridge, sun, treeline

# Thái motifs as small grids: hooked diamonds, stars, trees, birds, waves
STAR = ("....x....", "...xxx...", ".x.xox.x.", ".xxoooxx.", "xxoooooxx", ".xxoooxx.", ".x.xox.x.", "...xxx...", "....x....")
HOOK = (
    "......x......", ".....xxx.....", "....xx.xx....", "xxx.x.o.x.xxx", "..xxx.o.xxx..", ".xx..ooo..xx.", "xx.ooooooo.xx",
    ".xx..ooo..xx.", "..xxx.o.xxx..", "xxx.x.o.x.xxx", "....xx.xx....", ".....xxx.....", "......x......",
)  # fmt: skip
BIRD = ("..........x..", ".x........xxo", ".xx..xxx.xx..", "..xxxxxxxxx..", "...xxoxoxx...", "....xxxxx....", ".....x.x.....", "....xx.xx....")
TREE = ("...x...", "..xxx..", "x..x..x", "xx.x.xx", ".xxxxx.", "...x...", ".o.x.o.", "..xxx..", "...x...")
WAVE = ("x.....xx.....", ".x...x..x...x", "..x.x....x.x.", "...x......x..")
TEETH = ("...x...", "..xxx..", ".xxoxx.", "xxxoxxx")
Band = tuple[tuple[str, ...] | None, int, str, str, str]
BANDS: list[Band] = [
    (None, 2, "b3263d", "", ""), (TEETH, 0, "1d1f3f", "f0b63f", "e8502f"), (None, 1, "f7e7c6", "", ""), (STAR, 0, "7c1734", "f6d27a", "3fa08d"),
    (None, 1, "f7e7c6", "", ""), (WAVE, 0, "12504f", "f5e2b8", "f5e2b8"), (None, 2, "e8502f", "", ""), (HOOK, 0, "15183a", "ef5a7a", "f7cf5d"),
    (None, 2, "e8a02f", "", ""), (BIRD, 0, "8f1d38", "f7e7c6", "f2a93b"), (None, 1, "2f8f83", "", ""), (TREE, 0, "1d1f3f", "58b59a", "f0b63f"),
    (None, 2, "c93a52", "", ""),
]  # fmt: skip


def brocade(columns: int, rows: int) -> np.ndarray:
    """A woven pattern as colours, one cell for each stitch, mirrored about its middle column."""
    grid = np.zeros((rows, columns, 3), np.uint8)
    y = 0
    while y < rows:
        for motif, plain, ground_tone, first, second in BANDS:
            height = plain if motif is None else len(motif) + 2
            block = grid[y : y + height]
            if len(block) == 0:
                break
            block[:] = rgb(ground_tone)
            if motif is not None:
                wide = len(motif[0]) + 1
                for j, row in enumerate(motif):
                    if j + 1 >= len(block):
                        break
                    for x in range(columns):
                        mark = (row + ".")[abs(x - columns // 2) % wide] if motif is BIRD else (row + ".")[(x - columns // 2 + wide // 2) % wide]
                        if mark in "xo":
                            block[j + 1, x] = rgb(first if mark == "x" else second)
            y += height
    return grid


def woven(c: Canvas, columns: int, rows: int, cell: int) -> Image.Image:
    """The brocade as cloth: each stitch shaded as a raised thread."""
    grid = brocade(columns, rows).astype(np.float32)
    big = np.repeat(np.repeat(grid, cell, 0), cell, 1)
    y, x = np.mgrid[0 : rows * cell, 0 : columns * cell]
    bump = np.sin(np.pi * ((x % cell) + 0.5) / cell) ** 0.5 * np.sin(np.pi * ((y % cell) + 0.5) / cell) ** 0.35
    twist = 0.07 * np.sin((x + y * 0.7) * 2 * np.pi / max(3, cell / 3))
    uneven = 0.86 + 0.28 * noise2(c.rng, columns * cell, rows * cell, (60, 40), 3)
    shade = (0.45 + 0.62 * bump + twist) * uneven
    return Image.fromarray(np.clip(big * shade[..., None], 0, 255).astype(np.uint8))


def tho_cam(c: Canvas) -> None:
    """Thái brocade filling the picture, a fold of cloth across it."""
    cell = 24
    cloth = woven(c, 153, 102, cell).crop((0, 0, 3600, 2400))
    c.img.paste(cloth, (0, 0))
    fold = woven(c, 170, 60, cell).rotate(24, Image.Resampling.BICUBIC, expand=True)
    mask = Image.new("L", (170 * cell, 60 * cell), 255).rotate(24, expand=True)
    spot = (1150, 820)
    c.poly([(480, 1330), (1900, 560), (1900, 480), (380, 1240)], rgb("14060f"), 0.55, 34)
    c.img.paste(fold, spot, mask)
    for k, (offset, tone, alpha) in enumerate(((0, "fff0d0", 0.3), (150, "12040c", 0.4), (330, "fff0d0", 0.22), (520, "12040c", 0.42), (690, "fff0d0", 0.16))):
        c.poly([(380 + offset * 0.5, 1190 + offset), (1900, 510 + offset), (1900, 560 + offset + k * 6), (420 + offset * 0.5, 1250 + offset)], rgb(tone), alpha, 26)
    for k in range(120):
        t = k / 119
        x, y = 560 + t * 1300, 1207 - t * 580
        c.stroke([(x, y), (x - 10 + c.rng.uniform(-8, 8), y - 26), (x - 20 + c.rng.uniform(-12, 12), y - 54)], 4.5, 2.5,
                 rgb(("f0b63f", "e8502f", "f7e7c6", "2f8f83")[k % 4]))  # fmt: skip
    c.glow(430, 260, 900, rgb("ffe6b0"), 0.3)


def hoa_tien_loom(c: Canvas) -> None:
    """A Thái weaver at her loom under a stilt house in Hoa Tiến."""
    c.sky([(0, "6fb3b0"), (0.6, "d5e5bd"), (1, "f6e9c0")], bottom=900)
    sun(c, 1450, 200, 66, rgb("fffbe6"), rgb("fff0b5"))
    ridge(c, 470, 240, 3, rgb("7fb2a2"), rgb("e6ecc2"), 0.18)
    line = ridge(c, 540, 190, 4, rgb("4f8f7d"), rgb("d4dfae"), 0.2)
    treeline(c, line, 16, rgb("4a8a76"), 2)
    for k in range(7):
        field = [(float(x), 590 + k * 34 + 13 * np.sin(x / 150 + k)) for x in range(-20, 1840, 20)]
        c.poly([*field, (1820, 900), (-20, 900)], mix(rgb("c4d47c"), rgb("4f9a62"), k / 7))
        c.stroke(field, 4, 4, rgb("eef0b8"), 0.55, soft=False)
    for x, tall in ((1500, 420), (1640, 520)):
        areca(c, x, 800, tall, rgb("2c7352"), rgb("8d7b63"))
    c.rect(0, 850, 1800, 350, down(rgb("c08a58"), rgb("6d432f"), 850, 1200))
    for k in range(15):
        c.stroke([(900 + (k - 7) * 150, 850), (900 + (k - 7) * 330, 1200)], 2, 5, rgb("5a3526"), 0.5, soft=False)
    wood, light = rgb("5d3a28"), rgb("c98d55")
    c.rect(0, 0, 1800, 120, down(rgb("3d2620"), rgb("6b4531"), 0, 120))
    for k in range(19):
        c.rect(k * 100, 0, 12, 112, rgb("2b1916"), 0.8)
    for x in (30, 1690):
        c.rect(x, 90, 80, 820, Ramp(light, wood, (x, 0), (x + 80, 0)))
    for k, (x, y) in enumerate(((230, 116), (345, 116), (460, 116))):
        tone = ("b3263d", "15504f", "e8a02f")[k]
        c.rect(x, y, 90, 300 - 40 * k, down(rgb(tone), mix(rgb(tone), (20, 10, 20), 0.3), y, 420))
        for j in range(5):
            for i in range(4):
                px, py = x + 12 + i * 22, y + 30 + j * 48
                c.poly([(px, py), (px + 10, py - 10), (px + 20, py), (px + 10, py + 10)], rgb("f7e7c6"), 0.85)
    for x in (560, 1440):
        c.rect(x, 210, 46, 880, Ramp(light, wood, (x, 0), (x + 46, 0)))
    c.rect(520, 196, 1010, 46, down(light, wood, 196, 242))
    c.rect(520, 262, 1010, 14, wood)
    for k in range(150):
        x = 640 + k * 5.15
        c.stroke([(x, 240), (640 + k * 5.15 + (k - 75) * 0.3, 640)], 2, 2, mix(rgb("fff2d6"), rgb("e9b88a"), (k * 7 % 10) / 14), 0.95, soft=False)
    for y in (380, 440):
        c.rect(610, y, 840, 14, light)
        c.rect(610, y + 74, 840, 14, wood)
        for k in range(84):
            c.rect(618 + k * 9.9, y + 12, 2.2, 64, rgb("fff2da") if y == 380 else rgb("d98f6a"), 0.75)
    for x in (760, 1290):
        c.stroke([(x, 276), (x, 380)], 5, 5, rgb("e8d0a0"), soft=False)
    c.rect(596, 556, 868, 70, down(rgb("e0ab6c"), rgb("8f5b38"), 556, 626))
    for k in range(95):
        c.rect(612 + k * 8.9, 568, 2, 46, rgb("fbe6bd"), 0.8)
    cloth = woven(c, 126, 44, 14)
    shape = [(612.0, 634.0), (1450.0, 634.0), (1490.0, 960.0), (572.0, 960.0)]
    with c.clip(shape):
        flat = cloth.resize((930 * 2, 335 * 2), Image.Resampling.LANCZOS)
        c.img.paste(flat, (566 * 2, 630 * 2))
        c.rect(540, 900, 980, 70, rgb("1a0a14"), 0.35, 14)
    c.rect(545, 950, 975, 56, down(light, wood, 950, 1006))
    for x in (545, 1470):
        c.rect(x, 940, 50, 250, Ramp(light, wood, (x, 0), (x + 50, 0)))
    c.smooth([(1130, 630), (1200, 612), (1290, 616), (1330, 634), (1280, 652), (1180, 652)], down(rgb("f0c27a"), rgb("8b5a34"), 612, 652))
    c.ellipse(1225, 632, 38, 9, rgb("b3263d"))
    c.stroke([(1190, 632), (1000, 634), (830, 636)], 3, 2, rgb("e8502f"))
    coat = rgb("1b1d3a")
    person(c, 330, 1195, 780, coat, rgb("dca37c"), None, 1, seated=True, arm=1.0)
    c.smooth([(196, 1195), (205, 1060), (330, 1030), (590, 1060), (630, 1120), (620, 1200)], rgb("251832"))
    for k in range(9):
        c.poly([(230 + k * 42, 1160), (250 + k * 42, 1142), (270 + k * 42, 1160), (250 + k * 42, 1178)], rgb(("f0b63f", "e8502f", "3fa08d")[k % 3]))
    c.rect(210, 1186, 420, 6, rgb("f7e7c6"))
    c.smooth([(280, 690), (262, 640), (300, 590), (370, 584), (400, 620), (366, 634), (330, 690)], rgb("a01f3a"))
    for k in range(5):
        c.poly([(282 + k * 20, 622), (292 + k * 20, 612), (302 + k * 20, 622), (292 + k * 20, 632)], rgb("f7e7c6"))
    for k, tone in enumerate(("e8502f", "f0b63f", "2f8f83", "7c1734", "f7e7c6")):
        x = 760 + k * 110
        c.ellipse(x, 1150, 46, 34, down(rgb(tone), mix(rgb(tone), (20, 10, 20), 0.4), 1116, 1184))
        for j in range(7):
            c.stroke([(x - 40, 1138 + j * 5), (x, 1130 + j * 7), (x + 40, 1140 + j * 5)], 1.4, 1.4, mix(rgb(tone), (255, 255, 255), 0.4), 0.6)


def _chilli(c: Canvas, x: float, y: float, size: float, angle: float) -> None:
    rad = np.radians(angle)
    end = (x + np.cos(rad) * size, y + np.sin(rad) * size)
    bend = ((x + end[0]) / 2 + np.sin(rad) * size * 0.16, (y + end[1]) / 2 - np.cos(rad) * size * 0.16)
    c.stroke([(x, y + 5), (bend[0], bend[1] + 5), (end[0], end[1] + 5)], size * 0.2, 2, rgb("5a120f"), 0.4)
    c.stroke([(x, y), bend, end], size * 0.19, 2, rgb("d2281f"))
    c.stroke([(x, y - size * 0.03), (bend[0], bend[1] - size * 0.04), end], size * 0.04, 1, rgb("ff9a7d"), 0.8)
    c.stroke([(x, y), (x - np.cos(rad) * size * 0.25, y - np.sin(rad) * size * 0.25 - 5)], size * 0.07, size * 0.04, rgb("4f8a3a"), soft=False)


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
    c.poly(curve([(398, 640), (430, 820), (560, 985), (760, 1050), (1080, 1050), (1290, 985), (1420, 820), (1452, 640)]), down(rgb("fbf4e4"), rgb("b9a99a"), 640, 1060))
    c.smooth([(700, 1030), (720, 1080), (1120, 1080), (1150, 1030)], down(rgb("d9cbb8"), rgb("8f8078"), 1030, 1080))
    for k in range(27):
        t = k / 26 * np.pi
        x, y = 925 - 500 * np.cos(t), 760 + 178 * np.sin(t)
        c.ellipse(x, y, 22, 15, rgb("2d5fa0"), 0.85)
        c.ellipse(x, y, 12, 8, rgb("fbf4e4"))
        c.ellipse(x, y, 5, 4, rgb("2d5fa0"))
    for lift in (-44, 46):
        ring = [(925 - (512 - abs(lift) * 0.5) * np.cos(t), 760 + lift + 178 * np.sin(t)) for t in np.linspace(0.04, np.pi - 0.04, 40)]
        c.stroke(ring, 6, 6, rgb("2d5fa0"), 0.8, soft=False)
    c.ellipse(925, 640, 528, 176, rgb("fffaf0"))
    c.ellipse(925, 646, 498, 158, down(rgb("a89a86"), rgb("e9dcc6"), 490, 800))
    c.ellipse(925, 662, 476, 140, down(rgb("e9b254"), rgb("f6d58c"), 520, 800))
    soup = [(925 + 476 * np.cos(t), 662 + 140 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 80)]
    with c.clip(soup):
        for _ in range(420):
            x, y = 925 + c.rng.normal(0, 230), 662 + c.rng.normal(0, 66)
            c.ellipse(x, y, c.rng.uniform(7, 13), c.rng.uniform(3, 5), mix(rgb("fff0c4"), rgb("e6b35a"), c.rng.uniform(0, 0.8)), 0.8, 0, c.rng.uniform(0, 180))
        for _ in range(46):
            r = c.rng.uniform(8, 30)
            c.ellipse(925 + c.rng.normal(0, 260), 672 + c.rng.normal(0, 70), r, r * 0.42, rgb("e2661f"), 0.5)
            c.ellipse(925 + c.rng.normal(0, 260), 672 + c.rng.normal(0, 70), r * 0.5, r * 0.2, rgb("fff0b0"), 0.6)
    for _ in range(30):
        x, y, s, a = 925 + c.rng.normal(0, 130), 640 + c.rng.normal(0, 30), c.rng.uniform(70, 120), c.rng.uniform(-50, 50)
        rad = np.radians(a)
        path = [(x - np.cos(rad) * s, y - np.sin(rad) * s * 0.4), (x, y - 22), (x + np.cos(rad) * s, y + np.sin(rad) * s * 0.4)]
        c.stroke([(px, py + 8) for px, py in path], 26, 14, rgb("4a2413"), 0.5)
        c.stroke(path, 27, 13, rgb("8a4a22"))
        c.stroke([(px, py - 6) for px, py in path], 10, 4, rgb("e0a25c"), 0.85)
    for _ in range(70):
        x, y = 925 + c.rng.normal(0, 170), 628 + c.rng.normal(0, 34)
        r = c.rng.uniform(7, 13)
        c.ellipse(x, y, r, r * 0.6, rgb("3d8a3c"), 1, 0, c.rng.uniform(0, 90))
        c.ellipse(x, y, r * 0.55, r * 0.3, rgb("b9dc8c"), 1, 0, c.rng.uniform(0, 90))
    for k in range(24):
        blade(c, 925 + c.rng.normal(0, 90), 610 + c.rng.normal(0, 20), c.rng.uniform(60, 110), c.rng.uniform(-170, -10), mix(rgb("2f7a35"), rgb("86c05a"), c.rng.uniform(0, 1)), 1, 0.2)
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
            c.stroke([(x, y - 8), (x + s * 0.83 * np.cos(a), y - 8 + s * 0.49 * np.sin(a))], 3, 7, rgb("f7f9dc"), soft=False)
    for x, y, s, a in ((1420, 1090, 190, -20), (1490, 1140, 170, -6), (1350, 1150, 150, -34)):
        _chilli(c, x, y, s, a)
    for k in range(2):
        x, y = 250 + k * 110, 560 + k * 105
        loaf = curve([(x - 210, y + 70), (x - 170, y - 10), (x, y - 70), (x + 200, y - 110), (x + 250, y - 70), (x + 130, y + 30), (x - 60, y + 100)], closed=True)
        c.poly([(px + 6, py + 20) for px, py in loaf], rgb("2a0d0d"), 0.5, 10)
        c.poly(loaf, down(rgb("f2b864"), rgb("a85c25"), y - 110, y + 90))
        for j in range(4):
            bx, by = x - 110 + j * 90, y + 26 - j * 34
            c.smooth([(bx - 30, by + 24), (bx + 10, by - 34), (bx + 44, by - 40), (bx + 14, by + 14)], rgb("fbe3ae"), 0.9)
    for k in range(15):
        blade(c, 1560 + c.rng.normal(0, 50), 760 + c.rng.normal(0, 36), c.rng.uniform(120, 220), c.rng.uniform(-150, 20), mix(rgb("1f6635"), rgb("7dbb56"), c.rng.uniform(0, 1)), 1, 0.22)
    c.stroke([(1230, 520), (1480, 330), (1800, 120)], 40, 20, rgb("b9aa98"))
    c.stroke([(1230, 514), (1480, 322), (1800, 112)], 14, 8, rgb("fffaf0"), 0.8)


def orange(c: Canvas, x: float, y: float, r: float, tone: float = 0.0) -> None:
    """A ripe orange with dimpled skin."""
    skin, deep = mix(rgb("f7941d"), rgb("ffb938"), tone), mix(rgb("c9510f"), rgb("e07a1c"), tone)
    c.ellipse(x, y, r, r * 0.96, deep)
    for k in range(14):
        t = k / 13
        c.ellipse(x - r * 0.16 * t, y - r * 0.18 * t, r * (0.98 - 0.6 * t), r * (0.94 - 0.58 * t), mix(deep, mix(skin, (255, 226, 140), t * 0.55), 0.25 + 0.75 * t), 0.5)
    for _ in range(int(r * 1.6)):
        a, q = c.rng.uniform(0, 6.28), np.sqrt(c.rng.uniform(0, 1)) * r * 0.93
        c.ellipse(x + q * np.cos(a), y + q * np.sin(a) * 0.96, 1.7, 1.4, deep, 0.5)
    c.ellipse(x - r * 0.36, y - r * 0.42, r * 0.2, r * 0.11, rgb("fff3cf"), 0.75, 5, -35)
    c.stroke([(x + r * 0.84 * np.cos(a), y + r * 0.8 * np.sin(a)) for a in np.linspace(0.2, 1.9, 14)], 2, r * 0.09, rgb("ffce7a"), 0.25)


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
                c.ellipse(x + c.rng.normal(0, size * 0.5), y + c.rng.normal(0, size * 0.35), size * 0.09 + 1, size * 0.09 + 1, rgb("f58a1e"))
    bark = rgb("5f4630")
    branches = ([(-30, 130), (300, 170), (640, 150), (980, 240), (1250, 220)], [(300, 170), (420, 300), (560, 340)], [(640, 150), (840, 60), (1080, 40)],
                [(-30, 420), (160, 520), (330, 500)], [(980, 240), (1080, 340), (1130, 380)])  # fmt: skip
    for path in branches:
        c.stroke(path, 34, 9, bark)
        c.stroke([(x, y - 6) for x, y in path], 9, 2, rgb("b08a5c"), 0.5)
    leaves = (rgb("0f5a3f"), rgb("2a7d48"), rgb("4f9d4c"), rgb("8cc152"))

    def spray(x: float, y: float, count: int, reach: float) -> None:
        for _ in range(count):
            px, py, a, s = x + c.rng.normal(0, reach), y + c.rng.normal(0, reach * 0.5), c.rng.uniform(0, 360), c.rng.uniform(100, 170)
            tone = leaves[int(c.rng.integers(4))]
            blade(c, px, py, s, a, mix(tone, (0, 30, 25), 0.25), 1, 0.24)
            rad = np.radians(a)
            c.stroke([(px, py), (px + np.cos(rad) * s * 0.94, py + np.sin(rad) * s * 0.94)], 3, 1, mix(tone, (240, 255, 190), 0.45), soft=False)
            blade(c, px - np.sin(rad) * -2, py - 2, s * 0.95, a, mix(tone, (240, 255, 190), 0.25), 0.5, 0.11)

    for path in branches:
        for x, y in curve(path)[2::5]:
            spray(x, y, 5, 70)
    fruit = ((330, 430, 150), (640, 470, 172), (930, 470, 138), (150, 690, 140), (1160, 560, 120), (480, 690, 128), (770, 250, 104), (1330, 330, 92))
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
        c.smooth([(x - r, y), (x + r, y - r * 0.05), (x + r * 2.1, y + r * 0.2), (x + r * 1.6, y + r * 0.42), (x - r * 0.4, y + r * 0.3)], rgb("5a331f"), 0.35, 8)
        body = curve([(x - r * 0.62, y - r * 1.55), (x - r * 1.02, y - r * 1.15), (x - r * 1.04, y - r * 0.6), (x - r * 0.6, y + r * 0.18), (x + r * 0.6, y + r * 0.18),
                      (x + r * 1.04, y - r * 0.6), (x + r * 1.02, y - r * 1.15), (x + r * 0.62, y - r * 1.55)])  # fmt: skip
        tone = mix(rgb("8f4a2c"), rgb("5f2f25"), c.rng.uniform(0, 1))
        c.poly(body, Ramp(mix(tone, rgb("e8a468"), 0.65), mix(tone, (20, 8, 14), 0.45), (x - r, y - r), (x + r, y - r * 0.6)))
        with c.clip(body):
            for level in (-1.25, -1.15, -0.3):
                c.stroke([(x - r * 1.1, y + r * level), (x, y + r * (level + 0.13)), (x + r * 1.1, y + r * level)], r * 0.035, r * 0.035, mix(tone, rgb("f2bf85"), 0.5), 0.7)
            c.smooth([(x - r * 0.75, y - r * 1.2), (x - r * 0.85, y - r * 0.6), (x - r * 0.6, y - r * 0.2), (x - r * 0.62, y - r * 0.8)], rgb("ffdcae"), 0.4, 5)
        c.ellipse(x, y - r * 1.55, r * 0.68, r * 0.21, mix(tone, rgb("f0b27a"), 0.5))
        if lid:
            c.poly([(x - r * 0.98, y - r * 1.5), (x, y - r * 2.15), (x + r * 0.98, y - r * 1.5)], Ramp(rgb("f3dda6"), rgb("a87f45"), (x - r, y), (x + r, y)))
            for k in range(-6, 7):
                c.stroke([(x, y - r * 2.15), (x + k * r * 0.16, y - r * 1.46)], 1.5, 1.5, rgb("8a6535"), 0.5, soft=False)
            c.smooth([(x - r * 0.98, y - r * 1.5), (x, y - r * 1.58), (x + r * 0.98, y - r * 1.5), (x, y - r * 1.38)], rgb("a87f45"))
        else:
            c.ellipse(x, y - r * 1.54, r * 0.58, r * 0.155, rgb("42200f"))
            c.ellipse(x, y - r * 1.51, r * 0.54, r * 0.12, down(rgb("b06a1e"), rgb("e2a23f"), y - r * 1.65, y - r * 1.4))
            for _ in range(40):
                a, q = c.rng.uniform(0, 6.28), np.sqrt(c.rng.uniform(0, 1))
                c.ellipse(x + q * r * 0.48 * np.cos(a), y - r * 1.51 + q * r * 0.1 * np.sin(a), r * 0.045, r * 0.022, mix(rgb("f3cf7a"), rgb("8a4d15"), c.rng.uniform(0, 1)))

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
    "hoa-tien-khung-det": hoa_tien_loom, "tho-cam-hoa-van": tho_cam, "chao-luon": chao_luon, "cam-vinh": cam_vinh, "tuong-nam-dan": tuong,
}  # fmt: skip
