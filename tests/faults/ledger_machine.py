"""Anything in any order, on the real services: each answer, balance, item, counter and receipt must be the model's.

Operations are asked under fresh and used keys, repeated, cut off by power cuts at each of their statements and asked
again, and between them a stranger attacks the file.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, ClassVar

import pysqlite3.dbapi2 as sqlite
import sqlalchemy as sa
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.api.tasks import CreateTask, RefundItems, RetryItems, TaskCreated
from desktop_app.core.errors import DiskFullError, RequestError, UnreadablePictureError
from desktop_app.server.ledger import repository, verify
from desktop_app.server.tables import assets, tasks
from desktop_app.server.tasks.items import Output
from desktop_app.server.tasks.service import Keyed
from desktop_app.server.tasks.settlement import Photo
from tests.faults.ledger_attacks import ATTACKS, NothingToAttackError, Stranger, stranger
from tests.faults.ledger_desk import OWNER, PRICED, Clock, Desk, FileDesk, PowerCut, copied, photo_id, template
from tests.faults.ledger_model import OK, Model, ModelTask, Said, refused

START = datetime(2026, 5, 1, 9, tzinfo=UTC)
KEPT_REFUSALS = {"insufficient-quota", "state-conflict", "already-refunded", "refund-policy"}

Do = Callable[[Desk], Any]
some = st.integers(0, 1000)
"""Picks one of whatever there is."""
recent = st.sampled_from([0, 0, 0, 1, 1, 2, 5])
"""Picks one from the newest end: what just happened is where the next thing goes wrong."""
keys = st.one_of(st.none(), st.none(), st.none(), st.none(), some)
"""None: a fresh key; else one used before."""
subsets = st.integers(1, 15)
"""Items by the bits."""


class LedgerMachine(RuleBasedStateMachine):
    """One account, its tasks, and everything that can happen to them."""

    schema: ClassVar[Callable[[sqlite.Connection], None] | None] = None
    refusal: ClassVar[type[Exception]] = sqlite.IntegrityError
    """What the database says to an attack."""
    seen: ClassVar[Counter[str]] = Counter()
    """What the runs met: a machine that met nothing proves nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.seen["runs"] += 1
        self.clock = Clock(START)
        self.desk = self._opened()
        self.model = Model()
        self.ids: list[str] = []
        self.photos: list[tuple[int, Photo]] = []
        self.answered: dict[str, tuple[object, Said, Do]] = {}
        self.fresh = 0
        self.unsent = 0
        self.power_fails_next = False

    @initialize(amount=st.integers(4, 30), bits=st.integers(0, 15), stop=st.sampled_from([0, 1, 2, 4]))
    def first_batch(self, amount: int, bits: int, stop: int) -> None:
        """Whatever rules a run is left with, there is something to do."""
        self.grants = {"trial": amount, "topup|A": 6, "topup|B": 12}
        self.grant("trial")
        self.submit_and_carry_out(bits, stop)

    # what a merchant asks for

    @rule(count=st.integers(1, 4), dear=st.booleans(), is_batch=st.booleans(), key=keys)
    def submit(self, count: int, dear: bool, is_batch: bool, key: int | None) -> None:
        self._submit(count if is_batch else 1, "dear" if dear else "basic_clean", key, is_batch=is_batch)

    @rule(count=st.integers(4, 7))
    def submit_in_a_hurry(self, count: int) -> None:
        """What reaches the limit of an hour."""
        for _ in range(count):
            self._submit(1, "basic_clean", None, is_batch=True)

    @rule(bits=st.sampled_from([0, 0, 5, 15]), stop=st.sampled_from([2, 4, 4]))
    def submit_and_carry_out(self, bits: int, stop: int) -> None:
        """What there is to refund, to retry or to stop halfway."""
        tasks_before = len(self.ids)
        self._submit(4, "basic_clean", None, is_batch=True)
        if len(self.ids) > tasks_before:
            self.carry_out(0, bits, stop)

    @precondition(lambda self: self.ids)
    @rule(which=recent, key=keys)
    def cancel(self, which: int, key: int | None) -> None:
        number, task = self._task(which)

        def do(desk: Desk, key: str) -> None:
            desk.tasks.cancel(Keyed(OWNER, key), self.ids[number])

        self._keyed(key, ("cancel", number), lambda: self.model.cancel(task), do)

    @precondition(lambda self: self.ids)
    @rule(which=recent, bits=st.one_of(st.none(), subsets), key=keys)
    def retry(self, which: int, bits: int | None, key: int | None) -> None:
        number, task = self._task(which)
        indexes = None if bits is None else _chosen(task, bits)

        def do(desk: Desk, key: str) -> None:
            desk.tasks.retry_failed(Keyed(OWNER, key), self.ids[number], RetryItems(items=indexes))

        asked = ("retry", number, indexes and tuple(indexes))
        self._keyed(key, asked, lambda: self.model.retry(task, indexes), do)

    @precondition(lambda self: self.ids)
    @rule(which=recent, bits=subsets, key=keys)
    def refund(self, which: int, bits: int, key: int | None) -> None:
        number, task = self._task(which)
        indexes = _chosen(task, bits)

        def do(desk: Desk, key: str) -> None:
            desk.tasks.refund(Keyed(OWNER, key), self.ids[number], RefundItems(items=indexes, reason="grey rim"))

        asked = ("refund", number, tuple(indexes))
        self._keyed(key, asked, lambda: self.model.refund(task, indexes, self.clock.now), do)

    @precondition(lambda self: self.model.posts)
    @rule()
    def refund_whatever_succeeded(self) -> None:
        """What reaches the policy's limit."""
        for which, task in enumerate(reversed(self.model.tasks)):
            good = [index for index, item in enumerate(task.items) if item.status == "success" and not item.refunded]
            if good:
                self.refund(which, sum(1 << index for index in good), None)

    @precondition(lambda self: self.ids)
    @rule(which=recent)
    def pause(self, which: int) -> None:
        number, task = self._task(which)
        self._plain(lambda: self.model.pause(task), lambda desk: desk.tasks.pause(OWNER, self.ids[number]))

    @precondition(lambda self: self.ids)
    @rule(which=recent)
    def resume(self, which: int) -> None:
        number, task = self._task(which)
        self._plain(lambda: self.model.resume(task), lambda desk: desk.tasks.resume(OWNER, self.ids[number]))

    @rule(reason=st.sampled_from(["trial", "topup|A", "topup|B"]))
    def grant(self, reason: str) -> None:
        amount = self.grants[reason]
        self._plain(lambda: self.model.grant(amount, reason), lambda desk: desk.grant(amount, reason))

    @precondition(lambda self: self.answered)
    @rule(which=some)
    def ask_again(self, which: int) -> None:
        """The same request under its old key: the stored answer, and nothing moves."""
        _, said, do = list(self.answered.values())[which % len(self.answered)]
        self.seen["asked again"] += 1
        self._run(lambda: said, do)

    # what the engine does

    @precondition(lambda self: self.ids)
    @rule(which=recent)
    def begin(self, which: int) -> None:
        number, task = self._task(which)
        work = self.desk.engine.begin(self.ids[number])
        expected = self.model.begin(task)
        assert [(photo.index, photo.attempt) for photo in work.photos] == expected if work else not expected
        self.photos += [(number, photo) for photo in work.photos] if work else []

    @precondition(lambda self: self._late())
    @rule(which=some, well=st.booleans())
    def come_late(self, which: int, well: bool) -> None:
        """An attempt that was stopped or lost comes back when the next one is due."""
        late = self._late()
        self.seen["late"] += 1
        self._end(*late[which % len(late)], well=well)

    @precondition(lambda self: self.photos)
    @rule(which=recent, well=st.booleans())
    def end(self, which: int, well: bool) -> None:
        """An attempt ends, or one that is over comes back."""
        number, photo = self.photos[-1 - which % len(self.photos)]
        self._end(number, photo, well=well)

    @precondition(lambda self: self.ids)
    @rule(which=recent, bits=st.integers(0, 15), stop=st.sampled_from([1, 2, 4, 4]))
    def carry_out(self, which: int, bits: int, stop: int) -> None:
        """A run: what the bits name fails, and after some ends it stops."""
        before = len(self.photos)
        self.begin(which)
        for number, photo in self.photos[before:][:stop]:
            self._end(number, photo, well=not bits >> photo.index & 1)

    @precondition(lambda self: self.photos)
    @rule(which=recent)
    def drive_full(self, which: int) -> None:
        number, photo = self.photos[which % len(self.photos)]
        self.desk.engine.pause(photo, DiskFullError(folder="/", needed_megabytes=101, free_megabytes=1))
        self.model.pause(self.model.tasks[number])

    # what befalls them

    @rule(hours=st.sampled_from([0.2, 1, 25, 24 * 31]))
    def time_passes(self, hours: float) -> None:
        self.clock.pass_(hours=hours)

    @rule()
    def crash(self) -> None:
        """Every object is dropped; the file is opened as it lies."""
        self._reopen(self.desk.image())

    @rule(
        what=st.sampled_from(["submit", "carry out", "end", "cancel", "retry", "refund", "pause", "resume", "grant"]),
        which=recent,
        bits=subsets,
    )
    def power_fails(self, what: str, which: int, bits: int) -> None:
        """At each statement of something in turn, until it gets through."""
        self.power_fails_next = True
        if what == "submit":
            self._submit(bits % 4 + 1, "basic_clean", None, is_batch=bits % 4 > 0)
        elif what == "grant":
            self.grant("topup|B")
        elif what == "end" and self.photos:
            self.end(which, bool(bits & 1))
        elif self.ids and what != "end":
            self._steer(what, which, bits)
        self.power_fails_next = False

    def _steer(self, what: str, which: int, bits: int) -> None:
        verbs: dict[str, Callable[[], None]] = {
            "carry out": lambda: self.carry_out(which, bits, 4),
            "cancel": lambda: self.cancel(which, None),
            "retry": lambda: self.retry(which, None, None),
            "refund": lambda: self.refund(which, bits, None),
            "pause": lambda: self.pause(which),
            "resume": lambda: self.resume(which),
        }
        verbs[what]()

    @rule()
    def attack(self) -> None:
        """Whoever writes to the file directly is refused by the file."""
        with self._stranger() as by:
            for name, attack in ATTACKS.items():
                try:
                    by.tries(attack)
                except NothingToAttackError:
                    continue
                except self.refusal:
                    self.seen[f"attack: {name}"] += 1
                else:
                    raise AssertionError(f"{name} was accepted")

    # what must always be so

    @invariant()
    def quota_is_what_it_should_be(self) -> None:
        with self.desk.database.read(OWNER.id) as connection:
            balance = repository.balance(connection, OWNER.id)
            broken = verify.violations(connection)
        model = self.model
        assert (balance.posted, balance.held, balance.used) == (model.granted - model.used, model.held, model.used)
        assert balance.available >= 0
        assert broken == []

    @invariant()
    def tasks_are_what_they_should_be(self) -> None:
        with self.desk.database.read(OWNER.id) as connection:
            rows = {row.id: row for row in connection.execute(sa.select(tasks))}
            shelved = connection.scalar(sa.select(sa.func.count()).select_from(assets))
            receipts = [self.desk.ledger.receipt(connection, task_id) for task_id in self.ids]
        assert len(rows) == len(self.model.tasks)
        assert shelved == len(self.model.posts)
        for task_id, task, receipt in zip(self.ids, self.model.tasks, receipts, strict=True):
            row = rows[task_id]
            told = [(item["status"], item["attempt"], item["refunded"]) for item in row.batch_items]
            assert told == [(item.status, item.attempt, item.refunded) for item in task.items]
            assert (row.status, row.batch_total) == (task.status, len(task.items))
            assert (row.batch_success, row.batch_failed) == (task.count("success"), task.count("failed"))
            assert (receipt.charged, receipt.used, receipt.returned) == (task.charged, task.used, task.returned)
            assert receipt.charged == receipt.used + receipt.returned + receipt.held

    def teardown(self) -> None:
        self.desk.leave()

    # how the machine asks

    def _submit(self, count: int, feature: str, key: int | None, *, is_batch: bool) -> None:
        images = [photo_id(self.unsent + place) for place in range(count)]
        self.unsent += count
        request = CreateTask(feature_id=feature, input_images=images)

        def do(desk: Desk, key: str) -> TaskCreated:
            return desk.tasks.create(Keyed(OWNER, key), request, is_batch=is_batch)

        def expected() -> Said:
            return self.model.submit(count, PRICED[feature].quota_cost, self.clock.now, is_batch=is_batch)

        self._keyed(key, ("submit", tuple(images), feature, is_batch), expected, do)

    def _late(self) -> list[tuple[int, Photo]]:
        def next_attempt(number: int, photo: Photo) -> int:
            return self.model.tasks[number].items[photo.index].attempt

        return [(number, photo) for number, photo in self.photos if next_attempt(number, photo) > photo.attempt]

    def _end(self, number: int, photo: Photo, *, well: bool) -> None:
        task = self.model.tasks[number]

        def do(desk: Desk) -> bool:
            return desk.engine.succeed(photo, _output(photo)) if well else desk.engine.fail(photo, _FAULT)

        self._plain(lambda: self.model.end(task, photo.index, photo.attempt, self.clock.now, well=well), do)

    def _task(self, which: int) -> tuple[int, ModelTask]:
        number = len(self.ids) - 1 - which % len(self.ids)
        return number, self.model.tasks[number]

    def _keyed(
        self, key: int | None, asked: object, expected: Callable[[], Said], do: Callable[[Desk, str], Any]
    ) -> None:
        """Ask under a fresh key, or under one that belongs to another request."""
        if key is not None and self.answered:
            used = list(self.answered)[key % len(self.answered)]
            if self.answered[used][0] != asked:
                self.seen["key with another body"] += 1
                self._run(lambda: refused("key-reused"), lambda desk: do(desk, used))
                return
        self.fresh += 1
        name = f"key-{self.fresh:05d}"
        said = self._run(expected, lambda desk: do(desk, name))
        if said.word in KEPT_REFUSALS | {"ok", "created"}:
            self.answered[name] = (asked, said, lambda desk: do(desk, name))

    def _plain(self, expected: Callable[[], Said], do: Do) -> None:
        """Ask something that has no key: what was cut off after its commit is refused or ignored the second time."""
        self._run(expected, do, keyed=False)

    def _run(self, expected: Callable[[], Said], do: Do, *, keyed: bool = True) -> Said:
        self.clock.pass_(minutes=6)
        before = self._standing()
        said = expected()
        self.seen[said.word] += 1
        failing, self.power_fails_next = self.power_fails_next, False
        if failing:
            self._cut_at_every_statement(do, said, before, keyed=keyed)
        else:
            self._compare(do, said)
        return said

    def _cut_at_every_statement(self, do: Do, said: Said, before: tuple[int, int], *, keyed: bool) -> None:
        for statements in itertools.count():
            self.desk.cut_power_after(statements)
            try:
                self._compare(do, said)
            except PowerCut as power:
                self._restart(power, before)
                if power.committed:
                    break
            else:
                self.desk.cut_power_after(None)
                return
        if keyed:
            self._compare(do, said)

    def _restart(self, power: PowerCut, before: tuple[int, int]) -> None:
        self._reopen(power.image)
        self.seen["power cuts"] += 1
        self.seen["power cuts after the commit"] += power.committed
        if not power.committed:
            with self.desk.database.read(OWNER.id) as connection:
                assert verify.violations(connection) == []
            assert self._stands() == before, "half of it happened"

    def _standing(self) -> tuple[int, int]:
        return self.model.granted - self.model.used, self.model.held

    def _stands(self) -> tuple[int, int]:
        with self.desk.database.read(OWNER.id) as connection:
            balance = repository.balance(connection, OWNER.id)
        return balance.posted, balance.held

    def _compare(self, do: Do, said: Said) -> None:
        try:
            answer = do(self.desk)
        except RequestError as exc:
            told = refused(exc.slug, **({} if exc.slug == "rate-limited" else exc.details))
        else:
            told = self._told(answer)
        assert told == said, f"answered {told}, expected {said}"

    def _told(self, answer: Any) -> Said:
        if isinstance(answer, TaskCreated):
            if answer.task_id not in self.ids:
                self.ids.append(answer.task_id)
            assert len(self.ids) <= len(self.model.tasks), "a task that should have been refused"
            task = self.model.tasks[number := self.ids.index(answer.task_id)]
            assert (answer.batch_total, answer.quota_cost) == (len(task.items), len(task.items) * task.price)
            return Said("created", (("task", number),))
        return OK if answer is None else Said(str(answer))

    # what kind of database it is

    def _opened(self) -> Desk:
        return FileDesk(copied(template(type(self).schema, START)), self.clock)

    def _stranger(self) -> AbstractContextManager[Stranger]:
        return stranger(self.desk.file, OWNER.id)

    def _reopen(self, image: Any) -> None:
        self.desk.leave()
        self.desk = FileDesk(image, self.clock)


_FAULT = UnreadablePictureError(reason="cut short")


def _chosen(task: ModelTask, bits: int) -> list[int]:
    return [index for index in range(len(task.items)) if bits >> index & 1] or [0]


def _output(photo: Photo) -> Output:
    return Output(
        sha256=f"{photo.index:064x}",
        crc32=1,
        size=10,
        media_type="image/jpeg",
        file_name=photo.file_name,
        width=600,
        height=800,
    )


def met(seen: Counter[str], wanted: Sequence[str]) -> list[str]:
    """What of the wanted was never met."""
    return [name for name in wanted if not seen[name]]
