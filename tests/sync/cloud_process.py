"""The cloud's calls that a computer makes, past the cloud's real guard, as a process: `… -m tests.sync.cloud_process`.

Its settings come from the environment, as the cloud's do. Tasks that the cloud carries out are not among the calls.
"""

import tempfile
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import uvicorn
from fastapi import FastAPI

from desktop_app.core import clock, cloud_settings
from desktop_app.core.cloud_settings import CloudSettings
from desktop_app.server import answers
from desktop_app.server.accounts.credentials import Passwords
from desktop_app.server.accounts.endpoints import router as accounts
from desktop_app.server.allowances.endpoints import router as allowances
from desktop_app.server.allowances.service import AllowanceService
from desktop_app.server.cloud_parts import CloudParts
from desktop_app.server.cloud_security import CloudGuard
from desktop_app.server.deletion import AccountDeletion
from desktop_app.server.devices.closing import DeviceClosing
from desktop_app.server.devices.endpoints import router as devices
from desktop_app.server.devices.service import DeviceService
from desktop_app.server.hub import EventHub
from desktop_app.server.limits import Buckets, TryLimits
from desktop_app.server.sessions.endpoints import router as signing_in
from desktop_app.server.sessions.service import SessionService
from desktop_app.server.signing import Signer
from desktop_app.server.sync.blobs import BlobService
from desktop_app.server.sync.endpoints import router as sync
from desktop_app.server.sync.intake import Intake
from desktop_app.server.sync.mirror import Mirror
from desktop_app.server.sync.service import SyncService
from desktop_app.server.topups.endpoints import router as topups
from desktop_app.server.topups.service import TopupService

ROUTERS = (accounts, signing_in, devices, topups, allowances, sync)


def main() -> None:
    """Serve until killed."""
    settings = cloud_settings.load()
    with (
        tempfile.TemporaryDirectory(prefix="cleanrack-cloud-") as folder,
        closing(CloudParts(settings=settings, folder=Path(folder))) as parts,
    ):
        uvicorn.run(
            guarded(settings, parts), host=settings.host, port=settings.port, log_level="warning", lifespan="off"
        )


def guarded(settings: CloudSettings, parts: CloudParts) -> CloudGuard:
    """The application behind its guard."""
    assert settings.secret is not None
    database, now, hub = parts.database, clock.now, EventHub()
    signer = Signer(clock=now, secret=settings.secret.get_secret_value())
    limits = TryLimits(database=database, clock=now)
    sessions = SessionService(
        database=database, passwords=Passwords(), limits=limits, signer=signer, clock=now, is_open=True
    )
    intake = Intake(mirror=Mirror(signer=signer, clock=now), clock=now)
    nobody: Any = None  # no task is at work in this cloud, so nobody is asked to stop one
    app = FastAPI(redirect_slashes=False)
    answers.install(app)
    app.state.cloud = SimpleNamespace(
        sessions=sessions,
        devices=DeviceService(database=database),
        closing=DeviceClosing(database=database, journal=parts.journal, announcer=hub, clock=now),
        allowances=AllowanceService(database=database, signer=signer, clock=now),
        sync=SyncService(database=database, intake=intake, announcer=hub, clock=now),
        blobs=BlobService(database=database, objects=parts.bucket, clock=now),
        topups=TopupService(database=database, ledger=parts.ledger, limits=limits, clock=now),
        deletion=AccountDeletion(database=database, storage=parts.storage, tasks=nobody),
    )
    for router in ROUTERS:
        app.include_router(router)
    rate = settings.calls_per_second
    buckets = Buckets(per_second=rate, burst=int(4 * rate))
    return CloudGuard(app, sessions=sessions, buckets=buckets, proxies=settings.proxies, metrics_token=None)


if __name__ == "__main__":
    main()
