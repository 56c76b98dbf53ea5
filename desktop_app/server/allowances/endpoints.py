"""Allowances over HTTP."""

from fastapi import APIRouter

from desktop_app.api.allowances import AskAllowance
from desktop_app.api.envelope import Success
from desktop_app.api.sync import AllowanceAnswer
from desktop_app.core.errors import (
    ComputersAwaitedError,
    DeviceClosedError,
    DeviceQuarantinedError,
    InsufficientQuotaError,
    KeyReusedError,
)
from desktop_app.server.answers import REFUSED, described
from desktop_app.server.cloud_context import CloudDep, MemberDep

router = APIRouter(prefix="/api/allowances", tags=["allowances"], responses=REFUSED)


_REFUSALS = (InsufficientQuotaError, KeyReusedError, DeviceClosedError, DeviceQuarantinedError, ComputersAwaitedError)


@router.post("", responses=described(*_REFUSALS))
def ask_allowance(request: AskAllowance, member: MemberDep, cloud: CloudDep) -> Success[AllowanceAnswer]:
    """Move quota from the pool to this computer: what is wanted, or what there is. The same id gets the same token."""
    return Success(data=cloud.allowances.ask(member.account.id, member.device, request))
