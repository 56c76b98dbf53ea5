"""Is everything well? Each check looks at the real thing."""

import platform
from importlib import metadata
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from desktop_app.api.diagnostics import Check, CheckKind, DiagnosticsView
from desktop_app.core.errors import CleanRackError, DiskFullError
from desktop_app.imaging import models
from desktop_app.server.database import ENGINE, Database
from desktop_app.server.ledger import verify
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.storage.parts import MEGABYTE
from desktop_app.server.upkeep import missing_pictures
from desktop_app.server.workers.jobs import Thumbnail
from desktop_app.server.workers.pool import WorkerPool

NAMED = (
    "cleanrack",
    "fastapi",
    "sqlalchemy",
    "numpy",
    "opencv-python-headless",
    "simplejpeg",
    "pillow",
    "pi-heif",
    "onnxruntime",
)
"""Whose versions are told."""


class Diagnostics:
    """Looks at the parts of a running server."""

    def __init__(
        self, *, database: Database, storage: FileStorage, pool: WorkerPool, folder: Path, sample: Path, model: str
    ) -> None:
        self._database = database
        self._storage = storage
        self._pool = pool
        self._folder = folder
        self._sample = sample
        self._model = model

    def view(self) -> DiagnosticsView:
        """Every check, made now."""
        looks = (self._check_database, self._check_ledger, self._pictures, self._workers, self._cutout, self._disk)
        return DiagnosticsView(versions=versions(), data_folder=str(self._folder), checks=[look() for look in looks])

    def _check_database(self) -> Check:
        found = self._database.check()
        size = self._database.size()
        return Check(kind=CheckKind.DATABASE, ok=not found, figure=size / MEGABYTE, findings=found)

    def _check_ledger(self) -> Check:
        with self._database.read(ENGINE) as connection:
            found = verify.violations(connection)
            count = verify.count(connection)
        return Check(kind=CheckKind.LEDGER, ok=not found, figure=count, findings=found)

    def _pictures(self) -> Check:
        with self._database.read(ENGINE) as connection:
            missing = missing_pictures(connection, self._storage)
        return Check(kind=CheckKind.PICTURES, ok=not missing, findings=missing)

    def _workers(self) -> Check:
        try:
            made = self._pool.run(Thumbnail(source=self._sample, side=64))
        except CleanRackError as exc:
            return Check(kind=CheckKind.WORKERS, ok=False, findings=[str(exc)])
        assert isinstance(made, bytes)
        return Check(kind=CheckKind.WORKERS, ok=True, figure=self._pool.alive)

    def _cutout(self) -> Check:
        spoiled = [str(model.installed_file) for model in models.known().values() if models.is_damaged(model)]
        found = models.best(self._model)
        figure = found.size / MEGABYTE if found else None
        name = found.name if found else ""
        return Check(kind=CheckKind.MODEL, ok=not spoiled, figure=figure, name=name, findings=spoiled)

    def _disk(self) -> Check:
        free = self._storage.free_bytes() / MEGABYTE
        try:
            self._storage.require_room()
        except DiskFullError:
            return Check(kind=CheckKind.DISK, ok=False, figure=free)
        return Check(kind=CheckKind.DISK, ok=True, figure=free)


def versions() -> dict[str, str]:
    """Versions of what a report of a problem should name."""
    found = {name: metadata.version(name) for name in NAMED}
    return {"python": platform.python_version(), "sqlite": sqlite.sqlite_version, **found}
