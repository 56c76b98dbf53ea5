"""Every text of the window in both languages, and the compiled files as new as their sources."""

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from string import Formatter

import pytest

from installer import translations

CHINESE, ENGLISH = (translations.FOLDER / f"{name}.ts" for name in translations.LANGUAGES.values())


def messages(file: Path) -> list[ET.Element]:
    return list(ET.parse(file).getroot().iter("message"))


@pytest.mark.parametrize("file", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_every_text_of_the_code_is_translated(file: Path, tmp_path: Path):
    shutil.copytree(translations.FOLDER, tmp_path, dirs_exist_ok=True)

    translations.collect(tmp_path)

    fresh = messages(tmp_path / file.name)
    assert [found.findtext("source") for found in fresh if found.find("translation[@type]") is not None] == []
    assert len(fresh) == len(messages(file))


def test_a_translation_has_the_places_of_its_source():
    for found in messages(CHINESE):
        source = found.findtext("source") or ""
        for said in translated(found):
            assert places(said) == places(source), source
            assert ("%n" in said) == ("%n" in source), source


def test_the_compiled_files_are_those_of_the_sources(tmp_path: Path):
    shutil.copytree(translations.FOLDER, tmp_path, dirs_exist_ok=True)

    translations.compile_all(tmp_path)

    for name in translations.LANGUAGES.values():
        compiled = (translations.FOLDER / f"{name}.qm").read_bytes()
        assert (tmp_path / f"{name}.qm").read_bytes() == compiled


def translated(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = [form.text or "" for form in translation.findall("numerusform")]
    return forms or [translation.text or ""]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
