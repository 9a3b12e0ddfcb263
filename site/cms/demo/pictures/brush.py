"""Drawing tools shared by every scene: colours, noise, and a supersampled canvas."""

# A scene is a list of strokes and a motif has many dimensions:
# ruff: noqa: FBT001, FBT002

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1800, 1200
Color = tuple[int, int, int]
Point = tuple[float, float]
Points = Sequence[Point]


def rgb(code: str) -> Color:
    """`#rrggbb` as a colour."""
    code = code.lstrip("#")
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(first: Color, second: Color, share: float) -> Color:
    """The colour `share` of the way from the first to the second."""
    share = min(1.0, max(0.0, share))
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Ramp:
    """A linear gradient between two points."""

    start: Color
    end: Color
    origin: Point
    target: Point

    def image(self, box: tuple[int, int, int, int], scale: float) -> Image.Image:
        """The gradient over a pixel box."""
        left, top, right, bottom = box
        dx, dy = self.target[0] - self.origin[0], self.target[1] - self.origin[1]
        length = max(1e-6, dx * dx + dy * dy)
        across = (np.arange(left, right, dtype=np.float32) / scale - self.origin[0]) * dx
        down = (np.arange(top, bottom, dtype=np.float32) / scale - self.origin[1]) * dy
        share = np.clip((across[None, :] + down[:, None]) / length, 0, 1)[..., None]
        first = np.array(self.start, np.float32)
        return Image.fromarray((first + (np.array(self.end, np.float32) - first) * share + 0.5).astype(np.uint8))


Fill = Color | Ramp


def down(start: Color, end: Color, top: float, bottom: float) -> Ramp:
    """A vertical gradient."""
    return Ramp(start, end, (0, top), (0, bottom))


def curve(points: Points, closed: bool = False, steps: int = 10) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    pts = np.array(points, float)
    count = len(pts)
    out: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (pts[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = pts[max(0, i - 1)], pts[i], pts[i + 1], pts[min(count - 1, i + 2)]
        for k in range(steps):
            t = k / steps
            p = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
            out.append((float(p[0]), float(p[1])))
    if not closed:
        out.append((float(pts[-1][0]), float(pts[-1][1])))
    return out


def turn(points: Iterable[Point], degrees: float, centre: Point = (0, 0)) -> list[Point]:
    """The points turned clockwise about the centre."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x0, y0 = centre
    return [(x0 + (x - x0) * c - (y - y0) * s, y0 + (x - x0) * s + (y - y0) * c) for x, y in points]


def place(points: Iterable[Point], x: float, y: float, sx: float = 1.0, sy: float | None = None) -> list[Point]:
    """The points scaled, then moved."""
    sy = abs(sx) if sy is None else sy
    return [(x + px * sx, y + py * sy) for px, py in points]


def noise1(rng: np.random.Generator, count: int, cells: float, octaves: int = 5, gain: float = 0.5) -> np.ndarray:
    """Smooth fractal noise of one dimension in about -1..1."""
    total = np.zeros(count, np.float64)
    weight, norm = 1.0, 0.0
    for octave in range(octaves):
        n = max(2, round(cells * 2**octave) + 2)
        grid = rng.uniform(-1, 1, n + 1)
        at = np.linspace(0, n - 1.001, count)
        i = at.astype(int)
        f = at - i
        f = f * f * (3 - 2 * f)
        total += weight * (grid[i] * (1 - f) + grid[i + 1] * f)
        norm += weight
        weight *= gain
    return total / norm * 1.6


def noise2(rng: np.random.Generator, width: int, height: int, cells: tuple[int, int], octaves: int = 4) -> np.ndarray:
    """Smooth fractal noise of two dimensions, stretched to 0..1."""
    total = np.zeros((height, width), np.float32)
    weight = 1.0
    for octave in range(octaves):
        shape = (cells[1] * 2**octave + 1, cells[0] * 2**octave + 1)
        grid = Image.fromarray(rng.uniform(0, 1, shape).astype(np.float32), mode="F")
        total += weight * np.asarray(grid.resize((width, height), Image.Resampling.BICUBIC))
        weight *= 0.5
    low, high = float(total.min()), float(total.max())
    return (total - low) / max(1e-6, high - low)


class Canvas:
    """A picture in the making: coordinates in final pixels, drawn `scale` times as large."""

    def __init__(self, seed: int, width: int = WIDTH, height: int = HEIGHT, scale: int = 2) -> None:
        self.width, self.height, self.scale = width, height, scale
        self.rng = np.random.default_rng(seed)
        self.img = Image.new("RGB", (width * scale, height * scale))

    def _box(self, pts: np.ndarray, pad: float) -> tuple[int, int, int, int] | None:
        left, top = np.floor(pts.min(0) - pad).astype(int)
        right, bottom = np.ceil(pts.max(0) + pad + 1).astype(int)
        box = max(0, left), max(0, top), min(self.img.width, right), min(self.img.height, bottom)
        return (int(box[0]), int(box[1]), int(box[2]), int(box[3])) if box[0] < box[2] and box[1] < box[3] else None

    def _paint(self, box: tuple[int, int, int, int], mask: Image.Image, fill: Fill, alpha: float) -> None:
        if alpha < 1:
            mask = mask.point([round(i * alpha) for i in range(256)])
        if isinstance(fill, Ramp):
            self.img.paste(fill.image(box, self.scale), box, mask)
        else:
            self.img.paste(fill, box, mask)

    def poly(self, points: Points, fill: Fill, alpha: float = 1.0, blur: float = 0.0) -> None:
        """A filled polygon, its edge optionally blurred."""
        pts = np.array(points, float) * self.scale
        box = self._box(pts, blur * self.scale * 3)
        if box is None or alpha <= 0:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in pts], fill=255)
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self.scale))
        self._paint(box, mask, fill, alpha)

    def smooth(self, points: Points, fill: Fill, alpha: float = 1.0, blur: float = 0.0) -> None:
        """A filled closed curve through the points."""
        self.poly(curve(points, closed=True), fill, alpha, blur)

    def rect(self, x: float, y: float, w: float, h: float, fill: Fill, alpha: float = 1.0, blur: float = 0.0) -> None:
        """A filled rectangle from its top left corner."""
        self.poly([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], fill, alpha, blur)

    def ellipse(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: Fill,
        alpha: float = 1.0,
        blur: float = 0.0,
        angle: float = 0.0,
    ) -> None:
        """A filled ellipse about its centre."""
        n = 14 if max(rx, ry) < 12 else 72
        t = np.linspace(0, 2 * np.pi, n, endpoint=False)
        pts: list[Point] = list(zip(x + rx * np.cos(t), y + ry * np.sin(t), strict=True))
        self.poly(turn(pts, angle, (x, y)) if angle else pts, fill, alpha, blur)

    def stroke(
        self,
        points: Points,
        start: float,
        end: float,
        fill: Fill,
        alpha: float = 1.0,
        soft: bool = True,
    ) -> None:
        """A line whose width changes from `start` to `end`."""
        pts = np.array(curve(points) if soft and len(points) > 2 else points, float)
        step = np.gradient(pts, axis=0)
        normal = np.stack([-step[:, 1], step[:, 0]], 1) / np.maximum(1e-6, np.hypot(step[:, 0], step[:, 1]))[:, None]
        half = np.linspace(start, end, len(pts))[:, None] / 2
        self.poly(
            [(float(x), float(y)) for x, y in np.vstack([pts + normal * half, (pts - normal * half)[::-1]])],
            fill,
            alpha,
        )

    def sky(self, stops: Sequence[tuple[float, str]], top: float = 0, bottom: float | None = None) -> None:
        """A vertical gradient through several colours over the full width."""
        end = self.height if bottom is None else bottom
        y0, y1 = round(top * self.scale), round(end * self.scale)
        share = np.linspace(0, 1, y1 - y0)
        columns = [np.interp(share, [s for s, _ in stops], [rgb(c)[k] for _, c in stops]) for k in range(3)]
        column = np.stack(columns, 1)[:, None, :]
        dither = self.rng.uniform(-0.5, 0.5, (y1 - y0, 64, 1))
        strip = np.clip(column + np.tile(dither, (1, -(-self.img.width // 64), 1))[:, : self.img.width] + 0.5, 0, 255)
        self.img.paste(Image.fromarray(strip.astype(np.uint8)), (0, y0))

    def glow(self, x: float, y: float, radius: float, color: Color, strength: float = 0.8) -> None:
        """Light falling off around a point."""
        s = self.scale
        box = self._box(np.array([[x - radius, y - radius], [x + radius, y + radius]]) * s, 0)
        if box is None:
            return
        across = (np.arange(box[0], box[2]) / s - x) / radius
        along = (np.arange(box[1], box[3]) / s - y) / radius
        fall = np.clip(1 - np.hypot(across[None, :], along[:, None]), 0, 1) ** 2 * strength * 255
        self.img.paste(color, box, Image.fromarray(fall.astype(np.uint8)))

    def mist(self, y: float, depth: float, color: Color, alpha: float = 0.7, cells: int = 3) -> None:
        """A bank of mist, thickest at `y`, with an uneven edge."""
        s, h = self.scale, int(depth * 2)
        w = self.width // 2
        cloud = noise2(self.rng, w, h, (cells, 2), 3)
        rows = 1 - np.abs(np.linspace(-1, 1, h))[:, None]
        mask = np.clip(rows**1.3 * (0.35 + 0.9 * cloud), 0, 1) * alpha * 255
        size = (self.img.width, round(depth * 2 * s))
        band = Image.fromarray(mask.astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
        self.img.paste(color, (0, round((y - depth) * s)), band)

    def reflect(
        self,
        line: float,
        bottom: float,
        tint: tuple[Color, Color],
        strength: float = 0.55,
        ripple: float = 1.0,
        squash: float = 1.0,
    ) -> None:
        """Mirror what is above `line` into the water below it, broken by ripples."""
        s = self.scale
        y0, y1 = round(line * s), round(bottom * s)
        pixels = np.asarray(self.img)
        rows = np.arange(y1 - y0)
        depth = rows / max(1, y1 - y0)
        source = np.clip(y0 - 1 - (rows * squash).astype(int), 0, y0 - 1)
        wave = noise1(self.rng, len(rows), max(8, len(rows) / (14 * s)), 2) * (3 + 26 * depth) * s * ripple
        wobble = noise1(self.rng, self.img.width, 14, 2) * 5 * s * ripple
        columns = np.arange(self.img.width)
        index = np.clip(columns[None, :] + wave[:, None], 0, self.img.width - 1).astype(int)
        lift = np.clip(source[:, None] + (wobble[None, :] * depth[:, None]), 0, y0 - 1).astype(int)
        mirrored = pixels[lift, index].astype(np.float32)
        shade = np.array(tint[0], np.float32) + (np.array(tint[1], np.float32) - np.array(tint[0])) * depth[:, None]
        keep = (strength * (1 - 0.45 * depth))[:, None, None]
        water = mirrored * keep + shade[:, None, :] * (1 - keep)
        self.img.paste(Image.fromarray(np.clip(water, 0, 255).astype(np.uint8)), (0, y0))

    def glints(
        self,
        top: float,
        bottom: float,
        color: Color,
        count: int,
        centre: float | None = None,
        spread: float = 220,
        alpha: float = 0.5,
        size: float = 1.0,
    ) -> None:
        """Flat strokes of light on water, wider and sparser towards the viewer."""
        for _ in range(count):
            d = self.rng.uniform(0, 1) ** 1.3
            y = top + (bottom - top) * d
            middle = self.rng.uniform(0, self.width) if centre is None else self.rng.normal(centre, spread * (0.4 + d))
            long = self.rng.uniform(14, 60) * (0.35 + 1.5 * d) * size
            self.ellipse(middle, y, long, (0.9 + 2.6 * d) * size, color, alpha * self.rng.uniform(0.4, 1))

    @contextmanager
    def clip(self, points: Points) -> Iterator[None]:
        """Draw only inside the polygon while the block runs."""
        before = self.img.copy()
        mask = Image.new("L", self.img.size)
        ImageDraw.Draw(mask).polygon([(x * self.scale, y * self.scale) for x, y in points], fill=255)
        yield
        before.paste(self.img, (0, 0), mask)
        self.img = before

    def finish(self, grain: float = 2.5, paper: float = 0.045, vignette: float = 0.16) -> Image.Image:
        """The picture at its final size with paper, ink grain and a darker rim."""
        small = np.asarray(self.img.reduce(self.scale)).astype(np.float32)
        h, w = small.shape[:2]
        fibre = noise2(self.rng, w, h, (90, 60), 3) - 0.5
        cloud = noise2(self.rng, w, h, (5, 4), 3) - 0.5
        y, x = np.mgrid[-1 : 1 : h * 1j, -1 : 1 : w * 1j]
        rim = 1 - vignette * np.clip(np.hypot(x * 0.8, y * 0.8) - 0.45, 0, 1) ** 1.5
        speck = Image.fromarray(self.rng.normal(128, 46, (h, w)).clip(0, 255).astype(np.uint8))
        ink = (np.asarray(speck.filter(ImageFilter.GaussianBlur(0.7))).astype(np.float32) - 128) / 21
        factor = (rim * (1 + paper * fibre + paper * cloud))[..., None]
        return Image.fromarray(np.clip(small * factor + ink[..., None] * grain, 0, 255).astype(np.uint8))
