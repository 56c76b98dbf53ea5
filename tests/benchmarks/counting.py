"""A line between two parties that counts what goes over it: requests of HTTP/1.1, and bytes each way."""

import re
import socket
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import Self

_REQUEST = re.compile(rb"\b(GET|PUT|POST|HEAD|DELETE) \S+ HTTP/1\.1\r\n")
_PIECE = 256 * 1024


@dataclass
class Counted:
    """What went over a line."""

    requests: "Counter[str]" = field(default_factory=Counter)
    sent: int = 0
    """Bytes towards the server."""
    received: int = 0

    @property
    def total(self) -> int:
        """Requests of all kinds."""
        return self.requests.total()

    def since(self, before: "Counted") -> "Counted":
        """What came on top of an earlier count."""
        return Counted(self.requests - before.requests, self.sent - before.sent, self.received - before.received)

    def copy(self) -> "Counted":
        """As it stands now."""
        return Counted(self.requests.copy(), self.sent, self.received)


class CountingLine:
    """Listens on loopback and passes everything on to one server, unchanged."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._guard = threading.Lock()
        self.counted = Counted()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Where to speak instead of to the server."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with closing(near), suppress(OSError), closing(socket.create_connection(self._server)) as far:
            for each in (near, far):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._pour, args=(far, near, self._came), daemon=True)
            back.start()
            self._pour(near, far, self._went)
            back.join()

    def _pour(self, source: socket.socket, target: socket.socket, count: Callable[[bytes, bytes], bytes]) -> None:
        tail = b""
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                target.sendall(piece)
                tail = count(tail, piece)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    def _went(self, tail: bytes, piece: bytes) -> bytes:
        """A request line may lie across two pieces: what may be the beginning of one is looked at again."""
        seen = tail + piece
        found = [match.group(1).decode() for match in _REQUEST.finditer(seen)]
        end = max((match.end() for match in _REQUEST.finditer(seen)), default=0)
        with self._guard:
            self.counted.requests.update(found)
            self.counted.sent += len(piece)
        return seen[max(end, len(seen) - 2000) :]

    def _came(self, tail: bytes, piece: bytes) -> bytes:
        with self._guard:
            self.counted.received += len(piece)
        return b""


def kinds(requests: Mapping[str, int]) -> str:
    """What was asked for, by method."""
    return ", ".join(f"{count} {kind}" for kind, count in sorted(requests.items()))
