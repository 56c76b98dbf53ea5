"""An operator's terminal: `cleanrack …`, told by the environment which cloud it is about."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

from desktop_app import launch
from desktop_app.commands import main
from desktop_app.core import words
from desktop_app.core.words import Language

Ended = subprocess.CompletedProcess[str]


class Terminal:
    """Nothing of this machine's own settings reaches what is run in it."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("CLEANRACK_")}
        self._environ = {**plain, "CLEANRACK_DATA_DIR": str(folder), "PYTHONUTF8": "1", **environ}

    def run(self, *args: str, language: str = "en", **environ: str) -> Ended:
        """One command as a process of its own, to its end."""
        command = [sys.executable, "-m", "desktop_app", *args]
        environ = self._told(language, environ)
        return subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120, check=False)

    def cloud(self, *args: str, language: str = "en", **environ: str) -> Ended:
        """`cleanrack cloud …`, called as the entry point calls it."""
        out, err = StringIO(), StringIO()
        environ = self._told(language, environ)
        with mock.patch.dict(os.environ, environ, clear=True), redirect_stdout(out), redirect_stderr(err):
            code = main.run(serve=_none, window=_none, others=launch.OTHERS, args=["cloud", *args])
        return Ended(args, code, out.getvalue(), err.getvalue())

    def document(self, *args: str) -> dict[str, Any]:
        """The one document of `cleanrack cloud … --json`, which says that all went well."""
        ended = self.cloud(*args, "--json")
        assert ended.returncode == 0, ended.stderr
        told: dict[str, Any] = json.loads(ended.stdout)
        assert told.pop("ok") is True
        return told

    def _told(self, language: str, environ: Mapping[str, str]) -> dict[str, str]:
        return {**self._environ, "CLEANRACK_LANGUAGE": language, **environ}


def said(language: str, key: str, **values: Any) -> str:
    """A sentence of the command line as a line."""
    return words.say(Language(language), f"cli.{key}", **values) + "\n"


def _none(*_: object) -> int:
    raise AssertionError("nothing of this computer is started here")
