"""The composition root: builds every object and hands it on; one function for each way to start."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

VERSION_OF = "cleanrack"


def main() -> None:
    """`cleanrack …`: the bundled server, or the command line."""
    from multiprocessing import freeze_support

    freeze_support()
    from desktop_app.commands import command_line

    command_line(serve=serve)


def serve(folder: Path, account_id: str | None) -> int:
    """Run the bundled server on a data folder until the parent is gone; answers the exit code."""
    from desktop_app.core.errors import CleanRackError
    from desktop_app.server import local

    try:
        with local.data_folder(folder):
            local.log_to(folder)
            _serve_locked(folder, account_id)
    except CleanRackError as exc:
        local.announce(local.announced_failure(exc))
        return 1
    return 0


def _serve_locked(folder: Path, account_id: str | None) -> None:
    from importlib import metadata
    from os import getpid

    from desktop_app.api.handshake import Handshake
    from desktop_app.core import clock, paths, settings
    from desktop_app.imaging.features import FEATURES
    from desktop_app.server import local
    from desktop_app.server.accounts.service import AccountService
    from desktop_app.server.app import create_app
    from desktop_app.server.context import Services
    from desktop_app.server.diagnostics.service import Diagnostics
    from desktop_app.server.export.service import ExportService
    from desktop_app.server.hub import EventHub, Live
    from desktop_app.server.idempotency import Once
    from desktop_app.server.ledger.service import Ledger
    from desktop_app.server.library.service import LibraryService
    from desktop_app.server.pictures import PictureService
    from desktop_app.server.processing.dispatch import LocalDispatcher
    from desktop_app.server.processing.pool import WorkerPool
    from desktop_app.server.processing.runner import BatchRunner
    from desktop_app.server.security import Guard
    from desktop_app.server.storage.files import FileStorage
    from desktop_app.server.storage.sweep import sweep
    from desktop_app.server.tasks.service import TaskService
    from desktop_app.server.tasks.settlement import Settlement
    from desktop_app.server.uploads.service import UploadService

    chosen = settings.load(folder)
    pool = WorkerPool(
        size=chosen.worker_count, megabytes=chosen.worker_megabytes, seconds=float(chosen.picture_seconds)
    )
    pool.warm()
    database = local.open_database(folder)
    storage = FileStorage(folder=folder)
    sweep(database, storage, clock.now)

    hub = EventHub()
    live = Live(hub=hub)
    ledger = Ledger(clock=clock.now)
    accounts = AccountService(database=database, ledger=ledger, clock=clock.now)
    account = accounts.signed_in(account_id) if account_id else accounts.trial()
    dispatcher = LocalDispatcher()
    settlement = Settlement(database=database, ledger=ledger, hub=hub, live=live, clock=clock.now)
    threads = ThreadPoolExecutor(max_workers=64, thread_name_prefix="batch")
    runner = BatchRunner(settlement=settlement, pool=pool, storage=storage, live=live, threads=threads)
    uploads = UploadService(database=database, storage=storage, pool=pool, clock=clock.now)
    services = Services(
        database=database,
        hub=hub,
        ledger=ledger,
        tasks=TaskService(
            database=database,
            once=Once(database=database, clock=clock.now),
            ledger=ledger,
            features=FEATURES,
            dispatcher=dispatcher,
            hub=hub,
            live=live,
            clock=clock.now,
        ),
        uploads=uploads,
        pictures=PictureService(
            database=database, storage=storage, pool=pool, uploads=uploads, cache=folder / "thumbnails"
        ),
        library=LibraryService(database=database, storage=storage, clock=clock.now),
        export=ExportService(database=database, storage=storage, clock=clock.now),
        diagnostics=Diagnostics(
            database=database, storage=storage, pool=pool, folder=folder, sample=paths.resources() / "probe.png"
        ),
    )
    bound = local.bind()
    handshake = Handshake(
        port=bound.getsockname()[1],
        pid=getpid(),
        token=secrets.token_urlsafe(32),
        version=metadata.version(VERSION_OF),
    )
    app = create_app(services, dispatcher=dispatcher, run=runner.run, live_ids=settlement.live_ids)
    try:
        guard = Guard(app, token=handshake.token, port=handshake.port, account=account)
        local.serve(guard, bound, hub=hub, handshake=handshake)
    finally:
        pool.close()
        threads.shutdown(wait=True, cancel_futures=True)
        database.close()
