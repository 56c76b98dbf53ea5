"""A page of what the account's computers and the cloud did, carried over in one unit of work with the cursor."""

import logging

import sqlalchemy as sa

from desktop_app.api.sync import (
    AccountEvent,
    AllowanceOpened,
    AssetsMarked,
    EntriesTold,
    PullAnswer,
    TaskMade,
    TaskMoved,
    understood,
)
from desktop_app.core.errors import InvalidRequestError, MadeElsewhereError, NotFoundError, NotYoursError
from desktop_app.server.sync import applying
from desktop_app.sync import links, telling
from desktop_app.sync.links import Link
from desktop_app.sync.outbox import keep_entries

log = logging.getLogger(__name__)

_SENSELESS = (InvalidRequestError, MadeElsewhereError, NotFoundError, NotYoursError)
"""What one event may be: it is passed over, and those after it are heard."""


def take(connection: sa.Connection, asked: Link, page: PullAnswer) -> bool:
    """Carry over a page; answers whether anything of others was in it."""
    link = links.find(connection, asked.account_id)
    if link is None or (link.device_id, link.cursor) != (asked.device_id, asked.cursor):
        return False
    news = [_take(connection, link, event) for event in page.events]
    links.update(connection, link.account_id, cursor=page.events[-1].seq if page.events else page.head)
    return any(news)


def _take(connection: sa.Connection, link: Link, event: AccountEvent) -> bool:
    mine = event.device == link.device_id
    if event.refused is not None:
        if mine:
            telling.mark_refused(connection, link, event.id, event.refused)
        return False
    body = understood(event.body)
    if body is None or isinstance(body, AllowanceOpened):
        return False
    if isinstance(body, EntriesTold):
        keep_entries(connection, link.account_id, event.device, body)
    elif not mine or isinstance(body, AssetsMarked):
        _carry_over(connection, link, event, body)
    return not mine


def _carry_over(
    connection: sa.Connection, link: Link, event: AccountEvent, body: TaskMade | TaskMoved | AssetsMarked
) -> None:
    try:
        applying.apply(connection, link.account_id, event.device, body)
    except _SENSELESS as exc:
        log.warning("event %s of the account is passed over: %s", event.seq, exc)
