"""Settings: everything the merchant can choose, in force at once."""

from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.core.settings import Settings
from desktop_app.relocation.moving import Plan
from desktop_app.ui.connection import Connection
from desktop_app.ui.dialogs.move_data_dialog import MoveDataDialog
from desktop_app.ui.notices import Notice, Notices, Offer, Tone
from desktop_app.ui.pages.page import Page
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.setting_table import SECTIONS, SETTINGS
from desktop_app.ui.speech import Speech
from desktop_app.ui.stores.data_move import DataMove
from desktop_app.ui.stores.model_shelf import ModelShelf
from desktop_app.ui.stores.release_news import ReleaseNews
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.cards import ScrolledColumn, button, row
from desktop_app.ui.widgets.data_folder_row import DataFolderRow
from desktop_app.ui.widgets.diagnosis_row import DiagnosisRow
from desktop_app.ui.widgets.model_row import ModelRow
from desktop_app.ui.widgets.naming_list import NamingList
from desktop_app.ui.widgets.restart_row import RestartRow
from desktop_app.ui.widgets.setting_row import SectionCard, SettingRow, SettingSection
from desktop_app.ui.widgets.update_row import UpdateRow


class SettingsPage(Page):
    """Everything the merchant can choose, in force at once."""

    def __init__(
        self,
        *,
        preferences: Preferences,
        connection: Connection,
        models: ModelShelf,
        mover: DataMove,
        news: ReleaseNews,
        notices: Notices,
        speech: Speech,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._mover = mover
        self._speech = speech
        self._notices = notices
        told: dict[str, Any] = {"preferences": preferences, "theme": theme}
        self._sections = {section.id: SettingSection(section, **told) for section in SECTIONS}
        self.naming = NamingList(**told)
        self.model = ModelRow(shelf=models, speech=speech, **told)
        self.restart, self._restart_for_cloud = (RestartRow(connection=connection, notices=notices) for _ in range(2))
        self.data_folder = DataFolderRow(preferences.folder, mover=mover, notices=notices)
        self.updates = UpdateRow(news=news, speech=speech, theme=theme)
        self.diagnosis = DiagnosisRow(connection=connection, news=news, notices=notices, speech=speech, **told)
        self._data = SectionCard("hard-drive", theme=theme)
        self._health = SectionCard("stethoscope", theme=theme)
        self.reset = button()
        self.reset.clicked.connect(self.restore_defaults)
        mover.planned.connect(self._on_move_planned)
        self._compose()
        self.retranslate()

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def row(self, name: str) -> SettingRow:
        """The row of a setting. Raises KeyError."""
        return next(section.rows[name] for section in self._sections.values() if name in section.rows)

    def restore_defaults(self) -> None:
        """Take the default of every setting on this page; it can be undone."""
        before = {name: getattr(self._preferences.value, name) for name in SETTINGS}
        self._preferences.change(**{name: Settings.model_fields[name].default for name in SETTINGS})
        offer = Offer(self.tr("Undo"), lambda: self._preferences.change(**before))
        self._notices.tell(Notice(self.tr("All settings have their defaults again."), tone=Tone.INFO, offer=offer))

    def retranslate(self) -> None:
        self._data.say(self.tr("Data"))
        self._health.say(self.tr("Diagnostics"))
        self.reset.setText(self.tr("Reset all to defaults"))

    def _on_move_planned(self, plan: Plan) -> None:
        MoveDataDialog(plan, mover=self._mover, speech=self._speech, parent=self.window()).open()

    def _compose(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        scrolled = ScrolledColumn(widest=880)
        self._sections["saving"].add(_padded(self.naming))
        for below in (self.model, self.restart):
            self._sections["processing"].add(below)
        self._sections["cloud"].add(self._restart_for_cloud)
        self._sections["updates"].add(self.updates)
        self._data.add(self.data_folder)
        self._health.add(self.diagnosis)
        for card in (*self._sections.values(), self._data, self._health):
            scrolled.column.addWidget(card)
        scrolled.column.addLayout(row(self.reset, None))
        scrolled.column.addStretch(1)
        self.column.addWidget(scrolled)


def _padded(widget: QWidget) -> QWidget:
    padded = QWidget()
    inside = row(widget)
    inside.setContentsMargins(0, 12, 0, 12)
    padded.setLayout(inside)
    return padded
