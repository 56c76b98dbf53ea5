"""The OpenAPI document of the real routes, which the running server itself does not show."""

from functools import cache
from typing import Any

from fastapi import FastAPI

from desktop_app.server.home import ROUTERS

METHODS = ("get", "post", "put", "patch", "delete")


@cache
def document() -> dict[str, Any]:
    """What the server's calls take and answer."""
    app = FastAPI(title="CleanRack")
    for router in ROUTERS:
        app.include_router(router)
    return app.openapi()


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    """(METHOD, path, operation) of every call."""
    paths = document()["paths"].items()
    return [(verb.upper(), path, calls[verb]) for path, calls in paths for verb in METHODS if verb in calls]
