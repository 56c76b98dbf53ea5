"""Accounts of the cloud over HTTP."""

from fastapi import APIRouter

from desktop_app.api.envelope import Success
from desktop_app.api.sessions import AccountView, ChangePassword, DeleteAccount, SessionView, SignUp
from desktop_app.core.errors import EmailTakenError, SignInRefusedError, SignUpClosedError, TooManyTriesError
from desktop_app.server.answers import REFUSED, described
from desktop_app.server.cloud_context import AddressDep, CloudDep, MemberDep

router = APIRouter(prefix="/api/accounts", tags=["accounts"], responses=REFUSED)

_PROVEN = described(SignInRefusedError, TooManyTriesError)


@router.post("", status_code=201, responses=described(SignUpClosedError, EmailTakenError, TooManyTriesError))
async def sign_up(request: SignUp, address: AddressDep, cloud: CloudDep) -> Success[SessionView]:
    """Make an account and sign in to it."""
    return Success(data=await cloud.sessions.sign_up(request, address))


@router.get("/me")
def me(member: MemberDep, cloud: CloudDep) -> Success[AccountView]:
    """The account that is signed in."""
    return Success(data=cloud.sessions.me(member.account.id))


@router.post("/me/password", responses=_PROVEN)
async def change_password(request: ChangePassword, member: MemberDep, cloud: CloudDep) -> Success[None]:
    """Another password; all other sign-ins end."""
    await cloud.sessions.change_password(member.account.id, member.session, request, member.address)
    return Success(data=None)


@router.post("/me/delete", responses=_PROVEN)
async def delete_account(request: DeleteAccount, member: MemberDep, cloud: CloudDep) -> Success[None]:
    """Delete the account for good, with all tasks and pictures. What its quota did stays, under a number alone."""
    await cloud.sessions.prove(member.account.id, request.password, member.address)
    await cloud.deletion.delete(member.account)
    return Success(data=None)
