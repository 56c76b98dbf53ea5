"""The operator's desk: the objects of `cleanrack cloud …`, built once from the ones they need."""

from functools import cached_property
from pathlib import Path

from desktop_app.core import clock
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.core.errors import BusyError, DatabaseAwayError
from desktop_app.server.accounts.credentials import Passwords
from desktop_app.server.cloud_parts import CloudParts
from desktop_app.server.limits import TryLimits
from desktop_app.server.migrations import postgres as schema
from desktop_app.server.operating.operator import Operator
from desktop_app.server.processing import queue
from desktop_app.server.signing import Signer
from desktop_app.server.topups.service import TopupService


class OperatorHome:
    """One command of an operator. Only `migrate` works on a schema that is not this version's."""

    def __init__(self, *, settings: CloudSettings) -> None:
        self._settings = settings
        self._url = settings.database.get_secret_value()
        self._parts = CloudParts(settings=settings, folder=Path())  # no picture comes to this drive

    def close(self) -> None:
        """End the connections."""
        self._parts.close()

    def migrate(self) -> bool:
        """Bring database and queue to this version; answer whether the schema changed. Raises DatabaseAwayError."""
        try:
            changed = schema.migrate(self._url)
            queue.migrate(self._url)
        except BusyError as exc:
            raise DatabaseAwayError from exc
        return changed

    @cached_property
    def operator(self) -> Operator:
        """Who acts. Raises SchemaBehindError, SchemaTooNewError, DatabaseAwayError."""
        parts, secret = self._parts, self._settings.secret
        schema.require_current(parts.database)
        limits = TryLimits(database=parts.database, clock=clock.now)
        return Operator(
            database=parts.database,
            bucket=parts.bucket,
            ledger=parts.ledger,
            topups=TopupService(database=parts.database, ledger=parts.ledger, limits=limits, clock=clock.now),
            passwords=Passwords(),
            signer=Signer(clock=clock.now, secret=secret.get_secret_value() if secret else None),
            clock=clock.now,
        )
