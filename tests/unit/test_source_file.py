"""source.yaml and corrections.yaml: what they hold, and what is refused, each with place and cure."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.documents.errors import SourceError
from pipeline.resolution.source_file import (
    SCHEMAS,
    Corrections,
    HandFate,
    NameRepair,
    editor_schemas,
    read_corrections,
    read_source_file,
)
from schemas import values

SHOWN = "raw/lao-cai/2019-quyet-dinh-12"
GOOD = f"""\
province: lao-cai
year: 2019
title: "Kết quả: xếp hạng năm 2019"
issuer: Ủy ban nhân dân tỉnh Lào Cai
document_kind: signed
number: 12/QĐ-UBND
decided: 2019-12-20
licence: "Văn bản hành chính"
publish_text: full
file: document.txt
sha256: {"0a" * 32}
"""
CORRECTION = "- line: 3\n  before: Sở Y t\n  after: Sở Y tế\n  reason: mất chữ\n"


def source(folder: Path, text: str) -> Path:
    (folder / "source.yaml").write_text(text, encoding="utf-8")
    return folder


def corrections(folder: Path, text: str) -> Path:
    (folder / "corrections.yaml").write_text(text, encoding="utf-8")
    return folder


def refused_source(folder: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_source_file(folder, SHOWN)
    assert caught.value.path == f"{SHOWN}/source.yaml"
    assert caught.value.cure and "\n" not in str(caught.value)
    return caught.value


def refused_corrections(folder: Path) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_corrections(folder, SHOWN)
    assert caught.value.path == f"{SHOWN}/corrections.yaml"
    assert caught.value.cure and "\n" not in str(caught.value)
    return caught.value


def test_a_description_is_read_field_by_field(tmp_path: Path) -> None:
    found = read_source_file(source(tmp_path, GOOD), SHOWN)
    assert found.source_id == found.publication_id == "lao-cai-2019-quyet-dinh-12"
    assert (found.province, found.year, found.period) == ("lao-cai", 2019, "2019")
    assert (found.title, found.number) == ("Kết quả: xếp hạng năm 2019", "12/QĐ-UBND")
    assert (found.decided, found.published) == (date(2019, 12, 20), None)
    assert (found.file, found.sha256, found.index) == ("document.txt", "0a" * 32, None)


def test_optional_fields_are_read_too(tmp_path: Path) -> None:
    text = GOOD + "period: 2019q2\npublication_id: bao-lao-cai\nindex: ict\n"
    text += "criteria_document: 7/QĐ-UBND\npublished: 2020-01-02\n"
    found = read_source_file(source(tmp_path, text), SHOWN)
    assert (found.period, found.publication_id, found.index) == ("2019q2", "bao-lao-cai", "ict")
    assert (found.criteria_document, found.published) == ("7/QĐ-UBND", date(2020, 1, 2))


def test_an_article_names_the_document_that_it_tells_of(tmp_path: Path) -> None:
    text = GOOD.replace("document_kind: signed", "document_kind: portal_article")
    text = text.replace("number:", "about:").replace("publish_text: full", "publish_text: quotes")
    text += "url: https://vi.du/bai-1\nretrieved: 2022-03-04\nnote: đăng lại\n"
    found = read_source_file(source(tmp_path, text), SHOWN)
    assert (found.document_kind, found.number, found.about) == ("portal_article", None, "12/QĐ-UBND")
    assert (found.url, found.retrieved) == ("https://vi.du/bai-1", date(2022, 3, 4))
    assert found.note == "đăng lại"
    whole = text.replace("publish_text: quotes", "publish_text: full")
    assert refused_source(source(tmp_path, whole)).where == "publish_text"


@pytest.mark.parametrize(
    "field",
    ["province", "year", "title", "issuer", "document_kind", "licence", "publish_text", "file", "sha256"],
)
def test_a_missing_or_empty_field_is_named(field: str, tmp_path: Path) -> None:
    for replacement in ("", f"{field}:\n"):
        lines = [line for line in GOOD.splitlines(keepends=True) if not line.startswith(f"{field}:")]
        error = refused_source(source(tmp_path, "".join(lines) + replacement))
        assert field in error.reason and "missing" in error.reason


@pytest.mark.parametrize(
    ("before", "after", "place", "said"),
    [
        ("year: 2019", "year: hai nghìn", "year", "no year"),
        ("year: 2019", "year: 219", "year", "no year"),
        ("publish_text: full", "publish_text: all", "publish_text", "full"),
        ("sha256: 0a", "sha256: XX", "sha256", "SHA-256"),
        ("decided: 2019-12-20", "decided: 20/12/2019", "decided", "no date"),
        ("document_kind: signed", "document_kind: decision", "document_kind", "portal_article"),
        ("document_kind: signed", "document_kind: press", "number", "about"),
        ("number: 12/QĐ-UBND", "about: 12/QĐ-UBND", "about", "number"),
        ("licence:", "url: cổng tỉnh\nlicence:", "url", "https://"),
        ("licence:", "retrieved: hôm qua\nlicence:", "retrieved", "no date"),
        ("licence:", "license: x\nlicence:", "license", "no such field"),
        ("licence:", "n_units: 18\nlicence:", "n_units", "no such field"),
        ("licence:", "note: [một, hai]\nlicence:", "note", "no text"),
        ("licence:", "ocr: có\nlicence:", "ocr", "scan"),
        ("licence:", "index: |\n  một\n  hai\nlicence:", "index", "'một hai' is no index"),
    ],
)
def test_a_wrong_field_is_named_with_its_cure(
    before: str, after: str, place: str, said: str, tmp_path: Path
) -> None:
    assert before in GOOD
    error = refused_source(source(tmp_path, GOOD.replace(before, after)))
    assert error.where == place
    assert said in error.reason or said in error.cure


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('province: lao-cai\ntitle: "một\n', "line"),
        ("province: lao-cai\n\tyear: 2019\n", "line 2"),
        ("title: Kết quả: năm 2019\n", "line 1"),
        ("- province: lao-cai\n", "line 1"),
        ("", "line 1"),
    ],
)
def test_a_file_that_is_no_list_of_fields_names_its_line(text: str, place: str, tmp_path: Path) -> None:
    assert place in refused_source(source(tmp_path, text)).where


def test_what_is_nested_is_refused_in_one_line(tmp_path: Path) -> None:
    bomb = "note: &a [x, x]\n" + "".join(
        f"note{number}: &{name} [*{before}, *{before}, *{before}, *{before}]\n"
        for number, (before, name) in enumerate(pairwise("abcdefghijklmnop"))
    )
    for text in (GOOD + bomb, GOOD + "note: &a [*a]\n"):
        error = refused_source(source(tmp_path, text))
        assert (error.where, error.reason) == ("line 12", "an anchor (&) or alias (*)")
    assert refused_source(source(tmp_path, "province: " + "[" * 5000)).reason == "nested too deep"


def test_a_number_needs_no_quotes(tmp_path: Path) -> None:
    text = GOOD.replace("number: 12/QĐ-UBND", "number: 12") + "period: 2019\n"
    found = read_source_file(source(tmp_path, text), SHOWN)
    assert (found.number, found.period) == ("12", "2019")


LONG_NUMBERS = ["0x" + "f" * 5000, "9" * 5000, "!!int 0x" + "f" * 5000, "!!float " + "9" * 5000]


@pytest.mark.parametrize("number", LONG_NUMBERS)
@pytest.mark.parametrize("field", ["number: 12/QĐ-UBND", "year: 2019", "decided: 2019-12-20"])
def test_a_number_without_end_is_refused_at_its_field(field: str, number: str, tmp_path: Path) -> None:
    name = field.partition(":")[0]
    error = refused_source(source(tmp_path, GOOD.replace(field, f"{name}: {number}")))
    assert error.where == name and len(str(error)) < 250 and "sys." not in str(error)


@pytest.mark.parametrize("number", LONG_NUMBERS)
@pytest.mark.parametrize("field", ["line: 3", "before: Sở Y t"])
def test_a_number_without_end_is_refused_at_its_entry(field: str, number: str, tmp_path: Path) -> None:
    text = CORRECTION.replace(field, f"{field.partition(':')[0]}: {number}")
    error = refused_corrections(corrections(tmp_path, text))
    assert error.where == "entry 1" and len(str(error)) < 250
    assert error.reason.startswith(field.partition(":")[0])


@pytest.mark.parametrize("number", ["007", "0x10", "1.50", "12:30", "1_000"])
def test_a_number_stays_as_it_is_written(number: str, tmp_path: Path) -> None:
    text = GOOD.replace("number: 12/QĐ-UBND", f"number: {number}")
    assert read_source_file(source(tmp_path, text), SHOWN).number == number


@pytest.mark.parametrize("value", ["true", "0x7e3", "2019.0", "2_019", "٢٠١٩"])
def test_a_year_is_written_in_digits(value: str, tmp_path: Path) -> None:
    assert refused_source(source(tmp_path, GOOD.replace("year: 2019", f"year: {value}"))).where == "year"


@pytest.mark.parametrize("again", ["title: khác\n", '"title": khác\n'])
def test_a_field_given_twice_is_refused_at_its_line(again: str, tmp_path: Path) -> None:
    error = refused_source(source(tmp_path, GOOD + again))
    assert (error.where, error.cure) == ("line 12", "keep one of the two")
    assert error.reason == "the field title is given twice, first in line 3"


def test_a_field_given_twice_in_a_correction_is_refused_at_its_line(tmp_path: Path) -> None:
    error = refused_corrections(corrections(tmp_path, CORRECTION + CORRECTION + "  line: 9\n"))
    assert (error.where, error.reason) == ("line 9", "the field line is given twice, first in line 5")


@pytest.mark.parametrize(
    "period", ["../../../x y", "q2", "2018q2", "2019-q2", "2019Q2", "20191", "2019" + "q" * 99]
)
def test_a_period_is_the_year_or_a_part_of_it(period: str, tmp_path: Path) -> None:
    error = refused_source(source(tmp_path, GOOD + f'period: "{period}"\n'))
    assert error.where == "period" and "begin it with the year" in error.cure


@pytest.mark.parametrize("day", ["2019-13-45", "2019-02-30", "!!timestamp hôm qua", "2019-12-20 99:00:00"])
@pytest.mark.parametrize("field", ["decided", "published", "retrieved"])
def test_a_day_that_does_not_exist_names_its_field(field: str, day: str, tmp_path: Path) -> None:
    text = GOOD.replace("decided: 2019-12-20\n", "")
    error = refused_source(source(tmp_path, text + f"{field}: {day}\n"))
    assert (error.where, error.cure) == (field, "write days as 2017-12-20")


@pytest.mark.parametrize(
    "text",
    [
        'note: "\\UFFFFFFFF"\n',
        '"hai\\ndòng": x\n',
        "ocr: !!bool có\n",
        "? [a]\n: x\n",
        "note: !!map [a, b]\n",
        "note: !!map a\n",
    ],
)
def test_what_yaml_cannot_hold_is_refused_in_one_line(text: str, tmp_path: Path) -> None:
    refused_source(source(tmp_path, GOOD + text))


def test_editors_know_the_fields_of_both_files() -> None:
    cure = "write them anew: .venv/bin/python -m pipeline.resolution.source_file"
    for name, text in editor_schemas().items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, cure
        schema = json.loads(text)
        for fields in (schema, *schema.get("$defs", {}).values()):
            assert all(field["description"] for field in fields.get("properties", {}).values())


def test_a_description_runs_no_code(tmp_path: Path) -> None:
    title = 'title: "Kết quả: xếp hạng năm 2019"'
    assert title in GOOD
    text = GOOD.replace(title, "title: !!python/object/apply:os.getcwd []")
    assert "YAML" in refused_source(source(tmp_path, text)).reason


def test_a_description_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "source.yaml").write_bytes(GOOD.encode("utf-16"))
    assert "UTF-8" in refused_source(tmp_path).reason


def test_a_missing_description_is_refused(tmp_path: Path) -> None:
    assert refused_source(tmp_path).reason == "missing"


def test_the_document_stands_in_the_folder_of_its_description(tmp_path: Path) -> None:
    for name in ("../other/document.txt", "/etc/hosts.txt"):
        error = refused_source(source(tmp_path, GOOD.replace("file: document.txt", f"file: {name}")))
        assert error.where == "file"


def test_an_index_is_one_of_the_code_list(tmp_path: Path) -> None:
    error = refused_source(source(tmp_path, GOOD + "index: itc\n"))
    assert error.where == "index" and "ict" in error.cure


def test_no_corrections_are_no_fault(tmp_path: Path) -> None:
    assert read_corrections(tmp_path, SHOWN) == Corrections()


def test_a_folder_is_no_list_of_corrections(tmp_path: Path) -> None:
    (tmp_path / "corrections.yaml").mkdir()
    error = refused_corrections(tmp_path)
    assert "folder" in error.reason and "make it a file" in error.cure


def test_corrections_are_read_entry_by_entry(tmp_path: Path) -> None:
    text = CORRECTION + "- line: 9\n  token: '77'\n  nth: 2\n  fate: reference\n  reason: số nhà\n"
    assert read_corrections(corrections(tmp_path, text), SHOWN) == Corrections(
        repairs=(NameRepair(line=3, before="Sở Y t", after="Sở Y tế", reason="mất chữ"),),
        fates=(HandFate(line=9, token="77", nth=2, fate="reference", reason="số nhà"),),
    )


@pytest.mark.parametrize(
    ("before", "after", "place", "said"),
    [
        ("  before: Sở Y t\n  after: Sở Y tế\n", "  before: 81,0\n  after: 81,5\n", "entry 1", "number"),
        ("  after: Sở Y tế\n", "  after: Sở Y tế 1\n", "entry 1", "number"),
        ("  before: Sở Y t\n", "  before: 12 Sở Y t\n", "entry 1", "number"),
        ("  after: Sở Y tế\n", "", "entry 1", "missing"),
        ("  before: Sở Y t\n", "", "entry 1", "missing"),
        ("  reason: mất chữ\n", "", "entry 1", "reason"),
        ("- line: 3\n", "- line: ba\n", "entry 1", "line"),
        ("- line: 3\n", "- line: 3\n  column: 2\n", "entry 1", "no such field"),
        ("- line: 3\n", "line: 3\n", "line", ""),
    ],
)
def test_a_correction_repairs_letters_and_says_why(
    before: str, after: str, place: str, said: str, tmp_path: Path
) -> None:
    assert before in CORRECTION
    error = refused_corrections(corrections(tmp_path, CORRECTION.replace(before, after)))
    assert error.where.startswith(place) and said in error.reason


def test_the_faulty_entry_is_counted(tmp_path: Path) -> None:
    text = CORRECTION + "- line: 4\n  before: '12'\n  after: '13'\n  reason: sai\n"
    assert refused_corrections(corrections(tmp_path, text)).where == "entry 2"


@pytest.mark.parametrize("fate", ["nothing", "unaccounted", "statement", "claim"])
def test_a_fate_by_hand_is_none_that_a_row_must_hold(fate: str, tmp_path: Path) -> None:
    text = f"- line: 9\n  token: '77'\n  fate: {fate}\n  reason: x\n"
    error = refused_corrections(corrections(tmp_path, text))
    assert fate in error.reason and "furniture" in error.cure
    assert set(values.HAND_FATES) < set(values.FATES)


def test_a_list_of_fields_is_no_list_of_corrections(tmp_path: Path) -> None:
    assert refused_corrections(corrections(tmp_path, "line: 3\n")).reason
    assert refused_corrections(corrections(tmp_path, "- một\n")).where == "entry 1"
