"""Files as they come: every line is an object or has a reason, and the next one is read all the same."""

import json

import pytest

from hub.archive.lines import LONGEST, UnreadableFile, count_lines, read_line, read_lines, read_lines_at


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "This is not JSON: look at character 2."),
        (b"Vinh", "This is not JSON: look at character 1."),
        (b'["a"]', "The line is no JSON object: it begins with { and ends with }."),
        (b'{"id": NaN}', "NaN is no number that JSON knows."),
        (b'{"id": -Infinity}', "-Infinity is no number that JSON knows."),
        (b'{"id": "1", "id": "2"}', "“id” is there twice."),
        (b"[" * 100_000, "This is JSON that no program can use."),
        (b'{"id": ' + b"1" * 10_000 + b"}", "This is JSON that no program can use."),
        ("{\"title\": \"café\"}".encode("latin-1"), "This is not UTF-8 (byte 15 of the line). Save the file in UTF-8."),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_says_why(content, reason):
    line = read_line(7, content)
    assert (line.number, line.fields, line.refusal) == (7, None, reason)


def test_lines_keep_their_numbers_across_empty_ones_and_windows_line_ends(tmp_path):
    path = tmp_path / "archive.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "1"}\r\n\r\n  \r\n{"id": "4"}')
    assert [(line.number, line.fields) for line in read_lines(path)] == [(1, {"id": "1"}), (4, {"id": "4"})]
    assert count_lines(path) == 4


def test_a_byte_order_mark_between_joined_files_is_no_fault(tmp_path):
    path = tmp_path / "archive.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "1"}\n' * 2)
    first, second = read_lines(path)
    assert [(line.number, line.raw, line.fields) for line in (first, second)] == [
        (1, '{"id": "1"}', {"id": "1"}),
        (2, '{"id": "1"}', {"id": "1"}),
    ]
    assert list(read_lines_at(path, [(2, second.start), (1, first.start)])) == [second, first]


def test_lines_are_read_again_where_they_stand(tmp_path):
    path = tmp_path / "archive.jsonl"
    long = b"a" * (LONGEST + 5_000_000)
    path.write_bytes(b'\xef\xbb\xbf{"id": "1"}\r\n\r\n' + long + '\n{"id": "ễ"}\n{"id": "5"}'.encode())
    first, _too_long, fourth, fifth = read_lines(path)
    assert (first.start, fourth.fields, fifth.fields) == (0, {"id": "ễ"}, {"id": "5"})
    again = read_lines_at(path, [(line.number, line.start) for line in (fifth, first, fourth)])
    assert list(again) == [fifth, first, fourth]


def test_a_line_without_an_end_is_read_past(tmp_path):
    path = tmp_path / "archive.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * (LONGEST + 5_000_000) + b'"}\n' + json.dumps({"id": "2"}).encode() + b"\n")
    assert [(line.number, line.fields, line.refusal) for line in read_lines(path)] == [
        (1, None, "The line is longer than 4 MB: no article is."),
        (2, {"id": "2"}, ""),
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_refused_as_a_whole(tmp_path, encoding):
    path = tmp_path / "archive.jsonl"
    path.write_bytes(("\ufeff" + '{"id": "1"}\n').encode(encoding))
    with pytest.raises(UnreadableFile, match=r"^The file is written in UTF-16\. Save it in UTF-8\.$"):
        list(read_lines(path))
