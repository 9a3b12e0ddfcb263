"""Shot lists as agencies write them: what is understood, and what is said of a line that is not."""

import pytest

from media_library.shotlist.reading import Line, ListRefusedError, read_list

LANGUAGES = [("vi", "vi"), ("vi", "Vietnamese"), ("vi", "Tiếng Việt"), ("lo", "Lao"), ("lo", "Tiếng Lào")]


def read(text: str, length: int = 60_000, rate: float | None = None) -> list[Line]:
    return read_list(text, length=length, rate=rate, languages=LANGUAGES)


def spans(text: str, length: int = 60_000) -> list[tuple[int, int, str]]:
    return [(line.starts, line.ends, line.words) for line in read(text, length)]


@pytest.mark.parametrize(
    "text",
    [
        "00:00 – 00:07 Aerial of the river\n00:07 – 00:12 A boat",
        "00:00-00:07 Aerial of the river\r\n00:07-00:12 A boat\r\n",
        "SHOTLIST:\n\n1. 00:00 – 00:07 Aerial of the river\n2. 00:07 – 00:12 A boat",
        "00:00 – 00:07  1. Aerial of the river\n00:07 – 00:12  2. A boat",
        "[00:00 – 00:07] Aerial of the river\n(00:07 - 00:12): A boat",
        "00:00:00:00 - 00:00:07:00\tAerial of the river\n00:00:07:00 - 00:00:12:00\tA boat",
        "00:00:00.000 --> 00:00:07.000 Aerial of the river\n00:00:07.000 --> 00:00:12.000 A boat",
        "00:00 to 00:07 Aerial\nof the river\n00:07 đến 00:12 A boat",
        "DANH SÁCH CẢNH\n00:00 – 00:07 Aerial of the river\n00:07 – 00:12 A boat",
    ],
)
def test_the_same_list_in_the_hands_of_many(text: str) -> None:
    assert spans(text) == [(0, 7_000, "Aerial of the river"), (7_000, 12_000, "A boat")]


def test_a_shot_without_an_end_lasts_until_the_next_and_the_last_until_the_end() -> None:
    assert spans("00:00 Aerial\n00:07 A boat", 13_960) == [(0, 7_000, "Aerial"), (7_000, 13_960, "A boat")]


def test_an_end_in_whole_seconds_is_the_end_of_the_clip() -> None:
    assert spans("00:07 – 00:14 A boat", 13_960) == [(7_000, 13_960, "A boat")]


@pytest.mark.parametrize(
    "line",
    [
        "00:08 – 00:20 SOUNDBITE (Vietnamese) Lan, weaver: “Tôi dệt từ năm mười hai tuổi.”",
        "00:08 – 00:20 (SOUNDBITE) (Vietnamese) Lan, weaver, SAYING: “Tôi dệt từ năm mười hai tuổi.”",
        '00:08 – 00:20 SOT (vi) Lan, weaver: "Tôi dệt từ năm mười hai tuổi."',
        "00:08 – 00:20 SOUND BITE Lan, weaver: Tôi dệt từ năm mười hai tuổi.",
        "00:08 – 00:20 PHÁT BIỂU (tiếng Việt) Lan, weaver:\n“Tôi dệt từ năm mười hai tuổi.”",
    ],
)
def test_a_sound_bite(line: str) -> None:
    assert read(line) == [
        Line(1, 8_000, 20_000, "Tôi dệt từ năm mười hai tuổi.", is_bite=True, language="vi", speaker="Lan, weaver")
    ]


def faults(text: str, length: int = 60_000) -> list[str]:
    with pytest.raises(ListRefusedError) as refused:
        read(text, length)
    return [str(fault) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["Line 1: There is no shot in it. Write a line for each, such as “00:00 – 00:07 Aerial of the river”."]),
        ("Aerial of the river", ["Line 1: A time such as 00:00 – 00:07 is missing before this text."]),
        ("00:00 – 00:07 A\n\n0O:07 – 00:12 B", ["Line 3: The time cannot be read. Write it as 00:00 – 00:07."]),
        ("00:07 – 00:07 A", ["Line 1: It ends at 00:07, before it begins at 00:07."]),
        ("00:07 – 00:03 A", ["Line 1: It ends at 00:03, before it begins at 00:07."]),
        ("00:00 – 01:01 A", ["Line 1: 01:01 lies beyond the end of the clip, which is 01:00 long."]),
        ("01:00 A", ["Line 1: 01:00 lies beyond the end of the clip, which is 01:00 long."]),
        ("00:00 – 00:61 A", ["Line 1: “00:61” is no time: there are 60 seconds in a minute."]),
        (
            "00:00:00;00 – 00:00:07;00 A",
            ["Line 1: “00:00:00;00” is drop-frame timecode. Export the list with non-drop timecode."],
        ),
        (
            "00:00 – 00:07 SOUNDBITE (Klingon) Lan: “A”",
            ["Line 1: “Klingon” is no language that is known here. Write its name or its tag, such as “vi”."],
        ),
        (
            "00:00 – 00:07 A\n00:70 – 00:80 B\n00:50 – 00:40 C",
            [
                "Line 2: “00:70” is no time: there are 60 seconds in a minute.",
                "Line 3: It ends at 00:40, before it begins at 00:50.",
            ],
        ),
    ],
)
def test_every_line_at_fault_is_named(text: str, told: list[str]) -> None:
    assert faults(text) == told


def test_a_list_is_not_endless() -> None:
    assert faults("00:00 A\n" * 2001) == ["Line 2001: A list has at most 2000 lines."]
