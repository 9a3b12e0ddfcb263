"""The four films: each sets its stage once and then gives the frame at any time."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: C901

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from cms.demo.pictures.brush import Canvas, curve, down, mix, rgb
from cms.demo.pictures.built import person, sampan, temple, thatched_house
from cms.demo.pictures.cargo import containers, ship_crane
from cms.demo.pictures.nature import (
    areca,
    bamboo,
    bud,
    clouds,
    ground,
    lotus,
    pad,
    petal,
    ridge,
    stem,
    sun,
    tree,
    treeline,
)
from cms.demo.pictures.scenes_craft import woven
from cms.demo.pictures.scenes_economy import CARGO

from .stage import TALL, WIDE, Glints, Water, camera, cutout, ease, faded, flock, glow_sprite, put, still, void

Frame = Callable[[float], Image.Image]


@dataclass(frozen=True)
class Film:
    """A film: how long it runs, where its second shot begins, and how to set it up."""

    seconds: float
    cut: float
    setup: Callable[[], Frame]
    poster: float


def river_dawn() -> Frame:
    """Daybreak on the Lam River: mist, boats, birds, the sun coming up."""
    sky = still(
        1,
        lambda c: (
            c.sky([(0, "24508a"), (0.4, "8f8fb6"), (0.75, "f9b68c"), (1, "ffe2a8")], bottom=640),
            clouds(c, 190, 90, rgb("fbc8a0"), 6, 0.4),
        )[0],
    )
    disc = cutout(2, lambda c: sun(c, 400, 400, 82, rgb("fff4d2"), rgb("ffd08a"), 4.5), 800, 800)
    far = cutout(3, lambda c: void(ridge(c, 560, 300, 3, rgb("8b94b4"), rgb("f3c3a0"), 0.2, 120)), 2200, 660)
    mid = cutout(4, lambda c: void(ridge(c, 600, 190, 4, rgb("5d7397"), rgb("d8ab98"), 0.22, 80)), 2200, 660)

    def shore(c: Canvas) -> None:
        bank = [(float(x), 636 - 20 * abs(np.sin(x / 210))) for x in range(-20, 2420, 14)]
        treeline(c, bank, 30, rgb("2f4a6b"), 1)
        ground(c, bank, 660, rgb("2f4a6b"))
        for x in (420, 1330, 1980):
            thatched_house(c, x, 640, 150, rgb("8a6f63"), rgb("8a6a55"), rgb("3a3044"))
            areca(c, x + 120, 640, 170, rgb("2b4566"), rgb("4a4a60"))

    near = cutout(5, shore, 2400, 660)
    mist = cutout(6, lambda c: c.mist(90, 85, rgb("fff0da"), 0.8, 5), 2600, 180)

    def boat(c: Canvas) -> None:
        person(c, 70, 262, 210, rgb("33304a"), rgb("b58060"), rgb("efd49a"), 1, arm=0.9)
        person(c, 390, 256, 150, rgb("a83a4a"), rgb("c9936f"), rgb("efd49a"), -1, seated=True)
        c.stroke([(128, 20), (76, 320)], 7, 8, rgb("8a6240"), soft=False)
        sampan(c, 260, 270, 500, rgb("2b2230"), rgb("dba060"), rgb("7a5538"))

    big = cutout(7, boat, 540, 330)
    small = big.resize((216, 132), Image.Resampling.LANCZOS)
    reeds = cutout(
        8,
        lambda c: (
            bamboo(c, 110, 1090, 900, rgb("2f5a52"), rgb("12343f"), 8),
            bamboo(c, 2060, 1090, 700, rgb("2f5a52"), rgb("12343f"), 7),
        )[0],
        2200,
        TALL,
    )
    water = Water(650, rgb("f2bd9c"), rgb("234f7c"), 0.62)
    glints = Glints(9, 664, 1060, rgb("fff0c2"), 90, 1160, 130)

    def frame(t: float) -> Image.Image:
        out = sky.copy()
        put(out, disc, 760, 70 - 200 * ease(t / 13))
        put(out, far, -60 - t * 3, -6)
        put(out, mid, -30 - t * 6, 0)
        put(out, mist, -300 + t * 14, 500)
        put(out, near, -60 - t * 11, 0)
        flock(ImageDraw.Draw(out), t, 420, 250, 9, (70, 74, 112))
        water.lay(out, t)
        glints.lay(out, t)
        put(out, faded(mist, 0.55), -500 + t * 22, 570)
        put(out, small, 1250 - t * 14, 625 + 2 * np.sin(t * 1.6))
        put(out, big, 330 + t * 30, 640 + 5 * np.sin(t * 1.4))
        put(out, reeds, -60 - t * 20, 0)
        if t < 7.5:
            return camera(out, 0.5 + 0.012 * t, 0.5, 1.0 + 0.012 * t)
        return camera(out, 0.36 + 0.014 * (t - 7.5), 0.66, 1.42)

    return frame


def weaving() -> Frame:
    """Brocade growing on the loom while the shuttle flies."""
    wood, light = rgb("5d3a28"), rgb("d09a5f")

    def room(c: Canvas) -> None:
        c.sky([(0, "6a3a30"), (0.6, "8f5238"), (1, "5a2f2a")])
        for x in range(0, WIDE, 92):
            c.rect(x, 0, 90, TALL, mix(rgb("6f3d33"), rgb("9a5f42"), c.rng.uniform(0, 0.6)), 0.7)
        c.glow(1400, 120, 1300, rgb("ffce85"), 0.7)
        for x in (250, 1620):
            c.rect(x, 0, 60, TALL, down(light, wood, 0, TALL))
        c.rect(200, 60, 1520, 58, down(light, wood, 60, 118))
        c.rect(310, 118, 1310, 900, rgb("3a1d20"), 0.55)

    back = still(21, room)
    cloth = woven(Canvas(22), 121, 66, 10).convert("RGB")
    width, tall = cloth.size
    shuttle = cutout(
        23,
        lambda c: (
            c.smooth(
                [(4, 40), (60, 12), (150, 8), (240, 12), (296, 40), (240, 66), (150, 72), (60, 66)],
                down(rgb("f3c884"), rgb("8b5a34"), 8, 72),
            ),
            c.ellipse(150, 40, 74, 17, rgb("5a2f20")),
            c.ellipse(150, 40, 62, 12, rgb("e8502f")),
        )[0],
        300,
        80,
    )

    def comb(c: Canvas) -> None:
        c.rect(0, 0, 1330, 26, down(rgb("e8b878"), wood, 0, 26))
        c.rect(0, 104, 1330, 28, down(rgb("e8b878"), wood, 104, 132))
        for k in range(146):
            c.rect(8 + k * 9.06, 24, 3, 82, rgb("fbe6bd"))

    reed = cutout(24, comb, 1330, 134)
    beam = cutout(25, lambda c: c.rect(0, 4, 1480, 62, down(light, wood, 4, 66)), 1480, 70)
    glow = glow_sprite(330, (255, 214, 140), 0.55)
    left = (WIDE - width) // 2
    warp = [mix(rgb("fff2d6"), rgb("e9a878"), (k * 7 % 10) / 12) for k in range(151)]

    def frame(t: float) -> Image.Image:
        out = back.copy()
        draw = ImageDraw.Draw(out)
        beat = t / 0.5
        pick, inside = int(beat), beat % 1
        fell = 720 - t * 15.5
        shed = 15 * np.sin(np.pi * min(1, inside / 0.7)) * (1 if pick % 2 else -1)
        for k in range(151):
            x = left + 4 + k * (width - 8) / 150
            bow = shed if k % 2 else -shed
            draw.line([(x, 118), (x + bow * 0.2, 300), (x + bow * 0.5, fell - 70), (x, fell)], fill=warp[k], width=2)
        for y in (220, 292):
            rise = shed * (1 if y == 220 else -1) * 0.9
            draw.rectangle((left - 30, y + rise, left + width + 30, y + rise + 12), fill=light)
            draw.rectangle((left - 30, y + rise + 50, left + width + 30, y + rise + 60), fill=wood)
        shown = int(min(tall, TALL - fell))
        out.paste(cloth.crop((0, tall - shown, width, tall)), (left, TALL - shown))
        sign = 1 if pick % 2 else -1
        run = ease(min(1.0, inside / 0.55))
        carrier = WIDE / 2 + sign * (run - 0.5) * (width + 420)
        height = fell - 52
        thread = (240, 182, 63) if pick % 3 else (232, 80, 47)
        draw.line([(WIDE / 2 - sign * width / 2, fell - 4), (carrier, height + 10)], fill=thread, width=4)
        put(out, shuttle, carrier - 150, height - 36)
        press = ease((inside - 0.6) / 0.2) * (1 - ease((inside - 0.82) / 0.18))
        put(out, reed, (WIDE - 1330) / 2, fell - 300 + press * 170)
        put(out, beam, 220, 1006)
        put(out, glow, 1080 + 40 * np.sin(t * 0.5), 60)
        if t < 6.0:
            return camera(out, 0.5, 0.5, 1.0 + 0.02 * t)
        return camera(out, 0.42 + 0.02 * (t - 6), (fell + 60) / TALL, 1.75)

    return frame


def port() -> Frame:
    """A ship, cranes and lorries at Cửa Lò Port."""
    sky = still(
        31,
        lambda c: (
            c.sky([(0, "16486a"), (0.4, "4f97a3"), (0.75, "f6c78a"), (1, "f79f6a")], bottom=700),
            sun(c, 1380, 420, 120, rgb("fff0c2"), rgb("ffd08a"), 5),
            clouds(c, 200, 110, rgb("fbe0b2"), 7, 0.4),
        )[0],
    )
    hills = cutout(32, lambda c: void(ridge(c, 690, 130, 3, rgb("5f98a2"), rgb("f0ba88"), 0.15, 60)), 2200, 720)

    def vessel(c: Canvas) -> None:
        containers(c, 250, 342, 84, 10, 5, CARGO, 0.7)
        c.rect(112, 120, 118, 224, down(rgb("fdf6e6"), rgb("c9c2b8"), 120, 344))
        for j in range(6):
            c.rect(124, 136 + j * 32, 96, 12, rgb("2d5a72"))
        c.rect(96, 110, 150, 16, rgb("e8713f"))
        c.rect(140, 40, 48, 72, down(rgb("e8713f"), rgb("a8452f"), 40, 112))
        hull = [
            *curve([(1280, 290), (1230, 400), (1170, 490), (1090, 510)]),
            (130, 510),
            (90, 400),
            (80, 340),
            (1130, 340),
        ]
        c.poly(hull, down(rgb("2a5f80"), rgb("123a58"), 300, 480))
        c.poly(
            [(86, 458), (1202, 458), (1170, 492), (1090, 510), (130, 510)], down(rgb("c8402f"), rgb("8a2a2a"), 450, 510)
        )
        c.stroke([(80, 342), (1130, 342), (1278, 294)], 9, 9, rgb("f3dcae"), soft=False)

    ship = cutout(33, vessel, 1300, 520)
    crane = cutout(34, lambda c: ship_crane(c, 420, 990, 960, rgb("d8442f")), 1340, 1000)

    def quay(c: Canvas) -> None:
        c.poly([(-20, 90), (2420, 60), (2420, 320), (-20, 320)], down(rgb("c9a98a"), rgb("6f5a5c"), 60, 310))
        c.poly([(-20, 90), (2420, 60), (2420, 80), (-20, 112)], rgb("e8cfa6"))
        for k in range(40):
            c.ellipse(10 + k * 62, 108 - k * 0.78, 12, 12, rgb("2a2f40"))

    dock = cutout(35, quay, 2400, 300)
    box = cutout(36, lambda c: containers(c, 4, 76, 190, 1, 1, CARGO), 200, 82)

    def lorry(c: Canvas) -> None:
        c.rect(6, 20, 170, 62, down(rgb("e8902f"), rgb("b8602a"), 20, 82))
        c.poly([(180, 84), (180, 34), (214, 34), (232, 60), (232, 84)], rgb("f6f1e4"))
        c.poly([(190, 58), (190, 42), (208, 42), (218, 58)], rgb("2d5a72"))
        for w in (30, 62, 150, 208):
            c.ellipse(w, 86, 15, 15, rgb("232634"))

    truck = cutout(37, lorry, 240, 104)
    water = Water(700, rgb("eaa982"), rgb("0c4463"), 0.58)
    glints = Glints(38, 716, 960, rgb("ffe7ad"), 80, 1380, 150)

    def frame(t: float) -> Image.Image:
        out = sky.copy()
        put(out, hills, -100 - t * 4, -2)
        flock(ImageDraw.Draw(out), t, 700, 220, 10, (38, 74, 98))
        water.lay(out, t)
        glints.lay(out, t)
        put(out, ship, 820 - 330 * ease(t / 12), 350 + 3 * np.sin(t * 1.1))
        put(out, dock, -40 - t * 5, 850)
        draw = ImageDraw.Draw(out)
        for k, base in enumerate((-260.0, 700.0)):
            go = ease(0.5 - 0.5 * np.cos((t + k * 3.2) * 0.55))
            trolley = base + 420 + 960 * (0.22 + 0.5 * go) - t * 5
            drop = 470 + 150 * np.sin((t + k * 2.1) * 0.9) ** 2
            for shift in (-52, 52):
                draw.line([(trolley + shift * 0.5, 420), (trolley + shift, drop)], fill=(34, 40, 56), width=3)
            put(out, box, trolley - 100, drop - 4)
            put(out, crane, base - t * 5, -15)
        put(out, truck, -200 + t * 120, 925)
        put(out, truck, -900 + t * 120, 925)
        put(out, truck.transpose(Image.Transpose.FLIP_LEFT_RIGHT), 1800 - t * 90, 965)
        if t < 6.8:
            return camera(out, 0.5, 0.5, 1.03 + 0.006 * t)
        return camera(out, 0.56 - 0.012 * (t - 6.8), 0.5, 1.4)

    return frame


def festival() -> Frame:
    """The Lang Sen Festival at night: lotus lanterns, falling petals."""

    def night(c: Canvas) -> None:
        c.sky([(0, "12183f"), (0.5, "3a3a78"), (0.85, "9a6a94"), (1, "e8a48a")], bottom=620)
        for _ in range(160):
            s = c.rng.uniform(0.8, 2.2)
            c.ellipse(c.rng.uniform(0, WIDE), c.rng.uniform(0, 320), s, s, rgb("fff6dc"), c.rng.uniform(0.2, 0.9))
        sun(c, 1430, 210, 84, rgb("fff3d0"), rgb("d9b0a0"), 4)
        ridge(c, 590, 200, 3, rgb("5a5490"), rgb("c48a94"), 0.2, 60)

    sky = still(41, night)

    def village(c: Canvas) -> None:
        bank = [(float(x), 604 - 12 * abs(np.sin(x / 170))) for x in range(-20, 2320, 14)]
        treeline(c, bank, 36, rgb("22285a"), 1)
        ground(c, bank, 640, rgb("22285a"))
        temple(c, 1120, 622, 420, rgb("7a3a4a"), rgb("d9b08a"), rgb("5f2a38"))
        thatched_house(c, 560, 624, 430, rgb("a87f5c"), rgb("8f6a4c"), rgb("33243a"))
        for x, tall in ((280, 330), (340, 270), (830, 300), (1480, 320), (1560, 250)):
            areca(c, x, 620, tall, rgb("1f2f5a"), rgb("4a4064"))
        tree(c, 1830, 622, 330, rgb("1f2a58"), rgb("4f4f80"), rgb("2a2248"))
        for k in range(46):
            x = 60 + k * 46
            sag = 452 + 46 * np.sin(k * np.pi / 9) ** 2
            c.glow(x, sag, 40, rgb("ffb45e"), 0.8)
            c.ellipse(x, sag, 9, 12, rgb(("ffd98a", "ff9a7a", "ffc4d0")[k % 3]))
        for k in range(16):
            x = 690 + k * 46
            person(
                c,
                x,
                636,
                74 + 10 * (k % 3),
                rgb(("f0dcc0", "a8324c", "3f6f8a", "e0a04a")[k % 4]),
                rgb("b98464"),
                rgb("e6c98e") if k % 3 == 0 else None,
                1 if k % 2 else -1,
            )

    shore = cutout(42, village, 2300, 660)

    def lantern(c: Canvas) -> None:
        for a in (-75, 75, -50, 50, -25, 25, 0):
            petal(c, 75, 92, 66, 36, a, rgb("fff0d0"), rgb("f0708f"))
        c.ellipse(75, 62, 9, 17, rgb("fff8d8"))

    flower = cutout(43, lantern, 150, 110)
    halo = glow_sprite(120, (255, 178, 96), 0.85)
    blossom = cutout(44, lambda c: petal(c, 22, 40, 36, 24, 12, rgb("ffe4e4"), rgb("f08aa8")), 44, 44)

    def pond(c: Canvas) -> None:
        for k in range(26):
            x, y = c.rng.uniform(-40, 2300), 250 + (k % 4) * 50
            pad(c, x, y, 130 + 20 * (k % 4), 40 + 6 * (k % 4), rgb("123a4a"), rgb("4f8a72"))
        for k, (x, y, s) in enumerate(
            ((260, 190, 150), (520, 240, 190), (1560, 200, 170), (1840, 250, 200), (2120, 190, 150))
        ):
            stem(c, x, y, 420, rgb("3f7a62"), 11, 14)
            (lotus if k != 3 else bud)(c, x, y, s)

    front = cutout(45, pond, 2300, 440)
    water = Water(632, rgb("b07a98"), rgb("151c4a"), 0.62)
    rng = np.random.default_rng(46)
    afloat = [
        (float(x), float(y), float(p))
        for x, y, p in zip(
            rng.uniform(-200, 1900, 15), np.sort(rng.uniform(650, 860, 15)), rng.uniform(0, 6.3, 15), strict=True
        )
    ]
    aloft = [
        (float(x), float(y), float(s))
        for x, y, s in zip(rng.uniform(0, WIDE, 9), rng.uniform(300, 760, 9), rng.uniform(0.35, 0.8, 9), strict=True)
    ]
    falling = [
        (float(x), float(y), float(p))
        for x, y, p in zip(
            rng.uniform(-200, WIDE, 26), rng.uniform(-900, 700, 26), rng.uniform(0, 6.3, 26), strict=True
        )
    ]

    def frame(t: float) -> Image.Image:
        out = sky.copy()
        for x, y, s in aloft:
            size = round(120 * s)
            rise = y - t * 26 * s
            put(out, halo.resize((size * 2, size * 2)), x + 14 * np.sin(t * 0.6 + x) - size, rise - size)
            put(
                out,
                flower.resize((round(110 * s), round(80 * s))),
                x + 14 * np.sin(t * 0.6 + x) - 55 * s,
                rise - 40 * s,
            )
        put(out, shore, -40 - t * 8, 0)
        water.lay(out, t)
        for x, y, phase in afloat:
            s = 0.35 + (y - 640) / 330
            px, py = x + t * (8 + 14 * s), y + 3 * np.sin(t * 1.5 + phase)
            pulse = 0.8 + 0.2 * np.sin(t * 3.1 + phase)
            size = round(110 * s)
            put(out, faded(halo.resize((size * 2, size * 2)), pulse), px - size, py - size)
            put(out, flower.resize((round(140 * s), round(102 * s))), px - 70 * s, py - 84 * s)
        put(out, front, -60 - t * 16, 690)
        for x, y, phase in falling:
            px, py = x + t * 26 + 40 * np.sin(t * 0.9 + phase), y + t * 74
            put(out, blossom.rotate(np.degrees(t * 1.1 + phase), Image.Resampling.BILINEAR), px, py)
        if t < 7.4:
            return camera(out, 0.5, 0.5, 1.0 + 0.012 * t)
        return camera(out, 0.4 + 0.012 * (t - 7.4), 0.66, 1.45)

    return frame


FILMS = {
    "song-lam-ban-mai": Film(14.0, 7.5, river_dawn, 6.8),
    "det-tho-cam": Film(13.0, 6.0, weaving, 5.15),
    "cang-cua-lo": Film(13.0, 6.8, port, 5.0),
    "le-hoi-lang-sen": Film(14.0, 7.4, festival, 5.0),
}
