"""Is everything well? Runs the checks, keeps a report, opens the log."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.api.diagnostics import DiagnosticsView
from desktop_app.ui import diagnosis
from desktop_app.ui.connection import Connection
from desktop_app.ui.diagnosis import Found
from desktop_app.ui.notices import Notice, Notices, Offer, Tone
from desktop_app.ui.platform import save_places
from desktop_app.ui.platform.file_manager import open_folder, show_in_folder
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores.release_news import ReleaseNews
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import button, column, label, row
from desktop_app.ui.widgets.check_list import CheckList


class DiagnosisRow(Translated, QWidget):
    """Buttons, and what was found."""

    def __init__(
        self,
        *,
        connection: Connection,
        news: ReleaseNews,
        preferences: Preferences,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._connection = connection
        self._news = news
        self._preferences = preferences
        self._notices = notices
        self._speech = speech
        self._about = label("muted", wraps=True)
        self.run, self.export, self.log = button(), button(), button("quiet")
        self.checks = CheckList(speech=speech, theme=theme)
        self.run.clicked.connect(self.check)
        self.export.clicked.connect(self._on_export_clicked)
        self.log.clicked.connect(self._on_log_clicked)
        whole = column(self._about, row(self.run, self.export, self.log, None), self.checks, spacing=10)
        whole.setContentsMargins(0, 8, 0, 12)
        self.setLayout(whole)
        self.retranslate()

    def retranslate(self) -> None:
        self._about.setText(
            self.tr("A report holds versions, checks, settings and the end of the log: no tokens, no e-mail addresses.")
        )
        self.run.setText(self.tr("Run checks") if self.run.isEnabled() else self.tr("Checking …"))
        self.export.setText(self.tr("Export report …"))
        self.log.setText(self.tr("Open log"))

    def check(self) -> None:
        """Look at everything, and show what was found."""

        def told(found: Found) -> None:
            self._set_checking(False)
            self._show(found)

        self._set_checking(True)
        self._ask(told)

    def export_to(self, file: Path) -> None:
        """Keep a report in a file, with checks made now."""
        self._ask(lambda found: self._write(file, found))

    def _ask(self, told: Callable[[Found], None]) -> None:
        def done(view: DiagnosticsView) -> None:
            told(Found(view))

        def failed(error: Exception) -> None:
            told(Found(problem=self._speech.explain(error)))

        self._connection.ask(self, lambda server: server.diagnostics(), done=done, failed=failed)

    def _set_checking(self, on: bool) -> None:
        self.run.setEnabled(not on)
        self.retranslate()

    def _show(self, found: Found) -> None:
        if found.view is not None:
            self.checks.show_view(found.view, self._news.standing.trouble)
        else:
            self.checks.show_problem(found.problem)

    def _write(self, file: Path, found: Found) -> None:
        now = datetime.now().astimezone()
        folder = self._connection.folder
        try:
            files = diagnosis.report(
                found,
                settings=self._preferences.value,
                folder=folder,
                trouble=self._news.standing.trouble,
                now=now,
            )
            diagnosis.write(file, files)
        except OSError as exc:
            self._notices.tell_error(exc)
            return
        offer = Offer(self.tr("Show"), lambda: show_in_folder(file))
        told = self.tr("Report saved: {file}").format(file=file.name)
        self._notices.tell(Notice(told, tone=Tone.SUCCESS, offer=offer))

    def _on_export_clicked(self) -> None:
        name = f"cleanrack-report-{datetime.now().astimezone():%Y%m%d-%H%M}.zip"
        title = self.tr("Export report …")
        save_places.ask_file(
            name, save_places.documents(), self.export_to, title=title, kinds="ZIP (*.zip)", parent=self
        )

    def _on_log_clicked(self) -> None:
        open_folder(self._connection.folder / diagnosis.LOG)
