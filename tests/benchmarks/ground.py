"""What every measurement of the cloud stands on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.server.processing import queue
from tests.cloud.objects import ObjectServer
from tests.cloud.postgres import PostgresServer
from tests.cloud.workers.fleet import Place


@dataclass(frozen=True)
class Ground:
    """What all parts stand on."""

    postgres: PostgresServer
    objects: ObjectServer
    photos: list[Path]

    @contextmanager
    def place(self, endpoint: str = "") -> Iterator[Place]:
        """A cloud nobody has used."""
        url = self.postgres.fresh()
        queue.migrate(url)
        yield Place(url, self.objects, self.objects.bucket(), endpoint)
        self.postgres.drop(url)
