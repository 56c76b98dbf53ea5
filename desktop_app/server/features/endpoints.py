"""What can be done with photos, and what happens meanwhile."""

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from desktop_app.api.envelope import Success
from desktop_app.api.features import FeatureView
from desktop_app.imaging.features import FEATURES
from desktop_app.server.answers import REFUSED, sending
from desktop_app.server.context import CallerDep, ServicesDep

router = APIRouter(responses=REFUSED)


@router.get("/api/features", tags=["features"])
def features() -> Success[list[FeatureView]]:
    """Features with their parameters, price and limits."""
    return Success(data=[feature.view() for feature in FEATURES.values()])


@router.get("/api/events", tags=["server"], response_class=StreamingResponse, responses=sending("text/event-stream"))
async def events(
    caller: CallerDep,
    services: ServicesDep,
    last_event_id: Annotated[str | None, Header(max_length=64)] = None,
) -> StreamingResponse:
    """Server-sent events (WHATWG HTML, 9.2): item, task and quota changes; resumable by Last-Event-ID."""
    sent = services.hub.listen(caller.account.id, last_event_id)
    lines = (_line(each.id, each.event.model_dump_json() if each.event else None) async for each in sent)
    return StreamingResponse(lines, media_type="text/event-stream")


def _line(event_id: str, data: str | None) -> str:
    return f"id: {event_id}\ndata: {data}\n\n" if data else ": still here\n\n"
