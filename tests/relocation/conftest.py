"""A computer of the test's own: its places for data, settings and state lie in a folder of the test."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.core import paths


@dataclass(frozen=True)
class System:
    root: Path

    @property
    def data(self) -> Path:
        """The standard data folder."""
        return self.root / "data"


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> System:
    monkeypatch.delenv(paths.DATA_DIR_VARIABLE, raising=False)
    found = System(tmp_path / "system")
    monkeypatch.setattr(paths.platformdirs, "user_data_dir", lambda *_, **__: str(found.data))
    monkeypatch.setattr(paths.platformdirs, "user_config_dir", lambda *_, **__: str(found.root / "config"))
    monkeypatch.setattr(paths.platformdirs, "user_state_dir", lambda *_, **__: str(found.root / "state"))
    return found


@pytest.fixture
def data(system: System) -> Path:
    """A data folder with things in it, also with the models that all data folders share."""
    fill(system.data)
    (system.data / "models").mkdir()
    (system.data / "models" / "u2netp.onnx").write_bytes(b"weights")
    return system.data


def fill(folder: Path) -> None:
    """What lies in a data folder."""
    contents = {
        "cleanrack.db": b"SQLite format 3\0" + b"pages" * 900,
        "cleanrack.db-wal": b"the last ones",
        "settings.json": b"{}",
        "blobs/ab/abcd": bytes(range(256)) * 40,
        "blobs/cd/cdef": b"",
        "backups/cleanrack-0001.db": b"an older one",
        "素材/成品 1.jpg": b"\xff\xd8\xff",
    }
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "server.lock").touch()
    (folder / "blobs" / "half.part").write_bytes(b"never finished")


def contents(folder: Path) -> dict[str, bytes]:
    """What counts in a data folder."""
    passing = (".lock", ".part", "-shm")
    found = (each for each in folder.rglob("*") if each.is_file() and not each.name.endswith(passing))
    told = {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}
    return {name: content for name, content in told.items() if not name.startswith(("models/", "mov"))}
