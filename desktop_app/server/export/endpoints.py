"""ZIPs over HTTP: streamed, with their length told first."""

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse

from desktop_app.api.export import ExportTask
from desktop_app.api.library import Selection
from desktop_app.core.errors import InvalidRequestError, NotFoundError, NotYoursError
from desktop_app.server.answers import REFUSED, described, sending
from desktop_app.server.context import CallerDep, ServicesDep
from desktop_app.server.export.service import Archive

router = APIRouter(tags=["export"], responses=REFUSED)

_ZIP = {**sending("application/zip"), **described(InvalidRequestError, NotFoundError, NotYoursError)}


@router.post("/api/tasks/{task_id}/download-zip", response_class=Response, responses=_ZIP)
def download_task(
    task_id: str, caller: CallerDep, services: ServicesDep, request: ExportTask | None = None
) -> Response:
    """The finished pictures as `batch_<id>.zip`, with manifest.csv."""
    return _answer(services.export.task(caller.account, task_id, request or ExportTask(), caller.language))


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
