"""python -m tests.faults.allowances --seeds N --steps M [--first S] [--mutant NAME | --mutants]"""

import argparse
import sys

from tests.faults.allowances.mutants import MUTANTS
from tests.faults.allowances.run import SEED_STEPS, Result, run_many


def main() -> int:
    """Run, print, and answer 1 if a rule was broken, or a mutant lived."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.allowances", description="Allowances under anything.")
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--steps", type=int, default=SEED_STEPS, help="of each seed")
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--mutant", choices=MUTANTS, help="break this rule, and see it noticed")
    parser.add_argument("--mutants", action="store_true", help="break every rule, one after the other")
    asked = parser.parse_args()
    names = list(MUTANTS) if asked.mutants else [asked.mutant] if asked.mutant else []
    if names:
        return max(_mutant(name, asked.seeds, asked.steps) for name in names)
    result = run_many(asked.seeds, asked.steps, first=asked.first)
    _print(result)
    _tell(result)
    return 1 if result.broken else 0


def _mutant(name: str, seeds: int, steps: int) -> int:
    result = run_many(seeds, steps, MUTANTS[name], until_broken=True)
    print(f"dead   {name}" if result.broken else f"LIVES  {name} ({seeds} seeds)")
    _tell(result)
    return 0 if result.broken else 1


def _tell(result: Result) -> None:
    for broken in result.broken[:10]:
        print(f"       seed {broken.seed}, world {broken.world}, step {broken.step}: {broken.reason}")


def _print(result: Result) -> None:
    speed = round(result.steps / result.seconds)
    print(f"{result.steps:,} steps, {result.seconds:.1f} s CPU, {speed:,} steps/s, {len(result.broken)} violations")
    print(f"trace {result.trace:08x}")


if __name__ == "__main__":
    sys.exit(main())
