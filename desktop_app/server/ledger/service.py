"""Quota moves: hold when a task is made, post or void when an item ends, refund on the merchant's report.

How each way ends:
    item succeeds             post    the hold is used
    item fails, is stopped    void    the hold is returned
    merchant reports it bad   refund  a used hold is given back, once, within the feature's policy
    item is tried again       hold    a new one, for the next attempt
"""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa

from desktop_app.api.allowances import AllowanceToken
from desktop_app.api.quota import EntryKind, EntryPage, QuotaView
from desktop_app.api.sync import EntriesTold
from desktop_app.api.tasks import Receipt
from desktop_app.core import ids, quota
from desktop_app.core.clock import Clock
from desktop_app.core.errors import RefundPolicyError
from desktop_app.server.journal import Journal, SilentJournal
from desktop_app.server.ledger import repository
from desktop_app.server.ledger.entries import Books, Entry, HoldKey
from desktop_app.server.ledger.funding import Funding, OwnFunds
from desktop_app.server.ledger.statements import OwnStatements, Statements


class Ledger:
    """Moves quota inside the caller's unit of work, so that a task and its quota move together or not at all."""

    def __init__(
        self,
        *,
        clock: Clock,
        journal: Journal | None = None,
        funding: Funding | None = None,
        statements: Statements | None = None,
    ) -> None:
        self._clock = clock
        self._journal = journal or SilentJournal()
        self._funding = funding or OwnFunds()
        self._statements = statements or OwnStatements()

    def provide(self, owner: str, required: int) -> None:
        """Before a unit of work that will hold quota: see that there is enough of it here, if it can be had."""
        self._funding.provide(owner, required)

    def require_open(self, connection: sa.Connection, owner: str) -> None:
        """Raise FrozenError where the account may not spend here."""
        self._funding.require_open(connection, owner)

    def grant(self, connection: sa.Connection, owner: str, amount: int, *, reason: str) -> bool:
        """Give quota to an owner, once per `reason` ("trial", "topup|CODE"); answer whether it was new."""
        books = Books(owner)
        repository.open_books(connection, books)
        entry = Entry(
            id=ids.derived("grant", owner, reason),
            kind=EntryKind.GRANT,
            source=books.issuer,
            target=books.balance,
            amount=amount,
            note=reason,
        )
        return bool(self._append(connection, owner, [entry]))

    def open_allowance(self, connection: sa.Connection, owner: str, token: AllowanceToken) -> bool:
        """On a computer: add quota that the cloud moved here, once for each token; answer whether it was new.

        Its opening has been told, and the cloud has acknowledged that: see api.sync.AllowanceOpened.
        """
        books = Books(owner)
        repository.open_books(connection, books)
        derived = ids.derived("allowance", token.id)
        entry = Entry(
            derived, EntryKind.GRANT, books.issuer, books.balance, amount=token.amount, note=allowance_note(token.id)
        )
        return bool(repository.append(connection, owner, [entry], self._clock()))

    def give_back(self, connection: sa.Connection, owner: str, amount: int) -> None:
        """On a computer: return quota to the cloud's pool. The computer counts it off first, then tells."""
        books = Books(owner)
        self._append(
            connection, owner, [Entry(ids.new(), EntryKind.RETURN, books.balance, books.issuer, amount=amount)]
        )

    def hold(self, connection: sa.Connection, owner: str, keys: Sequence[HoldKey], unit_price: int) -> None:
        """Take quota for attempts at items. Raises InsufficientQuotaError and moves nothing if it does not suffice."""
        required = quota.cost(len(keys), unit_price)
        self._funding.require_open(connection, owner)
        available = repository.balance(connection, owner).available
        if available < required:
            raise self._funding.shortage(connection, owner, required, available)
        books = Books(owner)
        self._append(
            connection,
            owner,
            [
                Entry(key.hold_id, EntryKind.HOLD, books.balance, books.spent, amount=unit_price, key=key)
                for key in keys
            ],
        )

    def post(self, connection: sa.Connection, owner: str, keys: Sequence[HoldKey]) -> None:
        """End holds as used."""
        self._end(connection, owner, keys, EntryKind.POST)

    def void(self, connection: sa.Connection, owner: str, keys: Sequence[HoldKey]) -> None:
        """End holds as returned."""
        self._end(connection, owner, keys, EntryKind.VOID)

    def refund(
        self,
        connection: sa.Connection,
        owner: str,
        keys: Sequence[HoldKey],
        *,
        policy: quota.RefundPolicy,
        reason: str,
    ) -> None:
        """Give used quota back. Raises RefundPolicyError beyond the policy."""
        since = self._clock() - timedelta(days=policy.window_days)
        used, refunded = repository.used_since(connection, owner, since)
        allowed = policy.allowed(used) - refunded
        if len(keys) > allowed:
            raise RefundPolicyError(allowed=max(0, allowed), asked=len(keys))
        amounts = repository.hold_amounts(connection, keys)
        books = Books(owner)
        entries = [
            Entry(
                key.refund_id,
                EntryKind.REFUND,
                books.spent,
                books.balance,
                amount=amounts[key],
                key=key,
                refund_of=key.end_id,
                note=reason,
            )
            for key in keys
        ]
        self._append(connection, owner, entries)

    def view(self, connection: sa.Connection, owner: str, *, is_trial: bool, device: str | None = None) -> QuotaView:
        """The owner's balance as the wire tells it; in the cloud `device` is the computer that asks."""
        return self._statements.view(connection, owner, is_trial=is_trial, device=device)

    def receipt(self, connection: sa.Connection, task_id: str) -> Receipt:
        """What a task charged, used, returned and still holds."""
        sums = self._statements.of_task(connection, task_id)
        charged, posted, voided = sums.get("hold", 0), sums.get("post", 0), sums.get("void", 0)
        refunded = sums.get("refund", 0)
        return Receipt(
            charged=charged, used=posted - refunded, returned=voided + refunded, held=charged - posted - voided
        )

    def statement(
        self, connection: sa.Connection, owner: str, *, cursor: str | None, limit: int, kind: EntryKind | None = None
    ) -> EntryPage:
        """A page of the owner's entries, newest first. Raises InvalidRequestError for a cursor of another kind."""
        return self._statements.page(connection, owner, cursor=cursor, limit=limit, kind=kind)

    def _end(self, connection: sa.Connection, owner: str, keys: Sequence[HoldKey], kind: EntryKind) -> None:
        amounts = repository.hold_amounts(connection, keys)
        books = Books(owner)
        entries = [
            Entry(key.end_id, kind, books.balance, books.spent, amount=amounts[key], key=key, hold_id=key.hold_id)
            for key in keys
        ]
        self._append(connection, owner, entries)

    def _append(self, connection: sa.Connection, owner: str, entries: Sequence[Entry]) -> list[Entry]:
        now = self._clock()
        new = repository.append(connection, owner, entries, now)
        if new:
            self._journal.tell(connection, owner, EntriesTold(entries=[entry.told(now) for entry in new]))
        return new


def allowance_note(token_id: str) -> str:
    """What the entry says that opened an allowance."""
    return f"allowance|{token_id}"
