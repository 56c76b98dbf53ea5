"""The OpenAPI documents of the real routes of both homes; the bundled server does not show its own."""

from functools import cache
from typing import Any

from fastapi import FastAPI

from desktop_app.server import cloud_home, home

METHODS = ("get", "post", "put", "patch", "delete")
LOCAL, ACCOUNT, CLOUD = "local", "account", "cloud"
HOMES = {LOCAL: home.ROUTERS, ACCOUNT: (home.cloud_account,), CLOUD: cloud_home.ROUTERS}
"""Routers by document; `account` is what a computer answers besides, about the cloud account it is signed in to."""

Operation = tuple[str, str, dict[str, Any]]
"""METHOD, path, and what the document says of it."""


@cache
def document(home: str = LOCAL) -> dict[str, Any]:
    """What a home's calls take and answer."""
    app = FastAPI(title="CleanRack")
    for router in HOMES[home]:
        app.include_router(router)
    return app.openapi()


def operations(home: str = LOCAL) -> list[Operation]:
    """Every call."""
    paths = document(home)["paths"].items()
    return [(verb.upper(), path, calls[verb]) for path, calls in paths for verb in METHODS if verb in calls]
