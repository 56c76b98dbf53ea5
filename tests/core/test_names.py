"""File names that survive."""

import pytest

from desktop_app.core import names


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("连衣裙 01.jpg", "连衣裙 01.jpg"),
        ("CON.jpg", "_CON.jpg"),
        ("com1", "_com1"),
        ("a:b.jpg", "a_b.jpg"),
        ("photo.jpg. ", "photo.jpg"),
        ("gpj\u202e.exe", "gpj.exe"),
        ("tab\tand\0nul.jpg", "tab_and_nul.jpg".replace("_", "")),
        ("...", "photo"),
        ("", "photo"),
        ("e\u0301.jpg", "é.jpg"),
        ("👗.jpg", "👗.jpg"),
    ],
)
def test_one_name_is_made_safe_for_windows_and_macos(given: str, safe: str) -> None:
    assert names.safe_name(given) == safe


def test_long_names_keep_their_extension_and_fit_every_file_system() -> None:
    safe = names.safe_name("衣" * 300 + ".jpeg")
    assert safe.endswith(".jpeg")
    assert len(safe) <= names.MAX_LENGTH
    assert len(safe.encode()) <= names.MAX_BYTES


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("SKU1/1.jpg", "SKU1/1.jpg"),
        ("..\\x.jpg", "x.jpg"),
        ("../../etc/passwd.jpg", "etc/passwd.jpg"),
        ("/abs/olute.jpg", "abs/olute.jpg"),
        ("C:\\Users\\a.jpg", "C_/Users/a.jpg"),
        ("a/b/c/d/e.jpg", "c/d/e.jpg"),
        ("//", "photo"),
    ],
)
def test_a_path_stays_relative_and_keeps_its_nearest_folders(given: str, safe: str) -> None:
    assert names.safe_path(given) == safe


def test_names_are_unique_where_the_file_system_folds_case() -> None:
    assert names.unique(["A.jpg", "a.JPG", "S/1.jpg", "s/1.jpg", "A.jpg"]) == [
        "A.jpg",
        "a (2).JPG",
        "S/1.jpg",
        "s/1 (2).jpg",
        "A (3).jpg",
    ]


def test_a_template_fills_its_tokens_and_keeps_the_extension() -> None:
    name = names.templated("{sku}/{index:03}_{name}_{date}", name="SKU1/front.jpg", index=7, date="20260102")
    assert name == "SKU1/007_front_20260102.jpg"


@pytest.mark.parametrize("template", ["{0}", "{other}", "{name.__class__}", "{index:>999999999}", "{", "}"])
def test_a_template_with_anything_else_in_braces_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="stands for no token"):
        names.templated(template, name="a.jpg", index=1, date="20260102")


def test_another_extension_replaces_the_old_one_and_keeps_the_folder() -> None:
    assert names.with_extension("SKU1/front.heic", ".jpg") == "SKU1/front.jpg"
    assert names.with_extension("front", ".jpg") == "front.jpg"
