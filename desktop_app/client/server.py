"""The server's calls, typed: one method for each call of the wire. All raise CleanRackError."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from pathlib import Path
from typing import Self, TypeVar
from urllib.parse import quote

from desktop_app.api.diagnostics import DiagnosticsView
from desktop_app.api.events import Event
from desktop_app.api.export import ExportTask
from desktop_app.api.features import FeatureView
from desktop_app.api.handshake import Handshake
from desktop_app.api.library import AssetPage, AssetView, Selected, Selection
from desktop_app.api.previews import CreatePreview
from desktop_app.api.quota import EntryKind, EntryPage, EntryView, QuotaView
from desktop_app.api.tasks import (
    CreateTask,
    RefundItems,
    RetryItems,
    TaskCreated,
    TaskPage,
    TaskSummary,
    TaskView,
)
from desktop_app.api.uploads import NAME_HEADER, UploadView
from desktop_app.client import keeping
from desktop_app.client.account import AccountCalls
from desktop_app.client.events import listen
from desktop_app.client.sending import Forward, OnProgress, in_pieces, photo_bytes, unheard
from desktop_app.client.transport import Request, Transport
from desktop_app.core import ids
from desktop_app.core.words import Language

T = TypeVar("T")

_PAGE = 200


class ServerClient:
    """One server, asked by one account. Use it inside one asyncio loop; `async with` closes its connections.

    Calls that move quota take `key`: the caller makes one (`core.ids.new`) for each thing a person asks for and gives
    the same one again when it asks again; without one, each call is a thing of its own.
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.account = AccountCalls(transport)
        """Calls about the cloud account."""

    @classmethod
    def local(cls, handshake: Handshake, language: Language) -> "ServerClient":
        """A client of the bundled server that told `handshake`."""
        url = f"http://127.0.0.1:{handshake.port}"
        return cls(Transport(base_url=url, token=handshake.token, language=language))

    async def close(self) -> None:
        """Close every connection."""
        await self.transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def features(self) -> list[FeatureView]:
        """What can be done with photos."""
        return await self._get("/api/features", list[FeatureView])

    async def diagnostics(self) -> DiagnosticsView:
        """Is everything well?"""
        return await self._get("/api/diagnostics", DiagnosticsView)

    # photos in

    async def upload(self, source: Path | bytes, name: str, on_progress: OnProgress = unheard) -> UploadView:
        """Send one photo; `name` may carry folders ("SKU1/1.jpg").

        Raises UploadTooLargeError before anything is sent, UnsupportedFormatError, and OSError for an unreadable file.
        """
        data = await photo_bytes(source)
        headers = {NAME_HEADER: quote(name, safe="/"), "Content-Length": str(len(data))}
        body = in_pieces(data, on_progress)
        # Sent twice, the photo would merely be there twice, one of them unused.
        request = Request(method="POST", path="/api/uploads", body=body, headers=headers, harmless=True)
        return await self.transport.ask(request, UploadView)

    async def get_upload(self, upload_id: str) -> UploadView:
        """One upload."""
        return await self._get(f"/api/uploads/{upload_id}", UploadView)

    async def delete_upload(self, upload_id: str) -> None:
        """Forget an upload that no task was made from."""
        await self.transport.content(Request(method="DELETE", path=f"/api/uploads/{upload_id}"))

    async def upload_thumbnail(self, upload_id: str, *, side: int | None = None) -> bytes:
        """The photo as it came, upright, as JPEG: small, or in the smallest size the server keeps that has `side`."""
        query: dict[str, str | int] = {} if side is None else {"side": side}
        return await self.transport.content(Request(path=f"/api/uploads/{upload_id}/thumbnail", query=query))

    async def preview(self, request: CreatePreview) -> bytes:
        """A feature tried on one upload, as JPEG; free."""
        return await self.transport.content(Request(method="POST", path="/api/previews", json=request, harmless=True))

    # tasks

    async def create_task(self, request: CreateTask, *, key: str | None = None) -> TaskCreated:
        """Submit one photo."""
        return await self._submit("/api/tasks", request, key)

    async def create_batch(self, request: CreateTask, *, key: str | None = None) -> TaskCreated:
        """Submit up to 50 photos with one set of parameters."""
        return await self._submit("/api/tasks/batch", request, key)

    async def tasks(self, *, cursor: str | None = None, limit: int = 50) -> TaskPage:
        """A page of tasks, newest first, without their items."""
        return await self._get("/api/tasks", TaskPage, limit=limit, **_after(cursor))

    async def all_tasks(self) -> AsyncIterator[TaskSummary]:
        """Every task, newest first, page by page."""
        cursor: str | None = None
        while True:
            page = await self.tasks(cursor=cursor, limit=_PAGE)
            for task in page.tasks:
                yield task
            if (cursor := page.next_cursor) is None:
                return

    async def task(self, task_id: str) -> TaskView:
        """One task with its items and receipt."""
        return await self._get(f"/api/tasks/{task_id}", TaskView)

    async def cancel(self, task_id: str, *, key: str | None = None) -> TaskView:
        """Stop: finished pictures are kept, the quota of the rest is returned."""
        return await self._steer(task_id, "cancel", key=key or ids.new())

    async def pause(self, task_id: str) -> TaskView:
        """Start no further photo."""
        return await self._steer(task_id, "pause", key=None)

    async def resume(self, task_id: str) -> TaskView:
        """Go on with a paused task."""
        return await self._steer(task_id, "resume", key=None)

    async def retry_failed(
        self, task_id: str, items: Sequence[int] | None = None, *, key: str | None = None
    ) -> TaskView:
        """Charge failed and stopped photos again and process them; without `items` all of them."""
        request = RetryItems(items=None if items is None else list(items))
        return await self._steer(task_id, "retry-failed", request, key=key or ids.new())

    async def refund(self, task_id: str, items: Sequence[int], reason: str, *, key: str | None = None) -> TaskView:
        """Quota back for finished pictures that the merchant reports as bad."""
        request = RefundItems(items=list(items), reason=reason)
        return await self._steer(task_id, "refund", request, key=key or ids.new())

    # pictures out

    async def output(
        self,
        task_id: str,
        index: int,
        target: Path,
        *,
        shop: str = "",
        overwrite: bool = False,
        on_progress: OnProgress = unheard,
    ) -> Path:
        """Download one finished picture to a file: that for `shop`, or the first."""
        request = Request(path=f"/api/tasks/{task_id}/items/{index}/output", query=_of_shop(shop))
        return await self._download(request, target, overwrite=overwrite, on_progress=on_progress)

    async def item_preview(
        self, task_id: str, index: int, which: str = "after", *, shop: str = "", side: int | None = None
    ) -> bytes:
        """The original ("before") or the finished picture ("after"; that for `shop`, or the first) as JPEG.

        At screen size, or in the smallest size the server keeps that has `side` pixels.
        """
        query: dict[str, str | int] = {"which": which, **_of_shop(shop)} | ({} if side is None else {"side": side})
        request = Request(path=f"/api/tasks/{task_id}/items/{index}/preview", query=query)
        return await self.transport.content(request)

    async def download_zip(
        self,
        task_id: str,
        target: Path,
        export: ExportTask,
        *,
        overwrite: bool = False,
        on_progress: OnProgress = unheard,
        verify: bool = False,
    ) -> Path:
        """Download the finished pictures; `verify` reads the ZIP again and checks every picture's checksum."""
        request = Request(method="POST", path=f"/api/tasks/{task_id}/download-zip", json=export, harmless=True)
        return await self._download(request, target, overwrite=overwrite, on_progress=on_progress, verify=verify)

    # library

    async def library(self, *, text: str = "", cursor: str | None = None, limit: int = 100) -> AssetPage:
        """A page of finished pictures whose name contains `text`, newest first."""
        return await self._get("/api/library", AssetPage, text=text, limit=limit, **_after(cursor))

    async def all_assets(self, *, text: str = "") -> AsyncIterator[AssetView]:
        """Every such picture, page by page."""
        cursor: str | None = None
        while True:
            page = await self.library(text=text, cursor=cursor, limit=_PAGE)
            for asset in page.assets:
                yield asset
            if (cursor := page.next_cursor) is None:
                return

    async def asset_file(
        self, asset_id: str, target: Path, *, overwrite: bool = False, on_progress: OnProgress = unheard
    ) -> Path:
        """Download one picture of the library to a file."""
        request = Request(path=f"/api/library/{asset_id}/file")
        return await self._download(request, target, overwrite=overwrite, on_progress=on_progress)

    async def asset_thumbnail(self, asset_id: str) -> bytes:
        """A small JPEG of the picture."""
        return await self.transport.content(Request(path=f"/api/library/{asset_id}/thumbnail"))

    async def delete_assets(self, asset_ids: Sequence[str]) -> int:
        """Delete pictures; it can be undone for 30 days. Answers how many."""
        return await self._select("delete", asset_ids)

    async def restore_assets(self, asset_ids: Sequence[str]) -> int:
        """Undo a deletion. Answers how many."""
        return await self._select("restore", asset_ids)

    async def download_assets(
        self,
        asset_ids: Sequence[str],
        target: Path,
        *,
        overwrite: bool = False,
        on_progress: OnProgress = unheard,
        verify: bool = False,
    ) -> Path:
        """Download a ZIP of a selection."""
        selection = Selection(ids=list(asset_ids))
        request = Request(method="POST", path="/api/library/download-zip", json=selection, harmless=True)
        return await self._download(request, target, overwrite=overwrite, on_progress=on_progress, verify=verify)

    # quota

    async def quota(self) -> QuotaView:
        """What can be spent, what is held, what was used."""
        return await self._get("/api/quota", QuotaView)

    async def statement(
        self, *, kind: EntryKind | None = None, cursor: str | None = None, limit: int = 50
    ) -> EntryPage:
        """A page of movements of quota, newest first; all kinds unless one is named."""
        named = {} if kind is None else {"kind": kind.value}
        return await self._get("/api/quota/entries", EntryPage, limit=limit, **_after(cursor), **named)

    async def entries(self) -> AsyncIterator[EntryView]:
        """Every movement of quota, newest first, page by page."""
        cursor: str | None = None
        while True:
            page = await self.statement(cursor=cursor, limit=_PAGE)
            for entry in page.entries:
                yield entry
            if (cursor := page.next_cursor) is None:
                return

    # what is going on

    def events(self) -> AsyncGenerator[Event, None]:
        """Changes as they happen, for ever; see client.events."""
        return listen(self)

    async def _get(self, path: str, shape: type[T], **query: str | int) -> T:
        return await self.transport.ask(Request(path=path, query=query), shape)

    async def _submit(self, path: str, request: CreateTask, key: str | None) -> TaskCreated:
        call = Request(method="POST", path=path, json=request, key=key or ids.new())
        return await self.transport.ask(call, TaskCreated)

    async def _steer(
        self, task_id: str, verb: str, request: RetryItems | RefundItems | None = None, *, key: str | None
    ) -> TaskView:
        call = Request(method="POST", path=f"/api/tasks/{task_id}/{verb}", json=request, key=key)
        return await self.transport.ask(call, TaskView)

    async def _select(self, verb: str, asset_ids: Sequence[str]) -> int:
        selection = Selection(ids=list(asset_ids))
        call = Request(method="POST", path=f"/api/library/{verb}", json=selection)
        return (await self.transport.ask(call, Selected)).count

    async def _download(
        self, request: Request, target: Path, *, overwrite: bool, on_progress: OnProgress, verify: bool = False
    ) -> Path:
        forward = Forward(on_progress)

        async def attempt() -> None:
            async with self.transport.opened(request) as answer:
                size = int(answer.headers["content-length"])
                arrival = keeping.Arrival(target, size=size, overwrite=overwrite)
                try:
                    forward(0, size)
                    async for piece in answer.aiter_raw():
                        arrival.write(piece)  # into the system's cache; a thread for each piece costs more
                        forward(answer.num_bytes_downloaded, size)
                    await asyncio.to_thread(arrival.finish, is_zip=verify)
                finally:
                    arrival.discard()

        await self.transport.persistently(attempt, request)
        return target


def _of_shop(shop: str) -> dict[str, str]:
    return {"shop": shop} if shop else {}


def _after(cursor: str | None) -> dict[str, str]:
    return {} if cursor is None else {"cursor": cursor}
