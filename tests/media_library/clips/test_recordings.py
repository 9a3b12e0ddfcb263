"""Recordings in formats that browsers do not play: everybody takes an M4A in their place, and what came stays in the house."""

import json
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import RequestFactory

from media_library.arrivals import ensure_all_is_begun
from media_library.clips.preparing import advance_recording
from media_library.clips.rights_inside import stamp_proxy
from media_library.description import AUDIO_PREFETCH, describe_audio
from media_library.desk.player import player_of
from media_library.desk.preparation import in_words
from media_library.files.delivery import find_file, respond
from media_library.jobs import prepare_recording, say_anew
from media_library.models import Asset, Audio, Preparation, PreparedFile, StampedProxy
from media_library.packages.choosing import files_of
from tests.media_library.making import ffmpeg, ordered

pytestmark = pytest.mark.django_db
PLACE = "+18.6700+105.5700/"


def tone(path: Path) -> ContentFile:
    ffmpeg(
        *("-f", "lavfi", "-i", "sine=frequency=440:duration=1", "-metadata", f"location={PLACE}"),
        *("-metadata", "comment=Vinh", str(path)),
    )
    return ContentFile(path.read_bytes(), name=path.name)


@pytest.fixture
def song(tmp_path: Path) -> Audio:
    made = Audio(title="Ví giặm", file=tone(tmp_path / "a.mka"), credit="Đài Nghệ An", licence="CC-BY-4.0")
    made.save()
    return made


def again(audio: Audio) -> Audio:
    return Audio.objects.prefetch_related(*AUDIO_PREFETCH).get(pk=audio.pk)


def prepare(audio: Audio) -> None:
    while advance_recording(audio.pk):
        pass
    assert stamp_proxy(again(audio))


def fetch(href: str) -> bytes:
    stored = find_file(*href.split("/")[-3:])
    assert stored is not None
    assert not stored.internal
    return b"".join(respond(RequestFactory().get("/"), stored).streaming_content)


def test_everybody_hears_an_m4a_with_the_rights_and_without_the_place(song: Audio, tmp_path: Path) -> None:
    before = (describe_audio(again(song))["file"], in_words(again(song)))
    prepare(song)
    told = describe_audio(again(song))["file"]
    content = fetch(told["href"])
    heard = tmp_path / "heard.m4a"
    heard.write_bytes(content)
    command = ["exiftool", "-j", "-Title", "-Credit", "-Location*", "-Comment", "-AudioFormat", str(heard)]
    (inside,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    original = find_file(str(song.uid), song.sha256[:16], "a.mka")

    packed = files_of(again(song).asset, "web", ("vi",), place=1, title="Ví giặm")[0]

    assert before == (None, "Waits to be prepared for the web.")
    assert (packed.path, packed.sha256) == ("data/media/001-vi-giam.m4a", told["sha256"])
    assert told == {
        "href": f"/media/{song.uid}/{sha256(content).hexdigest()[:16]}/proxy.m4a",
        "type": "audio/mp4",
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
    }
    assert inside == {"SourceFile": str(heard), "Title": "Ví giặm", "Credit": "Đài Nghệ An", "AudioFormat": "mp4a"}
    assert original is not None
    assert original.internal
    assert player_of(again(song))["src"] == told["href"]
    loud = Preparation.objects.get(audio=song)
    assert (loud.stage, loud.percent, round(loud.loudness or 0)) == ("done", 100, -22)


def test_other_words_are_another_file_and_the_old_address_stays(song: Audio) -> None:
    prepare(song)
    old = describe_audio(again(song))["file"]["href"]
    Asset.objects.filter(pk=song.asset_id).update(credit="Báo Nghệ An")
    say_anew.func(str(song.asset_id))
    assert ordered("stamp_recording") == [[song.pk]]
    assert stamp_proxy(again(song))
    assert (describe_audio(again(song))["file"]["href"] == old, len(fetch(old)) > 0) == (False, True)


def test_another_file_is_prepared_anew_and_one_that_plays_needs_none(song: Audio, tmp_path: Path) -> None:
    prepare(song)
    song = again(song)
    song.file, song.change_reason = tone(tmp_path / "b.mp3"), "Bản tốt hơn"
    song.save()
    assert ordered("prepare_recording")[-1] == [song.pk]
    prepare_recording.func(song.pk)
    assert (PreparedFile.objects.count(), StampedProxy.objects.count(), Preparation.objects.count()) == (0, 0, 0)
    assert describe_audio(again(song))["file"]["sha256"] == song.sha256


def test_one_that_says_where_it_was_recorded_is_heard_as_an_m4a(tmp_path: Path) -> None:
    content = ContentFile(tone(tmp_path / "a.mp3").read(), name="a.mp3")
    made = Audio(title="Ví giặm", file=content, credit="Đài Nghệ An", licence="CC-BY-4.0")
    made.save()
    assert ordered("prepare_recording") == []
    version = made.asset.versions.get()
    version.delete()
    version.pk, version.proposals = None, [{"field": "gps", "value": "18.67, 105.57", "source": "file"}]
    version.save()
    assert ordered("prepare_recording") == [[made.pk]]
    prepare(made)
    assert describe_audio(again(made))["file"]["type"] == "audio/mp4"


def test_one_that_plays_is_served_as_it_came(tmp_path: Path) -> None:
    made = Audio(title="Ví giặm", file=tone(tmp_path / "a.mp3"), credit="Đài Nghệ An", licence="CC-BY-4.0")
    made.save()
    ensure_all_is_begun()
    assert (ordered("prepare_recording"), describe_audio(again(made))["file"]["sha256"]) == ([], made.sha256)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * 9000, "Tệp bị hỏng hoặc không phải tệp ghi âm. Hãy tải lên tệp MP3, M4A, OGG, FLAC hoặc WAV."),
        (None, "Tệp không có trong kho lưu trữ. Hãy thử lại khi tệp đã được khôi phục, hoặc tải lên lại."),
    ],
    ids=["damaged", "gone"],
)
def test_one_that_cannot_be_read_says_so(song: Audio, content: bytes | None, words: str) -> None:
    path = Path(song.file.path)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert not advance_recording(song.pk)
    assert Preparation.objects.values_list("stage", "fault").get() == ("failed", words)
