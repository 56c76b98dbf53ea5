"""The left of the form: an invitation while it is empty, then the photos of the mode that is shown."""

from PySide6.QtCore import QPoint, QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.models.photo_model import PhotoModel
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.draft import Draft, Group
from desktop_app.ui.stores.draft_photo import DraftPhoto, PhotoState
from desktop_app.ui.stores.drafts import Drafts, Mode
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.board_toolbar import BoardToolbar
from desktop_app.ui.widgets.drop_zone import DropZone
from desktop_app.ui.widgets.findings_bar import FindingsBar
from desktop_app.ui.widgets.photo_menu import PhotoMenu
from desktop_app.ui.widgets.photo_strip import PhotoStrip
from desktop_app.ui.widgets.picture_grid import PictureGrid

_CELL = QSize(160, 236)
"""Three beside each other in a window of the usual width, two in the smallest."""
_SETTLE_MILLISECONDS = 30
"""Photos arrive many a second: one look at them serves them all."""


class PhotoBoard(Translated, QStackedWidget):
    """Shows the active draft; forwards wishes for more photos."""

    photos_asked = Signal()
    folder_asked = Signal()
    paste_asked = Signal()
    opened = Signal()
    """The photo that is looked at shall be seen larger."""
    current_changed = Signal()
    """Another photo is looked at, or it has become ready."""

    def __init__(
        self, *, drafts: Drafts, thumbnails: Thumbnails, speech: Speech, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self.zone = DropZone(theme=theme, limit=drafts.active.limit)
        self.toolbar = BoardToolbar(theme=theme)
        self.findings = FindingsBar(speech=speech, theme=theme)
        self.single_findings = FindingsBar(speech=speech, theme=theme)
        self.batch_model = PhotoModel(drafts.batch, speech=speech, parent=self)
        self.single_model = PhotoModel(drafts.single, speech=speech, is_single=True, parent=self)
        self.grid = PictureGrid(thumbnails=thumbnails, theme=theme, cell=_CELL)
        self.grid.setModel(self.batch_model)
        self.strip = PhotoStrip(self.single_model, theme=theme)
        self.stage = QVBoxLayout()
        """Where the preview of the single photo goes."""
        self._batch_card, self._single_card = self._lay_out()
        self._theme = theme
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MILLISECONDS)
        self._settled.timeout.connect(self._refresh)
        self._connect()
        self._refresh()
        self.retranslate()

    def current(self) -> DraftPhoto | None:
        """The photo that is looked at: the one the grid stands on if the server has it, else the first it has."""
        photos = self._drafts.active.photos
        ready = [photo for photo in photos if photo.state is PhotoState.READY and photo.is_workable]
        index = self.grid.currentIndex()
        if self._drafts.mode is Mode.BATCH and index.isValid():
            photo = self.batch_model.photo(index.row())
            ready = [photo, *ready] if photo in ready else ready
        return ready[0] if ready else None

    def take_focus(self) -> None:
        """Put the focus where one goes on."""
        first: dict[QWidget | None, QWidget] = {
            self.zone: self.zone.first,
            self._batch_card: self.grid,
            self._single_card: self.strip.first,
        }
        first[self.currentWidget()].setFocus()

    def retranslate(self) -> None:
        self.grid.setAccessibleName(self.tr("Photos"))

    def _lay_out(self) -> tuple[QFrame, QFrame]:
        batch, single = _Card(), _Card()
        batch.column.addWidget(self.toolbar)
        batch.column.addWidget(self.findings)
        batch.column.addWidget(self.grid, 1)
        single.column.addWidget(self.strip)
        single.column.addWidget(self.single_findings)
        single.column.addLayout(self.stage, 1)
        for page in (self.zone, batch, single):
            self.addWidget(page)
        return batch, single

    def _connect(self) -> None:
        for source in (self.zone, self.toolbar):
            source.photos_asked.connect(self.photos_asked)
            source.folder_asked.connect(self.folder_asked)
            source.paste_asked.connect(self.paste_asked)
        self.toolbar.clear_asked.connect(self._drafts.clear)
        self.strip.replace_asked.connect(self.photos_asked)
        self.strip.remove_asked.connect(self._drafts.clear)
        for bar in (self.findings, self.single_findings):
            bar.untick_asked.connect(lambda group: self._tick(group, False))
            bar.tick_asked.connect(lambda group: self._tick(group, True))
            bar.remove_asked.connect(lambda group: self._drafts.remove(group.photo_ids))
            bar.retry_asked.connect(lambda: self._drafts.active.retry())
        self.grid.removal_asked.connect(lambda rows: self._drafts.remove(self.batch_model.photo_ids(rows)))
        self.grid.menu_asked.connect(self._on_menu_asked)
        self.grid.opened.connect(lambda _: self.opened.emit())
        self.grid.selectionModel().currentChanged.connect(lambda *_: self.current_changed.emit())
        self._drafts.mode_changed.connect(self._refresh)
        self._drafts.looking_changed.connect(self.zone.set_looking)
        for draft in (self._drafts.single, self._drafts.batch):
            draft.listed.connect(self._refresh)
            draft.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self._settled.start()

    def _tick(self, group: Group, ticked: bool) -> None:
        self._drafts.active.tick(group.photo_ids, ticked)

    def _refresh(self) -> None:
        draft = self._drafts.active
        self.zone.set_limit(draft.limit)
        self.toolbar.show_count(len(draft.photos), draft.limit, len(draft.chosen))
        self.findings.show_draft(self._drafts.batch)
        self.single_findings.show_draft(self._drafts.single)
        self._show(draft)
        self.current_changed.emit()

    def _show(self, draft: Draft) -> None:
        filled = self._batch_card if self._drafts.mode is Mode.BATCH else self._single_card
        wanted = filled if draft.photos else self.zone
        if self.currentWidget() is not wanted:
            had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self.setCurrentWidget(wanted)
            if had_focus:
                self.take_focus()

    def _on_menu_asked(self, place: QPoint, rows: list[int]) -> None:
        photos = [self.batch_model.photo(row) for row in rows]
        menu = PhotoMenu(photos, draft=self._drafts.batch, theme=self._theme, parent=self)
        menu.removal_asked.connect(self._drafts.remove)
        menu.preview_asked.connect(self.opened)
        menu.popup(place)


class _Card(QFrame):
    """A card with a column."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(12)
