"""Blows: the cloud killed while something of this round is on its way, and the storage with it."""

import time
from dataclasses import dataclass

from desktop_app.api.sync import Event
from tests.cloud.cutting import CuttingProxy
from tests.faults.storm.ground import Ground
from tests.faults.storm.plan import Aim, Blow
from tests.sync.computer import Computer

PATIENCE = 120.0
_LOOK_SECONDS = 0.002
_CALL_SECONDS = 0.5
"""How long a blow waits for a call to fall into."""


@dataclass(frozen=True)
class Fell:
    """A blow, as it was met."""

    waiting_events: int
    """Not acknowledged at that moment."""
    waiting_pictures: int
    in_call: bool
    """The cloud was asked something and had not begun to answer."""
    on_storage: bool

    @property
    def is_under_way(self) -> bool:
        return self.waiting_events + self.waiting_pictures > 0

    @property
    def told(self) -> str:
        """In a line."""
        call = ", in a call" if self.in_call else ""
        return f"{self.waiting_events} events and {self.waiting_pictures} pictures were waiting{call}"


def strike(ground: Ground, blow: Blow) -> Fell:
    """Let both computers go on telling, and kill what is to be killed in the middle of it; it is up again after."""
    line, waits = _aimed(ground, blow.aim)
    begun = line.traffic.up
    for computer in ground.computers:
        computer.do("resume")
    _until(line, begun + int(blow.after * waits))
    _await_call(ground.calls)
    in_call = ground.calls.traffic.asking > 0
    ground.cloud.kill()
    if blow.on_storage:
        ground.objects.kill()
    events, pictures = (sum(found) for found in zip(*map(_waiting, ground.computers), strict=True))
    time.sleep(blow.down_seconds)
    if blow.on_storage:
        ground.objects.start()
    ground.cloud.start()
    return Fell(events, pictures, in_call, blow.on_storage)


def event_bytes(computer: Computer, after: int = 0) -> int:
    """Bytes of the events a computer told beyond a number, as they go over the line."""
    rows = computer.rows("SELECT dseq, id, body, prev, hash FROM outbox WHERE dseq > ?", after)
    told = (Event.model_construct(dseq=row[0], id=row[1], prev=row[3], hash=row[4], body={}) for row in rows)
    return sum(len(each.model_dump_json()) for each in told) + sum(len(row[2].encode()) for row in rows)


def _aimed(ground: Ground, aim: Aim) -> tuple[CuttingProxy, int]:
    """The line that is watched, and how many bytes are to go over it."""
    if aim is Aim.EVENTS:
        return ground.calls, sum(event_bytes(each, _acknowledged(each)) for each in ground.computers)
    waits = "SELECT coalesce(sum(size), 0) FROM outgoing_blobs WHERE state != 'verified'"
    return ground.pictures, sum(int(each.rows(waits)[0][0]) for each in ground.computers)


def _until(line: CuttingProxy, bytes_up: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while line.traffic.up < bytes_up:
        assert time.monotonic() < deadline, (line.traffic, bytes_up)
        time.sleep(_LOOK_SECONDS)


def _await_call(line: CuttingProxy) -> None:
    deadline = time.monotonic() + _CALL_SECONDS
    while not line.traffic.asking and time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS)


def _waiting(computer: Computer) -> tuple[int, int]:
    events = computer.rows("SELECT dseq - acked_dseq FROM links")[0][0]
    pictures = computer.rows("SELECT count(*) FROM outgoing_blobs WHERE state != 'verified'")[0][0]
    return int(events), int(pictures)


def _acknowledged(computer: Computer) -> int:
    return int(computer.rows("SELECT acked_dseq FROM links")[0][0])
