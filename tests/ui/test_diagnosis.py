"""The report of a problem."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.core.settings import Settings
from desktop_app.ui import diagnosis
from desktop_app.ui.diagnosis import Found


@pytest.mark.parametrize(
    "line",
    [
        "Authorization: Bearer {secret}",
        '{{"port": 5, "token": "{secret}"}}',
        "password={secret}",
        "GET /x?key={secret} 200",
        "signed in as li.wei+shop@example.com.cn",
    ],
)
def test_what_a_stranger_must_not_read_is_taken_out(line: str):
    secret = secrets.token_urlsafe(32)

    shown = diagnosis.without_secrets(line.format(secret=secret))

    assert secret not in shown
    assert "@example" not in shown


def test_paths_stay_because_the_report_is_of_no_use_without_them():
    line = "ERROR cannot read D:/素材/SKU1/1.jpg of task 8f14e45fceea167a5a36dedd4bea2543"

    assert diagnosis.without_secrets(line) == line


def test_the_log_is_told_from_its_end(tmp_path: Path):
    log = tmp_path / "server.log"
    log.write_text("\n".join(f"line {number}" for number in range(2000)), encoding="utf-8")

    lines = diagnosis.last_lines(log).splitlines()

    assert (len(lines), lines[0], lines[-1]) == (500, "line 1500", "line 1999")


def test_a_report_is_made_without_a_server_too(tmp_path: Path):
    found = Found(problem="the data folder is in use")

    files = diagnosis.report(found, settings=Settings(), folder=tmp_path, now=datetime(2026, 5, 1, tzinfo=UTC))

    assert "the data folder is in use" in files["report.txt"]
    assert files["server-log.txt"] == ""
