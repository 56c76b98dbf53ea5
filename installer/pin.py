"""Writes constraints.txt: versions that were tested together, from an environment made by the README's commands."""

from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HEADER = (
    "# Versions that were tested together; made by installer/pin.py. Use with: pip install -c installer/constraints.txt"
)


def main() -> None:
    """Pins everything that the application, its tests and its installer pull in."""
    pinned: dict[str, str] = {}
    _collect("cleanrack", {"test", "cloud", "installer"}, pinned)
    del pinned["cleanrack"]
    lines = [HEADER, *(f"{name}=={pinned[name]}" for name in sorted(pinned))]
    Path(__file__).with_name("constraints.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _collect(name: str, extras: set[str], pinned: dict[str, str]) -> None:
    found = metadata.distribution(name)
    pinned[canonicalize_name(name)] = found.version
    for text in found.requires or ():
        needed = Requirement(text)
        wanted = not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in (*extras, ""))
        if wanted and canonicalize_name(needed.name) not in pinned:
            _collect(needed.name, set(needed.extras), pinned)


if __name__ == "__main__":
    main()
