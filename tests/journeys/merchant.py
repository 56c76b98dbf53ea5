"""What a merchant does, spoken in plain HTTP: every status, header and byte of an answer can be looked at."""

import io
import itertools
import json
import socket
import threading
import time
import uuid
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import quote

import httpx
from httpx_sse import connect_sse

from desktop_app.api.handshake import Handshake

PATIENCE = 60.0

Answer = dict[str, Any]
Wish = Callable[[Answer], bool]


def is_over(task: Answer) -> bool:
    """Whether nothing more will happen to a task by itself."""
    return task["status"] in ("completed", "failed", "cancelled")


class Merchant:
    """One caller with the right token."""

    def __init__(self, handshake: Handshake, *, language: str) -> None:
        self.http = httpx.Client(
            base_url=f"http://127.0.0.1:{handshake.port}",
            headers={"authorization": f"Bearer {handshake.token}", "accept-language": language},
            timeout=PATIENCE,
            trust_env=False,
        )

    def close(self) -> None:
        """Hang up."""
        self.http.close()

    def send(self, photo: bytes, name: str = "photo.jpg") -> httpx.Response:
        """Upload a photo; whatever the answer."""
        return self.http.post("/api/uploads", content=photo, headers={"x-file-name": quote(name)})

    def upload(self, photo: bytes, name: str = "photo.jpg") -> Answer:
        """Upload a photo that is taken."""
        return data(self.send(photo, name), status=201)

    def uploads(self, photos: Iterable[bytes], names: Iterable[str] = ()) -> list[str]:
        """Upload photos; their ids, in order."""
        named = itertools.chain(names, (f"photo{number}.jpg" for number in itertools.count(1)))
        return [self.upload(photo, name)["id"] for photo, name in zip(photos, named, strict=False)]

    def submit(
        self,
        upload_ids: list[str],
        *,
        key: str | None = None,
        single: bool = False,
        feature_id: str = "basic_clean",
        **chosen: Any,
    ) -> Any:
        """Ask for a batch (or a single task) with the parameters chosen; whatever the answer.

        A plain batch keeps its ground unless told otherwise: that is quick. A single task has the defaults.
        """
        if feature_id == "basic_clean" and not single:
            chosen = {"background": "keep", **chosen}
        body = {"feature_id": feature_id, "input_images": upload_ids, "input_data": chosen}
        return self.post("/api/tasks" if single else "/api/tasks/batch", body, key=key)

    def batch(self, upload_ids: list[str], **chosen: Any) -> str:
        """Submit a batch that is taken; its id."""
        return str(data(self.submit(upload_ids, **chosen), status=201)["task_id"])

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> httpx.Response:
        """POST JSON under an Idempotency-Key, a fresh one if none is given."""
        headers = {"idempotency-key": key or uuid.uuid4().hex}
        if body is None:
            return self.http.post(path, headers=headers)
        return self.http.post(path, json=body, headers=headers)

    def get(self, path: str, **query: str) -> Any:
        """GET that succeeds; its data."""
        return data(self.http.get(path, params=query))

    def task(self, task_id: str) -> Answer:
        """The task as it stands."""
        return dict(self.get(f"/api/tasks/{task_id}"))

    def steer(self, task_id: str, verb: str, body: Any = None) -> Answer:
        """cancel, pause, resume, retry-failed or refund a task that allows it."""
        return dict(data(self.post(f"/api/tasks/{task_id}/{verb}", body)))

    def wait(self, task_id: str, until: Wish = is_over) -> Answer:
        """The task once it is over, or once it is as wished."""
        *_, last = self.watch(task_id, until)
        return last

    def watch(self, task_id: str, until: Wish = is_over) -> list[Answer]:
        """Every state of the task that polling sees, the last one over."""
        deadline, seen = time.monotonic() + PATIENCE, [self.task(task_id)]
        while not until(seen[-1]):
            assert time.monotonic() < deadline, seen[-1]
            time.sleep(0.02)
            seen.append(self.task(task_id))
        return seen

    @property
    def balance(self) -> int:
        """Quota that can be spent now."""
        return int(self.get("/api/quota")["balance"])

    def archive(self, task_id: str, **wished: Any) -> zipfile.ZipFile:
        """The task's ZIP, opened and found whole."""
        answer = self.http.post(f"/api/tasks/{task_id}/download-zip", json=wished)
        assert answer.status_code == 200, answer.text
        opened = zipfile.ZipFile(io.BytesIO(answer.content))
        assert opened.testzip() is None
        return opened

    @contextmanager
    def listening(self, last_event_id: str | None = None) -> Iterator["Heard"]:
        """Hear the server's events while the block runs."""
        headers = {"last-event-id": last_event_id} if last_event_id else {}
        with (
            httpx.Client(base_url=self.http.base_url, headers=self.http.headers, timeout=PATIENCE) as line,
            connect_sse(line, "GET", "/api/events", headers=headers) as source,
        ):
            assert source.response.status_code == 200
            heard = Heard()
            ear = threading.Thread(target=heard.attend, args=(source.iter_sse(),), daemon=True)
            ear.start()
            yield heard
            with suppress(OSError):  # the server may have hung up before
                line_out = source.response.extensions["network_stream"].get_extra_info("socket")
                line_out.shutdown(socket.SHUT_RDWR)  # wakes the ear, which a mere close would not
            heard.ended()
            ear.join()


class Heard:
    """Events in the order they came."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Answer]] = []
        self._came = threading.Condition()
        self._over = threading.Event()

    def attend(self, stream: Iterable[Any]) -> None:
        """Take events down until the line is cut."""
        with suppress(httpx.HTTPError, OSError):
            for event in stream:
                with self._came:
                    self.events.append((event.id, json.loads(event.data)))
                    self._came.notify_all()
        self._over.set()

    def ended(self) -> None:
        """Wait until the line is cut."""
        assert self._over.wait(PATIENCE)

    def until(self, wished: Wish) -> list[Answer]:
        """Every event up to the first that is as wished."""
        with self._came:
            assert self._came.wait_for(lambda: any(wished(event) for _, event in self.events), PATIENCE), self.events
        heard = [event for _, event in self.events]
        return heard[: next(place for place, event in enumerate(heard) if wished(event)) + 1]

    def of(self, kind: str) -> list[Answer]:
        """Events of a type."""
        return [event for _, event in self.events if event["type"] == kind]


def data(answer: httpx.Response, *, status: int = 200) -> Any:
    """The data of an answer that succeeded."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    body = answer.json()
    assert body["success"] is True
    return body["data"]


def refusal(answer: httpx.Response) -> tuple[int, int, str]:
    """(HTTP status, code, sentence) of an answer that refused, in the envelope and with no data."""
    body = answer.json()
    assert body["success"] is False
    assert "data" not in body
    return answer.status_code, body["error"]["code"], body["error"]["message"]
