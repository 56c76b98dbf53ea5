"""An operator's terminal: `cleanrack …` as real processes, told by the environment which cloud they are about."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_app.core import words
from desktop_app.core.words import Language

Ended = subprocess.CompletedProcess[str]


class Terminal:
    """Nothing of this machine's own settings reaches what is run in it."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("CLEANRACK_")}
        self._environ = {**plain, "CLEANRACK_DATA_DIR": str(folder), "PYTHONUTF8": "1", **environ}

    def run(self, *args: str, language: str = "en", **environ: str) -> Ended:
        """One command to its end."""
        command = [sys.executable, "-m", "desktop_app", *args]
        environ = {**self._environ, "CLEANRACK_LANGUAGE": language, **environ}
        return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)

    def cloud(self, *args: str, language: str = "en", **environ: str) -> Ended:
        """`cleanrack cloud …`."""
        return self.run("cloud", *args, language=language, **environ)

    def document(self, *args: str) -> dict[str, Any]:
        """The one document of `cleanrack cloud … --json`, which says that all went well."""
        ended = self.cloud(*args, "--json")
        assert ended.returncode == 0, ended.stderr
        told: dict[str, Any] = json.loads(ended.stdout)
        assert told.pop("ok") is True
        return told


def said(language: str, key: str, **values: Any) -> str:
    """A sentence of the command line as a line."""
    return words.say(Language(language), f"cli.{key}", **values) + "\n"
