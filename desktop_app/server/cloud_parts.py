"""What every process of the cloud stands on, whether it answers calls or carries out batches."""

from functools import cached_property
from pathlib import Path

from desktop_app.core import clock
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.server.allowances.ledger import CloudLedger
from desktop_app.server.database.postgres import PostgresDatabase
from desktop_app.server.journal import Journal
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.storage.bucket import Bucket
from desktop_app.server.storage.s3 import S3Storage
from desktop_app.server.sync.cloud_journal import CloudJournal


class CloudParts:
    """Database, storage, journal and ledger of the cloud."""

    def __init__(self, *, settings: CloudSettings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder

    def close(self) -> None:
        """End all connections."""
        if "database" in vars(self):
            self.database.close()

    @cached_property
    def database(self) -> PostgresDatabase:
        """PostgreSQL."""
        return PostgresDatabase(url=self._settings.database.get_secret_value())

    @cached_property
    def bucket(self) -> Bucket:
        """Where pictures are for good."""
        told = self._settings
        return Bucket(
            name=told.bucket,
            endpoint=told.endpoint,
            public_endpoint=told.public_endpoint,
            region=told.region,
            access_key=told.storage_key.get_secret_value(),
            secret_key=told.storage_secret.get_secret_value(),
        )

    @cached_property
    def storage(self) -> S3Storage:
        """The pictures, and those in work on this drive."""
        most = self._settings.cache_megabytes * 1_000_000
        return S3Storage(bucket=self.bucket, folder=self._folder, cache_bytes=most)

    @cached_property
    def journal(self) -> Journal:
        """Who hears what happens in the cloud."""
        return CloudJournal(clock=clock.now)

    @cached_property
    def ledger(self) -> Ledger:
        """Quota."""
        return CloudLedger(clock=clock.now, journal=self.journal)
