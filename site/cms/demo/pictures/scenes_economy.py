"""Scenes of economy: bridge, industrial park, port."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: C901

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .brush import Canvas, Color, Point, curve, down, mix, rgb
from .built import person, sampan
from .cargo import containers, ship_crane
from .nature import birds, clouds, crown, grass, ground, ridge, sun, treeline

CARGO = [rgb(code) for code in ("c8402f", "e8902f", "1f6f8b", "2f8f7a", "e6d6b0", "7a3b4f", "3d4f7a")]


def ben_thuy(c: Canvas) -> None:
    """Bến Thủy Bridge over the Lam River at dusk."""
    c.sky([(0, "253a6b"), (0.4, "8a6a94"), (0.75, "f29a7a"), (1, "fdd394")], bottom=640)
    sun(c, 470, 500, 96, rgb("fff0c4"), rgb("ffc67f"))
    clouds(c, 240, 110, rgb("f3a58c"), 7, 0.45)
    ridge(c, 620, 330, 2.2, rgb("6f6590"), rgb("f0ab88"), 0.25)
    ridge(c, 640, 160, 4, rgb("4a4f7c"), rgb("c98e84"), 0.22)
    bank = [(float(x), 650 - 14 * abs(np.sin(x / 160))) for x in range(-20, 1840, 14)]
    treeline(c, bank, 22, rgb("2d3560"), 1)
    for x, w, h in ((1290, 60, 120), (1360, 46, 170), (1415, 70, 95), (1500, 54, 140), (1570, 80, 100), (1180, 50, 80)):
        c.rect(x, 650 - h, w, h, rgb("2d3560"))
        for j in range(int(h / 18)):
            for i in range(int(w / 14)):
                if c.rng.uniform() < 0.55:
                    c.rect(x + 5 + i * 14, 658 - h + j * 18, 6, 8, rgb("ffd68f"), 0.85)
    ground(c, bank, 664, rgb("2d3560"))

    def road(x: float) -> float:
        return 560 - 92 * float(np.sin(np.pi * (x + 100) / 2000))

    xs = np.linspace(-20, 1820, 70)
    steel = rgb("3a3052")
    for x in (80, 430, 780, 1130, 1480, 1790):
        y = road(x)
        c.poly(
            [(x - 30, y + 30), (x + 30, y + 30), (x + 22, 745), (x - 22, 745)],
            down(rgb("a88a94"), rgb("564a68"), y, 745),
        )
        c.rect(x - 44, y + 24, 88, 18, rgb("8a7288"))
        c.rect(x - 40, 728, 80, 22, rgb("4a4262"))
    c.poly([(x, road(x) + 4) for x in xs] + [(x, road(x) + 34) for x in xs[::-1]], rgb("6d5a78"))
    c.stroke([(x, road(x) + 4) for x in xs], 10, 10, rgb("f3c79a"), 0.9, soft=False)
    for start in (80, 430, 780, 1130, 1480, -270):
        haunch = [
            (start + t * 350, road(start + t * 350) + 36 + 44 * abs(2 * t - 1) ** 2.4) for t in np.linspace(0, 1, 30)
        ]
        c.poly([(start, road(start) + 30), *haunch, (start + 350, road(start + 350) + 30)], rgb("564a68"))
        c.stroke(haunch, 5, 5, rgb("c98e84"), 0.7, soft=False)
    for k, x in enumerate(range(10, 1800, 58)):
        y = road(x)
        c.stroke([(x, y + 2), (x, y - 62), (x + (18 if k % 2 else -18), y - 74)], 4, 3, steel)
        spot = (x + (20 if k % 2 else -20), y - 73)
        c.glow(*spot, 46, rgb("ffe2a0"), 0.85)
        c.ellipse(*spot, 6, 4, rgb("fff6d8"))
    c.stroke([(x, road(x) - 14) for x in xs], 3, 3, steel, 0.9, soft=False)
    for k, x in enumerate((220, 610, 900, 1040, 1330, 1600)):
        y = road(x)
        c.rect(x, y - 20, 44 if k % 2 else 70, 20, rgb(("e8d6b8", "2d3560", "b8433a")[k % 3]))
        c.rect(x + 6, y - 16, 14, 8, rgb("ffe6a8"))
    c.reflect(700, 1200, (rgb("e39a85"), rgb("1f2a5c")), 0.58, 1.2)
    for x in (80, 430, 780, 1130, 1480, 1790):
        c.poly([(x - 26, 690), (x + 26, 690), (x + 22, 742), (x - 22, 742)], rgb("564a68"))
        c.ellipse(x, 744, 60, 7, rgb("fbd3a8"), 0.6, 2)
    c.glints(706, 1190, rgb("ffe6b0"), 330, 470, 120, 0.8)
    c.glints(720, 1190, rgb("b58ba6"), 180, None, 0, 0.35, 1.4)
    for x, y, s in ((1180, 900, 330), (1480, 800, 170), (760, 1030, 460)):
        c.ellipse(x, y + s * 0.05, s * 0.46, s * 0.03, rgb("161b44"), 0.55, 5)
        person(c, x - s * 0.3, y - s * 0.01, s * 0.4, rgb("2c2547"), rgb("b9806a"), rgb("d9b57c"), 1, arm=0.8)
        sampan(c, x, y, s, rgb("241c38"), rgb("d99a66"), rgb("5a4050"))
    grass(c, 1210, 150, rgb("1c2350"), 220, 0, 480)
    grass(c, 1210, 110, rgb("1c2350"), 160, 1350)
    birds(c, 1050, 240, 10, rgb("2d2f5c"))


def _iso(x: float, y: float, z: float = 0.0) -> Point:
    """Isometric ground coordinates to picture coordinates."""
    return 900 + (x - y) * 0.866, 470 + (x + y) * 0.42 - z


def _block(c: Canvas, x: float, y: float, w: float, d: float, h: float, roof: Color, wall: Color) -> None:
    """An isometric box with a lit and a shaded wall."""
    c.poly([_iso(x, y + d + 26), _iso(x + w, y + d + 26), _iso(x + w, y), _iso(x, y)], rgb("1d4a4a"), 0.25, 5)
    c.poly(
        [_iso(x, y + d, h), _iso(x + w, y + d, h), _iso(x + w, y + d), _iso(x, y + d)], mix(wall, (255, 240, 210), 0.15)
    )
    c.poly(
        [_iso(x + w, y, h), _iso(x + w, y + d, h), _iso(x + w, y + d), _iso(x + w, y)], mix(wall, (20, 40, 70), 0.35)
    )
    c.poly([_iso(x, y, h), _iso(x + w, y, h), _iso(x + w, y + d, h), _iso(x, y + d, h)], roof)


def _hall(c: Canvas, x: float, y: float, w: float, d: float, h: float, roof: Color, wall: Color) -> None:
    """A factory hall with a ribbed roof, skylights and loading doors."""
    _block(c, x, y, w, d, h, roof, wall)
    bays = max(2, int(w // 70))
    for k in range(bays):
        x0, x1 = x + w * k / bays, x + w * (k + 1) / bays
        middle = x0 + (x1 - x0) * 0.55
        c.poly(
            [_iso(x0, y, h), _iso(middle, y, h + 22), _iso(middle, y + d, h + 22), _iso(x0, y + d, h)],
            mix(roof, (255, 250, 235), 0.35),
        )
        c.poly(
            [_iso(middle, y, h + 22), _iso(x1, y, h), _iso(x1, y + d, h), _iso(middle, y + d, h + 22)],
            mix(roof, (20, 40, 70), 0.18),
        )
        c.poly([_iso(x0, y + d, h), _iso(middle, y + d, h + 22), _iso(x1, y + d, h)], mix(wall, (255, 240, 210), 0.05))
        for j in range(1, 6):
            yy = y + d * j / 6
            c.poly(
                [
                    _iso(x0 + (middle - x0) * 0.3, yy, h + 8),
                    _iso(x0 + (middle - x0) * 0.75, yy, h + 17),
                    _iso(x0 + (middle - x0) * 0.75, yy + d * 0.07, h + 17),
                    _iso(x0 + (middle - x0) * 0.3, yy + d * 0.07, h + 8),
                ],
                rgb("3a7fa0"),
                0.85,
            )
        c.poly(
            [
                _iso(x0 + 14, y + d, h * 0.55),
                _iso(x1 - 22, y + d, h * 0.55),
                _iso(x1 - 22, y + d),
                _iso(x0 + 14, y + d),
            ],
            mix(wall, (30, 60, 90), 0.55),
        )
    c.poly(
        [
            _iso(x, y + d, h * 0.86),
            _iso(x + w, y + d, h * 0.86),
            _iso(x + w, y + d, h * 0.72),
            _iso(x, y + d, h * 0.72),
        ],
        rgb("e8713f"),
        0.9,
    )


def industrial_park(c: Canvas) -> None:
    """The roofs of an industrial park among trees and hills."""
    c.sky([(0, "3a8fae"), (0.5, "a9d6d2"), (1, "fcedc6")], bottom=420)
    sun(c, 1390, 170, 62, rgb("fffbe6"), rgb("fff0b8"))
    clouds(c, 120, 60, rgb("ffffff"), 5, 0.45)
    ridge(c, 330, 190, 3, rgb("7fb0b8"), rgb("e9e8c8"), 0.2)
    ridge(c, 370, 110, 4, rgb("5b9596"), rgb("d5dcb4"), 0.2)
    c.rect(0, 360, 1800, 840, down(rgb("bdd08c"), rgb("6fa263"), 360, 1200))
    for k in range(40):
        x, y = c.rng.uniform(-900, 1500), c.rng.uniform(-900, 1500)
        c.poly(
            [_iso(x, y), _iso(x + 260, y), _iso(x + 260, y + 160), _iso(x, y + 160)],
            (rgb("d6dd96"), rgb("8fbb70"), rgb("a9c97d"))[k % 3],
            0.4,
        )
    for x in (-560, 40, 640, 1240):
        c.poly([_iso(x, -900), _iso(x + 62, -900), _iso(x + 62, 1900), _iso(x, 1900)], rgb("d8d2c2"))
        for k in range(60):
            c.poly(
                [
                    _iso(x + 29, -900 + k * 46),
                    _iso(x + 33, -900 + k * 46),
                    _iso(x + 33, -878 + k * 46),
                    _iso(x + 29, -878 + k * 46),
                ],
                rgb("ffffff"),
            )
    for y in (-420, 160, 740, 1320):
        c.poly([_iso(-1400, y), _iso(2200, y), _iso(2200, y + 56), _iso(-1400, y + 56)], rgb("cfc9ba"))
    c.rect(0, 330, 1800, 70, rgb("e4e6c4"), 0.55, 22)
    roofs = [rgb(code) for code in ("e9e4d4", "4f9aa8", "d9c9a6", "7fb3b0", "c9d3cf", "2f7f96")]
    plots = sorted(
        ((px, py) for px in (-1080, -470, 130, 730, 1330) for py in (-340, 240, 820, 1400)), key=lambda p: p[0] + p[1]
    )
    for k, (px, py) in enumerate(plots):
        for dy in (0, 250) if k % 3 else (0,):
            deep = 200 if k % 3 else 430
            _hall(
                c,
                px,
                py + dy,
                430,
                deep,
                66 + 12 * (k % 3),
                roofs[(k * 2 + (dy > 0)) % 6],
                rgb(("efe6d2", "dfe6e2", "f2dcc0")[k % 3]),
            )
        if k % 4 == 1:
            for j in range(3):
                x, y = _iso(px + 60 + j * 60, py + 30)
                c.rect(x - 13, y - 190, 26, 190, down(rgb("f3efe4"), rgb("8fa5a8"), y - 190, y))
                c.rect(x - 13, y - 170, 26, 18, rgb("e8713f"))
                c.ellipse(x, y - 190, 13, 5, rgb("55707a"))
        if k % 4 == 2:
            for i in range(5):
                for j in range(3):
                    a, b = px + 30 + i * 76, py + 20 + j * 52
                    c.poly(
                        [_iso(a, b, 92), _iso(a + 62, b, 92), _iso(a + 62, b + 40, 92), _iso(a, b + 40, 92)],
                        rgb("244f7a"),
                    )
                    c.stroke([_iso(a + 31, b, 93), _iso(a + 31, b + 40, 93)], 1.5, 1.5, rgb("8fb9d0"), soft=False)
        for j in range(11):
            x, y = _iso(px + j * 42, py + 470)
            c.ellipse(x + 6, y + 8, 17, 6, rgb("1d4a4a"), 0.35, 2)
            crown(c, x, y - 14, 19, rgb("256b4c"), rgb("8fbf5a"), 16)
        x, y = _iso(px + 485, py + 100 + 70 * (k % 4))
        c.poly([(x - 20, y - 2), (x + 8, y + 12), (x + 8, y - 12), (x - 20, y - 26)], CARGO[k % 5])
        c.poly(
            [(x + 8, y + 12), (x + 20, y + 6), (x + 20, y - 18), (x + 8, y - 12)], mix(CARGO[k % 5], (20, 20, 40), 0.35)
        )
        c.poly(
            [(x - 20, y - 26), (x + 8, y - 12), (x + 20, y - 18), (x - 8, y - 32)],
            mix(CARGO[k % 5], (255, 255, 255), 0.3),
        )


def cua_lo_port(c: Canvas) -> None:
    """Cửa Lò Port: container cranes and a ship in the evening light."""
    c.sky([(0, "16486a"), (0.4, "4f97a3"), (0.75, "f6c78a"), (1, "f79f6a")], bottom=720)
    sun(c, 1210, 430, 120, rgb("fff0c2"), rgb("ffd08a"), 5)
    clouds(c, 210, 110, rgb("fbe0b2"), 7, 0.4)
    ridge(c, 700, 120, 3, rgb("5f98a2"), rgb("f0ba88"), 0.15, 60)
    ridge(c, 710, 60, 5, rgb("3d7486"), rgb("d99f80"), 0.1, 40)
    c.rect(-10, 716, 900, 40, rgb("40566a"))
    containers(c, -20, 724, 62, 15, 4, [mix(tone, rgb("8fa3a8"), 0.35) for tone in CARGO])
    for x, h, tone in ((150, 470, "7c6f86"), (480, 500, "75697f")):
        ship_crane(c, x, 726, h, rgb(tone))
    c.reflect(752, 1200, (rgb("eaa982"), rgb("0c4463")), 0.58, 1.4)
    c.glints(760, 1180, rgb("ffe7ad"), 330, 1210, 130, 0.85)
    c.glints(780, 1190, rgb("7fbcc0"), 160, None, 0, 0.35, 1.5)
    # the ship
    c.ellipse(1130, 905, 560, 34, rgb("0a2f4a"), 0.6, 12)
    hull = [
        *curve([(1790, 690), (1740, 800), (1680, 890), (1600, 910)]),
        (640, 910),
        (600, 800),
        (590, 740),
        (1640, 740),
    ]
    containers(c, 760, 742, 84, 10, 5, CARGO, 0.6)
    c.rect(622, 520, 118, 224, down(rgb("fdf6e6"), rgb("c9c2b8"), 520, 744))
    for j in range(6):
        c.rect(634, 536 + j * 32, 96, 12, rgb("2d5a72"), 0.9)
    c.rect(606, 510, 150, 16, rgb("e8713f"))
    c.rect(650, 440, 48, 72, down(rgb("e8713f"), rgb("a8452f"), 440, 512))
    c.stroke([(720, 512), (720, 400)], 5, 3, rgb("34495a"), soft=False)
    c.poly(hull, down(rgb("2a5f80"), rgb("123a58"), 700, 880))
    c.poly(
        [(596, 858), (1712, 858), (1680, 892), (1600, 910), (640, 910)], down(rgb("c8402f"), rgb("8a2a2a"), 850, 910)
    )
    c.stroke([(590, 742), (1640, 742), (1788, 694)], 9, 9, rgb("f3dcae"), soft=False)
    for _ in range(40):
        c.ellipse(
            1140 + c.rng.uniform(-560, 560),
            912 + c.rng.uniform(-4, 8),
            c.rng.uniform(20, 70),
            3,
            rgb("fff2dc"),
            0.45,
            1,
        )
    # the quay
    c.poly([(-20, 985), (1820, 945), (1820, 1210), (-20, 1210)], down(rgb("c9a98a"), rgb("6f5a5c"), 945, 1200))
    c.poly([(-20, 985), (1820, 945), (1820, 968), (-20, 1010)], rgb("e8cfa6"))
    for k in range(30):
        x = -10 + k * 64
        c.ellipse(x, 1004 - k * 1.45, 13, 13, rgb("2a2f40"))
    for x, y, h, tone in ((420, 1060, 900, "d8442f"), (1060, 1050, 930, "e0662f")):
        ship_crane(c, x, y, h, rgb(tone))
    for x, y in ((760, 610), (1610, 560)):
        c.stroke([(x + 20, 440), (x + 20, y)], 2, 2, rgb("2a2f40"), soft=False)
        c.stroke([(x + 66, 440), (x + 66, y)], 2, 2, rgb("2a2f40"), soft=False)
        containers(c, x, y + 34, 86, 1, 1, CARGO)
    containers(c, -30, 1190, 150, 3, 3, CARGO, 0.7)
    containers(c, 1440, 1196, 150, 3, 2, CARGO, 0.8)
    for x, y in ((650, 1130), (820, 1160), (1250, 1140)):
        c.rect(x, y - 52, 120, 46, CARGO[int(c.rng.integers(5))])
        c.poly(
            [(x + 122, y - 6), (x + 122, y - 42), (x + 146, y - 42), (x + 158, y - 22), (x + 158, y - 6)], rgb("f3efe4")
        )
        for w in (16, 40, 100, 140):
            c.ellipse(x + w, y, 10, 10, rgb("232634"))
    birds(c, 980, 230, 13, rgb("1f4a60"), 18)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "cau-ben-thuy": ben_thuy,
    "khu-cong-nghiep": industrial_park,
    "cang-cua-lo": cua_lo_port,
}
