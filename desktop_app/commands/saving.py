"""Results to the merchant's disk: under a free name, whole or not at all, and never over another file unasked."""

import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from desktop_app.api.export import DEFAULT_TEMPLATE, NameStyle
from desktop_app.api.tasks import ItemStatus, ItemView, TaskView
from desktop_app.client.keeping import under_free_name
from desktop_app.client.session import Session
from desktop_app.commands.exits import CommandError, Exit
from desktop_app.core import names


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Where results go and how they are named."""

    zip: Path | None = None
    out: Path | None = None
    names: NameStyle = NameStyle.ORIGINAL
    template: str = DEFAULT_TEMPLATE
    only_success: bool = False
    """The manifest inside the ZIP tells of finished pictures alone."""
    force: bool = False
    """Replace an existing ZIP; single pictures are never replaced."""


@dataclass(frozen=True)
class Saved:
    """Where results went."""

    zip: Path | None = None
    files: dict[int, Path] = field(default_factory=dict)
    """By index of the item."""


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
    finished = [item for item in task.batch_items if item.status is ItemStatus.SUCCESS and item.output]
    if not finished:
        return Saved()
    stored = await task_zip(session, task.id, wish) if wish.zip else None
    files = await _save_files(session, task, finished, wish) if wish.out else {}
    return Saved(stored, files)


async def task_zip(session: Session, task_id: str, wish: Wish) -> Path:
    """Write the ZIP of a task."""

    def download(target: Path) -> Awaitable[Path]:
        return session.ask(
            lambda server: server.download_zip(
                task_id,
                target,
                only_success=wish.only_success,
                names=wish.names,
                template=wish.template,
                overwrite=wish.force,
                verify=True,
            )
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


async def _save_files(session: Session, task: TaskView, finished: list[ItemView], wish: Wish) -> dict[int, Path]:
    assert wish.out is not None
    told = names.unique([_name(item, len(task.batch_items), wish) for item in finished])
    return {
        item.index: await _save_file(session, task.id, item.index, wish.out / name)
        for item, name in zip(finished, told, strict=True)
    }


async def _save_file(session: Session, task_id: str, index: int, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return await under_free_name(target, lambda free: session.ask(lambda server: server.output(task_id, index, free)))


def require_template(template: str) -> None:
    """Try a template out, before any quota is taken. Raises CommandError."""
    try:
        names.templated(template, name="SKU1/1.jpg", index=1, date="20260101")
    except (ValueError, IndexError) as exc:
        raise CommandError("bad-template", Exit.USAGE, template=template, reason=exc) from exc


def _name(item: ItemView, total: int, wish: Wish) -> str:
    """As the server names it in a ZIP."""
    assert item.output is not None
    name, number = names.safe_path(item.output.file_name), item.index + 1
    if wish.names is NameStyle.INDEX:
        return f"{number:0{max(2, len(str(total)))}}{PurePosixPath(name).suffix}"
    if wish.names is NameStyle.TEMPLATE:
        return names.templated(wish.template, name=name, index=number, date=f"{datetime.now(UTC):%Y%m%d}")
    return name
