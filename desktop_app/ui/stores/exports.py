"""Finished pictures to the merchant's disk, told by notices as they go."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QObject, Signal

from desktop_app.api.export import ExportTask, FinishedPicture, finished_pictures
from desktop_app.api.library import AssetView
from desktop_app.api.tasks import TaskView
from desktop_app.core import ids
from desktop_app.core.naming import Naming, Source, plan
from desktop_app.ui.bridge import Call
from desktop_app.ui.connection import Connection
from desktop_app.ui.notices import Notice, Notices, Offer, Tone
from desktop_app.ui.platform import save_places
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.export import Export, Saving, Throttle
from desktop_app.ui.stores.lending import Lending
from desktop_app.ui.stores.naming import naming_of
from desktop_app.ui.stores.task_facts import finished

if TYPE_CHECKING:
    from desktop_app.client.server import ServerClient

Fetch = Callable[["ServerClient", Path, Callable[[int, int], None]], Awaitable[Path]]
"""Downloads something to a path that nothing stands at, telling (bytes done, bytes in all)."""


class Exports(QObject):
    """Saves ZIPs and pictures into the output folder, under free names; several at once."""

    changed = Signal()
    """Which exports run, or how far one is."""
    saved = Signal(Path)
    """A file that was saved, or a folder that several files were saved into."""

    _moved = Signal(str, int, object, object)
    """From the background: an export's id, pieces done, bytes done and in all (both may pass 32 bits)."""

    def __init__(
        self,
        *,
        connection: Connection,
        preferences: Preferences,
        notices: Notices,
        speech: Speech,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._preferences = preferences
        self._notices = notices
        self._speech = speech
        self._running: dict[str, Export] = {}
        self._calls: dict[str, Call] = {}
        self._kept: dict[str, Path] = {}
        self._asking: QObject | None = None
        self._lending = Lending(connection, parent=self)
        self._moved.connect(self._on_moved)

    @property
    def running(self) -> list[Export]:
        """What is being saved now, the oldest first."""
        return list(self._running.values())

    def task_zip(self, task_id: str, *, only_success: bool = False, naming: Naming | None = None) -> None:
        """The task's `batch_<id>.zip`, named as the settings say unless a naming is given."""
        chosen = naming or naming_of(self._preferences.value)
        export = ExportTask.of(chosen, date=_today(), only_success=only_success)

        async def fetch(server: "ServerClient", target: Path, on_progress: Callable[[int, int], None]) -> Path:
            return await server.download_zip(task_id, target, export, on_progress=on_progress, verify=True)

        self._save([Saving(f"batch_{task_id}.zip", fetch)])

    def task_pictures(
        self, task: TaskView, indexes: Sequence[int], *, shop: str = "", naming: Naming | None = None
    ) -> None:
        """Finished pictures of a task, as files: those of one shop, or all; named as the settings say, or `naming`."""
        found = [each for each in finished_pictures(task) if each.index in set(indexes)]
        chosen = naming or naming_of(self._preferences.value)
        wanted = plan([each.source for each in found], chosen, _today(), flat=True)
        pairs = [pair for pair in zip(wanted, found, strict=True) if shop in ("", pair[1].output.shop)]
        self._save([_saving(name, task.id, each) for name, each in pairs])

    def assets_zip(self, assets: Sequence[AssetView]) -> None:
        """Pictures of the library as one ZIP."""
        wanted = [asset.id for asset in assets]

        async def fetch(server: "ServerClient", target: Path, on_progress: Callable[[int, int], None]) -> Path:
            return await server.download_assets(wanted, target, on_progress=on_progress, verify=True)

        if wanted:
            self._save([Saving(f"cleanrack_{_today()}.zip", fetch)])

    def asset_files(self, assets: Sequence[AssetView]) -> None:
        """Pictures of the library as files."""
        pairs = zip(_asset_names(assets), assets, strict=True)
        self._save([Saving(name, _asset(asset.id), asset.sha256) for name, asset in pairs])

    def kept_file(self, sha256: str) -> Path | None:
        """Where a picture was saved while this window lived, if it is still there."""
        file = self._kept.get(sha256)
        return file if file is not None and file.exists() else None

    def show(self, path: Path) -> None:
        """Show a file or folder in Explorer or Finder."""
        from desktop_app.ui.platform.file_manager import show_in_folder

        show_in_folder(path)

    def show_item(self, task: TaskView, index: int) -> None:
        """Show a finished picture in Explorer or Finder; it is saved first where it has not been."""
        output = next((item.output for item in finished(task) if item.index == index), None)
        if output is None:
            return
        if (file := self.kept_file(output.sha256)) is not None:
            self.show(file)
        else:
            self.task_pictures(task, [index])

    def cancel(self, export_id: str) -> None:
        """Stop saving; what is finished stays, nothing half-written does."""
        call = self._calls.pop(export_id, None)
        if call is not None and self._running.pop(export_id, None) is not None:
            call.cancel()
            self.changed.emit()

    # dragging out

    def prepare_items(self, task: TaskView, indexes: Sequence[int]) -> None:
        """Fetch finished pictures that will perhaps be dragged out, in the background."""
        self._lending.prepare(_loans(task, indexes))

    def lend_items(self, task: TaskView, indexes: Sequence[int]) -> list[Path]:
        """Finished pictures of a task to drag out: fetched now if they are not there yet; may block some seconds."""
        return self._lending.lend(_loans(task, indexes))

    def prepare_assets(self, assets: Sequence[AssetView]) -> None:
        """Fetch pictures of the library that will perhaps be dragged out, in the background."""
        self._lending.prepare(_asset_loans(assets))

    def lend_assets(self, assets: Sequence[AssetView]) -> list[Path]:
        """Files to drag out, in a folder of ours: fetched now if they are not there yet; may block some seconds."""
        return self._lending.lend(_asset_loans(assets))

    def close(self) -> None:
        """Clean up what was lent."""
        self._lending.close()

    # saving

    def _save(self, savings: Sequence[Saving]) -> None:
        if not savings:
            return
        if not self._preferences.value.ask_where:
            self._start(savings, self._preferences.output_folder)
            return
        folder = self._preferences.output_folder
        if len(savings) == 1:
            self._asking = save_places.ask_file(savings[0].name, folder, lambda file: self._start_at(savings[0], file))
        else:
            self._asking = save_places.ask_folder(folder, lambda chosen: self._start(savings, chosen))

    def _start_at(self, saving: Saving, file: Path) -> None:
        self._start([replace(saving, name=file.name)], file.parent, overwrite=True)

    def _start(self, savings: Sequence[Saving], folder: Path, *, overwrite: bool = False) -> None:
        export = Export(id=ids.new(), label=self._label(savings), folder=folder, pieces=len(savings))
        throttle = Throttle(lambda piece, done, total: self._moved.emit(export.id, piece, done, total))

        async def work(server: "ServerClient") -> list[Path]:
            from desktop_app.client.keeping import under_free_name

            files: list[Path] = []
            for piece, saving in enumerate(savings):
                on_progress = throttle.of(piece)
                fetch = partial(_fetched, saving, server, on_progress)
                file = await under_free_name(folder / saving.name, fetch)
                files.append(file.replace(folder / saving.name) if overwrite else file)  # the merchant was asked
            return files

        self._running[export.id] = export
        self._calls[export.id] = self._connection.ask(
            self,
            work,
            done=lambda files: self._on_saved(export.id, savings, files),
            failed=lambda error: self._on_failed(export.id, savings, error),
        )
        self.changed.emit()

    def _label(self, savings: Sequence[Saving]) -> str:
        return savings[0].name if len(savings) == 1 else self.tr("%n picture(s)", "", len(savings))

    def _on_moved(self, export_id: str, piece: int, done: int, total: int) -> None:
        if (export := self._running.get(export_id)) is not None:
            self._running[export_id] = export.moved(piece, done, total)
            self.changed.emit()

    def _on_saved(self, export_id: str, savings: Sequence[Saving], files: Sequence[Path]) -> None:
        self._end(export_id)
        self._kept.update((saving.sha256, file) for saving, file in zip(savings, files, strict=True) if saving.sha256)
        shown = files[0]
        if len(files) == 1:
            text = self.tr("Saved {name}").format(name=shown.name)
        else:
            text = self.tr("Saved %n picture(s)", "", len(files))
        offer = Offer(self.tr("Show in folder"), lambda: self.show(shown))
        self._notices.tell(Notice(text, Tone.SUCCESS, lines=(str(shown.parent),), offer=offer, seconds=10.0))
        self.saved.emit(shown)

    def _on_failed(self, export_id: str, savings: Sequence[Saving], error: Exception) -> None:
        export = self._end(export_id)
        if export is not None:
            self._notices.tell(self._told(error, export.folder, savings))

    def _end(self, export_id: str) -> Export | None:
        self._calls.pop(export_id, None)
        export = self._running.pop(export_id, None)
        self.changed.emit()
        return export

    def _told(self, error: Exception, folder: Path, savings: Sequence[Saving]) -> Notice:
        match error:
            case FileNotFoundError() | NotADirectoryError():
                text = self.tr("The folder {folder} is not there any more. Nothing is lost: choose another one.")
            case PermissionError():
                text = self.tr("The folder {folder} may not be written to. Choose another one.")
            case _:
                text = self._speech.explain(error).replace("{", "{{").replace("}", "}}")
        offer = Offer(self.tr("Choose a folder…"), lambda: self._choose_other(savings, folder))
        return Notice(text.format(folder=folder), Tone.DANGER, offer=offer, seconds=0)

    def _choose_other(self, savings: Sequence[Saving], folder: Path) -> None:
        self._asking = save_places.ask_folder(folder, lambda chosen: self._start(savings, chosen))


async def _fetched(saving: Saving, server: "ServerClient", on_progress: Callable[[int, int], None], to: Path) -> Path:
    return await saving.fetch(server, to, on_progress)


def _today() -> str:
    """As {date} has it."""
    return QDate.currentDate().toString("yyyyMMdd")


def _saving(name: str, task_id: str, picture: FinishedPicture) -> Saving:
    index, shop = picture.key

    async def fetch(server: "ServerClient", target: Path, on_progress: Callable[[int, int], None]) -> Path:
        return await server.output(task_id, index, target, shop=shop, on_progress=on_progress)

    return Saving(name, fetch, picture.output.sha256)


def _asset(asset_id: str) -> Fetch:
    return lambda server, target, on_progress: server.asset_file(asset_id, target, on_progress=on_progress)


def _loans(task: TaskView, indexes: Sequence[int]) -> list[Saving]:
    wanted = [each for each in finished_pictures(task) if each.index in set(indexes)]
    named = plan([each.source for each in wanted], Naming(), "", flat=True)
    return [_saving(name, task.id, each) for name, each in zip(named, wanted, strict=True)]


def _asset_loans(assets: Sequence[AssetView]) -> list[Saving]:
    return [Saving(name, _asset(each.id), each.sha256) for name, each in zip(_asset_names(assets), assets, strict=True)]


def _asset_names(assets: Sequence[AssetView]) -> list[str]:
    return plan([Source(asset.file_name, 1, 1, asset.shop) for asset in assets], Naming(), "", flat=True)
