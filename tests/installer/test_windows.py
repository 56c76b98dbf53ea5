"""The parts of the Windows setup that can be looked at on any system."""

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from installer.windows import runtime, setup, signing

WINDOWS = Path(signing.__file__).parent
SCRIPT = (WINDOWS / "cleanrack.nsi").read_text(encoding="utf-8")
LANGUAGES = ("ENGLISH", "SIMPCHINESE")
WORDS = (WINDOWS / "words.nsh").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("stubs", "target"),
    [(["zlib-x86-unicode"], "x86-unicode"), (["zlib-x86-unicode", "zlib-amd64-unicode"], "amd64-unicode")],
)
def test_a_64_bit_setup_is_made_where_this_nsis_knows_how(stubs, target, tmp_path: Path):
    (tmp_path / "Stubs").mkdir()
    for stub in stubs:
        (tmp_path / "Stubs" / stub).touch()

    assert setup._target(tmp_path / "makensis.exe") == target
    assert SCRIPT.startswith("Target ${TARGET}\n"), "before anything that depends on it"


def test_every_sentence_is_said_in_both_languages_and_used():
    told = {language: set(re.findall(rf"LangString (\w+) \${{LANG_{language}}}", WORDS)) for language in LANGUAGES}

    assert told["ENGLISH"] == told["SIMPCHINESE"]
    assert [name for name in told["ENGLISH"] if f"$({name})" not in SCRIPT] == []


def test_what_is_written_is_taken_away():
    installing, removing = SCRIPT.split('Section "un.', 1)
    keys = set(re.findall(r'Write\w+ HKCU "(\$\{\w+\}\\?)[^"]*"', installing)) - {"${CLASSES}\\"}
    links = set(re.findall(r'CreateShortcut "([^"]+)"', installing))

    assert [key for key in keys if f'DeleteRegKey HKCU "{key.rstrip(chr(92))}' not in removing] == []
    assert [link for link in links if f'Delete "{link}"' not in removing] == []
    assert f'DeleteRegKey HKCU "{"${CLASSES}"}\\${{PHOTO}}"' in removing


def test_explorer_offers_every_kind_of_photo_that_is_taken():
    offered = re.findall(r'"(\.\w+)"', setup.kinds())

    assert {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic"} <= set(offered)
    assert ".gif" not in offered


def test_the_manifest_asks_for_long_paths_and_sharp_screens():
    root = ET.parse(WINDOWS / "cleanrack.manifest").getroot()
    told = {element.tag.rpartition("}")[2]: (element.text or "").strip() for element in root.iter()}

    assert told["longPathAware"] == "true"
    assert told["dpiAwareness"].startswith("PerMonitorV2")


def test_without_a_command_nothing_is_signed_and_that_is_said(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.delenv(signing.VARIABLE, raising=False)

    assert not signing.sign(tmp_path / "cleanrack.exe")
    assert "not signed" in capsys.readouterr().out


def test_the_command_that_signs_is_given_the_file(tmp_path: Path, monkeypatch):
    program = tmp_path / "cleanrack.exe"
    program.write_bytes(b"MZ")
    script = tmp_path / "sign.py"
    script.write_text("import pathlib, sys; pathlib.Path(sys.argv[-1]).write_bytes(b'signed')")
    monkeypatch.setenv(signing.VARIABLE, f'"{sys.executable}" "{script}" /fd sha256')

    assert signing.sign(program)
    assert program.read_bytes() == b"signed"


@pytest.mark.parametrize(
    ("line", "platform", "parts"),
    [
        (
            r'"C:\Kits\signtool.exe" sign /n "The founders"',
            "win32",
            [r"C:\Kits\signtool.exe", "sign", "/n", "The founders"],
        ),
        ("osslsigncode sign -n 'The founders'", "linux", ["osslsigncode", "sign", "-n", "The founders"]),
    ],
)
def test_a_command_is_taken_apart_as_its_system_writes_paths(line, platform, parts):
    assert signing.parts(line, platform) == parts


def test_the_runtime_of_microsoft_is_inside_once_and_where_everybody_looks():
    entries = [
        (r"shiboken6\MSVCP140_1.dll", r"C:\site-packages\shiboken6\msvcp140_1.dll", "BINARY"),
        (r"PySide6\MSVCP140_1.dll", r"C:\site-packages\PySide6\msvcp140_1.dll", "BINARY"),
        ("VCRUNTIME140.dll", r"C:\Python\vcruntime140.dll", "BINARY"),
        (r"numpy.libs\msvcp140-a4c2229b.dll", r"C:\site-packages\numpy.libs\msvcp140-a4c2229b.dll", "BINARY"),
        (r"PySide6\Qt6Core.dll", r"C:\site-packages\PySide6\Qt6Core.dll", "BINARY"),
    ]

    assert {name: source for name, source, _ in runtime.shared(entries)} == {
        "msvcp140_1.dll": r"C:\site-packages\PySide6\msvcp140_1.dll",
        "vcruntime140.dll": r"C:\Python\vcruntime140.dll",
        r"numpy.libs\msvcp140-a4c2229b.dll": r"C:\site-packages\numpy.libs\msvcp140-a4c2229b.dll",
        r"PySide6\Qt6Core.dll": r"C:\site-packages\PySide6\Qt6Core.dll",
    }
