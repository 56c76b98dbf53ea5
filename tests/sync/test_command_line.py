"""`cleanrack account`, as a merchant types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sync.cloud import EMAIL, PASSWORD, Cloud
from tests.sync.computer import POCKET


class Shell:
    """One computer's command line."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def run(self, *args: str, typed: str = "", **environ: str) -> "subprocess.CompletedProcess[str]":
        told = {
            **os.environ,
            "CLEANRACK_STATE_DIR": str(self._folder / "state"),
            "PYTHON_KEYRING_BACKEND": POCKET,
            "CLEANRACK_TEST_POCKET": str(self._folder / "pocket"),
            "PYTHONUTF8": "1",
            **environ,
        }
        command = [sys.executable, "-m", "desktop_app", "account", *args, "--data-dir", str(self._folder / "data")]
        return subprocess.run(command, env=told, input=typed, capture_output=True, text=True, timeout=120, check=False)

    def json(self, *args: str, typed: str = "", **environ: str) -> dict[str, object]:
        ended = self.run(*args, "--json", typed=typed, **environ)
        assert ended.returncode == 0, (ended.stdout, ended.stderr)
        return dict(json.loads(ended.stdout))


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "studio").mkdir()
    return Shell(tmp_path / "studio")


def test_an_account_is_made_topped_up_synced_and_left_from_the_command_line(cloud: Cloud, shell: Shell) -> None:
    before = shell.json("status")
    made = shell.json(
        "sign-in",
        EMAIL,
        "--new",
        "--name",
        "Studio",
        "--password-stdin",
        typed=f"{PASSWORD}\n",
        CLEANRACK_CLOUD=cloud.url,
    )
    redeemed = shell.json("redeem", cloud.code(20))
    synced = shell.run("sync", "--lang", "zh-CN")
    devices = shell.json("devices")["devices"]
    left = shell.json("sign-out")

    assert (before["state"], made["state"], made["email"]) == ("trial", "synced", EMAIL)
    assert (redeemed["amount"], redeemed["quota"]["balance"]) == (20, 20)  # type: ignore[index]
    assert synced.returncode == 0
    assert "已全部同步" in synced.stdout
    assert [(each["name"], each["is_this"]) for each in devices] == [("Studio", True)]  # type: ignore[attr-defined]
    assert left["state"] == "trial"


def test_what_cannot_be_done_is_a_sentence_and_an_exit_code(cloud: Cloud, shell: Shell) -> None:
    nowhere = shell.run("sign-in", EMAIL, "--password-stdin", typed="x\n", CLEANRACK_CLOUD="")
    nobody = shell.run("sign-in", EMAIL, "--server", cloud.url)
    wrong = shell.run("sign-in", EMAIL, "--server", cloud.url, "--password-stdin", typed="x\n", CLEANRACK_LANGUAGE="en")
    clear = shell.run("sign-in", EMAIL, "--server", "http://cloud.example", "--password-stdin", typed="x\n")
    signed_out = shell.run("sync", "--lang", "en")

    assert [each.returncode for each in (nowhere, nobody, wrong, clear, signed_out)] == [2, 2, 9, 9, 9]
    assert "CLEANRACK_CLOUD" in nowhere.stderr
    assert "--password-stdin" in nobody.stderr
    assert signed_out.stderr == "Sign in to a cloud account first.\n"
    assert PASSWORD not in wrong.stderr
