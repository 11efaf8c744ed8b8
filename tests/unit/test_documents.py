"""From bytes to lines: every encoding gives the same lines, and what cannot be read says why."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.document import Line
from pipeline.documents.errors import SourceError
from pipeline.documents.formats.plain_text import read_lines
from pipeline.documents.limits import max_bytes
from pipeline.documents.read_document import read_document

TEXT = "Kết quả năm 2019\r\n\r\n1\tSở Y tế\u00a053,2 điểm\nĐắk Lắk – GD&ÐT\n"
ENCODINGS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "UTF-16, little end first": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16, big end first": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
}
PRINTED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff\ufffe"), min_size=1)


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_gives_the_same_lines(encoding: str) -> None:
    lines = read_lines("a.txt", ENCODINGS[encoding](TEXT))
    assert texts(lines) == ["Kết quả năm 2019", "", "1\tSở Y tế\u00a053,2 điểm", "Đắk Lắk – GD&ÐT"]
    assert [line.number for line in lines] == [1, 2, 3, 4]


@given(PRINTED.filter(str.strip), st.sampled_from(sorted(ENCODINGS)))
def test_any_text_is_read_alike_in_every_encoding(text: str, encoding: str) -> None:
    lines = texts(read_lines("a.txt", ENCODINGS[encoding](text)))
    assert lines == texts(read_lines("a.txt", text.encode()))
    assert [line.removesuffix("\r") for line in text.removesuffix("\n").split("\n")] == lines


def test_only_the_line_feed_ends_a_line() -> None:
    text = "một\u2028hai\x0bba\x0cbốn\x85năm\rsáu\n\nbảy"
    assert texts(read_lines("a.txt", text.encode())) == ["một\u2028hai\x0bba\x0cbốn\x85năm\rsáu", "", "bảy"]


def test_a_line_of_no_break_blanks_is_blank() -> None:
    blank, filled = read_lines("a.txt", " \u00a0\t\u200b\n.".encode())
    assert blank.is_blank and not filled.is_blank


def test_a_document_knows_its_bytes_and_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.TXT"
    path.write_bytes(TEXT.encode())
    document = read_document(path, "raw/x/y/bao-cao.TXT")
    assert document.path == "raw/x/y/bao-cao.TXT"
    assert document.media_type == "text/plain"
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.decimal_mark == ","
    assert document.lines[2].normal.text == "1 sở y tế 53,2 điểm"


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"", "", "empty"),
        (b" \n\xc2\xa0\n", "", "empty"),
        (b"\xef\xbb\xbf", "", "empty"),
        ("Sở\nY tế\n".encode() + "điểm".encode("cp1258", "replace") + b"\x90", "line 3, byte", "UTF-8"),
        (b"Tot\nKha\n\x00\x01", "line 3", "NUL"),
        (b"\xff\xfea\x00b", "line 1", "UTF-16"),
    ],
    ids=["empty", "blank", "BOM alone", "another encoding", "binary", "UTF-16 cut short"],
)
def test_bytes_that_are_no_text_are_refused_with_place_and_cure(data: bytes, place: str, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_lines("raw/x/y/document.txt", data)
    error = caught.value
    assert error.path == "raw/x/y/document.txt"
    assert place in error.where
    assert said in error.reason
    assert error.cure and "\n" not in str(error)


@pytest.mark.parametrize(
    ("name", "said"),
    [("document.txt", "no such file"), ("document.xyz", "no reader"), ("document", "no reader")],
)
def test_a_file_that_is_missing_or_unknown_is_refused(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        read_document(tmp_path / name, name)
    assert caught.value.path == name and caught.value.cure


def test_a_file_of_any_size_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    with path.open("wb") as file:
        file.truncate(max_bytes() + 1)
    with pytest.raises(SourceError, match="larger than"):
        read_document(path)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "document.txt").mkdir()
    with pytest.raises(SourceError, match="no such file"):
        read_document(tmp_path / "document.txt")
