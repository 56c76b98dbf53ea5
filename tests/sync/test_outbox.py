"""What a computer does is told in the unit of work that does it, chained, counted, and anchored before anybody acts."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from desktop_app.core import clock
from desktop_app.core.chain import link_hash
from desktop_app.core.standing import Standing
from desktop_app.server import local
from desktop_app.server.accounts.service import AccountService
from desktop_app.server.database.sqlite import SqliteDatabase
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.tables import outbox
from desktop_app.sync import links, telling
from desktop_app.sync.anchor import Anchors
from desktop_app.sync.anchoring import Anchoring
from desktop_app.sync.outbox import LocalJournal

ACCOUNT, DEVICE = "account", "device"


class Books:
    """The books of one computer that is signed in, and its trial account."""

    def __init__(self, folder: Path) -> None:
        (folder / "data").mkdir()
        self.database: SqliteDatabase = local.open_database(folder / "data")
        self.anchors = Anchors(folder=folder / "state")
        self.anchoring = Anchoring(anchors=self.anchors, folder=folder / "data")
        self.journal = LocalJournal(anchoring=self.anchoring, clock=clock.now)
        self.database.watch = self.journal
        self.ledger = Ledger(clock=clock.now, journal=self.journal)
        accounts = AccountService(database=self.database, ledger=self.ledger, clock=clock.now)
        self.trial = accounts.trial().id
        accounts.signed_in(ACCOUNT)
        told = {"server": "https://cloud.example", "email": "a@example.com", "device_id": DEVICE, "keys": []}
        with self.database.write(ACCOUNT) as connection:
            links.insert(connection, account_id=ACCOUNT, is_current=True, **told, **links.AFRESH)
            link = links.find(connection, ACCOUNT)
        assert link is not None
        self.anchoring.begin(link)
        with self.database.write(ACCOUNT) as connection:
            self.ledger.grant(connection, ACCOUNT, 10, reason="test")

    def work(self, number: int, *, owner: str = ACCOUNT) -> None:
        key = HoldKey("task", number, 1)
        with self.database.write(owner) as connection:
            self.ledger.hold(connection, owner, [key], 1)
            self.ledger.post(connection, owner, [key])

    def fail(self) -> None:
        with self.database.write(ACCOUNT) as connection:
            self.ledger.hold(connection, ACCOUNT, [HoldKey("task", 1, 1)], 1)
            raise ZeroDivisionError

    def told(self) -> list[sa.Row]:
        with self.database.read(ACCOUNT) as connection:
            return list(connection.execute(sa.select(outbox).order_by(outbox.c.dseq)))

    def link(self) -> links.Link:
        with self.database.read(ACCOUNT) as connection:
            link = links.find(connection, ACCOUNT)
        assert link is not None
        return link

    def close(self) -> None:
        self.database.close()
        self.anchoring.close()


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    with closing(Books(tmp_path)) as opened:
        yield opened


def test_events_are_numbered_without_gaps_and_each_is_sealed_over_the_one_before(books: Books) -> None:
    for number in range(3):
        books.work(number)

    told = books.told()

    assert [row.dseq for row in told] == list(range(1, len(told) + 1))
    prev = ""
    for row in told:
        body = json.loads(row.body)
        assert (row.prev, row.hash) == (prev, link_hash(prev, row.id, body["type"], body))
        prev = row.hash


def test_the_anchor_stands_where_the_chain_stands_once_a_unit_of_work_is_kept(books: Books) -> None:
    books.work(1)
    books.work(2)

    anchor, link = books.anchors.read(DEVICE), books.link()

    assert anchor is not None
    assert (anchor.dseq, anchor.head, anchor.spent) == (link.dseq, link.head, 2)


def test_what_is_rolled_back_was_never_told_nor_anchored(books: Books) -> None:
    before = (len(books.told()), books.anchors.read(DEVICE))

    with pytest.raises(ZeroDivisionError):
        books.fail()
    with books.database.write(ACCOUNT):
        pass

    assert (len(books.told()), books.anchors.read(DEVICE)) == before


def test_the_trial_account_tells_nobody(books: Books) -> None:
    before = len(books.told())

    books.work(1, owner=books.trial)

    assert len(books.told()) == before


def test_the_anchor_of_an_old_database_is_never_written_over(books: Books, tmp_path: Path) -> None:
    books.work(1)
    old = books.link()
    books.work(2)
    kept = books.anchors.read(DEVICE)
    later = Anchoring(anchors=books.anchors, folder=tmp_path / "data")

    found = later.take_up(old, oldest=1, recorded=None)
    later.write(old)

    assert found is Standing.ANCHOR_AHEAD
    assert books.anchors.read(DEVICE) == kept


def test_events_are_kept_until_they_are_acknowledged_and_old(books: Books) -> None:
    for number in range(3):
        books.work(number)
    told = books.told()
    with books.database.write(ACCOUNT) as connection:
        links.update(connection, ACCOUNT, acked_dseq=told[1].dseq)
        telling.prune(connection, books_link(connection), clock.now())

    assert [row.dseq for row in books.told()] == [row.dseq for row in told[2:]]


def books_link(connection: sa.Connection) -> links.Link:
    link = links.find(connection, ACCOUNT)
    assert link is not None
    return link
