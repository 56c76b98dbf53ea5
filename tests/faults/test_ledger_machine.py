"""The ledger under anything, in any order; and the proof that the machine which says so is awake.

CLEANRACK_DEEP=1 runs twenty times as many examples.
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from ledger_attacks import ATTACKS
from ledger_machine import LedgerMachine, met
from ledger_mutants import MUTANTS

DEEP = os.environ.get("CLEANRACK_DEEP") == "1"
EXAMPLES = 2000 if DEEP else 100
MUTANT_EXAMPLES = 60
STEPS = 60 if DEEP else 40

_COMMON = settings(
    derandomize=True,
    database=None,
    deadline=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)

pytestmark = pytest.mark.xdist_group("ledger")


def test_quota_is_right_whatever_happens_in_whatever_order() -> None:
    machine = type("Machine", (LedgerMachine,), {"seen": Counter()})

    run_state_machine_as_test(machine, settings=settings(_COMMON, max_examples=EXAMPLES, stateful_step_count=STEPS))

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
    bounded = settings(_COMMON, max_examples=MUTANT_EXAMPLES, stateful_step_count=40, phases=[Phase.generate])

    with pytest.raises(Exception) as noticed:  # noqa: PT011 - each rule breaks in its own way
        run_state_machine_as_test(machine, settings=bounded)

    print(f"{name}: noticed in example {machine.seen['runs'] - 1}: {noticed.value!r:.200}")
