"""Clips for the web: the ladder, playlists, steps and what is left when a worker dies between them."""

import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory

from media_library.arrivals import ensure_all_is_begun
from media_library.clips import ladder, playlists, transcoding
from media_library.clips.footage import look_into
from media_library.clips.ladder import Source
from media_library.clips.playlists import Part, Subtitles, Variant
from media_library.clips.preparing import advance, is_wanting
from media_library.description import describe_video
from media_library.files.delivery import find_file, respond
from media_library.jobs import prepare_video
from media_library.models import Preparation, PreparedFile, SubtitleTrack, Video
from media_library.models.prepared import Role, Stage
from tests.media_library.making import clip, ordered

VTT = "WEBVTT\n\n00:00.500 --> 00:02.000\nSông Lam\n"


def source(
    width: int = 1920, height: int = 1080, *, duration: float = 4.0, rate: float = 25.0, sound: bool = True
) -> Source:
    return Source(width, height, duration, rate, sound)


# --- the ladder -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "height", "rungs"),
    [
        (3840, 2160, {"1080p": (1920, 1080), "720p": (1280, 720), "480p": (854, 480)}),
        (1920, 1080, {"1080p": (1920, 1080), "720p": (1280, 720), "480p": (854, 480)}),
        (1280, 720, {"720p": (1280, 720), "480p": (854, 480)}),
        (1080, 1920, {"1080p": (1080, 1920), "720p": (720, 1280), "480p": (480, 854)}),  # standing
        (960, 540, {"480p": (854, 480)}),
        (320, 181, {"180p": (318, 180)}),  # below the lowest: its own size, in even numbers
    ],
)
def test_ladder_is_never_above_the_source(width, height, rungs) -> None:
    one = source(width, height)
    assert {rung.name: ladder.size_on(rung, one) for rung in ladder.rungs_for(one)} == rungs


def test_levels_follow_the_frame_rate() -> None:
    told = {
        rate: [ladder.codec_of(ladder.level_of(rung, source(rate=rate))) for rung in ladder.RUNGS]
        for rate in (25.0, 50.0)
    }
    assert told == {
        25.0: ["avc1.640028", "avc1.64001f", "avc1.64001e"],
        50.0: ["avc1.64002a", "avc1.640020", "avc1.64001f"],
    }


@pytest.mark.parametrize(
    ("duration", "chunks"),
    [(4.0, [(0.0, 4.0)]), (60.0, [(0.0, 60.0)]), (60.01, [(0.0, 60.0)]), (61.0, [(0.0, 60.0), (60.0, 1.0)])],
)
def test_chunks_of_a_minute(duration, chunks) -> None:
    assert ladder.chunks_of(duration) == chunks


@pytest.mark.parametrize(
    ("duration", "every", "stills"), [(1.0, 2, 1), (4.0, 2, 2), (200.0, 2, 100), (201.0, 4, 51), (3600.0, 36, 100)]
)
def test_at_most_a_hundred_stills(duration, every, stills) -> None:
    assert (ladder.still_every(duration), ladder.stills_of(duration)) == (every, stills)


# --- what players read ------------------------------------------------------------------------------------------------


def test_media_playlist_names_ranges_of_its_files() -> None:
    parts = [Part("../aa/0.ts", [(6.0, 0, 900), (5.5, 900, 800)]), Part("../bb/1.ts", [(2.0, 0, 300)])]
    assert playlists.media_playlist(parts) == (
        "#EXTM3U\n#EXT-X-VERSION:4\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n"
        "#EXT-X-INDEPENDENT-SEGMENTS\n"
        "#EXTINF:6.000000,\n#EXT-X-BYTERANGE:900@0\n../aa/0.ts\n"
        "#EXTINF:5.500000,\n#EXT-X-BYTERANGE:800@900\n../aa/0.ts\n"
        "#EXTINF:2.000000,\n#EXT-X-BYTERANGE:300@0\n../bb/1.ts\n#EXT-X-ENDLIST\n"
    )


def test_master_names_codecs_sound_and_languages() -> None:
    variants = [
        Variant("../a/720p.m3u8", 2_000_000, 1_500_000, "avc1.64001f,mp4a.40.2", (1280, 720), 25.0),
        Variant("../c/sound.m3u8", 130_000, 128_000, "mp4a.40.2"),
    ]
    tracks = [Subtitles("lo", "ລາວ", "../b/lo.m3u8")]
    assert playlists.master_playlist(variants, sound="../c/sound.m3u8", subtitles=tracks) == (
        "#EXTM3U\n#EXT-X-VERSION:4\n#EXT-X-INDEPENDENT-SEGMENTS\n"
        '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="../c/sound.m3u8"\n'
        '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",LANGUAGE="lo",NAME="ລາວ",'
        'DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="../b/lo.m3u8"\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=2000000,AVERAGE-BANDWIDTH=1500000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,'
        'FRAME-RATE=25.000,AUDIO="sound",SUBTITLES="subtitles"\n../a/720p.m3u8\n'
        '#EXT-X-STREAM-INF:BANDWIDTH=130000,AVERAGE-BANDWIDTH=128000,CODECS="mp4a.40.2",AUDIO="sound",SUBTITLES="subtitles"\n'
        "../c/sound.m3u8\n"
    )


def test_stills_are_places_in_the_sheet() -> None:
    assert playlists.still_list("../aa/sprite.jpg", 25.0, (160, 90)).split("\n\n")[1:] == [
        *(
            f"00:00:{2 * n:02d}.000 --> 00:00:{2 * n + 2:02d}.000\n../aa/sprite.jpg#xywh={160 * n},0,160,90"
            for n in range(10)
        ),
        "00:00:20.000 --> 00:00:22.000\n../aa/sprite.jpg#xywh=0,90,160,90",
        "00:00:22.000 --> 00:00:24.000\n../aa/sprite.jpg#xywh=160,90,160,90",
        "00:00:24.000 --> 00:00:25.000\n../aa/sprite.jpg#xywh=320,90,160,90\n",
    ]


def test_subtitles_say_where_in_the_picture_s_clock_they_begin() -> None:
    assert playlists.subtitles_at(VTT, 10).splitlines()[:2] == [
        "WEBVTT",
        "X-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000",
    ]


# --- step by step -----------------------------------------------------------------------------------------------------


def film(content: bytes, name: str = "song-lam.mp4") -> Video:
    made = Video(title="Sông Lam", file=ContentFile(content, name=name))
    made.save()
    return made


def whole(video: Video) -> int:
    steps = 1
    while advance(video.pk):
        steps += 1
    return steps


@pytest.mark.django_db
def test_clip_is_prepared_in_steps(mp4: bytes) -> None:
    one = film(mp4)
    steps = [advance(one.pk)]
    seen = [Preparation.objects.get().percent]
    while steps[-1]:
        steps.append(advance(one.pk))
        seen.append(Preparation.objects.get().percent)
    assert steps == [True, True, True, True, False]
    assert seen == [0, 25, 50, 75, 100]
    made = {(row.role, row.rung): (row.width, row.height, row.codecs) for row in PreparedFile.objects.all()}
    assert made == {
        ("sound", ""): (None, None, "mp4a.40.2"),
        ("picture", "180p"): (320, 180, "avc1.64001e"),
        ("proxy", ""): (320, 180, "avc1.64001e,mp4a.40.2"),
        ("sprite", ""): (160, 90, ""),
    }
    preparation = Preparation.objects.get()
    assert (preparation.stage, preparation.rate, preparation.has_sound, preparation.attempts) == (
        Stage.DONE,
        25.0,
        True,
        0,
    )
    assert preparation.loudness == pytest.approx(-21.8, abs=0.5)
    assert preparation.true_peak == pytest.approx(-18.1, abs=6)
    assert not is_wanting(one)


@pytest.mark.django_db
def test_chunks_join_without_a_gap(tmp_path: Path) -> None:
    """62 seconds are two chunks; the proxy, put together from them, has every frame of the source."""
    one = film(clip(tmp_path / "long.mp4", seconds=62, size="64x36", options=("-r", "10")))
    whole(one)
    chunks = PreparedFile.objects.filter(role=Role.PICTURE).order_by("number")
    assert [sum(seconds for seconds, _first, _length in row.segments) for row in chunks] == [60.0, 2.0]
    proxy = tmp_path / "proxy.mp4"
    proxy.write_bytes(stored(PreparedFile.objects.get(role=Role.PROXY)))
    assert look_into(proxy, "mp4").duration == pytest.approx(62.0, abs=0.15)
    assert proxy.read_bytes().find(b"moov") < proxy.read_bytes().find(b"mdat")


@pytest.mark.django_db
def test_killed_worker_costs_one_step(mp4: bytes) -> None:
    """What is done is not done again; a half-written file without a row is overwritten."""
    one = film(mp4)
    advance(one.pk)
    sound = PreparedFile.objects.get()
    left = f"prepared/{one.uid}/{one.sha256[:16]}/picture-180p-0.ts"
    default_storage.save(left, ContentFile(b"half"))
    Preparation.objects.update(attempts=1)  # the step had begun
    whole(one)
    assert PreparedFile.objects.get(role=Role.SOUND).pk == sound.pk
    chunk = PreparedFile.objects.get(role=Role.PICTURE)
    assert (chunk.file.name, default_storage.size(left)) == (left, chunk.size)


@pytest.mark.django_db
def test_a_clip_whose_worker_ended_three_times_is_given_up_and_not_blamed(mp4: bytes) -> None:
    one = film(mp4)
    advance(one.pk)
    Preparation.objects.update(attempts=3)
    assert not advance(one.pk)
    assert given_up() == (
        "Việc chuẩn bị video bị ngắt ba lần: máy chủ đã khởi động lại hoặc hết bộ nhớ. Chưa thấy tệp có lỗi gì. Hãy thử lại; "
        "nếu lại bị ngắt, cần nhân viên kỹ thuật xem xét."
    )
    assert not advance(one.pk)
    assert not is_wanting(one)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ["kill -KILL $$", "echo 'Cannot allocate memory' >&2; exit 1"])
def test_a_clip_too_large_for_the_machine_is_tried_three_times(mp4: bytes, tmp_path: Path, monkeypatch, ending) -> None:
    """ffmpeg is ended by the kernel, or says that it gets no memory."""
    one = film(mp4)
    starved = tmp_path / "ffmpeg"
    starved.write_text(f"#!/bin/sh\n{ending}\n")
    starved.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(starved))
    assert [advance(one.pk) for _attempt in range(3)] == [True, True, False]
    assert given_up() == (
        "Việc chuẩn bị video cần nhiều bộ nhớ hoặc thời gian hơn mức máy chủ có thể dành. Hãy thử lại khi máy chủ bớt bận, hoặc "
        "xuất lại dạng MP4 (H.264), tối đa 1080p, rồi thay tệp."
    )
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE")
    Preparation.objects.update(stage=Stage.WAITING, attempts=0, fault="")
    whole(one)
    assert Preparation.objects.get().stage == Stage.DONE


def given_up() -> str:
    preparation = Preparation.objects.get()
    assert preparation.stage == Stage.FAILED
    return str(preparation.fault)


@pytest.mark.django_db
def test_clip_whose_file_is_broken_is_given_up_with_a_sentence(mp4: bytes) -> None:
    one = film(mp4)
    name = one.file.name
    default_storage.delete(name)
    default_storage.save(name, ContentFile(mp4[: len(mp4) // 3]))
    assert not advance(one.pk)
    assert Preparation.objects.get().stage == Stage.FAILED
    assert Preparation.objects.get().fault == "Video bị hỏng ở một chỗ. Hãy xuất lại dạng MP4 (H.264) và thay tệp."


@pytest.mark.django_db
def test_silent_clip_has_no_sound_and_no_loudness(tmp_path: Path) -> None:
    one = film(clip(tmp_path / "mute.mp4", seconds=2, options=("-an",)))
    assert whole(one) == 4
    preparation = Preparation.objects.get()
    assert (preparation.has_sound, preparation.loudness) == (False, None)
    told = describe_video(Video.objects.get(pk=one.pk), "vi")
    assert (told["loudness"], told["hls"] is None) == (None, False)


@pytest.mark.django_db
def test_another_file_is_prepared_anew(mp4: bytes, tmp_path: Path) -> None:
    one = film(mp4)
    whole(one)
    old = [row.file.name for row in PreparedFile.objects.all()]
    one.file = ContentFile(clip(tmp_path / "other.mp4", seconds=2), name="other.mp4")
    one.save()
    assert is_wanting(one)
    whole(one)
    assert {row.source_sha256 for row in PreparedFile.objects.all()} == {one.sha256}
    assert not set(old) & {row.file.name for row in PreparedFile.objects.all()}


@pytest.mark.django_db
def test_saving_a_clip_orders_its_preparation_and_a_step_orders_the_next(mp4: bytes) -> None:
    one = film(mp4)
    assert ordered("prepare_video") == [[one.pk]]
    prepare_video.func(one.pk)
    assert ordered("prepare_video") == [[one.pk]] * 2


@pytest.mark.django_db
def test_job_for_a_clip_that_is_gone_does_nothing() -> None:
    assert advance(424242) is False


# --- what is told and given out ---------------------------------------------------------------------------------------


def stored(row: PreparedFile) -> bytes:
    with default_storage.open(row.file.name) as file:
        return bytes(file.read())


def fetch(path: str, asked: str = "") -> tuple[int, bytes, str]:
    """Status, bytes and type of what an address gives, past the question who may have it."""
    _empty, _media, uid, sha_prefix, name = path.split("/")
    found = find_file(uid, sha_prefix, name)
    assert found is not None, path
    request = RequestFactory().get(path, headers={"Range": asked} if asked else {})
    answer = respond(request, found)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content, answer["Content-Type"]


def beside(path: str, relative: str) -> str:
    return "/".join(path.split("/")[:-2]) + relative.removeprefix("..")


@pytest.mark.django_db
def test_player_finds_every_part_from_the_master(mp4: bytes) -> None:
    one = film(mp4)
    SubtitleTrack.objects.create(video=one, language="vi", file=ContentFile(VTT.encode(), name="a.vtt"))
    assert describe_video(Video.objects.get(pk=one.pk), "vi")["hls"] is None
    whole(one)
    told = describe_video(Video.objects.get(pk=one.pk), "vi")
    master = told["hls"]["href"]
    status, content, kind = fetch(master)
    assert (status, kind, master.rpartition("/")[2]) == (200, "application/vnd.apple.mpegurl", "film.m3u8")
    lists = re.findall(r'URI="([^"]+)"', content.decode()) + [
        row for row in content.decode().splitlines() if row.startswith("../")
    ]
    assert sorted({row.rpartition("/")[2] for row in lists}) == ["180p.m3u8", "sound.m3u8", "vi.m3u8"]
    seen = {}
    for row in lists:
        at = beside(master, row)
        listed = fetch(at)[1].decode()
        address = next(line for line in listed.splitlines() if line.startswith("../"))
        span = re.search(r"BYTERANGE:(\d+)@(\d+)", listed)
        part = fetch(beside(at, address), f"bytes={span[2]}-{int(span[2]) + int(span[1]) - 1}" if span else "")
        seen[row.rpartition("/")[2]] = (part[0], part[1][:6], part[2])
    assert seen == {
        "180p.m3u8": (206, b"G@\x11\x10\x00B", "video/mp2t"),
        "sound.m3u8": (206, b"G@\x11\x10\x00B", "video/mp2t"),
        "vi.m3u8": (200, b"WEBVTT", "text/vtt; charset=utf-8"),
    }


@pytest.mark.django_db
def test_proxy_stills_and_loudness_are_told(mp4: bytes) -> None:
    one = film(mp4)
    whole(one)
    told = describe_video(Video.objects.get(pk=one.pk), "vi")
    proxy, sprite = PreparedFile.objects.get(role=Role.PROXY), PreparedFile.objects.get(role=Role.SPRITE)
    assert told["proxy"] == {
        "href": f"/media/{one.uid}/{proxy.sha256[:16]}/proxy.mp4",
        "type": "video/mp4",
        "width": 320,
        "height": 180,
        "size": proxy.size,
        "sha256": proxy.sha256,
    }
    assert sorted(told["loudness"]) == ["integrated", "range", "true_peak"]
    status, content, kind = fetch(told["stills"]["href"])
    assert (status, kind) == (200, "text/vtt; charset=utf-8")
    address = content.decode().splitlines()[3].partition("#")[0]
    assert fetch(beside(told["stills"]["href"], address)) == (200, stored(sprite), "image/jpeg")


@pytest.mark.django_db
def test_more_subtitles_are_another_master_at_another_address(mp4: bytes) -> None:
    one = film(mp4)
    whole(one)
    before = describe_video(Video.objects.get(pk=one.pk), "vi")["hls"]["href"]
    SubtitleTrack.objects.create(video=one, language="vi", file=ContentFile(VTT.encode(), name="a.vtt"))
    after = describe_video(Video.objects.get(pk=one.pk), "vi")["hls"]["href"]
    assert before != after
    assert b'LANGUAGE="vi",NAME="' in fetch(after)[1]


@pytest.mark.parametrize(
    ("report", "loudness"),
    [
        ("I: -23.1 LUFS x LRA: 5.0 LU x Peak: -1.2 dBFS", transcoding.Loudness(-23.1, 5.0, -1.2)),
        ("I: -70.0 LUFS x LRA: 0.0 LU x Peak: -inf dBFS", transcoding.Loudness(None, None, None)),
        ("nothing", transcoding.Loudness(None, None, None)),
    ],
)
def test_loudness_is_read_from_the_meter(report, loudness) -> None:
    assert transcoding._loudness(report) == loudness


@pytest.mark.django_db
def test_what_was_there_before_clips_were_prepared_is_ordered_once(mp4: bytes) -> None:
    made = Video.objects.create(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"))
    begun = Video.objects.create(title="Cảng", file=ContentFile(mp4, name="b.mp4"))
    Preparation.objects.create(video=begun, source_sha256=begun.sha256)
    before = ordered("prepare_video")
    ensure_all_is_begun()
    assert ordered("prepare_video")[len(before) :] == [[made.pk]]
