import time

import pytest

from hub.archive.plain_text import has_markup, opening_words, paragraphs, plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Một.\n\nHai.", ["Một.", "Hai."]),
        ("Một.\r\n \t\r\nHai.\r\rBa.", ["Một.", "Hai.", "Ba."]),
        ("Ai ơi về\nNam Đàn\n\n\n\nHết.", ["Ai ơi về\nNam Đàn", "Hết."]),
        ("<p>Một <b>đậm</b>.</p><p class='x'>Hai<br/>dòng.</p>", ["Một đậm.", "Hai\ndòng."]),
        ("Trước<script>alert(1)</script> sau<!-- không --> hết", ["Trước sau hết"]),
        ("Trước<script>alert(1)", ["Trước"]),
        ("1 < 2 và 3 > 2, <nguồn: TTXVN>", ["1 < 2 và 3 > 2, <nguồn: TTXVN>"]),
        ("Q&amp;A &lt;b&gt; AT&T", ["Q&A <b> AT&T"]),
        ("Tie\u0302\u0301ng", ["Tiếng"]),
        (" \n \n", []),
    ],
)
def test_paragraphs_of_plain_text(text, found):
    assert paragraphs(plain(text)) == found


@pytest.mark.parametrize(
    ("text", "there"), [("<p>", True), ("&nbsp;", True), ("a < b", False), ("AT&T <nguồn>", False)]
)
def test_markup_is_told_from_brackets(text, there):
    assert has_markup(text) is there


@pytest.mark.parametrize(
    "text", ["<!--" * 400_000, "<script" * 200_000, "<a " * 400_000, "&" * 400_000, "\n " * 400_000]
)
def test_hostile_text_takes_no_longer_than_its_length(text):
    began = time.process_time()
    paragraphs(plain(text))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("Ngắn.", "Ngắn."),
        (f"{'Chữ ' * 20}hết. {'Thêm ' * 60}.", f"{'Chữ ' * 20}hết."),
        ("nghĩa " * 60, f"{'nghĩa ' * 49}nghĩa…"),
        ("字" * 400, "字" * 299 + "…"),
        ("字" * 298 + "ກໍ່" * 50, "字" * 298 + "…"),
    ],
)
def test_a_summary_is_how_the_text_begins(text, opening):
    assert opening_words(text) == opening
