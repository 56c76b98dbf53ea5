"""The cloud account as the local home offers it; who carries it out is given by the composition root."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from desktop_app.api.cloud_account import CloudAccountView, HistoryTaken, SignInHere, SignOutHere
from desktop_app.api.devices import DeviceView
from desktop_app.api.sessions import Redeemed
from desktop_app.server.database.sqlite import SqliteDatabase, Watch
from desktop_app.server.journal import Journal
from desktop_app.server.ledger.funding import Funding
from desktop_app.server.ledger.statements import Statements
from desktop_app.server.storage import Fetch
from desktop_app.server.tasks.outward import Away


class Desk(Protocol):
    """What a person can ask about the cloud account. All raise CleanRackError."""

    async def view(self) -> CloudAccountView:
        """Who is signed in, and where sync stands."""

    async def sign_in(self, asked: SignInHere) -> None:
        """Sign in, or make the account first, and work for it from now on.

        Raises SignInRefusedError, EmailTakenError, SignUpClosedError, TooManyTriesError, CloudUnreachableError,
        CloudUntrustedError, and InvalidRequestError for an address that is none.
        """

    async def sign_out(self, asked: SignOutHere) -> None:
        """Give back what can be spent, and work for the trial account again. Raises NotSignedInError.

        With `forget` also CloudUnreachableError, and StateConflictError while tasks of the account are at work here.
        """

    async def sync(self) -> None:
        """Tell and hear now. Raises NotSignedInError."""

    async def pause(self) -> None:
        """Tell nothing and ask nothing until `resume`. Raises NotSignedInError."""

    async def resume(self) -> None:
        """Go on. Raises NotSignedInError."""

    async def recover(self) -> None:
        """Have a frozen computer settled by the cloud. Raises NotSignedInError, StateConflictError unless frozen."""

    async def take_trial(self) -> HistoryTaken:
        """Take ended tasks of the trial account into the account. Raises NotSignedInError."""

    async def redeem(self, code: str) -> Redeemed:
        """Add a code's quota. Raises NotFoundError, CodeUsedError, TooManyTriesError."""

    async def keep_along(self, amount: int) -> None:
        """Have so much quota here for work without network. Raises NotSignedInError, CloudUnreachableError."""

    async def delete(self, password: str) -> None:
        """Delete the account everywhere. Raises SignInRefusedError."""

    async def devices(self) -> list[DeviceView]:
        """The account's computers. Raises NotSignedInError, CloudUnreachableError."""

    async def forget(self, device_id: str) -> None:
        """Take a computer off the account. Raises NotFoundError."""


class CloudSide(Protocol):
    """Everything of the cloud account that other rooms of the local home lean on."""

    @property
    def journal(self) -> Journal:
        """Who writes down what accounts do."""

    @property
    def watch(self) -> Watch:
        """Who must know of each end of a unit of work."""

    @property
    def funding(self) -> Funding:
        """Where quota comes from."""

    @property
    def statements(self) -> Statements:
        """Balance and statement with what is elsewhere."""

    @property
    def fetch(self) -> Fetch:
        """Who brings pictures of other computers."""

    @property
    def away(self) -> Away:
        """The way to the cloud for tasks it is to carry out."""

    @property
    def desk(self) -> Desk:
        """Who answers people."""

    def take_up(self, database: SqliteDatabase) -> None:
        """Judge each account in a database just opened, before anybody works with it."""

    def living(self) -> AbstractAsyncContextManager[None]:
        """While the application lives, accounts are kept in step."""

    def close(self) -> None:
        """Let go of everything."""
