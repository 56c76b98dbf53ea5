"""Queries written for a computer's file say the same on PostgreSQL: pages, searches, what is in use, what was used."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from desktop_app.core.errors import NotFoundError, RefundPolicyError
from desktop_app.core.quota import RefundPolicy
from desktop_app.core.words import Language
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.ledger.entries import HoldKey
from desktop_app.server.library import repository as library
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.uploads import repository as uploads
from tests.cloud.desk import MERCHANT, NEIGHBOUR, PHOTOS, START, Desk, photo_id


@pytest.fixture
def desk(database: PostgresDatabase) -> Desk:
    made = Desk(database)
    made.open_accounts(quota=100)
    return made


def test_a_list_goes_on_where_its_page_ended(desk: Desk) -> None:
    made = [desk.submit(f"a-request-{number}") for number in range(5)]

    listed, cursor = [], None
    while True:
        page = desk.tasks.page(MERCHANT, cursor=cursor, limit=2, language=Language.ENGLISH)
        listed.append([task.id for task in page.tasks])
        if (cursor := page.next_cursor) is None:
            break

    assert [len(each) for each in listed] == [2, 2, 1]
    assert {task_id for each in listed for task_id in each} == set(made)


def test_a_task_tells_its_items_and_its_receipt(desk: Desk) -> None:
    task_id = desk.submit("a-request", photos=3)
    work = desk.engine.begin(task_id)
    assert work is not None

    told = desk.tasks.get(MERCHANT, task_id, Language.CHINESE)

    assert [item.file_name for item in told.batch_items] == ["SKU0.jpg", "SKU1.jpg", "SKU2.jpg"]
    assert (told.receipt.charged, told.receipt.held) == (3, 3)
    assert told.created_at == START
    with pytest.raises(NotFoundError):
        desk.tasks.get(NEIGHBOUR, task_id, Language.CHINESE)


def test_a_photo_is_in_use_once_a_task_was_made_of_it(desk: Desk) -> None:
    desk.submit("a-request")

    with desk.database.read(MERCHANT.id) as connection:
        used = [uploads.is_in_use(connection, MERCHANT.id, photo_id(MERCHANT.id, n)) for n in range(2)]
        old = uploads.older_than(connection, START + timedelta(seconds=1))
        recent = uploads.recent(connection, MERCHANT.id, START - timedelta(days=1), limit=3)
        live = tasks.live_ids(connection)

    assert used == [True, False]
    assert (len(old), len(recent), len(live)) == (PHOTOS, 3, 1)


def test_the_library_is_searched_whatever_the_letters_size(desk: Desk) -> None:
    task_id = desk.submit("a-request", photos=3)
    with desk.database.write(MERCHANT.id) as connection:
        for item, name in enumerate(("DRESS_red.jpg", "dress 100%.jpg", "coat.jpg")):
            library.insert(connection, **_asset(task_id, item, name))

    with desk.database.read(MERCHANT.id) as connection:
        dresses = library.page(connection, MERCHANT.id, text="Dress", before=None, limit=10)
        percent = library.page(connection, MERCHANT.id, text="0%", before=None, limit=10)
        rest = library.page(connection, MERCHANT.id, text="", before=(START, "1"), limit=10)

    assert {row.file_name for row in dresses} == {"DRESS_red.jpg", "dress 100%.jpg"}
    assert [row.file_name for row in percent] == ["dress 100%.jpg"]
    assert [row.id for row in rest] == ["0"]


def test_deleted_pictures_come_back_or_go_for_good(desk: Desk) -> None:
    task_id = desk.submit("a-request", photos=3)
    with desk.database.write(MERCHANT.id) as connection:
        for item in range(3):
            library.insert(connection, **_asset(task_id, item, "coat.jpg"))
        deleted = library.mark_deleted(connection, MERCHANT.id, ["0", "1"], START)
        back = library.mark_deleted(connection, MERCHANT.id, ["0", "2"], None)
    with desk.database.write(ENGINE) as connection:
        library.purge(connection, START + timedelta(seconds=1))

    with desk.database.read(MERCHANT.id) as connection:
        left = library.page(connection, MERCHANT.id, text="", before=None, limit=10)
    assert (sorted(deleted), back) == (["0", "1"], ["0"])
    assert sorted(row.id for row in left) == ["0", "2"]


def test_refunds_are_counted_against_what_was_used(desk: Desk) -> None:
    keys = [HoldKey("task", item, 1) for item in range(8)]
    with desk.database.write(MERCHANT.id) as connection:
        desk.ledger.hold(connection, MERCHANT.id, keys, 1)
        desk.ledger.post(connection, MERCHANT.id, keys)
        desk.ledger.refund(connection, MERCHANT.id, keys[:5], policy=RefundPolicy(), reason="grey rim")

    with pytest.raises(RefundPolicyError), desk.database.write(MERCHANT.id) as connection:
        desk.ledger.refund(connection, MERCHANT.id, keys[5:], policy=RefundPolicy(), reason="grey rim")

    assert (desk.balance().posted, desk.balance().used) == (97, 3)


def test_there_is_no_trial_account_in_the_cloud(desk: Desk) -> None:
    with desk.database.read(ENGINE) as connection:
        assert accounts.trial(connection) is None


def _asset(task_id: str, item: int, name: str) -> dict[str, object]:
    return {
        "id": str(item),
        "user_id": MERCHANT.id,
        "task_id": task_id,
        "item": item,
        "attempt": 1,
        "shop": "",
        "file_name": name,
        "sha256": "0" * 64,
        "crc32": 2**32 - 1,
        "size": 1,
        "media_type": "image/jpeg",
        "width": 1,
        "height": 1,
        "created_at": START,
    }


def test_the_newest_entry_is_found_without_a_look_at_all_others(database: PostgresDatabase) -> None:
    desk = Desk(database)
    desk.open_accounts(quota=4000)
    for batch in range(60):
        desk.hold(*(HoldKey(f"task {batch}", item, 1) for item in range(50)))

    with database.read(MERCHANT.id) as connection:
        asked = "EXPLAIN SELECT hash FROM transfers WHERE owner = :owner ORDER BY seq DESC LIMIT 1"
        plan = "\n".join(connection.scalars(sa.text(asked), {"owner": MERCHANT.id}))

    assert "Index Scan Backward using idx_transfers_owner" in plan
    assert "Sort" not in plan
