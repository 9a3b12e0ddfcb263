"""Subtitles in another language than the clip's own are given out once a second person has approved them, and as they were until
then."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from media_library.description import VIDEO_PREFETCH, describe_video
from media_library.desk.words_waiting import WordsToApprove, WordsUnderWay
from media_library.files.addresses import SHA_LENGTH
from media_library.files.delivery import find_file
from media_library.models import SubtitleTrack, TextDraft, Video
from media_library.subtitles.beside import Moment, beside
from media_library.subtitles.track_forms import stored_text
from media_library.subtitles.webvtt import Cue
from media_library.translating.waiting import with_waiting_subtitles
from tests.media_library.desk.test_video_shelf import form as new_clip
from tests.media_library.desk.test_words_route import decision, form_of, panel, somebody
from tests.media_library.packages.room import may_see

pytestmark = pytest.mark.django_db
URL = "wagtailsnippets_media_library_video"


def vtt(words: str) -> str:
    return f"WEBVTT\n\n00:00.500 --> 00:02.000\n{words}\n"


def upload(words: str, name: str = "a.vtt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, vtt(words).encode(), "text/vtt")


def film(mp4: bytes, **tracks: str) -> Video:
    made = Video(title="Sông Lam", file=ContentFile(mp4, name="a.mp4"), credit="Báo Nghệ An")
    made.save()
    for tag, words in tracks.items():
        SubtitleTrack(video=made, language=tag, file=ContentFile(vtt(words).encode(), name=f"{tag}.vtt")).save()
    return made


def posted(client: Client, video: Video, *rows: dict[str, object], **more: object) -> Any:
    """The form of the clip, with these rows of subtitles."""
    fields = new_clip(b"") | {"file": "", "subtitles-TOTAL_FORMS": str(len(rows)), **more}
    del fields["subtitles-0-language"], fields["subtitles-0-file"]
    fields["subtitles-INITIAL_FORMS"] = str(sum("id" in row for row in rows))
    for place, row in enumerate(rows):
        fields |= {f"subtitles-{place}-{name}": value for name, value in row.items()}
    answer = client.post(reverse(f"{URL}:edit", args=[video.pk]), fields)
    assert answer.status_code == 302, [
        answer.context["form"].errors,
        answer.context["form"].formsets["subtitles"].errors,
    ]
    return answer


def row_of(video: Video, tag: str, **changed: object) -> dict[str, object]:
    track = SubtitleTrack.objects.get(video=video, language=tag)
    return {"id": track.pk, "language": tag} | changed


def given_out() -> dict[str, str]:
    """Language → words, as partners and the portal are told."""
    video = Video.objects.prefetch_related(*VIDEO_PREFETCH).get()
    told = [each["lang"] for each in describe_video(video, "vi")["subtitles"]]
    return {tag: stored_text(video.subtitles.get(language=tag)).split("\n")[3] for tag in told}


def waiting() -> dict[str, tuple[str, str]]:
    return {draft.language: (draft.subtitles, draft.state) for draft in TextDraft.objects.all()}


def approve_in(language: str = "en") -> None:
    client = somebody("reviser", f"reviser-{language}")[1]
    video = Video.objects.get()
    client.post(decision(video.asset, language), {"act": "approve", "seen": TextDraft.objects.get().number})


def test_translated_subtitles_of_a_new_clip_wait_and_its_own_do_not(editor: Client, mp4: bytes) -> None:
    more = {"subtitles-TOTAL_FORMS": "2", "subtitles-1-language": "en", "subtitles-1-file": upload("Dawn")}
    answer = editor.post(reverse(f"{URL}:add"), new_clip(mp4, **more))
    assert answer.status_code == 302, answer.context["form"].errors
    video = Video.objects.get()
    assert (given_out(), waiting()) == ({"vi": "A"}, {"en": (vtt("Dawn"), "handed_in")})
    assert with_waiting_subtitles({video.uid}, "en") == {video.uid}
    address = TextDraft.objects.get()
    assert find_file(video.uid, "0" * SHA_LENGTH, "a.en.vtt") is None
    page = editor.get(reverse(f"{URL}:edit", args=[video.pk])).content.decode()
    assert "Not given out: handed in by bien-tap, it waits for approval by a second person." in page
    assert decision(video.asset, "en") in page
    assert "vi, en: waits for approval" in editor.get(reverse(f"{URL}:list")).content.decode()

    editor.post(decision(video.asset, "en"), {"act": "approve", "seen": address.number})  # who wrote it
    assert given_out() == {"vi": "A"}
    reviser, second = somebody("reviser")
    assert [row.title for row in panel(WordsToApprove, reviser).get_context_data()["rows"]] == ["Sông Lam"]
    shown = second.get(decision(video.asset, "en")).context["subtitles"]
    assert shown["rows"] == [{"clock": "00:00:00.500", "original": "A", "before": "", "now": "Dawn"}]
    second.post(decision(video.asset, "en"), {"act": "approve", "seen": address.number})
    assert (given_out(), waiting()) == ({"vi": "A", "en": "Dawn"}, {})


def test_what_is_approved_is_given_out_until_another_is(editor: Client, mp4: bytes) -> None:
    video = film(mp4, vi="Xin chào", en="Hello")
    posted(editor, video, row_of(video, "vi"), row_of(video, "en"))
    assert (given_out(), waiting()) == ({"vi": "Xin chào", "en": "Hello"}, {})
    posted(editor, video, row_of(video, "vi", file=upload("Chào")), row_of(video, "en", file=upload("Hi")))
    assert (given_out(), waiting()) == ({"vi": "Chào", "en": "Hello"}, {"en": (vtt("Hi"), "handed_in")})
    posted(editor, video, row_of(video, "vi", language="en"), row_of(video, "en", DELETE="on"))
    assert (given_out(), waiting()) == ({"vi": "Chào"}, {"en": (vtt("Chào"), "handed_in")})
    approve_in()
    assert given_out() == {"vi": "Chào", "en": "Chào"}


def test_another_spoken_language_approves_nothing(editor: Client, mp4: bytes) -> None:
    """Say that the clip is in English, add what you like, and take it back."""
    video = film(mp4)
    posted(editor, video, {"language": "en", "file": upload("Dawn")}, spoken_language="en")
    assert (given_out(), waiting()) == ({"en": "Dawn"}, {})
    posted(editor, video, row_of(video, "en"), spoken_language="vi")
    assert (given_out(), waiting()) == ({}, {"en": (vtt("Dawn"), "handed_in")})


def test_a_translator_hands_them_in_with_the_words_and_takes_them_back(mp4: bytes) -> None:
    asset = film(mp4, vi="Xin chào").asset
    translator, lao = somebody("translator")
    may_see(translator, Collection.get_first_root_node())
    bad = SimpleUploadedFile("a.vtt", b"WEBVTT\n\n00:02.000 --> 00:01.000\nA\n")
    refused = lao.post(form_of(asset), {"subtitles": bad, "act": "hand-in"}).context["form"]
    assert refused.errors["subtitles"] == ["Line 3, subtitle 1: The subtitle ends before it begins."]
    assert lao.post(form_of(asset), {"subtitles": upload("ສະບາຍດີ"), "act": "hand-in"}).status_code == 302
    second = somebody("reviser")[1]
    number = TextDraft.objects.get().number
    second.post(decision(asset), {"act": "send-back", "reason": "Sai giờ", "seen": number})
    assert waiting() == {"lo": (vtt("ສະບາຍດີ"), "sent_back")}
    assert [row.about for row in panel(WordsUnderWay, translator).get_context_data()["rows"]] == ["ລາວ · Sai giờ"]
    assert lao.get(form_of(asset)).context["subtitles"]["rows"][0]["now"] == "ສະບາຍດີ"
    lao.post(form_of(asset), {"without-subtitles": "on", "act": "save"})
    assert (waiting(), given_out()) == ({}, {"vi": "Xin chào"})


def test_the_language_that_is_spoken_has_no_field_for_a_translator(mp4: bytes) -> None:
    video = film(mp4)
    Video.objects.filter(pk=video.pk).update(spoken_language="lo")
    assert "subtitles" not in somebody("translator")[1].get(form_of(video.asset)).context["form"].fields


def test_moments_stand_beside_what_was_shown_then() -> None:
    now = [Cue(1, 0, 2, "<i>One</i>"), Cue(2, 2, 4, "Two")]
    before = [Cue(1, 0.5, 2, "Un"), Cue(2, 2, 4.5, "Deux"), Cue(3, 6, 7, "Trois")]
    original = [Cue(1, 0, 1, "Một"), Cue(2, 1, 2.1, "hai")]
    assert beside(now, before, original) == [
        Moment(0, "Một\nhai", "Un", "One"),
        Moment(2, "", "Deux", "Two"),
        Moment(6, "", "Trois", ""),
    ]
