from locales.canonical.alphabet import sort_key

SORTED = [
    "… 2", "1999", "2026", "10000", "an", "ảnh 2", "Ảnh 10", "Ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "bạ bè", "bác",
    "da", "dừng", "đa", "Đồng", "ê", "ñandu", "nghệ an", "Nghệ An 2026", "oa", "ô", "ơ", "“Sen”", "sen 1", "ưa", "ých",
    "Ангара", "ລາວ", "中文",
]  # fmt: skip


def test_titles_sort_as_in_a_vietnamese_dictionary():
    assert sorted(set(SORTED), key=sort_key) == SORTED


def test_capitals_and_the_way_marks_are_written_make_no_difference():
    assert sort_key("Nghe\u0323\u0302 An") == sort_key("NGHỆ AN") == sort_key("“nghệ - an”")


def test_letters_are_compared_before_tones():
    assert sorted(["bá a", "ba b", "bà c"], key=sort_key) == ["bá a", "ba b", "bà c"]


def test_there_is_always_a_key_and_it_has_an_end():
    assert sort_key("") == "\t"
    assert sort_key("a" * 500) == sort_key("a" * 120)
