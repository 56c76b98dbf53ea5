"""The photos of a draft as rows of a picture grid, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.api.findings import Finding
from desktop_app.ui.models.finding_words import FindingWords
from desktop_app.ui.models.roles import FileSource, PictureRole, PictureState, ThumbnailSource, UploadSource
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.draft import Draft
from desktop_app.ui.stores.draft_photo import DraftPhoto, PhotoState

_Index = QModelIndex | QPersistentModelIndex


class PhotoModel(QAbstractListModel):
    """Answers models/roles.py for one draft; a tick is put by setData."""

    def __init__(self, draft: Draft, *, speech: Speech, is_single: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self._speech = speech
        self._words = FindingWords(speech, self)
        self._is_single = is_single
        self._rows = [photo.id for photo in draft.photos]
        self._answers: Mapping[int, Callable[[DraftPhoto], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda photo: photo.name,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.CheckStateRole: self._tick,
            PictureRole.SOURCE: _source,
            PictureRole.STATE: self._state,
            PictureRole.BADGE: self._badge,
            PictureRole.PROGRESS: lambda photo: photo.progress if photo.is_on_its_way else None,
            PictureRole.DETAIL: self._detail,
            PictureRole.REMOVABLE: lambda photo: True,
        }
        draft.listed.connect(self._on_listed)
        draft.changed.connect(self._on_changed)
        draft.progressed.connect(self._on_progressed)
        speech.changed.connect(self._tell_all)

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        answer = self._answers.get(role)
        return answer(self.photo(index.row())) if answer is not None and index.isValid() else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self._tick(self.photo(index.row())) is None:
            return False
        self.draft.tick([self._rows[index.row()]], Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        ticks = self._tick(self.photo(index.row())) is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ticks else flags

    def photo(self, row: int) -> DraftPhoto:
        """The photo of a row."""
        return self.draft.photo(self._rows[row])

    def photo_ids(self, rows: list[int]) -> list[str]:
        """The photos of some rows."""
        return [self._rows[row] for row in rows]

    # answers

    def _tick(self, photo: DraftPhoto) -> Qt.CheckState | None:
        if self._is_single or not photo.is_workable:
            return None
        return Qt.CheckState.Checked if photo.ticked else Qt.CheckState.Unchecked

    def _state(self, photo: DraftPhoto) -> PictureState:
        if photo.state is PhotoState.READY:
            return self._state_by_findings(photo)
        return _STATES[photo.state]

    def _state_by_findings(self, photo: DraftPhoto) -> PictureState:
        if not photo.is_workable:
            return PictureState.FAILED
        return PictureState.WARNING if self._findings(photo) else PictureState.PLAIN

    def _badge(self, photo: DraftPhoto) -> str:
        if photo.state is PhotoState.READY:
            findings = self._findings(photo)
            return self._words.short(findings[0].kind) if findings else ""
        if photo.state is PhotoState.UPLOADING and photo.progress >= 1.0:
            return self.tr("Checking")
        return {
            PhotoState.WAITING: self.tr("Waiting"),
            PhotoState.UPLOADING: self.tr("Uploading"),
            PhotoState.BROKEN: self.tr("Upload failed"),
        }[photo.state]

    def _detail(self, photo: DraftPhoto) -> str:
        if photo.error is not None:
            return self._reason(photo.error)
        if findings := self._findings(photo):
            return self._words.sentence(findings[0], self.draft)
        return self._measures(photo)

    def _measures(self, photo: DraftPhoto) -> str:
        if photo.upload is None or not photo.upload.width:
            return self._speech.size(photo.size)
        return self._speech.measures(photo.upload.width, photo.upload.height, photo.size)

    def _tip(self, photo: DraftPhoto) -> str:
        told = [self._words.sentence(finding, self.draft) for finding in self._findings(photo)]
        if photo.error is not None:
            told.append(self._reason(photo.error))
        return "\n".join([photo.name, self._measures(photo), *told])

    def _spoken(self, photo: DraftPhoto) -> str:
        progress = f"{photo.progress:.0%}" if photo.state is PhotoState.UPLOADING else ""
        left_out = self.tr("not selected") if self._tick(photo) is Qt.CheckState.Unchecked else ""
        parts = [photo.name, self._badge(photo), progress, self._detail(photo), left_out]
        return self._speech.say("cli.separator").join(part for part in parts if part)

    def _findings(self, photo: DraftPhoto) -> list[Finding]:
        return self.draft.findings(photo.id)

    def _reason(self, error: Exception) -> str:
        if isinstance(error, OSError):
            return self.tr("The file cannot be opened: {reason}").format(reason=error.strerror or error)
        return self._speech.explain(error)

    # news

    def _on_listed(self) -> None:
        """Rows go and come one by one, so that the selection and the place in the list stay."""
        now = [photo.id for photo in self.draft.photos]
        staying = set(now)
        for row in reversed(range(len(self._rows))):
            if self._rows[row] not in staying:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        self._insert_missing(now)
        self._tell_all()

    def _insert_missing(self, now: list[str]) -> None:
        for row, photo_id in enumerate(now):
            if row >= len(self._rows) or self._rows[row] != photo_id:
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, photo_id)
                self.endInsertRows()

    def _on_changed(self, photo_id: str) -> None:
        """A photo that has arrived may be the twin of another: all may have something new to say."""
        self._tell_all()

    def _on_progressed(self, photo_id: str) -> None:
        if photo_id in self._rows:
            index = self.index(self._rows.index(photo_id))
            self.dataChanged.emit(index, index, [PictureRole.PROGRESS, PictureRole.BADGE])

    def _tell_all(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))


_STATES = {
    PhotoState.WAITING: PictureState.WAITING,
    PhotoState.UPLOADING: PictureState.BUSY,
    PhotoState.BROKEN: PictureState.FAILED,
}


_DRAWN_HERE = ("JPEG", "PNG", "WebP")
"""Formats that Qt reads; for these the file stays the source, so that nothing is drawn twice."""


def _source(photo: DraftPhoto) -> ThumbnailSource | None:
    upload = photo.upload
    if upload is not None and (photo.path is None or upload.format not in _DRAWN_HERE):
        return UploadSource(upload.id, photo.path)
    return FileSource(photo.path) if photo.path is not None else None
