"""One figure beside its goal, and how a table of them is printed."""

import platform
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured figure."""

    what: str
    value: float
    unit: str
    """"x" for a ratio measured side by side in this run, else the unit."""
    peer: str
    """What it is a ratio of, or how it was measured."""
    goal: float | None = None
    """None is shown for comparison only."""
    more_is_better: bool = False

    @property
    def met(self) -> str:
        """Whether the goal is reached."""
        if self.goal is None:
            return ""
        reached = self.value >= self.goal if self.more_is_better else self.value <= self.goal
        return "yes" if reached else "NO"


def table(rows: Iterable[Row]) -> str:
    """The rows as aligned text."""
    cells = [("what", "measured", "goal", "met", "beside")]
    cells += [(row.what, f"{row.value:.2f} {row.unit}", _goal(row), row.met, row.peer) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)


def _goal(row: Row) -> str:
    if row.goal is None:
        return ""
    return f"{'≥' if row.more_is_better else '≤'} {row.goal:g} {row.unit}"


def machine() -> str:
    """The machine the figures were measured on."""
    import os

    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
