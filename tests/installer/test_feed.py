"""The operator's script: what it issues is what copies believe."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.core import releases
from installer import feed as script


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.txt").write_text("Finds lost sleeves.\n\nTwice as fast.\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("找回丢失的袖子。\n", encoding="utf-8")
    return tmp_path


def new_key(name: str, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The line for resources/release.json."""
    assert script.main(["key", f"{name}.key"]) == 0
    return dict(json.loads(f"{{{capsys.readouterr().out}}}"))


def make(version: str, *keys: str) -> int:
    given = [part for key in keys for part in ("--key", f"{key}.key")]
    notes = ["--notes-en", "en.txt", "--notes-zh", "zh.txt"]
    return script.main(["make", "feed.json", *given, "--version", version, "--link", "https://x.example/", *notes])


def test_a_feed_is_made_renewed_and_believed(here: Path, capsys: pytest.CaptureFixture[str]):
    keys = new_key("one", capsys)

    assert make("0.2.0", "one") == 0
    assert script.main(["renew", "feed.json", "--key", "one.key", "--days", "30"]) == 0

    feed = releases.read((here / "feed.json").read_bytes(), keys)
    releases.believe(feed, number=1, version="0.2.0", now=datetime.now(UTC))
    assert (feed.number, feed.newest.notes_in("zh-CN")) == (2, ("找回丢失的袖子。",))
    assert feed.newest.notes_in("en") == ("Finds lost sleeves.", "Twice as fast.")


def test_it_refuses_to_announce_an_older_version(here: Path, capsys: pytest.CaptureFixture[str]):
    new_key("one", capsys)
    make("0.2.0", "one")
    before = (here / "feed.json").read_bytes()

    assert make("0.1.9", "one") == 1
    assert (here / "feed.json").read_bytes() == before


def test_two_keys_sign_while_one_takes_over(here: Path, capsys: pytest.CaptureFixture[str]):
    old, new = new_key("old", capsys), new_key("new", capsys)

    make("0.2.0", "old", "new")

    document = (here / "feed.json").read_bytes()
    assert releases.read(document, old) == releases.read(document, new)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_a_secret_is_its_owners_alone_and_is_never_replaced(here: Path, capsys: pytest.CaptureFixture[str]):
    new_key("one", capsys)

    assert (here / "one.key").stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        script.main(["key", "one.key"])


def test_it_runs_as_a_program():
    program = Path(script.__file__)
    done = subprocess.run([sys.executable, program, "--help"], capture_output=True, text=True, check=False)

    assert (done.returncode, "renew" in done.stdout) == (0, True)
