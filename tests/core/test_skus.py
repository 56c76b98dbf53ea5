"""A merchant's table of SKUs: which photo gets which, and what is odd about it."""

import pytest

from desktop_app.core.skus import Problem, ProblemKind, table
from desktop_app.core.words import Language

PHOTOS = ["春装/衬衫 01.JPG", "SKU2/1.jpg", "caf\u00e9.png"]


@pytest.mark.parametrize(
    "rows",
    [
        [["1.jpg", "A1"]],
        [["File name", "SKU"], ["1.jpg", "A1"]],
        [["货号", "备注", "文件名"], ["A1", "红色", "1.jpg"]],
        [["file_name", "price", "sku"], ["1.jpg", "9.9", "A1"]],
        [[], ["", ""], ["商家编码", "图片名称"], ["A1", "1.jpg"]],
    ],
    ids=["bare", "headed", "turned round", "with more columns", "after empty rows"],
)
def test_the_two_columns_are_found(rows: list[list[str]]):
    (entry,) = table(rows).entries

    assert (entry.name, entry.sku, entry.row) == ("1.jpg", "A1", len(rows))


def test_a_photo_is_found_by_its_whole_name_then_without_folders_then_without_extension():
    told = table([["SKU2/1.jpg", "whole"], ["1.jpg", "file"], ["1", "stem"]])

    found = told.matched(["SKU2/1.jpg", "SKU3/1.jpg", "SKU3/1.png"]).skus

    assert found == {"SKU2/1.jpg": "whole", "SKU3/1.jpg": "file", "SKU3/1.png": "stem"}


def test_case_accents_and_backslashes_make_no_difference():
    told = table([["春装\\衬衫 01.jpg", "A1"], ["CAFE\u0301", "C3"]])

    assert told.matched(PHOTOS).skus == {"春装/衬衫 01.JPG": "A1", "caf\u00e9.png": "C3"}


def test_everything_odd_is_told_with_its_row_and_the_first_of_two_counts():
    told = table(
        [
            ["photo", "sku"],
            ["1.jpg", "A1"],
            ["", "A2"],
            ["3.jpg", ""],
            ["1.jpg", "A1"],
            ["1.JPG", "B1"],
            ["gone.jpg", "C1"],
        ]
    )

    matched = told.matched(["1.jpg", "2.jpg"])

    assert matched.skus == {"1.jpg": "A1"}
    assert matched.problems == (
        Problem(ProblemKind.EMPTY_NAME, "", 3, "A2"),
        Problem(ProblemKind.EMPTY_SKU, "3.jpg", 4),
        Problem(ProblemKind.REPEATED, "1.jpg", 5, "A1"),
        Problem(ProblemKind.CONFLICTING, "1.JPG", 6, "B1"),
        Problem(ProblemKind.UNKNOWN, "gone.jpg", 7, "C1"),
        Problem(ProblemKind.MISSING, "2.jpg"),
    )


@pytest.mark.parametrize("kind", ProblemKind)
@pytest.mark.parametrize("language", Language)
def test_every_problem_is_a_sentence_that_names_what_it_is_about(kind: ProblemKind, language: Language):
    said = Problem(kind, "1.jpg", 7, "A1").sentence(language)

    assert "{" not in said
    assert "1.jpg" in said or (kind is ProblemKind.EMPTY_NAME and "A1" in said)
    assert "7" in said or kind is ProblemKind.MISSING


def test_a_table_of_one_column_is_none():
    with pytest.raises(ValueError, match="two columns"):
        table([["1.jpg"], ["2.jpg"]])
