"""Quota moves: taken, used, returned, given back; each once, and never more than there is."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from desktop_app.api.quota import EntryKind, EntryPage
from desktop_app.core.errors import InsufficientQuotaError, InternalError, InvalidRequestError, RefundPolicyError
from desktop_app.server.ledger import repository
from desktop_app.server.ledger.entries import Balance, Entry, HoldKey
from desktop_app.server.ledger.entries import Books as Names
from tests.server.ledger.ledger_books import OWNER, Books, keys


def test_a_hold_lowers_the_balance_at_once(books: Books) -> None:
    books.hold(*keys(0, 1, 2))

    assert books.balance() == Balance(posted=100, held=3, used=0)
    assert books.balance().available == 97


def test_a_success_uses_the_hold(books: Books) -> None:
    books.hold(*keys(0, 1), price=3)
    books.post(*keys(0))

    assert books.balance() == Balance(posted=97, held=3, used=3)


def test_a_failure_returns_the_hold(books: Books) -> None:
    books.hold(*keys(0, 1), price=3)
    books.void(*keys(1))

    assert books.balance() == Balance(posted=100, held=3, used=0)


def test_a_refund_gives_used_quota_back(books: Books) -> None:
    books.hold(*keys(0), price=3)
    books.post(*keys(0))
    books.refund(*keys(0))

    assert books.balance() == Balance(posted=100, held=0, used=0)
    assert books.violations() == []


def test_too_little_quota_tells_the_shortfall_and_moves_nothing(books: Books) -> None:
    books.hold(*keys(*range(95)))
    entries = books.entries()

    with pytest.raises(InsufficientQuotaError) as told:
        books.hold(*keys(*range(10), task="next"))

    assert told.value.details == {"required": 10, "available": 5, "shortfall": 5}
    assert (books.balance().available, books.entries()) == (5, entries)


def test_all_of_the_balance_can_be_spent(books: Books) -> None:
    books.hold(*keys(*range(100)))

    assert books.balance().available == 0


def test_a_grant_is_given_once_for_its_reason(books: Books) -> None:
    assert books.grant(50, "topup|ABCD") is True
    assert books.grant(50, "topup|ABCD") is False

    assert books.balance().available == 150


@pytest.mark.parametrize("again", ["hold", "post"])
def test_the_same_entry_asked_for_twice_is_recorded_once(books: Books, again: str) -> None:
    books.hold(*keys(0))
    if again == "post":
        books.post(*keys(0))
    before = books.balance(), books.entries()

    getattr(books, again)(*keys(0))

    assert (books.balance(), books.entries()) == before


def test_an_end_of_the_other_kind_is_refused(books: Books) -> None:
    books.hold(*keys(0))
    books.post(*keys(0))

    with pytest.raises(InternalError, match="different content"):
        books.void(*keys(0))

    assert books.balance() == Balance(posted=99, held=0, used=1)


def test_an_altered_entry_under_the_same_id_is_refused(books: Books) -> None:
    with pytest.raises(InternalError, match="different content"):
        books.grant(1000, "trial")

    assert books.balance().available == 100


def test_an_altered_entry_spoils_the_whole_unit_of_work(books: Books) -> None:
    books.hold(*keys(0), price=1)

    with pytest.raises(InternalError):
        books.hold(*keys(1, 0), price=2)

    assert books.balance().held == 1


def test_an_end_needs_its_hold(books: Books) -> None:
    with pytest.raises(InternalError, match="no hold"):
        books.post(*keys(0))


def test_another_attempt_is_another_hold(books: Books) -> None:
    books.hold(*keys(0))
    books.void(*keys(0))
    books.hold(*keys(0, attempt=2))
    books.post(*keys(0, attempt=2))

    assert books.balance() == Balance(posted=99, held=0, used=1)
    assert books.violations() == []


def test_whatever_goes_wrong_inside_takes_the_move_back(books: Books) -> None:
    def hold_and_fail() -> None:
        with books.database.write(OWNER) as connection:
            books.ledger.hold(connection, OWNER, keys(0), 1)
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        hold_and_fail()

    assert books.balance().held == 0


def _used(books: Books, count: int, task: str) -> list[HoldKey]:
    made = keys(*range(count), task=task)
    books.hold(*made)
    books.post(*made)
    return made


def test_five_pictures_can_be_refunded_however_few_were_used(books: Books) -> None:
    used = _used(books, 6, "task")
    books.refund(*used[:5])

    with pytest.raises(RefundPolicyError) as told:
        books.refund(used[5])

    assert told.value.details == {"allowed": 0, "asked": 1}


def test_ten_percent_of_the_last_thirty_days_can_be_refunded(books: Books) -> None:
    used = _used(books, 80, "task")
    books.refund(*used[:8])

    with pytest.raises(RefundPolicyError):
        books.refund(used[8])

    assert books.balance().used == 72


def test_a_refund_beyond_the_policy_moves_nothing_at_all(books: Books) -> None:
    used = _used(books, 10, "task")

    with pytest.raises(RefundPolicyError) as told:
        books.refund(*used[:6])

    assert told.value.details == {"allowed": 5, "asked": 6}
    assert books.balance().used == 10


def test_after_thirty_days_the_policy_counts_afresh(books: Books) -> None:
    used = _used(books, 12, "task")
    books.refund(*used[:5])
    books.now += timedelta(days=30, seconds=1)

    books.refund(*used[5:10])

    assert books.balance().used == 2


def _statement(books: Books, cursor: str | None, limit: int) -> EntryPage:
    with books.database.read(OWNER) as connection:
        return books.ledger.statement(connection, OWNER, cursor=cursor, limit=limit)


def test_the_statement_is_newest_first_and_goes_on_where_the_page_ended(books: Books) -> None:
    books.hold(*keys(0, 1, 2))
    books.post(*keys(0))
    books.void(*keys(1))

    first = _statement(books, None, 4)
    second = _statement(books, first.next_cursor, 4)

    told = [(entry.kind, entry.item) for entry in [*first.entries, *second.entries]]
    assert told == [
        (EntryKind.VOID, 1),
        (EntryKind.POST, 0),
        (EntryKind.HOLD, 2),
        (EntryKind.HOLD, 1),
        (EntryKind.HOLD, 0),
        (EntryKind.GRANT, None),
    ]
    assert second.next_cursor is None


def test_a_page_that_ends_with_the_last_entry_has_no_next(books: Books) -> None:
    books.hold(*keys(0))

    assert _statement(books, None, 2).next_cursor is None


@pytest.mark.parametrize("cursor", ["", "-1", "1e3", "１２", "9" * 30, "1; DROP TABLE transfers"])
def test_a_cursor_of_another_kind_is_refused(books: Books, cursor: str) -> None:
    with pytest.raises(InvalidRequestError):
        _statement(books, cursor, 10)


def test_an_owner_without_books_has_nothing(books: Books) -> None:
    with books.database.read(OWNER) as connection:
        assert repository.balance(connection, "nobody") == Balance(posted=0, held=0, used=0)


def test_the_database_stops_an_overspending_that_nobody_checked(books: Books) -> None:
    names = Names(OWNER)
    [key] = keys(0)
    unchecked = Entry(key.hold_id, EntryKind.HOLD, names.balance, names.spent, amount=101, key=key)

    with pytest.raises(InsufficientQuotaError), books.database.write(OWNER) as connection:
        repository.append(connection, OWNER, [unchecked], books.now)

    assert books.balance() == Balance(posted=100, held=0, used=0)


def test_writers_see_each_others_moves(books: Books) -> None:
    """A unit of work that reads first and writes later starts as the only writer: nothing is lost in between."""
    with books.database.write(OWNER) as connection:
        mode = connection.execute(sa.text("PRAGMA journal_mode")).scalar()
        sync = connection.execute(sa.text("PRAGMA synchronous")).scalar()

    assert (mode, sync) == ("wal", 2)
