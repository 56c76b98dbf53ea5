"""Where tasks, pictures and quota are kept; moving them, or keeping others elsewhere from the next start on."""

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.core import paths
from desktop_app.core.paths import Origin
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.platform import save_places
from desktop_app.ui.platform.file_manager import open_folder
from desktop_app.ui.speech import Translated
from desktop_app.ui.stores.data_move import DataMove, Stage
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.one_line_label import OneLineLabel


class DataFolderRow(Translated, QWidget):
    """Shows the data folder; it can be moved, and another one is taken at the next start."""

    def __init__(self, folder: Path, *, mover: DataMove, notices: Notices) -> None:
        super().__init__()
        self._folder = folder
        self._mover = mover
        self._notices = notices
        self._label = label()
        self._about = label("muted", wraps=True)
        self.path = OneLineLabel(str(folder))
        self.why = label("muted", wraps=True)
        self.next = label("warning", wraps=True)
        self.relocate, self.choose, self.open, self.keep = button(), button(), button(), button("quiet")
        self._connect()
        whole = column(
            self._label,
            self._about,
            self.path,
            self.why,
            self.next,
            row(self.relocate, self.choose, self.open, self.keep, None),
            spacing=6,
        )
        whole.setContentsMargins(0, 12, 0, 12)
        self.setLayout(whole)
        self.retranslate()

    def take(self, folder: Path) -> None:
        """Use a folder from the next start on."""
        if not (folder.is_dir() and os.access(folder, os.W_OK)):
            told = self.tr("CleanRack cannot write to {folder}. Choose another folder.").format(folder=folder)
            self._notices.tell(Notice(told, tone=Tone.DANGER))
            return
        try:
            paths.remember_data_dir(None if folder == paths.standard_data_dir() else folder)
        except OSError as exc:
            self._notices.tell_error(exc)
        self._show_next()

    def retranslate(self) -> None:
        self._label.setText(self.tr("Data folder"))
        self._about.setText(
            self.tr(
                "Tasks, pictures and quota. Move them to another drive, or use another folder and leave these here."
            )
        )
        self.relocate.setText(self.tr("Looking …") if self._mover.stage is Stage.LOOKING else self.tr("Move …"))
        self.relocate.setAccessibleName(self.tr("Move the data folder"))
        self.choose.setText(self.tr("Use another …"))
        self.choose.setAccessibleName(self.tr("Use another data folder"))
        self.open.setText(self.tr("Open"))
        self.open.setAccessibleName(self.tr("Open the data folder"))
        self.keep.setText(self.tr("Keep the present one"))
        self._show_next()
        self._show_why()

    def _connect(self) -> None:
        self.relocate.clicked.connect(self._on_move_clicked)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.open.clicked.connect(lambda: open_folder(self._folder))
        self.keep.clicked.connect(lambda: self.take(self._folder))
        self._mover.changed.connect(self._on_mover_changed)

    def _show_why(self) -> None:
        """A folder that was named, or that is portable, is not for this page to change."""
        why = {
            Origin.NAMED: self.tr("Named for this start by --data-dir or {variable}."),
            Origin.PORTABLE: self.tr(
                "Portable: it lies beside the program and moves with it. Sign-ins stay in each computer's keyring; an "
                "old copy that is put back is noticed only once the cloud account is online."
            ),
        }.get(paths.origin(), "")
        self.why.setText(why.format(variable=paths.DATA_DIR_VARIABLE))
        self.why.setVisible(bool(why))
        self.relocate.setVisible(not why)
        self.choose.setVisible(not why)

    def _show_next(self) -> None:
        chosen = paths.remembered_data_dir()
        is_other = chosen is not None and chosen != self._folder and self._mover.stage is Stage.NONE
        self.next.setVisible(is_other)
        self.keep.setVisible(is_other)
        self.next.setText(self.tr("From the next start on: {folder}").format(folder=chosen or ""))

    def _on_mover_changed(self) -> None:
        self.relocate.setEnabled(self._mover.stage is Stage.NONE)
        self.retranslate()

    def _on_move_clicked(self) -> None:
        title = self.tr("Move the data folder")
        save_places.ask_folder(self._folder.parent, self._mover.consider, title=title, parent=self)

    def _on_choose_clicked(self) -> None:
        save_places.ask_folder(self._folder, self.take, title=self.tr("Data folder"), parent=self)
