"""The queue's own tables: a step of deployment that may be taken again, and what it lets the service do."""

import psycopg
import pytest

from desktop_app.core.errors import BusyError
from desktop_app.server.database.postgres import ROLE
from desktop_app.server.processing import queue
from desktop_app.server.processing.queue import PgDispatcher
from tests.cloud.workers.fleet import Place, in_background, wait_for


def test_installing_the_queue_again_keeps_what_waits_in_it(place: Place) -> None:
    dispatcher = PgDispatcher(url=place.url)
    with in_background(dispatcher.run(lambda: ["t1", "t2"])):
        wait_for(lambda: _waiting(place) == ["t1", "t2"], what="the sweep")

    queue.migrate(place.url)

    assert _waiting(place) == ["t1", "t2"]


def test_a_task_is_in_the_queue_once_however_often_it_is_dispatched(place: Place) -> None:
    dispatcher = PgDispatcher(url=place.url)
    dispatcher.dispatch("early")  # before anybody brings it

    with in_background(dispatcher.run(lambda: ["t1"])):
        for _ in range(30):
            dispatcher.dispatch("t1")
        dispatcher.dispatch("t2")
        wait_for(lambda: "t2" in _waiting(place), what="the queue")

    assert _waiting(place) == ["early", "t1", "t2"]


def test_the_service_works_at_the_queue_and_cannot_change_its_tables(place: Place) -> None:
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute(f"SET ROLE {ROLE}")  # type: ignore[call-overload]
        connection.execute("DELETE FROM queue.pgqueuer")

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TABLE queue.pgqueuer")


def test_no_database_is_told_as_busy() -> None:
    with pytest.raises(BusyError):
        queue.migrate("postgresql://nobody@127.0.0.1:9/none")


def _waiting(place: Place) -> list[str]:
    with psycopg.connect(place.url) as connection:
        found = connection.execute("SELECT dedupe_key FROM queue.pgqueuer ORDER BY dedupe_key").fetchall()
    return [row[0] for row in found]
