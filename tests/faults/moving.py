"""Kills a move of the data folder at every single thing it does to a drive, and looks at what a start would find.

    python -m tests.faults.moving WORK DATA [--step N] [--mutant NAME]

Prints one line of JSON: how often it was killed before and after the switch. A process of its own, because it forks.
"""

import argparse
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from desktop_app.core import paths
from desktop_app.core.errors import CleanRackError
from desktop_app.relocation import copying, marks, moving
from tests.relocation.conftest import contents

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_EVENTS = frozenset(
    {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "os.utime", "shutil.rmtree", "shutil.copystat"}
)
"""What changes a drive, by the names of Python's audit events; to open for writing is another one."""


def main() -> int:
    """Every point, until a move is not killed any more; 1 with a sentence where one left no whole folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--mutant", choices=MUTANTS)
    asked = parser.parse_args()
    if asked.mutant:
        MUTANTS[asked.mutant]()
    before = contents(asked.data)
    found = {"before": 0, "after": 0}
    for point in range(1, 10_000, asked.step):
        for keep in (True, False):
            world = World(asked.work, asked.data)
            is_over = world.killed_at(point, keep=keep)
            found["after" if world.is_switched else "before"] += not is_over
            if told := world.found_wrong(before):
                print(f"killed at {point}, keep={keep}: {told}", file=sys.stderr)
                return 1
            if is_over and not keep:
                print(json.dumps(found))
                return 0
    return 1


class World:
    """A computer with a data folder, made anew."""

    def __init__(self, work: Path, data: Path) -> None:
        shutil.rmtree(work, ignore_errors=True)
        for variable in ("DATA", "CONFIG", "STATE"):
            os.environ[f"XDG_{variable}_HOME"] = str(work / variable.lower())
        self.source = paths.standard_data_dir()
        self.target = work / "新盘" / "CleanRack"
        shutil.copytree(data, self.source)

    @property
    def is_switched(self) -> bool:
        """Which of the two is used."""
        return paths.data_dir() == self.target

    def killed_at(self, point: int, *, keep: bool) -> bool:
        """Move in a child that is killed at its so-manieth change of a drive; whether it came to its end."""
        child = os.fork()
        if child == 0:
            _die_at(point)
            moving.move(moving.look(self.source, self.target), keep=keep, report=lambda _: None)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return False
        assert os.waitstatus_to_exitcode(status) == 0
        return True

    def found_wrong(self, before: dict[str, bytes]) -> str:
        """The complaint, also where the next start is refused."""
        try:
            return self.complaint(before)
        except CleanRackError as exc:
            return f"refused: {exc}"

    def complaint(self, before: dict[str, bytes]) -> str:
        """What is wrong with what the next start finds, and with a second try; "" if nothing."""
        folder = paths.data_dir()
        moving.finish(folder)
        if contents(folder) != before:
            return f"{folder} is not whole: {sorted(set(contents(folder)) ^ set(before))}"
        if self.is_switched:
            return self._complaint_of_the_old()
        moving.move(moving.look(self.source, self.target), keep=False, report=lambda _: None)
        if not self.is_switched or contents(self.target) != before:
            return "a second try does not do it"
        return self._complaint_of_the_old()

    def _complaint_of_the_old(self) -> str:
        if (self.target / "moving.json").exists():
            return "the mark stays for ever"
        if (self.source / paths.DATABASE).exists():
            return "two folders that both can be worked in"
        return ""


def _switch_first() -> None:
    """The pointer is changed before the files are there."""
    copy = copying.copy

    def wrong(source: Path, target: Path, *rest: Any) -> None:
        paths.remember_data_dir(target)
        copy(source, target, *rest)

    copying.copy = wrong


def _no_mark() -> None:
    """A half copy does not say that it is one."""
    marks.write_moving = lambda *_: None  # type: ignore[assignment]


def _no_retirement() -> None:
    """The old database can still be worked in."""
    moving._retire = lambda *_: None  # type: ignore[assignment]


MUTANTS = {"switch-first": _switch_first, "no-mark": _no_mark, "no-retirement": _no_retirement}
"""Ways to get it wrong, each of which must be found."""


def _die_at(point: int) -> None:
    left = [point]

    def watch(event: str, told: tuple[Any, ...]) -> None:
        if event in _EVENTS or (event == "open" and isinstance(told[2], int) and told[2] & _WRITING):
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


if __name__ == "__main__":
    sys.exit(main())
