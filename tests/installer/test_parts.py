"""What goes into the frozen application: icons, licences, and what is left out."""

from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PIL import Image

from installer import icons, notices, owners, trim
from installer.inside import Piece


def test_icons_have_all_sizes_that_systems_ask_for(tmp_path: Path):
    icons.draw(tmp_path)

    with Image.open(tmp_path / "cleanrack.ico") as windows, Image.open(tmp_path / "cleanrack.icns") as macos:
        assert {size for size, _ in windows.info["sizes"]} == set(icons.WINDOWS)
        assert (512, 512, 2) in macos.info["sizes"]
    for size in icons.LINUX:
        with Image.open(tmp_path / str(size) / "cleanrack.png") as picture:
            assert picture.size == (size, size)
            assert picture.getpixel((0, 0))[3] == 0, "round corners"
            assert picture.getpixel((size // 2, size // 8))[3] == 255


@pytest.mark.parametrize("name", [Requirement(text).name for text in metadata.requires("cleanrack") if ";" not in text])
def test_every_library_of_ours_has_a_licence_text(name: str):
    (notice,) = [each for each in notices.notices({name}) if each.name == name]

    assert notice.licence
    assert sum(len(text) for text in notice.texts) > 500


def test_a_library_without_a_licence_text_stops_the_build(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(notices, "STANDARD", {})

    with pytest.raises(notices.NoLicenceTextError, match="pyside6-essentials"):
        notices.whole([Piece("PySide6/QtCore.abi3.so", "pyside6-essentials", False)], "1.0")


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6\\Qt6Quick.dll", False),
        ("PySide6/Qt/plugins/imageformats/libqwebp.so", True),
        ("PySide6/Qt/translations/qtbase_zh_CN.qm", True),
        ("PySide6/Qt/translations/qtbase_fr.qm", False),
        ("cv2\\opencv_videoio_ffmpeg500_64.dll", False),
        ("cleanrack-0.1.0.dist-info/METADATA", True),
        ("cleanrack-0.1.0.dist-info/direct_url.json", False),
        ("keyring-25.7.0.dist-info/entry_points.txt", True),
        ("desktop_app/resources/translations/cleanrack_zh_CN.qm", True),
        ("desktop_app/resources/translations/cleanrack_zh_CN.ts", False),
    ],
)
def test_what_stays_and_what_is_left_out(name: str, stays: bool):
    assert trim.kept([(name, "", "DATA")]) == ([(name, "", "DATA")] if stays else [])


def test_a_link_goes_with_the_file_it_leads_to():
    file = ("PySide6/Qt/lib/libQt6Gui.so.6", "somewhere", "BINARY")
    good = ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK")
    beside = ("PySide6/Qt/plugins/libQt6Gui.so.6", "../lib/libQt6Gui.so.6", "SYMLINK")
    bad = ("libQt6OpenGL.so.6", "PySide6/Qt/lib/libQt6OpenGL.so.6", "SYMLINK")

    assert trim.leading_somewhere([good, beside, bad], [file]) == [good, beside]


def test_every_file_has_an_owner():
    ours = Path(owners.__file__)
    library = Path(notices.metadata.distribution("numpy").locate_file("numpy/__init__.py"))

    assert owners.owner(ours) == owners.OURS
    assert owners.owner(library) == "numpy"
    assert owners.owner(Path(metadata.__file__)) == owners.PYTHON
