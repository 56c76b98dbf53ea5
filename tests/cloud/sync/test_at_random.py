"""Computers that do anything in any order over lines that lose answers: the cloud's figures stay theirs."""

import random
from collections.abc import Callable

import pytest

from desktop_app.api.allowances import AllowanceToken
from desktop_app.api.sync import Event
from desktop_app.core import ids
from desktop_app.core.allowances import Purse, agrees
from desktop_app.core.errors import InsufficientQuotaError
from tests.cloud.sync.cloud import Cloud

STEPS = 300


class Desk:
    """A computer that spends only what it holds, and keeps its own books."""

    def __init__(self, cloud: Cloud, chance: random.Random) -> None:
        self.cloud = cloud
        self.chance = chance
        self.computer = cloud.computer(ids.new()[:6])
        self.opened: dict[str, int] = {}
        self.opening: dict[int, str] = {}
        self.received: set[str] = set()
        self.request = ids.new()
        self.under_way: list[tuple[str, int]] = []
        self.finished: list[tuple[str, int]] = []

    @property
    def purse(self) -> Purse:
        gross = self.computer.gross
        had = sum(self.opened[token] for token in self.received)
        held = len(self.under_way)
        return Purse(had - held - gross["spent"] + gross["refunded"] - gross["returned"], held)

    def step(self) -> None:
        moves: dict[Callable[[], None], int] = {
            self.ask: 4,
            self.hello: 1,
            self.work: 6,
            self.end: 12,
            self.refund: 1,
            self.give_back: 1,
            self.push: 3,
            self.push_part: 2,
            self.push_again: 1,
        }
        self.chance.choices(list(moves), list(moves.values()))[0]()

    def ask(self) -> None:
        """The answer may get lost; then the same is asked again later, or heard of in a hello."""
        try:
            token = self.cloud.ask(self.computer, self.chance.randint(1, 30), self.request).token
        except InsufficientQuotaError:
            return
        if self.chance.random() < 0.6:
            self.open(token)
            self.request = ids.new()

    def hello(self) -> None:
        for token in self.computer.hello().tokens:
            self.open(token)

    def open(self, token: AllowanceToken) -> None:
        if token.id not in self.opened:
            self.opened[token.id] = token.amount
            self.opening[self.computer.open(token).dseq] = token.id

    def work(self) -> None:
        count = self.chance.randint(1, 4)
        if count <= self.purse.available:
            task_id = self.computer.make(count)
            self.under_way += [(task_id, index) for index in range(count)]

    def end(self) -> None:
        if self.under_way:
            task_id, index = self.under_way.pop(self.chance.randrange(len(self.under_way)))
            if self.chance.random() < 0.7:
                self.computer.finish(task_id, index)
                self.finished.append((task_id, index))
            else:
                self.computer.fail(task_id, index)

    def refund(self) -> None:
        if self.finished:
            self.computer.refund(*self.finished.pop())

    def give_back(self) -> None:
        if self.purse.available:
            self.computer.give_back(self.chance.randint(1, self.purse.available))

    def push(self) -> None:
        self._push(self.computer.told[self.computer.acked.dseq :])

    def push_part(self) -> None:
        begin = self.computer.acked.dseq
        self._push(self.computer.told[begin : begin + self.chance.randint(1, 5)])

    def push_again(self) -> None:
        self._push(self.computer.told[-self.chance.randint(1, 20) :] if self.is_told else self.computer.told)

    def _push(self, events: list[Event]) -> None:
        if not events:
            return
        before = self.computer.acked
        answer = self.computer.push(events)
        assert answer.refused == []
        if self.chance.random() < 0.3:
            self.computer.acked = before  # the answer got lost
            return
        self.received |= {token for dseq, token in self.opening.items() if dseq <= answer.acked_dseq}
        share = answer.totals.devices[self.computer.device]
        theirs = Purse(share.available, share.held)
        dseq = self.computer.chain.dseq
        assert agrees(self.purse, theirs, unopened=share.unopened, acked=answer.acked_dseq, dseq=dseq)

    @property
    def is_told(self) -> bool:
        return self.computer.acked == self.computer.chain


@pytest.mark.parametrize("seed", range(6))
def test_whatever_they_do_the_figures_agree(cloud: Cloud, seed: int) -> None:
    chance = random.Random(seed)
    desks = [Desk(cloud, chance) for _ in range(3)]

    for _ in range(STEPS):
        chance.choice(desks).step()
    for desk in desks:
        desk.hello()
        while not desk.is_told:
            desk.push()

    totals = cloud.totals()
    assert sum(desk.computer.gross["spent"] - desk.computer.gross["refunded"] for desk in desks) == totals.spent
    everywhere = [totals.pool, *totals.devices.values()]
    assert sum(share.available + share.held for share in everywhere) + totals.spent == 1000
    assert sum(len(desk.computer.told) for desk in desks) > STEPS / 2
    assert cloud.violations() == []


@pytest.mark.parametrize("seed", range(4))
def test_computers_that_break_get_lost_or_are_copied_never_make_quota(cloud: Cloud, seed: int) -> None:
    """What was delivered is paid for, unless its computer was forgotten with what it had."""
    chance = random.Random(100 + seed)
    desks, forgotten = [Desk(cloud, chance) for _ in range(3)], []
    settled = 0

    for number in range(STEPS):
        desk = chance.choice(desks)
        desk.step()
        if number % 60 == 59:
            claim = ids.new()
            if chance.random() < 0.5:
                answers = [cloud.recover(desk.computer, claim=claim) for _ in range(2)]
                assert answers[0] == answers[1]
                settled += desk.computer.gross["spent"] - desk.computer.gross["refunded"]
            else:
                cloud.closing.forget(cloud.account, desk.computer.device, this="")
                forgotten.append(desk)
            desks[desks.index(desk)] = Desk(cloud, chance)
    for desk in desks:
        while not desk.is_told:
            desk.push()

    totals = cloud.totals()
    paid = settled + sum(desk.computer.gross["spent"] - desk.computer.gross["refunded"] for desk in desks)
    lost = sum(desk.computer.gross["spent"] for desk in forgotten)
    assert paid <= totals.spent <= paid + lost
    everywhere = [totals.pool, *totals.devices.values()]
    assert sum(share.available + share.held for share in everywhere) + totals.spent + totals.forfeited == 1000
    assert cloud.violations() == []


def test_the_harness_notices_a_computer_that_reckons_otherwise(cloud: Cloud) -> None:
    desk = Desk(cloud, random.Random(0))
    desk.computer.open(cloud.ask(desk.computer, 10).token)

    with pytest.raises(AssertionError):
        desk.push()
