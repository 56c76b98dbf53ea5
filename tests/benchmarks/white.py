"""Cut-outs by the dozen: pictures a second when every photo gets a white ground, on all cores."""

from collections.abc import Iterator
from pathlib import Path

from desktop_app.imaging import models
from desktop_app.imaging.features.basic_clean import FEATURE, BasicCleanParameters
from tests.benchmarks.row import Row
from tests.benchmarks.whole import CORES, Cores

_COUNT = 12
_GOAL = 1.0
"""Pictures a second on two cores."""


def rows(photos: list[Path], work: Path) -> Iterator[Row]:
    """File in and file out in warm processes; the better of two rounds counts."""
    chosen = photos[:_COUNT]
    model = models.best("u2netp")
    seen_by = model.name if model else "no model is installed"
    with Cores(work) as cores:
        cores.timed(white, chosen[:CORES])  # the network is loaded once in each process
        took = min(cores.timed(white, chosen) for _ in range(2))
    yield Row(
        "12 MP cut out to white",
        len(chosen) / took,
        "/s",
        f"{CORES} cores, {seen_by}",
        _GOAL,
        more_is_better=True,
    )


def white(path: Path, target: Path) -> None:
    """One photo with all defaults."""
    (target / path.name).write_bytes(FEATURE.run(path.read_bytes(), BasicCleanParameters()).data)
