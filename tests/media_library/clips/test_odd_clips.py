"""Clips as cameras and broadcasters make them: half pictures, high dynamic range, points that are no squares, no picture."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from media_library.clips import ladder, soundtracks, transcoding
from media_library.clips.footage import made_plain, still
from media_library.ingest.examining import Examiner
from media_library.ingest.refusals import FileRefused
from tests.media_library.making import clip, ffmpeg

BARS = ("-f", "lavfi", "-i", "smptebars=size=320x180:rate=25:duration=2")
TONE = ("-f", "lavfi", "-i", "sine=frequency=440:duration=2")


@pytest.fixture(scope="module")
def examiner():
    with Examiner() as made:
        yield made


def high_range(path: Path, transfer: str) -> Path:
    """The same bars as phones and cameras film them in HDR: white at 203 candles, where they put it."""
    wide = f"format=yuv420p,zscale=tin=bt709:min=bt709:pin=bt709:rin=tv:t={transfer}:p=bt2020:m=bt2020nc:r=tv:npl=203"
    told = f"log-level=error:colorprim=bt2020:transfer={transfer}:colormatrix=bt2020nc"
    ffmpeg(*BARS, "-vf", f"{wide},format=yuv420p10le", "-c:v", "libx265", "-x265-params", told, str(path))
    return path


def colours(content: bytes) -> list[tuple[int, ...]]:
    image = Image.open(BytesIO(content)).convert("RGB").resize((14, 3))
    return [image.getpixel((2 * bar + 1, 0)) for bar in range(7)]


@pytest.mark.parametrize("transfer", ["arib-std-b67", "smpte2084"])
def test_high_dynamic_range_is_brought_to_what_screens_show(tmp_path: Path, transfer: str) -> None:
    plain = tmp_path / "plain.mp4"
    ffmpeg(*BARS, "-pix_fmt", "yuv420p", str(plain))
    high = high_range(tmp_path / "high.mp4", transfer)
    source = ladder.Source(320, 180, 2, 25, sound=False)
    (rung,) = ladder.rungs_for(source)
    chunk = tmp_path / "chunk.ts"
    transcoding.make_chunk(high, "mp4", source, start=0, length=2, into={rung: chunk})
    ffmpeg("-i", str(chunk), "-frames:v", "1", str(tmp_path / "chunk.png"))

    meant = colours(still(plain, "mp4", at=0))
    for seen in (colours(still(high, "mp4", at=0)), colours((tmp_path / "chunk.png").read_bytes())):
        assert all(
            abs(a - b) < 40 for one, other in zip(seen, meant, strict=True) for a, b in zip(one, other, strict=True)
        )


@pytest.mark.parametrize(
    ("told", "done"),
    [
        ("h264 (High), yuv420p(tv, bt709, progressive), 1920x1080", []),
        ("h264 (High), yuv420p(top first), 1920x1080", ["bwdif=mode=send_frame:deint=interlaced"]),
        ("mpeg2video, yuv422p(tv, bottom coded first (swapped)), 720x576", ["bwdif=mode=send_frame:deint=interlaced"]),
    ],
)
def test_half_pictures_are_put_together(told: str, done: list[str]) -> None:
    assert made_plain(f"  Stream #0:0[0x1]: Video: {told} [SAR 1:1 DAR 16:9], 25 fps") == done


def test_what_is_interlaced_comes_out_whole(tmp_path: Path) -> None:
    path = tmp_path / "camera.mts"
    ffmpeg(
        *("-f", "lavfi", "-i", "testsrc=size=320x180:rate=50:duration=2", "-vf", "interlace"),
        *("-c:v", "libx264", "-flags", "+ildct+ilme", "-x264opts", "tff=1", "-f", "mpegts", "-mpegts_m2ts_mode", "1"),
        str(path),
    )
    source = ladder.Source(320, 180, 2, 25, sound=False)
    (rung,) = ladder.rungs_for(source)
    chunk = tmp_path / "chunk.ts"
    transcoding.make_chunk(path, "mts", source, start=0, length=2, into={rung: chunk})

    assert "progressive" in transcoding._ffmpeg("-f", "mpegts", "-i", str(chunk), may_fail=True)


def test_points_that_are_no_squares_are_measured_as_they_are_seen(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "tv.mp4"
    ffmpeg("-f", "lavfi", "-i", "testsrc=size=720x576:duration=1", "-vf", "setsar=64/45", "-pix_fmt", "yuv420p", str(path))  # fmt: skip

    seen = examiner.examine(path)

    assert (seen.width, seen.height) == (1024, 576)
    assert Image.open(BytesIO(still(path, "mp4", at=0))).size == (1024, 576)


def loudest(path: Path) -> list[int]:
    """Decibels of the left and of the right; what is one channel is 3 dB less on each of two, which is as loud."""
    report = transcoding._ffmpeg(
        *("-i", str(path), "-filter_complex", "channelsplit[FL][FR];[FL]volumedetect[a];[FR]volumedetect[b]"),
        *("-map", "[a]", "-map", "[b]", "-f", "null", "-"),
    )
    return [
        round(float(db)) for _side, db in sorted(re.findall(r"volumedetect_(\d+) [^\n]*max_volume: (-?[\d.]+)", report))
    ]


@pytest.mark.parametrize(
    ("sides", "spoken", "heard"),
    [
        ((-6, -20), ("", ""), [-6, -20]),
        ((-6, -91), ("", ""), [-9, -9]),
        ((-91, -20), ("", ""), [-23, -23]),
        ((-6, -20), ("vie", "eng"), [-9, -9]),
    ],
    ids=["left and right", "a microphone on the first", "on the second", "two languages"],
)
def test_a_track_for_each_side(
    tmp_path: Path, sides: tuple[int, int], spoken: tuple[str, str], heard: list[int]
) -> None:
    path, sound = tmp_path / "camera.mov", tmp_path / "sound.ts"
    tones = [("-f", "lavfi", "-i", f"sine=frequency=440:duration=1,volume={18 + loud}dB") for loud in sides]
    told = [("-metadata:s:a:" + str(at), f"language={lang}") for at, lang in enumerate(spoken) if lang]
    mapped = ("-map", "0", "-map", "1", "-map", "2", "-t", "1")
    ffmpeg(*BARS, *tones[0], *tones[1], *mapped, *sum(told, ()), "-c:a", "pcm_s16le", str(path))

    transcoding.make_sound(path, "mov", sound)

    assert loudest(sound) == pytest.approx(heard, abs=2)  # what AAC makes of a tone


@pytest.mark.parametrize(
    ("channels", "mixed"),
    [
        ("stereo", "[0:a:0]anull"),
        ("5.1(side)", "[0:a:0]anull"),
        ("1 channels", "[0:a:0]anull"),
        ("8 channels", "[0:a:0]pan=stereo|c0=c0|c1=c1"),
    ],
)
def test_one_track(channels: str, mixed: str) -> None:
    report = (
        f"  Stream #0:1[0x2](und): Audio: pcm_s24le (lpcm / 0x6D63706C), 48000 Hz, {channels}, s32 (24 bit), 9216 kb/s"
    )
    assert soundtracks.mixed(soundtracks.tracks(report), set()) == mixed


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("mxf", ("-c:v", "mpeg2video", "-pix_fmt", "yuv422p", "-c:a", "pcm_s16le", "-ar", "48000")),
        ("mts", ("-f", "mpegts", "-mpegts_m2ts_mode", "1", "-c:v", "libx264", "-c:a", "ac3")),
        ("mpg", ("-c:v", "mpeg2video", "-c:a", "mp2", "-f", "vob")),
        ("avi", ("-c:v", "mpeg4", "-c:a", "mp3")),
        ("mov", ("-c:v", "prores_ks", "-c:a", "pcm_s16le")),
    ],
)
def test_what_broadcasters_bring_is_taken(
    examiner: Examiner, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    path = tmp_path / f"clip.{name}"
    ffmpeg(*BARS, *TONE, *options, str(path))

    seen = examiner.examine(path, path.name)

    assert (seen.format.name, seen.width, seen.height, seen.notes) == (name, 320, 180, ())
    assert seen.seconds == pytest.approx(2, abs=0.2)


@pytest.mark.parametrize(("name", "options"), [("aac", ("-f", "adts")), ("aiff", ()), ("wav", ("-rf64", "always"))])
def test_recordings_of_studios_are_taken(
    examiner: Examiner, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    path = tmp_path / f"sound.{name}"
    ffmpeg(*TONE, *options, str(path))

    seen = examiner.examine(path, path.name)

    assert (seen.format.name, seen.notes) == (name, ())
    assert seen.seconds == pytest.approx(2, abs=0.2)


def test_a_voice_that_a_phone_recorded_into_a_film_is_a_recording(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "voice.mp4"
    ffmpeg(*TONE, "-c:a", "aac", str(path))

    seen = examiner.examine(path, path.name)

    assert (seen.format.name, seen.width, seen.notes) == ("m4a", None, ())


@pytest.mark.parametrize("name", ["wav", "aiff", "avi"])
def test_a_recording_that_says_more_than_is_there_was_cut_off(examiner: Examiner, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"cut.{name}"
    if name == "avi":
        clip(path, seconds=1, options=("-c:v", "mpeg4", "-c:a", "mp3"))
    else:
        ffmpeg(*TONE, str(path))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(FileRefused) as refused:
        examiner.examine(path, path.name)

    assert refused.value.refusal.code == "cut_off"
