"""Library: every finished picture: found, dragged out, exported, deleted and brought back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStackedWidget, QWidget

from desktop_app.api.events import Event, ResyncEvent, TaskEvent
from desktop_app.api.library import AssetView
from desktop_app.ui.connection import Connection
from desktop_app.ui.delegates.card_layout import RING
from desktop_app.ui.dialogs.picture_dialog import PictureDialog
from desktop_app.ui.models.asset_model import AssetModel
from desktop_app.ui.navigation import Navigator, Place
from desktop_app.ui.notices import Notice, Notices, Offer
from desktop_app.ui.pages.page import Page
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.exports import Exports
from desktop_app.ui.theme import Theme, set_role
from desktop_app.ui.thumbnails import Thumbnails
from desktop_app.ui.widgets.asset_menu import AssetMenu
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.picture_grid import PictureGrid
from desktop_app.ui.widgets.selection_bar import SelectionBar

_TYPING_MILLISECONDS = 250
_GATHER_MILLISECONDS = 700
"""Pictures of a running batch end several a second: one asking serves them all."""
_UNDO_SECONDS = 12.0
_LIKELY = 12
"""Selected pictures that are fetched ahead, as they may be dragged next."""
_SEARCH_WIDTH = 260
_BAR_HEIGHT = 40


class LibraryPage(Page):
    """Every finished picture: found, dragged out, exported, deleted and brought back."""

    def __init__(
        self,
        *,
        connection: Connection,
        exports: Exports,
        thumbnails: Thumbnails,
        navigator: Navigator,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._connection = connection
        self._exports = exports
        self._navigator = navigator
        self._notices = notices
        self._speech = speech
        self._theme = theme
        self._is_here = False
        self._is_stale = True
        self._wants_focus = False
        self.model = AssetModel(connection=connection, speech=speech, parent=self)
        self.grid = PictureGrid(thumbnails=thumbnails, theme=theme)
        self.search = QLineEdit()
        self.selection = SelectionBar(theme)
        self._count = QLabel()
        self._empty = EmptyState(theme, "images")
        self._nothing_found = EmptyState(theme, "search", button_role="")
        self._stack = QStackedWidget()
        self._typed = QTimer(self, singleShot=True, interval=_TYPING_MILLISECONDS)
        self._gathered = QTimer(self, singleShot=True, interval=_GATHER_MILLISECONDS)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Library")

    def arrive(self, subject: str) -> None:
        self._is_here = True
        self._wants_focus = True
        self._refresh_if_stale()
        self._on_loaded()

    def leave(self) -> None:
        self._is_here = False

    def retranslate(self) -> None:
        self.search.setPlaceholderText(self.tr("Search by name"))
        self.search.setAccessibleName(self.tr("Search pictures by name"))
        self.search.setToolTip(self.tr("Search by name") + " (Ctrl+F)")
        self.grid.setAccessibleName(self.tr("Finished pictures"))
        self._empty.say(
            self.tr("No finished pictures yet"),
            self.tr("Every picture that succeeds is kept here by itself."),
            self.tr("Clean the first photos"),
        )
        self._say_nothing_found()
        self._show_count()

    # set up

    def _lay_out(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.addAction(self._theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        set_role(self._count, "muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(RING, 0, 24, 0)
        bar.setSpacing(16)
        bar.addWidget(self.search)
        bar.addWidget(self._count)
        bar.addWidget(self.selection, 1)
        bar.addStretch()
        self._stack.addWidget(QWidget())
        for widget in (self.grid, self._empty, self._nothing_found):
            self._stack.addWidget(widget)
        bar.addStrut(_BAR_HEIGHT)
        self.column.setContentsMargins(
            24 - RING, 8, 0, 0
        )  # cards bring room for the ring, and scroll out of the window
        self.column.setSpacing(8)
        self.column.addLayout(bar)
        self.column.addWidget(self._stack, 1)
        self.selection.show_count(0)

    def _connect(self) -> None:
        self.grid.setModel(self.model)
        self.grid.set_drag_source(self._lend)
        self.grid.removal_asked.connect(self._remove)
        self.grid.opened.connect(self._open)
        self.grid.menu_asked.connect(self._show_menu)
        self.grid.selectionModel().selectionChanged.connect(self._on_selected)
        self.model.modelReset.connect(self._on_selected)
        self.model.loaded.connect(self._on_loaded)
        self.model.failed.connect(self._notices.tell_error)
        self.model.rowsRemoved.connect(self._on_loaded)
        self.selection.zip_asked.connect(lambda: self._exports.assets_zip(self._selected()))
        self.selection.save_asked.connect(lambda: self._exports.asset_files(self._selected()))
        self.selection.removal_asked.connect(lambda: self._remove(self.grid.selected_rows()))
        self.selection.cleared.connect(self._clear_selection)
        self._empty.acted.connect(lambda: self._navigator.go(Place.FEATURE))
        self._nothing_found.acted.connect(self.search.clear)
        self.search.textChanged.connect(lambda _: self._typed.start())
        self._typed.timeout.connect(lambda: self.model.search(self.search.text().strip()))
        self._gathered.timeout.connect(self._refresh_if_stale)
        self._connection.event_received.connect(self._on_event)
        self._add_keys()

    def _add_keys(self) -> None:
        children = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence.StandardKey.Find, self, self._find, context=children)
        QShortcut(
            QKeySequence.StandardKey.SelectAll, self.grid, self._select_all, context=Qt.ShortcutContext.WidgetShortcut
        )
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._clear, context=children)

    # what is shown

    def _on_loaded(self) -> None:
        if self.model.shown_text is None:
            return
        shown: QWidget = self.grid
        if not self.model.pictures and not self.model.has_more:
            shown = self._nothing_found if self.model.shown_text else self._empty
        if self.grid.hasFocus() and shown is not self.grid:
            self.search.setFocus()
        self._stack.setCurrentWidget(shown)
        if self._wants_focus:
            self._wants_focus = False
            shown.setFocus()
        self._say_nothing_found()
        self._show_count()

    def _say_nothing_found(self) -> None:
        self._nothing_found.say(
            self.tr("Nothing found"),
            self.tr("No picture has “{text}” in its name.").format(text=self.model.shown_text or ""),
            self.tr("Clear search"),
        )

    def _show_count(self) -> None:
        count = len(self.model.pictures)
        more = self.model.has_more
        text = self.tr("More than %n picture(s)", "", count) if more else self.tr("%n picture(s)", "", count)
        hint = self.tr("drag them to a folder or a web page")
        self._count.setText(f"{text} · {hint}" if count else "")
        self.search.setEnabled(bool(count or more or self.model.text))

    def _on_selected(self) -> None:
        rows = self.grid.selected_rows()
        self.selection.show_count(len(rows))
        self._exports.prepare_assets(self.model.chosen(rows[:_LIKELY]))
        self._count.setVisible(not rows)

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _clear(self) -> None:
        """Esc: the selection first, then the search."""
        if self.grid.selected_rows():
            self._clear_selection()
        elif self.search.text():
            self.search.clear()
        self.grid.setFocus()

    def _select_all(self) -> None:
        """Also those that were not scrolled to yet."""
        self.model.load_all(self.grid.selectAll)

    def _clear_selection(self) -> None:
        self.grid.clearSelection()

    # news

    def _on_event(self, event: Event) -> None:
        if isinstance(event, TaskEvent | ResyncEvent):
            self._is_stale = True
            if not self._gathered.isActive():
                self._gathered.start()

    def _refresh_if_stale(self) -> None:
        if self._is_stale and self._is_here:
            self._is_stale = False
            self.model.refresh()

    # verbs

    def _selected(self) -> list[AssetView]:
        return self.model.chosen(self.grid.selected_rows())

    def _lend(self, rows: list[int]) -> list[Path]:
        return self._exports.lend_assets(self.model.chosen(rows))

    def _open(self, index: QModelIndex) -> None:
        dialog = PictureDialog(
            self.model.pictures,
            index.row(),
            connection=self._connection,
            speech=self._speech,
            theme=self._theme,
            parent=self,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _remove(self, rows: Sequence[int]) -> None:
        assets = self.model.chosen(rows)
        if not assets:
            return
        self.model.remove(assets)
        text = self.tr("Deleted %n picture(s)", "", len(assets))
        offer = Offer(self.tr("Undo"), partial(self.model.restore, assets))
        self._notices.tell(Notice(text, offer=offer, seconds=_UNDO_SECONDS))

    def _show_in_folder(self, asset: AssetView) -> None:
        """Where it was saved; it is saved first where it has not been, and the notice of that shows where."""
        saved = self._exports.kept_file(asset.sha256)
        if saved is None:
            self._exports.asset_files([asset])
        else:
            self._exports.show(saved)

    def _show_menu(self, place: QPoint, rows: list[int]) -> None:
        assets = self.model.chosen(rows)
        menu = AssetMenu(self._theme, count=len(assets), parent=self)
        menu.preview_asked.connect(lambda: self._open(self.model.index(rows[0], 0)))
        menu.folder_asked.connect(lambda: self._show_in_folder(assets[0]))
        menu.task_asked.connect(lambda: self._navigator.go(Place.TASK, assets[0].task_id))
        menu.save_asked.connect(lambda: self._exports.asset_files(assets))
        menu.zip_asked.connect(lambda: self._exports.assets_zip(assets))
        menu.removal_asked.connect(lambda: self._remove(rows))
        menu.open_at(place)
