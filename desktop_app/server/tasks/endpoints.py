"""Tasks over HTTP; each verb answers the task as it now stands."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from fastapi.responses import FileResponse

from desktop_app.api.envelope import Success
from desktop_app.api.tasks import CreateTask, RefundItems, RetryItems, TaskCreated, TaskPage, TaskView
from desktop_app.core.errors import (
    AlreadyDoneError,
    InsufficientQuotaError,
    InvalidRequestError,
    NotFoundError,
    NotYoursError,
    RateLimitedError,
)
from desktop_app.imaging.features import PREVIEW_SIDE
from desktop_app.server.answers import REFUSED, described, sending, small_picture
from desktop_app.server.context import CallerDep, KeyedDep, ServicesDep

router = APIRouter(prefix="/api/tasks", tags=["tasks"], responses=REFUSED)

Shop = Annotated[str, Query(max_length=32)]

_PICTURE = sending("image/jpeg", "image/png", "image/webp")
_SMALL = sending("image/jpeg", "image/webp")
_FOUND = described(NotFoundError, NotYoursError)
_STEERED = described(NotFoundError, NotYoursError, AlreadyDoneError, InsufficientQuotaError)
_CREATED = described(
    InvalidRequestError, InsufficientQuotaError, NotYoursError, NotFoundError, AlreadyDoneError, RateLimitedError
)


@router.post("", status_code=201, responses=_CREATED)
def create_task(request: CreateTask, keyed: KeyedDep, services: ServicesDep) -> Success[TaskCreated]:
    """One photo."""
    return Success(data=services.tasks.create(keyed, request, is_batch=False))


@router.post("/batch", status_code=201, responses=_CREATED)
def create_batch(request: CreateTask, keyed: KeyedDep, services: ServicesDep) -> Success[TaskCreated]:
    """Up to 50 photos with one set of parameters."""
    return Success(data=services.tasks.create(keyed, request, is_batch=True))


@router.get("")
def list_tasks(
    caller: CallerDep,
    services: ServicesDep,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Success[TaskPage]:
    """Tasks, newest first, without their items."""
    return Success(data=services.tasks.page(caller.account, cursor=cursor, limit=limit, language=caller.language))


@router.get("/{task_id}", responses=_FOUND)
def read_task(task_id: str, caller: CallerDep, services: ServicesDep) -> Success[TaskView]:
    """One task with its items and receipt."""
    return Success(data=services.tasks.get(caller.account, task_id, caller.language))


@router.post("/{task_id}/cancel", responses=_STEERED)
def cancel(task_id: str, keyed: KeyedDep, caller: CallerDep, services: ServicesDep) -> Success[TaskView]:
    """Stop: finished pictures are kept, the quota of the rest is returned."""
    services.tasks.cancel(keyed, task_id)
    return read_task(task_id, caller, services)


@router.post("/{task_id}/pause", responses=_STEERED)
def pause(task_id: str, caller: CallerDep, services: ServicesDep) -> Success[TaskView]:
    """Start no further photo."""
    services.tasks.pause(caller.account, task_id)
    return read_task(task_id, caller, services)


@router.post("/{task_id}/resume", responses=_STEERED)
def resume(task_id: str, caller: CallerDep, services: ServicesDep) -> Success[TaskView]:
    """Go on with a paused task."""
    services.tasks.resume(caller.account, task_id)
    return read_task(task_id, caller, services)


@router.post("/{task_id}/retry-failed", responses=_STEERED)
def retry_failed(
    task_id: str, keyed: KeyedDep, caller: CallerDep, services: ServicesDep, request: RetryItems | None = None
) -> Success[TaskView]:
    """Charge failed and stopped photos again and process them."""
    services.tasks.retry_failed(keyed, task_id, request or RetryItems())
    return read_task(task_id, caller, services)


@router.post("/{task_id}/refund", responses=_STEERED)
def refund(
    task_id: str, request: RefundItems, keyed: KeyedDep, caller: CallerDep, services: ServicesDep
) -> Success[TaskView]:
    """Quota back for finished pictures that the merchant reports as bad."""
    services.tasks.refund(keyed, task_id, request)
    return read_task(task_id, caller, services)


@router.get("/{task_id}/items/{index}/output", response_class=FileResponse, responses={**_PICTURE, **_FOUND})
def output(task_id: str, index: int, caller: CallerDep, services: ServicesDep, shop: Shop = "") -> FileResponse:
    """One finished picture: that for `shop`, or the first."""
    path, picture = services.pictures.output(caller.account, task_id, index, shop)
    name = f"attachment; filename*=UTF-8''{quote(picture.file_name.rsplit('/')[-1])}"
    return FileResponse(path, media_type=picture.media_type, headers={"content-disposition": name})


@router.get("/{task_id}/items/{index}/preview", response_class=Response, responses={**_SMALL, **_FOUND})
def preview(
    task_id: str,
    index: int,
    caller: CallerDep,
    services: ServicesDep,
    which: Annotated[str, Query(pattern="^(before|after)$")] = "after",
    side: Annotated[int, Query(ge=1, le=PREVIEW_SIDE)] = PREVIEW_SIDE,
    shop: Shop = "",
) -> Response:
    """Before or after (for `shop`, or the first) as JPEG.

    Its longer side has `side` pixels or the next more that we keep, at most screen size.
    """
    made = services.pictures.item_preview(caller.account, task_id, index, which, shop=shop, side=side)
    return small_picture(made)
