"""Scenes of people: students, emigrants, visitors."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: FBT001, FBT003, PLR0913

from __future__ import annotations

from collections.abc import Callable

from .brush import Canvas, Color, Ramp, curve, down, mix, place, rgb, turn
from .built import person
from .nature import (
    areca,
    birds,
    clouds,
    crown,
    grass,
    ground,
    ridge,
    sun,
    tree,
)


def _student(
    c: Canvas, x: float, y: float, h: float, coat: Color, skirt: Color, book: Color, flip: int, bag: bool
) -> None:
    """A student from behind or in profile, a book in the arm."""
    skin = rgb("c48f70")
    if bag:
        c.smooth(
            [
                (x - flip * h * 0.17, y - h * 0.74),
                (x - flip * h * 0.22, y - h * 0.6),
                (x - flip * h * 0.2, y - h * 0.44),
                (x - flip * h * 0.05, y - h * 0.44),
                (x - flip * h * 0.05, y - h * 0.75),
            ],
            mix(skirt, book, 0.35),
        )
    person(c, x, y, h, coat, skin, None, flip, arm=0.5, skirt=skirt)
    bx, by = x + flip * h * 0.17, y - h * 0.62
    c.poly(
        turn(
            [
                (bx - h * 0.06, by - h * 0.085),
                (bx + h * 0.06, by - h * 0.085),
                (bx + h * 0.06, by + h * 0.085),
                (bx - h * 0.06, by + h * 0.085),
            ],
            12 * flip,
            (bx, by),
        ),
        book,
    )
    c.poly(
        turn(
            [
                (bx - h * 0.06, by + h * 0.06),
                (bx + h * 0.06, by + h * 0.06),
                (bx + h * 0.06, by + h * 0.078),
                (bx - h * 0.06, by + h * 0.078),
            ],
            12 * flip,
            (bx, by),
        ),
        rgb("fff6e0"),
    )


def students(c: Canvas) -> None:
    """Students with books walking across a campus, in silhouette."""
    c.sky([(0, "2a4f86"), (0.4, "7f8fb6"), (0.7, "f5b98f"), (1, "fde0a8")], bottom=820)
    sun(c, 900, 560, 170, rgb("fff2cc"), rgb("ffd391"), 4.5)
    clouds(c, 230, 100, rgb("f9cfae"), 7, 0.45)
    birds(c, 480, 260, 9, rgb("3a4a78"))
    ridge(c, 760, 170, 3, rgb("8a84a6"), rgb("f6c79c"), 0.16)
    for x, w, h, tone in (
        (80, 460, 330, "6a5f8c"),
        (1270, 520, 300, "62588a"),
        (470, 260, 210, "857aa0"),
        (1080, 240, 230, "857aa0"),
    ):
        c.rect(
            x,
            800 - h,
            w,
            h,
            down(mix(rgb(tone), rgb("f6c79c"), 0.25), mix(rgb(tone), rgb("f6c79c"), 0.05), 800 - h, 800),
        )
        c.poly(
            [(x - 20, 800 - h), (x + 30, 770 - h), (x + w - 30, 770 - h), (x + w + 20, 800 - h)],
            mix(rgb(tone), rgb("8a3f4a"), 0.6),
        )
        for j in range(int(h / 74)):
            for i in range(int(w / 52)):
                c.rect(
                    x + 18 + i * 52,
                    822 - h + j * 72,
                    28,
                    42,
                    rgb("ffe1a0") if c.rng.uniform() < 0.6 else rgb("4a4574"),
                    0.85,
                )
    c.rect(0, 795, 1800, 410, down(rgb("e9b98c"), rgb("5f4a6a"), 795, 1200))
    c.poly([(760, 795), (1040, 795), (1640, 1210), (160, 1210)], down(rgb("fde3b4"), rgb("a9807f"), 795, 1200))
    for k in range(9):
        y = 806 + k * k * 6
        c.stroke(
            [(750 - (y - 795) * 1.42, y), (1050 + (y - 795) * 1.42, y)],
            1.5,
            3 + k * 0.4,
            rgb("8a6472"),
            0.4,
            soft=False,
        )
    for x, s in ((200, 520), (1610, 540), (520, 300), (1290, 300)):
        tree(c, x, 840 + s * 0.2, s, rgb("2c3a5c"), rgb("8a6f7a"), rgb("2a2440"))
    for k in range(60):
        side = -1 if k % 2 else 1
        crown(c, 900 + side * c.rng.uniform(380, 900), c.rng.uniform(820, 870), 24, rgb("3a4468"), rgb("a97f7a"), 10)
    group = (
        (430, 1120, 500, "f3e4cc", "3a2350", "c8503f", 1, False),
        (640, 1150, 540, "3f5f96", "1f2444", "f0bd55", 1, True),
        (880, 1120, 500, "fbf0dc", "8a2f4f", "2f8f86", -1, False),
        (1120, 1155, 550, "2f7a78", "1f2444", "e8904a", -1, True),
        (1340, 1110, 480, "f6e6d0", "4a2f6a", "c8503f", -1, False),
    )
    for x, y, h, coat, skirt, book, flip, bag in group:
        c.poly(
            [
                (x - h * 0.1, y - 4),
                (x + h * 0.1, y - 4),
                (x + (x - 900) * 0.35 + h * 0.2, y + h * 0.3),
                (x + (x - 900) * 0.35 - h * 0.12, y + h * 0.3),
            ],
            rgb("3a2a4a"),
            0.4,
            6,
        )
        _student(c, x, y, h, rgb(coat), rgb(skirt), rgb(book), flip, bag)
    for x, y, h in ((760, 850, 120), (1010, 845, 115), (700, 838, 95), (1060, 840, 105)):
        _student(c, x, y, h, rgb("5a4f7c"), rgb("3a3460"), rgb("e8b070"), -1 if x > 900 else 1, False)


def emigrants(c: Canvas) -> None:
    """An aeroplane climbing into the sunset over rivers and rice fields."""
    c.sky([(0, "1f2f66"), (0.35, "6a5590"), (0.6, "e3788a"), (0.85, "fdb27a"), (1, "ffe0a0")], bottom=860)
    sun(c, 1180, 660, 210, rgb("ffe9b4"), rgb("ffb878"), 4)
    for k in range(5):
        c.rect(900, 690 + k * 34, 560, 4 + k * 3.4, rgb("f9a077"), 0.8)
    for _ in range(60):
        s = c.rng.uniform(0.8, 2)
        c.ellipse(c.rng.uniform(0, 1800), c.rng.uniform(0, 220), s, s, rgb("ffffff"), c.rng.uniform(0.2, 0.8))
    clouds(c, 420, 160, rgb("f6a08c"), 11, 0.5)
    ridge(c, 850, 150, 3, rgb("7a5a88"), rgb("f0a080"), 0.2)
    ridge(c, 880, 90, 4, rgb("553f74"), rgb("c27c80"), 0.2)
    c.rect(0, 880, 1800, 330, down(rgb("8a5a78"), rgb("231f4a"), 880, 1200))
    for k in range(170):
        d = (k / 170) ** 1.4
        y, w, h = 890 + d * 300, 40 + 320 * d, 5 + 40 * d
        x = c.rng.uniform(-200, 1800)
        c.poly(
            [(x, y), (x + w, y), (x + w * 1.12, y + h), (x + w * 0.08, y + h)],
            mix((rgb("f7a983"), rgb("a86a86"), rgb("5a4a80"))[k % 3], rgb("2a2450"), d * 0.6),
            0.6,
        )
    river = curve([(1150, 884), (1250, 905), (1020, 945), (1330, 1010), (900, 1110), (1000, 1220)]) + curve(
        [(1500, 1220), (1320, 1110), (1600, 1000), (1160, 940), (1330, 900), (1210, 884)]
    )
    c.poly(river, down(rgb("ffe6b0"), rgb("e37f78"), 884, 1200))
    with c.clip(river):
        c.glints(890, 1200, rgb("fff6da"), 200, 1180, 200, 0.7)
    for _ in range(70):
        d = c.rng.uniform(0, 1)
        x = c.rng.uniform(0, 900) if c.rng.uniform() < 0.6 else c.rng.uniform(1500, 1800)
        crown(c, x, 905 + d * 280, 8 + 22 * d, rgb("2a2450"), rgb("7a5580"), 8)
        if d > 0.3 and c.rng.uniform() < 0.4:
            c.ellipse(x + 30, 905 + d * 280, 3, 3, rgb("ffe2a0"))
    angle, x, y, s = -16.0, 760.0, 380.0, 520.0

    def at(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return turn(place(points, x, y, s), angle, (x, y))

    for k, (off, tone) in enumerate(((0.03, "fff0d8"), (-0.02, "ffdcc0"))):
        c.stroke(at([(-0.55, off), (-1.2, off + 0.03), (-1.9, off + 0.1)]), 10 - 3 * k, 46, rgb(tone), 0.22)
    c.poly(
        at([(-0.08, -0.02), (0.1, -0.02), (-0.12, -0.28), (-0.2, -0.28)]), down(rgb("c9b8cc"), rgb("8a7a9c"), 200, 400)
    )
    body = curve(
        [
            (-0.5, -0.01),
            (-0.42, -0.06),
            (-0.1, -0.085),
            (0.3, -0.085),
            (0.46, -0.06),
            (0.54, -0.005),
            (0.45, 0.045),
            (0.2, 0.06),
            (-0.2, 0.05),
        ],
        closed=True,
    )
    c.poly(at(body), Ramp(rgb("fffaf0"), rgb("a88aa6"), at([(0, -0.09)])[0], at([(0.02, 0.07)])[0]))
    c.poly(
        at([(-0.5, -0.02), (-0.56, -0.22), (-0.47, -0.22), (-0.34, -0.06)]),
        down(rgb("2f8f8a"), rgb("1f5f78"), 350, 560),
    )
    c.poly(at([(-0.54, -0.16), (-0.56, -0.22), (-0.47, -0.22), (-0.43, -0.16)]), rgb("f0b84a"))
    c.poly(at([(-0.4, 0.0), (-0.3, 0.0), (-0.5, 0.12), (-0.56, 0.12)]), rgb("b99cb4"))
    c.poly(
        at([(-0.12, 0.02), (0.14, 0.02), (-0.2, 0.36), (-0.3, 0.37)]),
        Ramp(rgb("fff3e0"), rgb("9a7f9c"), at([(0, 0)])[0], at([(-0.25, 0.36)])[0]),
    )
    for px, py in ((0.03, 0.12), (-0.09, 0.22)):
        c.smooth(
            at([(px + 0.06, py - 0.03), (px + 0.07, py + 0.015), (px - 0.05, py + 0.03), (px - 0.06, py - 0.02)]),
            rgb("e8dce0"),
        )
        c.ellipse(*at([(px + 0.063, py - 0.006)])[0], s * 0.012, s * 0.023, rgb("4a3f66"), 1, 0, angle)
    for k in range(20):
        spot = at([(-0.32 + k * 0.036, -0.03)])[0]
        c.ellipse(*spot, s * 0.008, s * 0.011, rgb("4a4a78"))
    c.poly(at([(0.44, -0.055), (0.485, -0.04), (0.47, -0.022), (0.425, -0.025)]), rgb("33406a"))
    c.stroke(at([(-0.44, 0.012), (0.0, 0.02), (0.5, 0.008)]), 6, 4, rgb("2f8f8a"))
    birds(c, 1430, 470, 9, rgb("5a3f6c"), 18)
    for px, tall, lean in ((120, 420, 0.12), (240, 330, -0.06)):
        areca(c, px, 1210, tall, rgb("1f1c40"), rgb("2a2248"), lean)


def visitors(c: Canvas) -> None:
    """Visitors in conical hats looking over a valley, in silhouette."""
    c.sky([(0, "1f6f80"), (0.4, "6fb5ac"), (0.75, "fbe2a6"), (1, "f9c283")], bottom=760)
    sun(c, 1150, 400, 120, rgb("fff6d6"), rgb("ffe0a0"), 5)
    clouds(c, 200, 80, rgb("fff3d6"), 6, 0.45)
    birds(c, 700, 280, 12, rgb("2c6570"))
    for k, tone in enumerate(("8fbfae", "6aa796", "468c80", "2d7169")):
        ridge(
            c,
            540 + k * 80,
            310 - k * 50,
            2.8 + k * 0.4,
            rgb(tone),
            mix(rgb(tone), rgb("fdeec0"), 0.78 - 0.06 * k),
            0.2,
            karst=9 if k < 2 else 0,
        )
        c.mist(600 + k * 78, 60, rgb("fff3d0"), 0.8)
    river = curve([(900, 800), (1120, 830), (820, 880), (1200, 960), (1000, 1080)]) + curve(
        [(1420, 1080), (1470, 960), (1040, 880), (1260, 830), (990, 800)]
    )
    c.rect(0, 800, 1800, 400, down(rgb("7fae6c"), rgb("2d6a54"), 800, 1150))
    for k in range(150):
        d = (k / 150) ** 1.3
        x, y, w, h = c.rng.uniform(-200, 1800), 806 + d * 260, 40 + 240 * d, 6 + 30 * d
        c.poly(
            [(x, y), (x + w, y), (x + w * 1.1, y + h), (x + w * 0.06, y + h)],
            (rgb("d6d683"), rgb("9cc274"), rgb("6fa863"))[k % 3],
            0.6,
        )
    c.poly(river, down(rgb("ffe9b4"), rgb("5fb0b0"), 800, 1080))
    with c.clip(river):
        c.glints(805, 1080, rgb("fffbe6"), 160, 1120, 160, 0.7)
    hill = curve([(-20, 980), (300, 1010), (760, 1060), (1200, 1090), (1830, 1130)])
    dark = rgb("10383c")
    ground(c, hill, 1210, down(rgb("1f5650"), dark, 980, 1200))
    for x, y in hill[::1]:
        grass(c, y + 14, 44, rgb("1c4f4a"), 9, x - 24, x + 24)
    people = (
        (300, 1040, 470, "8a2f3f", 1, 0.0),
        (460, 1050, 430, "f0e2c4", 1, 1.0),
        (690, 1078, 500, "1f4f6a", 1, 0.7),
        (850, 1085, 330, "d9803f", -1, 0.0),
        (1010, 1092, 460, "f3e6cf", 1, 0.0),
        (1170, 1098, 490, "3f6f5a", -1, 0.9),
    )
    for k, (x, y, h, coat, flip, arm) in enumerate(people):
        c.poly(
            [(x - h * 0.1, y - 4), (x + h * 0.12, y - 4), (x - h * 0.3, y + h * 0.28), (x - h * 0.5, y + h * 0.26)],
            rgb("08262a"),
            0.45,
            5,
        )
        if k in (2, 5):
            c.smooth(
                [
                    (x - flip * h * 0.18, y - h * 0.72),
                    (x - flip * h * 0.22, y - h * 0.5),
                    (x - flip * h * 0.06, y - h * 0.44),
                    (x - flip * h * 0.05, y - h * 0.75),
                ],
                rgb("c8903f"),
            )
        person(
            c,
            x,
            y,
            h,
            down(mix(rgb(coat), (255, 240, 200), 0.15), mix(rgb(coat), dark, 0.45), y - h * 0.8, y),
            rgb("bf8a6a"),
            rgb("efd79c"),
            flip,
            arm=arm,
            skirt=dark if k % 2 else None,
        )
    tree(c, 1660, 1200, 620, rgb("14443f"), rgb("5f9a5c"), rgb("2a2a2a"))
    for _ in range(60):
        crown(c, c.rng.uniform(1330, 1820), c.rng.uniform(1130, 1210), 40, rgb("0d3033"), rgb("3f7a55"), 10)


SCENES: dict[str, Callable[[Canvas], None]] = {
    "sinh-vien-lao": students,
    "kieu-bao": emigrants,
    "du-khach": visitors,
}
