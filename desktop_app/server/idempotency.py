"""A request that moves quota happens once, however often it is sent.

The answer is kept in the same transaction as the move. 402 and 409 are answers too: a try that failed for lack of
quota has failed for good under its key, and a new try needs a new key.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from pydantic import BaseModel

from desktop_app.core.clock import Clock
from desktop_app.core.errors import (
    AlreadyDoneError,
    InsufficientQuotaError,
    KeyReusedError,
    by_slug,
)
from desktop_app.server.database import Database
from desktop_app.server.tables import idempotency_keys

_KEPT_ERRORS = (InsufficientQuotaError, AlreadyDoneError)


class Once:
    """Runs a unit of work once for each (account, key)."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def run(
        self, account: str, key: str, request: dict[str, Any], work: Callable[[sa.Connection], BaseModel]
    ) -> dict[str, Any]:
        """The answer of `work`, or the stored one if the key was seen with the same request.

        Raises KeyReusedError for another request under a known key, and whatever `work` raises.
        """
        body_hash = hashlib.sha256(json.dumps(request, sort_keys=True).encode()).hexdigest()
        with self._database.write(account) as connection:
            stored = self._recall(connection, account, key, body_hash)
            if stored is None:
                stored = self._perform(connection, work)
                self._keep(connection, account, key, body_hash, stored)
        slug, answer = stored
        if slug is not None:
            raise by_slug(slug)(**answer)
        return answer

    def _recall(
        self, connection: sa.Connection, account: str, key: str, body_hash: str
    ) -> tuple[str | None, dict[str, Any]] | None:
        table = idempotency_keys
        query = sa.select(table).where(table.c.user_id == account, table.c.key == key)
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.body_hash != body_hash:
            raise KeyReusedError
        return row.error, row.answer

    def _perform(
        self, connection: sa.Connection, work: Callable[[sa.Connection], BaseModel]
    ) -> tuple[str | None, dict[str, Any]]:
        try:
            with connection.begin_nested():
                return None, work(connection).model_dump(mode="json")
        except _KEPT_ERRORS as exc:
            return exc.slug, exc.details

    def _keep(
        self,
        connection: sa.Connection,
        account: str,
        key: str,
        body_hash: str,
        stored: tuple[str | None, dict[str, Any]],
    ) -> None:
        connection.execute(
            idempotency_keys.insert().values(
                user_id=account,
                key=key,
                body_hash=body_hash,
                error=stored[0],
                answer=stored[1],
                created_at=self._clock(),
            )
        )
