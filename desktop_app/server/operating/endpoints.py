"""Health and figures over HTTP, for balancers and Prometheus."""

from fastapi import APIRouter, Response

from desktop_app.api.envelope import Success
from desktop_app.core.errors import BusyError
from desktop_app.server.answers import REFUSED, described, sending
from desktop_app.server.cloud_context import CloudDep
from desktop_app.server.operating.health import Alive, Ready
from desktop_app.server.operating.metrics import CONTENT_TYPE

router = APIRouter(tags=["operating"], responses=REFUSED)


@router.get("/health/live")
def live() -> Success[Alive]:
    """This process answers."""
    return Success(data=Alive())


@router.get("/health/ready", responses=described(BusyError))
def ready(cloud: CloudDep) -> Success[Ready]:
    """Everything it stands on answers too: send it requests."""
    return Success(data=cloud.health.ready())


@router.get("/metrics", response_class=Response, responses=sending("text/plain"))
def metrics(cloud: CloudDep) -> Response:
    """Figures for Prometheus; from this machine, or with the metrics token."""
    return Response(cloud.metrics.text(), media_type=CONTENT_TYPE)
