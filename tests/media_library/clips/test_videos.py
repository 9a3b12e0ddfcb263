"""Clips: what is measured, what is refused, posters and subtitles."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from PIL import Image

from media_library.clips.footage import NotAClipError
from media_library.clips.posters import give_poster
from media_library.jobs import make_poster
from media_library.models import Picture, SubtitleTrack, Video
from tests.media_library.making import agency, clip, drawing, encoded, ffmpeg, let_go_of_files, ordered

pytestmark = pytest.mark.django_db

VTT = "\ufeffWEBVTT\r\n\r\n00:00.500 --> 00:02.000\r\nLàng Sen\r\n"


def video(content: bytes, name: str = "Sông Lam.mp4", **fields: object) -> Video:
    made = Video(title="Sông Lam ban mai", file=ContentFile(content, name=name), **fields)
    made.full_clean()
    made.save()
    return made


def refusal(content: bytes, name: str = "clip.mp4") -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        Video(title="x", file=ContentFile(content, name=name)).full_clean()
    return refused.value.message_dict


def test_video_is_measured(mp4: bytes) -> None:
    made = video(mp4)
    assert (made.duration, made.width, made.height, made.size, made.sha256) == (
        pytest.approx(4.0, abs=0.1),
        320,
        180,
        len(mp4),
        sha256(mp4).hexdigest(),
    )
    assert made.file.name.startswith("videos/song-lam")


def test_webm_and_mov_are_measured(tmp_path: Path) -> None:
    for name, options in (("clip.mov", ()), ("clip.webm", ("-c:v", "libvpx", "-c:a", "libvorbis"))):
        made = video(clip(tmp_path / name, seconds=1, options=options), name=name)
        assert (round(made.duration or 0), made.width, made.height) == (1, 320, 180)


def test_video_held_upright_is_measured_as_seen(mp4: bytes, tmp_path: Path) -> None:
    flat = tmp_path / "flat.mp4"
    flat.write_bytes(mp4)
    turned = tmp_path / "turned.mp4"
    ffmpeg("-display_rotation", "90", "-i", str(flat), "-c", "copy", str(turned))
    made = video(turned.read_bytes())
    assert (made.width, made.height) == (180, 320)


DAMAGED = {"file": ["The file is damaged or is not a video. Upload a video in MP4 (H.264), MOV or WebM."]}
CUT = {"file": ["The video is damaged or was cut off while it was copied. Export or copy it again."]}


def test_text_is_no_video() -> None:
    assert refusal(b"this is no video\n" * 500) == DAMAGED


def test_empty_file_is_no_video() -> None:
    assert refusal(b"") == DAMAGED


def test_picture_is_no_video() -> None:
    assert refusal(encoded(drawing())) == DAMAGED


def test_sound_alone_is_no_video(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", str(path))
    assert refusal(path.read_bytes()) == {
        "file": ["The file holds no moving picture. Upload a video in MP4 (H.264), MOV or WebM."]
    }


def test_cut_off_video_is_refused(mp4: bytes) -> None:
    assert refusal(mp4[: len(mp4) // 2]) == DAMAGED  # its index lies at the end


def test_cut_off_video_with_its_index_first_is_refused(tmp_path: Path) -> None:
    whole = clip(tmp_path / "fast.mp4", options=("-movflags", "+faststart"))
    assert refusal(whole[: len(whole) // 2]) == CUT


def test_playlist_dressed_as_video_reaches_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.ts"
    secret.write_text("secret")
    assert (
        refusal(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n".encode()) == DAMAGED
    )


def test_another_ending_is_refused(mp4: bytes) -> None:
    assert list(refusal(mp4, name="clip.avi")) == ["file"]


def test_mp4_called_webm_is_refused(mp4: bytes) -> None:
    assert refusal(mp4, name="clip.webm") == DAMAGED


def test_code_cannot_store_what_no_form_would_take() -> None:
    with pytest.raises(NotAClipError), transaction.atomic():
        Video.objects.create(title="x", file=ContentFile(b"nothing", name="x.mp4"))
    assert Video.objects.count() == 0


def test_video_without_poster_orders_one(mp4: bytes) -> None:
    made = video(mp4)
    assert ordered("make_poster") == [[made.pk]]


def test_poster_is_a_good_frame_with_the_rights_of_the_clip(tmp_path: Path) -> None:
    black_first = clip(tmp_path / "fade.mp4", options=("-vf", "fade=in:0:20:color=black"))
    made = video(black_first, owner=agency(), credit="Báo Nghệ An", licence="CC-BY-4.0")
    make_poster.func(made.pk)
    made.refresh_from_db()
    poster = made.poster
    assert poster.still_of == made
    assert (poster.title, poster.credit, poster.licence, poster.owner, poster.width, poster.height) == (
        "Sông Lam ban mai",
        "Báo Nghệ An",
        "CC-BY-4.0",
        made.owner,
        320,
        180,
    )
    with default_storage.open(poster.file.name) as file, Image.open(file) as image:
        assert max(high for _low, high in image.convert("RGB").getextrema()) > 120


def test_poster_given_by_hand_stays(mp4: bytes) -> None:
    made = video(mp4)
    first = give_poster(made)
    assert first is not None
    assert give_poster(Video.objects.get(pk=made.pk)) is None
    assert Picture.objects.count() == 1


def test_subtitles_are_stored_clean(mp4: bytes) -> None:
    made = video(mp4)
    track = SubtitleTrack(video=made, language="vi", file=ContentFile(VTT.encode(), name="Phụ đề.vtt"))
    track.full_clean()
    track.save()
    with default_storage.open(track.file.name) as file:
        content = file.read()
    assert content == b"WEBVTT\n\n00:00.500 --> 00:02.000\nL\xc3\xa0ng Sen\n"
    assert (track.sha256, track.size) == (sha256(content).hexdigest(), len(content))


def test_bad_subtitles_name_their_line(mp4: bytes) -> None:
    track = SubtitleTrack(
        video=video(mp4), language="vi", file=ContentFile(b"WEBVTT\n\n00:02.000 --> 00:01.000\nx\n", name="a.vtt")
    )
    with pytest.raises(ValidationError) as refused:
        track.full_clean()
    assert refused.value.message_dict == {"file": ["Line 3, subtitle 1: The subtitle ends before it begins."]}


def test_files_go_with_their_rows(mp4: bytes) -> None:
    made = video(mp4)
    track = SubtitleTrack.objects.create(video=made, language="vi", file=ContentFile(VTT.encode(), name="a.vtt"))
    names = [made.file.name, track.file.name]
    assert [default_storage.exists(name) for name in names] == [True, True]
    made.delete()
    let_go_of_files()
    assert [default_storage.exists(name) for name in names] == [False, False]


def test_the_list_says_the_licence_in_words(admin_client: Client, mp4: bytes) -> None:
    video(mp4, licence="press")
    page = admin_client.get(reverse("wagtailsnippets_media_library_video:list")).content.decode()
    cells = [" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in re.findall(r"<td.*?</td>", page, re.DOTALL)]
    assert [cell for cell in cells if cell.startswith("Dùng")] == ["Dùng cho báo chí"]
