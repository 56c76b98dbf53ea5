"""A database from before batch came is brought up to date, with a copy kept, or left exactly as it was."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy.exc import OperationalError

from desktop_app.core.errors import SchemaTooNewError
from desktop_app.core.words import Language
from desktop_app.imaging.features import FEATURES
from desktop_app.server import local, migrations
from desktop_app.server.accounts.service import Account, AccountService
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.database.sqlite import migration_engine
from desktop_app.server.hub import EventHub
from desktop_app.server.idempotency import Once
from desktop_app.server.journal import SilentJournal
from desktop_app.server.ledger import verify
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.live import Live
from desktop_app.server.migrations import upgrading
from desktop_app.server.tasks.service import TaskService

NEWEST = max(file.name[1:5] for file in Path(migrations.__file__).parent.glob("versions/r*.py"))
BATCH_COLUMNS = {"is_batch", "batch_total", "batch_success", "batch_failed", "batch_items"}

USERS = ("local", "13800138000", "李雷@店铺", "o'brien; DROP TABLE tasks", "Ünïcode 👗")
STATUSES = ("pending", "processing", "completed", "failed", "cancelled", "已退款")
TYPES = ("image", "single", "批处理前")
URLS = (None, "", "https://cdn.example/衬衫 (1).jpg", "file:///C:/图片/连衣裙.jpg")
PARAMS = (None, {}, {"亮度": 10, "nested": {"list": [1, None, "é"]}}, {"quality": 0.9, "size": "2000x2000"})
OLD_ROWS = 2_000


def old_row(number: int) -> dict[str, Any]:
    """One task of the single-image era; all kinds of values come up, NULLs among them."""
    made = datetime(2024, 2, 28, 23, 59, 59, 999_999, tzinfo=UTC) + timedelta(minutes=7 * number)
    return {
        "id": f"task-{number:05d}" if number % 7 else f"任务-{number:05d}",
        "user_id": USERS[number % len(USERS)],
        "feature_id": ("basic_clean", "old_feature")[number % 2],
        "status": STATUSES[number % len(STATUSES)],
        "type": TYPES[number % len(TYPES)],
        "input_url": URLS[number % len(URLS)],
        "params": _json(PARAMS[number % len(PARAMS)], number),
        "input_data": _json(PARAMS[number // 3 % len(PARAMS)], number),
        "eligible_for_refund": number % 2,
        "refunded": int(number % 11 == 0),
        "created_at": _moment(made),
        "updated_at": _moment(made + timedelta(seconds=number)),
        "completed_at": None if number % 3 else _moment(made + timedelta(hours=1)),
    }


def _json(value: Any, number: int) -> str | None:
    """Half the NULLs of old databases are SQL's, half are JSON's."""
    return None if value is None and number % 2 else json.dumps(value, ensure_ascii=bool(number % 2))


def _moment(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A database of the single-image era with 2,000 tasks, as its own application left it."""
    file = tmp_path / local.DATABASE
    engine = migration_engine(file)
    upgrading.upgrade(engine, "0001")
    engine.dispose()
    with _opened(file) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN")
        rows = [old_row(number) for number in range(OLD_ROWS)]
        marks = ", ".join(f":{name}" for name in rows[0])
        connection.executemany(f"INSERT INTO tasks ({', '.join(rows[0])}) VALUES ({marks})", rows)
        connection.execute("COMMIT")
    return file


def _opened(file: Path) -> Any:
    connection = sqlite.connect(str(file), isolation_level=None)
    connection.row_factory = sqlite.Row
    return closing(connection)


def _ask(file: Path, query: str) -> list[tuple[Any, ...]]:
    with _opened(file) as connection:
        return [tuple(row) for row in connection.execute(query)]


def _columns(file: Path) -> set[str]:
    return {row[1] for row in _ask(file, "PRAGMA table_info(tasks)")}


def _everything(file: Path) -> str:
    """A fingerprint of the whole content, schema included."""
    schema = _ask(file, "SELECT name, sql FROM sqlite_master ORDER BY name")
    content = [_ask(file, f"SELECT * FROM {name}") for name, sql in schema if sql and sql.startswith("CREATE TABLE")]
    return hashlib.sha256(repr((schema, content)).encode()).hexdigest()


OLD_COLUMNS = ", ".join(old_row(0))


def test_every_old_row_keeps_its_values(old_file: Path) -> None:
    migrations.migrate(old_file)

    stored = _ask(old_file, f"SELECT {OLD_COLUMNS} FROM tasks ORDER BY rowid")
    assert stored == [tuple(old_row(number).values()) for number in range(OLD_ROWS)]


def test_exactly_the_five_batch_columns_and_their_index_come_with_the_second_revision(old_file: Path) -> None:
    before = _columns(old_file)
    engine = migration_engine(old_file)
    upgrading.upgrade(engine, "0002")
    engine.dispose()

    assert _columns(old_file) - before == BATCH_COLUMNS
    assert before - _columns(old_file) == set()
    assert ("idx_is_batch",) in _ask(old_file, "SELECT name FROM sqlite_master WHERE type = 'index'")
    assert _ask(old_file, "SELECT name FROM pragma_index_info('idx_is_batch')") == [("is_batch",)]


def test_old_rows_count_as_single_tasks(old_file: Path) -> None:
    migrations.migrate(old_file)

    batch = ", ".join(sorted(BATCH_COLUMNS))
    assert _ask(old_file, f"SELECT DISTINCT {batch} FROM tasks") == [(0, None, 0, 0, 0)]


def test_a_copy_of_the_old_database_is_made_first(old_file: Path) -> None:
    before = _everything(old_file)

    copy = migrations.migrate(old_file)

    assert copy is not None
    assert copy.parent == old_file.parent / migrations.BACKUPS
    assert _everything(copy) == before


def test_the_migrated_database_is_sound(old_file: Path) -> None:
    migrations.migrate(old_file)

    assert _ask(old_file, "PRAGMA integrity_check") == [("ok",)]
    assert _ask(old_file, "PRAGMA foreign_key_check") == []
    assert _ask(old_file, "SELECT version_num FROM alembic_version") == [(NEWEST,)]


def test_every_owner_of_old_tasks_has_an_account(old_file: Path) -> None:
    migrations.migrate(old_file)

    assert {row[0] for row in _ask(old_file, "SELECT id FROM accounts")} == set(USERS)


def test_migrating_twice_is_migrating_once(old_file: Path) -> None:
    migrations.migrate(old_file)
    after = _everything(old_file)

    assert migrations.migrate(old_file) is None
    assert _everything(old_file) == after


@pytest.fixture
def service(old_file: Path) -> Iterator[tuple[TaskService, AccountService, Database]]:
    """What the server opens the old file with."""
    database = local.open_database(old_file.parent)

    class Nobody:
        def dispatch(self, task_id: str) -> None: ...

    def clock() -> datetime:
        return datetime(2026, 5, 1, tzinfo=UTC)

    hub = EventHub()
    ledger = Ledger(clock=clock)
    tasks = TaskService(
        database=database,
        once=Once(database=database, clock=clock),
        ledger=ledger,
        features=FEATURES,
        dispatcher=Nobody(),
        hub=hub,
        live=Live(hub=hub),
        journal=SilentJournal(),
        clock=clock,
    )
    yield tasks, AccountService(database=database, ledger=ledger, clock=clock), database
    database.close()


@pytest.mark.parametrize("user", USERS)
def test_old_tasks_list_as_before(service: tuple[TaskService, AccountService, Database], user: str) -> None:
    tasks, account = service[0], Account(id=user, is_trial=True)
    listed, cursor = [], None
    while True:
        page = tasks.page(account, cursor=cursor, limit=150, language=Language.CHINESE)
        listed += page.tasks
        if (cursor := page.next_cursor) is None:
            break

    theirs = [row for number in range(OLD_ROWS) if (row := old_row(number))["user_id"] == user]
    expected = [(row["id"], row["status"], row["type"], row["created_at"], row["completed_at"]) for row in theirs]
    told = [(each.id, each.status, each.type, each.created_at, each.completed_at) for each in listed]
    assert [(*each[:3], _told(each[3]), _told(each[4])) for each in told] == expected[::-1]
    assert not any(each.is_batch or each.batch_total for each in listed)


def _told(moment: datetime | None) -> str | None:
    return _moment(moment) if moment else None


def test_every_old_task_can_be_opened(service: tuple[TaskService, AccountService, Database]) -> None:
    for number in range(0, OLD_ROWS, 13):
        row = old_row(number)
        told = service[0].get(Account(id=row["user_id"], is_trial=True), row["id"], Language.ENGLISH)

        assert (told.id, told.status, told.batch_items, told.receipt.charged) == (row["id"], row["status"], [], 0)
        assert _told(told.updated_at) == row["updated_at"]


def test_the_account_of_the_oldest_tasks_becomes_the_trial_account(
    service: tuple[TaskService, AccountService, Database],
) -> None:
    tasks, accounts, database = service

    account = accounts.trial()

    assert account.id == old_row(0)["user_id"]
    assert tasks.page(account, cursor=None, limit=50, language=Language.CHINESE).tasks
    with database.read(ENGINE) as connection:
        assert verify.violations(connection) == []


def test_pictures_of_the_library_stay_and_belong_to_no_shop_until_there_are_several(tmp_path: Path) -> None:
    file = tmp_path / local.DATABASE
    engine = migration_engine(file)
    upgrading.upgrade(engine, "0004")
    engine.dispose()
    asset = (
        "a1",
        "local",
        "t1",
        0,
        1,
        "衬衫.jpg",
        "ab" * 32,
        7,
        9,
        "image/jpeg",
        3,
        4,
        "2026-01-02 03:04:05.000000",
        None,
    )
    with _opened(file) as connection:
        connection.execute("INSERT INTO accounts (id, is_trial, created_at) VALUES ('local', 1, '2026-01-01')")
        task = {**old_row(0), "id": "t1", "user_id": "local", "is_batch": 0, "batch_total": 1}
        task |= {"batch_success": 1, "batch_failed": 0}
        marks = ", ".join(f":{name}" for name in task)
        connection.execute(f"INSERT INTO tasks ({', '.join(task)}) VALUES ({marks})", task)
        connection.execute(f"INSERT INTO assets VALUES ({', '.join('?' * len(asset))})", asset)

    migrations.migrate(file)

    names = "id, user_id, task_id, item, attempt, file_name, sha256, crc32, size, media_type, width, height"
    assert _ask(file, f"SELECT {names}, created_at, deleted_at FROM assets WHERE shop = ''") == [asset]
    copied = names.replace("id,", "? || id,", 1)
    again = f"INSERT INTO assets ({names}, created_at, shop) SELECT {copied}, created_at, ? FROM assets"
    with _opened(file) as connection:
        connection.execute(f"{again} WHERE shop = ''", ("taobao", "taobao"))
        with pytest.raises(sqlite.IntegrityError, match="UNIQUE"):
            connection.execute(f"{again} WHERE shop = 'taobao'", ("again", "taobao"))
    indexes = {name for (name,) in _ask(file, "SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert {"idx_assets_newest", "idx_assets_sha256"} <= indexes
    assert _ask(file, "PRAGMA foreign_key_check") == []


def test_a_file_from_before_migrations_were_recorded_is_taken_for_the_first_revision(old_file: Path) -> None:
    with _opened(old_file) as connection:
        connection.execute("DROP TABLE alembic_version")

    copy = migrations.migrate(old_file)

    assert copy is not None
    assert "-0001-" in copy.name
    assert _ask(old_file, "SELECT COUNT(*), SUM(is_batch) FROM tasks") == [(OLD_ROWS, 0)]
    assert _ask(old_file, "SELECT version_num FROM alembic_version") == [(NEWEST,)]


def test_a_fresh_folder_gets_the_newest_schema_without_a_copy(tmp_path: Path) -> None:
    database = local.open_database(tmp_path)
    database.close()

    assert _ask(tmp_path / local.DATABASE, "SELECT version_num FROM alembic_version") == [(NEWEST,)]
    assert not (tmp_path / migrations.BACKUPS).exists()


def test_a_newer_schema_is_refused_and_left_untouched(old_file: Path) -> None:
    migrations.migrate(old_file)
    with _opened(old_file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before, copies = old_file.read_bytes(), len(list((old_file.parent / migrations.BACKUPS).iterdir()))

    with pytest.raises(SchemaTooNewError) as told:
        local.open_database(old_file.parent)

    assert told.value.details == {"found": "9999", "known": NEWEST}
    assert old_file.read_bytes() == before
    assert len(list((old_file.parent / migrations.BACKUPS).iterdir())) == copies


@pytest.mark.parametrize("stamped", [True, False])
@pytest.mark.parametrize("obstacle", ["accounts", "ledger_accounts", "transfers", "uploads", "assets"])
def test_a_migration_that_fails_midway_leaves_the_old_database_as_it_was(
    old_file: Path, obstacle: str, stamped: bool
) -> None:
    """Somebody's own table of that name is in the way: whichever revision stumbles, the ones before it go back too."""
    with _opened(old_file) as connection:
        connection.execute(f"CREATE TABLE {obstacle} (mine TEXT)")
        if not stamped:
            connection.execute("DROP TABLE alembic_version")
    content = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%alembic%' ORDER BY name"
    rows, schema = _ask(old_file, "SELECT * FROM tasks"), _ask(old_file, content)

    with pytest.raises(OperationalError, match="already exists"):
        migrations.migrate(old_file)

    assert (_ask(old_file, "SELECT * FROM tasks"), _ask(old_file, content)) == (rows, schema)
    assert _ask(old_file, "SELECT version_num FROM alembic_version") == [("0001",)]
    with _opened(old_file) as connection:
        connection.execute(f"DROP TABLE {obstacle}")
    migrations.migrate(old_file)
    assert _ask(old_file, "SELECT version_num FROM alembic_version") == [(NEWEST,)]
