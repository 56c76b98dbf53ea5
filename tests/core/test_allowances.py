"""The rules of allowances and sync by example: how much, how far, who may spend, what a recovery settles."""

import hashlib
from dataclasses import replace

import pytest

from desktop_app.core.allowances import (
    IDLE_SECONDS,
    Gross,
    Purse,
    Settlement,
    agrees,
    idle_return,
    settlement,
    size,
)
from desktop_app.core.chain import Chain, Event, Verdict, judge, link_hash
from desktop_app.core.standing import (
    Anchor,
    Course,
    DeviceState,
    Heard,
    Here,
    Standing,
    Told,
    acknowledged,
    continues,
    heard,
    sending,
    standing,
)

NOTHING = Gross()


def events(count: int) -> list[Event]:
    told: list[Event] = []
    chain = Chain()
    for number in range(1, count + 1):
        told.append(chain.link(f"e{number}", "hold", {"amount": number}))
        chain = Chain(told[-1].dseq, told[-1].hash)
    return told


STORY = events(4)


def at(dseq: int) -> Chain:
    return Chain(dseq, STORY[dseq - 1].hash) if dseq else Chain()


@pytest.mark.parametrize(("want", "pool", "given"), [(10, 100, 10), (10, 7, 7), (10, 0, 0), (-3, 5, 0)])
def test_a_computer_gets_what_it_asks_for_and_never_more_than_the_pool_has(want: int, pool: int, given: int):
    assert size(want, pool) == given


def test_an_idle_computer_gives_everything_back_but_what_its_owner_takes_along():
    assert idle_return(60, IDLE_SECONDS) == 60
    assert idle_return(60, IDLE_SECONDS, kept_along=20) == 40
    assert idle_return(10, IDLE_SECONDS, kept_along=20) == 0
    assert idle_return(60, IDLE_SECONDS - 1) == 0


def test_an_events_hash_is_over_canonical_json_so_that_any_side_can_reckon_it():
    told = '["","e1","hold",{"a":[1,"\\u8863"],"b":2}]'

    reckoned = link_hash("", "e1", "hold", {"b": 2, "a": [1, "衣"]})

    assert reckoned == hashlib.sha256(told.encode()).hexdigest()


def test_the_cloud_applies_the_next_event_and_skips_what_it_has():
    assert judge(at(2), STORY[2], None) is Verdict.APPLY
    assert judge(at(2), STORY[1], STORY[1].hash) is Verdict.SKIP
    assert judge(at(2), STORY[3], None) is Verdict.GAP


@pytest.mark.parametrize(
    ("event", "recorded"),
    [
        (replace(STORY[1], hash="another"), STORY[1].hash),
        (Chain(2, "another past").link("e3", "hold", {"amount": 3}), None),
        (replace(STORY[2], body={"amount": 1_000}), None),
    ],
    ids=["another event at a known place", "another past", "another body under the same hash"],
)
def test_another_history_is_a_fork(event: Event, recorded: str | None):
    assert judge(at(2), event, recorded) is Verdict.FORK


def anchor(dseq: int, device: str = "d") -> Anchor:
    return Anchor(device, at(dseq), NOTHING)


@pytest.mark.parametrize(
    ("found", "here", "expected"),
    [
        (anchor(3), Here("d", at(3)), Standing.OK),
        (anchor(2), Here("d", at(3)), Standing.OK),
        (anchor(3), Here("d", at(2)), Standing.ANCHOR_AHEAD),
        (anchor(3), Here("d", Chain(3, "another past")), Standing.OTHER_HISTORY),
        (anchor(2), Here("d", Chain(4, "another past")), Standing.OTHER_HISTORY),
        (anchor(3, "e"), Here("d", at(3)), Standing.OTHER_DEVICE),
        (None, Here("d", Chain()), Standing.NO_ANCHOR),
        (None, Here("", Chain()), Standing.OK),
    ],
    ids=["equal", "killed before the anchor", "old", "forked", "forked before", "other", "copied", "never signed in"],
)
def test_a_database_may_be_spent_from_only_beside_its_own_anchor(found: Anchor | None, here: Here, expected: Standing):
    recorded = "another" if "another" in here.chain.head else STORY[found.chain.dseq - 1].hash if found else None

    assert standing(found, here, recorded) is expected


def test_a_recovery_that_was_asked_is_not_taken_back_by_the_right_database():
    assert standing(anchor(3), Here("d", at(3)), None, claim="c1") is Standing.RECOVERING


def told(acked: int, *, epoch: int = 1, state: DeviceState = DeviceState.OK) -> Told:
    return Told(epoch, state, at(acked))


HERE = Here("d", at(3), acked=2, epoch=1)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (told(2), Heard(Course.GO_ON, push_from=3)),
        (told(3), Heard(Course.GO_ON, push_from=4)),
        (told(1), Heard(Course.WAIT)),
        (told(1, epoch=2), Heard(Course.AGAIN, push_from=2)),
        (told(2, epoch=0), Heard(Course.WAIT)),
        (told(4), Heard(Course.FREEZE, Standing.CLOUD_AHEAD)),
        (Told(1, DeviceState.OK, Chain(2, "another")), Heard(Course.FREEZE, Standing.OTHER_HISTORY)),
        (told(2, state=DeviceState.CLOSED), Heard(Course.FREEZE, Standing.FORGOTTEN)),
        (told(2, state=DeviceState.QUARANTINED), Heard(Course.FREEZE, Standing.QUARANTINED)),
        (told(0, state=DeviceState.UNKNOWN), Heard(Course.FREEZE, Standing.UNKNOWN)),
    ],
    ids=["on", "all", "late answer", "restored", "before the restore", "ahead", "forked", "closed", "fork", "unknown"],
)
def test_a_computer_goes_on_only_with_a_cloud_that_knows_the_same_past(answer: Told, expected: Heard):
    recorded = STORY[answer.acked.dseq - 1].hash if answer.acked.dseq else None

    assert heard(HERE, answer, recorded) == expected


def test_what_a_restored_cloud_lost_and_is_no_longer_kept_here_cannot_be_told_again():
    pruned = replace(HERE, oldest=3)

    assert heard(pruned, told(1, epoch=2), None) == Heard(Course.FREEZE, Standing.HISTORY_GONE)
    assert heard(pruned, told(2, epoch=2), STORY[1].hash).course is Course.AGAIN


def test_figures_are_compared_only_when_the_same_answer_acknowledges_everything():
    assert agrees(Purse(5, 1), Purse(5, 1), unopened=0, acked=3, dseq=3)
    assert agrees(Purse(5, 1), Purse(15, 1), unopened=10, acked=3, dseq=3)
    assert agrees(Purse(5, 1), Purse(9, 0), unopened=0, acked=2, dseq=3)
    assert not agrees(Purse(5, 1), Purse(6, 0), unopened=0, acked=3, dseq=3)


def test_the_anchor_notes_how_far_the_cloud_may_have_come():
    sent = sending(sending((at(0),), at(2)), at(3))

    assert sent == (at(0), at(2), at(3))
    assert sending(sent, at(3)) == sent
    assert acknowledged(sent, at(2)) == (at(2), at(3))


def test_only_the_history_that_the_cloud_acknowledged_may_settle_it():
    pushed = replace(anchor(4), sent=(at(2), at(3)))

    assert continues(pushed, at(2))
    assert continues(pushed, at(3))
    assert not continues(pushed, at(4)), "a copy of this disk has pushed since"
    assert not continues(pushed, Chain(3, "another past"))
    assert continues(pushed, at(1)), "the cloud was restored from a backup"


@pytest.mark.parametrize(
    ("known", "claimed", "remaining", "expected"),
    [
        (Gross(10), Gross(10), 20, Settlement(pooled=20)),
        (Gross(10), Gross(25), 20, Settlement(spent=15, pooled=5)),
        (Gross(10), Gross(10, refunded=4), 20, Settlement(refunded=4, pooled=24)),
        (Gross(10), Gross(25, refunded=4), 20, Settlement(spent=11, pooled=9)),
        (Gross(10), Gross(25, refunded=20), 20, Settlement(refunded=5, pooled=25)),
        (Gross(10), Gross(10, returned=8), 20, Settlement(pooled=20)),
        (Gross(10), Gross(1_000), 20, Settlement(spent=20)),
        (Gross(10, refunded=3), Gross(10, refunded=1_000), 20, Settlement(refunded=7, pooled=27)),
        (Gross(10), Gross(3), 20, Settlement(pooled=20)),
        (Gross(10), None, 20, Settlement(forfeited=20)),
    ],
    ids=["told", "spent", "refunded", "both", "more refunded", "returned", "liar", "refund liar", "old", "no anchor"],
)
def test_a_recovery_settles_what_the_anchor_claims_and_never_more_than_there_is(
    known: Gross, claimed: Gross | None, remaining: int, expected: Settlement
):
    settled = settlement(known, claimed, remaining)

    assert settled == expected
    assert settled.spent + settled.pooled + settled.forfeited == remaining + settled.refunded
