"""Where tasks, pictures and quota are kept, and from where on they are kept elsewhere."""

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.core import paths
from desktop_app.ui.notices import Notice, Notices, Tone
from desktop_app.ui.platform import save_places
from desktop_app.ui.platform.file_manager import open_folder
from desktop_app.ui.speech import Translated
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.one_line_label import OneLineLabel


class DataFolderRow(Translated, QWidget):
    """Shows the data folder; another one is taken at the next start."""

    def __init__(self, folder: Path, *, notices: Notices) -> None:
        super().__init__()
        self._folder = folder
        self._notices = notices
        self._label = label()
        self._about = label("muted", wraps=True)
        self.path = OneLineLabel(str(folder))
        self.next = label("warning", wraps=True)
        self.open, self.choose, self.keep = button(), button(), button("quiet")
        self.open.clicked.connect(lambda: open_folder(self._folder))
        self.choose.clicked.connect(self._on_choose_clicked)
        self.keep.clicked.connect(lambda: self.take(self._folder))
        whole = column(
            self._label, self._about, self.path, self.next, row(self.choose, self.open, self.keep, None), spacing=6
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
            self.tr("Tasks, pictures and quota. Another folder is used from the next start on; nothing is moved there.")
        )
        self.choose.setText(self.tr("Choose another …"))
        self.open.setText(self.tr("Open"))
        self.open.setAccessibleName(self.tr("Open the data folder"))
        self.keep.setText(self.tr("Keep the present one"))
        self._show_next()

    def _show_next(self) -> None:
        chosen = paths.remembered_data_dir()
        is_other = chosen is not None and chosen != self._folder
        self.next.setVisible(is_other)
        self.keep.setVisible(is_other)
        self.next.setText(self.tr("From the next start on: {folder}").format(folder=chosen or ""))

    def _on_choose_clicked(self) -> None:
        save_places.ask_folder(self._folder, self.take, title=self.tr("Data folder"), parent=self)
