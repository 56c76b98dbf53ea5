"""The command line, called as the entry point calls it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app import launch
from desktop_app.commands import main
from desktop_app.core import settings
from desktop_app.core.settings import Settings
from desktop_app.core.words import Language
from tests.journeys.house import migrated


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Cleanrack = Callable[..., Said]


@pytest.fixture
def cleanrack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cleanrack:
    """Runs `cleanrack …` in an empty folder, on a data folder of the test's own."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    data = tmp_path / "数据"
    data.mkdir()
    migrated(data)
    settings.save(data, Settings(workers=1))
    monkeypatch.setenv("CLEANRACK_DATA_DIR", str(data))

    def run(*args: str | Path, lang: str = "en") -> Said:
        done = main.run(
            serve=lambda folder, account: 0,
            window=window,
            others=launch.OTHERS,
            args=["--lang", lang, *map(str, args)],
        )
        told = capsys.readouterr()
        return Said(done, told.out, told.err)

    def window(folder: Path, language: Language, files: Sequence[Path]) -> int:
        print(f"a window on {folder.name} in {language.value} with {[file.name for file in files]}")
        return 0

    return run
