"""What was told is carried over to tasks and library the same way in the cloud and on a computer, however often."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from desktop_app.api.sync import AssetsMarked, TaskMade, TaskMoved, understood
from desktop_app.core import ids
from desktop_app.core.errors import InvalidRequestError, MadeElsewhereError, NotYoursError
from desktop_app.server import local
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.library import repository as library
from desktop_app.server.sync.applying import CLOUD, apply
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.items import Item
from tests.cloud.sync.computer import Computer, picture

OWNER = "merchant"


@pytest.fixture(params=["computer", "cloud"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Either database, with one account."""
    opened: Callable[[], Database] = {
        "computer": lambda: local.open_database(tmp_path),
        "cloud": lambda: PostgresDatabase(url=request.getfixturevalue("database_url")),
    }[request.param]
    with closing(opened()) as database:
        with database.write(ENGINE) as connection:
            for owner in (OWNER, "stranger"):
                accounts.insert(connection, owner, is_trial=False, at=datetime(2026, 5, 1, tzinfo=UTC))
        yield database


@pytest.fixture
def laptop() -> Computer:
    """It only writes its story; nobody is asked to take it."""
    return Computer(account=OWNER, device="laptop", sync=None, session="")  # type: ignore[arg-type]


def hear(home: Database, computer: Computer, *, teller: str | None = "laptop") -> None:
    for event in computer.told:
        body = understood(event.body)
        if isinstance(body, TaskMade | TaskMoved | AssetsMarked):
            with home.write(OWNER) as connection:
                apply(connection, OWNER, teller, body)


def seen(home: Database, task_id: str) -> tuple[str, str, list[Item], list[str]]:
    with home.read(OWNER) as connection:
        record = tasks.get(connection, task_id, owner=OWNER)
        shelf = library.page(connection, OWNER, text="", before=None, limit=100)
    return record.row.device, record.row.status, list(record.items), sorted(asset.sha256 for asset in shelf)


def test_a_task_made_elsewhere_is_here_with_its_pictures(home: Database, laptop: Computer) -> None:
    task_id = laptop.make(3)
    laptop.finish(task_id, 2, 0, 1)
    laptop.refund(task_id, 1)

    hear(home, laptop)

    expected = sorted(item.output.sha256 for item in laptop.tasks[task_id] if item.output)
    assert seen(home, task_id) == ("laptop", "completed", laptop.tasks[task_id], expected)


def test_heard_again_from_the_beginning_nothing_changes(home: Database, laptop: Computer) -> None:
    task_id = laptop.make(3)
    laptop.finish(task_id, 2, 0)
    hear(home, laptop)
    before = seen(home, task_id)

    hear(home, laptop)

    assert seen(home, task_id) == before


def test_what_comes_late_takes_no_item_back(home: Database, laptop: Computer) -> None:
    task_id = laptop.make(1)
    made = len(laptop.told)
    laptop.finish(task_id, 0)
    laptop.refund(task_id, 0)
    hear(home, laptop)
    before = seen(home, task_id)
    laptop.told[made + 1 :] = []

    hear(home, laptop)

    assert seen(home, task_id)[2:] == before[2:]
    assert before[2][0].refunded


def test_what_the_cloud_carries_out_is_told_apart(home: Database, laptop: Computer) -> None:
    task_id = laptop.make(1)

    hear(home, laptop, teller=None)

    assert seen(home, task_id)[0] == CLOUD


def test_only_its_computer_and_the_cloud_move_a_task(home: Database, laptop: Computer) -> None:
    task_id = laptop.make(2)
    hear(home, laptop)
    laptop.told.clear()
    laptop.finish(task_id, 0)

    with pytest.raises(MadeElsewhereError):
        hear(home, laptop, teller="phone")
    assert seen(home, task_id)[3] == []
    hear(home, laptop, teller=None)
    assert len(seen(home, task_id)[3]) == 1


def test_another_accounts_task_is_not_touched(home: Database, laptop: Computer) -> None:
    task_id = laptop.make(1)
    hear(home, laptop)
    body = understood(laptop.told[-1].body)
    assert isinstance(body, TaskMade)

    with pytest.raises((NotYoursError, IntegrityError)), home.write("stranger") as connection:
        apply(connection, "stranger", "laptop", body)

    assert seen(home, task_id)[0] == "laptop"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "sleeping"},
        {"pause_reason": {"why": "no code"}},
        {"items": [{"index": 7, "upload_id": "u", "file_name": "a.jpg"}]},
        {"items": [{"index": 0}]},
        {
            "items": [
                {
                    **Item(index=0, upload_id="u", file_name="a.jpg", output=picture("a")).model_dump(mode="json"),
                    "attempt": 2,
                    "output": {**picture("a").model_dump(mode="json"), "media_type": "text/html\r\nx: y"},
                }
            ]
        },
    ],
    ids=["an unknown state", "a reason that is none", "an item too many", "half an item", "no picture"],
)
def test_what_makes_no_sense_changes_nothing(home: Database, laptop: Computer, change: dict[str, object]) -> None:
    task_id = laptop.make(1)
    hear(home, laptop)
    body = {
        "type": "task-moved",
        "task_id": task_id,
        "status": "processing",
        "refunded": False,
        "updated_at": "2026-05-02T09:00:00Z",
    }
    before = seen(home, task_id)
    laptop.told.clear()
    laptop.tell({**body, **change})

    with pytest.raises(InvalidRequestError):
        hear(home, laptop)

    assert seen(home, task_id) == before


def test_names_from_elsewhere_are_made_safe(home: Database, laptop: Computer) -> None:
    laptop.make(1)
    made = laptop.told[-1].body
    made["items"][0]["file_name"] = "../../etc/pass\u202ewd"
    laptop.told.clear()
    laptop.tell(made)

    hear(home, laptop)

    assert seen(home, made["task_id"])[2][0].file_name == "etc/passwd"


def test_deleted_pictures_come_back_in_the_order_they_were_told(home: Database, laptop: Computer) -> None:
    task_id = laptop.make(1)
    laptop.finish(task_id, 0)
    hear(home, laptop)
    with home.read(OWNER) as connection:
        [asset] = library.page(connection, OWNER, text="", before=None, limit=10)
    laptop.told.clear()
    laptop.mark([asset.id, ids.new()], datetime(2026, 5, 3, tzinfo=UTC))
    hear(home, laptop)
    assert seen(home, task_id)[3] == []

    laptop.mark([asset.id], None)
    hear(home, laptop)

    assert seen(home, task_id)[3] == [asset.sha256]
