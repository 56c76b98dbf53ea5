"""Quota by code over HTTP."""

from fastapi import APIRouter

from desktop_app.api.envelope import Success
from desktop_app.api.sessions import Redeem, Redeemed
from desktop_app.core.errors import CodeUsedError, NotFoundError, TooManyTriesError
from desktop_app.server.answers import REFUSED, described
from desktop_app.server.cloud_context import CloudDep, MemberDep

router = APIRouter(prefix="/api/topups", tags=["topups"], responses=REFUSED)


@router.post("/redeem", responses=described(NotFoundError, CodeUsedError, TooManyTriesError))
def redeem(request: Redeem, member: MemberDep, cloud: CloudDep) -> Success[Redeemed]:
    """Add the quota of a code to the account; each code once."""
    return Success(data=cloud.topups.redeem(member.account.id, request.code, member.address))
