"""What lies in the checkout: nothing at the top that does not belong there, no trace of the machine it was made on."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TOP = {
    "pyproject.toml",
    "README.md",
    "LICENSE",
    ".ci",
    ".github",
    ".gitignore",
    "desktop_app",
    "resources",
    "installer",
    "tests",
}

# In pieces, so that this file names none of them.
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("npmmirror", "com"),
        ("yarnpkg", "com"),
        ("anaconda", "org"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("golang", "org"),
        ("tuna", "tsinghua", "edu"),
        ("mirrors", "aliyun", "com"),
        ("huggingface", "co"),
        ("docker", "io"),
        ("ghcr", "io"),
        ("artifactory", ""),
    )
]
MACHINES = [
    "/" + "root/",
    "/" + "work/(main|shared)",
    "/" + r"home/[a-z]\w*/",
    "/" + r"Users/[A-Za-z]\w*/",
    r"[A-Z]:(\\\\?|/)" + r"Users(\\\\?|/)[A-Za-z]\w*(\\\\?|/)",
]


@cache
def files() -> tuple[Path, ...]:
    """Everything that is, or would be, committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nobody can tell what belongs to it")
    listed = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return tuple(ROOT / name for name in names if name and (ROOT / name).is_file())


def mentions(pattern: str) -> list[str]:
    wanted = re.compile(pattern.encode())
    return [str(file.relative_to(ROOT)) for file in files() if wanted.search(file.read_bytes())]


def test_only_what_belongs_there_stands_at_the_top():
    assert {file.relative_to(ROOT).parts[0] for file in files()} <= TOP


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host: str):
    assert mentions(rf"(?<![\w-]){re.escape(host)}" if host[-1] != "." else re.escape(host)) == []


@pytest.mark.parametrize("path", MACHINES)
def test_no_file_names_a_place_on_the_machine_it_was_made_on(path: str):
    assert mentions(path) == []


def test_no_file_is_larger_than_a_sample_photo():
    assert [file.name for file in files() if file.stat().st_size > 5_000_000] == []
