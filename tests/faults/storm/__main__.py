"""python -m tests.faults.storm [--blobs N] [--events N] [--kills N] [--storage-kills N] [--share S] [--seed S]"""

import argparse
import sys
from dataclasses import fields

from tests.benchmarks.row import machine, table
from tests.faults.storm.ground import standing
from tests.faults.storm.plan import Storm
from tests.faults.storm.run import run


def main() -> int:
    """Run, print, and answer 1 if anything was lost, doubled or too heavy, or the storm was none."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.storm", description="Sync through a storm.")
    for field in fields(Storm):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    storm = Storm(**vars(parser.parse_args()))
    print(machine())
    print(storm)
    with standing(storm) as ground:
        outcome = run(storm, ground)
    print(table(outcome.rows))
    print("\n".join(outcome.findings))
    return 0 if outcome.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
