"""Moves quota from an account's pool to a computer, and signs for it."""

import sqlalchemy as sa

from desktop_app.api.allowances import AllowanceToken, AskAllowance
from desktop_app.api.quota import EntryKind
from desktop_app.api.sync import AllowanceAnswer
from desktop_app.core import allowances as rules
from desktop_app.core import ids
from desktop_app.core.clock import Clock
from desktop_app.core.errors import InsufficientQuotaError, KeyReusedError
from desktop_app.server.allowances import repository
from desktop_app.server.allowances.totals import told
from desktop_app.server.database import Database
from desktop_app.server.devices import repository as devices
from desktop_app.server.devices.states import require_ok
from desktop_app.server.ledger import repository as ledger
from desktop_app.server.ledger.entries import Books, Entry
from desktop_app.server.ledger.service import allowance_note
from desktop_app.server.signing import Signer


class AllowanceService:
    """What computers of an account get from its pool."""

    def __init__(self, *, database: Database, signer: Signer, clock: Clock) -> None:
        self._database = database
        self._signer = signer
        self._clock = clock

    def ask(self, account_id: str, device_id: str, request: AskAllowance) -> AllowanceAnswer:
        """A token over what the pool can give, at most what is wanted; asked again, the same token.

        Raises InsufficientQuotaError where the pool is empty (nothing is kept then, the same id may ask again),
        ComputersAwaitedError after a restore, KeyReusedError where another computer has asked under
        that id, DeviceClosedError, DeviceQuarantinedError.
        """
        with self._database.write(account_id) as connection:
            device = devices.get(connection, account_id, device_id)
            require_ok(device)
            known = repository.find(connection, account_id, request.id)
            if known is not None and known.device_id != device_id:
                raise KeyReusedError
            token = (
                AllowanceToken.model_validate(known.token)
                if known is not None
                else self._moved(connection, account_id, device_id, request)
            )
            return AllowanceAnswer(token=token, **dict(told(connection, device)))

    def _moved(
        self, connection: sa.Connection, account_id: str, device_id: str, request: AskAllowance
    ) -> AllowanceToken:
        devices.require_none_awaited(connection, account_id)
        pool = ledger.balance(connection, account_id).available
        amount = rules.size(request.want, pool)
        if not amount:
            raise InsufficientQuotaError(required=request.want, available=pool, shortfall=request.want - pool)
        token = self._signer.sign(
            connection, allowance_id=request.id, account=account_id, device=device_id, amount=amount
        )
        move(connection, token, self._clock)
        repository.insert(connection, token, self._clock())
        return token


def move(connection: sa.Connection, token: AllowanceToken, clock: Clock) -> bool:
    """Move what a token says from the pool to its computer, once; answer whether it was new.

    Raises InsufficientQuotaError where the pool has less.
    """
    books = Books(token.account, token.device)
    ledger.open_books(connection, books)
    entry = Entry(
        id=ids.derived("move", token.account, token.id),
        kind=EntryKind.MOVE,
        source=books.balance,
        target=books.purse,
        amount=token.amount,
        note=allowance_note(token.id),
    )
    return bool(ledger.append(connection, token.account, [entry], clock()))
