"""What an answer of the cloud means for this computer, carried out in one unit of work.

the cloud is ahead, forked or reckons otherwise     freeze: nothing is spent before a recovery
the cloud was restored from a backup                begin to tell where it stands, hear everything again
an answer from before what is known                 nothing
anything else                                       what it acknowledged is acknowledged, allowances are opened
"""

from collections.abc import Iterable

import sqlalchemy as sa

from desktop_app.api.sync import Refused, Share, Told
from desktop_app.core import standing
from desktop_app.core.allowances import Purse, agrees
from desktop_app.core.chain import Chain
from desktop_app.core.clock import Clock
from desktop_app.core.standing import Course, DeviceState, Here, Standing
from desktop_app.server.ledger import repository as books
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.ledger.statements import Heard
from desktop_app.server.tables import account_entries, assets, tasks
from desktop_app.sync import links, outgoing, telling
from desktop_app.sync.links import CLOSED, Link, LinkState
from desktop_app.sync.outbox import keep_entries


class Hearing:
    """Takes answers."""

    def __init__(self, *, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock

    def take(self, connection: sa.Connection, asked: Link, told: Told, refused: Iterable[Refused] = ()) -> Course:
        """Carry out what an answer means; `asked` is the link as whoever asked knew it."""
        link = links.find(connection, asked.account_id)
        if link is None or link.device_id != asked.device_id or link.state in CLOSED:
            return Course.WAIT
        heard = standing.heard(_here(connection, link), _as_rules(told), _recorded(connection, link, told.acked_dseq))
        if heard.course is Course.FREEZE:
            freeze(connection, link, heard.standing)
        if heard.course in (Course.FREEZE, Course.WAIT):
            return heard.course
        if heard.course is Course.AGAIN:
            _hear_again(connection, link)
        for each in refused:
            _refuse(connection, link, each)
        self._acknowledge(connection, link, told)
        return Course.GO_ON if self._agrees(connection, link, told) else Course.FREEZE

    def _acknowledge(self, connection: sa.Connection, link: Link, told: Told) -> None:
        for opened in telling.opened(connection, link, link.acked_dseq, told.acked_dseq):
            self._ledger.open_allowance(connection, link.account_id, opened.token)
        told_net = link.spent - link.refunded - telling.net_after(connection, link, told.acked_dseq)
        heard = Heard(**told.totals.model_dump(), told_net=told_net, as_of=self._clock())
        links.update(
            connection,
            link.account_id,
            acked_dseq=told.acked_dseq,
            epoch=told.totals.epoch,
            totals=heard.model_dump(mode="json"),
        )

    def _agrees(self, connection: sa.Connection, link: Link, told: Told) -> bool:
        balance = books.balance(connection, link.account_id)
        mine = Purse(balance.available, balance.held)
        share = told.totals.devices.get(link.device_id, Share(available=0, held=0))
        theirs = Purse(share.available, share.held)
        if agrees(mine, theirs, unopened=share.unopened, acked=told.acked_dseq, dseq=link.dseq):
            return True
        freeze(connection, link, Standing.MISMATCH)
        return False


def freeze(connection: sa.Connection, link: Link, reason: Standing) -> None:
    """Nothing is spent from now on."""
    state = LinkState.FORGOTTEN if reason is Standing.FORGOTTEN else LinkState.FROZEN
    links.update(connection, link.account_id, state=state.value, reason=reason.value)


def forget_heard(connection: sa.Connection, account_id: str) -> None:
    """Drop what was heard from elsewhere: it is heard again from the beginning."""
    connection.execute(account_entries.delete().where(account_entries.c.account_id == account_id))
    elsewhere = sa.select(tasks.c.id).where(tasks.c.user_id == account_id, tasks.c.device.is_not(None))
    connection.execute(assets.delete().where(assets.c.task_id.in_(elsewhere)))
    connection.execute(tasks.delete().where(tasks.c.user_id == account_id, tasks.c.device.is_not(None)))
    links.update(connection, account_id, cursor=0)


def _hear_again(connection: sa.Connection, link: Link) -> None:
    if link.cursor == 0 and link.epoch == 0:
        return  # nothing was heard yet
    forget_heard(connection, link.account_id)
    for body in telling.untold_entries(connection, link):
        keep_entries(connection, link.account_id, link.device_id, body)
    outgoing.doubt(connection, link.account_id)


def _refuse(connection: sa.Connection, link: Link, refused: Refused) -> None:
    event_id = telling.id_at(connection, link, refused.dseq)
    if event_id is not None:
        telling.mark_refused(connection, link, event_id, refused.slug)


def _recorded(connection: sa.Connection, link: Link, dseq: int) -> str | None:
    return telling.hash_at(connection, link, dseq)


def _here(connection: sa.Connection, link: Link) -> Here:
    oldest = telling.oldest(connection, link)
    return Here(link.device_id, link.chain, link.acked_dseq, link.epoch, oldest)


def _as_rules(told: Told) -> standing.Told:
    acked = Chain(told.acked_dseq, told.acked_hash)
    return standing.Told(told.totals.epoch, DeviceState(told.state.value), acked)
