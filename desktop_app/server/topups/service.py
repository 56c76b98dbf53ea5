"""Quota by code: the operator makes codes, an account redeems each once."""

from datetime import timedelta

from desktop_app.api.sessions import Redeemed
from desktop_app.core import topup_codes
from desktop_app.core.clock import Clock
from desktop_app.core.errors import CodeUsedError, NotFoundError
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.limits import Limit, TryLimits
from desktop_app.server.topups import repository


class TopupService:
    """Makes and redeems top-up codes."""

    def __init__(self, *, database: Database, ledger: Ledger, limits: TryLimits, clock: Clock) -> None:
        self._database = database
        self._ledger = ledger
        self._limits = limits
        self._clock = clock

    def issue(self, *, amount: int, count: int, expires: timedelta | None, note: str) -> list[str]:
        """New codes. They are told here and never again: only their hashes are kept."""
        now = self._clock()
        codes = [topup_codes.make() for _ in range(count)]
        with self._database.write(ENGINE) as connection:
            for code in codes:
                repository.insert(
                    connection,
                    topup_codes.digest(code),
                    amount=amount,
                    note=note,
                    at=now,
                    expires_at=now + expires if expires else None,
                )
        return codes

    def redeem(self, account_id: str, typed: str, address: str) -> Redeemed:
        """Add the quota of a code to an account. Raises NotFoundError, CodeUsedError, TooManyTriesError."""
        self._limits.count(Limit.REDEEM_ADDRESS, address)
        self._limits.count(Limit.REDEEM_ACCOUNT, account_id)
        code = topup_codes.read(typed)
        if code is None:
            raise NotFoundError(what="code")
        redeemed = self._grant(account_id, topup_codes.digest(code))
        self._limits.forgive(Limit.REDEEM_ACCOUNT, account_id)
        return redeemed

    def _grant(self, account_id: str, code_hash: str) -> Redeemed:
        now = self._clock()
        with self._database.write(account_id) as connection:
            row = repository.locked(connection, code_hash)
            if row is None:
                raise NotFoundError(what="code")
            if row.redeemed_by is not None or (row.expires_at is not None and row.expires_at <= now):
                raise CodeUsedError
            repository.redeemed(connection, code_hash, account_id, now)
            self._ledger.grant(connection, account_id, row.amount, reason=f"topup|{code_hash}")
            view = self._ledger.view(connection, account_id, is_trial=False)
        return Redeemed(amount=row.amount, quota=view)
