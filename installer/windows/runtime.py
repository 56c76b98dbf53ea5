"""Microsoft's C++ runtime, which a fresh Windows does not have: one copy for all, beside the interpreter.

PySide6 brings it, in two folders in which nobody else looks; OpenCV and onnxruntime count on the system's, which a
build machine has and a merchant's computer may not.
"""

import re
from collections.abc import Iterable

_RUNTIME = re.compile(r"^(?:(?:PySide6|shiboken6)/)?((?:msvcp140|vcruntime140)(?:_\w+)?\.dll)$", re.IGNORECASE)

Entry = tuple[str, str, str]
"""As PyInstaller lists a file: its path inside the folder, where it comes from, its kind."""


def shared(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with each library of the runtime once, at the top; PySide6's copy before any other."""
    entries = list(entries)
    known = {entry[0]: found.group(1).lower() for entry in entries if (found := _RUNTIME.match(_path(entry[0])))}
    copies: dict[str, Entry] = {}
    for name, source, kind in sorted(entries, key=lambda entry: "PySide6" in _path(entry[1])):
        if name in known:
            copies[known[name]] = (known[name], source, kind)
    return [*(entry for entry in entries if entry[0] not in known), *copies.values()]


def _path(name: str) -> str:
    return name.replace("\\", "/")
