"""The bundled server's calls about the cloud account, typed; all raise CleanRackError."""

from pydantic import BaseModel

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
from desktop_app.api.sessions import Redeemed
from desktop_app.client.transport import Request, Transport


class AccountCalls:
    """Who is signed in on this computer, where sync stands, and what can be done about it.

    Calls without an answer of their own leave what is new to `view`.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def view(self) -> CloudAccountView:
        """Who is signed in, and where sync stands."""
        return await self._transport.ask(Request(path="/api/account"), CloudAccountView)

    async def devices(self) -> list[DeviceView]:
        """The account's computers, as the cloud knows them. Raises CloudUnreachableError, NotSignedInError."""
        return await self._transport.ask(Request(path="/api/account/devices"), list[DeviceView])

    async def sign_in(self, request: SignInHere) -> None:
        """Sign this computer in, or make the account first.

        Raises SignInRefusedError, EmailTakenError, SignUpClosedError, TooManyTriesError, CloudUnreachableError,
        CloudUntrustedError.
        """
        await self._do("sign-in", request, harmless=False)

    async def sign_out(self, *, forget: bool = False) -> None:
        """Back to the trial account; what is on this computer stays. `forget` also takes it off the account's list."""
        await self._do("sign-out", SignOutHere(forget=forget))

    async def sync(self) -> None:
        """Push and pull now."""
        await self._do("sync")

    async def pause(self) -> None:
        """Tell the cloud nothing and ask it nothing, until `resume`."""
        await self._do("pause")

    async def resume(self) -> None:
        """Go on with sync."""
        await self._do("resume")

    async def recover(self) -> None:
        """Have a frozen computer settled by the cloud; it goes on under a new id. The same again changes nothing."""
        await self._do("recover")

    async def take_trial(self) -> HistoryTaken:
        """Take the trial account's ended tasks into the account, for good."""
        call = Request(method="POST", path="/api/account/take-trial", harmless=True)
        return await self._transport.ask(call, HistoryTaken)

    async def redeem(self, code: str) -> Redeemed:
        """Add a top-up code's quota. Raises NotFoundError (`what` = code), CodeUsedError, TooManyTriesError."""
        call = Request(method="POST", path="/api/account/redeem", json=RedeemHere(code=code))
        return await self._transport.ask(call, Redeemed)

    async def keep_along(self, amount: int) -> None:
        """Have so much quota stay on this computer for work without network."""
        await self._do("allowance", KeepAlong(amount=amount))

    async def delete(self, password: str) -> None:
        """Delete the account everywhere, for good. Raises SignInRefusedError for a wrong password."""
        await self._do("delete", DeleteHere(password=password), harmless=False)

    async def forget(self, device_id: str) -> None:
        """Take another computer off the account; quota on it is lost."""
        await self._do(f"devices/{device_id}/forget")

    async def _do(self, verb: str, request: BaseModel | None = None, *, harmless: bool = True) -> None:
        call = Request(method="POST", path=f"/api/account/{verb}", json=request, harmless=harmless)
        await self._transport.content(call)
