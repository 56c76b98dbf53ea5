"""What happens by itself: idle quota goes back, a restored cloud is told again, and a first start waits for nothing."""

import subprocess
import sys
from contextlib import closing

import sqlalchemy as sa

from desktop_app.server.cloud_tables import cloud_state
from desktop_app.server.database import ENGINE
from desktop_app.server.database.postgres import PostgresDatabase
from tests.journeys.photos import garment
from tests.sync.cloud import Cloud
from tests.sync.conftest import Buy


def test_quota_that_nobody_uses_goes_back_except_what_is_kept_along(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=20)
    studio.do("allowance", {"amount": 8})
    studio.sync()
    assert studio.quota["on_this_computer"] == 8
    studio.alter("UPDATE links SET kept_along = 3, spent_at = '2026-01-01 00:00:00.000000'")

    studio.sync()

    assert (studio.quota["on_this_computer"], studio.quota["in_cloud"], studio.quota["balance"]) == (3, 17, 20)


def test_a_cloud_that_was_restored_is_heard_again_from_the_beginning(cloud: Cloud, buy: Buy) -> None:
    studio, desk = buy("studio"), buy("desk")
    cloud.sign_up(studio, quota=10)
    studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1)])))
    studio.sync()
    cloud.sign_in(desk)
    desk.wait_for("synced")
    before = desk.statement

    with closing(PostgresDatabase(url=cloud.database_url)) as database, database.write(ENGINE) as connection:
        connection.execute(sa.update(cloud_state).values(epoch=cloud_state.c.epoch + 1))
    studio.sync()
    desk.sync()

    assert (studio.statement, desk.statement) == (before, before)
    assert len(desk.somebody.get("/api/library")["assets"]) == 1
    assert (desk.quota["balance"], studio.quota["balance"]) == (9, 9)
    task = desk.somebody.wait(desk.somebody.batch(desk.somebody.uploads([garment(2)])))
    assert task["status"] == "completed"


def test_an_allowance_signed_with_a_new_key_is_opened(cloud: Cloud, buy: Buy) -> None:
    studio = buy("studio")
    cloud.sign_up(studio, quota=5)
    cloud.make_key()

    task = studio.somebody.wait(studio.somebody.batch(studio.somebody.uploads([garment(1)])))

    assert task["status"] == "completed"
    assert studio.quota["balance"] == 4


def test_a_computer_that_is_not_signed_in_waits_for_no_library_of_the_cloud() -> None:
    heavy = "{'httpx', 'keyring', 'cryptography', 'truststore'}"
    look = f"import sys, desktop_app.sync.side; print(*{heavy} & set(sys.modules))"

    told = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert told.stdout.split() == []
