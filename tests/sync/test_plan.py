"""What is done next, and what is said of it."""

from typing import Any

import pytest

from desktop_app.api.cloud_account import SyncState
from desktop_app.sync.links import Link
from desktop_app.sync.plan import Backlog, Doing, Step, next_step, shown

CLEAR = {
    "account_id": "a",
    "server": "https://cloud.example",
    "email": "a@example.com",
    "device_id": "d",
    "keys": (),
    "is_current": True,
    "is_paused": False,
    "state": "ok",
    "reason": "",
    "dseq": 4,
    "head": "",
    "acked_dseq": 4,
    "cursor": 9,
    "epoch": 1,
    "spent": 0,
    "refunded": 0,
    "returned": 0,
    "kept_along": 0,
    "totals": {
        "pool": {"available": 0, "held": 0},
        "devices": {},
        "spent": 0,
        "forfeited": 0,
        "seq": 9,
        "epoch": 1,
        "as_of": "2026-05-01T09:00:00Z",
    },
    "clock_off": 0,
    "synced_at": None,
    "spent_at": None,
}
HEARD = Doing(has_heard=True)


def test_it_is_synced_when_everything_is_there_and_here_and_the_cloud_has_said_so() -> None:
    assert shown(_backlog(), HEARD) is SyncState.SYNCED
    assert next_step(_backlog()) is Step.REST


@pytest.mark.parametrize(
    ("changes", "blobs", "step"),
    [
        ({"acked_dseq": 3}, 0, Step.PUSH),
        ({"cursor": 8}, 0, Step.PULL),
        ({"totals": None}, 0, Step.PULL),
        ({}, 1, Step.SEND),
    ],
)
def test_anything_missing_on_either_side_is_not_synced(changes: dict[str, Any], blobs: int, step: Step) -> None:
    backlog = _backlog(blobs, **changes)

    assert shown(backlog, HEARD) is SyncState.PENDING
    assert shown(backlog, Doing(is_working=True, has_heard=True)) is SyncState.SYNCING
    assert next_step(backlog) is step
    assert next_step(backlog, stuck=frozenset({step})) is Step.REST


def test_what_the_database_says_is_not_believed_before_the_cloud_has_answered() -> None:
    assert shown(_backlog(), Doing()) is SyncState.SYNCING


@pytest.mark.parametrize("state", ["frozen", "forgotten", "signed-out"])
def test_a_computer_that_may_not_go_on_says_so_whatever_else_is_the_case(state: str) -> None:
    told = shown(_backlog(3, state=state, is_paused=True), Doing(trouble="cloud-unreachable"))

    assert told == state


def test_trouble_is_told_unless_sync_is_paused() -> None:
    trouble = Doing(trouble="cloud-unreachable")

    assert shown(_backlog(), trouble) is SyncState.OFFLINE
    assert shown(_backlog(is_paused=True), trouble) is SyncState.PAUSED


def _backlog(blobs: int = 0, **changes: Any) -> Backlog:
    return Backlog(link=Link.model_validate({**CLEAR, **changes}), blobs=blobs)
