"""Runs of many seeds, and what they came to."""

import time
import zlib
from dataclasses import dataclass

from tests.faults.allowances.ending import finish
from tests.faults.allowances.mutants import Mutant
from tests.faults.allowances.reckoning import ViolationError
from tests.faults.allowances.world import World

WORLD_STEPS = 500
"""Length of a world. Short ones meet more: what was forfeited or spent for good leaves less that can go wrong."""
SEED_STEPS = 10 * WORLD_STEPS
"""Length of a seed: two worlds of each kind."""


@dataclass(frozen=True)
class Broken:
    """A rule was broken, and how to see it again."""

    seed: int
    world: int
    """Which of the seed's worlds."""
    step: int
    reason: str


@dataclass(frozen=True)
class Run:
    """One seed played."""

    steps: int
    trace: int
    """A checksum of everything that happened."""
    met: frozenset[str]
    broken: Broken | None = None


@dataclass(frozen=True)
class Result:
    """What so many seeds came to."""

    steps: int
    seconds: float
    """Of CPU."""
    trace: int
    met: frozenset[str]
    broken: tuple[Broken, ...]


def run(seed: int, steps: int = SEED_STEPS, mutant: Mutant | None = None) -> Run:
    """Worlds one after the other, each to its end, or to where a rule is broken."""
    mutant = mutant or Mutant()
    taken = trace = 0
    met: set[str] = set()
    for number in range(-(-steps // WORLD_STEPS)):
        world = World(seed, number, cloud=mutant.cloud, computer=mutant.computer)
        length = min(WORLD_STEPS, steps - taken)
        done = 0
        try:
            while done < length:
                world.step()
                done += 1
            finish(world)
        except ViolationError as exc:
            return Run(taken + done, trace, frozenset(met), Broken(seed, number, done, str(exc)))
        taken += length
        met |= world.met()
        trace = zlib.crc32(b"%d" % world.trace, trace)
    return Run(taken, trace, frozenset(met))


def run_many(
    seeds: int, steps: int = SEED_STEPS, mutant: Mutant | None = None, *, first: int = 0, until_broken: bool = False
) -> Result:
    """Many seeds, one after the other."""
    begun = time.process_time()
    broken: list[Broken] = []
    taken = trace = 0
    met: frozenset[str] = frozenset()
    for seed in range(first, first + seeds):
        played = run(seed, steps, mutant)
        taken += played.steps
        met |= played.met
        trace = zlib.crc32(b"%d" % played.trace, trace)
        if played.broken:
            broken.append(played.broken)
            if until_broken:
                break
    return Result(steps=taken, seconds=time.process_time() - begun, trace=trace, met=met, broken=tuple(broken))
