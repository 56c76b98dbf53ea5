"""The one check: format, lint, types, import contracts and tests. `python -m tests.check [--without-tests]`"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent

STEPS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "arrows": ["lint-imports", "--no-cache"],
    "tests": ["pytest"],
}


def main(arguments: list[str]) -> int:
    """Runs every step even after one has failed, so that one run tells everything."""
    steps = {name: step for name, step in STEPS.items() if name != "tests" or "--without-tests" not in arguments}
    failed = [name for name, step in steps.items() if _run(name, step) != 0]
    print(f"check: {'all well' if not failed else 'failed: ' + ', '.join(failed)}")
    return 1 if failed else 0


def _run(name: str, step: list[str]) -> int:
    print(f"── {name}: {' '.join(step)}", flush=True)
    return subprocess.run(step, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
