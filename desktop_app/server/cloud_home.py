"""The cloud home's API: the objects of one process, built once from the ones they need; any number serve together."""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path

from fastapi import FastAPI

from desktop_app.core import clock
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.core.settings import Settings
from desktop_app.imaging.features import FEATURES
from desktop_app.server.accounts.credentials import Passwords
from desktop_app.server.accounts.endpoints import router as accounts
from desktop_app.server.allowances.endpoints import router as allowances
from desktop_app.server.allowances.service import AllowanceService
from desktop_app.server.app import SHARED, create_app, take_threads
from desktop_app.server.cloud_context import CloudServices
from desktop_app.server.cloud_parts import CloudParts
from desktop_app.server.cloud_security import CloudGuard
from desktop_app.server.cloud_upkeep import CloudUpkeep
from desktop_app.server.context import Services
from desktop_app.server.database import ENGINE
from desktop_app.server.deletion import AccountDeletion
from desktop_app.server.devices.closing import DeviceClosing
from desktop_app.server.devices.endpoints import router as devices
from desktop_app.server.devices.service import DeviceService
from desktop_app.server.export.service import ExportService
from desktop_app.server.hub import EventHub
from desktop_app.server.idempotency import Once
from desktop_app.server.library.service import LibraryService
from desktop_app.server.limits import Buckets, TryLimits
from desktop_app.server.live import Mirror
from desktop_app.server.migrations import postgres as schema
from desktop_app.server.operating.endpoints import router as operating
from desktop_app.server.operating.health import Health
from desktop_app.server.operating.metrics import Metrics
from desktop_app.server.operating.request_log import RequestLog
from desktop_app.server.pictures import PictureService
from desktop_app.server.processing.queue import PgDispatcher
from desktop_app.server.relay import Receiver, Sender
from desktop_app.server.security import App
from desktop_app.server.serving import HomeServer
from desktop_app.server.sessions.endpoints import router as sessions
from desktop_app.server.sessions.service import SessionService
from desktop_app.server.signing import Signer
from desktop_app.server.sync.blobs import BlobService
from desktop_app.server.sync.endpoints import router as sync
from desktop_app.server.sync.intake import Intake
from desktop_app.server.sync.mirror import Mirror as Applying
from desktop_app.server.sync.service import SyncService
from desktop_app.server.tasks import repository as tasks
from desktop_app.server.tasks.news import TaskNews
from desktop_app.server.tasks.service import TaskService
from desktop_app.server.topups.endpoints import router as topups
from desktop_app.server.topups.service import TopupService
from desktop_app.server.uploads.service import UploadService
from desktop_app.server.workers.pool import WorkerPool

log = logging.getLogger(__name__)

ROUTERS = (*SHARED, accounts, sessions, devices, topups, allowances, sync, operating)
OPENAPI = "/api/openapi.json"

_BURST_SECONDS = 4
"""A caller may spend so many seconds' worth of calls at once."""


class CloudHome:
    """One process of the API; it keeps nothing but pictures in work, on this machine's drive."""

    def __init__(self, *, settings: CloudSettings) -> None:
        self._settings = settings
        self._url = settings.database.get_secret_value()
        self._scratch = tempfile.TemporaryDirectory(prefix="cleanrack-cloud-")
        self._folder = Path(self._scratch.name)
        self.parts = CloudParts(settings=settings, folder=self._folder)
        self._beside: list[asyncio.Task[None]] = []

    def serve(self) -> None:
        """Serve until SIGTERM or SIGINT.

        Raises SchemaBehindError, SchemaTooNewError, DatabaseAwayError, CloudSettingError.
        """
        schema.require_current(self.parts.database)
        with self.parts.database.read(ENGINE) as connection:
            self.signer.require_open(connection)
        self.pool.warm()
        where = {"host": self._settings.host, "port": self._settings.port}
        HomeServer(
            self.guarded, hub=self.hub, started=lambda: log.info("serving", extra={"told": where}), **where
        ).run()

    def close(self) -> None:
        """End the processes, threads and connections, and remove what lies on this drive."""
        self.pool.close()
        self.passwords.close()
        self.parts.close()
        self._scratch.cleanup()

    @cached_property
    def pool(self) -> WorkerPool:
        """The processes that look at photos and make previews; batches are the workers'."""
        return WorkerPool.chosen(Settings())

    @cached_property
    def hub(self) -> EventHub:
        """Who listens at this process."""
        return EventHub()

    @cached_property
    def sender(self) -> Sender:
        """What happens here, to listeners at all processes."""
        return Sender(url=self._url)

    @cached_property
    def live(self) -> Mirror:
        """What workers do, as they tell it."""
        return Mirror(hub=self.sender)

    @cached_property
    def receiver(self) -> Receiver:
        """What happens at any process, to the listeners here."""
        news = TaskNews(database=self.parts.database, ledger=self.parts.ledger, hub=self.hub, live=self.live)
        return Receiver(url=self._url, hub=self.hub, mirror=self.live, retell=news.tell)

    @cached_property
    def dispatcher(self) -> PgDispatcher:
        """What brings tasks to the workers."""
        return PgDispatcher(url=self._url)

    @cached_property
    def tasks(self) -> TaskService:
        """What a merchant can do with tasks."""
        database = self.parts.database
        return TaskService(
            database=database,
            once=Once(database=database, clock=clock.now),
            ledger=self.parts.ledger,
            features=FEATURES,
            dispatcher=self.dispatcher,
            hub=self.sender,
            live=self.live,
            journal=self.parts.journal,
            clock=clock.now,
        )

    @cached_property
    def uploads(self) -> UploadService:
        """Photos in."""
        return UploadService(database=self.parts.database, storage=self.parts.storage, pool=self.pool, clock=clock.now)

    @cached_property
    def services(self) -> Services:
        """What the calls of both homes need."""
        database, storage = self.parts.database, self.parts.storage
        return Services(
            database=database,
            hub=self.hub,
            ledger=self.parts.ledger,
            tasks=self.tasks,
            uploads=self.uploads,
            pictures=PictureService(
                database=database, storage=storage, pool=self.pool, uploads=self.uploads, cache=self._thumbnails
            ),
            library=LibraryService(database=database, storage=storage, journal=self.parts.journal, clock=clock.now),
            export=ExportService(database=database, storage=storage, clock=clock.now),
        )

    @cached_property
    def limits(self) -> TryLimits:
        """How often somebody may try."""
        return TryLimits(database=self.parts.database, clock=clock.now)

    @cached_property
    def passwords(self) -> Passwords:
        """How passwords are kept."""
        return Passwords()

    @cached_property
    def signer(self) -> Signer:
        """Who signs allowances."""
        secret = self._settings.secret
        return Signer(clock=clock.now, secret=secret.get_secret_value() if secret else None)

    @cached_property
    def sessions(self) -> SessionService:
        """Who comes in."""
        return SessionService(
            database=self.parts.database,
            passwords=self.passwords,
            limits=self.limits,
            signer=self.signer,
            clock=clock.now,
            is_open=self._settings.sign_up == "open",
        )

    @cached_property
    def metrics(self) -> Metrics:
        """Figures of this process, and of the whole."""
        return Metrics(database=self.parts.database, clock=clock.now)

    @cached_property
    def health(self) -> Health:
        """Whether this process can serve."""
        database, storage = self.parts.database, self.parts.storage
        return Health(
            {"database": lambda: schema.is_current(database), "storage": storage.answers, "events": self._runs}
        )

    @cached_property
    def cloud_services(self) -> CloudServices:
        """What the cloud's own calls need."""
        database = self.parts.database
        intake = Intake(mirror=Applying(signer=self.signer, clock=clock.now), clock=clock.now)
        return CloudServices(
            sessions=self.sessions,
            devices=DeviceService(database=database),
            closing=DeviceClosing(
                database=database, journal=self.parts.journal, announcer=self.sender, clock=clock.now
            ),
            allowances=AllowanceService(database=database, signer=self.signer, clock=clock.now),
            sync=SyncService(database=database, intake=intake, announcer=self.sender, clock=clock.now),
            blobs=BlobService(database=database, objects=self.parts.storage, clock=clock.now),
            topups=TopupService(database=database, ledger=self.parts.ledger, limits=self.limits, clock=clock.now),
            deletion=AccountDeletion(database=database, storage=self.parts.storage, tasks=self.tasks),
            health=self.health,
            metrics=self.metrics,
        )

    @cached_property
    def upkeep(self) -> CloudUpkeep:
        """What tidies."""
        return CloudUpkeep(
            database=self.parts.database,
            storage=self.parts.storage,
            limits=self.limits,
            thumbnails=self._thumbnails,
            clock=clock.now,
        )

    @cached_property
    def app(self) -> FastAPI:
        """The HTTP application."""
        app = create_app(self.services, routers=ROUTERS, lifespan=self._living, openapi_url=OPENAPI)
        app.state.cloud = self.cloud_services
        return app

    @cached_property
    def guarded(self) -> App:
        """The application behind its guard, each request told and counted however it ends."""
        rate, token = self._settings.calls_per_second, self._settings.metrics_token
        guard = CloudGuard(
            self.app,
            sessions=self.sessions,
            buckets=Buckets(per_second=rate, burst=int(_BURST_SECONDS * rate)),
            proxies=self._settings.proxies,
            metrics_token=token.get_secret_value() if token else None,
        )
        return RequestLog(guard, metrics=self.metrics)

    @property
    def _thumbnails(self) -> Path:
        return self._folder / "thumbnails"

    @asynccontextmanager
    async def _living(self, _: FastAPI) -> AsyncIterator[None]:
        """While the application lives, tasks go to the workers and news come from them."""
        take_threads()
        self.hub.attach(asyncio.get_running_loop())
        beside = (self.sender.run(), self.receiver.run(), self.dispatcher.run(self._live_ids), self.upkeep.run())
        self._beside = [asyncio.create_task(each) for each in beside]
        for each in self._beside:
            each.add_done_callback(_tell_defect)
        yield
        for each in self._beside:
            each.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)

    def _runs(self) -> bool:
        """Whether all that goes on beside the calls does."""
        return not any(each.done() for each in self._beside)

    def _live_ids(self) -> list[str]:
        with self.parts.database.read(ENGINE) as connection:
            return tasks.live_ids(connection)


def _tell_defect(ended: "asyncio.Task[None]") -> None:
    if not ended.cancelled() and (defect := ended.exception()):
        log.error("a part of this process has ended; it is not ready any more", exc_info=defect)
