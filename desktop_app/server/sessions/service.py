"""Signing up, in and out of the cloud, and the tokens in between. Passwords are looked at outside units of work."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from anyio.to_thread import run_sync

from desktop_app.api.devices import DeviceState, NewDevice
from desktop_app.api.sessions import (
    AccountView,
    ChangePassword,
    SessionView,
    SignIn,
    SignUp,
    TokenPair,
)
from desktop_app.core import ids
from desktop_app.core.clock import Clock
from desktop_app.core.errors import (
    NotFoundError,
    SessionEndedError,
    SignInRefusedError,
    SignUpClosedError,
    UnauthenticatedError,
)
from desktop_app.server.accounts import holders
from desktop_app.server.accounts.credentials import Passwords, normal_email
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.devices import repository as devices
from desktop_app.server.devices.views import view as device_view
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.entries import Books
from desktop_app.server.limits import Limit, TryLimits
from desktop_app.server.sessions import repository, tokens
from desktop_app.server.sessions.tokens import Tokens, Verdict
from desktop_app.server.signing import Signer


@dataclass(frozen=True)
class Signed:
    """Whom an access token stands for."""

    account: Account
    device: str
    session: str
    is_forgotten: bool
    """The account has removed this computer: it may tell what it did, and nothing else."""


class SessionService:
    """Who comes in."""

    def __init__(
        self,
        *,
        database: Database,
        passwords: Passwords,
        limits: TryLimits,
        signer: Signer,
        clock: Clock,
        is_open: bool,
    ) -> None:
        self._database = database
        self._passwords = passwords
        self._limits = limits
        self._signer = signer
        self._clock = clock
        self._is_open = is_open

    async def sign_up(self, asked: SignUp, address: str) -> SessionView:
        """A new account, signed in. Raises SignUpClosedError, EmailTakenError, TooManyTriesError."""
        if not self._is_open:
            raise SignUpClosedError
        email = normal_email(asked.email)
        await run_sync(self._limits.count, Limit.SIGN_UP, address)
        kept = await self._passwords.hashed(asked.password)
        return await run_sync(self._make, email, kept, asked.device)

    async def sign_in(self, asked: SignIn, address: str) -> SessionView:
        """A new sign-in at a new computer, or at one that the account knows.

        Raises SignInRefusedError, after the same time whether there is such an account or not; TooManyTriesError.
        """
        email = normal_email(asked.email)
        await run_sync(self._count_sign_in, email, address)
        known = await run_sync(self._known, email)
        is_right = await self._passwords.matches(known.password_hash if known else None, asked.password)
        if known is None or not is_right:
            raise SignInRefusedError
        better = None
        if self._passwords.is_outdated(known.password_hash):
            better = await self._passwords.hashed(asked.password)
        return await run_sync(self._enter, known, asked, better)

    def refresh(self, refresh_token: str, address: str) -> TokenPair:
        """New tokens for a refresh token. Raises SessionEndedError; a token used twice ends the whole sign-in."""
        self._limits.count(Limit.REFRESH, address)
        given = tokens.digest(refresh_token)
        with self._database.read(ENGINE) as connection:
            row = repository.by_refresh(connection, given)
        if row is None:
            raise SessionEndedError
        with self._database.write(row.account_id) as connection:
            pair = self._rotated(connection, row.id, given)
        if pair is None:
            raise SessionEndedError
        return _told(pair)

    def authenticate(self, access_token: str) -> Signed:
        """Whom a token stands for. Raises UnauthenticatedError for one that is unknown, over, or ended."""
        given = tokens.digest(access_token)
        with self._database.read(ENGINE) as connection:
            row = repository.by_access(connection, given)
        if row is None or row.revoked_at is not None or row.access_until <= self._clock():
            raise UnauthenticatedError
        if not row.is_confirmed:
            with self._database.write(row.account_id) as connection:
                repository.confirm(connection, row.id, given)
        is_closed = row.state == DeviceState.CLOSED
        return Signed(
            account=Account(id=row.account_id, is_trial=False),
            device=(row.successor or row.device_id) if is_closed else row.device_id,
            session=row.id,
            is_forgotten=is_closed and row.successor is None,
        )

    def sign_out(self, session_id: str, account_id: str) -> None:
        """End a sign-in."""
        with self._database.write(account_id) as connection:
            repository.revoke(connection, session_id, self._clock(), reason="signed out")

    def me(self, account_id: str) -> AccountView:
        """The account and its e-mail. Raises UnauthenticatedError where it was deleted meanwhile."""
        with self._database.read(account_id) as connection:
            return _account_view(self._holder(connection, account_id))

    async def change_password(self, account_id: str, session_id: str, asked: ChangePassword, address: str) -> None:
        """Another password; all other sign-ins end. Raises SignInRefusedError for a wrong old one."""
        await self.prove(account_id, asked.password, address)
        kept = await self._passwords.hashed(asked.new_password)
        await run_sync(self._set_password, account_id, session_id, kept)

    async def prove(self, account_id: str, password: str, address: str) -> None:
        """Make sure that whoever is signed in also knows the password. Raises SignInRefusedError, TooManyTriesError."""
        holder = await run_sync(self._holder_now, account_id)
        await run_sync(self._count_sign_in, holder.email, address)
        if not await self._passwords.matches(holder.password_hash, password):
            raise SignInRefusedError

    def _count_sign_in(self, email: str, address: str) -> None:
        self._limits.count(Limit.SIGN_IN_ADDRESS, address)
        self._limits.count(Limit.SIGN_IN_EMAIL, email)

    def _known(self, email: str) -> Any | None:
        with self._database.read(ENGINE) as connection:
            return holders.by_email(connection, email)

    def _holder_now(self, account_id: str) -> Any:
        with self._database.read(account_id) as connection:
            return self._holder(connection, account_id)

    def _holder(self, connection: sa.Connection, account_id: str) -> Any:
        holder = holders.of_account(connection, account_id)
        if holder is None:
            raise UnauthenticatedError
        return holder

    def _make(self, email: str, kept: str, device: NewDevice) -> SessionView:
        account_id, now = ids.new(), self._clock()
        with self._database.write(ENGINE) as connection:
            holders.insert(connection, account_id, email=email, password_hash=kept, at=now)
            books.open_books(connection, Books(account_id))
            return self._opened(connection, account_id, devices.insert(connection, account_id, device, now))

    def _enter(self, known: Any, asked: SignIn, better: str | None) -> SessionView:
        with self._database.write(known.account_id) as connection:
            holder = holders.of_account(connection, known.account_id)
            if holder is None or holder.password_hash != known.password_hash:
                raise SignInRefusedError  # deleted, or given another password, while this one was looked at
            if better is not None:
                holders.set_password(connection, known.account_id, better)
            device = self._device(connection, known.account_id, asked)
            repository.revoke_of_device(connection, device.id, self._clock(), reason="signed in again")
            view = self._opened(connection, known.account_id, device)
        self._limits.forgive(Limit.SIGN_IN_EMAIL, known.email)
        return view

    def _device(self, connection: sa.Connection, account_id: str, asked: SignIn) -> Any:
        now = self._clock()
        try:
            known = devices.get(connection, account_id, asked.device_id or "")
        except NotFoundError:
            return devices.readmit(connection, account_id, asked.device, now, told_id=asked.device_id)
        if known.state != DeviceState.OK:
            return devices.insert(connection, account_id, asked.device, now)
        devices.seen(connection, known.id, now)
        return known

    def _opened(self, connection: sa.Connection, account_id: str, device: Any) -> SessionView:
        pair, now = tokens.fresh(), self._clock()
        repository.insert(connection, account_id, device.id, pair, now)
        return SessionView(
            **_told(pair).model_dump(),
            account=_account_view(self._holder(connection, account_id)),
            device=device_view(connection, device, this=device.id),
            keys=self._signer.keys(connection),
        )

    def _rotated(self, connection: sa.Connection, session_id: str, given: str) -> Tokens | None:
        """New tokens, None where there are none; what that means for the session is written down either way."""
        now = self._clock()
        row = repository.locked(connection, session_id)
        verdict = tokens.judge(row, given, now)
        if verdict is Verdict.REUSED:
            repository.revoke(connection, session_id, now, reason="reused")
        if row is None or verdict in (Verdict.REUSED, Verdict.ENDED):
            return None
        pair = tokens.fresh()
        repository.rotate(connection, session_id, pair, previous=given, at=now)
        devices.seen(connection, row.device_id, now)
        return pair

    def _set_password(self, account_id: str, session_id: str, kept: str) -> None:
        with self._database.write(account_id) as connection:
            holders.set_password(connection, account_id, kept)
            repository.revoke_others(connection, account_id, self._clock(), reason="password changed", but=session_id)


def _told(pair: Tokens) -> TokenPair:
    seconds = int(tokens.ACCESS_LIVES.total_seconds())
    return TokenPair(access_token=pair.access, refresh_token=pair.refresh, expires_in=seconds)


def _account_view(holder: Any) -> AccountView:
    return AccountView(id=holder.account_id, email=holder.email, created_at=holder.created_at)
