import pytest

from media_library.ingest.captions import CaptionLine, CaptionsRefused, read_captions
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
        CaptionLine(3, "", {}, {"vi": {"title": "nobody"}}, "It names no file."),
        CaptionLine(4, "a.jpg", {}, {"vi": {"title": "again"}}, "Line 2 names the same file."),
        CaptionLine(
            5,
            "b.jpg",
            {},
            {"vi": {"title": "B"}},
            "It has more cells than there are columns: is a quotation mark missing?",
        ),
        CaptionLine(8, "c.jpg", {}, {"vi": {"title": "two\nlines"}}),
    ]


def test_a_cell_without_an_end_is_one_bad_line() -> None:
    sheet = 'file,title\na.jpg,"' + "x" * 30_000 + '"\nb.jpg,B\n'

    lines = read_captions(sheet.encode(), languages=LANGUAGES)

    assert lines[0].fault == "The line cannot be read: a cell is too long or a quotation mark is missing."
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

    assert str(refused.value) == why
