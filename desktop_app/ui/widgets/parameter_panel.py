"""The form of a feature's parameters, made entirely from its schema, with presets."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.api.features import FeatureView
from desktop_app.ui.notices import Notice, Notices, Offer
from desktop_app.ui.preferences import Preferences
from desktop_app.ui.speech import Speech, Translated
from desktop_app.ui.stores import parameter_schema
from desktop_app.ui.stores.parameter_schema import ParameterSchema
from desktop_app.ui.stores.presets import Preset, Presets
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.parameters import rows
from desktop_app.ui.widgets.parameters.row import ParameterRow
from desktop_app.ui.widgets.parameters.section_box import SectionBox
from desktop_app.ui.widgets.preset_bar import PresetBar
from desktop_app.ui.widgets.preset_dialog import PresetDialog


class ParameterPanel(Translated, QWidget):
    """One set of parameters. The preset bar stays on top, the rows scroll under it, unless `scrolls` is off."""

    changed = Signal()
    """The values are others now, whoever changed them."""

    def __init__(
        self,
        *,
        preferences: Preferences,
        speech: Speech,
        theme: Theme,
        notices: Notices | None = None,
        scrolls: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._speech = speech
        self._theme = theme
        self._notices = notices
        self._presets = Presets(preferences=preferences, parent=self)
        self._schema = ParameterSchema()
        self._rows: dict[str, ParameterRow[Any]] = {}
        self._name = ""
        self._deleted: Preset | None = None
        self.bar = PresetBar(theme=theme)
        self._form, self._body = QWidget(), QWidget()
        self._compose(scrolls)
        self._connect()
        self.retranslate()

    # values

    def show_feature(self, feature: FeatureView) -> None:
        """Show the form of a feature, with the parameters it was used with last."""
        self._schema = parameter_schema.read(feature.parameters)
        self._presets.open(feature.id)
        self._build()
        self._put(self._presets.last_used)
        self._name = self._matching()
        self._settle()
        self.changed.emit()

    def values(self) -> dict[str, Any]:
        """What is chosen, complete."""
        return {name: row.value for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Choose these; what is missing or does not fit becomes its default."""
        self._put(values)
        self._name = self._matching()
        self._on_edited()

    def reset(self) -> None:
        """Choose the feature's own defaults."""
        self.choose_preset("")

    def choose_preset(self, name: str) -> None:
        """Choose the parameters of a preset; "" the feature's own defaults."""
        self._name = name
        self._put(self._base())
        self._on_edited()

    def save_preset(self, name: str) -> None:
        """Keep the values under a name; a preset that has it is replaced."""
        self._name = name
        self._presets.save(Preset(name, self.values()))

    def row(self, name: str) -> ParameterRow[Any]:
        """The row of a parameter."""
        return self._rows[name]

    @property
    def preset_name(self) -> str:
        """The preset that is chosen; "" for the feature's own defaults."""
        return self._name

    @property
    def is_modified(self) -> bool:
        """Whether the values differ from that preset."""
        return self.values() != self._base()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Parameters"))

    def hideEvent(self, event: QHideEvent) -> None:
        self._presets.flush()
        super().hideEvent(event)

    # presets

    def _on_save_as(self) -> None:
        dialog = PresetDialog(taken=self._presets.names, named=self.save_preset, parent=self)
        dialog.open()

    def _on_rename(self) -> None:
        dialog = PresetDialog(taken=self._presets.names, named=self._rename, renamed=self._name, parent=self)
        dialog.open()

    def _rename(self, name: str) -> None:
        before, self._name = self._name, name
        self._presets.rename(before, name)

    def _on_reset(self) -> None:
        name, values, was_modified = self._name, self.values(), self.is_modified
        self.reset()
        if self._notices is not None and was_modified:
            undo = Offer(self.tr("Undo"), lambda: self._bring_back(name, values))
            self._notices.tell(Notice(self.tr("All parameters are reset"), offer=undo))

    def _bring_back(self, name: str, values: Mapping[str, Any]) -> None:
        self._name = name
        self._put(values)
        self._on_edited()

    def _on_delete(self) -> None:
        self._deleted = self._presets.delete(self._name)
        self._name = self._matching()
        self.bar.offer_restore(self._deleted.name)
        self._settle()
        if self._notices is not None:
            text = self.tr('Preset "{name}" deleted').format(name=self._deleted.name)
            self._notices.tell(Notice(text, offer=Offer(self.tr("Undo"), self._on_restore)))

    def _on_restore(self) -> None:
        if self._deleted is not None:
            gone, self._deleted = self._deleted, None
            self.bar.offer_restore("")
            self._name = gone.name
            self._presets.save(gone)

    def _base(self) -> dict[str, Any]:
        preset = self._presets.find(self._name)
        return self._schema.fitting(preset.values) if preset else self._schema.defaults

    def _matching(self) -> str:
        """The name under which the values are kept, if any."""
        values = self.values()
        if values == self._schema.defaults:
            return ""
        found = (self._presets.find(name) for name in self._presets.names)
        return next((each.name for each in found if each and self._schema.fitting(each.values) == values), "")

    # inside

    def _on_edited(self) -> None:
        self._settle()
        self._presets.remember(self.values())
        self.changed.emit()

    def _settle(self) -> None:
        if self._name not in self._presets.names:
            self._name = ""
        values = self.values()
        effective = self._schema.effective(values)
        for name, row in self._rows.items():
            row.show_matter(name in effective)
        resettable = values != self._schema.defaults
        self.bar.show_state(self._presets.names, self._name, is_modified=self.is_modified, resettable=resettable)

    def _put(self, values: Mapping[str, Any]) -> None:
        for name, value in self._schema.fitting(values).items():
            self._rows[name].set_value(value)

    def _build(self) -> None:
        made = {each.name: rows.made(each, speech=self._speech, theme=self._theme) for each in self._schema.parameters}
        self._rows = made
        for row in made.values():
            row.changed.connect(self._on_edited)
        old, self._body = self._body, QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for section in self._schema.sections:
            inside = [made[each.name] for each in section.parameters]
            column.addWidget(SectionBox(section, inside, speech=self._speech, theme=self._theme))
        column.addStretch(1)
        self._column.replaceWidget(old, self._body)
        old.hide()  # it is still a child until the event loop has buried it
        old.deleteLater()
        self._body.show()  # and laid out now: otherwise its first frame is squeezed into the old one's height
        QCoreApplication.sendPostedEvents(self._form, QEvent.Type.LayoutRequest)

    def _compose(self, scrolls: bool) -> None:
        self._column = QVBoxLayout(self._form)
        self._column.setContentsMargins(0, 0, 12 if scrolls else 0, 0)
        self._column.addWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.bar)
        whole.addWidget(_scrolling(self._form) if scrolls else self._form, 1)

    def _connect(self) -> None:
        self.bar.chosen.connect(self.choose_preset)
        self.bar.save_requested.connect(lambda: self.save_preset(self._name))
        self.bar.save_as_requested.connect(self._on_save_as)
        self.bar.rename_requested.connect(self._on_rename)
        self.bar.delete_requested.connect(self._on_delete)
        self.bar.restore_requested.connect(self._on_restore)
        self.bar.reset_requested.connect(self._on_reset)
        self._presets.changed.connect(self._settle)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._presets.flush)


def _scrolling(form: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setMinimumHeight(160)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(form)
    return area
