"""Prepares a clip for the web, one step at a time: sound, chunks of the ladder, proxy, stills. A recording that browsers do not
play has one step: its proxy.

`advance` does the next step that is missing and says whether another follows; a job calls it and orders itself again
(`media_library.jobs`), so no job is long, pictures come between, and a killed worker costs one step. Which steps are done is
known from the files that are there.

What ends it is told apart: a file that ffmpeg cannot read is the file's fault, and known at once; a step that three times takes
more memory or time than there is; a worker that three times ends in the middle, of which nobody knows whose fault it is. After
each of them somebody may order it anew (`trying_again`).
"""

import logging
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub.registry.naming import SOURCE_LANGUAGE
from media_library.clips import ladder, transcoding
from media_library.clips.footage import NotAClipError
from media_library.clips.ladder import Rung, Source
from media_library.clips.transcoding import BeyondMachineError, Loudness
from media_library.files.checksums import measure
from media_library.files.delivery import stored_pieces
from media_library.files.naming import extension
from media_library.files.store import StoreAwayError, in_words, refuse_brimful, told_apart
from media_library.models import Audio, Preparation, PreparedFile, Video
from media_library.models.prepared import ENDINGS, Role, Stage

MOST_ATTEMPTS = 3
LONGEST = 6 * 3600  # seconds of a clip that is prepared at all
OPEN = (Stage.WAITING, Stage.WORKING)
logger = logging.getLogger("hub.media_library")


@dataclass(frozen=True, slots=True)
class _Trade:
    """In what clips and recordings differ. `step`: does the first that is missing, False: none is. `beyond_machine`: empty where the
    fault itself says it."""

    step: Callable[[Any, Preparation, Path, Path], bool]
    endings: Mapping[Role, str]
    broken_off: Promise
    beyond_machine: Promise | str = ""


def _trade_of(carrier: Video | Audio) -> _Trade:
    return RECORDINGS if isinstance(carrier, Audio) else CLIPS


def is_wanting(carrier: Video | Audio) -> bool:
    """Has its file, as it now is, not been prepared yet, nor been given up?"""
    if isinstance(carrier, Audio) and not carrier.wants_proxy:
        return False
    found = Preparation.objects.filter(**_of(carrier), source_sha256=carrier.sha256).exclude(stage__in=OPEN)
    return bool(carrier.file) and not found.exists()


def _of(carrier: Video | Audio) -> dict[str, Any]:
    return {"audio": carrier} if isinstance(carrier, Audio) else {"video": carrier}


def advance(video_id: int) -> bool:
    """Do the next step; True: there is another one. Safe to run twice, and after a kill at any moment.

    Raises:
        StoreAwayError, NoRoomError: to be tried again later; it costs no attempt.
    """
    with translation.override(SOURCE_LANGUAGE):  # in which a fault is written down, whoever runs the job
        return _advance(Video.objects.filter(pk=video_id).first())


def advance_recording(audio_id: int) -> bool:
    """As `advance`; of one that needs no proxy, what was made of a file before goes."""
    with translation.override(SOURCE_LANGUAGE):
        audio = Audio.objects.filter(pk=audio_id).first()
        if audio is not None and not audio.wants_proxy:
            Preparation.objects.filter(audio=audio).delete()
            for outdated in PreparedFile.objects.filter(audio=audio):
                outdated.delete()
            return False
        return _advance(audio)


def _advance(carrier: Video | Audio | None) -> bool:
    if carrier is None or not carrier.file:
        return False
    preparation = _begin(carrier)
    if preparation.stage not in OPEN:
        return False
    trade = _trade_of(carrier)
    if preparation.attempts >= MOST_ATTEMPTS:
        _give_up(preparation, str(trade.broken_off))
        return False
    Preparation.objects.filter(pk=preparation.pk).update(stage=Stage.WORKING, attempts=F("attempts") + 1)
    try:
        with told_apart(), tempfile.TemporaryDirectory() as room:
            more = _step_with_room(carrier, preparation, Path(room))
    except NotAClipError as refused:
        _give_up(preparation, str(refused))
        _forget_working_copy(carrier)
        return False
    except BeyondMachineError as beyond:
        logger.warning("clip_beyond_machine asset=%s attempt=%d", carrier.uid, preparation.attempts + 1)
        if preparation.attempts + 1 < MOST_ATTEMPTS:
            return True
        _give_up(preparation, str(trade.beyond_machine or beyond))
        return False
    except StoreAwayError as away:
        _wait(preparation, in_words(away))
        raise
    if more:
        Preparation.objects.filter(pk=preparation.pk).update(attempts=0, fault="")
        return True
    preparation.refresh_from_db()
    preparation.stage, preparation.attempts, preparation.steps_done = Stage.DONE, 0, preparation.steps_all
    preparation.fault = ""
    preparation.save()
    _forget_working_copy(carrier)
    return False


def _begin(carrier: Video | Audio) -> Preparation:
    """Its row; anew when the file is another one. What was made from the file before goes."""
    row, _created = Preparation.objects.get_or_create(**_of(carrier), defaults={"source_sha256": carrier.sha256})
    if row.source_sha256 != carrier.sha256:
        with transaction.atomic():
            row.delete()
            row = Preparation.objects.create(**_of(carrier), source_sha256=carrier.sha256)
            for outdated in PreparedFile.objects.filter(**_of(carrier)).exclude(source_sha256=carrier.sha256):
                outdated.delete()
    return row


def _wait(preparation: Preparation, why: str) -> None:
    """Nothing is wrong with the clip: the attempt does not count, and its page says what is waited for."""
    waiting = {"stage": Stage.WAITING, "attempts": preparation.attempts, "fault": why[:500]}
    Preparation.objects.filter(pk=preparation.pk).update(**waiting)


def _give_up(preparation: Preparation, why: str) -> None:
    Preparation.objects.filter(pk=preparation.pk).update(stage=Stage.FAILED, fault=why[:500])


def _step_with_room(carrier: Video | Audio, preparation: Preparation, room: Path) -> bool:
    # a store that is away says so now, and not after minutes of encoding
    if not carrier.file.storage.exists(str(carrier.file.name)):
        raise NotAClipError(_("The file is not in the store. Try again when it is back, or upload it again."))
    try:
        path = _on_disk(carrier)
        return _trade_of(carrier).step(carrier, preparation, path, room)
    except NotAClipError:
        refuse_brimful(room)  # then it is not the clip's fault
        raise


def _recording_step(audio: Audio, preparation: Preparation, path: Path, room: Path) -> bool:
    Preparation.objects.filter(pk=preparation.pk).update(steps_all=1)
    if _made(audio):
        return False
    file = room / "proxy.m4a"
    try:
        loudness = transcoding.make_recording(path, extension(audio.file.name), file)
    except NotAClipError as refused:
        raise NotAClipError(
            _("The file is damaged or is no sound recording. Upload MP3, M4A, OGG, FLAC or WAV.")
        ) from refused
    _note_loudness(preparation, loudness)
    _keep(audio, Role.PROXY, file, codecs=ladder.AUDIO_CODEC)
    return True


def _clip_step(video: Video, preparation: Preparation, path: Path, room: Path) -> bool:
    """The first that is missing. False: none is."""
    kind = extension(video.file.name)
    if (video.duration or 0) > LONGEST:
        raise NotAClipError(_("The video is longer than six hours. Cut it into parts."))
    source = _source(video, preparation, path, kind)
    there = {(row.role, row.rung, row.number): row for row in _made(video)}
    Preparation.objects.filter(pk=preparation.pk).update(
        steps_done=_steps_done(there, source), steps_all=ladder.steps_of(source)
    )
    if source.sound and (Role.SOUND, "", 0) not in there:
        _make_sound(video, preparation, path, kind, room)
        return True
    rungs = ladder.rungs_for(source)
    for number, (start, length) in enumerate(ladder.chunks_of(source.duration)):
        missing = [rung for rung in rungs if (Role.PICTURE, rung.name, number) not in there]
        if missing:
            into = {rung: room / f"{rung.name}.ts" for rung in missing}
            transcoding.make_chunk(path, kind, source, start=start, length=length, into=into)
            for rung, file in into.items():
                _keep_chunk(video, source, rung, number, file)
            return True
    if (Role.PROXY, "", 0) not in there:
        _make_proxy(video, source, room)
        return True
    if (Role.SPRITE, "", 0) not in there:
        _make_sprite(video, source, room)
        return True
    return False


def _steps_done(there: dict[Any, Any], source: Source) -> int:
    chunks = {number for role, _rung, number in there if role == Role.PICTURE}
    return len(chunks) + sum((role, "", 0) in there for role in (Role.SOUND, Role.PROXY, Role.SPRITE))


def _source(video: Video, preparation: Preparation, path: Path, kind: str) -> Source:
    width, height, duration = video.width or 2, video.height or 2, video.duration or 0.0
    if preparation.rate is None:
        source = transcoding.probe(path, kind, width=width, height=height, duration=duration)
        preparation.rate, preparation.has_sound = source.rate, source.sound
        Preparation.objects.filter(pk=preparation.pk).update(rate=source.rate, has_sound=source.sound)
    return Source(width, height, duration, preparation.rate, preparation.has_sound)


def _make_sound(video: Video, preparation: Preparation, path: Path, kind: str, room: Path) -> None:
    file = room / "sound.ts"
    segments, loudness = transcoding.make_sound(path, kind, file)
    _note_loudness(preparation, loudness)
    _keep(video, Role.SOUND, file, segments=segments, codecs=ladder.AUDIO_CODEC)


def _note_loudness(preparation: Preparation, loudness: Loudness) -> None:
    told = asdict(loudness)
    Preparation.objects.filter(pk=preparation.pk).update(
        loudness=told["integrated"], loudness_range=told["range"], true_peak=told["true_peak"]
    )


def _keep_chunk(video: Video, source: Source, rung: Rung, number: int, file: Path) -> None:
    width, height = ladder.size_on(rung, source)
    _keep(
        video, Role.PICTURE, file, rung=rung.name, number=number, width=width, height=height,
        codecs=ladder.codec_of(ladder.level_of(rung, source)), segments=transcoding.segments_in(file),
    )  # fmt: skip


def _make_proxy(video: Video, source: Source, room: Path) -> None:
    rung = next(
        (one for one in ladder.rungs_for(source) if one.side <= ladder.PROXY_RUNG), ladder.rungs_for(source)[-1]
    )
    picture = _joined(video, rung, room)
    sound = next((row for row in _made(video) if row.role == Role.SOUND), None)
    heard = _copy(sound, room / "heard.ts") if sound is not None else None
    file = room / "proxy.mp4"
    transcoding.make_proxy(picture, heard, file)
    width, height = ladder.size_on(rung, source)
    codecs = [ladder.codec_of(ladder.level_of(rung, source)), *([ladder.AUDIO_CODEC] if sound else [])]
    _keep(video, Role.PROXY, file, width=width, height=height, codecs=",".join(codecs))


def _make_sprite(video: Video, source: Source, room: Path) -> None:
    rung = ladder.rungs_for(source)[-1]
    file = room / "sprite.jpg"
    transcoding.make_sprite(_joined(video, rung, room), source.duration, file)
    width, height = ladder.size_on(rung, source)
    _keep(video, Role.SPRITE, file, width=ladder.STILL_WIDTH, height=2 * round(height * ladder.STILL_WIDTH / width / 2))


# --- files ------------------------------------------------------------------------------------------------------------


def _made(carrier: Video | Audio) -> list[PreparedFile]:
    return list(PreparedFile.objects.filter(**_of(carrier), source_sha256=carrier.sha256))


def _keep(carrier: Video | Audio, role: Role, file: Path, *, rung: str = "", number: int = 0, **facts: Any) -> None:
    """Store the file under the name of its place; what a killed worker left there without a row is overwritten."""
    refuse_brimful(file.parent)
    storage = PreparedFile._meta.get_field("file").storage
    part = "-".join(str(one) for one in (role, rung, number) if one != "")
    name = f"prepared/{carrier.uid}/{carrier.sha256[:16]}/{part}.{_trade_of(carrier).endings[role]}"
    with file.open("rb") as content:
        digest, size = measure(content)
        if storage.exists(name):
            storage.delete(name)
        kept = storage.save(name, File(content))
    PreparedFile.objects.update_or_create(
        **_of(carrier), source_sha256=carrier.sha256, role=role, rung=rung, number=number,
        defaults={"file": kept, "sha256": digest, "size": size, **facts},
    )  # fmt: skip


def _joined(video: Video, rung: Rung, room: Path) -> Path:
    """All chunks of a rung in one file: transport streams are made to be put behind each other."""
    whole = room / f"{rung.name}-whole.ts"
    with whole.open("wb") as out:
        for row in sorted(_made(video), key=lambda row: row.number):
            if row.role == Role.PICTURE and row.rung == rung.name:
                out.writelines(stored_pieces(row.file.storage, str(row.file.name)))
    return whole


def _copy(row: PreparedFile, into: Path) -> Path:
    with into.open("wb") as out:
        out.writelines(stored_pieces(row.file.storage, str(row.file.name)))
    return into


def _on_disk(carrier: Video | Audio) -> Path:
    """Where the clip is; from a store elsewhere, a working copy that stays until the last step."""
    try:
        return Path(carrier.file.path)
    except NotImplementedError:
        return _working_copy(carrier)


def _working_copy(carrier: Video | Audio) -> Path:
    copy = _room_of(carrier) / f"source.{extension(carrier.file.name)}"
    if not copy.exists() or copy.stat().st_size != carrier.size:
        _forget_unused_copies()
        copy.parent.mkdir(parents=True, exist_ok=True)
        part = copy.with_name("part")
        with part.open("wb") as into:
            into.writelines(stored_pieces(carrier.file.storage, str(carrier.file.name)))
        part.rename(copy)
    return copy


def _forget_unused_copies() -> None:
    """Of clips that were deleted, replaced or given up meanwhile."""
    open_ones = Preparation.objects.filter(stage__in=OPEN).select_related("video", "audio")
    used = {_room_of(preparation.carrier) for preparation in open_ones}
    for room in _rooms().glob("*"):
        if room not in used:
            shutil.rmtree(room, ignore_errors=True)


def _rooms() -> Path:
    """In the room of the process: a worker that is killed fetches the clip again."""
    return Path(tempfile.gettempdir()) / "clips"


def _room_of(carrier: Video | Audio) -> Path:
    return _rooms() / f"{carrier.uid}-{carrier.sha256[:16]}"


def _forget_working_copy(carrier: Video | Audio) -> None:
    shutil.rmtree(_room_of(carrier), ignore_errors=True)


CLIPS = _Trade(
    step=_clip_step,
    endings=ENDINGS,
    broken_off=gettext_lazy(
        "Preparing the video was broken off three times: the server was restarted, or had no memory left. Nothing is "
        "known to be wrong with the file. Try again; if it is broken off again, the technical staff has to look."
    ),
)
RECORDINGS = _Trade(
    step=_recording_step,
    endings={Role.PROXY: "m4a"},
    broken_off=gettext_lazy(
        "Preparing the recording was broken off three times: the server was restarted, or had no memory left. Try again; if it "
        "is broken off again, replace the file by an MP3 or M4A."
    ),
    beyond_machine=gettext_lazy(
        "Preparing the recording takes more memory or time than the server has for it. Replace the file by an MP3 or M4A."
    ),
)
