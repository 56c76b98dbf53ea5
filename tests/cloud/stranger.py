"""The stranger who attacks the ledger with SQL, at a PostgreSQL database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import psycopg

from tests.faults.ledger_attacks import Stranger


class PostgresStranger(Stranger):
    """The same stranger, who has learned PostgreSQL."""

    def __init__(self, connection: "psycopg.Connection[dict[str, Any]]", owner: str) -> None:
        self._connection = connection
        self.run = self._run  # type: ignore[assignment]
        self.owner = owner

    def tries(self, attack: Callable[[Stranger], None]) -> None:
        """Attack, and take back whatever of it was accepted."""
        with self._connection.transaction():
            attack(self)

    @contextmanager
    def undone(self) -> Iterator[None]:
        """A block whose changes are taken back, whether it ends well or not."""
        with self._connection.transaction(force_rollback=True):
            yield

    def insert(self, entry: dict[str, Any], verb: str = "INSERT") -> None:
        """Write it; the number comes from its sequence."""
        super().insert({name: value for name, value in entry.items() if name != "seq"}, verb)

    def _run(self, query: str, values: Any = ()) -> Any:
        found = self._connection.execute(_in_postgres(query), values)  # type: ignore[call-overload]
        rows = [_told(row) for row in found.fetchall()] if found.description else []
        return _Rows(rows)


class _Rows(list[dict[str, Any]]):
    def fetchone(self) -> dict[str, Any] | None:
        return self[0] if self else None


def _in_postgres(query: str) -> str:
    if query.startswith("INSERT OR REPLACE"):
        query = query.replace(" OR REPLACE", "") + " ON CONFLICT (id) DO UPDATE SET amount = EXCLUDED.amount"
    if query.startswith("REPLACE INTO ledger_accounts"):
        query = "UPDATE ledger_accounts SET posted = posted + 10"
    return query.replace("?", "%s").replace("AS left", 'AS "left"')


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
