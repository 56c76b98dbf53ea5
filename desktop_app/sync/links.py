"""Links in and out: which cloud accounts this computer knows. Every function works inside the caller's unit of work."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict

from desktop_app.api.allowances import VerifyingKey
from desktop_app.core.chain import Chain
from desktop_app.server.ledger.statements import Heard
from desktop_app.server.tables import links


class LinkState(StrEnum):
    """How far this computer and its account are one."""

    OK = "ok"
    SIGNED_OUT = "signed-out"
    """The session is over: work goes on and is told after the next sign-in."""
    FROZEN = "frozen"
    """Nothing is spent before a recovery."""
    FORGOTTEN = "forgotten"
    """The account has removed this computer: nothing is spent, and nothing is told any more."""


CLOSED = frozenset({LinkState.FROZEN, LinkState.FORGOTTEN})
"""States in which nothing may be spent."""


class Link(BaseModel):
    """One account that this computer is signed in to, or was."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    account_id: str
    server: str
    email: str
    device_id: str
    keys: tuple[VerifyingKey, ...]
    is_current: bool
    is_paused: bool
    state: LinkState
    reason: str
    dseq: int
    head: str
    acked_dseq: int
    cursor: int
    epoch: int
    spent: int
    refunded: int
    returned: int
    kept_along: int
    totals: Heard | None
    clock_off: int
    synced_at: datetime | None
    spent_at: datetime | None

    @property
    def credential(self) -> str:
        """What the sign-in is called in the keyring."""
        return f"{self.account_id}@{self.device_id}"

    @property
    def chain(self) -> Chain:
        """How far the story of this computer goes."""
        return Chain(self.dseq, self.head)


def find(connection: sa.Connection, account_id: str) -> Link | None:
    """The link to an account, None for one that only lives here."""
    row = connection.execute(sa.select(links).where(links.c.account_id == account_id)).one_or_none()
    return Link.model_validate(row) if row is not None else None


def every(connection: sa.Connection) -> list[Link]:
    """All links, in the order of their e-mails."""
    return [Link.model_validate(row) for row in connection.execute(sa.select(links).order_by(links.c.email))]


def insert(connection: sa.Connection, **values: Any) -> None:
    """A new link; everything not given begins at nothing."""
    connection.execute(links.insert().values(**values))


def update(connection: sa.Connection, account_id: str, **values: Any) -> None:
    """Change a link."""
    connection.execute(links.update().where(links.c.account_id == account_id).values(**values))


def make_current(connection: sa.Connection, account_id: str | None) -> None:
    """Work for this account from now on; None: for the trial account."""
    connection.execute(links.update().values(is_current=False))
    if account_id is not None:
        update(connection, account_id, is_current=True)


def delete(connection: sa.Connection, account_id: str) -> None:
    """Forget a link; what was made under the account stays."""
    connection.execute(links.delete().where(links.c.account_id == account_id))


AFRESH: dict[str, Any] = {
    "state": LinkState.OK.value,
    "reason": "",
    "dseq": 0,
    "head": "",
    "acked_dseq": 0,
    "cursor": 0,
    "epoch": 0,
    "spent": 0,
    "refunded": 0,
    "returned": 0,
    "totals": None,
}
"""A computer that begins anew, under a new id."""
