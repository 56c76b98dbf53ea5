"""The HTTP application: routers in one list, refusals in one place. It builds nothing itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from desktop_app.server import answers
from desktop_app.server.context import Services
from desktop_app.server.export.endpoints import router as export
from desktop_app.server.features.endpoints import router as features
from desktop_app.server.ledger.endpoints import router as ledger
from desktop_app.server.library.endpoints import router as library
from desktop_app.server.processing.dispatch import LocalDispatcher
from desktop_app.server.tasks.endpoints import router as tasks
from desktop_app.server.uploads.endpoints import router as uploads

ROUTERS = (features, uploads, tasks, export, library, ledger)

_THREADS = 64


def create_app(
    services: Services,
    *,
    dispatcher: LocalDispatcher,
    run: Callable[[str], Awaitable[None]],
    live_ids: Callable[[], list[str]],
) -> FastAPI:
    """The application over the given services; while it lives, `dispatcher` runs tasks with `run`."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        services.hub.attach(loop)
        dispatcher.attach(loop, run)
        sweeping = asyncio.create_task(dispatcher.sweep(live_ids))
        yield
        sweeping.cancel()
        await dispatcher.stop()

    app = FastAPI(
        title="CleanRack",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
    )
    app.state.services = services
    answers.install(app)
    for router in ROUTERS:
        app.include_router(router)
    return app
