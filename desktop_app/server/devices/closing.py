"""Computers that leave an account: forgotten by its owner, or recovered under a new id after they lost the thread."""

from typing import Any

import sqlalchemy as sa

from desktop_app.api.allowances import Anchor
from desktop_app.api.devices import DeviceState, DeviceView, NewDevice, Recover, Recovered
from desktop_app.api.events import AccountEvent
from desktop_app.api.tasks import TaskStatus
from desktop_app.core import ids, standing
from desktop_app.core.allowances import Gross, Settlement
from desktop_app.core.chain import Chain
from desktop_app.core.clock import Clock
from desktop_app.core.errors import DeviceClosedError, InvalidRequestError, NotFoundError
from desktop_app.server.database import Database
from desktop_app.server.devices import repository
from desktop_app.server.devices.views import view
from desktop_app.server.hub import Announcer
from desktop_app.server.journal import Journal
from desktop_app.server.ledger.dissolving import Dissolution
from desktop_app.server.ledger.entries import Books
from desktop_app.server.tasks import items as moves
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.telling import TaskTelling


class DeviceClosing:
    """Closes computers: their tasks stop, their holds and what is left of their allowance are dissolved."""

    def __init__(self, *, database: Database, journal: Journal, announcer: Announcer, clock: Clock) -> None:
        self._database = database
        self._announcer = announcer
        self._telling = TaskTelling(journal=journal)
        self._dissolution = Dissolution(journal=journal, clock=clock)
        self._clock = clock

    def recover(self, account_id: str, device_id: str, request: Recover, *, session: str) -> Recovered:
        """Settle what the computer's anchor says, close it, and let it go on under a new id; again, the same answer.

        The new id follows from the old one and the claim. A copy of a disk becomes a computer of its own: where its
        anchor is not of the history taken here, or the id was closed under another claim, nothing is settled. Raises
        DeviceClosedError once it was forgotten, InvalidRequestError for the anchor of another computer.
        """
        recovered = self._recovered(account_id, device_id, request, session)
        self._announcer.publish(account_id, AccountEvent())
        return recovered

    def forget(self, account_id: str, device_id: str, *, this: str) -> DeviceView:
        """Close a computer for good; quota it still had is lost. Again, nothing happens. Raises NotFoundError."""
        with self._database.write(account_id) as connection:
            row = repository.get(connection, account_id, device_id)
            if row.state != DeviceState.CLOSED:
                self._dissolve(connection, row, None)
                repository.close(connection, row.id)
            forgotten = view(connection, repository.get(connection, account_id, device_id), this=this)
        self._announcer.publish(account_id, AccountEvent())
        return forgotten

    def _recovered(self, account_id: str, device_id: str, request: Recover, session: str) -> Recovered:
        with self._database.write(account_id) as connection:
            row = repository.get(connection, account_id, device_id)
            if row.state == DeviceState.CLOSED and row.successor is None:
                raise DeviceClosedError
            new = self._newcomer(connection, row, ids.derived("device", device_id, request.claim))
            repository.hand_over(connection, session, new.id)
            if row.successor == new.id:
                return Recovered.model_validate(row.closing)
            if row.state == DeviceState.CLOSED or not _continues(row, request.anchor):
                return _answer(connection, new, Settlement())
            settled = self._dissolve(connection, row, _claimed(request.anchor) if request.anchor else None)
            answer = _answer(connection, new, settled)
            repository.close(connection, row.id, successor=new.id, closing=answer.model_dump(mode="json"))
            return answer

    def _dissolve(self, connection: sa.Connection, row: Any, claimed: Gross | None) -> Settlement:
        self._stop_tasks(connection, row)
        known = Gross(spent=row.spent, refunded=row.refunded, returned=row.returned)
        # Opening a token is told before it is spent from; after a restore the telling itself may have been lost.
        untouched = 0 if row.is_awaited else repository.unopened(connection, row.id)
        books = Books(row.account_id, row.id)
        return self._dissolution.dissolve(connection, books, known, claimed, untouched=untouched)

    def _stop_tasks(self, connection: sa.Connection, row: Any) -> None:
        """What it had not finished, as far as it has told, nobody will."""
        for task_id in tasks.open_ids(connection, row.account_id, row.id):
            record = tasks.get(connection, task_id, owner=row.account_id, lock=True)
            stopped, now = moves.cancelled(record.items), self._clock()
            tasks.update(
                connection,
                task_id,
                at=now,
                items=moves.replaced(record.items, stopped),
                status=TaskStatus.CANCELLED.value,
                completed_at=now,
                pause_reason=sa.null(),
            )
            self._telling.moved(connection, row.account_id, task_id, stopped)

    def _newcomer(self, connection: sa.Connection, row: Any, new_id: str) -> Any:
        """The computer under its new id; one that a restored cloud was told of before stays as it is."""
        try:
            return repository.get(connection, row.account_id, new_id)
        except NotFoundError:
            new = NewDevice(name=row.name, platform=row.platform)
            return repository.insert(connection, row.account_id, new, self._clock(), device_id=new_id)


def _continues(row: Any, anchor: Anchor | None) -> bool:
    if anchor is None:
        return True
    if anchor.device != row.id:
        raise InvalidRequestError(reason="anchor", field="anchor")
    sent = tuple(Chain(dseq, head) for dseq, head in anchor.sent) or (Chain(),)
    known = standing.Anchor(anchor.device, Chain(anchor.dseq, anchor.head), _claimed(anchor), sent)
    return standing.continues(known, Chain(row.acked_dseq, row.acked_hash))


def _claimed(anchor: Anchor) -> Gross:
    return Gross(spent=anchor.spent, refunded=anchor.refunded, returned=anchor.returned)


def _answer(connection: sa.Connection, new: Any, settled: Settlement) -> Recovered:
    return Recovered(
        device=view(connection, new, this=new.id),
        settled=settled.spent,
        returned=settled.pooled,
        forfeited=settled.forfeited,
    )
