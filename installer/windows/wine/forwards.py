"""Writes the export list of our ucrtbase.dll: what Wine's own has is handed on to it, what it lacks is ours."""

import sys
from pathlib import Path

import pefile

OURS = (
    *(
        name + kind
        for name in ("ccos", "ccosh", "cexp", "csin", "csinh", "ctan", "ctanh", "cpow")
        for kind in ("", "f", "l")
    ),
    *(name + kind for name in ("cabs", "carg", "cimag", "creal") for kind in ("", "f", "l")),
)


def main(wines: Path, renamed: str) -> None:
    """Prints a module definition for a library that stands before Wine's, which is kept under another name."""
    print("LIBRARY ucrtbase.dll\nEXPORTS")
    exported = pefile.PE(str(wines)).DIRECTORY_ENTRY_EXPORT.symbols
    for name in sorted(symbol.name.decode() for symbol in exported if symbol.name):
        target = f"my_{name}" if name in OURS else f"{renamed}.{name}"
        print(f'  "{name}" = "{target}"')


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
