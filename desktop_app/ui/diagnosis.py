"""The report of a problem that a merchant can hand on: versions, checks, settings, the log; no secrets, no e-mails."""

import platform
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import qVersion

from desktop_app.api.diagnostics import DiagnosticsView
from desktop_app.core.settings import Settings

LOG = "server.log"
LOG_LINES = 500
_TAIL_BYTES = 400_000

_SECRETS = (
    (re.compile(r"(?i)\bbearer\s+\S+"), "Bearer [removed]"),
    (re.compile(r"(?i)(\"?\b(?:token|password|secret|authorization|api[_-]?key)\b\"?\s*[=:]\s*)\S+"), r"\1[removed]"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<![\w-])[A-Za-z0-9_-]{40,}(?![\w-])"), "[removed]"),
)
"""What looks like a token, a password or an e-mail address; the tokens of our server have 43 characters."""


@dataclass(frozen=True)
class Found:
    """What the server told of itself, or why it could not."""

    view: DiagnosticsView | None = None
    problem: str = ""


def report(
    found: Found, *, settings: Settings, folder: Path, now: datetime, trouble: Exception | None = None
) -> dict[str, str]:
    """The files of the report: name and text; `trouble` is what keeps news of new versions away."""
    files = {
        "report.txt": _summary(found, folder, now, trouble),
        "settings.json": settings.model_dump_json(indent=2, exclude={"window", "presets", "parameters"}),
        "server-log.txt": last_lines(folder / LOG),
    }
    return {name: without_secrets(text) for name, text in files.items()}


def write(file: Path, files: Mapping[str, str]) -> None:
    """Keep the report as a ZIP. Raises OSError."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def without_secrets(text: str) -> str:
    """The text without what a stranger must not read; paths stay, they are needed to understand it."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


def last_lines(file: Path, count: int = LOG_LINES) -> str:
    """The end of a log; empty where there is none."""
    try:
        with file.open("rb") as log:
            log.seek(max(0, file.stat().st_size - _TAIL_BYTES))
            text = log.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-count:])


def _summary(found: Found, folder: Path, now: datetime, trouble: Exception | None) -> str:
    lines = [
        f"CleanRack, {now:%Y-%m-%d %H:%M:%S %z}",
        f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}",
        f"data folder: {folder}",
        *([f"release feed: {trouble}"] if trouble is not None else []),
        "",
    ]
    if found.view is None:
        return "\n".join([*lines, f"the server does not answer: {found.problem}"])
    lines += [f"{name} {version}" for name, version in found.view.versions.items()]
    lines.append("")
    for check in found.view.checks:
        figure = "" if check.figure is None else f" {check.figure:.1f}"
        lines.append(f"{'ok ' if check.ok else 'BAD'} {check.kind.value}{figure}")
        lines += [f"    {finding}" for finding in check.findings]
    return "\n".join(lines)
