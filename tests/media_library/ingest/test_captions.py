import pytest

from media_library.ingest.captions import CaptionLine, CaptionsRefused, matched, read_captions
from media_library.ingest.refusals import Refusal
from media_library.ingest.sentences import say
from tests.media_library.ingest.files import windows_1258

LANGUAGES = ("vi", "en", "zh-Hans")
SHEET = "Tên tệp;Chú thích;Chú thích (en);Tác giả\nsen.jpg;Hồ sen làng Kim Liên;Lotus pond;Trần Văn An\n"
LINE = CaptionLine(
    2,
    "sen.jpg",
    {"creator": "Trần Văn An"},
    {"vi": {"caption": "Hồ sen làng Kim Liên"}, "en": {"caption": "Lotus pond"}},
)


@pytest.mark.parametrize(
    "content",
    [
        SHEET.encode(),
        SHEET.encode("utf-8-sig"),
        SHEET.encode("utf-16"),
        SHEET.encode("utf-16-le"),
        windows_1258(SHEET),
        SHEET.replace(";", ",").encode(),
        SHEET.replace(";", "\t").replace("\n", "\r\n").encode(),
        'file,caption_vi,caption:en,photographer\nsen.jpg,"Hồ sen làng Kim Liên",Lotus pond,Trần Văn An'.encode(),
    ],
)
def test_a_sheet_is_read_as_people_make_it(content: bytes) -> None:
    assert read_captions(content, languages=LANGUAGES) == [LINE]


def test_a_line_that_cannot_be_used_says_why_and_stops_no_other() -> None:
    sheet = 'file,title\na.jpg,A\n,nobody\na.jpg,again\nb.jpg,B,too,many\n\n"c.jpg","two\nlines"\n'

    assert read_captions(sheet.encode(), languages=LANGUAGES) == [
        CaptionLine(2, "a.jpg", {}, {"vi": {"title": "A"}}),
        CaptionLine(3, "", {}, {"vi": {"title": "nobody"}}, Refusal("line_names_nothing")),
        CaptionLine(4, "a.jpg", {}, {"vi": {"title": "again"}}, Refusal("line_twice", {"line": 2})),
        CaptionLine(
            5,
            "b.jpg",
            {},
            {"vi": {"title": "B"}},
            Refusal("line_too_long"),
        ),
        CaptionLine(8, "c.jpg", {}, {"vi": {"title": "two\nlines"}}),
    ]


def test_a_cell_without_an_end_is_one_bad_line() -> None:
    sheet = 'file,title\na.jpg,"' + "x" * 30_000 + '"\nb.jpg,B\n'

    lines = read_captions(sheet.encode(), languages=LANGUAGES)

    assert lines[0].fault == Refusal("line_unreadable")
    assert lines[-1].file == "b.jpg"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The sheet of captions is empty."),
        (b"picture;words\na;b", "The sheet of captions has no column “file”. Its columns are: picture, words."),
        (b"x" * 11_000_000, "The sheet of captions is too large."),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(CaptionsRefused) as refused:
        read_captions(content, languages=LANGUAGES)

    assert say(refused.value.refusal.code, refused.value.refusal.about) == why


def test_lines_are_matched_with_the_files_they_tell_of() -> None:
    names = ["ngày 1/SEN.jpg", "ngày 1/cờ.jpg", "ngày 2/cờ.jpg"]
    lines = [
        CaptionLine(2, "sen.JPG"),
        CaptionLine(3, "cờ.jpg"),
        CaptionLine(4, r"ngày 2\cờ.jpg"),
        CaptionLine(5, "./ngày 2/cờ.jpg"),
        CaptionLine(6, "không có.jpg"),
        CaptionLine(7, "", fault=Refusal("line_names_nothing")),
    ]

    told, faults = matched(lines, names)

    assert told == {"ngày 1/SEN.jpg": lines[0], "ngày 2/cờ.jpg": lines[2]}
    assert faults == [
        (lines[1], Refusal("line_unclear", {"file": "cờ.jpg"})),
        (lines[3], Refusal("line_twice", {"line": 4})),
        (lines[4], Refusal("line_without_file", {"file": "không có.jpg"})),
        (lines[5], Refusal("line_names_nothing")),
    ]
