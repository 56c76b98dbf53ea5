"""A move of the data folder is killed at each thing it does: one whole folder is used after it, whichever it is."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.client.bundled import BundledServer
from desktop_app.core import paths
from desktop_app.relocation import marks
from tests.journeys import photos
from tests.journeys.house import House
from tests.journeys.merchant import Merchant
from tests.relocation.conftest import fill

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it forks, and sets the places by XDG variables")


def killed_everywhere(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """A move of a folder with things in it, killed at every point."""
    fill(folder / "full")
    command = [sys.executable, "-m", "tests.faults.moving", str(folder / "work"), str(folder / "full"), *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLEANRACK_")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_killed_at_any_point_one_whole_folder_is_used_and_a_second_try_succeeds(tmp_path: Path):
    done = killed_everywhere(tmp_path)

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["before"] > 30  # it asserts its own progress
    assert found["after"] > 10


@pytest.mark.parametrize("mutant", ["switch-first", "no-mark", "no-retirement"])
def test_a_move_that_is_done_wrong_is_found(mutant: str, tmp_path: Path):
    done = killed_everywhere(tmp_path, "--mutant", mutant)

    assert (done.returncode, "killed at" in done.stderr) == (1, True), done.stdout + done.stderr


_SCRIPT = """
import os, signal, sys
from pathlib import Path
from desktop_app.core import paths
from desktop_app.relocation import copying, moving

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

setattr({"copying": copying, "moving": moving}[sys.argv[2]], sys.argv[3], die)
moving.move(moving.look(paths.standard_data_dir(), Path(sys.argv[1])), keep=False, report=lambda _: None)
"""


@pytest.mark.parametrize(
    ("step", "is_new"),
    [
        (("copying", "_sum"), False),
        (("copying", "_keep_folders"), False),
        (("moving", "finish"), True),
        (("moving", "_retire"), True),
        (("moving", "_remove"), True),
    ],
    ids=lambda each: ".".join(each) if isinstance(each, tuple) else "",
)
def test_the_server_goes_on_with_real_data_after_a_killed_move(
    step: tuple[str, str], is_new: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("CLEANRACK_DATA_DIR", raising=False)
    for variable in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{variable}_HOME", str(tmp_path / variable))
    source, target = tmp_path / "DATA" / "CleanRack", tmp_path / "新盘"
    (tmp_path / "DATA").mkdir()
    with House(source) as house:
        merchant = house.merchant()
        (upload,) = merchant.uploads([photos.garment(1)])
        before = merchant.balance

    killed = subprocess.run([sys.executable, "-c", _SCRIPT, str(target), *step], check=False)
    used = paths.data_dir()
    with BundledServer(used) as server:
        found = Merchant(server.handshake, language="en")
        kept = (found.get(f"/api/uploads/{upload}")["id"], found.balance)
        found.close()

    assert killed.returncode == -signal.SIGKILL
    assert used == (target if is_new else source)
    assert kept == (upload, before)
    assert not (used / marks.MOVING).exists()
    assert source.exists() != is_new
