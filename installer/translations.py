"""The window's texts: collect them from the code into resources/translations/*.ts, and compile those into *.qm.

    python installer/translations.py            # after changing texts: collect, then translate what is new, then
    python installer/translations.py --compile  # compile

English is a translation too: it brings the plural forms.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {"zh_CN": "cleanrack_zh_CN", "en": "cleanrack_en"}


def collect(folder: Path = FOLDER) -> None:
    """Bring the .ts files up to date with the texts in the code; translations are kept."""
    sources = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "desktop_app" / "ui").rglob("*.py"))
    for language, name in LANGUAGES.items():
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", language]
        plural = ["-pluralonly"] if language == "en" else []
        _run("lupdate", *options, *plural, *sources, "-ts", str(folder / f"{name}.ts"))


def compile_all(folder: Path = FOLDER) -> None:
    """Make the .qm files that the window loads."""
    for name in LANGUAGES.values():
        _run("lrelease", str(folder / f"{name}.ts"), "-qm", str(folder / f"{name}.qm"))


def _run(program: str, *arguments: str) -> None:
    """Run one of PySide6's tools, which are found from any interpreter so; its scripts lie elsewhere on each system."""
    called = f"from PySide6.scripts import pyside_tool; pyside_tool.{program}()"
    subprocess.run([sys.executable, "-c", called, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    compile_all() if "--compile" in sys.argv else collect()
