"""The stage of a clip: layers with transparency, moving water, drifting lights, the camera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from cms.demo.pictures.brush import Canvas, Color

WIDE, TALL = 1920, 1080
OUT = (1280, 720)
FPS = 25


def still(seed: int, paint: Callable[[Canvas], None], width: int = WIDE, height: int = TALL) -> Image.Image:
    """An opaque layer drawn once."""
    canvas = Canvas(seed, width, height)
    paint(canvas)
    return canvas.img.reduce(canvas.scale)


def cutout(seed: int, paint: Callable[[Canvas], None], width: int = WIDE, height: int = TALL) -> Image.Image:
    """A layer with transparency, found by drawing it on black and on white."""
    pair = []
    for tone in (0, 255):
        canvas = Canvas(seed, width, height)
        canvas.img.paste((tone, tone, tone), (0, 0, *canvas.img.size))
        paint(canvas)
        pair.append(np.asarray(canvas.img.reduce(canvas.scale)).astype(np.float32))
    alpha = np.clip(255 - (pair[1] - pair[0]).max(2), 0, 255)
    color = np.clip(pair[0] * 255 / np.maximum(alpha, 1)[..., None], 0, 255)
    return Image.fromarray(np.dstack([color, alpha]).astype(np.uint8))


def put(frame: Image.Image, layer: Image.Image, x: float, y: float) -> None:
    """Lay a layer over the frame at a position finer than a pixel."""
    left, top = int(np.floor(x)), int(np.floor(y))
    fx, fy = x - left, y - top
    if fx > 0.02 or fy > 0.02:
        layer = layer.transform(layer.size, Image.Transform.AFFINE, (1, 0, -fx, 0, 1, -fy), Image.Resampling.BILINEAR)
    frame.paste(layer, (left, top), layer)


def glow_sprite(radius: int, color: Color, strength: float = 0.9) -> Image.Image:
    """A round light that falls off to nothing."""
    y, x = np.mgrid[-1 : 1 : radius * 2j, -1 : 1 : radius * 2j]
    alpha = np.clip(1 - np.hypot(x, y), 0, 1) ** 2 * 255 * strength
    image = np.empty((radius * 2, radius * 2, 4), np.uint8)
    image[..., :3] = color
    image[..., 3] = alpha.astype(np.uint8)
    return Image.fromarray(image)


def faded(sprite: Image.Image, share: float) -> Image.Image:
    """A sprite with its opacity scaled."""
    out = sprite.copy()
    out.putalpha(sprite.getchannel("A").point([round(i * max(0.0, min(1.0, share))) for i in range(256)]))
    return out


def flock(draw: ImageDraw.ImageDraw, t: float, x: float, y: float, count: int, tone: tuple[int, int, int]) -> None:
    """Birds that beat their wings along a line."""
    for k in range(count):
        bx = x + t * 34 - k * 34 - (k % 3) * 9
        by = y + (k % 4) * 17 + 5 * np.sin(t * 0.9 + k)
        lift = 9 * np.sin(t * 7 + k * 0.9)
        draw.line([(bx - 15, by - lift), (bx, by), (bx + 15, by - lift)], fill=tone, width=3, joint="curve")


def void(_: object) -> None:
    """Drop a value where only the drawing counts."""


@dataclass
class Water:
    """Moving water that mirrors what stands above a line."""

    line: int
    top: Color
    bottom: Color
    strength: float = 0.6
    squash: float = 1.0

    def lay(self, frame: Image.Image, t: float) -> None:
        """Paint the mirrored and rippled image below the line at time `t`."""
        pixels = np.asarray(frame)
        height, width = pixels.shape[:2]
        rows = np.arange(height - self.line)
        depth = rows / len(rows)
        perspective = 90 / (0.12 + depth)
        wave = np.sin(perspective * 1.1 + t * 2.1) * 0.6 + np.sin(perspective * 0.43 - t * 1.3) * 0.4
        sideways = wave * (2 + 20 * depth)
        lift = np.sin(perspective * 0.8 + t * 1.7) * (1 + 7 * depth)
        source = np.clip(self.line - 1 - rows * self.squash + lift, 0, self.line - 1).astype(int)
        across = np.arange(width)
        index = np.clip(across[None, :] + sideways[:, None], 0, width - 1).astype(np.int32)
        mirrored = pixels[source[:, None], index].astype(np.float32)
        shade = (
            np.array(self.top, np.float32) + (np.array(self.bottom, np.float32) - np.array(self.top)) * depth[:, None]
        )
        keep = (self.strength * (1 - 0.45 * depth))[:, None, None].astype(np.float32)
        light = (np.clip(wave, 0.55, 1) - 0.55)[:, None, None].astype(np.float32) * 36 * (1 - depth[:, None, None])
        out = mirrored * keep + shade[:, None, :].astype(np.float32) * (1 - keep) + light.astype(np.float32)
        frame.paste(Image.fromarray(np.clip(out, 0, 255).astype(np.uint8)), (0, self.line))


class Glints:
    """Strokes of light on the water that brighten and fade."""

    def __init__(
        self, seed: int, top: float, bottom: float, color: Color, count: int, centre: float, spread: float
    ) -> None:
        rng = np.random.default_rng(seed)
        self.spots = []
        for _ in range(count):
            d = float(rng.uniform(0, 1)) ** 1.3
            size = (round((26 + 70 * rng.uniform(0, 1)) * (0.4 + d)), round(3 + 5 * d))
            y, x = np.mgrid[-1 : 1 : size[1] * 1j, -1 : 1 : size[0] * 1j]
            pixels = np.empty((size[1], size[0], 4), np.uint8)
            pixels[..., :3] = color
            pixels[..., 3] = (np.clip(1 - x * x - 0.4 * y * y, 0, 1) * 235).astype(np.uint8)
            place = (float(rng.normal(centre, spread * (0.4 + d))), top + (bottom - top) * d)
            self.spots.append(
                (Image.fromarray(pixels), place, float(rng.uniform(0, 6.3)), float(rng.uniform(1.2, 2.6)))
            )

    def lay(self, frame: Image.Image, t: float) -> None:
        """Paint the strokes at time `t`."""
        for sprite, (x, y), phase, speed in self.spots:
            share = np.sin(t * speed + phase)
            if share > 0.05:
                put(frame, faded(sprite, float(share) * 0.8), x + 8 * np.sin(t * 0.7 + phase), y)


def ease(share: float) -> float:
    """Slow start, slow end."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def camera(frame: Image.Image, x: float, y: float, zoom: float) -> Image.Image:
    """The part of the stage seen from (x, y) in fractions, enlarged `zoom` times."""
    width, height = WIDE / zoom, TALL / zoom
    left = min(max(x * WIDE - width / 2, 0), WIDE - width)
    top = min(max(y * TALL - height / 2, 0), TALL - height)
    return frame.resize(OUT, Image.Resampling.BILINEAR, box=(left, top, left + width, top + height), reducing_gap=None)
