"""What a computer did with its allowance, done again in the cloud's books, with the same ids.

So the rules of the database hold across computers: one end for each hold, one refund for each use, and never more
than was moved to that computer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa

from desktop_app.api.allowances import AllowanceToken, VerifyingKey
from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import EntryBody
from desktop_app.core.clock import Clock
from desktop_app.core.errors import AlreadyDoneError, InvalidRequestError, KeyReusedError
from desktop_app.server.allowances import repository as allowances
from desktop_app.server.allowances.service import move
from desktop_app.server.devices import repository as devices
from desktop_app.server.ledger import repository as ledger
from desktop_app.server.ledger.entries import Balance, Books, Entry, HoldKey
from desktop_app.server.signing import Signer

_COUNTED = {EntryKind.POST: "spent", EntryKind.REFUND: "refunded", EntryKind.RETURN: "returned"}


@dataclass(frozen=True)
class Teller:
    """The computer whose story is written down."""

    account: str
    device: str

    @property
    def books(self) -> Books:
        """Where its quota lies."""
        return Books(self.account, self.device)


class NotYetError(Exception):
    """What a computer tells cannot be true yet: others have not told what comes before it. It is to tell it again."""


class Mirror:
    """Follows a computer's quota inside the caller's unit of work."""

    def __init__(self, *, signer: Signer, clock: Clock) -> None:
        self._signer = signer
        self._clock = clock

    def keys(self, connection: sa.Connection) -> list[VerifyingKey]:
        """What a computer verifies tokens with."""
        return self._signer.keys(connection)

    def entries(self, connection: sa.Connection, teller: Teller, told: Sequence[EntryBody]) -> dict[str, int]:
        """Write a computer's entries; answer what they add to its totals.

        Raises InvalidRequestError for what a computer cannot do, InsufficientQuotaError where it never had so much,
        InternalError where a rule of the ledger is broken.
        """
        wanted = [(entry.created_at, _mirrored(teller.books, entry)) for entry in told]
        ledger.open_books(connection, teller.books)
        used = dict.fromkeys(_COUNTED.values(), 0)
        for at, group in groupby(wanted, key=lambda pair: pair[0]):
            for new in ledger.append(connection, teller.account, [entry for _, entry in group], at):
                if new.kind in _COUNTED:
                    used[_COUNTED[new.kind]] += new.amount
        return used

    def opened(self, connection: sa.Connection, teller: Teller, token: AllowanceToken) -> None:
        """A computer opens an allowance. One that a restore from a backup has lost is moved again, as we signed it.

        Raises InvalidRequestError for a token that is not ours or not that computer's, AlreadyDoneError for one that
        was opened before, KeyReusedError where its id stands for another amount; where the pool cannot cover it,
        NotYetError while others may still bring quota back, then InsufficientQuotaError.
        """
        is_its_own = (token.account, token.device) == (teller.account, teller.device)
        if not (is_its_own and self._signer.verify(connection, token)):
            raise InvalidRequestError(reason="token")
        known = allowances.find(connection, teller.account, token.id)
        if known is None:
            self._rebuild(connection, teller, token)
        elif known.is_opened:
            raise AlreadyDoneError
        elif (known.device_id, known.amount) != (token.device, token.amount):
            raise KeyReusedError
        allowances.mark_opened(connection, teller.account, token.id)

    def _rebuild(self, connection: sa.Connection, teller: Teller, token: AllowanceToken) -> None:
        pool = ledger.balance(connection, teller.account)
        if pool.available < token.amount and _more_may_come(connection, teller, pool):
            raise NotYetError
        move(connection, token, self._clock)
        allowances.insert(connection, token, self._clock())


def _more_may_come(connection: sa.Connection, teller: Teller, pool: Balance) -> bool:
    """Whether the pool may grow: tasks of the cloud end, or others return what they had before the backup."""
    others = [each for each in devices.awaited(connection, teller.account) if each.id != teller.device]
    return pool.held > 0 or any(each.blocked_at is None or each.blocked_at < pool.available for each in others)


def _mirrored(books: Books, told: EntryBody) -> Entry:
    ways = {
        EntryKind.HOLD: (books.purse, books.spent),
        EntryKind.POST: (books.purse, books.spent),
        EntryKind.VOID: (books.purse, books.spent),
        EntryKind.REFUND: (books.spent, books.purse),
        EntryKind.RETURN: (books.purse, books.balance),
    }
    if told.kind not in ways:
        raise InvalidRequestError(reason=told.kind.value)
    source, target = ways[told.kind]
    return Entry(
        id=told.id,
        kind=told.kind,
        source=source,
        target=target,
        amount=told.amount,
        key=_key(told),
        hold_id=told.hold_id,
        refund_of=told.refund_of,
        note=told.note,
    )


def _key(told: EntryBody) -> HoldKey | None:
    """What the entry is for; its id must be the one that follows from it."""
    if told.kind is EntryKind.RETURN:
        return None
    if told.task_id is None or told.item is None or told.attempt is None:
        raise InvalidRequestError(reason="entry")
    key = HoldKey(told.task_id, told.item, told.attempt)
    derived = {EntryKind.HOLD: key.hold_id, EntryKind.REFUND: key.refund_id}.get(told.kind, key.end_id)
    if told.id != derived:
        raise InvalidRequestError(reason="entry")
    return key
