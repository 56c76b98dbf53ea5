"""Takes a computer's events, in its order, into the account's: each is applied once, or written down as refused."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError

from desktop_app.api.allowances import VerifyingKey
from desktop_app.api.devices import DeviceState
from desktop_app.api.sync import AllowanceOpened, EntriesTold, Event, Refused, is_known, type_of, understood
from desktop_app.core import chain
from desktop_app.core.chain import Chain, Verdict, judge
from desktop_app.core.clock import Clock
from desktop_app.core.errors import (
    DeviceQuarantinedError,
    InternalError,
    InvalidRequestError,
    RequestError,
    StateConflictError,
    SyncGapError,
)
from desktop_app.server.ledger import repository as ledger
from desktop_app.server.sync import repository
from desktop_app.server.sync.applying import apply
from desktop_app.server.sync.mirror import Mirror, NotYetError, Teller
from desktop_app.server.sync.repository import Record

_REFUSALS = (RequestError, InternalError, IntegrityError, DataError)
"""What may speak against an event: our rules, those of the database, or what it cannot hold."""


@dataclass
class Taken:
    """What became of one push."""

    acked: Chain = field(default_factory=Chain)
    refused: list[Refused] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    stop: RequestError | None = None
    """Why the rest was not taken: what came before it was, and stays."""
    waits: bool = False
    """The rest is to be told again: it needs what others have not told yet."""

    def add(
        self, teller: Teller, event: Event, *, used: Mapping[str, int] | None = None, refused: str | None = None
    ) -> None:
        """An event was applied, or refused; either way it is the last one taken."""
        if refused is not None:
            self.refused.append(Refused(dseq=event.dseq, slug=refused))
        for name, amount in (used or {}).items():
            self.used[name] = self.used.get(name, 0) + amount
        self.records.append(Record(event.id, event.body, event.hash, teller.device, event.dseq, refused))
        self.acked = Chain(event.dseq, event.hash)


ApplyOne = Callable[[sa.Connection, Teller, Event, Taken], None]


class Intake:
    """Works inside the caller's unit of work, with the account locked."""

    def __init__(self, *, mirror: Mirror, clock: Clock) -> None:
        self._mirror = mirror
        self._clock = clock

    def keys(self, connection: sa.Connection) -> list[VerifyingKey]:
        """What a computer verifies tokens with."""
        return self._mirror.keys(connection)

    def take(self, connection: sa.Connection, device: Any, events: Sequence[Event]) -> Taken:
        """Take what is new; `device` is the teller's row. Everything is written when this returns."""
        teller = Teller(device.account_id, device.id)
        taken = self._walked(connection, teller, device, events)
        now = self._clock()
        repository.append(connection, teller.account, taken.records, now)
        repository.take(
            connection,
            teller.device,
            used=taken.used,
            acked_dseq=taken.acked.dseq,
            acked_hash=taken.acked.head,
            last_seen_at=now,
            blocked_at=ledger.balance(connection, teller.account).available if taken.waits else None,
        )
        return taken

    def _walked(self, connection: sa.Connection, teller: Teller, device: Any, events: Sequence[Event]) -> Taken:
        """All behind one savepoint, for next to nothing is ever refused; if something is, again with one for each."""
        acked = Chain(device.acked_dseq, device.acked_hash)
        known = repository.recorded(
            connection, teller.device, [each.dseq for each in events if each.dseq <= acked.dseq]
        )
        for apply_one in (self._applied, self._tried):
            taken = Taken(acked=acked)
            with suppress(NotYetError, *_REFUSALS), connection.begin_nested():
                for event in events:
                    if taken.stop is None and not taken.waits:
                        self._take(connection, teller, event, known.get(event.dseq), taken, apply_one)
                return taken
        raise InternalError(reference="a refusal left its savepoint")

    def _take(
        self, connection: sa.Connection, teller: Teller, event: Event, known: Any, taken: Taken, apply_one: ApplyOne
    ) -> None:
        match judge(taken.acked, _in_chain(event), known.hash if known else None):
            case Verdict.SKIP if known is not None and known.refused:
                taken.refused.append(Refused(dseq=event.dseq, slug=known.refused))
            case Verdict.GAP:
                taken.stop = SyncGapError(acked_dseq=taken.acked.dseq)
            case Verdict.FORK:
                repository.set_state(connection, teller.device, DeviceState.QUARANTINED.value)
                taken.stop = DeviceQuarantinedError()
            case Verdict.APPLY:
                apply_one(connection, teller, event, taken)

    def _tried(self, connection: sa.Connection, teller: Teller, event: Event, taken: Taken) -> None:
        """Apply an event, or write down why not."""
        try:
            with connection.begin_nested():
                self._applied(connection, teller, event, taken)
        except NotYetError:
            taken.waits = True
        except RequestError as exc:
            taken.add(teller, event, refused=exc.slug)
        except _REFUSALS:
            taken.add(teller, event, refused=StateConflictError.slug)

    def _applied(self, connection: sa.Connection, teller: Teller, event: Event, taken: Taken) -> None:
        """Apply an event; raises NotYetError and whatever else speaks against it."""
        used = self._apply(connection, teller, event.body)
        taken.add(teller, event, used=used)

    def _apply(self, connection: sa.Connection, teller: Teller, body: dict[str, Any]) -> dict[str, int]:
        told = understood(body)
        match told:
            case None if is_known(body):
                raise InvalidRequestError(reason=type_of(body))
            case None:  # only a newer CleanRack knows it: kept and passed on
                pass
            case EntriesTold():
                return self._mirror.entries(connection, teller, told.entries)
            case AllowanceOpened():
                self._mirror.opened(connection, teller, told.token)
            case _:
                apply(connection, teller.account, teller.device, told)
        return {}


def _in_chain(event: Event) -> chain.Event:
    return chain.Event(event.dseq, event.id, type_of(event.body), event.body, event.prev, event.hash)
