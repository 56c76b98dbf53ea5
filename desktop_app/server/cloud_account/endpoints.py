"""The cloud account over HTTP, for the window and the command line of this computer."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from desktop_app.api.cloud_account import (
    CloudAccountView,
    DeleteHere,
    HistoryTaken,
    KeepAlong,
    RedeemHere,
    SignInHere,
    SignOutHere,
)
from desktop_app.api.devices import DeviceView
from desktop_app.api.envelope import Success
from desktop_app.api.sessions import Redeemed
from desktop_app.core.errors import (
    CloudUnreachableError,
    CodeUsedError,
    EmailTakenError,
    NotFoundError,
    NotSignedInError,
    SignInRefusedError,
    SignUpClosedError,
    StateConflictError,
    TooManyTriesError,
)
from desktop_app.server.answers import REFUSED, described
from desktop_app.server.cloud_account.desk import Desk

_SIGNED_IN = described(NotSignedInError, CloudUnreachableError)

router = APIRouter(prefix="/api/account", tags=["account"], responses=REFUSED)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


DeskDep = Annotated[Desk, Depends(_desk)]


@router.get("")
async def account(desk: DeskDep) -> Success[CloudAccountView]:
    """Who is signed in, and where sync stands."""
    return Success(data=await desk.view())


@router.post("/sign-in", responses=described(SignInRefusedError, EmailTakenError, SignUpClosedError, TooManyTriesError))
async def sign_in(asked: SignInHere, desk: DeskDep) -> Success[CloudAccountView]:
    """Sign this computer in; it works for the account from now on."""
    await desk.sign_in(asked)
    return Success(data=await desk.view())


@router.post("/sign-out", responses={**_SIGNED_IN, **described(StateConflictError)})
async def sign_out(desk: DeskDep, asked: SignOutHere | None = None) -> Success[CloudAccountView]:
    """Back to the trial account; what was made stays on this computer."""
    await desk.sign_out(asked or SignOutHere())
    return Success(data=await desk.view())


@router.post("/sync", responses=_SIGNED_IN)
async def sync(desk: DeskDep) -> Success[CloudAccountView]:
    """Tell and hear now."""
    await desk.sync()
    return Success(data=await desk.view())


@router.post("/pause", responses=_SIGNED_IN)
async def pause(desk: DeskDep) -> Success[CloudAccountView]:
    """Tell nothing and ask nothing."""
    await desk.pause()
    return Success(data=await desk.view())


@router.post("/resume", responses=_SIGNED_IN)
async def resume(desk: DeskDep) -> Success[CloudAccountView]:
    """Go on with sync."""
    await desk.resume()
    return Success(data=await desk.view())


@router.post("/recover", responses={**_SIGNED_IN, **described(StateConflictError)})
async def recover(desk: DeskDep) -> Success[CloudAccountView]:
    """Have a frozen computer settled; it goes on under a new id."""
    await desk.recover()
    return Success(data=await desk.view())


@router.post("/take-trial", responses=_SIGNED_IN)
async def take_trial(desk: DeskDep) -> Success[HistoryTaken]:
    """Take the ended tasks of the trial account into the account."""
    return Success(data=await desk.take_trial())


@router.post("/redeem", responses={**_SIGNED_IN, **described(NotFoundError, CodeUsedError, TooManyTriesError)})
async def redeem(asked: RedeemHere, desk: DeskDep) -> Success[Redeemed]:
    """Add a top-up code's quota to the account."""
    return Success(data=await desk.redeem(asked.code))


@router.post("/allowance", responses=_SIGNED_IN)
async def keep_along(asked: KeepAlong, desk: DeskDep) -> Success[CloudAccountView]:
    """Have so much quota stay on this computer for work without network."""
    await desk.keep_along(asked.amount)
    return Success(data=await desk.view())


@router.post("/delete", responses={**_SIGNED_IN, **described(SignInRefusedError)})
async def delete(asked: DeleteHere, desk: DeskDep) -> Success[CloudAccountView]:
    """Delete the account everywhere; pictures on this computer stay."""
    await desk.delete(asked.password)
    return Success(data=await desk.view())


@router.get("/devices", responses=_SIGNED_IN)
async def devices(desk: DeskDep) -> Success[list[DeviceView]]:
    """The account's computers."""
    return Success(data=await desk.devices())


@router.post("/devices/{device_id}/forget", responses={**_SIGNED_IN, **described(NotFoundError)})
async def forget(device_id: str, desk: DeskDep) -> Success[CloudAccountView]:
    """Take a computer off the account; quota on it is lost."""
    await desk.forget(device_id)
    return Success(data=await desk.view())
