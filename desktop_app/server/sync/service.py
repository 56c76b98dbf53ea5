"""Hello, push and pull: a computer and its account becoming one."""

import json
from collections.abc import Sequence
from typing import Any

from desktop_app.api import events
from desktop_app.api.devices import DeviceState
from desktop_app.api.sync import AccountEvent, Event, Hello, HelloAnswer, PullAnswer, Push, PushAnswer, Told
from desktop_app.core.clock import Clock
from desktop_app.core.errors import DeviceClosedError, InvalidRequestError
from desktop_app.server.allowances import repository as allowances
from desktop_app.server.allowances.totals import head, told
from desktop_app.server.database import Database
from desktop_app.server.devices import repository as devices
from desktop_app.server.devices.states import refusal, require_ok
from desktop_app.server.hub import Announcer
from desktop_app.server.sync import repository
from desktop_app.server.sync.intake import Intake, Taken


class SyncService:
    """The cloud as one computer of an account speaks to it."""

    def __init__(self, *, database: Database, intake: Intake, announcer: Announcer, clock: Clock) -> None:
        self._database = database
        self._intake = intake
        self._announcer = announcer
        self._clock = clock

    def hello(self, account_id: str, device_id: str, request: Hello) -> HelloAnswer:
        """Where the cloud stands with that computer; a computer that finds another story there stops spending.

        Raises DeviceClosedError where the caller thinks it is another computer than it is signed in as.
        """
        _require_named(device_id, request.device)
        with self._database.write(account_id) as connection:
            now = self._clock()
            devices.seen(connection, device_id, now)
            device = devices.get(connection, account_id, device_id)
            if device.is_awaited and _has_told_all(device, request):
                repository.heard(connection, device_id)
            is_ok = device.state == DeviceState.OK
            return HelloAnswer(
                **dict(told(connection, device)),
                server_time=now,
                tokens=allowances.unopened(connection, account_id, device_id) if is_ok else [],
                keys=self._intake.keys(connection),
            )

    def push(self, account_id: str, device_id: str, request: Push) -> PushAnswer:
        """Take what the computer did, as far as it goes; the same again changes nothing.

        Raises SyncGapError where events are missing before these, DeviceQuarantinedError where they tell another
        story than the one taken before, DeviceClosedError from a computer that was forgotten. What was right up to
        there stays, and late events are counted: the unit of work has ended when these are raised.
        """
        _require_named(device_id, request.device)
        _require_plain(request.events)
        taken, standing = self._take(account_id, device_id, request.events)
        if taken.records:
            self._announcer.publish(account_id, events.AccountEvent())
        if taken.stop is not None:
            raise taken.stop
        return PushAnswer(**dict(standing), refused=taken.refused)

    def pull(self, account_id: str, device_id: str, *, after: int, limit: int) -> PullAnswer:
        """What happened to the account beyond `after`, in order. Raises DeviceClosedError, DeviceQuarantinedError."""
        with self._database.read(account_id) as connection:
            device = devices.get(connection, account_id, device_id)
            require_ok(device)
            rows = repository.page(connection, account_id, after=after, limit=limit)
            return PullAnswer(
                **dict(told(connection, device)),
                events=[
                    AccountEvent(seq=row.seq, device=row.device_id, id=row.id, refused=row.refused, body=row.body)
                    for row in rows
                ],
                head=head(connection, account_id),
            )

    def _take(self, account_id: str, device_id: str, pushed: Sequence[Event]) -> tuple[Taken, Told]:
        with self._database.write(account_id) as connection:
            device = devices.get(connection, account_id, device_id)
            if device.state == DeviceState.CLOSED:
                repository.count_late(connection, device_id, max(event.dseq for event in pushed))
            stop = refusal(device)
            taken = Taken(stop=stop) if stop else self._intake.take(connection, device, pushed)
            return taken, told(connection, devices.get(connection, account_id, device_id))


def _require_named(device_id: str, named: str) -> None:
    """Two copies of one disk may share a sign-in: once one has recovered, the other is no longer who it thinks."""
    if named != device_id:
        raise DeviceClosedError


def _has_told_all(device: Any, request: Hello) -> bool:
    return (request.dseq, request.head) == (device.acked_dseq, device.acked_hash)


def _require_plain(events: Sequence[Event]) -> None:
    """Raise InvalidRequestError for what nobody could be told again: Python reads `NaN`, and halves of characters."""
    try:
        for event in events:
            json.dumps(event.body, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as exc:
        raise InvalidRequestError(reason="body") from exc
