"""One gate to the server: token, language, tries, and every foreign error turned into one of ours.

How each failure ends:
    nothing was sent (no connection)        try again      always safe
    sent, no whole answer                   try again      only what may be repeated, see Request.repeatable
    502, 503, 504 or shutting down          try again      likewise
    a refusal in the envelope               raise          the class its slug names, with the server's sentence
    anything that is not our envelope       raise          ServerLostError
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Self, TypeVar

import httpx
import httpx_sse
from pydantic import BaseModel, TypeAdapter, ValidationError

from desktop_app.api.envelope import Failure
from desktop_app.client.retry import Retry
from desktop_app.core.errors import CleanRackError, ServerLostError, ShuttingDownError, by_slug
from desktop_app.core.words import Language

T = TypeVar("T")
Body = Callable[[], AsyncIterator[bytes]]
"""Gives the bytes of a request from the beginning, each time it is asked."""
Heard = AsyncIterator[httpx_sse.ServerSentEvent]

_TIMEOUT = httpx.Timeout(120.0, connect=5.0, pool=None)
_STREAM_TIMEOUT = httpx.Timeout(5.0, read=45.0)
"""Three missed heartbeats: the connection is dead, whatever it looks like."""
# Shorter than the server's 5 s: it must never close a connection that we are about to use.
_LIMITS = httpx.Limits(max_connections=40, max_keepalive_connections=20, keepalive_expiry=2.0)
_UNSENT = (httpx.ConnectError, httpx.ConnectTimeout)


@dataclass(frozen=True, kw_only=True)
class Request:
    """One call as it goes over the wire."""

    method: str = "GET"
    path: str
    query: Mapping[str, str | int] = field(default_factory=dict)
    json: BaseModel | None = None
    body: Body | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    key: str | None = None
    """Idempotency-Key: the same on every try."""
    harmless: bool = False
    """A POST that changes nothing, or nothing worse than twice."""

    @property
    def repeatable(self) -> bool:
        """Whether sending it again is safe when nobody knows if the first one arrived."""
        return self.method == "GET" or self.key is not None or self.harmless

    def all_headers(self) -> dict[str, str]:
        """Headers of the call, the key included."""
        keyed = {"Idempotency-Key": self.key} if self.key else {}
        typed = {"Content-Type": "application/json"} if self.json is not None else {}
        return {**self.headers, **keyed, **typed}


class Transport:
    """Carries calls to one server in one language."""

    def __init__(self, *, base_url: str, token: str, language: Language, retry: Retry | None = None) -> None:
        self._retry = retry or Retry()
        self._http = httpx.AsyncClient(
            base_url=base_url,
            headers={"Authorization": f"Bearer {token}", "Accept-Language": language.value},
            timeout=_TIMEOUT,
            limits=_LIMITS,
            trust_env=False,  # loopback never goes through a proxy
            follow_redirects=False,
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def ask(self, request: Request, shape: type[T]) -> T:
        """The answer's data. Raises the CleanRackError the server tells, or ServerLostError."""
        content = await self.content(request)
        try:
            answer: T = TypeAdapter(shape).validate_python(json.loads(content)["data"])
        except (ValidationError, ValueError, KeyError, TypeError) as exc:
            raise ServerLostError(reason=f"{request.path}: an answer we do not understand") from exc
        return answer

    async def content(self, request: Request) -> bytes:
        """The answer's bytes."""

        async def attempt() -> bytes:
            async with self.opened(request) as answer:
                return await answer.aread()

        return await self.persistently(attempt, request)

    async def persistently(self, attempt: Callable[[], Awaitable[T]], request: Request) -> T:
        """What `attempt` gives; it is tried again where that is safe for `request`."""
        return await self._retry.run(attempt, lambda error: _may_repeat(error, request))

    @asynccontextmanager
    async def opened(self, request: Request) -> AsyncIterator[httpx.Response]:
        """One try: the answer with its body still to be read. Refusals are raised."""
        if self._http.is_closed:
            raise ServerLostError(reason="closed")
        with translated():
            async with self._http.stream(
                request.method,
                request.path,
                params=dict(request.query),
                content=request.body() if request.body else _encoded(request.json),
                headers=request.all_headers(),
            ) as answer:
                if not answer.is_success:
                    await answer.aread()
                    raise refusal(answer)
                yield answer

    @asynccontextmanager
    async def listening(
        self, path: str, last_event_id: str | None, further: Mapping[str, str] | None = None
    ) -> AsyncIterator[AsyncIterator[httpx_sse.ServerSentEvent]]:
        """A stream of server-sent events, from after `last_event_id`."""
        headers = {**(further or {}), **({"Last-Event-ID": last_event_id} if last_event_id else {})}
        with translated():
            async with httpx_sse.aconnect_sse(
                self._http, "GET", path, headers=headers, timeout=_STREAM_TIMEOUT
            ) as source:
                if not source.response.is_success:
                    await source.response.aread()
                    raise refusal(source.response)
                yield source.aiter_sse()


@contextmanager
def translated() -> Iterator[None]:
    """httpx's errors leave as ours."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL) as exc:
        raise ServerLostError(reason=str(exc) or type(exc).__name__) from exc


def refusal(answer: httpx.Response) -> CleanRackError:
    """The error that an answer tells; the server's own sentence goes with it as a note, see `told`."""
    seconds: str = answer.headers.get("retry-after", "")
    wait = {"retry_after": int(seconds)} if seconds.isdecimal() else {}
    try:
        error = Failure.model_validate_json(answer.content).error
    except ValidationError:
        return ServerLostError(reason=f"HTTP {answer.status_code}", **wait)
    found = by_slug(error.slug)(**{**wait, **error.details})
    found.add_note(error.message)
    return found


def told(error: CleanRackError) -> str | None:
    """The sentence the server sent along with an error, in the language that was asked for."""
    return next(iter(getattr(error, "__notes__", [])), None)


def _may_repeat(error: CleanRackError, request: Request) -> bool:
    if isinstance(error.__cause__, _UNSENT):
        return True
    return request.repeatable and isinstance(error, ServerLostError | ShuttingDownError)


def _encoded(body: BaseModel | None) -> bytes | None:
    return body.model_dump_json().encode() if body is not None else None
