"""Photos in, and tried out for free."""

from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from desktop_app.api.envelope import Success
from desktop_app.api.previews import CreatePreview
from desktop_app.api.uploads import NAME_HEADER, UploadView
from desktop_app.core.errors import NotFoundError, PictureError, UnsupportedFormatError, UploadTooLargeError
from desktop_app.imaging.features import PREVIEW_SIDE
from desktop_app.imaging.thumbnails import THUMBNAIL_SIDE
from desktop_app.server.answers import REFUSED, described, sending, small_picture
from desktop_app.server.context import CallerDep, ServicesDep

router = APIRouter(tags=["uploads"], responses=REFUSED)

MAX_NAME_HEADER = 12_000
"""Characters; a name of 255 Chinese ones in folders as long takes nine times as many, percent-encoded."""

_BODY = {"requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"format": "binary"}}}}}


@router.post(
    "/api/uploads",
    status_code=201,
    responses=described(UploadTooLargeError, UnsupportedFormatError),
    openapi_extra=_BODY,
)
async def create_upload(
    request: Request,
    caller: CallerDep,
    services: ServicesDep,
    name: Annotated[str, Header(alias=NAME_HEADER, max_length=MAX_NAME_HEADER)] = "photo",
) -> Success[UploadView]:
    """Take one photo as the raw body; answers what it is and what the pre-flight found."""
    view = await services.uploads.receive(caller.account, unquote(name), request.stream())
    return Success(data=view)


@router.get("/api/uploads/{upload_id}", responses=described(NotFoundError))
def read_upload(upload_id: str, caller: CallerDep, services: ServicesDep) -> Success[UploadView]:
    """One upload."""
    return Success(data=services.uploads.get(caller.account, upload_id))


@router.delete("/api/uploads/{upload_id}", responses=described(NotFoundError))
def delete_upload(upload_id: str, caller: CallerDep, services: ServicesDep) -> Success[None]:
    """Forget an upload that no task was made from."""
    services.uploads.delete(caller.account, upload_id)
    return Success(data=None)


@router.get(
    "/api/uploads/{upload_id}/thumbnail",
    response_class=Response,
    responses={**sending("image/jpeg", "image/webp"), **described(NotFoundError, PictureError)},
)
def upload_thumbnail(
    upload_id: str,
    caller: CallerDep,
    services: ServicesDep,
    side: Annotated[int, Query(ge=1, le=PREVIEW_SIDE)] = THUMBNAIL_SIDE,
) -> Response:
    """The photo as it came, upright, as JPEG: its longer side has `side` pixels or the next more that we keep."""
    return small_picture(services.pictures.upload_thumbnail(caller.account, upload_id, side))


@router.post(
    "/api/previews",
    response_class=Response,
    responses={**sending("image/jpeg", "image/webp"), **described(NotFoundError, PictureError)},
)
async def create_preview(request: CreatePreview, caller: CallerDep, services: ServicesDep) -> Response:
    """A feature at screen size on one upload; free."""
    made = await run_in_threadpool(services.pictures.preview, caller.account, request)
    return small_picture(made)
