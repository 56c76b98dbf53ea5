"""What is lost, doubled or told wrongly after a storm, seen from both computers and from the cloud's own books."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing

import sqlalchemy as sa

from desktop_app.server.cloud_tables import events
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.sync import checking
from tests.faults.storm.ground import Ground
from tests.faults.storm.plan import Storm
from tests.faults.storm.work import Work, told
from tests.journeys.merchant import Answer
from tests.sync.computer import Computer

_PATIENCE = 120.0


def pictures_lost(ground: Ground, storm: Storm) -> int:
    """Pictures that do not open on the other computer with the bytes they have on their own, however often asked."""
    pairs = ((ground.studio, ground.desk), (ground.desk, ground.studio))
    found = [_opens(maker, other, item) for maker, other in pairs for item in _made(maker)]
    return storm.blobs - sum(found)


def doubled(ground: Ground) -> int:
    """Pictures, tasks and movements of quota that one of the computers shows twice."""
    return sum(
        _repeated([(row["task_id"], row["item"]) for row in each.every("/api/library", "assets")])
        + _repeated([row["id"] for row in each.every("/api/tasks", "tasks")])
        + _repeated([(row["kind"], row["task_id"], row["item"], row["attempt"]) for row in _movements(each)])
        for each in ground.computers
    )


def events_lost(ground: Ground) -> int:
    """Events told that the cloud has not kept, and such that it has and a computer has not heard."""
    with closing(PostgresDatabase(url=ground.cloud.database_url)) as database, database.read(ENGINE) as connection:
        kept = int(connection.scalar(sa.select(sa.func.count()).where(events.c.device_id.is_not(None))) or 0)
        last = int(connection.scalar(sa.select(sa.func.max(events.c.seq))) or 0)
    heard = (int(each.rows("SELECT cursor FROM links")[0][0]) for each in ground.computers)
    return abs(sum(map(told, ground.computers)) - kept) + sum(abs(last - cursor) for cursor in heard)


def disagreements(ground: Ground, storm: Storm, work: Work) -> list[str]:
    """Where the computers show otherwise than each other, or than what was done."""
    return list(_disagreements(ground, storm, work))


def broken_rules(ground: Ground) -> list[str]:
    """What the cloud's check and both computers' doctors find."""
    with closing(PostgresDatabase(url=ground.cloud.database_url)) as database, database.read(ENGINE) as connection:
        found = checking.violations(connection)
    for each in ground.computers:
        checks = each.somebody.get("/api/diagnostics")["checks"]
        found += [f"{check['kind']}: {check['findings']}" for check in checks if not check["ok"]]
        found += [f"refused: {each.account_view['refused_events']}"] if each.account_view["refused_events"] else []
    return found


def _disagreements(ground: Ground, storm: Storm, work: Work) -> Iterator[str]:
    here, there = ground.computers
    if here.statement != there.statement:
        yield "the statements differ"
    if _shelf(here) != _shelf(there):
        yield "the libraries differ"
    if len(_shelf(here)) != storm.blobs - len(work.deleted) or _shelf(here).keys() & work.deleted:
        yield "the library shows what was deleted, or lacks what was not"
    if _tasks(here) != _tasks(there):
        yield "the tasks differ"
    for quota in (each.quota for each in ground.computers):
        if (quota["balance"], quota["used"], quota["held"]) != (ground.bought - storm.blobs, storm.blobs, 0):
            yield f"the balance is {quota}"


def _made(computer: Computer) -> list[tuple[str, int]]:
    tasks = (task for task in computer.every("/api/tasks", "tasks") if task["device"] is None)
    return [(task["id"], item) for task in tasks for item in range(task["batch_total"])]


def _opens(maker: Computer, other: Computer, item: tuple[str, int]) -> bool:
    path = f"/api/tasks/{item[0]}/items/{item[1]}/output"
    wanted = hashlib.sha256(maker.somebody.http.get(path).content).hexdigest()
    deadline = time.monotonic() + _PATIENCE
    while (answer := other.somebody.http.get(path)).status_code == 502 and time.monotonic() < deadline:
        time.sleep(0.05)  # a line that is cut: whoever wants the picture asks again
    return answer.status_code == 200 and hashlib.sha256(answer.content).hexdigest() == wanted


def _movements(computer: Computer) -> list[Answer]:
    return [entry for entry in computer.statement if entry["task_id"] is not None]


def _shelf(computer: Computer) -> dict[str, str]:
    return {asset["id"]: asset["sha256"] for asset in computer.every("/api/library", "assets")}


def _tasks(computer: Computer) -> list[tuple[str, str, int]]:
    return [(task["id"], task["status"], task["batch_success"]) for task in computer.every("/api/tasks", "tasks")]


def _repeated(found: Iterable[object]) -> int:
    return sum(times - 1 for times in Counter(found).values())
