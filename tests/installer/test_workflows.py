"""The workflows of GitHub's machines, as far as they can be checked without them."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_every_job_has_steps_on_a_machine_or_calls_a_workflow_that_is_there(file: Path):
    for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values():
        assert ("steps" in job and "runs-on" in job) or (ROOT / job["uses"]).is_file()


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_what_it_starts_is_there(file: Path):
    named = re.findall(r"(?:python|run:) ((?:installer|resources)/[\w./]+)", file.read_text(encoding="utf-8"))

    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_check_runs_on_every_system_with_every_python_we_promise():
    check = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    matrix = check["jobs"]["check"]["strategy"]["matrix"]
    promised = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', (ROOT / "pyproject.toml").read_text("utf-8"))

    assert {system.split("-")[0] for system in matrix["os"]} == {"windows", "macos", "ubuntu"}
    assert matrix["python"] == promised
