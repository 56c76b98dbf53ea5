"""Results to the merchant's disk: under a free name, whole or not at all, and never over another file unasked."""

import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop_app.api.export import ExportTask, FinishedPicture, finished_pictures
from desktop_app.api.tasks import TaskView
from desktop_app.client.keeping import under_free_name
from desktop_app.client.session import Session
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.core.naming import plan
from desktop_app.core.skus import SkuTable


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Where results go and how they are named."""

    zip: Path | None = None
    out: Path | None = None
    export: ExportTask = field(default_factory=ExportTask)
    table: SkuTable | None = None
    """SKUs by photo."""
    force: bool = False
    """Replace an existing ZIP; single pictures are never replaced."""

    def export_of(self, task: TaskView) -> ExportTask:
        """What is asked of the server for this task: with the SKUs of its photos, and today's date."""
        photos = [item.file_name for item in task.batch_items]
        skus = dict(self.table.matched(photos).skus) if self.table else {}
        return self.export.model_copy(update={"skus": skus, "date": f"{datetime.now().astimezone():%Y%m%d}"})


@dataclass(frozen=True)
class Saved:
    """Where results went."""

    zip: Path | None = None
    files: dict[tuple[int, str], Path] = field(default_factory=dict)
    """By index of the photo and shop."""


def require_writable(wish: Wish) -> None:
    """Make the folders and write into them once, before any quota is taken. Raises CommandError."""
    for folder in filter(None, (wish.zip and wish.zip.absolute().parent, wish.out)):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as exc:
            raise CommandError("cannot-write", Exit.NO_ROOM, folder=folder, reason=exc.strerror or exc) from exc
    if wish.zip is not None and wish.zip.is_dir():
        raise CommandError("zip-is-folder", Exit.USAGE, path=wish.zip)


async def save(session: Session, task: TaskView, wish: Wish) -> Saved:
    """Write what is finished; nothing where nothing is."""
    if not finished_pictures(task):
        return Saved()
    stored = await task_zip(session, task, wish) if wish.zip else None
    files = await _save_files(session, task, wish) if wish.out else {}
    return Saved(stored, files)


async def task_zip(session: Session, task: TaskView, wish: Wish) -> Path:
    """Write the ZIP of a task."""
    export = wish.export_of(task)

    def download(target: Path) -> Awaitable[Path]:
        return session.ask(
            lambda server: server.download_zip(task.id, target, export, overwrite=wish.force, verify=True)
        )

    return await _under_free_name(wish, download)


async def assets_zip(session: Session, asset_ids: Sequence[str], wish: Wish) -> Path:
    """Write a ZIP of pictures of the library."""

    def download(target: Path) -> Awaitable[Path]:
        return session.ask(lambda server: server.download_assets(asset_ids, target, overwrite=wish.force, verify=True))

    return await _under_free_name(wish, download)


async def _under_free_name(wish: Wish, download: Callable[[Path], Awaitable[Path]]) -> Path:
    assert wish.zip is not None
    if wish.force:
        return await download(wish.zip)
    return await under_free_name(wish.zip, download)


async def _save_files(session: Session, task: TaskView, wish: Wish) -> dict[tuple[int, str], Path]:
    assert wish.out is not None
    pictures = finished_pictures(task)
    export = wish.export_of(task)
    planned = plan([each.source for each in pictures], export.naming, export.date)
    return {
        each.key: await _save_file(session, task.id, each, wish.out / name)
        for each, name in zip(pictures, planned, strict=True)
    }


async def _save_file(session: Session, task_id: str, picture: FinishedPicture, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    index, shop = picture.key

    def download(free: Path) -> Awaitable[Path]:
        return session.ask(lambda server: server.output(task_id, index, free, shop=shop))

    return await under_free_name(target, download)
