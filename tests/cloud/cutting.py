"""A proxy that cuts connections: what a train, a tunnel and a bad router do to a sync."""

import asyncio
import contextlib
import random
import threading
from dataclasses import dataclass, field

LARGEST_BUDGET = 400_000
"""Bytes a doomed connection carries at most, both ways together, before it is cut."""
_PIECE = 16_384
_PACK = 10
_REST_SECONDS = 0.1


@dataclass
class Traffic:
    """What went through."""

    up: int = 0
    """Bytes towards the server."""
    down: int = 0
    connections: int = 0
    cut: int = 0
    asking: int = 0
    """Connections whose server was asked something and has not begun to answer."""

    @property
    def both(self) -> int:
        """Bytes either way."""
        return self.up + self.down


@dataclass
class _Fate:
    """How much a connection may still carry; infinite for most."""

    left: float
    carried: int = 0
    is_asking: bool = False
    moved_at: float = 0.0
    cut: bool = field(default=False)


class CuttingProxy:
    """Forwards one loopback port to another and cuts a share of the connections in their middle; seeded.

    The others are closed while they rest, once they have carried as much as a doomed one may: were they kept for
    ever, nothing would be cut any more after the first of them.
    """

    def __init__(self, *, target: int, seed: int, share: float = 0.4, budget: int = LARGEST_BUDGET) -> None:
        self.traffic = Traffic()
        self.share = share
        self._target = target
        self._random = random.Random(seed)
        self._pack: list[int] = []
        self._budget = budget
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._live, name="cutting proxy", daemon=True)
        self._thread.start()
        assert self._started.wait(10)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.sockets[0].getsockname()[1])

    @property
    def address(self) -> str:
        """Where to speak instead of to the server."""
        return f"http://127.0.0.1:{self.port}"

    def heal(self) -> None:
        """Cut no connection that begins from now on."""
        self.share = 0.0

    def close(self) -> None:
        """End it, and every connection through it."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _live(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self._started.set()
        self._loop.run_forever()
        self._server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.05))  # connections are aborted, and their ends heard of
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fate = _Fate(left=self._random.uniform(0, self._budget) if self._is_next_doomed() else float("inf"))
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        except OSError:
            writer.transport.abort()
            return
        self.traffic.connections += 1
        both = (writer, far_writer)
        tiring = self._loop.create_task(self._tire(fate, both))
        try:
            await asyncio.gather(
                self._carry(reader, far_writer, fate, both, up=True),
                self._carry(far_reader, writer, fate, both, up=False),
            )
        except asyncio.CancelledError:
            return  # the proxy closes; a server's callback must not end cancelled
        finally:
            tiring.cancel()
            self.traffic.asking -= fate.is_asking
            for each in both:
                each.transport.abort()

    def _is_next_doomed(self) -> bool:
        """Drawn from a pack that is shuffled when it is used up: the share is met among few connections, too."""
        if not self._pack:
            self._pack = self._random.sample(range(_PACK), _PACK)
        return self._pack.pop() < self.share * _PACK

    async def _carry(
        self,
        source: asyncio.StreamReader,
        target: asyncio.StreamWriter,
        fate: _Fate,
        both: tuple[asyncio.StreamWriter, asyncio.StreamWriter],
        *,
        up: bool,
    ) -> None:
        with contextlib.suppress(OSError):
            while piece := await source.read(_PIECE):
                self._count(fate, len(piece), up=up)
                if fate.left < 0:
                    self._cut(fate, both)
                    return
                target.write(piece)
                await target.drain()
        with contextlib.suppress(OSError, RuntimeError):
            target.close()

    async def _tire(self, fate: _Fate, both: tuple[asyncio.StreamWriter, asyncio.StreamWriter]) -> None:
        while fate.carried < self._budget or fate.is_asking or self._loop.time() - fate.moved_at < _REST_SECONDS:
            await asyncio.sleep(_REST_SECONDS)
        for each in both:
            each.close()

    def _count(self, fate: _Fate, size: int, *, up: bool) -> None:
        fate.left -= size
        fate.carried += size
        fate.moved_at = self._loop.time()
        self.traffic.asking += up - fate.is_asking
        fate.is_asking = up
        if up:
            self.traffic.up += size
        else:
            self.traffic.down += size

    def _cut(self, fate: _Fate, both: tuple[asyncio.StreamWriter, asyncio.StreamWriter]) -> None:
        if not fate.cut:
            fate.cut = True
            self.traffic.cut += 1
        for writer in both:
            writer.transport.abort()
