"""A computer of the simulator: database, anchor, and what it does with them; asks core for every decision."""

from collections.abc import Callable
from typing import Any

from desktop_app.core.allowances import Gross, Purse, agrees
from desktop_app.core.chain import Chain, Event
from desktop_app.core.standing import (
    Anchor,
    Course,
    DeviceState,
    Standing,
    acknowledged,
    heard,
    sending,
    standing,
)
from tests.faults.allowances.accounts import Answer
from tests.faults.allowances.database import Database

HERE, DOUBTED, VERIFIED, EVICTED = "here", "doubted", "verified", "evicted"
"""A picture: only here; was verified before a restore and is gone here; known to be in the cloud; and gone here."""

Next = tuple[str, Any]
"""A kind of request and what is in it."""


class Computer:
    """One machine: its disk, its state folder, its owner's habits."""

    __slots__ = (
        "anchor",
        "claim",
        "copies",
        "db",
        "down",
        "fresh",
        "honest",
        "last_use",
        "lineage",
        "online",
        "paused",
        "release",
        "serial",
        "skew",
        "told_pool",
    )

    def __init__(self, serial: int, *, fresh: Callable[[], str], release: Callable[[int, Event], None]) -> None:
        self.serial = serial
        self.fresh = fresh
        self.release = release
        self.db = Database("")
        self.anchor: Anchor | None = None
        self.claim = ""
        self.lineage: list[tuple[str, str, Anchor | None]] = []
        self.copies: list[Database] = []
        self.online, self.down, self.paused, self.honest = True, False, False, True
        self.skew = self.last_use = self.told_pool = 0

    @property
    def works(self) -> bool:
        """Whether it may spend now."""
        return not self.down and self.db.frozen is Standing.OK

    # starting and stopping

    def begin(self, device: str, epoch: int) -> None:
        """Start over under a new identity."""
        self.db = Database(device, epoch)
        self.claim, self.honest, self.down = "", True, False
        self.anchor = None
        self.write_anchor()

    def open(self) -> None:
        """Start the program on whatever database is there."""
        self.down = False
        if self.db.frozen is Standing.OK:
            self.db.frozen = self.judged(self.db)
        if self.db.frozen is Standing.OK:
            self.write_anchor()

    def judged(self, db: Database) -> Standing:
        """What the anchor says about a database."""
        known = db.hash_at(self.anchor.chain.dseq) if self.anchor else None
        return standing(self.anchor, db.here(), known, claim=self.claim)

    def write_anchor(self, sent: tuple[Chain, ...] | None = None) -> None:
        """Note how far we came, outside the data folder; then what was done may be seen."""
        db = self.db
        if sent is None:
            sent = self.anchor.sent if self.anchor and self.anchor.device == db.device else (Chain(),)
        self.anchor = Anchor(db.device, db.chain, Gross(db.spent, db.refunded, db.returned), sent)
        if db.unreleased:
            for event in db.unreleased:
                self.release(self.serial, event)
            db.unreleased.clear()

    # work

    def tell(self, event_type: str, body: dict[str, Any], *, crash: bool = False) -> None:
        """Commit an event; a crash leaves the anchor behind and the program stopped."""
        db = self.db
        event = db.chain.link(self.fresh(), event_type, body)
        db.log.append(event)
        db.chain = Chain(event.dseq, event.hash)
        db.unreleased.append(event)
        if crash:
            self.down = True
        else:
            self.write_anchor()

    def hold(self, attempt: str, amount: int, now: int, *, crash: bool) -> None:
        """Take quota for an attempt."""
        self.db.available -= amount
        self.db.held += amount
        self.db.holds[attempt] = amount
        self.last_use = now
        self.tell("hold", {"attempt": attempt, "amount": amount, "at": now + self.skew}, crash=crash)

    def end(self, attempt: str, *, post: bool, crash: bool) -> None:
        """Use or return what an attempt held."""
        db = self.db
        amount = db.holds.pop(attempt)
        db.held -= amount
        if not post:
            db.available += amount
            self.tell("void", {"attempt": attempt}, crash=crash)
            return
        db.spent += amount
        db.posts[attempt] = amount
        db.pictures[attempt] = HERE
        self.tell("post", {"attempt": attempt, "amount": amount, "picture": attempt}, crash=crash)

    def refund(self, attempt: str, *, crash: bool) -> None:
        """Give quota back for a finished picture, once."""
        db = self.db
        amount = self.taken_back(attempt)
        db.available += amount
        db.refunded += amount
        self.tell("refund", {"attempt": attempt, "amount": amount}, crash=crash)

    def taken_back(self, attempt: str) -> int:
        """What a refund gives; the attempt cannot be refunded again."""
        return self.db.posts.pop(attempt)

    def give_back(self, amount: int, *, crash: bool = False) -> None:
        """Return quota: here first, the cloud hears of it."""
        self.db.available -= amount
        self.db.returned += amount
        self.tell("return", {"amount": amount}, crash=crash)

    def open_token(self, token: str, amount: int) -> None:
        """Open a token once: tell it in words that no copy of this disk would use, and spend it when acknowledged."""
        if token not in self.db.opened:
            self.db.opened.add(token)
            self.tell("allowance", {"token": token, "amount": amount, "nonce": self.fresh()})
            self.opening(amount)

    def opening(self, amount: int) -> None:
        """What was opened waits for the acknowledgement of its last event."""
        self.db.openings[self.db.chain.dseq] = amount

    # the conversation

    def recovery(self) -> Next:
        """What a frozen computer asks, in the same words until it is answered."""
        if self.db.frozen is Standing.UNKNOWN:
            return "join", tuple(self.lineage)
        self.claim = self.claim or self.fresh()
        return "recover", (self.claim, self.anchor)

    @property
    def asks_as(self) -> str:
        """The identity a request is made under: a frozen computer recovers the one of its anchor."""
        return self.anchor.device if self.anchor and self.db.frozen is not Standing.OK else self.db.device

    def pushed(self, limit: int) -> Next:
        """Events that are not acknowledged; the anchor knows first how far the cloud may come."""
        events = self.db.log[self.db.acked : self.db.acked + limit]
        if events and self.anchor is not None:
            self.write_anchor(sending(self.anchor.sent, Chain(events[-1].dseq, events[-1].hash)))
        return "push", events

    def hear(self, kind: str, device: str, answer: Answer) -> Next | None:
        """Take an answer in; what to ask at once because of it."""
        if self.down:
            return None
        if kind in ("recover", "join"):
            return self.recovered(kind, device, answer)
        if device != self.db.device or self.db.frozen is not Standing.OK or not self.may_go_on(answer):
            return None
        self.told_pool = answer.pool
        follow: Next | None = getattr(self, f"heard_{kind}")(answer.payload)
        return follow

    def recovered(self, kind: str, device: str, answer: Answer) -> Next | None:
        """The frozen computer starts over, or goes on under its old name."""
        if answer.told.state is DeviceState.UNKNOWN:
            return "join", tuple(self.lineage)
        if kind == "join":
            if device == self.db.device and self.db.frozen is Standing.UNKNOWN:
                self.db.frozen = Standing.OK
        elif self.claim and answer.payload and answer.payload[0] == self.claim:
            self.lineage.append((device, self.claim, self.anchor))
            self.begin(answer.payload[1], answer.told.epoch)
        return None

    def may_go_on(self, answer: Answer) -> bool:
        """Judge an answer by what it tells about this device."""
        db, told = self.db, answer.told
        course = heard(self.db.here(), told, db.hash_at(told.acked.dseq))
        if course.course is Course.FREEZE:
            db.frozen = course.standing
        elif course.course is Course.AGAIN:
            self.start_again(told.epoch, told.acked)
        elif course.course is Course.GO_ON:
            self.acknowledge(told.epoch, told.acked)
            mine = Purse(db.available, db.held)
            if agrees(mine, answer.purse, unopened=answer.unopened, acked=told.acked.dseq, dseq=db.chain.dseq):
                return True
            db.frozen = Standing.MISMATCH
        return False

    def acknowledge(self, epoch: int, acked: Chain) -> None:
        """The cloud has come so far: what was opened by then can be spent."""
        db = self.db
        db.epoch = epoch
        if acked.dseq > db.acked:
            db.acked = acked.dseq
            self.receive(acked)
            if self.anchor is not None:
                self.write_anchor(acknowledged(self.anchor.sent, acked))

    def receive(self, acked: Chain) -> None:
        """Quota whose opening is acknowledged can be spent."""
        openings = self.db.openings
        for dseq in [dseq for dseq in openings if dseq <= acked.dseq]:
            self.db.available += openings.pop(dseq)

    def start_again(self, epoch: int, acked: Chain) -> None:
        """The cloud was restored: tell again what it lost, and take its statement from the beginning."""
        db = self.db
        db.epoch, db.acked, db.cursor = epoch, acked.dseq, 0
        self.receive(acked)
        db.lines.clear()
        for picture, where in db.pictures.items():
            db.pictures[picture] = {VERIFIED: HERE, EVICTED: DOUBTED}.get(where, where)

    def heard_hello(self, tokens: tuple[tuple[str, int], ...]) -> None:
        """Open what waits for us."""
        for token, amount in tokens:
            self.open_token(token, amount)

    def heard_push(self, payload: None) -> None:
        """All that a push tells is in the acknowledgement."""

    def heard_pull(self, page: tuple[int, list[str], int]) -> None:
        """Page and cursor in one transaction."""
        after, lines, _ = page
        if after == self.db.cursor:
            self.db.lines.extend(lines)
            self.db.cursor += len(lines)

    def heard_ask(self, token: tuple[str, int]) -> None:
        """An allowance, or none."""
        request, amount = token
        if amount:
            self.open_token(request, amount)
        if self.db.asked and self.db.asked[0] == request:
            self.db.asked = None

    def heard_want(self, told: tuple[str, bool]) -> Next | None:
        """Have, or put."""
        picture, there = told
        if there:
            self.verified(picture)
            return None
        return "put", picture

    def heard_put(self, picture: str) -> Next:
        """Stored or there already: let the cloud look."""
        return "done", picture

    def heard_done(self, told: tuple[str, bool]) -> None:
        """The cloud looked."""
        if told[1]:
            self.verified(told[0])

    def verified(self, picture: str) -> None:
        """The picture is safe."""
        where = self.db.pictures.get(picture)
        if where is not None:
            self.db.pictures[picture] = EVICTED if where in (EVICTED, DOUBTED) else VERIFIED
