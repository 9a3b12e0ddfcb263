"""Scenes of the province: border gate, commune mosaic, publication covers."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: C901

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PIL import Image

from .brush import Canvas, Point, curve, down, mix, rgb
from .nature import bamboo, birds, clouds, crown, ground, lotus, pad, pine, ridge, stem, treeline


def nam_can(c: Canvas) -> None:
    """A border gate and its winding road in the mountains."""
    c.sky([(0, "3f7f9f"), (0.5, "a5cdc8"), (1, "fbe8c0")], bottom=640)
    c.glow(1250, 260, 640, rgb("fffadd"), 0.9)
    clouds(c, 170, 80, rgb("fffaf0"), 6, 0.5)
    for k, tone in enumerate(("93b7bd", "719fa8", "4f8790", "34707a")):
        base = 470 + k * 70
        line = ridge(
            c, base, 400 - k * 60, 2.6 + k * 0.5, rgb(tone), mix(rgb(tone), rgb("f7ecca"), 0.72 - 0.1 * k), 0.24
        )
        if k == 3:
            treeline(c, line, 12, mix(rgb(tone), rgb("103c40"), 0.3), 1)
        c.mist(base + 70, 60, rgb("fdf6e2"), 0.8)
    for k, (level, tone) in enumerate(((760, "4f8a6c"), (860, "3b7a5c"))):
        hill = [
            (float(x), level - 110 * abs((x - 950) / 900) ** 1.3 + 16 * np.sin(x / 110 + k))
            for x in range(-20, 1840, 8)
        ]
        treeline(c, hill, 24 + 10 * k, rgb(tone), 2)
        ground(c, hill, 1200, down(rgb(tone), mix(rgb(tone), rgb("123f3a"), 0.5), level - 100, level + 260))
    for _ in range(520):
        x, y = c.rng.uniform(-20, 1820), c.rng.uniform(780, 1190)
        if abs(x - 900) > 300 + (y - 780) * 0.5:
            crown(c, x, y, c.rng.uniform(22, 48), rgb("164c42"), rgb("7eac5c"), 9)
    left = curve([(720, 800), (690, 880), (560, 1010), (300, 1220)])
    right = curve([(1500, 1220), (1240, 1010), (1110, 880), (1080, 800)])
    c.poly(left + right, down(rgb("b9b4a8"), rgb("6f6d70"), 800, 1200))
    for side in (-1, 1):
        c.stroke([(900 + side * 165, 830), (900 + side * 330, 1010), (900 + side * 570, 1215)], 4, 12, rgb("f6ecd2"))
    for k in range(7):
        y = 860 + k * k * 8.5
        c.poly(
            [(896 - k, y), (904 + k, y), (908 + k * 2, y + 18 + 8 * k), (892 - k * 2, y + 18 + 8 * k)], rgb("f6e7b8")
        )
    stone, tile = rgb("e6dcc8"), rgb("b5482f")
    c.rect(470, 800, 900, 30, rgb("8f8a80"))
    for x in (500, 720, 1050, 1270):
        w = 70
        c.rect(x, 500, w, 325, down(stone, mix(stone, rgb("7f7a80"), 0.55), 500, 825))
        c.rect(x + w * 0.72, 500, w * 0.28, 325, rgb("6d6870"), 0.35)
        c.rect(x - 10, 790, w + 20, 40, rgb("a59c8c"))
        for j in range(8):
            c.rect(x, 535 + j * 36, w, 2, rgb("8f877c"), 0.5)
    c.rect(460, 440, 920, 78, down(mix(stone, (255, 255, 255), 0.3), mix(stone, rgb("7f7a80"), 0.35), 440, 518))
    c.rect(460, 500, 920, 18, rgb("c9a24a"))
    for x, w in ((920, 1060),):
        c.poly(
            [(x - w / 2 - 30, 446), (x - w / 2 + 90, 372), (x + w / 2 - 90, 372), (x + w / 2 + 30, 446)],
            down(mix(tile, (255, 220, 180), 0.2), tile, 372, 446),
        )
        for k in range(60):
            t = k / 59
            c.stroke(
                [(x - w / 2 + 90 + t * (w - 180), 372), (x - w / 2 - 30 + t * (w + 60), 446)],
                2,
                4,
                rgb("7a2f28"),
                0.5,
                soft=False,
            )
    c.poly([(690, 372), (760, 300), (1080, 300), (1150, 372)], down(mix(tile, (255, 220, 180), 0.2), tile, 300, 372))
    for k in range(32):
        t = k / 31
        c.stroke([(760 + t * 320, 300), (690 + t * 460, 372)], 2, 4, rgb("7a2f28"), 0.5, soft=False)
    c.rect(748, 290, 344, 14, rgb("8a3a2c"))
    for x0, x1 in ((570, 720), (1120, 1270)):
        c.rect(x0, 620, x1 - x0, 200, down(rgb("f6ecd6"), rgb("bdb2a2"), 620, 820))
        for k in range(3):
            c.rect(x0 + 14 + k * 44, 660, 32, 60, down(rgb("5f9aa8"), rgb("27566a"), 660, 720))
    for x, flip in ((730, 1), (1110, -1)):
        c.rect(x - 10, 770, 20, 62, rgb("d8a52f"))
        for k in range(7):
            c.poly(
                [
                    (x + flip * (k * 24), 778),
                    (x + flip * (k * 24 + 24), 776),
                    (x + flip * (k * 24 + 24), 786),
                    (x + flip * k * 24, 788),
                ],
                rgb("f7f0e0") if k % 2 else rgb("c8402f"),
            )
    for x, y, s, tone in ((820, 930, 1.0, "1f6f8b"), (1010, 860, 0.62, "e8902f")):
        c.ellipse(x, y + 4, 84 * s, 10 * s, rgb("2a2a34"), 0.5, 4)
        c.rect(
            x - 62 * s,
            y - 150 * s,
            124 * s,
            130 * s,
            down(mix(rgb(tone), (255, 255, 255), 0.25), rgb(tone), y - 150 * s, y),
        )
        c.rect(x - 48 * s, y - 110 * s, 96 * s, 50 * s, rgb("24485a"))
        c.rect(x - 66 * s, y - 34 * s, 132 * s, 20 * s, rgb("3a3a44"))
        for k in (-1, 1):
            c.ellipse(x + k * 46 * s, y - 24 * s, 8 * s, 8 * s, rgb("fff2c0"))
            c.rect(x + k * 42 * s - 12 * s, y - 16 * s, 24 * s, 20 * s, rgb("1d1d26"))
    for x, y, s, lean in ((190, 1080, 700, 0.1), (1660, 1090, 760, -0.12)):
        pine(c, x, y, s, rgb("164640"), rgb("4d3a30"), lean)
    bamboo(c, 30, 1210, 460, rgb("5f8a4a"), rgb("23644c"), 6)
    c.mist(1000, 60, rgb("fdf6e2"), 0.25)


def commune_mosaic(c: Canvas) -> None:
    """An abstract mosaic of coloured tiles, one for each commune and ward: no real border is drawn."""
    c.sky([(0, "10394a"), (1, "0b2836")])
    c.glow(900, 560, 1100, rgb("2f7f86"), 0.6)
    count, w, h = 130, c.width, c.height
    spots: list[Point] = []
    while len(spots) < count:
        best = max(
            ((c.rng.uniform(120, 1680), c.rng.uniform(110, 1090)) for _ in range(14)),
            key=lambda p: min((np.hypot(p[0] - q[0], p[1] - q[1]) for q in spots), default=1e9),
        )
        spots.append(best)
    points = np.array(spots, np.float32)
    gy, gx = np.mgrid[0:h, 0:w].astype(np.float32)
    first = np.full((h, w), 1e9, np.float32)
    second = first.copy()
    owner = np.zeros((h, w), np.int32)
    for k, (px, py) in enumerate(points):
        distance = np.hypot(gx - px, gy - py)
        nearer = distance < first
        second = np.where(nearer, first, np.minimum(second, distance))
        owner[nearer] = k
        first = np.minimum(first, distance)
    edge = (second - first) / 2
    shape = 1 - np.maximum(np.abs(gx - 900) / 820, np.abs(gy - 600) / 530) ** 6
    palette = [
        rgb(x)
        for x in ("1f7a7a", "2f9a86", "7fbf8f", "d9d58a", "f2b84f", "e8804a", "d2553f", "a83a55", "f3e3bd", "3f6f9a")
    ]
    tones = np.zeros((count, 3), np.float32)
    for k, (px, py) in enumerate(points):
        along = (px / w * 0.7 + (1 - py / h) * 0.3) * 8.2 + c.rng.normal(0, 1.3)
        tones[k] = palette[int(np.clip(along, 0, 9))]
    inside = (
        np.clip((edge - 5) / 1.5, 0, 1)
        * (shape[points[:, 1].astype(int), points[:, 0].astype(int)][owner] > 0.05)
        * np.clip(shape * 30, 0, 1)
    )
    relief = np.clip((edge - 5) / 9, 0, 1)
    lit = 0.86 + 0.14 * relief + 0.12 * (points[owner, 1] - gy) / 90 * (1 - relief * 0.4)
    ground_tone = np.asarray(c.img.reduce(2)).astype(np.float32)
    shadow = np.roll(np.roll(inside, 9, 0), 7, 1)[..., None]
    flat = ground_tone * (1 - 0.45 * shadow)
    tile = np.clip(tones[owner] * lit[..., None], 0, 255)
    out = flat * (1 - inside[..., None]) + tile * inside[..., None]
    c.img = Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)).resize(c.img.size, Image.Resampling.BICUBIC)
    for k, (px, py) in enumerate(spots):
        room = float(edge[int(py), int(px)])
        pale = mix((int(tones[k][0]), int(tones[k][1]), int(tones[k][2])), (255, 250, 235), 0.5)
        if shape[int(py), int(px)] < 0.05:
            continue
        if k % 5 == 0:
            for j in range(3):
                c.stroke(
                    [
                        (px - 26, py + j * 11 - 8),
                        (px - 9, py + j * 11 - 15),
                        (px + 9, py + j * 11 - 8),
                        (px + 26, py + j * 11 - 15),
                    ],
                    3.5,
                    3.5,
                    pale,
                    0.8,
                )
        elif k % 5 == 1:
            c.poly(
                [(px - 28, py + 16), (px - 8, py - 18), (px + 4, py + 2), (px + 12, py - 10), (px + 28, py + 16)],
                pale,
                0.8,
            )
        elif k % 5 == 2:
            for a in (-60, -30, 0, 30, 60):
                rad = np.radians(a - 90)
                c.ellipse(px + 15 * np.cos(rad), py + 10 + 15 * np.sin(rad), 13, 5.5, pale, 0.75, 0, a - 90)
        elif k % 5 == 3:
            c.poly([(px - 22, py), (px, py - 18), (px + 22, py)], pale, 0.8)
            c.rect(px - 15, py, 30, 16, pale, 0.8)
        else:
            for r in (min(18, room * 0.5), 6):
                c.ellipse(px, py, r, r, pale, 0.55)


def cover_one(c: Canvas) -> None:
    """Abstract cover art: sun, river and lotus in broad shapes."""
    c.sky([(0, "f3e6c9"), (1, "efd9b0")])
    for k, tone in enumerate(("f2b84f", "ea8f45", "d9603f", "b23a48")):
        c.ellipse(900, 520, 420 - k * 92, 420 - k * 92, rgb(tone))
    for k, tone in enumerate(("7fb5a6", "4f978f", "2a7a7c", "175c68", "0f4354")):
        base = 560 + k * 110
        xs = np.linspace(-20, 1820, 90)
        line = [
            (float(x), base + (70 - 6 * k) * np.sin(x / (250 - 18 * k) + k * 1.9) + 26 * np.sin(x / 97 + k)) for x in xs
        ]
        ground(c, line, 1210, rgb(tone))
        for j in range(5):
            c.stroke(
                [(x, y + 16 + j * 15) for x, y in line],
                3,
                3,
                mix(rgb(tone), rgb("f3e6c9"), 0.45 - j * 0.07),
                0.7,
                soft=False,
            )
    stem(c, 900, 1000, 1220, rgb("7fb56a"), 22, 26)
    lotus(c, 900, 1000, 420, rgb("fff3e6"), rgb("e8657f"))
    for side in (-1, 1):
        pad(c, 900 + side * 560, 1130, 330, 100, rgb("0d4a48"), rgb("6fb08a"))
    birds(c, 1380, 230, 8, rgb("175c68"), 30, 150)


def cover_two(c: Canvas) -> None:
    """Abstract cover art: a grid of quarter circles in the colours of brocade and sea."""
    palette = [rgb(x) for x in ("12394d", "1f7a86", "f2e6c8", "e8904a", "c9403f", "7c1f45", "f0bd55", "5fa893")]
    size = 300
    for j in range(4):
        for i in range(6):
            x, y = i * size, j * size
            back, front, third = (palette[int(k)] for k in c.rng.permutation(8)[:3])
            c.rect(x, y, size, size, back)
            kind = (i * 3 + j * 5) % 5
            corner = (x + size * int(c.rng.integers(2)), y + size * int(c.rng.integers(2)))
            with c.clip([(x, y), (x + size, y), (x + size, y + size), (x, y + size)]):
                if kind == 0:
                    for k, tone in enumerate((front, back, third)):
                        c.ellipse(*corner, size * (1 - k * 0.3), size * (1 - k * 0.3), tone)
                elif kind == 1:
                    for k in range(6):
                        wave = [(x - 20 + t * 20, y + 30 + k * 50 + 18 * np.sin(t * 0.9 + k)) for t in range(18)]
                        c.stroke(wave, 20, 20, front if k % 2 else third, soft=True)
                elif kind == 2:
                    for k, tone in enumerate((front, back, third, back)):
                        half = size * (0.5 - k * 0.12)
                        c.poly(
                            [
                                (x + 150, y + 150 - half),
                                (x + 150 + half, y + 150),
                                (x + 150, y + 150 + half),
                                (x + 150 - half, y + 150),
                            ],
                            tone,
                        )
                elif kind == 3:
                    c.ellipse(x + 150, y + 300, 150, 150, front)
                    c.ellipse(x + 150, y + 150, 62, 62, third)
                    c.poly([(x, y + 300), (x + 90, y + 170), (x + 170, y + 300)], third)
                else:
                    for a in (-75, -45, -15, 15, 45, 75):
                        rad = np.radians(a - 90)
                        c.ellipse(
                            x + 150 + 105 * np.cos(rad),
                            y + 270 + 105 * np.sin(rad),
                            108,
                            30,
                            front if abs(a) != 45 else third,
                            1,
                            0,
                            a - 90,
                        )
    for k in range(7):
        c.rect(k * size - 2, 0, 4, 1200, rgb("f7efdc"))
        c.rect(0, k * size - 2, 1800, 4, rgb("f7efdc"))


SCENES: dict[str, Callable[[Canvas], None]] = {
    "nam-can-cua-khau": nam_can,
    "ban-do-xa-phuong": commune_mosaic,
    "an-pham-1": cover_one,
    "an-pham-2": cover_two,
}
