"""The local home: every object of the bundled server, built once from the ones it needs."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, nullcontext
from functools import cached_property
from importlib import metadata
from pathlib import Path

from fastapi import FastAPI

from desktop_app.api.handshake import Handshake
from desktop_app.core import clock, paths, settings
from desktop_app.core.settings import Settings
from desktop_app.imaging.features import FEATURES
from desktop_app.server import local
from desktop_app.server.accounts.current import CurrentAccount
from desktop_app.server.accounts.service import AccountService
from desktop_app.server.app import SHARED, create_app, take_threads
from desktop_app.server.cloud_account.desk import CloudSide
from desktop_app.server.cloud_account.endpoints import router as cloud_account
from desktop_app.server.context import Services
from desktop_app.server.database import Database
from desktop_app.server.diagnostics.endpoints import router as diagnosing
from desktop_app.server.diagnostics.service import Diagnostics
from desktop_app.server.export.service import ExportService
from desktop_app.server.hub import EventHub
from desktop_app.server.idempotency import Once
from desktop_app.server.journal import Journal, SilentJournal
from desktop_app.server.ledger.service import Ledger
from desktop_app.server.library.service import LibraryService
from desktop_app.server.live import Mirror
from desktop_app.server.pictures import PictureService
from desktop_app.server.processing.dispatch import LocalDispatcher
from desktop_app.server.processing.runner import BatchRunner
from desktop_app.server.security import Guard
from desktop_app.server.storage.files import FileStorage
from desktop_app.server.tasks.outward import Outward
from desktop_app.server.tasks.service import TaskService
from desktop_app.server.tasks.settlement import Settlement
from desktop_app.server.upkeep import sweep
from desktop_app.server.uploads.service import UploadService
from desktop_app.server.workers.pool import WorkerPool

ROUTERS = (*SHARED, diagnosing)

_BATCH_THREADS = 64


class LocalHome:
    """One data folder, one launch. Whoever makes it holds the folder's lock and closes it.

    `account_id` fixes the account; else it is the one signed in to, by `side`, or the trial account.
    """

    def __init__(
        self, *, folder: Path, account_id: str | None, side: "Callable[[LocalHome], CloudSide] | None" = None
    ) -> None:
        self.folder = folder
        self._account_id = account_id
        self._side = side(self) if side else None
        self._thumbnails = folder / "thumbnails"

    def serve(self) -> None:
        """Tidy the folder and serve it until the parent is gone."""
        self.pool.warm()
        sweep(self.database, self.storage, clock.now, thumbnails=self._thumbnails)
        bound = local.bind()
        handshake = Handshake(
            port=bound.getsockname()[1],
            pid=os.getpid(),
            token=secrets.token_urlsafe(32),
            version=metadata.version("cleanrack"),
        )
        guard = Guard(self.app, token=handshake.token, port=handshake.port, account=self.current.get)
        local.serve(guard, bound, hub=self.hub, handshake=handshake)

    def close(self) -> None:
        """End the workers, let ends in hand be written, and fold the database's log into its file."""
        self.pool.close()
        self.threads.shutdown(wait=True, cancel_futures=True)
        if "database" in vars(self):  # it may be why there was no start
            self.database.close()
        if self._side is not None:
            self._side.close()

    @cached_property
    def settings(self) -> Settings:
        """What the merchant has chosen."""
        return settings.load(self.folder)

    @cached_property
    def pool(self) -> WorkerPool:
        """The worker processes."""
        return WorkerPool.chosen(self.settings)

    @cached_property
    def threads(self) -> ThreadPoolExecutor:
        """Threads that wait for workers and for the database on behalf of batches."""
        return ThreadPoolExecutor(max_workers=_BATCH_THREADS, thread_name_prefix="batch")

    @cached_property
    def database(self) -> Database:
        """The database, checked and migrated; each account in it judged whether it may spend."""
        opened = local.open_database(self.folder)
        if self._side is not None:
            opened.watch = self._side.watch
            self._side.take_up(opened)
        return opened

    @cached_property
    def storage(self) -> FileStorage:
        """The pictures."""
        return FileStorage(folder=self.folder, fetch=self._side.fetch if self._side else None)

    @cached_property
    def hub(self) -> EventHub:
        """Who listens."""
        return EventHub()

    @cached_property
    def live(self) -> Mirror:
        """What is being done now, here and by the cloud."""
        return Mirror(hub=self.hub)

    @cached_property
    def journal(self) -> Journal:
        """Who hears what happens here."""
        return self._side.journal if self._side else SilentJournal()

    @cached_property
    def ledger(self) -> Ledger:
        """Quota."""
        return Ledger(
            clock=clock.now,
            journal=self.journal,
            funding=self._side.funding if self._side else None,
            statements=self._side.statements if self._side else None,
        )

    @cached_property
    def accounts(self) -> AccountService:
        """Whose work there is."""
        return AccountService(database=self.database, ledger=self.ledger, clock=clock.now)

    @cached_property
    def current(self) -> CurrentAccount:
        """Whose work it is now."""
        return CurrentAccount(database=self.database, accounts=self.accounts, hub=self.hub, fixed=self._account_id)

    @cached_property
    def dispatcher(self) -> LocalDispatcher:
        """Who carries tasks out."""
        return LocalDispatcher()

    @cached_property
    def settlement(self) -> Settlement:
        """How items end."""
        return Settlement(
            database=self.database,
            ledger=self.ledger,
            hub=self.hub,
            live=self.live,
            journal=self.journal,
            clock=clock.now,
        )

    @cached_property
    def runner(self) -> BatchRunner:
        """What carrying out means."""
        return BatchRunner(
            settlement=self.settlement, pool=self.pool, storage=self.storage, live=self.live, threads=self.threads
        )

    @cached_property
    def tasks(self) -> TaskService:
        """What a merchant can do with tasks."""
        once = Once(database=self.database, clock=clock.now)
        away = self._side.away if self._side else None
        return TaskService(
            database=self.database,
            once=once,
            ledger=self.ledger,
            features=FEATURES,
            dispatcher=self.dispatcher,
            hub=self.hub,
            live=self.live,
            journal=self.journal,
            clock=clock.now,
            outward=Outward(database=self.database, once=once, away=away, clock=clock.now),
        )

    @cached_property
    def uploads(self) -> UploadService:
        """Photos in."""
        return UploadService(database=self.database, storage=self.storage, pool=self.pool, clock=clock.now)

    @cached_property
    def pictures(self) -> PictureService:
        """Pictures to look at."""
        return PictureService(
            database=self.database,
            storage=self.storage,
            pool=self.pool,
            uploads=self.uploads,
            cache=self._thumbnails,
        )

    @cached_property
    def services(self) -> Services:
        """What the endpoints call."""
        return Services(
            database=self.database,
            hub=self.hub,
            ledger=self.ledger,
            tasks=self.tasks,
            uploads=self.uploads,
            pictures=self.pictures,
            library=LibraryService(database=self.database, storage=self.storage, journal=self.journal, clock=clock.now),
            export=ExportService(database=self.database, storage=self.storage, clock=clock.now),
        )

    @cached_property
    def diagnostics(self) -> Diagnostics:
        """Whether all is well."""
        return Diagnostics(
            database=self.database,
            storage=self.storage,
            pool=self.pool,
            folder=self.folder,
            sample=paths.resources() / "probe.png",
            model=self.settings.cutout_model,
        )

    @cached_property
    def app(self) -> FastAPI:
        """The HTTP application."""
        routers = (*ROUTERS, cloud_account) if self._side else ROUTERS
        app = create_app(self.services, routers=routers, lifespan=self._living)
        if self._side is not None:
            app.state.desk = self._side.desk
        app.state.diagnostics = self.diagnostics
        return app

    @asynccontextmanager
    async def _living(self, _: FastAPI) -> AsyncIterator[None]:
        """While the application lives, tasks are carried out in this process."""
        loop = asyncio.get_running_loop()
        take_threads()
        self.hub.attach(loop)
        self.dispatcher.attach(loop, self.runner.run)
        sweeping = asyncio.create_task(self.dispatcher.sweep(self.settlement.live_ids))
        async with self._side.living() if self._side else nullcontext():
            yield
        sweeping.cancel()
        await self.dispatcher.stop()
