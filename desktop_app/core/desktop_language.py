"""The languages of a desktop: a program started by a click has no variable that tells, on Windows and macOS."""

import ctypes
import locale
import re
import subprocess
import sys
from collections.abc import Callable, Mapping

_SECONDS = 5


def tags() -> list[str]:
    """Tags such as `zh_CN` or `en-GB`, the dearest first; none where nobody can tell."""
    ask = _ASK.get(sys.platform)
    return ask() if ask is not None else []


def of_windows(identifier: int) -> list[str]:
    """The tag of a language of Windows, such as 0x0804 for 简体中文 (MS-LCID)."""
    found = locale.windows_locale.get(identifier)
    return [found] if found else []


def of_macos(told: str) -> list[str]:
    """The tags in what `defaults read -g AppleLanguages` tells: `(\\n    "zh-Hans-CN",\\n    en\\n)`."""
    return re.findall(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*", told)


def _windows() -> list[str]:
    windll = ctypes.windll  # type: ignore[attr-defined,unused-ignore] # there on Windows
    return of_windows(int(windll.kernel32.GetUserDefaultUILanguage()))


def _macos() -> list[str]:
    command = ["/usr/bin/defaults", "read", "-g", "AppleLanguages"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return of_macos(done.stdout)


_ASK: Mapping[str, Callable[[], list[str]]] = {"win32": _windows, "darwin": _macos}
