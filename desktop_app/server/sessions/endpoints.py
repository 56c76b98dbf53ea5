"""Signing in and out over HTTP."""

from fastapi import APIRouter

from desktop_app.api.envelope import Success
from desktop_app.api.sessions import Refresh, SessionView, SignIn, TokenPair
from desktop_app.core.errors import SessionEndedError, SignInRefusedError, TooManyTriesError
from desktop_app.server.answers import REFUSED, described
from desktop_app.server.cloud_context import AddressDep, CloudDep, MemberDep

router = APIRouter(prefix="/api/sessions", tags=["sessions"], responses=REFUSED)


@router.post("", status_code=201, responses=described(SignInRefusedError, TooManyTriesError))
async def sign_in(request: SignIn, address: AddressDep, cloud: CloudDep) -> Success[SessionView]:
    """Sign in with e-mail and password."""
    return Success(data=await cloud.sessions.sign_in(request, address))


@router.post("/refresh", responses=described(SessionEndedError, TooManyTriesError))
def refresh(request: Refresh, address: AddressDep, cloud: CloudDep) -> Success[TokenPair]:
    """New tokens for a refresh token; the same one once more as long as none of the new ones was used."""
    return Success(data=cloud.sessions.refresh(request.refresh_token, address))


@router.delete("/current")
def sign_out(member: MemberDep, cloud: CloudDep) -> Success[None]:
    """End this sign-in."""
    cloud.sessions.sign_out(member.session, member.account.id)
    return Success(data=None)
