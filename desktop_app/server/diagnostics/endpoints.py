"""The state of a computer's own server."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from desktop_app.api.diagnostics import DiagnosticsView
from desktop_app.api.envelope import Success
from desktop_app.server.answers import REFUSED
from desktop_app.server.diagnostics.service import Diagnostics

router = APIRouter(responses=REFUSED)


def _diagnostics(request: Request) -> Diagnostics:
    found: Diagnostics = request.app.state.diagnostics
    return found


@router.get("/api/diagnostics", tags=["server"])
def diagnostics(diagnosis: Annotated[Diagnostics, Depends(_diagnostics)]) -> Success[DiagnosticsView]:
    """Is everything well?"""
    return Success(data=diagnosis.view())
