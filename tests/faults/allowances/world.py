"""Many computers, one cloud and everything that can happen to them, step by step from one seed."""

import random
import zlib
from bisect import bisect
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from typing import Any

from desktop_app.core.standing import Standing
from tests.faults.allowances import accidents, people
from tests.faults.allowances.cloud import Cloud
from tests.faults.allowances.device import EVICTED, HERE, VERIFIED, Computer, Next
from tests.faults.allowances.network import Message, Network
from tests.faults.allowances.profiles import PROFILES, SWARM
from tests.faults.allowances.reckoning import Reckoning

CRASHES = 0.07
GOOD_LINE = 0.35


Act = Callable[[Computer], Computer | None]


class World:
    """One run: the number chooses what it is about, seed and number together all that happens."""

    def __init__(
        self, seed: int, number: int = 0, *, cloud: type[Cloud] = Cloud, computer: type[Computer] = Computer
    ) -> None:
        self.rng = random.Random(f"{seed}/{number}")
        self.random = self.rng.random
        profile = PROFILES[number % len(PROFILES)]
        self.names = tuple(profile)
        acts: dict[str, Act] = {name: partial(act, self) for name, act in (people.ACTS | accidents.ACTS).items()}
        acts |= {"sync": self.sync, "deliver": self.deliver}
        self.steps = tuple(acts[name] for name in self.names)
        self.bounds = list(accumulate(self.weighed(*each) for each in profile.items()))
        self.count = 0
        self.seen: set[str] = set()
        """How computers stood: who never met a thing proves nothing about it."""
        self.trace = 0
        self.now = 0
        self.cloud = cloud()
        self.network = Network(self.random)
        self.computer = computer
        self.computers: list[Computer] = []
        self.reckoning = Reckoning(self.cloud, self.computers, cloned="clone" in profile)
        self.backups: list[dict[str, Any]] = []
        self.cloud.grant(self.rng.randint(4, 40))
        for _ in range(self.rng.randint(2, 3)):
            self.join()

    # one step

    def step(self) -> None:
        """One thing happens, then everything is checked."""
        number = bisect(self.bounds, self.random() * self.bounds[-1])
        computer = self.one_of(self.computers)
        touched = self.steps[number](computer) or computer
        self.reckoning.check(touched)
        self.seen.add(touched.db.frozen.value)
        cloud = self.cloud
        self.trace = zlib.crc32(
            b"%d %d %d %d %d" % (number, touched.serial, cloud.pool, len(cloud.lines), touched.db.chain.dseq),
            self.trace,
        )

    def weighed(self, name: str, weight: float) -> float:
        """How often something happens in this world; without messages nothing would."""
        return weight if name in ("sync", "deliver") else weight * self.rng.choice(SWARM)

    def one_of(self, choices: Any) -> Any:
        """Any of a list."""
        return choices[int(self.random() * len(choices))]

    def fresh(self) -> str:
        """A name that nobody has."""
        self.count += 1
        return str(self.count)

    def crashes(self) -> bool:
        """Whether the program dies between commit and anchor."""
        return self.random() < CRASHES

    def join(self) -> Computer:
        """Somebody signs in on a new computer."""
        made = self.computer(len(self.computers), fresh=self.fresh, release=self.reckoning.released)
        self.computers.append(made)
        self.sign_in(made)
        return made

    def sign_in(self, computer: Computer) -> None:
        """A fresh identity."""
        device = f"d{self.fresh()}"
        self.cloud.on_join(None, device, ())
        computer.begin(device, self.cloud.epoch)

    # the wire

    def sync(self, computer: Computer) -> None:
        if computer.online and not computer.paused and not computer.down:
            request: Next | None = self.next_request(computer)
            if self.random() < GOOD_LINE:
                while request is not None:
                    request = self.exchange(computer, request)
            elif request is not None:
                self.network.send(Message(computer, computer.asks_as, *request))

    def next_request(self, computer: Computer) -> Next:
        """Any of the requests that make sense now."""
        db = computer.db
        if db.frozen is not Standing.OK:
            return computer.recovery()
        useful: list[Next] = [("pull", db.cursor), *[("hello", (db.chain, db.epoch))] * 2]
        if db.asked:
            useful += [("ask", db.asked)] * 4
        if waiting := [picture for picture, where in db.pictures.items() if where not in (VERIFIED, EVICTED)]:
            picture = self.one_of(waiting)
            useful += [("want" if db.pictures[picture] == HERE else "done", picture)]
        if db.acked < db.chain.dseq and self.random() < 0.6:
            return computer.pushed(1 + int(self.random() * 8))
        return self.one_of(useful)  # type: ignore[no-any-return]

    def exchange(self, computer: Computer, request: Next) -> Next | None:
        """A request and its answer, as most of the time."""
        kind, payload = request
        device = computer.asks_as
        answer = self.cloud.hear(kind, device, payload)
        self.reckoning.rebuilt()
        return self.take_in(Message(computer, device, kind, None, answer))

    def deliver(self, computer: Computer) -> Computer | None:
        message = self.network.arriving()
        if message is not None:
            return self.arrived(message)
        self.sync(computer)
        return None

    def arrived(self, message: Message) -> Computer:
        """A request reaches the cloud, or an answer its computer."""
        computer, device, kind, payload, answer = message
        if answer is None:
            answer = self.cloud.hear(kind, device, payload)
            self.reckoning.rebuilt()
            self.network.send(Message(computer, device, kind, None, answer))
        elif computer.online and (follow := self.take_in(message)):
            self.network.send(Message(computer, computer.asks_as, *follow))
        return computer

    def take_in(self, message: Message) -> Next | None:
        """An answer reaches its computer, which an honest one survives."""
        computer, answer = message.computer, message.answer
        assert answer is not None
        before, worked = computer.db, computer.db.frozen is Standing.OK
        follow = computer.hear(message.kind, message.device, answer)
        if computer.db is not before:
            self.reckoning.renamed(computer)
        if worked and computer.honest and computer.db.frozen is not Standing.OK:
            self.reckoning.frozen(computer)
        return follow

    def met(self) -> set[str]:
        """What happened here."""
        cloud, computers = self.cloud, self.computers
        happened = {
            "recovered": any(computer.lineage for computer in computers),
            "quarantined": cloud.quarantines > 0,
            "late events": any(account.late for account in cloud.devices.values()),
            "restored": cloud.epoch > 1,
            "rebuilt": cloud.most_owed > 0,
            "forfeited": cloud.forfeited > 0,
            "exposed": self.reckoning.exposure > 0,
            "evicted": any(EVICTED in computer.db.pictures.values() for computer in computers),
        }
        return self.seen | {name for name, true in happened.items() if true}
