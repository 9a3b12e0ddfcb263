"""Times as people write them."""

import pytest

from media_library.shotlist.timecode import NotATimeError, read, written


@pytest.mark.parametrize(
    ("text", "rate", "thousandths"),
    [
        ("0:07", None, 7_000),
        ("00:07", None, 7_000),
        ("75:00", None, 4_500_000),
        ("01:02:03", None, 3_723_000),
        (" 00:00:07.5 ", None, 7_500),
        ("00:07,25", None, 7_250),
        ("00:00:07:12", None, 7_480),
        ("00:00:07:12", 50.0, 7_240),
        ("00:00:07:24", 23.976, None),
    ],
)
def test_what_is_read(text: str, rate: float | None, thousandths: int | None) -> None:
    if thousandths is None:
        with pytest.raises(NotATimeError):
            read(text, rate)
    else:
        assert read(text, rate) == thousandths


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("7", "“7” is no time. Write it as 00:07, 01:02:03 or 00:07.500."),
        ("0O:07", "“0O:07” is no time. Write it as 00:07, 01:02:03 or 00:07.500."),
        ("", "“” is no time. Write it as 00:07, 01:02:03 or 00:07.500."),
        ("00:60", "“00:60” is no time: there are 60 seconds in a minute."),
        ("01:60:00", "“01:60:00” is no time: there are 60 seconds in a minute."),
        ("00:00:07:25", "“00:00:07:25”: frame 25 is not there, the clip has 25 frames a second."),
        ("00:00:07;12", "“00:00:07;12” is drop-frame timecode. Export the list with non-drop timecode."),
    ],
)
def test_what_is_refused(text: str, refusal: str) -> None:
    with pytest.raises(NotATimeError) as why:
        read(text)
    assert str(why.value) == refusal


@pytest.mark.parametrize(
    ("thousandths", "text"),
    [(0, "00:00"), (7_000, "00:07"), (7_040, "00:07.040"), (3_723_500, "01:02:03.500"), (3_600_000, "01:00:00")],
)
def test_how_it_is_written_and_read_again(thousandths: int, text: str) -> None:
    assert written(thousandths) == text
    assert read(text) == thousandths
