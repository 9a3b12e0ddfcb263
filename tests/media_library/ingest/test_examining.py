"""What a file is and whether it may be taken, asked of real files, whole, broken and hostile."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from media_library.ingest.examining import Examiner
from media_library.ingest.likeness import NEAR, distance
from media_library.ingest.limits import EXAMINER, LARGEST, PICTURE
from media_library.ingest.refusals import FileRefused
from media_library.ingest.sentences import note, say
from tests.media_library.ingest import files, papers
from tests.media_library.making import camera_exif, clip, drawing, encoded, ffmpeg

File = Callable[..., Path]
Refused = Callable[[Path], tuple[str, dict[str, object]]]


@pytest.mark.parametrize(
    ("content", "name", "size", "frames", "notes"),
    [
        (files.jpeg(), "jpeg", (320, 200), 1, ()),
        (files.jpeg(exif=camera_exif(6)), "jpeg", (200, 320), 1, ()),
        (encoded(drawing(files.TINY, "CMYK")), "jpeg", (320, 200), 1, ("cmyk",)),
        (encoded(drawing(files.TINY, "RGBA"), "PNG"), "png", (320, 200), 1, ()),
        (files.moving("GIF"), "gif", (320, 200), 3, ("animated",)),
        (files.moving("WEBP"), "webp", (320, 200), 3, ("animated",)),
        (encoded(drawing(files.TINY, "CMYK"), "TIFF"), "tiff", (320, 200), 1, ("cmyk",)),
        (files.deep_tiff(), "tiff", (320, 200), 1, ("deep_colour",)),
        (files.heic(), "heif", (320, 200), 1, ()),
        (encoded(drawing(files.TINY), "AVIF"), "avif", (320, 200), 1, ()),
        (files.SVG, "svg", (40, 20), 1, ()),
        (files.SVG.replace(b"<path", b"<script>fetch('/')</script><path"), "svg", (40, 20), 1, ("sanitised",)),
        (gzip.compress(files.SVG, mtime=0), "svg", (40, 20), 1, ("unpacked",)),
        (files.PDF, "pdf", (None, None), 1, ()),
        (files.word(), "docx", (None, None), 1, ()),
    ],
)
def test_a_file_is_what_its_content_says(
    examiner: Examiner,
    file: File,
    content: bytes,
    name: str,
    size: tuple[int | None, int | None],
    frames: int,
    notes: tuple[str, ...],
) -> None:
    seen = examiner.examine(file(content, "no-ending"))

    assert (seen.format.name, (seen.width, seen.height), seen.frames, seen.notes) == (name, size, frames, notes)


@pytest.mark.parametrize("ending", ["mp4", "mov", "mkv", "webm"])
def test_a_clip_is_measured(examiner: Examiner, tmp_path: Path, ending: str) -> None:
    codecs = ("-c:v", "libvpx", "-c:a", "libvorbis") if ending == "webm" else ()
    path = tmp_path / f"clip.{ending}"
    clip(path, seconds=1, options=codecs)

    seen = examiner.examine(path, path.name)

    assert (seen.format.name, seen.width, seen.height, seen.notes) == (ending, 320, 180, ())
    assert seen.seconds == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("ending", ["mp3", "wav", "m4a", "flac", "ogg"])
def test_a_recording_is_measured(examiner: Examiner, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"sound.{ending}"
    ffmpeg(
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=440:duration=1",
        *(("-c:a", "libvorbis") if ending == "ogg" else ()),
        str(path),
    )

    seen = examiner.examine(path, path.name)

    assert (seen.format.name, seen.width, seen.notes) == (ending, None, ())
    assert seen.seconds == pytest.approx(1, abs=0.1)


def test_a_recording_in_a_films_envelope_is_no_mislabelled_film(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "ghi-am.m4a"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-f", "mp4", str(path))

    seen = examiner.examine(path, path.name)

    assert (seen.format.name, seen.notes) == ("m4a", ())


def test_a_wrong_ending_is_told_and_decides_nothing(examiner: Examiner, file: File) -> None:
    seen = examiner.examine(file(files.jpeg(), "anh.png"), "anh.png")

    assert (seen.format.name, seen.notes) == ("jpeg", ("mislabelled",))
    assert note("mislabelled") == "Its name has another ending than its content: it is kept as what it is."


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", ("empty", {})),
        (gzip.compress(b"just words\n" * 9, mtime=0), ("not_taken", {"what": "gzip"})),
        (gzip.compress(files.SVG, mtime=0)[:-9], ("broken_drawing", {})),
        (gzip.compress(files.SVG.replace(b"<path", b" " * 5_000_000 + b"<path"), mtime=0), ("bomb", {})),
        (b"just words\n" * 9, ("unknown", {})),
        (b"MZ\x90\0" + b"\0" * 400, ("not_taken", {"what": "a Windows program"})),
        (b"Rar!\x1a\x07\x01\0", ("not_taken", {"what": "RAR"})),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, ("old_office", {})),
        (b"WEBVTT\n\n00:00.000 --> 00:01.000\nXin", ("subtitles", {})),
        (b"1\r\n00:00:00,000 --> 00:00:01,000\r\nXin", ("subtitles", {})),
        (files.bundle(a=b"x"), ("archive", {})),
        (files.jpeg()[:-1500], ("broken_picture", {})),
        (files.jpeg()[:200], ("broken_picture", {})),
        (encoded(drawing(files.TINY), "PNG")[:-600] + b"\0" * 600, ("broken_picture", {})),
        (files.moving("GIF")[:-2000], ("broken_picture", {})),
        (files.heic()[:-500], ("broken_picture", {})),
        (encoded(drawing(files.TINY), "AVIF")[:-300], ("broken_picture", {})),
        (files.png_of(11_000, 11_000), ("too_many_pixels", {"pixels": 121_000_000, "most_pixels": PICTURE.pixels})),
        (files.png_of(31_000, 10), ("too_long_side", {"width": 31_000, "height": 10, "most": PICTURE.side})),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><path>", ("broken_drawing", {})),
        (b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", ("hostile_drawing", {})),
        (files.PDF[:-30], ("broken_document", {})),
        (b"%PDF-1.4\n" + b"nothing of a document" * 9 + b"\n%%EOF\n", ("broken_document", {})),
        (papers.locked(opens_with="mật khẩu"), ("encrypted", {})),
        (papers.locked(opens_with="mật khẩu", algorithm="AES-256"), ("encrypted", {})),
        (papers.of_pages(5_001), ("too_many_pages", {"pages": 5_001, "most": 5_000})),
        (files.word()[:-30], ("broken_document", {})),
        (files.bundle(a=b"x")[:-30], ("archive", {})),
        (files.word(word__media=b"\0" * 20_000_000), ("bomb", {})),
    ],
)  # fmt: skip
def test_what_is_refused_says_why(
    file: File, refusal_of: Refused, content: bytes, refusal: tuple[str, dict[str, object]]
) -> None:
    assert refusal_of(file(content)) == refusal
    assert say(*refusal)


def test_a_clip_that_was_cut_off_is_refused(refusal_of: Refused, file: File, mp4: bytes) -> None:
    assert refusal_of(file(mp4[: len(mp4) // 2], "clip.mp4")) == ("cut_off", {})


def test_an_animation_of_too_many_frames_is_refused_before_they_are_decoded(file: File, refusal_of: Refused) -> None:
    turned = [drawing((4, 4)).rotate(90 * number) for number in range(1, PICTURE.frames + 1)]
    content = encoded(drawing((4, 4)), "GIF", save_all=True, append_images=turned)

    assert refusal_of(file(content)) == ("too_many_frames", {"frames": PICTURE.frames + 1, "width": 4, "height": 4})


def test_a_file_is_refused_by_its_size_alone(file: File, refusal_of: Refused) -> None:
    path = file(files.SVG, "large.svg")
    with path.open("r+b") as grown:
        grown.truncate(LARGEST["drawing"] + 1)

    assert refusal_of(path) == ("too_many_bytes", {"bytes": LARGEST["drawing"] + 1, "most_bytes": LARGEST["drawing"]})
    assert say(*refusal_of(path)) == "The file has 4.0\xa0MB; of this kind, at most 4.0\xa0MB are taken."


def test_an_examiner_that_was_ended_is_replaced(file: File, examiner: Examiner) -> None:
    good = file(files.jpeg(), "good.jpg")
    examiner.examine(good)
    first = examiner._kept
    assert first is not None
    first.process.kill()  # as the kernel ends it
    first.process.wait()

    assert examiner.examine(good).format.name == "jpeg"
    assert examiner._kept is not first


def test_a_look_that_takes_too_long_ends_the_examiner(file: File) -> None:
    with Examiner(replace(EXAMINER, seconds=0)) as examiner:
        with pytest.raises(FileRefused) as refused:
            examiner.examine(file(encoded(Image.new("RGB", (4_000, 4_000)), "PNG")))

        assert (refused.value.refusal.code, examiner._kept) == ("too_costly", None)


def test_memory_beyond_the_limit_is_a_refusal(file: File) -> None:
    with Examiner(replace(EXAMINER, memory=200 * 1024 * 1024)) as examiner, pytest.raises(FileRefused) as refused:
        examiner.examine(file(encoded(Image.new("RGB", (8_900, 8_900)), "PNG")))

    assert refused.value.refusal.code == "too_costly"


def test_the_examiner_is_confined(examiner: Examiner, file: File) -> None:
    examiner.examine(file(files.jpeg()))
    kept = examiner._kept
    assert kept is not None
    limits = Path(f"/proc/{kept.process.pid}/limits").read_text(encoding="ascii")

    def soft(name: str) -> str:
        return next(line for line in limits.splitlines() if line.startswith(name))[26:].split()[0]

    assert soft("Max address space") == str(EXAMINER.memory)
    assert soft("Max file size") == "0"
    assert 0 < int(soft("Max cpu time")) <= EXAMINER.cpu_seconds + 60


def test_copies_look_alike_and_other_pictures_do_not(examiner: Examiner, file: File) -> None:
    original = drawing((1600, 1000)).rotate(10, expand=True)
    one = examiner.examine(file(encoded(original, quality=95), "one.jpg")).likeness
    smaller = examiner.examine(file(encoded(original.resize((500, 340)), quality=40), "two.jpg")).likeness
    other = examiner.examine(file(encoded(original.transpose(0)), "three.jpg")).likeness

    assert distance(one, smaller) <= NEAR
    assert distance(one, other) > NEAR
