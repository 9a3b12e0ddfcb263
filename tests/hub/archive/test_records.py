"""The format, key by key."""

from datetime import UTC, datetime

import pytest

from hub.archive.lines import Refused
from hub.archive.records import PictureLine, Record, read_record
from tests.hub.archive.archives import line

LANGUAGES = ("vi", "en", "lo", "zh-Hans")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def read(**fields):
    return read_record(line(**fields), languages=LANGUAGES, now=NOW)


def test_a_whole_line():
    record = read(
        id=17,
        work="w-9",
        type="event",
        title="Le\u0302\u0303  hội",
        summary="Tóm tắt.",
        byline="Mai Hoa",
        date="2024-05-19",
        column="Văn hóa",
        url="https://baonghean.vn/17.html",
        licence="CC-BY-4.0",
        starts="2024-06-01T19:30",
        ends="2024-06-02T02:00:00Z",
        venue="Quảng trường Hồ Chí Minh",
        pictures=[{"path": "a.jpg", "alt": "Sen"}, "b.jpg"],
    )
    assert record == Record(
        external_id="17",
        work="w-9",
        lang="vi",
        kind="event",
        title="Lễ hội",
        summary="Tóm tắt.",
        paragraphs=("Đoạn một của bài 1.", "Đoạn hai."),
        published=datetime(2024, 5, 18, 17, tzinfo=UTC),
        column="Văn hóa",
        agency="bao-nghe-an",
        url="https://baonghean.vn/17.html",
        byline="Mai Hoa",
        licence="CC-BY-4.0",
        pictures=(PictureLine("a.jpg", alt="Sen"), PictureLine("b.jpg")),
        starts=datetime(2024, 6, 1, 12, 30, tzinfo=UTC),
        ends=datetime(2024, 6, 2, 2, tzinfo=UTC),
        venue="Quảng trường Hồ Chí Minh",
    )
    assert record.notes == ()


def test_what_is_not_said_is_taken_from_the_line_itself():
    record = read(work=None)
    assert (record.work, record.summary, record.licence) == ("bna-1-vi", "Đoạn một của bài 1.", "")


def test_an_event_without_a_time_stands_on_the_day_of_its_date_and_says_so():
    record = read(type="event")
    assert (record.starts, record.all_day) == (record.published, True)
    assert record.notes == ("The event does not say when it starts (“starts”): it stands on the day of its “date”.",)


def test_html_is_taken_out_and_told():
    record = read(title="Sen <b>nở</b>", text="<p>Một.</p><p>Hai.</p>")
    assert (record.title, record.paragraphs) == ("Sen nở", ("Một.", "Hai."))
    assert record.notes == (
        "HTML was taken out of “title”: plain paragraphs are stored.",
        "HTML was taken out of “text”: plain paragraphs are stored.",
    )


@pytest.mark.parametrize(
    ("said", "tag"), [("VI", "vi"), ("vi-VN", "vi"), ("en-US", "en"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans")]
)
def test_a_language_is_the_houses_own_of_that_script(said, tag):
    assert read(lang=said).lang == tag


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2024-05-19", datetime(2024, 5, 18, 17, tzinfo=UTC)),
        ("2024-05-19 08:30", datetime(2024, 5, 19, 1, 30, tzinfo=UTC)),
        ("2024-05-19T08:30:15.5Z", datetime(2024, 5, 19, 8, 30, 15, 500_000, tzinfo=UTC)),
        ("2024-05-19T08:30:00+0900", datetime(2024, 5, 18, 23, 30, tzinfo=UTC)),
    ],
)
def test_a_date_is_iso_8601_and_of_viet_nam_unless_it_says_otherwise(said, moment):
    assert read(date=said).published == moment


TOO_LONG = "is too long: {} characters, at most {} are possible. Nothing is cut off by itself."
WRITE_ISO = "write it as ISO 8601 has it, 2024-05-19 or 2024-05-19T08:00:00+07:00."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": None}, "“id” is missing: it is how the archive names this line, and the line is known by it again."),
        ({"id": True}, "“id” must be a text in quotation marks."),
        ({"id": "a" * 201}, f"“id” {TOO_LONG.format(201, 200)}"),
        ({"lang": None}, "“lang” is missing: a BCP 47 tag such as vi, en or zh-Hans."),
        ({"lang": "Vietnamese!"}, "“Vietnamese!” is no language: “lang” is a BCP 47 tag such as vi, en or zh-Hans."),
        ({"lang": "th"}, "“th” is not among the languages of the hub. Set HUB_LANGUAGES=vi,en,lo,zh-Hans,th and run the import again."),
        ({"lang": "zh-TW"}, "“zh-Hant-TW” is not among the languages of the hub. "
          "Set HUB_LANGUAGES=vi,en,lo,zh-Hans,zh-Hant-TW and run the import again."),
        ({"type": None}, "“type” is missing: one of article, video, publication, event."),
        ({"type": "issue"}, "The type “issue” cannot be imported. Possible are article, video, publication, event."),
        ({"title": None}, "“title” is missing."),
        ({"title": " \n"}, "“title” is missing."),
        ({"title": ["a"]}, "“title” must be a text in quotation marks."),
        ({"title": "a" * 300}, f"“title” {TOO_LONG.format(300, 255)}"),
        ({"title": "Sen\x00 nở"}, "“title” holds a control character (U+0000) after “Sen”: take it out."),
        ({"text": "Sen \ud800"}, "“text” holds a control character (U+D800) after “Sen ”: take it out."),
        ({"text": None}, "“text” is missing."),
        ({"text": "<p> </p>"}, "“text” is missing."),
        ({"text": "a\n\n" * 2001}, "The text has 2001 paragraphs; at most 2000 are possible."),
        ({"summary": "a" * 401}, f"“summary” {TOO_LONG.format(401, 400)}"),
        ({"date": None}, "“date” is missing: the day on which it came out, such as 2024-05-19."),
        ({"date": "19/05/2024"}, f"“date” cannot be “19/05/2024”: {WRITE_ISO}"),
        ({"date": "20240519"}, f"“date” cannot be “20240519”: {WRITE_ISO}"),
        ({"date": "2024-02-30"}, f"“date” cannot be “2024-02-30”: {WRITE_ISO}"),
        ({"date": "0001-01-01"}, f"“date” cannot be “0001-01-01”: {WRITE_ISO}"),
        ({"date": "1700-01-01"}, "“date” lies before the year 1800."),
        ({"date": 1716080400}, "“date” must be a text in quotation marks."),
        ({"date": "2026-11-26"}, "“date” lies in the future: an archive holds what has come out already."),
        ({"url": "/tin/17.html"}, "“url” must be a whole address that begins with http:// or https://."),
        ({"url": "javascript:alert(1)"}, "“url” must be a whole address that begins with http:// or https://."),
        ({"licence": "internal"}, "Its licence says “internal”: what is internal is not published."),
        ({"licence": "free"}, "The licence “free” is not known here. Possible are CC-BY-4.0, press."),
        ({"pictures": "a.jpg"}, "“pictures” must be a list of at most 100 pictures."),
        ({"pictures": [7]}, "Each of “pictures” must be an object with “file”, or the name of a file."),
        ({"pictures": [{"alt": "Sen"}]}, "A picture does not say its “file”."),
        ({"pictures": [{"file": "a.jpg", "alt": "a" * 256}]}, "“alt” of a picture is too long: 256 characters, at most 255 are possible."),
        ({"type": "event", "starts": "2024-05-19", "ends": "2024-05-18"}, "The event ends before it starts."),
        ({"type": "event", "all_day": "yes"}, "“all_day” must be true or false."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why(fields, reason):
    with pytest.raises(Refused) as refused:
        read(**fields)
    assert str(refused.value) == reason


def test_a_clip_needs_no_text_where_it_has_a_summary():
    assert read(type="video", text=None, summary="Một phút ở Cửa Lò.").paragraphs == ()
