"""Tables of SKUs as merchants have them, and files that only look like some."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from desktop_app.client import sku_files
from desktop_app.core.errors import TableColumnsError, TableError, TableTooLargeError, UnreadableTableError

ROWS = '文件名,SKU,备注\r\n衬衫 01.jpg,A-001,"红, 大"\r\n裙.jpg,0012,\r\n'
FOUND = {"衬衫 01.jpg": "A-001", "裙.jpg": "0012"}


def read(path: Path) -> dict[str, str]:
    return {entry.name: entry.sku for entry in sku_files.read(path).entries}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_however_excel_wrote_it(tmp_path: Path, encoding: str, delimiter: str):
    file = tmp_path / "货号.csv"
    text = ROWS if delimiter == "," else ROWS.replace('"红, 大"', "红").replace(",", delimiter)
    file.write_bytes(text.encode(encoding))

    assert read(file) == FOUND


def book(path: Path, rows: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)
    return path


def test_a_workbook_is_read_with_its_numbers_as_they_are_shown(tmp_path: Path):
    file = book(tmp_path / "货号.xlsx", [["SKU", "文件名"], [1001, "a.jpg"], ["0012", "b.jpg"], [7.0, "c.jpg"]])

    assert read(file) == {"a.jpg": "1001", "b.jpg": "0012", "c.jpg": "7"}


def test_a_formula_without_a_stored_value_is_a_sku_that_is_missing(tmp_path: Path):
    told = sku_files.read(book(tmp_path / "t.xlsx", [["file", "sku"], ["a.jpg", '=HYPERLINK("http://x","y")']]))

    assert told.entries == ()
    assert [problem.row for problem in told.problems] == [2]


def bomb(path: Path) -> None:
    book(path, [["file", "sku"], ["a.jpg", "A1"]])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings2.xml", b" " * 80_000_000)


def entities(path: Path) -> None:
    parts = {name: zipfile.ZipFile(plain()).read(name) for name in zipfile.ZipFile(plain()).namelist()}
    lol = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            if name.startswith("xl/worksheets/"):
                data = (
                    f'<!DOCTYPE x [<!ENTITY a0 "lol">{lol}]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a9;</t>'
                    "</is></c><c><v>1</v></c></row></sheetData></worksheet>"
                ).encode()
            archive.writestr(name, data)


def plain() -> io.BytesIO:
    made, data = openpyxl.Workbook(), io.BytesIO()
    made.save(data)
    return data


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (bomb, TableTooLargeError),
        (lambda path: path.write_text("a.jpg,A1\n" * 60_000), TableTooLargeError),
        (lambda path: path.write_bytes(b"a.jpg,A1\n" * 2_500_000), TableTooLargeError),
        (entities, TableError),
        (lambda path: path.write_bytes(plain().getvalue()[:-700]), TableError),
        (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256))), TableError),
        (lambda path: path.write_bytes(b"\xff\xfea"), UnreadableTableError),
        (lambda path: zipfile.ZipFile(path, "w").close(), UnreadableTableError),
        (lambda path: path.write_text("just words"), TableColumnsError),
        (lambda path: path.write_bytes(b""), TableColumnsError),
        (Path.mkdir, UnreadableTableError),
        (lambda path: None, UnreadableTableError),
    ],
    ids=[
        "bomb",
        "rows",
        "bytes",
        "entities",
        "cut-short",
        "picture",
        "half-character",
        "empty-zip",
        "words",
        "empty",
        "folder",
        "absent",
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_name(
    tmp_path: Path, make: Callable[[Path], object], error: type[TableError]
):
    file = tmp_path / "表.xlsx"
    make(file)

    with pytest.raises(error) as refused:
        sku_files.read(file)

    assert refused.value.details["file"] == "表.xlsx"
