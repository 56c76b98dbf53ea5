"""The rules of the house that a machine can read: who may import whom, and where a net for every error may hang."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "desktop_app"

BORDERS = {
    "server/processing/runner.py: carry_out": "the loop over photos: one that fails by a defect of ours fails alone",
    "server/workers/worker.py: _answer": "the process border: what a job raises goes home as an answer",
    "server/processing/dispatch.py: _guarded": "a task's own asyncio task: nobody else would see the error",
    "sync/account.py: _goes_on": "an account's own asyncio task: nobody else would see the error, and sync would end",
    "client/bundled.py: start": "a child must not be left behind, whatever went wrong; raised again",
    "ui/bridge.py: _carried": "the thread border: whatever a background job raises goes home and is told there",
}
"""The only places that catch every error, and why each may."""

PIXELS = ("numpy", "cv2", "PIL", "pi_heif", "simplejpeg", "onnxruntime")
HEAVY = (*PIXELS, "fastapi", "sqlalchemy", "alembic", "httpx", "uvicorn")


def test_every_import_contract_is_kept():
    # In a process of its own: it switches off the loggers of the one it runs in.
    checked = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout


def test_only_the_borders_catch_every_error():
    found = {place for file in PACKAGE.rglob("*.py") for place in _nets(file)}

    assert found == set(BORDERS)


def test_importing_does_nothing(tmp_path: Path):
    script = """
import importlib, json, pkgutil, sys, threading
import desktop_app
names = [module.name for module in pkgutil.walk_packages(desktop_app.__path__, "desktop_app.")]
for name in names:
    if not name.endswith(("__main__", ".migrations.env")):
        importlib.import_module(name)
print(json.dumps({"modules": len(names), "threads": threading.active_count()}))
"""

    told = json.loads(_run(script, tmp_path))

    assert told["modules"] > 80
    assert told["threads"] == 1
    assert list(tmp_path.rglob("*")) == []


def test_the_vocabulary_and_the_shapes_of_the_wire_import_nothing_heavy(tmp_path: Path):
    script = f"""
import json, sys
import desktop_app.launch, desktop_app.core.words, desktop_app.core.settings, desktop_app.core.names
import desktop_app.api.tasks, desktop_app.api.events, desktop_app.api.uploads, desktop_app.imaging.features
import desktop_app.imaging.models, desktop_app.imaging.installing
print(json.dumps([name for name in {HEAVY} if name in sys.modules]))
"""

    assert json.loads(_run(script, tmp_path)) == []


def test_the_client_imports_no_pixels_and_no_server(tmp_path: Path):
    script = """
import json, sys
import desktop_app.client.server, desktop_app.client.bundled, desktop_app.commands
unwanted = ("numpy", "cv2", "PIL", "fastapi", "sqlalchemy", "desktop_app.server", "desktop_app.imaging")
print(json.dumps([name for name in unwanted if name in sys.modules]))
"""

    assert json.loads(_run(script, tmp_path)) == []


def test_the_window_starts_without_anything_heavy(tmp_path: Path):
    script = f"""
import json, sys
import desktop_app.launch, desktop_app.commands, desktop_app.ui.application
late = ({HEAVY} + ("rich", "httpx_sse", "desktop_app.client", "PySide6.QtNetwork", "desktop_app.ui.pages.feature_page"))
print(json.dumps([name for name in late if name in sys.modules]))
"""

    assert json.loads(_run(script, tmp_path)) == []


def _run(script: str, home: Path) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-B", "-W", "error", "-c", script]
    return subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True, text=True).stdout


def _nets(file: Path) -> Iterator[str]:
    """`room/file.py: function` of each place that catches every error."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, functions)):
        if any(_catches_everything(node) for node in ast.walk(function)):
            yield f"{file.relative_to(PACKAGE).as_posix()}: {function.name}"


def _catches_everything(node: ast.AST) -> bool:
    everything = {"Exception", "BaseException"}
    if isinstance(node, ast.ExceptHandler):
        caught = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} if node.type else everything
        return bool(caught & everything)
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
        return bool({ast.unparse(argument) for argument in node.args} & everything)
    return False
