"""A stranger with SQL at the cloud's database: every attack we know is refused, by the rules and not by an accident.

Each is tried as the service itself would try it, and as the login that owns the tables, which no grant restrains.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from psycopg.rows import dict_row

from desktop_app.api.quota import EntryKind
from desktop_app.core.errors import InsufficientQuotaError
from desktop_app.server.cloud_tables import credentials, events
from desktop_app.server.database.postgres import ROLE, PostgresDatabase
from desktop_app.server.ledger import repository
from desktop_app.server.ledger.entries import Books, Entry, HoldKey
from desktop_app.server.migrations.versions import r0007_postgres_rules as rules
from tests.cloud.desk import MERCHANT, START, Desk
from tests.cloud.stranger import PostgresStranger
from tests.faults.ledger_attacks import ATTACKS, Stranger

FINAL = "entries are final|permission denied for table transfers"
REASONS = {
    "a second end": "transfers_hold_id_key",
    "an end that returns more than was held": "end without its hold",
    "an end that uses less than was held": "end without its hold",
    "an end of nothing": "end without its hold",
    "a second refund": "transfers_refund_of_key",
    "a refund of more than was used": "refund without its post",
    "a refund of a returned hold": "refund without its post",
    "a second open hold": "open hold exists",
    "an attempt charged twice": "open hold exists",
    "overspending": "never_overspent",
    "a negative hold": "transfers_amount_check",
    "a hold on the issuer's purse": "not between its accounts",
    "a hold on a neighbour's purse": "not between its accounts",
    "a broken chain": "chain broken",
    "a replaced grant": FINAL,
    "an edited amount": FINAL,
    "a deleted history": FINAL,
    "a fuller account": "balances move by entries|permission denied for table ledger_accounts",
    "a deleted account": "accounts stay|permission denied for table ledger_accounts",
}
"""What PostgreSQL says of each; two where the service's role may not even try."""


@pytest.fixture
def lived(database: PostgresDatabase) -> Desk:
    """A ledger with everything in it: item 0 refunded, 1 used, 2 returned, 3 held; each for 3."""
    desk = Desk(database)
    desk.open_accounts(quota=100)
    keys = [HoldKey("task", item, 1) for item in range(4)]
    with database.write(MERCHANT.id) as connection:
        desk.ledger.hold(connection, MERCHANT.id, keys, 3)
        desk.ledger.post(connection, MERCHANT.id, keys[:2])
        desk.ledger.void(connection, MERCHANT.id, keys[2:3])
        desk.ledger.refund(connection, MERCHANT.id, keys[:1], policy=_Anything(), reason="a sleeve is missing")
    return desk


class _Anything:
    window_days = 30

    def allowed(self, used: int) -> int:
        return used


@pytest.fixture(params=["the service", "the owner of the tables"])
def stranger(request: pytest.FixtureRequest, lived: Desk, database_url: str) -> Iterator[PostgresStranger]:
    with closing(psycopg.connect(database_url, row_factory=dict_row)) as connection:
        if request.param == "the service":
            connection.execute(f"SET ROLE {ROLE}")
        connection.execute("SELECT set_config('app.account', %s, false)", [MERCHANT.id])
        yield PostgresStranger(connection, MERCHANT.id)
        connection.rollback()


@pytest.mark.parametrize("name", ATTACKS)
def test_every_attack_on_the_ledger_is_refused_for_its_reason(
    stranger: PostgresStranger, lived: Desk, name: str
) -> None:
    before = lived.balance()

    with pytest.raises((psycopg.IntegrityError, psycopg.errors.InsufficientPrivilege), match=REASONS[name]):
        ATTACKS[name](stranger)

    assert lived.balance() == before


def test_an_honest_entry_of_the_stranger_is_taken(stranger: PostgresStranger) -> None:
    """Else the refusals above would prove nothing."""
    hold = stranger.find("kind = 'hold'")

    stranger.insert(stranger.forge(hold, item=9))

    assert stranger.available() == 100 - 3 - 3 - 3


def _emptied(table: str) -> Callable[[Stranger], None]:
    return lambda by: by.run(f"TRUNCATE {table} CASCADE")


def _filled_from_the_start(by: Stranger) -> None:
    by.run("INSERT INTO ledger_accounts (id, owner, kind, posted) VALUES ('new', ?, 'balance', 1000)", (by.owner,))


def _deleted_unused(by: Stranger) -> None:
    by.run("INSERT INTO ledger_accounts (id, owner, kind) VALUES ('unused', ?, 'device')", (by.owner,))
    by.run("DELETE FROM ledger_accounts WHERE id = 'unused'")


WAYS = {
    **ATTACKS,
    "an emptied ledger": _emptied("transfers"),
    "emptied accounts": _emptied("ledger_accounts"),
    "emptied events": _emptied("events"),
    "an account that starts full": _filled_from_the_start,
    "a deleted account without entries": _deleted_unused,
}
RULES = {
    **{f"the trigger {name}": f"DROP TRIGGER {name} ON transfers" for name in rules.ENTRIES},
    **{
        f"the trigger {name}": f"DROP TRIGGER {name} ON {statement.split(' ON ')[1].split()[0]}"
        for name, (statement, _) in rules.NEVER.items()
        if name != "events_never_updated"
    },
    "the floor": "ALTER TABLE ledger_accounts DROP CONSTRAINT never_overspent",
    "one end of a hold": "ALTER TABLE transfers DROP CONSTRAINT transfers_hold_id_key",
    "one refund of a post": "ALTER TABLE transfers DROP CONSTRAINT transfers_refund_of_key",
}


def _accepted(stranger: PostgresStranger) -> set[str]:
    """Attacks that get through; each is taken back."""
    found = set()
    for name, attack in WAYS.items():
        with contextlib.suppress(psycopg.IntegrityError), stranger.undone():
            attack(stranger)
            found.add(name)
    return found


@pytest.mark.parametrize("stranger", ["the owner of the tables"], indirect=True)
@pytest.mark.parametrize("rule", [*RULES, "none"])
def test_without_any_one_of_the_rules_an_attack_gets_through(stranger: PostgresStranger, rule: str) -> None:
    """So each rule is needed, and these attacks would notice if it were gone."""
    stranger.run(RULES.get(rule, "SELECT 1"))

    accepted = _accepted(stranger)

    assert bool(accepted) == (rule != "none"), accepted


EVENT_ATTACKS: dict[str, Callable[[sa.Connection], Any]] = {
    "another body": lambda connection: connection.execute(events.update().values(body={"type": "nothing"})),
    "another hash": lambda connection: connection.execute(events.update().values(hash="0" * 64)),
    "a deletion while somebody holds the account": lambda connection: connection.execute(events.delete()),
}


@pytest.mark.parametrize("name", EVENT_ATTACKS)
@pytest.mark.parametrize("role", [ROLE, "postgres"])
def test_what_was_told_stays_told(lived: Desk, name: str, role: str) -> None:
    somebody = {"account_id": MERCHANT.id, "email": "m@shop", "password_hash": "x", "created_at": START}
    told = {"account_id": MERCHANT.id, "seq": 1, "id": "e", "body": {}, "hash": "h", "created_at": START}
    with lived.database.write(MERCHANT.id) as connection:
        connection.execute(credentials.insert().values(somebody))
        connection.execute(events.insert().values(told))

    def attack() -> None:
        with lived.database.write(MERCHANT.id) as connection:
            connection.exec_driver_sql(f"SET LOCAL ROLE {role}")
            EVENT_ATTACKS[name](connection)

    with pytest.raises(sa.exc.DBAPIError, match=r"what was told stays told|permission denied for table events"):
        attack()


def test_an_overspending_that_nobody_checked_is_told_as_too_little_quota(lived: Desk) -> None:
    books, key = Books(MERCHANT.id), HoldKey("unchecked", 0, 1)
    unchecked = Entry(key.hold_id, EntryKind.HOLD, books.balance, books.spent, amount=1000, key=key)

    with pytest.raises(InsufficientQuotaError), lived.database.write(MERCHANT.id) as connection:
        repository.append(connection, MERCHANT.id, [unchecked], START)

    assert lived.balance().available == 94


def test_two_writers_who_forgot_to_lock_the_account_still_come_one_after_the_other(
    lived: Desk, database_url: str
) -> None:
    with (
        closing(psycopg.connect(database_url, row_factory=dict_row)) as first,
        closing(psycopg.connect(database_url, row_factory=dict_row)) as second,
    ):
        for connection in (first, second):
            connection.execute("SET lock_timeout = '100ms'")
        one, two = PostgresStranger(first, MERCHANT.id), PostgresStranger(second, MERCHANT.id)
        mine = one.forge(one.find("kind = 'hold'"), item=9)
        theirs = two.forge(two.find("kind = 'hold'"), item=10)
        one.insert(mine)
        with pytest.raises(psycopg.errors.LockNotAvailable):
            two.insert(theirs)
        first.commit()
        second.rollback()
        with pytest.raises(psycopg.IntegrityError, match="chain broken"):
            two.insert(theirs)


def test_entries_are_counted_beyond_what_four_bytes_hold(lived: Desk, database_url: str) -> None:
    with closing(psycopg.connect(database_url, autocommit=True)) as connection:
        connection.execute("ALTER SEQUENCE transfers_seq_seq RESTART WITH 3000000000")

    lived.hold(HoldKey("late", 0, 1))

    with lived.database.read(MERCHANT.id) as connection:
        page = lived.ledger.statement(connection, MERCHANT.id, cursor="3000000000", limit=100)
        newest = lived.ledger.statement(connection, MERCHANT.id, cursor=None, limit=1)
    assert newest.next_cursor == "3000000000"
    assert len(page.entries) == 1 + 4 + 3 + 1, "all from before it"
