"""The cloud's calls, typed; all raise what the cloud tells, or CloudUnreachableError, or CloudUntrustedError."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote

from pydantic import BaseModel, TypeAdapter, ValidationError

from desktop_app.api import events
from desktop_app.api.allowances import Anchor, AskAllowance
from desktop_app.api.devices import DeviceView, NewDevice, Recover, Recovered
from desktop_app.api.sessions import DeleteAccount, Redeem, Redeemed, Refresh, SessionView, SignIn, SignUp, TokenPair
from desktop_app.api.sync import (
    AllowanceAnswer,
    BlobPlace,
    BlobRef,
    BlobSource,
    DoneAnswer,
    DoneBlobs,
    Event,
    Hello,
    HelloAnswer,
    PullAnswer,
    Push,
    PushAnswer,
    WantBlobs,
)
from desktop_app.api.tasks import CreateTask, TaskCreated
from desktop_app.api.uploads import NAME_HEADER, UploadView
from desktop_app.client.outside import CALL_SECONDS, Outside, address, reaching
from desktop_app.client.retry import Retry
from desktop_app.client.sending import in_pieces, unheard
from desktop_app.client.tokens import AccessTokens
from desktop_app.client.transport import Request, Transport
from desktop_app.core.errors import SessionEndedError, UnauthenticatedError
from desktop_app.core.words import Language

T = TypeVar("T")
Hint = events.Event

UPLOAD_SECONDS = 600.0
"""For one photo, of 50 MB at most, over a slow line."""

_HINT: TypeAdapter[Hint] = TypeAdapter(Hint)
_RETRY = Retry(tries=2)
"""One more for a connection that had gone stale; patience is the sync engine's."""


class CloudTransport(Transport):
    """A transport that leaves this computer; who calls stands in each request."""

    def __init__(self, *, server: str, outside: Outside) -> None:
        self._retry = _RETRY
        self._http = outside.client(address(server), base=True)
        self._http.headers["Accept-Language"] = Language.ENGLISH.value


class CloudDoor:
    """What the cloud answers to those who are not signed in yet."""

    def __init__(self, transport: CloudTransport) -> None:
        self._transport = transport

    async def sign_up(self, email: str, password: str, device: NewDevice) -> SessionView:
        """A new account, signed in. Raises SignUpClosedError, EmailTakenError, TooManyTriesError."""
        return await self._ask("/api/accounts", SignUp(email=email, password=password, device=device), SessionView)

    async def sign_in(self, email: str, password: str, device: NewDevice, device_id: str | None) -> SessionView:
        """Sign in. Raises SignInRefusedError, TooManyTriesError."""
        asked = SignIn(email=email, password=password, device=device, device_id=device_id)
        return await self._ask("/api/sessions", asked, SessionView)

    async def refresh(self, refresh_token: str) -> TokenPair:
        """New tokens. Raises SessionEndedError."""
        return await self._ask("/api/sessions/refresh", Refresh(refresh_token=refresh_token), TokenPair)

    async def close(self) -> None:
        """Close every connection."""
        await self._transport.close()

    async def _ask(self, path: str, body: SignUp | SignIn | Refresh, shape: type[T]) -> T:
        async with reaching():
            return await self._transport.ask(Request(method="POST", path=path, json=body), shape)


class CloudClient:
    """One account at the cloud, for one computer of it; use it inside one asyncio loop."""

    def __init__(self, transport: CloudTransport, tokens: AccessTokens) -> None:
        self._transport = transport
        self._tokens = tokens

    # sync

    async def hello(self, asked: Hello) -> HelloAnswer:
        """Where does the cloud stand with us? Raises DeviceClosedError."""
        return await self._post("/api/sync/hello", asked, HelloAnswer)

    async def push(self, device: str, events: list[Event]) -> PushAnswer:
        """Tell what that computer did. Raises SyncGapError, DeviceQuarantinedError, DeviceClosedError."""
        return await self._post("/api/sync/events", Push(device=device, events=events), PushAnswer)

    async def pull(self, after: int, limit: int) -> PullAnswer:
        """Hear what was done."""
        query: dict[str, str | int] = {"after": after, "limit": limit}
        return await self._ask(Request(path="/api/sync/events", query=query), PullAnswer)

    async def hints(self) -> AsyncGenerator[Hint, None]:
        """What moves in the account, until the stream breaks; use with `aclosing`. What we do not know is a resync."""
        token = await self._tokens.valid()
        async with self._transport.listening("/api/events", None, {"Authorization": f"Bearer {token}"}) as heard:
            yield events.ResyncEvent()  # what moved before the line was open was not heard
            async for each in heard:
                yield _hint(each.data)

    # tasks that the cloud carries out

    async def upload(self, data: bytes, name: str) -> UploadView:
        """Send one photo. Raises UploadTooLargeError, UnsupportedFormatError."""
        headers = {NAME_HEADER: quote(name, safe="/"), "Content-Length": str(len(data))}
        # Sent twice, the photo would merely be there twice, one of them unused.
        request = Request(
            method="POST", path="/api/uploads", body=in_pieces(data, unheard), headers=headers, harmless=True
        )
        return await self._known(
            request, lambda signed: self._transport.ask(signed, UploadView), seconds=UPLOAD_SECONDS
        )

    async def create(self, asked: CreateTask, *, is_batch: bool, key: str) -> TaskCreated:
        """Have a task made, once for each key. Raises InsufficientQuotaError, RateLimitedError, NotFoundError."""
        path = "/api/tasks/batch" if is_batch else "/api/tasks"
        return await self._ask(Request(method="POST", path=path, json=asked, key=key), TaskCreated)

    async def steer(self, task_id: str, verb: str, *, key: str | None, body: BaseModel | None) -> None:
        """Stop, pause, resume, retry or refund a task there. Raises StateConflictError and its kind."""
        await self._do(Request(method="POST", path=f"/api/tasks/{task_id}/{verb}", json=body, key=key))

    # quota

    async def allowance(self, request_id: str, want: int) -> AllowanceAnswer:
        """Have quota moved here; the same again for the same id. Raises InsufficientQuotaError."""
        return await self._post("/api/allowances", AskAllowance(id=request_id, want=want), AllowanceAnswer)

    async def redeem(self, code: str) -> Redeemed:
        """Add a code's quota. Raises NotFoundError, CodeUsedError, TooManyTriesError."""
        return await self._post("/api/topups/redeem", Redeem(code=code), Redeemed, harmless=False)

    # pictures

    async def want(self, items: Sequence[BlobRef]) -> list[BlobPlace]:
        """Which pictures are to be sent, and where to?"""
        return await self._post("/api/blobs/want", WantBlobs(items=list(items)), list[BlobPlace])

    async def done(self, hashes: Sequence[str]) -> DoneAnswer:
        """These were sent; the cloud looks at them."""
        return await self._post("/api/blobs/done", DoneBlobs(sha256=list(hashes)), DoneAnswer)

    async def blob(self, sha256: str) -> BlobSource:
        """Where to get a picture. Raises NotFoundError where the cloud has it not."""
        return await self._ask(Request(path=f"/api/blobs/{sha256}"), BlobSource)

    # account

    async def devices(self) -> list[DeviceView]:
        """The account's computers."""
        return await self._ask(Request(path="/api/devices"), list[DeviceView])

    async def forget(self, device_id: str) -> None:
        """Take a computer off the account."""
        await self._do(Request(method="POST", path=f"/api/devices/{device_id}/forget", harmless=True))

    async def recover(self, device_id: str, claim: str, anchor: Anchor | None) -> Recovered:
        """Settle a computer that cannot go on under its id; the same again for the same claim."""
        asked = Recover(claim=claim, anchor=anchor)
        return await self._post(f"/api/devices/{device_id}/recover", asked, Recovered)

    async def sign_out(self) -> None:
        """End this sign-in."""
        await self._do(Request(method="DELETE", path="/api/sessions/current", harmless=True))

    async def delete_account(self, password: str) -> None:
        """Delete the account for good. Raises SignInRefusedError."""
        asked = DeleteAccount(password=password)
        await self._do(Request(method="POST", path="/api/accounts/me/delete", json=asked))

    async def close(self) -> None:
        """Close every connection."""
        await self._transport.close()

    async def _post(self, path: str, body: BaseModel, shape: type[T], *, harmless: bool = True) -> T:
        return await self._ask(Request(method="POST", path=path, json=body, harmless=harmless), shape)

    async def _ask(self, request: Request, shape: type[T]) -> T:
        return await self._known(request, lambda signed: self._transport.ask(signed, shape))

    async def _do(self, request: Request) -> None:
        await self._known(request, self._transport.content)

    async def _known(
        self, request: Request, call: Callable[[Request], Awaitable[T]], seconds: float = CALL_SECONDS
    ) -> T:
        """The answer to somebody signed in; a token that is over is renewed once. Raises SessionEndedError."""
        async with reaching(seconds):
            token = await self._tokens.valid()
            try:
                return await call(_signed(request, token))
            except UnauthenticatedError:
                token = await self._tokens.renewed(token)
            try:
                return await call(_signed(request, token))
            except UnauthenticatedError as exc:
                raise SessionEndedError from exc


def _signed(request: Request, token: str) -> Request:
    return replace(request, headers={**request.headers, "Authorization": f"Bearer {token}"})


def _hint(data: str) -> Hint:
    try:
        return _HINT.validate_json(data)
    except ValidationError:
        return events.ResyncEvent()
