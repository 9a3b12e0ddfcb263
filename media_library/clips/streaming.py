"""A prepared clip as players ask for it: the playlists, made from its rows whenever somebody asks.

A text's address holds the checksum of the text, so another ladder, or subtitles in one more language, is another address.
Reads what `VIDEO_PREFETCH` prefetches; of files, only the subtitles that are asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from locales.languages import language
from media_library.clips import ladder, playlists
from media_library.clips.playlists import Part, Subtitles, Variant
from media_library.clips.transcoding import BEGINS_AT
from media_library.files.addresses import SHA_LENGTH, asset_path
from media_library.models import Audio, Preparation, PreparedFile, SubtitleTrack, Video
from media_library.models.prepared import Role, Stage
from media_library.rights.terms import told_tracks
from media_library.shotlist import telling

HLS_TYPE = "application/vnd.apple.mpegurl"
VTT_TYPE = "text/vtt; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Text:
    """One text at its address. `key`: what the address holds."""

    name: str
    content_type: str
    content: str
    key: str

    def path(self, video: Video) -> str:
        return asset_path(video.uid, self.name, self.key)


def preparation_of(video: Video | Audio) -> Preparation | None:
    """When all is there, and of the file as it now is."""
    found: Preparation | None = getattr(video, "preparation", None)
    return found if found is not None and found.stage == Stage.DONE and found.source_sha256 == video.sha256 else None


def prepared(video: Video | Audio) -> list[PreparedFile]:
    return [row for row in video.prepared.all() if row.source_sha256 == video.sha256]


def one_of(video: Video | Audio, role: Role) -> PreparedFile | None:
    return next((row for row in prepared(video) if row.role == role), None)


def proxy_path(video: Video | Audio, sha256: str) -> str:
    return asset_path(video.uid, "proxy.m4a" if isinstance(video, Audio) else "proxy.mp4", sha256)


def master(video: Video) -> Text | None:
    """The playlist that a player is given; None while the clip is not prepared."""
    return next((text for text in _playlists(video) if text.name == "film.m3u8"), None)


def still_list(video: Video) -> Text | None:
    row = one_of(video, Role.SPRITE)
    if preparation_of(video) is None or row is None:
        return None
    size = (row.width or 0, row.height or 0)
    return _text(
        "stills.vtt", VTT_TYPE, playlists.still_list(_beside(row.sha256, _name(row)), video.duration or 0, size)
    )


def chapters_of(video: Video) -> list[Text]:
    """The shots as chapters, in each language that describes them; a clip has them before it is prepared."""
    told = ((tag, telling.chapters(video.asset, tag)) for tag in telling.worded_languages(video.asset))
    return [_text(f"{tag}-chapters.vtt", VTT_TYPE, content) for tag, content in told if content]


def find_text(video: Video, key_prefix: str) -> Text | None:
    """The text behind an address."""
    stills = still_list(video)
    for text in (*_playlists(video), *([stills] if stills else []), *chapters_of(video)):
        if text.key.startswith(key_prefix):
            return text
    for track in told_tracks(video):
        if _timed_key(track).startswith(key_prefix) and preparation_of(video) is not None:
            return _timed(track)
    return None


def _playlists(video: Video) -> Iterator[Text]:
    """Of every rung, of the sound, of every language; last the one that names them all."""
    preparation = preparation_of(video)
    if preparation is None:
        return
    sound = [row for row in prepared(video) if row.role == Role.SOUND]
    pictures: dict[str, list[PreparedFile]] = {}
    for row in sorted((row for row in prepared(video) if row.role == Role.PICTURE), key=lambda row: row.number):
        pictures.setdefault(row.rung, []).append(row)
    heard = _text("sound.m3u8", HLS_TYPE, playlists.media_playlist(_parts(sound))) if sound else None
    if heard is not None:
        yield heard
    sound_rates = playlists.rates(_parts(sound)) if sound else (0, 0)
    variants = []
    for name, rows in sorted(pictures.items(), key=lambda pair: -int(pair[0].rstrip("p"))):
        text = _text(f"{name}.m3u8", HLS_TYPE, playlists.media_playlist(_parts(rows)))
        yield text
        fastest, average = playlists.rates(_parts(rows))
        variants.append(
            Variant(
                _beside(text.key, text.name),
                fastest + sound_rates[0],
                average + sound_rates[1],
                ",".join([rows[0].codecs, *([ladder.AUDIO_CODEC] if sound else [])]),
                (rows[0].width or 0, rows[0].height or 0),
                preparation.rate,
            )
        )
    if heard is not None:
        variants.append(Variant(_beside(heard.key, heard.name), *sound_rates, ladder.AUDIO_CODEC))
    tracks = []
    for track in told_tracks(video):
        address = _beside(_timed_key(track), f"{track.language}-timed.vtt")
        text = _text(f"{track.language}.m3u8", HLS_TYPE, playlists.subtitle_playlist(address, video.duration or 0))
        yield text
        tracks.append(Subtitles(track.language, language(track.language).endonym, _beside(text.key, text.name)))
    heard_at = _beside(heard.key, heard.name) if heard is not None else ""
    yield _text("film.m3u8", HLS_TYPE, playlists.master_playlist(variants, sound=heard_at, subtitles=tracks))


def _parts(rows: list[PreparedFile]) -> list[Part]:
    return [Part(_beside(row.sha256, _name(row)), [tuple(one) for one in row.segments]) for row in rows]


def _name(row: PreparedFile) -> str:
    told: list[Any] = [row.role, row.rung, row.number] if row.role == Role.PICTURE else [row.role]
    return f"{'-'.join(map(str, told))}.{(row.file.name or '').rpartition('.')[2]}"


def _beside(key: str, name: str) -> str:
    """Relative to any other address of the same asset."""
    return f"../{key[:SHA_LENGTH]}/{name}"


def _text(name: str, content_type: str, content: str) -> Text:
    return Text(name, content_type, content, sha256(content.encode()).hexdigest())


def _timed_key(track: SubtitleTrack) -> str:
    return sha256(f"{track.sha256} from {BEGINS_AT}".encode()).hexdigest()


def _timed(track: SubtitleTrack) -> Text:
    with track.file.open("rb") as file:
        content = playlists.subtitles_at(file.read().decode(), BEGINS_AT)
    return Text(f"{track.language}-timed.vtt", VTT_TYPE, content, _timed_key(track))
