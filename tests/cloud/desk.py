"""Every object of the cloud's server that moves quota, on a PostgreSQL database, with two accounts that have photos."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar

from desktop_app.api.tasks import CreateTask
from desktop_app.core import ids
from desktop_app.core.errors import InsufficientQuotaError
from desktop_app.server.accounts import repository as accounts
from desktop_app.server.accounts.service import Account
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.ledger import repository, verify
from desktop_app.server.ledger.entries import Balance, HoldKey
from desktop_app.server.tasks.service import Keyed
from tests.faults.ledger_desk import Services, add_photo

T = TypeVar("T")

START = datetime(2026, 5, 1, 9, tzinfo=UTC)
MERCHANT = Account(id="merchant", is_trial=False)
NEIGHBOUR = Account(id="neighbour", is_trial=False)
PHOTOS = 5


class Desk(Services):
    """One process of the cloud."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, lambda: START)

    def open_accounts(self, quota: int) -> None:
        """Make both accounts, each with quota and photos."""
        for account in (MERCHANT, NEIGHBOUR):
            with self.database.write(ENGINE) as connection:
                accounts.insert(connection, account.id, is_trial=False, at=START)
                self.ledger.grant(connection, account.id, quota, reason="topup")
                for number in range(PHOTOS):
                    add_photo(connection, account.id, photo_id(account.id, number), number, START)

    def submit(self, key: str, *, account: Account = MERCHANT, photos: int = 1) -> str:
        """The task's id, or the slug of its refusal."""
        request = CreateTask(feature_id="basic_clean", input_images=[photo_id(account.id, n) for n in range(photos)])
        try:
            return self.tasks.create(Keyed(account, key), request, is_batch=photos > 1).task_id
        except InsufficientQuotaError as exc:
            return exc.slug

    def hold(self, *keys: HoldKey, price: int = 1) -> None:
        """Take quota of the merchant."""
        with self.database.write(MERCHANT.id) as connection:
            self.ledger.hold(connection, MERCHANT.id, keys, price)

    def balance(self, account: Account = MERCHANT) -> Balance:
        """What the account has."""
        with self.database.read(account.id) as connection:
            return repository.balance(connection, account.id)

    def violations(self) -> list[str]:
        """What is wrong with the ledger of all accounts."""
        with self.database.read(ENGINE) as connection:
            return verify.violations(connection)


def at_once(writers: int, do: Callable[[int], T]) -> list[T]:
    """What each of several threads that start together gets."""
    start = threading.Barrier(writers)

    def run(number: int) -> T:
        start.wait()
        return do(number)

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


def photo_id(owner: str, number: int) -> str:
    """Id of an account's photo."""
    return ids.derived("photo", owner, number)
