"""The wheel, built from this checkout and installed elsewhere, has all it needs and does the job."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]

pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(ROOT)]
    subprocess.run(build, check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    target = wheel.parent / "elsewhere"
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)], check=True)
    return target


def run(installed: Path, script: str) -> str:
    """What a script says that knows only the installed wheel."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=installed.parent, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_its_resources_and_nothing_else(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"desktop_app"}
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith("desktop_app/tests")]


def test_the_installed_wheel_finds_its_words_and_samples(installed: Path):
    script = """
import json
from desktop_app.core import paths, words
from desktop_app.core.errors import AlreadyRefundedError
found = paths.resources()
photos = [file for file in (found / "samples").rglob("*") if file.suffix in (".jpg", ".png", ".webp", ".heic")]
print(json.dumps([str(found), len(photos), words.explain(words.Language.CHINESE, AlreadyRefundedError())]))
"""

    found, samples, sentence = json.loads(run(installed, script))

    assert Path(found) == installed / "desktop_app" / "resources"
    assert samples == 12
    assert sentence == "已返还过配额"


def test_the_installed_wheel_serves(installed: Path):
    script = """
import json, tempfile, urllib.request
from pathlib import Path
from desktop_app.client.bundled import BundledServer
with tempfile.TemporaryDirectory() as folder, BundledServer(Path(folder) / "data") as server:
    told = server.handshake
    headers = {"Authorization": f"Bearer {told.token}"}
    request = urllib.request.Request(f"http://127.0.0.1:{told.port}/api/diagnostics", headers=headers)
    with urllib.request.urlopen(request) as answer:
        print(answer.read().decode())
"""

    diagnostics = json.loads(run(installed, script))["data"]

    assert {check["kind"]: check["ok"] for check in diagnostics["checks"]} == dict.fromkeys(
        ("database", "ledger", "pictures", "workers", "model", "disk"), True
    )


def test_the_command_stands_in_the_wheel(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        told = archive.read(entry).decode()

    assert "cleanrack = desktop_app.launch:main" in told
