"""A tiny real HTTP server that misbehaves on purpose."""

import json
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from desktop_app.client.retry import Retry
from desktop_app.client.server import ServerClient
from desktop_app.client.transport import Transport
from desktop_app.core.words import Language


@dataclass(frozen=True)
class Heard:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Answer = Callable[[Heard], bytes | None]
"""The bytes of a whole answer; None cuts the connection without one. Either way the connection ends."""


class Wire:
    """Hands every request to `answer`, and remembers it."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.heard: list[Heard] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def client(self) -> ServerClient:
        retry = Retry(base=0.001)
        return ServerClient(Transport(base_url=self.url, token="secret", language=Language.ENGLISH, retry=retry))

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                heard = _read(connection)
                self.heard.append(heard)
                if (answer := self._answer(heard)) is not None:
                    connection.sendall(answer)


def json_answer(value: Any, status: int = 200) -> bytes:
    body = json.dumps(value).encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body


def success(data: Any) -> bytes:
    return json_answer({"success": True, "data": data})


def events(*sent: tuple[str, str]) -> bytes:
    """Server-sent events as (id, data), and then the end of the connection."""
    body = "".join(f"id: {number}\ndata: {data}\n\n" for number, data in sent)
    return f"HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n{body}".encode()


def in_turn(*answers: bytes | None) -> Answer:
    """One answer after the other, the last one again and again."""
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def _read(connection: socket.socket) -> Heard:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        body += connection.recv(65536)
    method, path, _ = first.split(" ")
    return Heard(method, path, headers, body)
