"""Bytes on a socket: requests that no proper client would send."""

import socket
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from desktop_app.api.handshake import Handshake

Header = tuple[str, str]


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 where the server hung up without a word."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Request:
    """A request as it will stand on the wire."""

    method: str
    target: str
    headers: tuple[Header, ...]
    body: bytes = b""
    version: str = "HTTP/1.1"

    @classmethod
    def proper(cls, handshake: Handshake, method: str, target: str, body: bytes = b"", kind: str = "") -> Self:
        """One that the server carries out."""
        headers = (("Host", f"127.0.0.1:{handshake.port}"), ("Authorization", f"Bearer {handshake.token}"))
        typed = (("Content-Type", kind),) if kind else ()
        length = (("Content-Length", str(len(body))),) if body else ()
        return cls(method, target, (*headers, *typed, *length), body)

    def without(self, name: str) -> Self:
        """The same without a header."""
        return replace(self, headers=tuple(header for header in self.headers if header[0].lower() != name.lower()))

    def with_header(self, name: str, value: str) -> Self:
        """The same with one header replaced."""
        return self.without(name).and_header(name, value)

    def and_header(self, name: str, value: str) -> Self:
        """The same with one header more, even if it is there already."""
        return replace(self, headers=(*self.headers, (name, value)))

    def in_chunks(self, size: int = 65_536) -> Self:
        """The same with its length not told."""
        pieces = (self.body[at : at + size] for at in range(0, len(self.body), size))
        body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
        return replace(self.with_header("Transfer-Encoding", "chunked").without("Content-Length"), body=body)

    def raw(self) -> bytes:
        """All its bytes."""
        lines = [f"{self.method} {self.target} {self.version}", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + self.body

    def send(self, port: int) -> Answer:
        """What the server answers."""
        return exchange(port, [self.raw()])


def exchange(port: int, pieces: Iterable[bytes]) -> Answer:
    """Send bytes and read until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        try:
            for piece in pieces:
                line.sendall(piece)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it refused before it had heard everything
        return _parsed(_heard(line))


def _heard(line: socket.socket) -> bytes:
    heard = b""
    try:
        while piece := line.recv(65_536):
            heard += piece
    except ConnectionResetError:
        pass
    return heard


def _parsed(heard: bytes) -> Answer:
    if not heard:
        return Answer(0, {}, b"")
    head, _, body = heard.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]), headers, body)
