"""Quota for work on this computer: asked of the cloud when it is needed, refused where it may not be spent."""

import logging

import sqlalchemy as sa

from desktop_app.core.errors import CleanRackError, FrozenError, InsufficientQuotaError, OfflineQuotaError, ServerError
from desktop_app.server.database import Database
from desktop_app.server.ledger import repository as books
from desktop_app.sync import links
from desktop_app.sync.engine import SyncEngine
from desktop_app.sync.links import CLOSED, Link

log = logging.getLogger(__name__)

PROVIDE_SECONDS = 5.0
"""How long a submit waits for quota from the cloud."""


class AllowanceFunding:
    """What stands behind a balance: the pool of its account in the cloud. Callable from any thread but the loop's."""

    def __init__(self, *, database: Database, engine: SyncEngine) -> None:
        self._database = database
        self._engine = engine

    def provide(self, owner: str, required: int) -> None:
        """Have the difference moved here, if the cloud is in reach; what is missing then is told by `shortage`."""
        with self._database.read(owner) as connection:
            link = links.find(connection, owner)
            missing = required - books.balance(connection, owner).available
        if link is not None and link.state not in CLOSED and missing > 0:
            self.ask(owner, missing)

    def ask(self, owner: str, amount: int) -> bool:
        """Have so much quota moved here; answers whether the cloud could be asked."""
        account = self._engine.of(owner)
        if account is None:
            return False
        try:
            self._engine.wait_for(lambda: account.talk.ask_allowance(amount), PROVIDE_SECONDS)
        except ServerError as exc:
            log.info("no allowance from the cloud: %s", exc.slug)
            self._engine.missed(owner)
        except CleanRackError as exc:
            log.info("the cloud gives no allowance: %s", exc.slug)
        return True

    def require_open(self, connection: sa.Connection, owner: str) -> None:
        """Raise FrozenError where the account may not spend here."""
        link = links.find(connection, owner)
        if link is not None and link.state in CLOSED:
            raise FrozenError(reason=link.reason)

    def shortage(self, connection: sa.Connection, owner: str, required: int, available: int) -> InsufficientQuotaError:
        """How much is missing, and where there would be more."""
        link = links.find(connection, owner)
        if link is None:
            return InsufficientQuotaError(required=required, available=available, shortfall=required - available)
        in_reach = self.in_reach(owner)
        pool, others = _elsewhere(link)
        spendable = available + pool if in_reach else available
        told = {
            "required": required,
            "available": spendable,
            "shortfall": max(1, required - spendable),
            "on_others": others,
            "in_cloud": pool,
        }
        return InsufficientQuotaError(**told) if in_reach else OfflineQuotaError(**told)

    def in_reach(self, owner: str) -> bool:
        """Whether the cloud can be asked for the account."""
        account = self._engine.of(owner)
        return account is not None and account.is_answered


def _elsewhere(link: Link) -> tuple[int, int]:
    if link.totals is None:
        return 0, 0
    others = (share.available for device, share in link.totals.devices.items() if device != link.device_id)
    return link.totals.pool.available, sum(others)
