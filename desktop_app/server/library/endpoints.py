"""The library."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse

from desktop_app.api.envelope import Success
from desktop_app.api.library import AssetPage, Selected, Selection
from desktop_app.core.errors import NotFoundError
from desktop_app.server.answers import REFUSED, described, sending, small_picture
from desktop_app.server.context import CallerDep, ServicesDep

router = APIRouter(prefix="/api/library", tags=["library"], responses=REFUSED)

_PICTURE = sending("image/jpeg", "image/png", "image/webp")
_SMALL = sending("image/jpeg", "image/webp")
_FOUND = described(NotFoundError)


@router.get("")
def library(
    caller: CallerDep,
    services: ServicesDep,
    text: Annotated[str, Query(max_length=200)] = "",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Success[AssetPage]:
    """Finished pictures whose name contains `text`, newest first."""
    return Success(data=services.library.page(caller.account, text=text, cursor=cursor, limit=limit))


@router.get("/{asset_id}/file", response_class=FileResponse, responses={**_PICTURE, **_FOUND})
def asset_file(asset_id: str, caller: CallerDep, services: ServicesDep) -> FileResponse:
    """The picture itself."""
    path, asset = services.library.file(caller.account, asset_id)
    name = f"inline; filename*=UTF-8''{quote(asset.file_name.rsplit('/')[-1])}"
    return FileResponse(path, media_type=asset.media_type, headers={"content-disposition": name})


@router.get("/{asset_id}/thumbnail", response_class=Response, responses={**_SMALL, **_FOUND})
def asset_thumbnail(asset_id: str, caller: CallerDep, services: ServicesDep) -> Response:
    """A small JPEG of the picture."""
    path, _ = services.library.file(caller.account, asset_id)
    return small_picture(services.pictures.thumbnail(path))


@router.post("/delete")
def delete(selection: Selection, caller: CallerDep, services: ServicesDep) -> Success[Selected]:
    """Delete pictures; it can be undone for 30 days."""
    return Success(data=Selected(count=services.library.delete(caller.account, selection)))


@router.post("/restore")
def restore(selection: Selection, caller: CallerDep, services: ServicesDep) -> Success[Selected]:
    """Undo a deletion."""
    return Success(data=Selected(count=services.library.restore(caller.account, selection)))
