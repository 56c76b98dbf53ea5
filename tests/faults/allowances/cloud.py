"""The cloud of the simulator: pool, one account per device, statement, pictures; asks core for every decision."""

from collections.abc import Sequence
from typing import Any

from desktop_app.core.allowances import Gross, Purse, settlement, size
from desktop_app.core.chain import Chain, Event, Verdict, judge
from desktop_app.core.standing import Anchor, DeviceState, Told, continues
from tests.faults.allowances.accounts import START, Account, Answer
from tests.faults.allowances.applying import HANDLERS

PAGE = 5


class Cloud:
    """Everything that is in the cloud's database, and the object store beside it."""

    def __init__(self) -> None:
        self.pool = self.pool_held = self.spent = self.forfeited = self.granted = 0
        self.owed = 0
        """What lost moves took beyond what the pool had when they were told again; the pool pays it back first."""
        self.refusals = self.quarantines = self.most_owed = 0
        self.devices: dict[str, Account] = {}
        self.tokens: dict[str, tuple[str, int]] = {}
        self.holds: dict[str, int] = {}
        self.posts: dict[str, tuple[str, int]] = {}
        self.refunds: set[str] = set()
        self.claims: set[str] = set()
        self.lines: list[str] = []
        self.pictures: dict[str, bool] = {}
        self.storage: set[str] = set()
        self.epoch = 1
        self.now = 0
        self.rebuilt: list[str] = []

    @property
    def available(self) -> int:
        """What the pool can give."""
        return self.pool - self.pool_held

    @property
    def restoring(self) -> bool:
        """After a restore the pool stays closed until every device was heard."""
        return any(account.awaited for account in self.devices.values())

    def answer(self, account: Account | None, payload: Any = None) -> Answer:
        """An answer to a device, which may be unknown."""
        if account is None:
            return Answer(Told(self.epoch, DeviceState.UNKNOWN, START), Purse(0, 0), 0, self.available, payload)
        account.heard_at = self.now
        told = Told(self.epoch, account.state, account.acked)
        purse = Purse(account.posted - account.held, account.held)
        return Answer(told, purse, sum(account.unopened.values()), self.available, payload)

    # what devices ask

    def hear(self, kind: str, device: str, payload: Any) -> Answer:
        """One request."""
        answer: Answer = getattr(self, f"on_{kind}")(self.devices.get(device), device, payload)
        return answer

    def on_hello(self, account: Account | None, device: str, told: tuple[Chain, int]) -> Answer:
        """Where do we stand; tokens that were not opened yet. Whoever has nothing to tell again is not awaited."""
        if account is not None and account.awaited and self.is_heard(account, *told):
            account.awaited = False
        return self.answer(account, tuple(account.unopened.items()) if account else ())

    def on_push(self, account: Account | None, device: str, events: Sequence[Event]) -> Answer:
        """Events, in order."""
        if account is None or account.state is not DeviceState.OK:
            if account is not None:
                account.late += len(events)
            return self.answer(account)
        for event in events:
            verdict = self.verdict(account, event)
            if verdict is Verdict.FORK:
                account.state = DeviceState.QUARANTINED
                account.awaited = False
                self.quarantines += 1
            if verdict is Verdict.FORK or verdict is Verdict.GAP:
                break
            if verdict is Verdict.APPLY:
                self.apply(account, event)
        return self.answer(account)

    def on_pull(self, account: Account | None, device: str, after: int) -> Answer:
        """The statement, page by page."""
        return self.answer(account, (after, self.lines[after : after + PAGE], len(self.lines)))

    def on_ask(self, account: Account | None, device: str, asked: tuple[str, int]) -> Answer:
        """An allowance, once per request."""
        request, want = asked
        known = self.known(request)
        if known is None and account is not None and account.state is DeviceState.OK and not self.restoring:
            amount = size(want, self.available)
            if amount:
                known = self.move(account, request, amount)
                account.unopened[request] = known[1]
        return self.answer(account, (request, known[1] if known else 0))

    def on_recover(self, account: Account | None, device: str, asked: tuple[str, Anchor | None]) -> Answer:
        """A frozen computer asks for a new identity; the old one is dissolved."""
        claim, anchor = asked
        new = f"{device}/{claim}"
        if account is None:
            return self.answer(None, None)
        if new not in self.claims:
            self.claims.add(new)
            self.dissolve(account, anchor)
            self.devices.setdefault(new, Account(new))
        return self.answer(self.devices[new], (claim, new))

    def on_join(
        self, account: Account | None, device: str, lineage: Sequence[tuple[str, str, Anchor | None]]
    ) -> Answer:
        """A computer that a restored cloud does not know signs in again and repeats its recoveries."""
        for old, claim, anchor in lineage:
            self.on_recover(self.devices.setdefault(old, Account(old)), old, (claim, anchor))
        return self.answer(self.devices.setdefault(device, Account(device)))

    def on_want(self, account: Account | None, device: str, picture: str) -> Answer:
        """Is a picture there?"""
        return self.answer(account, (picture, self.has(picture)))

    def on_put(self, account: Account | None, device: str, picture: str) -> Answer:
        """The object store's part; 412 counts as stored."""
        self.storage.add(picture)
        return self.answer(account, picture)

    def on_done(self, account: Account | None, device: str, picture: str) -> Answer:
        """Look at the stored object."""
        if picture in self.storage:
            self.pictures[picture] = True
        return self.answer(account, (picture, self.has(picture)))

    # rules, each of which some mutant breaks

    def has(self, picture: str) -> bool:
        """Only verified pictures are there."""
        return self.pictures.get(picture, False)

    def is_heard(self, account: Account, head: Chain, epoch: int) -> bool:
        """Whether a device knows of the restore and has told everything; a late hello from before it proves nothing."""
        return head == account.acked and epoch == self.epoch

    def known(self, request: str) -> tuple[str, int] | None:
        """The token that was given for a request."""
        return self.tokens.get(request)

    def verdict(self, account: Account, event: Event) -> Verdict:
        """What to do with an event."""
        place = event.dseq - 1
        return judge(account.acked, event, account.hashes[place] if place < len(account.hashes) else None)

    def apply(self, account: Account, event: Event) -> None:
        """Apply an event, or record its refusal."""
        slug = HANDLERS[event.type](self, account, event)
        if slug:
            self.refusals += 1
        self.lines.append(f"{event.id}!{slug}" if slug else event.id)
        self.acknowledge(account, event)

    def acknowledge(self, account: Account, event: Event) -> None:
        """The device's chain has come so far."""
        account.hashes.append(event.hash)
        account.acked = Chain(event.dseq, event.hash)

    def move(self, account: Account, token: str, amount: int) -> tuple[str, int]:
        """From the pool to a device."""
        self.pool -= amount
        account.posted += amount
        self.tokens[token] = (account.id, amount)
        self.lines.append(f"move {token} {amount}")
        return self.tokens[token]

    def rebuild(self, account: Account, token: str, amount: int) -> str:
        """A move that a restore lost, told by its token: what the pool lacks now will come back from other devices."""
        missing = max(0, amount - self.available)
        self.owed += missing
        self.most_owed = max(self.most_owed, self.owed)
        self.pool += missing
        self.move(account, token, amount)
        self.rebuilt.append(token)
        return ""

    def to_pool(self, amount: int) -> None:
        """Quota comes back."""
        paid = min(self.owed, amount)
        self.owed -= paid
        self.pool += amount - paid

    def dissolve(self, account: Account, anchor: Anchor | None) -> None:
        """Settle a device as its anchor says, and close it; leave it alone if the anchor is of another history."""
        if account.state is DeviceState.CLOSED or (anchor is not None and not continues(anchor, account.acked)):
            return
        known = Gross(account.spent, account.refunded, account.returned)
        claimed = anchor.gross if anchor else None
        untouched = self.untouched(account)
        settled = settlement(known, claimed, account.posted - untouched)
        account.refundable = claimed is not None and claimed.refunded == known.refunded
        self.spent += settled.spent - settled.refunded
        self.forfeited += settled.forfeited
        self.close(account)
        self.to_pool(settled.pooled + untouched)
        self.lines.append(f"recovered {account.id}")

    def forget(self, device: str) -> None:
        """The owner says that a computer is gone: what it held is forfeited."""
        account = self.devices[device]
        if account.state is not DeviceState.CLOSED:
            untouched = self.untouched(account)
            self.forfeited += account.posted - untouched
            self.close(account)
            self.to_pool(untouched)
            self.lines.append(f"forgotten {device}")

    def untouched(self, account: Account) -> int:
        """What a device was never let spend; after a restore the acknowledgement of an opening may be what was lost."""
        return 0 if account.awaited else sum(account.unopened.values())

    def close(self, account: Account) -> None:
        """Nothing is left and nothing is accepted."""
        account.state = DeviceState.CLOSED
        account.posted = account.held = 0
        account.holds.clear()
        account.unopened.clear()
        account.awaited = False

    # what the cloud does itself

    def grant(self, amount: int) -> None:
        """A purchase."""
        self.granted += amount
        self.to_pool(amount)
        self.lines.append(f"grant {amount}")

    def hold(self, attempt: str, amount: int) -> bool:
        """A cloud task takes quota from the pool."""
        if self.restoring or self.available < amount:
            return False
        self.pool_held += amount
        self.holds[attempt] = amount
        self.lines.append(f"hold {attempt}")
        return True

    def stop_work(self) -> None:
        """Work that was under way at a backup is stopped: what it held may have gone elsewhere in the lost time."""
        for attempt in list(self.holds):
            self.end(attempt, post=False)

    def end(self, attempt: str, *, post: bool) -> int:
        """A cloud task ends; what was used."""
        amount = self.holds.pop(attempt)
        self.pool_held -= amount
        self.lines.append(f"{'post' if post else 'void'} {attempt}")
        if not post:
            return 0
        self.pool -= amount
        self.spent += amount
        self.posts[attempt] = ("", amount)
        return amount

    def may_refund(self, attempt: str) -> bool:
        """Whether the cloud may refund: its own work, and that of recovered devices that had told every refund."""
        device, _ = self.posts[attempt]
        return attempt not in self.refunds and (device == "" or self.devices[device].refundable)

    def first_refund(self, attempt: str) -> bool:
        """Whether nobody refunded this before; remembers that now somebody did."""
        first = attempt not in self.refunds
        self.refunds.add(attempt)
        return first

    def refund(self, attempt: str) -> int:
        """Give used quota back to the pool."""
        amount = self.posts[attempt][1]
        self.refunds.add(attempt)
        self.spent -= amount
        self.to_pool(amount)
        self.lines.append(f"refund {attempt}")
        return amount
