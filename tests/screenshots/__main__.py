"""`python -m tests.screenshots DIR [STATE…] [--size 1360x860] [--scale 1.5] [--photos FOLDER]`.

Saves DIR/STATE-THEME-LANGUAGE.png for every state (or those named), light and dark, 简体中文 and English.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from desktop_app.core import paths
from desktop_app.core.words import Language


def main() -> int:
    """Drive the window through its states and save each; answers 1 where a state could not be reached."""
    asked = _asked()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(asked.scale)
    from tests.screenshots.stage import Stage
    from tests.screenshots.states import STATES

    chosen = asked.states or list(STATES)
    if unknown := set(chosen) - set(STATES):
        print(f"unknown: {', '.join(sorted(unknown))}; there is {', '.join(STATES)}")
        return 2
    asked.folder.mkdir(parents=True, exist_ok=True)
    width, height = map(int, asked.size.split("x"))
    with tempfile.TemporaryDirectory(prefix="cleanrack-screenshots-") as work:
        stage = Stage(Path(work), photos=asked.photos, size=(width, height))
        try:
            for name, reach in STATES.items():
                reach(stage)  # each state builds on those before it
                if name in chosen:
                    stage.shoot(asked.folder, name, languages=tuple(Language))
                    print(name, flush=True)
                stage.tidy()
        finally:
            stage.close()
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("states", nargs="*")
    parser.add_argument("--size", default="1360x860")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--photos", type=Path, default=paths.resources() / "samples")
    return parser.parse_intermixed_args()  # states may stand after options


if __name__ == "__main__":
    sys.exit(main())
