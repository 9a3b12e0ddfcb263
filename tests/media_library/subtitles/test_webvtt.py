"""WebVTT: what is taken, and what is refused with its line."""

from unicodedata import normalize

import pytest

from media_library.subtitles.webvtt import SubtitlesRefusedError, read_subtitles

GOOD = (
    "WEBVTT\n\n1\n00:00:00.500 --> 00:00:02.000\nLàng Sen\nquê Bác\n\nNOTE a remark\n\n"
    "00:02.000 --> 00:04.000 align:start\nMùa sen nở\n"
)


def refusal(content: bytes | str) -> list[tuple[int, str]]:
    with pytest.raises(SubtitlesRefusedError) as refused:
        read_subtitles(content.encode() if isinstance(content, str) else content)
    return [(fault.line, fault.message) for fault in refused.value.faults]


def test_subtitles_are_kept_as_they_are() -> None:
    assert read_subtitles(GOOD.encode()) == GOOD


def test_subtitles_lose_the_mark_and_foreign_line_ends_and_are_composed() -> None:
    foreign = "\ufeff" + normalize("NFD", GOOD).replace("\n", "\r\n")
    assert read_subtitles(foreign.encode()) == GOOD


def test_subrip_becomes_webvtt() -> None:
    subrip = (
        '1\n00:00:00,500 --> 00:00:02,000\n{\\an8}Làng <i>Sen</i>\n<font color="red">quê Bác</font>\n\n'
        "2\n0:00:02,0 --> 0:00:04,25  X1:40\nMùa sen nở\n"
    )
    assert read_subtitles(subrip.encode()) == (
        "WEBVTT\n\n1\n00:00:00.500 --> 00:00:02.000\nLàng <i>Sen</i>\nquê Bác\n\n"
        "2\n00:00:02.000 --> 00:00:04.250\nMùa sen nở\n"
    )


def test_broken_subrip_names_its_own_line_and_subtitle() -> None:
    subrip = "1\n00:00:01,000 --> 00:00:02,000\nLàng\n\n2\n00:00:05,000 --> 00:00:04,000\nSen\n\n3\n00:00:07 to 8\nNở\n"
    with pytest.raises(SubtitlesRefusedError) as refused:
        read_subtitles(subrip.encode())
    assert [str(fault) for fault in refused.value.faults] == [
        "Line 6, subtitle 2: The subtitle ends before it begins.",
        "Line 9, subtitle 3: A time such as 00:00:01.000 --> 00:00:04.000 is missing before this text.",
    ]


def test_overlap_names_the_later_subtitle() -> None:
    with pytest.raises(SubtitlesRefusedError) as refused:
        read_subtitles(b"WEBVTT\n\n00:01.000 --> 00:03.000\nA\n\n00:02.000 --> 00:04.000\nB\n")
    assert (
        str(refused.value.faults[0]) == "Line 6, subtitle 2: The subtitle begins while the one above it is still shown."
    )


TONES = "\u0300\u0301\u0303\u0309\u0323"


def in_windows_vietnamese(words: str) -> bytes:
    """cp1258 has letters with their hats and hooks in one, and the tones as marks after them."""
    out = ""
    for sign in words:
        parts = normalize("NFD", sign)
        out += normalize("NFC", "".join(part for part in parts if part not in TONES))
        out += "".join(part for part in parts if part in TONES)
    return out.encode("cp1258")


@pytest.mark.parametrize(
    ("language", "words", "written"),
    [
        ("vi", "Bến Thủy, mùa sen nở ở đó", in_windows_vietnamese("Bến Thủy, mùa sen nở ở đó")),
        ("fr", "Été à l’embouchure", "Été à l’embouchure".encode("cp1252")),
        ("ru", "Порт Кыало", "Порт Кыало".encode("cp1251")),
        ("zh-Hans", "莲花村，五月", "莲花村，五月".encode("gb18030")),
        ("ja", "蓮の村です。", "蓮の村です。".encode("cp932")),
        ("ja", "蓮の村です。", "蓮の村です。".encode("euc-jp")),
        ("ko", "연꽃 마을", "연꽃 마을".encode("cp949")),
    ],
)
def test_older_encodings_of_the_track_s_language_are_read(language: str, words: str, written: bytes) -> None:
    content = b"1\n00:00:01,000 --> 00:00:02,000\n" + written + b"\n"
    assert read_subtitles(content, language).split("\n")[4] == words


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_marks_of_the_encoding_are_followed(encoding: str) -> None:
    assert read_subtitles(GOOD.encode(encoding)) == GOOD


def test_text_that_is_not_of_the_track_s_language_is_refused() -> None:
    content = "1\n00:00:01,000 --> 00:00:02,000\nПорт Кыало\n".encode("cp1251")
    with pytest.raises(SubtitlesRefusedError) as refused:
        read_subtitles(content, "ko")
    assert refused.value.faults[0].line == 3


def test_empty_file_is_refused() -> None:
    assert refusal("") == [
        (1, "The file holds no subtitles in WebVTT (.vtt) or SubRip (.srt). Export it as one of these.")
    ]


def test_header_alone_is_refused() -> None:
    assert refusal("WEBVTT\n\n") == [(1, "The file holds no subtitle.")]


def test_missing_line_after_the_header_is_refused() -> None:
    assert refusal("WEBVTT\n00:01.000 --> 00:02.000\nLàng Sen\n") == [(2, "An empty line is missing after WEBVTT.")]


def test_unreadable_time_is_refused() -> None:
    assert refusal("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nLàng Sen\n") == [
        (3, "The time cannot be read. It is written as 00:00:01.000 --> 00:00:04.000, with a point, not a comma.")
    ]


def test_text_without_a_time_is_refused() -> None:
    assert refusal("WEBVTT\n\nLàng Sen\n") == [
        (3, "A time such as 00:00:01.000 --> 00:00:04.000 is missing before this text.")
    ]


def test_end_before_beginning_is_refused() -> None:
    assert refusal("WEBVTT\n\n00:02.000 --> 00:01.000\nLàng Sen\n") == [(3, "The subtitle ends before it begins.")]


def test_empty_cue_is_refused() -> None:
    assert refusal("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n") == [(3, "The subtitle is empty.")]


def test_overlap_is_refused() -> None:
    assert refusal("WEBVTT\n\n00:01.000 --> 00:03.000\nLàng\n\n00:02.000 --> 00:04.000\nSen\n") == [
        (6, "The subtitle begins while the one above it is still shown.")
    ]


def test_disorder_is_refused() -> None:
    assert refusal("WEBVTT\n\n00:05.000 --> 00:06.000\nLàng\n\n00:01.000 --> 00:02.000\nSen\n") == [
        (6, "The subtitle begins before the one above it. Sort them by time.")
    ]


def test_missing_line_between_cues_is_refused() -> None:
    assert refusal("WEBVTT\n\n00:01.000 --> 00:02.000\nLàng\n00:03.000 --> 00:04.000\nSen\n") == [
        (5, "An empty line is missing before this time.")
    ]


def test_another_encoding_is_refused_with_its_line() -> None:
    assert refusal(b"WEBVTT\n\n00:01.000 --> 00:02.000\nL\xe0ng\n") == [
        (4, "The file is not in UTF-8. Save it again with the encoding UTF-8.")
    ]


def test_null_bytes_are_refused() -> None:
    assert refusal("WEBVTT\n\n00:01.000 --> 00:02.000\nL\x00ng\n") == [(4, "The file holds bytes that are no text.")]


def test_huge_file_is_refused() -> None:
    assert refusal(b"WEBVTT\n" + b" " * (2 * 1024 * 1024)) == [
        (1, "The file is larger than 2 MB: this is no subtitle file.")
    ]


def test_every_fault_is_named() -> None:
    faults = refusal("WEBVTT\n\n00:02.000 --> 00:01.000\nLàng\n\n00:03.000 --> 00:04.000\n\n00:x\nSen\n")
    assert [line for line, _message in faults] == [3, 6, 8]
