"""The long tokens of sign-ins, in the system's keyring; where there is none, in memory until the program ends.

Never in a file, and never with a backend that only pretends. A keyring may ask the person at the screen and not answer
for minutes, or for ever: it is asked in a thread of its own, which nobody waits for longer than a few seconds.

How each failure ends:
    no keyring, a locked one, one that is asked in vain     memory, and `is_session_only` says so
    a keyring that forgets                                  likewise
"""

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

log = logging.getLogger(__name__)

SERVICE = "CleanRack"
SECONDS = 5.0
_REFUSED = ("keyring.backends.null", "keyring.backends.fail", "keyrings.alt")
"""Backends that keep nothing, or keep it for everybody to read."""


class Credentials:
    """Where tokens are kept, by name."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._memory: dict[str, str] = {}
        self._only_here: set[str] = set()

    def of(self, name: str) -> "Credential":
        """The place of one sign-in."""
        return Credential(self, name)

    def is_session_only(self, name: str) -> bool:
        """Whether the sign-in ends with the program."""
        return name in self._only_here

    async def load(self, name: str) -> str | None:
        """What was kept last, by this program or another one."""
        if name in self._only_here:
            return self._memory.get(name)
        kept = await self._ask(lambda keyring: keyring.get_password(SERVICE, name))
        return kept or self._memory.get(name)

    async def save(self, name: str, token: str) -> None:
        """Keep a token; in memory at least."""
        self._memory[name] = token
        kept = await self._ask(lambda keyring: _kept(keyring, name, token))
        if kept:
            self._only_here.discard(name)
        elif name not in self._only_here:
            self._only_here.add(name)
            log.warning("there is no keyring to keep the sign-in in; it ends with the program")

    async def drop(self, name: str) -> None:
        """Forget a token."""
        self._memory.pop(name, None)
        self._only_here.discard(name)
        await self._ask(lambda keyring: _dropped(keyring, name))

    async def _ask(self, question: "Callable[[KeyringBackend], T]") -> T | None:
        loop = asyncio.get_running_loop()
        answered: asyncio.Future[T | None] = loop.create_future()

        def work() -> None:
            answer = _answer(question)
            loop.call_soon_threadsafe(_settle, answered, answer)

        # A daemon: a keyring that waits for a person must not keep the program from ending.
        threading.Thread(target=_quietly, args=(work,), name="keyring", daemon=True).start()
        try:
            return await asyncio.wait_for(answered, self._seconds)
        except TimeoutError:
            log.warning("the keyring does not answer")
            return None


class Credential:
    """The long token of one sign-in; see client.tokens.Keep."""

    def __init__(self, credentials: Credentials, name: str) -> None:
        self._credentials = credentials
        self._name = name

    async def load(self) -> str | None:
        """What was kept last."""
        return await self._credentials.load(self._name)

    async def save(self, refresh_token: str) -> None:
        """Keep this one."""
        await self._credentials.save(self._name, refresh_token)


def _settle(answered: "asyncio.Future[T | None]", answer: T | None) -> None:
    if not answered.done():
        answered.set_result(answer)


def _quietly(work: Callable[[], None]) -> None:
    try:
        work()
    except RuntimeError:  # the loop was closed meanwhile: nobody asks any more
        log.info("the keyring answered too late")


def _answer(question: "Callable[[KeyringBackend], T]") -> T | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        backend = keyring.get_keyring()
        return question(backend) if _is_honest(backend) else None
    except (KeyringError, OSError, RuntimeError, ValueError) as exc:
        log.warning("the keyring cannot be used: %s", type(exc).__name__)
        return None


def _is_honest(backend: "KeyringBackend") -> bool:
    inner = getattr(backend, "backends", None)  # the chainer asks several
    chosen = list(inner) if inner is not None else [backend]
    return bool(chosen) and not any(type(each).__module__.startswith(_REFUSED) for each in chosen)


def _kept(keyring: "KeyringBackend", name: str, token: str) -> bool:
    keyring.set_password(SERVICE, name, token)
    return keyring.get_password(SERVICE, name) == token


def _dropped(keyring: "KeyringBackend", name: str) -> None:
    from keyring.errors import PasswordDeleteError

    try:
        keyring.delete_password(SERVICE, name)
    except PasswordDeleteError:
        log.info("the keyring had nothing to forget")
