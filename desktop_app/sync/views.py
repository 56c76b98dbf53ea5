"""What the account page shows, put together from the database and from what the engine is at."""

from collections.abc import Sequence

import sqlalchemy as sa

from desktop_app.api.cloud_account import CloudAccountView, SyncState
from desktop_app.server.cloud_account import history
from desktop_app.server.tasks import sent
from desktop_app.sync import links, outgoing, telling
from desktop_app.sync.links import CLOSED, Link
from desktop_app.sync.plan import Backlog, Doing, shown


def of_trial(connection: sa.Connection, others: Sequence[Link]) -> CloudAccountView:
    """Nobody is signed in."""
    return CloudAccountView(state=SyncState.TRIAL, others=[link.email for link in others])


def of_account(
    connection: sa.Connection, link: Link, others: Sequence[Link], doing: Doing, *, is_session_only: bool
) -> CloudAccountView:
    """Somebody is."""
    blobs, size = outgoing.pending(connection, link.account_id)
    backlog = Backlog(link=link, blobs=blobs, tasks=len(sent.under_way(connection, link.account_id)))
    return CloudAccountView(
        state=shown(backlog, doing),
        account_id=link.account_id,
        email=link.email,
        server=link.server,
        device=link.device_id,
        pending_events=backlog.events,
        pending_blobs=blobs,
        pending_bytes=size,
        refused_events=telling.refused(connection, link),
        last_synced_at=link.synced_at,
        trouble=doing.trouble,
        trouble_details=dict(doing.details),
        frozen_reason=link.reason if link.state in CLOSED else None,
        session_only=is_session_only,
        kept_along=link.kept_along,
        clock_off_seconds=link.clock_off,
        trial_tasks=len(history.takeable(connection)),
        others=[each.email for each in others],
    )


def parted(connection: sa.Connection) -> tuple[Link | None, list[Link]]:
    """The link this computer works for, and the others."""
    every = links.every(connection)
    current = next((link for link in every if link.is_current), None)
    return current, [link for link in every if link is not current]
