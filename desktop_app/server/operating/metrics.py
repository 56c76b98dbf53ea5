"""What Prometheus reads: requests as they happen, and the state of tasks, quota and pictures when it asks."""

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from desktop_app.api.tasks import OPEN
from desktop_app.core.clock import Clock
from desktop_app.core.errors import BusyError
from desktop_app.server.cloud_tables import allowances, blobs, credentials, devices
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.tables import ledger_accounts, tasks

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Seconds."""


class Metrics:
    """The figures of one process; each home has its own registry, so that two can live in one test."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_State(database, clock))
        self._requests = Counter(
            "cleanrack_requests", "Requests answered.", ("method", "path", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "cleanrack_request_seconds",
            "Until an answer began.",
            ("method", "path"),
            registry=self._registry,
            buckets=_BUCKETS,
        )

    def answered(self, method: str, path: str, status: int, seconds: float) -> None:
        """Count a request; `path` is its template, never what was asked."""
        self._requests.labels(method, path, str(status)).inc()
        self._seconds.labels(method, path).observe(seconds)

    def text(self) -> bytes:
        """Everything, as Prometheus reads it."""
        return generate_latest(self._registry)


class _Figure(NamedTuple):
    name: str
    about: str
    label: str
    query: "sa.Select[str, int]"
    """(label's value, figure)."""


def _counted(name: str, about: str, label: str, column: "sa.Column[str]", *where: "sa.ColumnElement[bool]") -> _Figure:
    query = sa.select(column, sa.func.count()).where(*where).group_by(column)
    return _Figure(name, about, label, query)


_QUOTA = sa.select(ledger_accounts.c.kind, sa.func.sum(ledger_accounts.c.posted)).group_by(ledger_accounts.c.kind)
_HELD = sa.select(ledger_accounts.c.kind, sa.func.sum(ledger_accounts.c.held)).group_by(ledger_accounts.c.kind)

_FIGURES = (
    _counted(
        "cleanrack_tasks_open",
        "Tasks of the cloud that have not ended.",
        "status",
        tasks.c.status,
        tasks.c.status.in_([status.value for status in OPEN]),
        tasks.c.device.is_(None),
    ),
    _counted("cleanrack_devices", "Computers, by state.", "state", devices.c.state),
    _Figure("cleanrack_quota_posted", "Quota by kind of ledger account.", "kind", _QUOTA),
    _Figure("cleanrack_quota_held", "Quota taken for items in work.", "kind", _HELD),
)


class _State(Collector):
    """Asks the database when Prometheus asks us; nothing where the database does not answer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def describe(self) -> Iterator[Metric]:
        """Nothing beforehand: it would ask the database at registration."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The figures of now."""
        try:
            with self._database.read(ENGINE) as connection:
                found = [*self._labelled(connection), *self._lag(connection)]
        except BusyError:
            yield _gauge("cleanrack_database_up", "Whether the database answers.", 0)
            return
        yield _gauge("cleanrack_database_up", "Whether the database answers.", 1)
        yield from found

    def _labelled(self, connection: sa.Connection) -> Iterator[Metric]:
        for figure in _FIGURES:
            family = GaugeMetricFamily(figure.name, figure.about, labels=(figure.label,))
            for label, value in connection.execute(figure.query):
                family.add_metric((label,), float(value))
            yield family

    def _lag(self, connection: sa.Connection) -> Iterator[Metric]:
        """What computers announced and did not bring yet."""
        now = self._clock()
        waiting = sa.select(sa.func.count(), sa.func.min(blobs.c.created_at)).where(sa.not_(blobs.c.is_verified))
        count, oldest = connection.execute(waiting).one()
        age = (now - oldest).total_seconds() if oldest else 0.0
        yield _gauge("cleanrack_sync_pictures_awaited", "Finished pictures that were announced and not sent.", count)
        yield _gauge("cleanrack_sync_lag_seconds", "Age of the oldest of them.", age)
        unopened = sa.select(sa.func.count()).select_from(allowances).where(sa.not_(allowances.c.is_opened))
        opened = connection.scalar(unopened) or 0
        yield _gauge("cleanrack_sync_allowances_unopened", "Allowances no computer told of having opened.", opened)
        holders = connection.scalar(sa.select(sa.func.count()).select_from(credentials)) or 0
        yield _gauge("cleanrack_accounts", "Accounts.", holders)


def _gauge(name: str, about: str, value: float) -> Metric:
    family = GaugeMetricFamily(name, about)
    family.add_metric((), value)
    return family
