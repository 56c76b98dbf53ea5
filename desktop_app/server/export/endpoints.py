"""ZIPs over HTTP: streamed, with their length told first."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from desktop_app.api.export import DEFAULT_TEMPLATE, NameStyle
from desktop_app.api.library import Selection
from desktop_app.core.errors import NotFoundError, NotYoursError
from desktop_app.server.answers import REFUSED, described, sending
from desktop_app.server.context import CallerDep, ServicesDep
from desktop_app.server.export.service import Archive, Naming

router = APIRouter(tags=["export"], responses=REFUSED)

_ZIP = {**sending("application/zip"), **described(NotFoundError, NotYoursError)}


@router.get("/api/tasks/{task_id}/download-zip", response_class=Response, responses=_ZIP)
def download_task(
    task_id: str,
    caller: CallerDep,
    services: ServicesDep,
    only: Annotated[str, Query(pattern="^(all|success)$")] = "all",
    names: NameStyle = NameStyle.ORIGINAL,
    template: Annotated[str, Query(min_length=1, max_length=200)] = DEFAULT_TEMPLATE,
) -> Response:
    """The finished pictures as `batch_<id>.zip`, with manifest.csv."""
    naming = Naming(names, template)
    archive = services.export.task(
        caller.account, task_id, naming=naming, only_success=only == "success", language=caller.language
    )
    return _answer(archive)


@router.post("/api/library/download-zip", response_class=Response, responses=_ZIP)
def download_selection(selection: Selection, caller: CallerDep, services: ServicesDep) -> Response:
    """A ZIP of a selection of the library."""
    return _answer(services.export.selection(caller.account, selection))


def _answer(archive: Archive) -> Response:
    headers = {
        "content-length": str(archive.size),
        "content-disposition": f'attachment; filename="{archive.file_name}"',
    }
    return StreamingResponse(archive.chunks(), media_type="application/zip", headers=headers)
