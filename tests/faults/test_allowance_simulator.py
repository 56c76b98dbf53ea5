"""Allowances over many computers under anything, and the proof that the simulator which says so is awake.

CLEANRACK_DEEP=1 runs five million steps instead of two hundred thousand.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.core.standing import Standing
from tests import depth
from tests.faults.allowances.mutants import MUTANTS
from tests.faults.allowances.run import run_many

ROOT = Path(__file__).parents[2]
SEEDS = depth.times(40, deep=1000)
MUTANT_SEEDS = 50
HAPPENED = {standing.value for standing in Standing} - {Standing.MISMATCH, Standing.HISTORY_GONE} | {
    *("recovered", "quarantined", "late events", "restored", "rebuilt", "forfeited", "exposed", "evicted"),
}
"""What must have been met, or nothing was proved; only broken rules make figures differ, and here nobody tidies up."""


def test_quota_is_never_spent_twice_and_never_stranded_whatever_happens_to_computers_cloud_and_network():
    result = run_many(SEEDS)

    print(f"{result.steps:,} steps in {result.seconds:.1f} s of CPU")
    assert result.broken == ()
    assert result.steps == SEEDS * 5_000
    assert result.met >= HAPPENED


@pytest.mark.parametrize("name", MUTANTS)
def test_the_simulator_notices_a_broken_rule(name: str):
    result = run_many(MUTANT_SEEDS, mutant=MUTANTS[name], until_broken=True)

    (broken,) = result.broken
    print(f"{name}: noticed at seed {broken.seed}: {broken.reason}")


def test_the_same_seed_is_the_same_story_in_any_process_and_another_seed_another():
    asked = [sys.executable, "-m", "tests.faults.allowances", "--seeds", "2", "--first", "1"]
    environment = os.environ | {"PYTHONHASHSEED": "4711"}

    here, other = run_many(2, first=1), run_many(2, first=2)
    there = subprocess.run(asked, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout

    assert f"trace {here.trace:08x}" in there
    assert here.trace != other.trace
