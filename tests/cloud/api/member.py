"""People with accounts of the cloud, who speak to it from computers of theirs in plain HTTP."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import httpx

from desktop_app.api.handshake import Handshake
from desktop_app.core import clock
from tests.cloud.sync.computer import Computer
from tests.cloud.workers.fleet import Place, Worker
from tests.journeys.merchant import Answer, Merchant, data
from tests.sync.cloud import PASSWORD, Cloud


class Member(Merchant):
    """One sign-in."""

    def __init__(self, cloud: Cloud, told: Answer) -> None:
        token = told["access_token"]
        super().__init__(Handshake(port=cloud.port, pid=0, token=token, version=""), language="en")
        self.told = told
        self.token: str = token
        self.refresh_token: str = told["refresh_token"]
        self.email: str = told["account"]["email"]
        self.account: str = told["account"]["id"]
        self.device: str = told["device"]["id"]
        self.computer = Computer(account=self.account, device=self.device, sync=None, session="")  # type: ignore[arg-type]

    @property
    def hello_body(self) -> Answer:
        """Where the computer stands, as it says."""
        chain, wall = self.computer.chain, clock.now().isoformat()
        return {"device": self.device, "dseq": chain.dseq, "head": chain.head, "cursor": 0, "wall": wall}

    @property
    def push_body(self) -> Answer:
        """What the computer did, as it tells it."""
        return {"device": self.device, "events": [event.model_dump(mode="json") for event in self.computer.told]}

    def hello(self) -> Answer:
        """Say where the computer stands."""
        return dict(data(self.post("/api/sync/hello", self.hello_body)))

    def push(self) -> Answer:
        """Tell what the computer did."""
        return dict(data(self.post("/api/sync/events", self.push_body)))

    def act(self) -> None:
        """Do something that listeners of the account are told of."""
        self.computer.tell({"type": "weather"})
        self.push()

    def redeem(self, code: str) -> Answer:
        """Add a code's quota."""
        return dict(data(self.post("/api/topups/redeem", {"code": code})))


class Members:
    """Everybody who has signed up or in at a cloud."""

    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._all: list[Member] = []

    def sign_up(self, email: str, *, password: str = PASSWORD, quota: int = 0, name: str = "Studio") -> Member:
        """A new account, and its first computer."""
        member = self._member("/api/accounts", email, password, name)
        if quota:
            member.redeem(self._cloud.code(quota))
        return member

    def sign_in(self, email: str, *, password: str = PASSWORD, name: str = "Laptop") -> Member:
        """One more computer of an account."""
        return self._member("/api/sessions", email, password, name)

    def at(self, cloud: Cloud, member: Member) -> Member:
        """The same sign-in at another process."""
        self._all.append(Member(cloud, member.told))
        return self._all[-1]

    def close(self) -> None:
        """Hang up for all of them."""
        for member in self._all:
            member.close()

    def _member(self, path: str, email: str, password: str, name: str) -> Member:
        body: dict[str, Any] = {"email": email, "password": password, "device": {"name": name, "platform": "Linux"}}
        answer = httpx.post(f"{self._cloud.url}{path}", json=body, trust_env=False, timeout=60)
        self._all.append(Member(self._cloud, data(answer, status=201)))
        return self._all[-1]


@contextmanager
def working(place: Place) -> Iterator[Worker]:
    """A worker that carries out batches while the block runs."""
    with closing(Worker(place)) as worker:
        yield worker
