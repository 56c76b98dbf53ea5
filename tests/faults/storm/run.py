"""A storm from its beginning to the reckoning, and the table of what it came to."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.row import Row
from tests.faults.storm import reckoning
from tests.faults.storm.blows import PATIENCE, Fell, event_bytes, strike
from tests.faults.storm.ground import Ground
from tests.faults.storm.plan import Storm, rounds
from tests.faults.storm.work import Work, told

MOST_BYTES = 1.35
"""On the lines, both ways, beside what had to go over them."""
LEAST_CUT = 0.25
"""Share of the connections to the storage that must have been cut; those that end otherwise weaken the share asked."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What a storm came to."""

    rows: list[Row]
    findings: list[str]
    """What is wrong, in words."""
    work: Work

    @property
    def is_well(self) -> bool:
        return not any(row.met == "NO" for row in self.rows)


def run(storm: Storm, ground: Ground, say: Say = lambda line: print(line, file=sys.stderr, flush=True)) -> Outcome:
    """All of it; `say` hears how it goes."""
    begun, work = time.monotonic(), Work(seed=storm.seed)
    before = sum(line.traffic.both for line in ground.lines)
    for line in ground.lines:
        line.share = storm.share
    fell = _blown(storm, ground, work, say)
    arrived = sum(line.traffic.both for line in ground.lines) - before
    lost = reckoning.pictures_lost(ground, storm)
    carried = sum(line.traffic.both for line in ground.lines) - before
    say(f"on the lines: {arrived / 1e6:.1f} MB until all was told, {(carried - arrived) / 1e6:.1f} MB to open all")
    for line in ground.lines:
        line.heal()
    for computer in ground.computers:
        computer.sync()
    findings = [*reckoning.disagreements(ground, storm, work), *reckoning.broken_rules(ground)]
    rows = [
        Row("pictures lost", lost, "", "opened on the other computer, by SHA-256", goal=0),
        Row("events lost", reckoning.events_lost(ground), "", "told and kept; kept and heard by both", goal=0),
        Row("shown twice", reckoning.doubled(ground), "", "pictures, tasks, entries, on both", goal=0),
        Row("findings", len(findings), "", "statements, libraries, balances, ledger, doctors", goal=0),
        _weight(ground, carried),
        *_progress(storm, ground, fell),
        Row("time", time.monotonic() - begun, "s", f"{work.marks} marks in the library among the events"),
    ]
    return Outcome(rows, findings, work)


def _blown(storm: Storm, ground: Ground, work: Work, say: Say) -> list[Fell]:
    fell: list[Fell] = []
    for number, due in enumerate(rounds(storm)):
        for computer in ground.computers:
            computer.do("pause")
        work.make(*(ground.computers if number % 2 else ground.computers[::-1]), due)
        work.mark(ground.computers, due.events, theirs=number % 2 == 1)
        fell.append(strike(ground, due.blow))
        for computer in ground.computers * 2:  # the first once more, to hear what the second told
            computer.sync(patience=PATIENCE)
        say(f"round {number + 1}: {sum(map(told, ground.computers))} events; {due.blow.told}; {fell[-1].told}")
    return fell


def _weight(ground: Ground, carried: int) -> Row:
    sizes = "SELECT coalesce(sum(size), 0) FROM outgoing_blobs"
    pictures = sum(int(computer.rows(sizes)[0][0]) for computer in ground.computers)
    events = sum(map(event_bytes, ground.computers))
    what = f"{pictures / 1e6:.1f} MB of pictures and {events / 1e6:.1f} MB of events, each up once and down once"
    return Row("bytes on the lines", carried / (2 * (pictures + events)), "x", what, goal=MOST_BYTES)


def _progress(storm: Storm, ground: Ground, fell: list[Fell]) -> list[Row]:
    """That the storm was one."""
    calls, pictures = (line.traffic for line in ground.lines)
    in_call = sum(each.in_call for each in fell)
    on_storage = sum(each.on_storage and each.waiting_pictures > 0 for each in fell)
    under_way = sum(each.is_under_way for each in fell)
    return [
        Row("events", sum(map(told, ground.computers)), "", "told", goal=storm.events, more_is_better=True),
        Row("kills of the cloud", under_way, "", "while it was being told", goal=storm.kills, more_is_better=True),
        Row("of them in a call", in_call, "", "asked, not yet answered", goal=1, more_is_better=True),
        Row("kills of the storage", on_storage, "", "at such moments", goal=storm.storage_kills, more_is_better=True),
        Row(
            "connections cut",
            pictures.cut / max(1, pictures.connections),
            "of 1",
            f"{pictures.cut} of {pictures.connections} to the storage; {calls.cut} of {calls.connections} to the cloud",
            goal=LEAST_CUT,
            more_is_better=True,
        ),
    ]
