"""Scenes of craft: Thái brocade and the loom."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: C901

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from .brush import Canvas, Ramp, down, mix, noise2, rgb
from .built import person
from .nature import areca, ridge, sun, treeline

# Thái motifs as small grids: hooked diamonds, stars, trees, birds, waves
STAR = (
    "....x....",
    "...xxx...",
    ".x.xox.x.",
    ".xxoooxx.",
    "xxoooooxx",
    ".xxoooxx.",
    ".x.xox.x.",
    "...xxx...",
    "....x....",
)
HOOK = (
    "......x......",
    ".....xxx.....",
    "....xx.xx....",
    "xxx.x.o.x.xxx",
    "..xxx.o.xxx..",
    ".xx..ooo..xx.",
    "xx.ooooooo.xx",
    ".xx..ooo..xx.",
    "..xxx.o.xxx..",
    "xxx.x.o.x.xxx",
    "....xx.xx....",
    ".....xxx.....",
    "......x......",
)
BIRD = (
    "..........x..",
    ".x........xxo",
    ".xx..xxx.xx..",
    "..xxxxxxxxx..",
    "...xxoxoxx...",
    "....xxxxx....",
    ".....x.x.....",
    "....xx.xx....",
)
TREE = ("...x...", "..xxx..", "x..x..x", "xx.x.xx", ".xxxxx.", "...x...", ".o.x.o.", "..xxx..", "...x...")
WAVE = ("x.....xx.....", ".x...x..x...x", "..x.x....x.x.", "...x......x..")
TEETH = ("...x...", "..xxx..", ".xxoxx.", "xxxoxxx")
Band = tuple[tuple[str, ...] | None, int, str, str, str]
BANDS: list[Band] = [
    (None, 2, "b3263d", "", ""),
    (TEETH, 0, "1d1f3f", "f0b63f", "e8502f"),
    (None, 1, "f7e7c6", "", ""),
    (STAR, 0, "7c1734", "f6d27a", "3fa08d"),
    (None, 1, "f7e7c6", "", ""),
    (WAVE, 0, "12504f", "f5e2b8", "f5e2b8"),
    (None, 2, "e8502f", "", ""),
    (HOOK, 0, "15183a", "ef5a7a", "f7cf5d"),
    (None, 2, "e8a02f", "", ""),
    (BIRD, 0, "8f1d38", "f7e7c6", "f2a93b"),
    (None, 1, "2f8f83", "", ""),
    (TREE, 0, "1d1f3f", "58b59a", "f0b63f"),
    (None, 2, "c93a52", "", ""),
]


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
                        mark = (
                            (row + ".")[abs(x - columns // 2) % wide]
                            if motif is BIRD
                            else (row + ".")[(x - columns // 2 + wide // 2) % wide]
                        )
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
    for k, (offset, tone, alpha) in enumerate(
        ((0, "fff0d0", 0.3), (150, "12040c", 0.4), (330, "fff0d0", 0.22), (520, "12040c", 0.42), (690, "fff0d0", 0.16))
    ):
        c.poly(
            [
                (380 + offset * 0.5, 1190 + offset),
                (1900, 510 + offset),
                (1900, 560 + offset + k * 6),
                (420 + offset * 0.5, 1250 + offset),
            ],
            rgb(tone),
            alpha,
            26,
        )
    for k in range(120):
        t = k / 119
        x, y = 560 + t * 1300, 1207 - t * 580
        c.stroke(
            [(x, y), (x - 10 + c.rng.uniform(-8, 8), y - 26), (x - 20 + c.rng.uniform(-12, 12), y - 54)],
            4.5,
            2.5,
            rgb(("f0b63f", "e8502f", "f7e7c6", "2f8f83")[k % 4]),
        )
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
        thread = 640 + k * 5.15
        c.stroke(
            [(thread, 240), (640 + k * 5.15 + (k - 75) * 0.3, 640)],
            2,
            2,
            mix(rgb("fff2d6"), rgb("e9b88a"), (k * 7 % 10) / 14),
            0.95,
            soft=False,
        )
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
    c.smooth(
        [(1130, 630), (1200, 612), (1290, 616), (1330, 634), (1280, 652), (1180, 652)],
        down(rgb("f0c27a"), rgb("8b5a34"), 612, 652),
    )
    c.ellipse(1225, 632, 38, 9, rgb("b3263d"))
    c.stroke([(1190, 632), (1000, 634), (830, 636)], 3, 2, rgb("e8502f"))
    coat = rgb("1b1d3a")
    person(c, 330, 1195, 780, coat, rgb("dca37c"), None, 1, seated=True, arm=1.0)
    c.smooth([(196, 1195), (205, 1060), (330, 1030), (590, 1060), (630, 1120), (620, 1200)], rgb("251832"))
    for k in range(9):
        c.poly(
            [(230 + k * 42, 1160), (250 + k * 42, 1142), (270 + k * 42, 1160), (250 + k * 42, 1178)],
            rgb(("f0b63f", "e8502f", "3fa08d")[k % 3]),
        )
    c.rect(210, 1186, 420, 6, rgb("f7e7c6"))
    c.smooth([(280, 690), (262, 640), (300, 590), (370, 584), (400, 620), (366, 634), (330, 690)], rgb("a01f3a"))
    for k in range(5):
        c.poly([(282 + k * 20, 622), (292 + k * 20, 612), (302 + k * 20, 622), (292 + k * 20, 632)], rgb("f7e7c6"))
    for k, tone in enumerate(("e8502f", "f0b63f", "2f8f83", "7c1734", "f7e7c6")):
        x = 760 + k * 110
        c.ellipse(x, 1150, 46, 34, down(rgb(tone), mix(rgb(tone), (20, 10, 20), 0.4), 1116, 1184))
        for j in range(7):
            c.stroke(
                [(x - 40, 1138 + j * 5), (x, 1130 + j * 7), (x + 40, 1140 + j * 5)],
                1.4,
                1.4,
                mix(rgb(tone), (255, 255, 255), 0.4),
                0.6,
            )


SCENES: dict[str, Callable[[Canvas], None]] = {
    "hoa-tien-khung-det": hoa_tien_loom,
    "tho-cam-hoa-van": tho_cam,
}
