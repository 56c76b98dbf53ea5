"""Installs, uses, replaces and removes CleanRack on Windows, and shows what is left: on a real one, or under Wine.

    python installer/windows/prove.py FOLDER install serve batch upgrade busy remove purge      # on Windows

    installer/windows/wine/prepare.sh FOLDER
    xvfb-run -a -s "-screen 0 1280x860x24" python installer/windows/prove.py FOLDER             # on Linux, under Wine

Without steps, all of them are taken in this order: freeze, pack, wizard, install, window, serve, batch, upgrade, busy,
farewell, remove, purge. What was seen lies in FOLDER/seen: screenshots, the batch, lists of files and registry values
before and after. On Linux this needs what prepare.sh needs, and from Debian nsis, openbox, xdotool, imagemagick,
fonts-noto-cjk and the locales zh_CN.UTF-8 and en_US.UTF-8. Wine is not Windows: SmartScreen, virus scanners, signing,
screens of more than 100 % and drags out to Explorer stay unproved there.
"""

import csv
import io
import json
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # as a script, only what lies beside it would be found

from installer.windows.computer import IS_WINE, LANGUAGES, Computer, named  # noqa: E402
from installer.windows.screen import desktop, ended, picture, press, shown  # noqa: E402

SAMPLES = ROOT / "resources" / "samples"


def freeze(computer: Computer) -> None:
    """The folder, by Windows' Python."""
    code, said = computer.run(computer.work / "python" / "python.exe", "installer/build.py", "freeze", seconds=7200)
    expect(code == 0, f"installer/build.py freeze under Wine ends with 0\n{said if code else ''}")


def pack(computer: Computer) -> None:
    """The setup, by NSIS."""
    subprocess.run([sys.executable, str(ROOT / "installer" / "windows" / "setup.py")], check=True)
    print(
        f"     {setup().name}: {setup().stat().st_size / 1e6:.1f} MB, unpacked {size(ROOT / 'dist/cleanrack'):.1f} MB"
    )


def wizard(computer: Computer) -> None:
    """Each page of the setup in both languages, without installing."""
    for language in LANGUAGES:
        with desktop(), ended(computer.start(setup(), language=language)):
            wait(lambda: shown("Setup") or shown("安装"), "the wizard is on the screen")
            time.sleep(3)
            picture(computer.seen / f"wizard-{language}-1.png")
            press("Return")
            time.sleep(2)
            picture(computer.seen / f"wizard-{language}-2.png")


def install(computer: Computer) -> None:
    """Without a question; what came with it."""
    (computer.seen / "files-before.txt").write_text("\n".join(sorted(computer.files())), encoding="utf-8")
    (computer.seen / "registry-before.txt").write_text("\n".join(sorted(computer.registry())), encoding="utf-8")
    code, _ = computer.run(setup(), "/S")
    expect(code == 0, "setup /S ends with 0")
    tell(computer, "after-install")


def window(computer: Computer) -> None:
    """The installed window with its server, in both languages."""
    served = computer.data / "server.log"
    for language in LANGUAGES:
        with opened(computer, language):
            wait(lambda: _says(served, "Application startup complete"), "its server answers", seconds=180)
            time.sleep(20)  # first answers, and pictures of them
            picture(computer.seen / f"window-{language}.png")
            code, _ = computer.run(computer.programs / "cleanrack.exe", "quit")
            expect(code == 0, "cleanrack quit ends with 0")
        wait(lambda: not computer.running(), "the window and its server are gone")


def serve(computer: Computer) -> None:
    """The server as the window starts it: its handshake, an answer, its end with its parent's pipe."""
    folder = computer.seen / "served"
    child = computer.start(computer.programs / "cleanrackw.exe", "serve", "--data-dir", named(folder))
    assert child.stdout
    assert child.stdin
    greeting = json.loads(child.stdout.readline())
    expect({"port", "token", "pid"} <= greeting.keys(), "the server tells port, token and pid")
    request = urllib.request.Request(
        f"http://127.0.0.1:{greeting['port']}/api/quota", headers={"Authorization": f"Bearer {greeting['token']}"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        expect(json.load(answer)["success"], "GET /api/quota is answered")
    child.stdin.close()
    expect(child.wait(60) is not None and not computer.running(), "it ends when its parent's pipe closes")


def batch(computer: Computer) -> None:
    """The samples, through the installed command line."""
    out = computer.seen / "cleaned.zip"
    out.unlink(missing_ok=True)
    command = ("clean", named(SAMPLES), "--zip", named(out), "--background", "white", "--yes", "--json")
    code, said = computer.run(computer.programs / "cleanrack.exe", *command, seconds=1800)
    (computer.seen / "batch.json").write_text(said, encoding="utf-8")
    expect(code == 0, "cleanrack clean resources/samples ends with 0")
    with zipfile.ZipFile(out) as packed:
        names = packed.namelist()
        rows = list(csv.DictReader(io.StringIO(packed.read("manifest.csv").decode("utf-8-sig"))))
    methods = sorted({row["method"] for row in rows})
    expect(len(rows) == len(names) - 1 == 12, f"12 pictures in the ZIP, cut out by {', '.join(methods)}")


def farewell(computer: Computer) -> None:
    """The page on which the data may be ticked, in both languages; left again."""
    for language in LANGUAGES:
        with desktop():
            computer.start(computer.programs / "Uninstall.exe", language=language)
            wait(lambda: shown("Uninstall") or shown("卸载"), "the uninstaller is on the screen")
            time.sleep(3)
            picture(computer.seen / f"farewell-{language}.png")
            press("Escape")
            wait(lambda: not (shown("Uninstall") or shown("卸载")), "it is left by Escape")


def upgrade(computer: Computer) -> None:
    """Over a window that is open."""
    with opened(computer, "en"):
        code, _ = computer.run(setup(), "/S")
        expect(code == 0, "setup /S over an open window ends with 0")
    expect(not computer.running(), "the old window and its server have ended")
    expect(
        "ERROR" not in (computer.data / "window.log").read_text(encoding="utf-8"), "the old window has ended in order"
    )


def busy(computer: Computer) -> None:
    """A command line at work is left alone."""
    at_work = computer.start(
        computer.programs / "cleanrack.exe", "serve", "--data-dir", named(computer.seen / "served")
    )
    assert at_work.stdout
    assert at_work.stdin
    at_work.stdout.readline()
    code, _ = computer.run(setup(), "/S")
    expect(code == 2 and at_work.poll() is None, "setup /S over a command line at work ends with 2 and leaves it alone")
    at_work.stdin.close()
    at_work.wait(60)


def remove(computer: Computer) -> None:
    """Everything but the merchant's data."""
    uninstall(computer)
    left = tell(computer, "after-removal")
    expect(
        bool(left) and all(path.startswith(within(computer, computer.data)) for path in left),
        "only the data folder is left",
    )


def purge(computer: Computer) -> None:
    """The data too."""
    expect(computer.run(setup(), "/S")[0] == 0, "installed once more, over the data")
    uninstall(computer, "/PURGE")
    left = tell(computer, "after-purge")
    expect(not left, f"nothing is left {sorted(left)[:5] if left else ''}")


STEPS: Mapping[str, Callable[[Computer], None]] = {
    step.__name__: step
    for step in (freeze, pack, wizard, install, window, serve, batch, upgrade, busy, farewell, remove, purge)
}


def uninstall(computer: Computer, *options: str) -> None:
    """The uninstaller goes on in a copy of itself after the first process has ended."""
    computer.run(computer.programs / "Uninstall.exe", "/S", *options)
    wait(lambda: not computer.programs.exists(), "the program's folder is gone", seconds=180)
    expect(not computer.running(), "nothing runs")


def tell(computer: Computer, name: str) -> set[str]:
    """Write down what is there more than before the installation; answers the files.

    A real Windows is never still: of its files, those that have our name are looked at.
    """
    files = computer.files() - set((computer.seen / "files-before.txt").read_text(encoding="utf-8").splitlines())
    values = computer.registry() - set((computer.seen / "registry-before.txt").read_text(encoding="utf-8").splitlines())
    files = {path for path in files if IS_WINE or "cleanrack" in path.lower()}
    ours = {value for value in values if "cleanrack" in value.lower()}
    (computer.seen / f"files-{name}.txt").write_text("\n".join(sorted(files)), encoding="utf-8")
    (computer.seen / f"registry-{name}.txt").write_text("\n".join(sorted(values)), encoding="utf-8")
    print(f"     {name}: {len(files)} files and folders, {len(ours)} registry values of ours, {len(values)} in all")
    expect(bool(ours) == computer.programs.exists(), "registry values of ours are there only with the program")
    return files


def within(computer: Computer, path: Path) -> str:
    """A path as the lists have it."""
    return path.relative_to(computer.home).as_posix()


def setup() -> Path:
    """The setup that was made last."""
    return max((ROOT / "dist").glob("CleanRack-*-Setup.exe"), key=lambda file: file.stat().st_mtime)


def size(folder: Path) -> float:
    """Megabytes."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


@contextmanager
def opened(computer: Computer, language: str) -> Iterator[None]:
    """The installed window on the screen; whoever opened it has it closed."""
    log = computer.data / "window.log"
    for old in (log, computer.data / "server.log"):
        old.unlink(missing_ok=True)
    with desktop():
        started = computer.start(computer.programs / "cleanrackw.exe", language=language)
        wait(lambda: _says(log, "on the screen"), "the window is on the screen")
        yield
        expect(started.wait(60) == 0, "the window ends with 0")


def _says(log: Path, words: str) -> bool:
    return log.exists() and words in log.read_text(encoding="utf-8")


def wait(ready: Callable[[], bool], what: str, seconds: float = 300) -> None:
    """Until it is so."""
    ends = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > ends:
            expect(False, what)
        time.sleep(0.5)
    expect(True, what)


def expect(true: bool, what: str) -> None:
    """Say what was seen; end where it was not."""
    print(f"{'ok' if true else 'NOT':4} {what}", flush=True)
    if not true:
        sys.exit(1)


def main(work: str, *names: str) -> None:
    """Take the named steps, all by default."""
    computer = Computer(Path(work))
    for name in names or STEPS:
        print(f"{name}: {STEPS[name].__doc__}", flush=True)
        STEPS[name](computer)


if __name__ == "__main__":
    main(*sys.argv[1:])
