"""The HTTP application: routers in one list, refusals in one place. It builds nothing itself."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from anyio import to_thread
from fastapi import APIRouter, FastAPI

from desktop_app.server import answers
from desktop_app.server.context import Services
from desktop_app.server.export.endpoints import router as export
from desktop_app.server.features.endpoints import router as features
from desktop_app.server.ledger.endpoints import router as ledger
from desktop_app.server.library.endpoints import router as library
from desktop_app.server.tasks.endpoints import router as tasks
from desktop_app.server.uploads.endpoints import router as uploads

SHARED = (features, uploads, tasks, export, library, ledger)
"""Calls that both homes answer."""

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

_THREADS = 64


def create_app(
    services: Services, *, routers: Sequence[APIRouter], lifespan: Lifespan, openapi_url: str | None = None
) -> FastAPI:
    """The application of a home over its services; it lives inside `lifespan`."""
    app = FastAPI(
        title="CleanRack",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=openapi_url,
        redirect_slashes=False,
    )
    app.state.services = services
    answers.install(app)
    for router in routers:
        app.include_router(router)
    return app


def take_threads() -> None:
    """Let so many handlers wait for the database at once; called on the application's loop."""
    to_thread.current_default_thread_limiter().total_tokens = _THREADS
