"""Drawing itself, in this process: colours, turning, transparency, movement, bombs; then the program on its leash."""

import signal
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from media_library.leash import GIGABYTE, EndedError, Kept, Limits, OverLimitError, run
from media_library.renditions.drawing import draw_apart
from media_library.renditions.rendering import Recipe, UnreadableError, decode, draw
from tests.media_library.making import drawing, encoded
from tests.media_library.making_profiles import ADOBE_RGB, DISPLAY_P3, profile
from tests.waiting import is_alive, wait_until

GREEN = (60, 180, 80)


def first_pixel(content: bytes) -> tuple[int, ...]:
    return tuple(decode(BytesIO(content)).image.getpixel((5, 5)))


def near(got: tuple[int, ...], wanted: tuple[int, ...], *, by: int = 3) -> bool:
    return len(got) == len(wanted) and all(abs(one - other) <= by for one, other in zip(got, wanted, strict=True))


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        # what exact arithmetic gives for the same numbers in sRGB; both spaces are wider, so the green grows
        (ADOBE_RGB, (0, 181, 70)),
        (DISPLAY_P3, (0, 185, 62)),
    ],
)
def test_colours_of_wider_spaces_are_brought_to_srgb(columns, expected) -> None:
    flat = encoded(Image.new("RGB", (40, 40), GREEN), "PNG", icc_profile=profile(columns))
    assert near(first_pixel(flat), expected)


def test_colours_without_a_profile_are_srgb() -> None:
    assert first_pixel(encoded(Image.new("RGB", (40, 40), GREEN), "PNG")) == GREEN


@pytest.mark.parametrize("damaged", [b"no profile", profile(((0, 0, 0), (0, 0, 0), (0, 0, 0)))], ids=["none", "zeros"])
def test_damaged_profile_does_not_cost_the_picture(damaged: bytes) -> None:
    assert first_pixel(encoded(Image.new("RGB", (40, 40), GREEN), "PNG", icc_profile=damaged)) == GREEN


def test_sixteen_bits_of_grey_keep_their_lightness() -> None:
    assert first_pixel(encoded(Image.new("I;16", (40, 40), 0x8000), "PNG")) == (128, 128, 128)


def test_sixteen_bits_of_colour_keep_their_colour() -> None:
    assert first_pixel(deep_png((0x3CFF, 0xB4FF, 0x50FF))) == GREEN


def test_first_frame_of_what_moves_is_drawn() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    for kind in ("GIF", "WEBP", "PNG"):
        out = BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
        assert near(first_pixel(out.getvalue()), (255, 0, 0), by=4), kind


def test_transparency_is_white_in_jpeg_and_stays_in_webp_and_avif() -> None:
    pixels = decode(BytesIO(encoded(drawing((80, 60), "RGBA"), "PNG")))
    corner = {
        kind: Image.open(BytesIO(draw(pixels, Recipe((0, 0, 80, 60), (80, 60), kind)).content)).getpixel((70, 5))
        for kind in ("jpeg", "webp", "avif")
    }
    assert corner == {"jpeg": (255, 255, 255), "webp": (0, 0, 0, 0), "avif": (0, 0, 0, 0)}


def test_words_are_seen_on_light_and_on_dark() -> None:
    recipe = Recipe((0, 0, 600, 400), (600, 400), "png", words="Báo Nghệ An · ຫ້າມນຳໃຊ້")
    for ground in (0, 255):
        pixels = decode(BytesIO(encoded(Image.new("RGB", (600, 400), (ground,) * 3), "PNG")))
        histogram = Image.open(BytesIO(draw(pixels, recipe).content)).convert("L").histogram()
        other = sum(histogram[100:]) if ground == 0 else sum(histogram[:156])
        assert 0.02 < other / (600 * 400) < 0.4, ground


def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnreadableError, match="11000 × 11000 pixels are too many"):
        decode(BytesIO(bomb((11_000, 11_000))))


# --- on the leash -----------------------------------------------------------------------------------------------------


class OnDisk:
    def __init__(self, path: Path) -> None:
        self.path = str(path)


def test_drawing_apart_gives_what_was_asked_for(tmp_path: Path) -> None:
    original = tmp_path / "one.png"
    original.write_bytes(encoded(drawing((300, 200)), "PNG"))
    recipes = [Recipe((0, 0, 300, 200), (150, 100), "webp"), Recipe((0, 0, 150, 100), (150, 100), "png")]
    drawn = draw_apart(OnDisk(original), 300, recipes)
    assert [(one.kind, one.size) for one in drawn] == [("webp", (150, 100)), ("png", (150, 100))]
    assert Image.open(BytesIO(drawn[1].content)).getpixel((10, 10)) == (200, 30, 30)


def test_bomb_costs_its_own_drawing_only(tmp_path: Path) -> None:
    original = tmp_path / "bomb.png"
    original.write_bytes(bomb((20_000, 20_000)))
    with pytest.raises(UnreadableError, match="are too many"):
        draw_apart(OnDisk(original), 20_000, [Recipe((0, 0, 9, 9), (9, 9), "jpeg")])


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


def test_program_that_swells_is_stopped() -> None:
    done = run(python("x = bytearray(900_000_000)"), limits=Limits(memory=GIGABYTE // 4))
    assert done.returncode != 0
    assert b"MemoryError" in done.stderr


def test_program_that_hangs_is_stopped() -> None:
    with pytest.raises(OverLimitError):
        run(python("import time; time.sleep(60)"), limits=Limits(seconds=0.5))


def test_program_that_spins_is_stopped() -> None:
    assert run(python("while True: pass"), limits=Limits(cpu_seconds=1, seconds=60)).returncode < 0


ECHO = "import sys; print('ready', flush=True); [print(line.strip()[::-1], flush=True) for line in sys.stdin]"


def test_kept_program_answers_line_by_line_and_ends_with_its_keeper() -> None:
    kept = Kept(python(ECHO), limits=Limits(cpu_seconds=5, largest=0))
    assert (kept.hear(), kept.ask(b"sen"), kept.ask(b"lam")) == (b"ready\n", b"nes\n", b"mal\n")
    kept.end()
    assert (kept.is_there, kept.process.returncode) == (False, -9)


def test_kept_program_that_spins_is_stopped_for_this_answer_alone() -> None:
    spins = "import sys; print(1, flush=True); sys.stdin.readline()\nwhile True: pass"
    kept = Kept(python(spins), limits=Limits(cpu_seconds=1, seconds=60))
    kept.hear()
    with pytest.raises(EndedError):
        kept.ask(b"go on")
    assert (kept.is_there, kept.process.returncode) == (False, -signal.SIGXCPU)


def test_kept_program_that_is_gone_says_so() -> None:
    kept = Kept(python("print(1, flush=True)"), limits=Limits())
    kept.hear()
    kept.process.wait()
    with pytest.raises(EndedError):
        kept.ask(b"is anybody there")


def test_program_is_not_told_the_house_s_secrets(monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a secret")
    done = run(python("import os; print(sorted(os.environ))"), limits=Limits())
    assert done.stdout == b"['LC_ALL', 'MALLOC_ARENA_MAX', 'OPENBLAS_NUM_THREADS', 'PATH']\n"


def test_program_ends_with_whoever_waits_for_it(tmp_path: Path) -> None:
    """A worker is killed: what it started is gone too, at once."""
    sign = tmp_path / "pid"
    child = f"import os, pathlib, time; pathlib.Path({str(sign)!r}).write_text(str(os.getpid())); time.sleep(90)"
    worker_does = (
        f"from media_library.leash import Limits, run; run([{sys.executable!r}, '-c', {child!r}], limits=Limits())"
    )
    with subprocess.Popen([sys.executable, "-c", worker_does]) as worker:
        wait_until(lambda: sign.exists() and sign.read_text())
        worker.kill()
    wait_until(lambda: not is_alive(int(sign.read_text())))


# --- files that Pillow does not write ---------------------------------------------------------------------------------


def deep_png(colour: tuple[int, int, int]) -> bytes:
    row = b"\0" + struct.pack(">HHH", *colour) * 40
    return png(40, 40, 16, zlib.compress(row * 40))


def bomb(size: tuple[int, int]) -> bytes:
    """A few kilobytes that become gigabytes."""
    squeezer = zlib.compressobj(9)
    row = b"\0" + b"\0" * (3 * size[0])
    return png(*size, 8, b"".join([squeezer.compress(row) for _ in range(100)]) + squeezer.flush())


def png(width: int, height: int, bits: int, data: bytes) -> bytes:
    def chunk(name: bytes, payload: bytes) -> bytes:
        return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", data) + chunk(b"IEND", b"")
