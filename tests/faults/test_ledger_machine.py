"""The ledger under anything, in any order; and the proof that the machine which says so is awake.

CLEANRACK_DEEP=1 runs twenty-five times as many examples, and longer ones.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import depth
from tests.faults.ledger_attacks import ATTACKS
from tests.faults.ledger_machine import LedgerMachine, met
from tests.faults.ledger_mutants import MUTANTS

RUNS = depth.times(12, deep=1500)
MUTANT_RUNS = 50
STEPS = 40

# Two examples a run, the empty one and a random one: with more, five of six are variations of one another, and
# six mutants of these lived through sixty examples that this way find them all.
_SETTINGS = settings(
    max_examples=2,
    stateful_step_count=STEPS,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)


def run(machine: type[LedgerMachine], runs: int, chosen: settings = _SETTINGS) -> Iterator[int]:
    """Let the machine run so often, each time with another seed; tells the number of each run."""
    for number in range(runs):
        yield number + 1
        run_state_machine_as_test(seed(number)(machine), settings=chosen)


def test_quota_is_right_whatever_happens_in_whatever_order() -> None:
    machine = type("Machine", (LedgerMachine,), {"seen": Counter()})

    for _ in run(machine, RUNS):
        pass

    happened = ["ok", "created", "True", "False", "asked again", "key with another body", "power cuts"]
    refusals = ["insufficient-quota", "state-conflict", "already-refunded", "refund-policy", "rate-limited"]
    attacks = [f"attack: {name}" for name in ATTACKS]
    print(f"{machine.seen}")
    assert met(machine.seen, [*happened, "power cuts after the commit", *refusals, *attacks]) == []


@pytest.mark.parametrize("name", MUTANTS)
def test_the_machine_notices_a_broken_rule(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant = MUTANTS[name]
    machine = type(
        "Machine", (LedgerMachine,), {"seen": Counter(), "schema": mutant.schema and staticmethod(mutant.schema)}
    )
    mutant.code(monkeypatch)
    unshrunk = settings(_SETTINGS, phases=[Phase.generate])
    begun: list[int] = []

    with pytest.raises(Exception) as noticed:  # noqa: PT011 - each rule breaks in its own way
        begun.extend(run(machine, MUTANT_RUNS, unshrunk))

    print(f"{name}: noticed in run {len(begun)}: {noticed.value!r:.200}")
